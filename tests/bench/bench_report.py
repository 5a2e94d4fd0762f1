"""The composite report of 10 to 15 pages gathered, printed, guarded and registered, beside its charts alone, in the same runs.

usage: python tests/bench/bench_report.py [UNITS]

`charts` is what drawing and writing the pictures of that very report takes; demand: the whole in at most twice that. Minimum,
median and maximum of five, in seconds of the process itself, which another program on the PC does not change.
"""

from __future__ import annotations

import statistics as middle
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from desktop.operations.papers.workshop import Workshop  # noqa: E402
from desktop.statistics import charts  # noqa: E402
from tests.acceptance.offices import ask, issue  # noqa: E402
from tests.bench.bench_issue import office  # noqa: E402

KIND = "rectification_summary_report"
ROUNDS = 5
_DRAWING = ("units_by_rate", "trend", "png")
_spent = [0.0]


def _timed(draw: Callable[..., Any]) -> Callable[..., Any]:
    def drawn(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return draw(*given, **named)
        finally:
            _spent[0] += time.process_time() - start

    return drawn


def report(folder: Path, units: int) -> tuple[float, float, int]:
    """Seconds of a whole report, of its charts, and its pages; the ledger is made before, its template is compiled."""
    ledger, round_id = office(folder, units)
    try:
        workshop = Workshop(ledger)
        workshop.press(KIND)
        _spent[0] = 0.0
        start = time.process_time()
        [made] = issue(ledger, workshop, ask(KIND, round_id), folder / "out")
        return time.process_time() - start, _spent[0], made.pages
    finally:
        ledger.close()


def main() -> None:
    """One round that only warms, then five."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    for name in _DRAWING:
        setattr(charts, name, _timed(getattr(charts, name)))
    taken = []
    for _ in range(ROUNDS + 1):
        with tempfile.TemporaryDirectory() as name:
            taken.append(report(Path(name), units))
    taken = taken[1:]
    for place, what in enumerate(("report", "charts")):
        times = [one[place] for one in taken]
        sys.stdout.write(f"{what:<8}{min(times):7.3f} {middle.median(times):7.3f} {max(times):7.3f} s CPU\n")
    whole, drawn = (middle.median([one[place] for one in taken]) for place in (0, 1))
    sys.stdout.write(f"{taken[0][2]} pages, report / charts {whole / drawn:.2f}\n")


if __name__ == "__main__":
    main()
