"""Two units: one with overdue findings, papers and calls, one with what comes due."""

from types import SimpleNamespace

import pytest

from desktop.ledgers import books
from desktop.operations.papers.registering import SentPaper, register
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed


def sent(ledger, county, kind, number, on, reply_by, *findings, unit=0):
    paper = SentPaper(
        kind, "函", number, on, "县城管局", county.units[unit], county.round, findings, reply_by
    )  # fmt: skip
    return register(ledger, EVERYONE, paper)[0]


def called(ledger, county, *findings, on="2026-05-30", unit=0, **fields):
    book = books.book(ledger.reader, "chase")
    values = {
        "unit": county.units[unit],
        "on": on,
        "channel": "phone",
        "findings": findings,
        "round": county.round,
        **fields,
    }
    return verbs.add(ledger, EVERYONE, book, values)[0].id


@pytest.fixture
def county(ledger):
    round_id = a_round(ledger, feedback_on="2026-03-18", months=3)
    units = [a_unit(ledger, "县城市管理局党组", short="县城管局"), a_unit(ledger, "柳坪乡党委", short="柳坪乡")]
    days = ("2026-05-18", "2026-06-02", "2026-06-07", "2026-06-12", "2026-06-18")
    first = [a_finding(ledger, round_id, units[0], f"问题{day}", first_due_on=day, due_kind="date") for day in days]
    second = [
        a_finding(ledger, round_id, units[1], f"乡里{day}", first_due_on=day, due_kind="date") for day in days[3:]
    ]
    kept = a_finding(ledger, round_id, units[1], "长期", nature="long_term")
    waits = claimed(ledger, a_finding(ledger, round_id, units[1], "待核", first_due_on="2026-05-18", due_kind="date"))
    return SimpleNamespace(round=round_id, units=units, first=first, second=second, kept=kept, waits=waits)
