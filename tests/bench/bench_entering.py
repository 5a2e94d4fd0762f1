"""3,000 findings entered as rows beside sqlite-utils' insert_all with the same triggers and indexes, interleaved in one run (demand: 3).

python -m tests.bench.bench_entering [rounds]

`ours` is as an import enters rows: one by one in bulk work, the log's entries written in one pass (`Writer.in_bulk`).
`peer` is insert_all of one list of records over the same connection in one action; `alone` is the same as it comes, each of its batches
(22 records of 44 fields) confirmed by itself. `floor` is executemany, with nothing around it: what every side pays. Behind it stands what
the parts of the floor take: `bare` is without the trigger that writes the log, `one_set` writes the same log after the rows, as a set,
in one pass over them and one executemany (entries and chain byte-equal, verified): the least that a log of one entry a row can cost.
Where even the peer by `one_set` is under the demand, no way of entering that keeps the log reaches it.
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

from db import audit, triggers
from db.store import Ledger, create_ledger
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit

ROWS = 3000
Rows = list[dict[str, Any]]


def ours(ledger: Ledger, rows: Rows) -> None:
    with change(ledger, EVERYONE, Action.IMPORT, "导入") as changes, changes.writer.in_bulk():
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


def alone(ledger: Ledger, rows: Rows) -> None:
    """insert_all with nothing around it; the action that its rows belong to is confirmed before."""
    with change(ledger, EVERYONE, Action.IMPORT, "导入") as changes:
        action = changes.action_id
    context = ledger.writer._context
    context.action_id = action
    try:
        sqlite_utils.Database(ledger.writer._connection)["finding"].insert_all(rows)
    finally:
        context.action_id = 0


def bare(ledger: Ledger, rows: Rows) -> None:
    """The floor without a log: what is left are the row, its indexes and the encryption of both."""
    connection = ledger.writer._connection
    sql = triggers.wanted(connection, "finding")["finding_insert"]
    connection.execute("drop trigger finding_insert")
    floor(ledger, rows)
    connection.execute(sql)


def one_set(ledger: Ledger, rows: Rows) -> None:
    """The floor with its log written behind the rows in one pass, in the same transaction."""
    connection = ledger.writer._connection
    sql = triggers.wanted(connection, "finding")["finding_insert"]
    connection.execute("drop trigger finding_insert")
    names = ", ".join(rows[0])
    with change(ledger, EVERYONE, Action.IMPORT, "导入") as changes:
        [last] = connection.execute("select max(id) from finding").fetchone()
        connection.executemany(
            f"insert into finding ({names}) values ({', '.join('?' * len(rows[0]))})",
            [list(row.values()) for row in rows],
        )
        said = triggers._row_json(connection, "finding", "finding")
        made = connection.execute(f"select id, {said} from finding where id > ? order by id", (last,)).fetchall()
        seq, head = connection.execute("select seq, hash from change_log order by seq desc limit 1").fetchone()
        entries = []
        for seq, (row_id, after) in enumerate(made, seq + 1):  # noqa: B020
            place, total = (seq, changes.action_id, "finding", row_id, "insert"), triggers.text_sum(after)
            head = triggers.chain_hash(head, *place, "", total, "")
            entries.append((*place, "", after, "", total, head))
        connection.executemany(f"insert into change_log ({_LOG}) values ({', '.join('?' * 10)})", entries)
    connection.execute(sql)


_LOG = "seq, action_id, table_name, row_id, verb, before, after, before_sum, after_sum, hash"


def rows_like(row: dict[str, Any], side: str) -> Rows:
    text = "违规发放值班补贴14.28万元，涉及36人，未经党组会研究且无政策依据"
    return [{**row, "number": f"{side}-{number}", "text": f"{text}{number}"} for number in range(ROWS)]


def clocked(ledger: Ledger, side: Callable[[Ledger, Rows], None], rows: Rows) -> tuple[float, float]:
    """Seconds of the processor, and by the clock on the wall."""
    began, begun = time.perf_counter(), time.process_time()
    side(ledger, rows)
    return time.process_time() - begun, time.perf_counter() - began


def main(rounds: int) -> None:
    sides: tuple[Callable[[Ledger, Rows], None], ...] = (ours, peer, alone, floor)
    parts: tuple[Callable[[Ledger, Rows], None], ...] = (bare, one_set)
    times: dict[str, list[tuple[float, float]]] = {side.__name__: [] for side in (*sides, *parts)}
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
            for side in (*sides, one_set):
                times[side.__name__].append(clocked(ledger, side, rows_like(row, f"{side.__name__}{turn}")))
        counted = connection.execute(
            "select count(*), (select count(*) from change_log where table_name = 'finding') from finding"
        ).fetchone()
        assert counted == (1 + 5 * rounds * ROWS,) * 2
        log = audit.read_log(ledger.reader)
        assert log.broken_at is None and not [*audit.rows_against_log(ledger.reader, log)]
        for turn in range(rounds):  # last: what it enters is in no log
            times["bare"].append(clocked(ledger, bare, rows_like(row, f"bare{turn}")))
        ledger.close()
    middle = {name: statistics.median(cpu for cpu, _wall in taken) for name, taken in times.items()}
    wall = {name: statistics.median(wall for _cpu, wall in taken) for name, taken in times.items()}
    for name, taken in times.items():
        cpu = [one for one, _wall in taken]
        print(f"{name:<8}{min(cpu):7.3f} {middle[name]:7.3f} {max(cpu):7.3f} s CPU {wall[name]:7.3f} s by the clock")
    print(f"insert_all / ours = {middle['peer'] / middle['ours']:.1f} (demand 3)")
    print(f"insert_all as it comes, by the clock / ours = {wall['alone'] / wall['ours']:.1f} (demand 3)")
    print(
        f"insert_all / floor with its log as one set = {middle['peer'] / middle['one_set']:.1f} (most that a log allows)"
    )
    print(f"insert_all / floor without a log = {middle['peer'] / middle['bare']:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
