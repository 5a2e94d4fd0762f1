"""R-1: a sheet that comes back is a way in like any other: no rule that refuses is passed by one, whatever book its cells go to.

Beside `tests/cli/test_rules_by_every_way.py`, which walks form, cell, paste, list, script and command line.
"""

from dataclasses import dataclass, field

import pytest

from db.queries import books as queries
from desktop.exchange.return_book.columns import PROGRESS
from desktop.exchange.return_book.opinion_form import OPINIONS as SHEET
from desktop.ledgers import books
from desktop.ledgers.opinions import OPINIONS
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations.joint_review.entering import take_back
from desktop.operations.records import verbs
from desktop.operations.return_book.entering import merge
from desktop.operations.return_book.receiving import Picks
from tests.builders import EVERYONE
from tests.operations.joint_review.reviews import Review
from tests.operations.joint_review.reviews import filled as answered
from tests.operations.return_book.returns import Office, filled

FORMS = {"return_book": PROGRESS, "opinion": SHEET}
"""Every workbook that goes out to be filled in and comes back by key."""


@dataclass(frozen=True)
class Case:
    """Cells that a unit typed, of which the last breaks a rule; `of` is the book whose rule it is."""

    of: str
    rule: str
    cells: dict[str, str] = field(default_factory=dict)


CASES = (
    Case("extension", "not_later", {"extend_reason": "客观原因", "extend_to": "2026-06-01"}),
    Case("extension", "no_day", {"extend_reason": "客观原因"}),
    Case("finding", "in_future", {"status": "已完成", "completed_on": "2026-06-06"}),
    Case("finding", "before_feedback", {"status": "已完成", "completed_on": "2026-03-17"}),
    Case("finding", "no_state", {"completed_on": "2026-05-20"}),
    Case("finding", "no_word", {"status": "差不多了"}),
    Case("finding", "locked", {"text": "改写的问题"}),
    Case("finding", "no_day", {"due_on": "长期坚持"}),
    Case("finding", "locked", {"unit": "县教育局党组"}),
    Case("finding", "locked", {"category": "另一类"}),
)
JUDGED = {"status", "completed_on", "extend_to", "extend_reason", *PROGRESS.locked}
FREE = {"progress", "owner", "remark"}
"""Words that no rule judges."""


def standing(ledger):
    """All that a returned sheet may touch: findings with their events and measures, and every declared book."""
    tables = (
        "finding",
        "finding_event",
        "measure",
        "problem",
        *(one.name for one in books.declared() if one.name != "return_book"),
    )
    return {table: ledger.newest.tuples(f"select * from [{table}]") for table in tables}


def test_every_cell_that_a_unit_may_touch_is_judged_here_or_free():
    named = {name for case in CASES for name in case.cells}
    assert named == JUDGED and {*PROGRESS.editable, *PROGRESS.locked} == JUDGED | FREE


def test_the_forms_that_come_back_are_those_walked_here():
    from desktop.exchange.return_book import columns, opinion_form

    declared = {
        name
        for module in (columns, opinion_form)
        for name, one in vars(module).items()
        if isinstance(one, columns.Form)
    }
    assert {"PROGRESS", "OPINIONS"} == declared and len(FORMS) == len(declared)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.of} {case.rule} {'+'.join(case.cells)}")
@pytest.mark.parametrize("keeps", [False, True], ids=["as it came", "the ledger wins"])
def test_a_returned_book_breaks_no_rule_of_findings_or_extensions(ledger, tmp_path, case, keeps):
    office = Office(ledger, tmp_path / "发出")
    path, before = office.sent(), standing(ledger)
    number = office.number(office.one)
    picks = Picks(frozenset((number, name) for name in case.cells) if not keeps else frozenset(), keep_ledger=keeps)
    done = merge(ledger, EVERYONE, filled(path, {(number, name): value for name, value in case.cells.items()}), picks)
    *sound, (wrong, value) = case.cells.items()
    gained = {table: set(map(repr, rows)) - set(map(repr, before[table])) for table, rows in standing(ledger).items()}
    assert not [row for rows in gained.values() for row in rows if value in row], wrong
    assert gained["extension"] == set() and (sound or not any(gained.values()))
    outcome = done.received.outcome
    told = (done.received.not_entered, outcome.refused, done.complaint, outcome.faults, outcome.merged.not_allowed)
    assert any(told), "it is told"


@pytest.fixture
def review(ledger, tmp_path):
    return Review(ledger, tmp_path / "意见表")


def test_an_opinion_sheet_breaks_no_rule_of_the_opinions(review):
    """other_unit, already_passed: what has passed takes no more, and a finding of another unit takes none."""
    refusing = {rule.kind for rule in OPINIONS.rules if rule.refuses}
    assert {"other_unit", "already_passed"} <= refusing
    sheet, ledger = review.sent()[0], review.ledger
    other = ledger.newest.value("select number from finding where id = ?", (review.other,))
    before = standing(ledger)
    foreign = answered(
        sheet, {}, name="别家.xlsx", added=[{"key": other, "text": "低保复核不及时", "opinion": "请核对"}]
    )
    found = take_back(ledger, EVERYONE, [foreign], (review.round,), "report")
    assert found.unmatched and {**standing(ledger)} == before
    verbs.take(ledger, EVERYONE, SUBMISSIONS, review.submission, SUBMISSIONS.step("pass"))
    passed = standing(ledger)
    late = answered(sheet, {(review.numbers[0], "opinion"): "请补充"}, name="迟交.xlsx")
    assert take_back(ledger, EVERYONE, [late], (review.round,), "report").refusals
    assert standing(ledger) == passed
    assert not queries.records(ledger.newest, OPINIONS.shape, "9999-12-31")
