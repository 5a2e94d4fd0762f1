"""3,000 findings entered as rows beside sqlite-utils' insert_all with the same triggers and indexes, interleaved in one run (demand: 3).

python -m tests.bench.bench_entering [rounds]

`floor` is executemany, with nothing around it: what the triggers, the log with its chain and the encryption take by themselves.
Both sides pay it. Measured of its 0.196 s: the trigger that writes the log 0.136, the encryption 0.043, the indexes 0.039 (they
overlap); without that trigger ours is 2.5 times as fast as the peer. So the demand lies below the floor as long as the log is
written row by row.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from db.store import Ledger, create_ledger
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit

ROWS = 3000
Rows = list[dict[str, Any]]


def ours(ledger: Ledger, rows: Rows) -> None:
    with change(ledger, EVERYONE, Action.IMPORT, "导入") as changes:
        for row in rows:
            changes.writer.insert("finding", row)


def peer(ledger: Ledger, rows: Rows) -> None:
    database = sqlite_utils.Database(ledger.writer._connection)
    with change(ledger, EVERYONE, Action.IMPORT, "导入"):
        database["finding"].insert_all(rows)


def floor(ledger: Ledger, rows: Rows) -> None:
    names = ", ".join(rows[0])
    with change(ledger, EVERYONE, Action.IMPORT, "导入"):
        ledger.writer._connection.executemany(
            f"insert into finding ({names}) values ({', '.join('?' * len(rows[0]))})",
            [list(row.values()) for row in rows],
        )


def rows_like(row: dict[str, Any], side: str) -> Rows:
    text = "违规发放值班补贴14.28万元，涉及36人，未经党组会研究且无政策依据"
    return [{**row, "number": f"{side}-{number}", "text": f"{text}{number}"} for number in range(ROWS)]


def main(rounds: int) -> None:
    sides: tuple[Callable[[Ledger, Rows], None], ...] = (ours, peer, floor)
    times: dict[str, list[float]] = {side.__name__: [] for side in sides}
    with tempfile.TemporaryDirectory() as folder:
        ledger = create_ledger(Path(folder) / "office.ledger", bytes(range(32)), datetime.now)
        finding = a_finding(ledger, a_round(ledger), a_unit(ledger))
        connection = ledger.writer._connection
        names = [each[1] for each in connection.execute("pragma table_info(finding)")]
        row = dict(
            zip(names, connection.execute("select * from finding where id = ?", (finding,)).fetchone(), strict=True)
        )
        row.pop("id")
        for turn in range(rounds):
            for side in sides:
                rows = rows_like(row, f"{side.__name__}{turn}")
                begun = time.process_time()
                side(ledger, rows)
                times[side.__name__].append(time.process_time() - begun)
        counted = connection.execute(
            "select count(*), (select count(*) from change_log where table_name = 'finding') from finding"
        ).fetchone()
        assert counted == (1 + 3 * rounds * ROWS,) * 2
        ledger.close()
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in times.items():
        print(f"{name:<6}{min(taken):7.3f} {middle[name]:7.3f} {max(taken):7.3f} s CPU")
    print(
        f"insert_all / ours = {middle['peer'] / middle['ours']:.1f} (demand 3), / floor = {middle['peer'] / middle['floor']:.1f}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
