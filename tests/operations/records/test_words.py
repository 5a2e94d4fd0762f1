"""What words mean in this ledger: units, rounds, findings, letters, dates, months and money."""

import pytest

from desktop.ledgers.field import Holds
from desktop.operations.papers import registering
from desktop.operations.records.words import day, lookup, month
from tests.builders import EVERYONE


@pytest.mark.parametrize(
    "typed, found",
    [
        ("2026-06-05", "2026-06-05"),
        ("2026-06-05T09:00", "2026-06-05"),
        ("2026-06-05 09:00:00", "2026-06-05"),
        ("2026年6月5日", "2026-06-05"),
        ("2026.6.5", "2026-06-05"),
        ("2026-02-31", None),
        ("2026年6月", None),
        ("2026-06-05至8日", None),
        ("2026年6月5日-8日", None),
        ("2026-06-05-2026-06-08", None),
        ("2026.6.5~6.8", None),
        ("六月", None),
        ("", None),
    ],
)
def test_a_day_is_one_day_written_in_full(typed, found):
    assert day(typed) == found


@pytest.mark.parametrize(
    "typed, found",
    [
        ("2026-05", "2026-05"),
        ("2026年5月", "2026-05"),
        ("2026/5", "2026-05"),
        ("2026.12", "2026-12"),
        ("2026-13", None),
        ("2026-0", None),
        ("26-5", None),
        ("2026", None),
        ("五月", None),
    ],
)
def test_a_month_has_its_year(typed, found):
    assert month(typed) == found


def test_links_are_found_by_any_of_their_names(ledger, office):
    of = lookup(ledger.reader)
    assert (
        of(Holds.UNIT, "县民政局"),
        of(Holds.ROUND, "15-06"),
        of(Holds.FINDING, "15-06-0001"),
        of(Holds.FINDINGS, "15-06-0001"),
    ) == (office["unit"], office["round"], office["finding"], office["finding"])
    assert [of(holds, "没有") for holds in (Holds.UNIT, Holds.ROUND, Holds.FINDING, Holds.TEAM, Holds.LETTER)] == [
        None
    ] * 5
    registering.register(
        ledger, EVERYONE, registering.SentPaper("a", "甲", "巡督〔2026〕7号", "2026-06-01", "县民政局党组")
    )
    assert of(Holds.LETTER, "巡督〔2026〕7号") == of(Holds.LETTER, "巡督[2026]第007号") == 1
    assert (of(Holds.DATE, "2026年6月5日"), of(Holds.MONTH, "2026年5月")) == ("2026-06-05", "2026-05")


def test_a_bare_amount_is_in_the_unit_of_its_head(ledger):
    assert (
        lookup(ledger.reader)(Holds.MONEY, "3"),
        lookup(ledger.reader, money_unit=10_000)(Holds.MONEY, "3"),
        lookup(ledger.reader)(Holds.MONEY, "3万元"),
        lookup(ledger.reader)(Holds.MONEY, "若干"),
    ) == (3, 30_000, 30_000, None)
