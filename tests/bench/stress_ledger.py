"""A ledger many times an office's size, encrypted: 349 units, three measures and ten entries a finding.

The first finding is entered by the program's own operations; all others are copies of its rows with numbers, units, texts and days of
their own, written past the log: for benches that read, since the log's chain over a million rows would take an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from db import triggers
from db.store import Ledger, create_ledger
from desktop.ledgers.finding_draft import MeasureDraft
from desktop.operations import measures, progress
from tests.bench.office_rows import _text
from tests.builders import EVERYONE, a_finding, a_round, a_unit

UNITS, MEASURES, ENTRIES = 349, 3, 10
KEY = bytes(range(32))
RARE = "红岩水库移民后期扶持"
"""A word that stands in one finding of each thousand."""
CLAIMS, VERDICTS = {4: "in_progress", 6: "done"}, {8: ("done", "done", "done", "not_done")}
"""What the entries of a finding say at their places: the unit's word, and what the office may answer; the others are notes."""
BEGUN, FIRST_DAYS, STEP = datetime(2025, 1, 1), 300, 25
"""Findings are given in so many days; from one entry of a finding to the next are at most so many."""


def stress_ledger(folder: Path, count: int, key: bytes | None = KEY) -> Ledger:
    """The ledger with so many findings, the same every time."""
    ledger = create_ledger(folder, key, datetime.now)
    round_id, unit = a_round(ledger), a_unit(ledger, "青岩县第000单位党组", short="第000单位")
    for number in range(1, UNITS):
        a_unit(ledger, f"青岩县第{number:03d}单位党组", short=f"第{number:03d}单位")
    first = a_finding(ledger, round_id, unit, first_due_on="2026-06-30", due_kind="date", responsible_leader="何方")
    drafts = [MeasureDraft(f"措施{number}", owner="李建国") for number in range(MEASURES)]
    measures.add(ledger, EVERYONE, first, drafts, "2026-03-20")
    while _entries(ledger, first) < ENTRIES:
        progress.note(ledger, EVERYONE, first, "2026-05-01", "进展")
    connection = ledger.writing()._connection
    connection.execute("begin immediate")
    for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f"drop trigger [{name}]")
    _copy(connection, first, unit, count, Random(7))
    triggers.rebuild(connection)
    connection.execute("commit")
    connection.execute("analyze")
    return ledger


def _entries(ledger: Ledger, finding: int) -> int:
    return int(ledger.writing().value("select count(*) from finding_event where finding_id = ?", (finding,)))


def _copy(connection: Any, first: int, unit: int, count: int, chance: Random) -> None:
    for table, owner in (("finding", "id"), ("measure", "finding_id"), ("finding_event", "finding_id")):
        names = [row[1] for row in connection.execute(f"pragma table_info([{table}])")]
        samples = connection.execute(f"select * from [{table}] where {owner} = ? order by id", (first,)).fetchall()
        begin = connection.execute(f"select max(id) from [{table}]").fetchone()[0] + 1
        made = _made(table, names, samples, begin, first, unit, count, chance)
        connection.executemany(
            f"insert into [{table}] ({', '.join(names)}) values ({', '.join('?' * len(names))})", made
        )


def _said(place: int, number: int, chance: Random) -> dict[str, str]:
    """What an entry at a place of a finding says: one finding in four is not claimed as done, and has no answer."""
    if place in CLAIMS and (number % 4 or place == min(CLAIMS)):
        return {"kind": "claim", "claim_state": CLAIMS[place]}
    if place in VERDICTS and number % 4:
        return {"kind": "verify", "verdict_state": chance.choice(VERDICTS[place])}
    return {}


def _made(
    table: str, names: Sequence[str], samples: Sequence[Sequence[Any]], begin: int, first: int, unit: int, count: int, chance: Random
) -> Any:  # fmt: skip
    ids = {sample[0]: place for place, sample in enumerate(samples)}
    for number in range(1, count):
        day = BEGUN + timedelta(chance.randrange(FIRST_DAYS))
        for place, sample in enumerate(samples):
            row = dict(zip(names, sample, strict=True))
            row["id"] = begin + (number - 1) * len(samples) + place
            if "copy_of" in row and row["copy_of"] in ids:
                row["copy_of"] = row["id"] - place + ids[row["copy_of"]]
            if table == "finding":
                row |= {
                    "number": f"S-{number:06d}",
                    "unit_id": unit + chance.randrange(UNITS),
                    "owner": f"张{chance.randrange(300)}",
                }
            else:
                row["finding_id"] = first + number
            if row.get("text"):
                row["text"] = (
                    f"{_text(chance, 18)}{number}处{place}{RARE if number % 1000 == place == 0 else ''}{_text(chance, 20)}"
                )
            if row.get("effective_on"):
                day += timedelta(chance.randrange(STEP))
                row |= {
                    "effective_on": f"{day:%Y-%m-%d}",
                    "known_on": f"{day:%Y-%m-%d}",
                    "recorded_at": f"{day:%Y-%m-%dT09:00:00}",
                }
                row |= _said(place, number, chance)
            if row.get("measure_id"):
                row["measure_id"] += (number - 1 + 1) * MEASURES
            yield list(row.values())
