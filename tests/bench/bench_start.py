"""Start to first paint: the login, and with the key in hand the home and the ledger page of 10,000 findings, beside a bare PySide6 window.

usage: python tests/bench/bench_start.py [FINDINGS]
Every start is a process of its own; the kinds take turns; minimum, median and maximum of seven, in seconds of the process itself
(user and system), which another program on the PC does not change; ratios of medians.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

CHILD = Path(__file__).with_name("start_child.py")
ROUNDS = 7


def prepare(home: Path, findings: int) -> Path:
    """A ledger with so many findings under a known key, and the preferences of a PC that opened another one last."""
    from db.keyslots import Kdf
    from db.store import create_ledger
    from desktop.operations import ledgers
    from desktop.operations.units import UnitDraft
    from desktop.settings import Settings, save
    from tests.acceptance.offices import add_round, add_units

    made = ledgers.new_ledger(
        home / "office.ledger", clock=datetime.now, passphrase="correct-horse-battery-1", recovery_sheet=home / "sheet.txt",
        kdf=Kdf(), office="试验办",
    )  # fmt: skip
    made.ledger.close()
    save(
        Settings(last_ledger=str(home / "office.ledger"), recent_ledgers=(str(home / "office.ledger"),)),
        home / "settings.toml",
    )
    large = create_ledger(home / "large.ledger", bytes(range(32)), datetime.now)
    round_id = add_round(large)
    text = "违规发放值班补贴14.28万元，涉及36人，未经党组会研究且无政策依据"
    each = max(findings // 200, 1)
    books = [
        (UnitDraft(f"县第{n:03d}局党组"), [{"text": f"{text}（{n}-{m}）"} for m in range(each)]) for n in range(200)
    ]
    add_units(large, round_id, books)
    large.close()
    return large.folder


def timed(home: Path, *arguments: str) -> float:
    """Seconds that a process computes from its start to its end after the first whole paint."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INSPECTION_LEDGER_HOME": str(home)}
    environment |= {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }  # as on a PC: compiled once
    before = _spent_by_children()
    done = subprocess.run([sys.executable, str(CHILD), *arguments], env=environment, capture_output=True, timeout=120)
    after = _spent_by_children()
    assert done.returncode == 0, done.stderr.decode()
    (home / "large.ledger" / "lock").unlink(missing_ok=True)
    return after - before


def _spent_by_children() -> float:
    """Seconds of the processor, to the microsecond where the system tells them so (os.times counts hundredths)."""
    if sys.platform == "win32":
        return sum(os.times()[2:4])
    import resource

    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def main() -> None:
    """Interleaved starts; ratios of medians."""
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = prepare(home, findings)
        large = str(folder)
        kinds = {"bare": ("bare",), "login": ("login",), "home": ("home", large), "ledger": ("ledger", large)}
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for place in range(ROUNDS + 1):
            for kind, arguments in kinds.items():
                spent = timed(home, *arguments)
                if place:  # the first round only warms the page cache
                    taken[kind].append(spent)
    bare = statistics.median(taken["bare"])
    for kind, times in taken.items():
        low, middle, high = (round(one * 1000) for one in (min(times), statistics.median(times), max(times)))
        sys.stdout.write(f"{kind:<7}{low:6} {middle:6} {high:6} ms   ratio {middle / 1000 / bare:.2f}\n")


if __name__ == "__main__":
    main()
