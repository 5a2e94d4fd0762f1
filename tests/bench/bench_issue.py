"""350 letters issued from a ledger (gathered, printed, guarded, frozen, registered), beside docxtpl per document, in one run.

usage: python tests/bench/bench_issue.py [LETTERS]

Where the time of one of our letters goes (ms CPU of the process, batches of 150, docxtpl 31 beside it), of 8.1 in all:

    gathered                  0.8    the file read back (parts, texts, unseen)      0.8
    compiling, marks indexed  0.6    guard: new lines, words, others' passages      1.0
    made                      2.2    contract, left over                            0.3
    kept in the pool          0.6    register: 28 rows, each with its log entry     1.4
    written out         0.1 - 0.3

These are from before the register was written in bulk (`Writer.in_bulk`) and templates were compiled once a run of the program.
10 x would be 3.1. A row costs 0.027 in SQLite, of which 0.022 are its entry in the chained log (a row of the log, two sums and a
hash over the one before): 0.76 for 28 rows. With that, expat and deflating (0.45), the pool's and the letter's files (0.6) and the
unpacking of what is read back (0.15), 2.0 are given; all gathering, making, guarding and checking, 5.5 now, would have 1.1. It falls
short by the factor 10 / 3.8 = 2.6.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db.store import Ledger, create_ledger  # noqa: E402
from desktop.operations.papers.workshop import Workshop  # noqa: E402
from desktop.operations.units import UnitDraft  # noqa: E402
from tests.acceptance.offices import TODAY, add_round, add_units, ask, issue, open_office  # noqa: E402
from tests.bench.bench_letters import letters, peer, timed, told  # noqa: E402

KIND = "supervision_letter"
ROWS = 10


class Noon:
    """A clock that stands still."""

    def set(self, now: str) -> None:
        """Accepted, not needed."""

    def __call__(self) -> datetime:
        return datetime(TODAY.year, TODAY.month, TODAY.day, 12)


def office(folder: Path, count: int) -> tuple[Ledger, int]:
    """A ledger whose round has so many units with ten overdue findings each."""
    clock = Noon()
    ledger = create_ledger(folder / "bench.ledger", None, clock)
    open_office(ledger, clock)
    round_id = add_round(ledger)
    books = [
        (
            UnitDraft(f"县第{number:03d}单位党组", kind="县直部门"),
            [{"text": f"第{number}单位第{n}个问题的具体情况，涉及资金{n + 1}万元未清理"} for n in range(ROWS)],
        )
        for number in range(count)
    ]
    add_units(ledger, round_id, books)
    return ledger, round_id


def ours(count: int) -> float:
    """Seconds of the process from the request to files on disk and rows in the register; the ledger is made before."""
    with tempfile.TemporaryDirectory() as name:
        ledger, round_id = office(Path(name), count)
        try:
            start = time.process_time()
            made = issue(ledger, Workshop(ledger), ask(KIND, round_id), Path(name) / "out")
            spent = time.process_time() - start
        finally:
            ledger.close()
        assert len(made) == count
        return spent


def main() -> None:
    """Interleaved rounds; medians."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 350
    words = letters(max(count // 5, 1))
    rounds = [(ours(count) / count, timed(peer, words) / len(words)) for _ in range(5)]
    sys.stdout.write(told(f"{count} letters issued, with marks, guard and register", rounds))


if __name__ == "__main__":
    main()
