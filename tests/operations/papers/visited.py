"""A locked draw, a visit to every unit it drew, and what was found there, for tests of papers."""

from __future__ import annotations

from db.queries import books as queries
from db.queries import facts
from desktop.ledgers.draws import DRAWS
from tests.operations.papers.handed_in import enter, step

ON = "2026-09-20"
SPOKEN = {"seed_digits_a": "4", "seed_digits_b": "7", "spoken_by_a": "王敏", "spoken_by_b": "县纪委监委 林晓"}


def visited(ledger, round_id: int, grade: str = "好", untrue: int = 0) -> dict[int, list[int]]:
    """The findings that were checked, by unit; the first `untrue` of them are not as reported."""
    draw = enter(ledger, "draw", on=ON, round=round_id, purpose="follow_up", seed_date=ON, as_of=ON, **SPOKEN)
    step(ledger, "draw", draw, "lock", on=ON)
    drawn = queries.records(ledger.writing(), DRAWS.shape, "9999-12-31", ids=[draw])[0].stored["findings"]
    units: dict[int, list[int]] = {}
    for finding in drawn:
        units.setdefault(facts.unit_of(ledger.writing(), finding), []).append(finding)
    for unit, findings in units.items():
        visit = enter(ledger, "visit", on=ON, also={"on": ON}, unit=unit, draw=draw, round=round_id)
        for finding in findings:
            found = "false" if untrue > 0 else "true"
            untrue -= 1
            enter(ledger, "check", on=ON, visit=visit, finding=finding, found=found, ways="查、看", text="现场核对")
        step(ledger, "visit", visit, "grade", on=ON, grade=grade)
    return units
