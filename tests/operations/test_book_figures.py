"""M6 M12 M14 M18: the figures that the declared books answer, with their parts and rows; what has no parts is told with its source."""

from __future__ import annotations

import pytest

from db.queries.findings import list_findings
from db.records import Basis, FindingCriteria
from desktop.ledgers import books
from desktop.operations.book_figures import BOOK_FIGURES
from desktop.operations.figure_moment import Moment
from desktop.operations.office_figures import NAMES, figures
from desktop.operations.records import verbs
from desktop.operations.records.recommendation_sums import letters
from tests.builders import EVERYONE, a_finding, a_round, a_unit

TODAY = "2026-06-05"


@pytest.fixture
def office(ledger):
    return {"round": a_round(ledger), "unit": a_unit(ledger)}


def entered(ledger, book, steps=(), **values):
    register = books.book(ledger.reader, book)
    made, _changes = verbs.add(ledger, EVERYONE, register, values)
    for name, given in steps:
        verbs.take(ledger, EVERYONE, register, made.id, register.step(name), given, reason="理由")
    return made.number


def told(ledger, name, *, rounds=(), day=TODAY):
    [found] = figures(Moment(ledger, day, None, rounds), [name])
    return found.value, found.numerator, found.denominator, found.rows, found.counted


def test_adopted_items_are_counted_over_those_of_the_letters_replied_to(ledger, office):
    """M6: three letters, of which one is not answered; 9 of 12 items."""
    usual = {"unit": office["unit"], "round": office["round"], "issued_on": "2026-03-01", "items": 6}
    reply = ("reply", {"replied_on": "2026-04-01"})
    first = entered(ledger, "recommendation", [reply, ("adopt", {"items_adopted": 6})], **usual)
    second = entered(ledger, "recommendation", [reply, ("adopt", {"items_adopted": 3}), ("close", {})], **usual)
    third = entered(ledger, "recommendation", **usual)

    assert told(ledger, "adoption_rate") == ("75.0%", 9, 12, (first, second), (first, second))
    assert told(ledger, "recommendations")[3] == (first, second, third)
    assert told(ledger, "adoption_rate", day="2026-03-15")[:3] == (None, 0, 0)


@pytest.mark.parametrize(("rounding", "decimals", "said"), [("half_up", 1, "66.7%"), ("truncate", 2, "66.66%")])
def test_page_14_says_the_share_of_adopted_items_as_the_figure_of_the_office_does(
    ledger, office, rounding, decimals, said
):
    basis = Basis(rounding=rounding, decimals=decimals)
    steps = ("reply", {"replied_on": "2026-04-01"}), ("adopt", {"items_adopted": 2})
    entered(ledger, "recommendation", steps, unit=office["unit"], issued_on="2026-03-01", items=3)

    [figure] = figures(Moment(ledger, TODAY, None, (), basis), ["adoption_rate"])
    assert figure.value == said and f"采纳率 {said}（2/3" in letters(ledger.reader, basis, TODAY).words


def test_money_is_told_in_ten_thousands_with_its_yuan_and_persons_apart_from_person_times(ledger, office):
    """M12: 追缴 and 清退 are recovered, 归垫 is not; 2 persons, 3 times."""
    usual = {"unit": office["unit"], "on": "2026-05-01"}
    money = [
        entered(ledger, "outcome", kind=kind, amount=amount, **usual)
        for kind, amount in (("money_recovered", 120_000), ("refunded", 5_500), ("money_repaid", 1_000_000))
    ]
    party = entered(ledger, "outcome", kind="sanction_party", persons=1, person_times=2, **usual)
    gov = entered(ledger, "outcome", kind="sanction_gov", persons=1, person_times=1, **usual)
    entered(ledger, "outcome", kind="reminder", persons=9, person_times=9, **usual)

    assert told(ledger, "money_recovered") == ("12.55万元", 125_500, None, tuple(money[:2]), tuple(money[:2]))
    assert told(ledger, "sanctions")[0] == "2" and told(ledger, "person_times")[0] == "3"
    assert told(ledger, "sanctions")[3] == (party, gov)


def test_returns_are_submissions_that_were_given_back(ledger, office):
    """M16"""
    usual = {"unit": office["unit"], "round": office["round"], "kind": "plan", "received_on": "2026-04-01"}
    given_back = entered(ledger, "submission", [("return", {})], **usual)
    entered(ledger, "submission", **usual)

    assert told(ledger, "returns")[3] == (given_back,)
    assert (
        told(ledger, "returns", rounds=(office["round"],))[0] == "1" and told(ledger, "returns", rounds=(99,))[0] == "0"
    )


def test_a_published_figure_is_told_with_its_source_and_has_no_parts(ledger):
    """M18"""
    number = entered(
        ledger,
        "stored_figure",
        name="整改落实率（公布）",
        value="95.1",
        unit="%",
        as_of="2025-12-31",
        source="通报〔2026〕3号",
    )
    found = figures(Moment(ledger, TODAY, None, ()))[-1]
    assert (found.title, found.value, found.numerator, found.denominator) == ("整改落实率（公布）", "95.1%", None, None)
    assert "通报〔2026〕3号" in found.basis and found.rows == (number,)
    assert figures(Moment(ledger, "2025-12-30", None, ()))[-1].name == NAMES[-1]


def test_a_figure_without_rows_says_so_and_none_is_declared_twice(ledger):
    for one in figures(Moment(ledger, TODAY, None, ()), list(BOOK_FIGURES)):
        assert one.rows == () and one.value in (None, "0", "0万元")
    assert len(set(NAMES)) == len(NAMES) and set(BOOK_FIGURES) <= set(NAMES)


def test_what_was_handed_to_the_secretary_is_a_share_of_the_list(ledger, office):
    """M8: a flag of the finding, beside 民生事项; both come in by every way that a flag does."""
    first = a_finding(ledger, office["round"], office["unit"], assigned_to_secretary=True, livelihood=True)
    a_finding(ledger, office["round"], office["unit"], "另一问题")
    [row, other] = list_findings(ledger.reader, FindingCriteria(), TODAY)
    assert (row.id, row.assigned_to_secretary, row.livelihood) == (first, 1, 1) and not other.livelihood
    assert told(ledger, "assigned_to_secretary_rate") == ("50.0%", 1, 2, (row.number, other.number), (row.number,))
