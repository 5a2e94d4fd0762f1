"""P-13: a row shows the date that binds: the first one, what an extension or a reclassification made of it, or the review of a long-term item."""

from datetime import date

import pytest

from desktop.operations import attributes, progress
from desktop.operations.papers import making
from desktop.operations.papers.dates import day
from tests.builders import EVERYONE, a_finding, a_unit
from tests.documents.papers import lines_of, press
from tests.operations.papers.conftest import asked

AS_OF = date(2026, 9, 30)


def as_it_is(ledger, one):
    pass


def extended(ledger, one):
    progress.extend(ledger, EVERYONE, one, "2026-09-20", "2026-09-01", "审批未下", "领导小组")


def made_earlier(ledger, one):
    attributes.reclassify(ledger, EVERYONE, one, {"due_on": "2026-08-20"}, "2026-08-01", "会议要求提前")


def under_review(ledger, one):
    progress.stage_done(ledger, EVERYONE, one, "2026-08-01", "2026-09-25")


MEMBERS = {
    "the first date": (as_it_is, {"first_due_on": "2026-09-10"}, ("2026-09-10", None, False)),
    "an extension": (extended, {"first_due_on": "2026-09-10"}, ("2026-09-10", "2026-09-20", True)),
    "an earlier date": (made_earlier, {"first_due_on": "2026-09-10"}, ("2026-09-10", "2026-08-20", False)),
    "a review": (under_review, {"first_due_on": "2026-09-10"}, ("2026-09-10", "2026-09-25", False)),
    "a review alone": (under_review, {"nature": "long_term"}, ("2026-09-25", None, False)),
    "days of its own": (as_it_is, {"nature": "immediate"}, ("2026-03-25", None, False)),
}


@pytest.fixture
def row(office, request):
    """The one row of a letter about a finding of its own unit, and what the letter says."""
    ledger, round_id, *_units = office
    change, fields, expected = MEMBERS[request.param]
    unit = a_unit(ledger, "县民政局党组", kind="县直部门")
    words = {"due_kind": "date"} if "first_due_on" in fields else {}
    one = a_finding(ledger, round_id, unit, "低保档案缺件", responsible_leader="何方", **fields, **words)
    change(ledger, one)
    [paper] = making.gather(ledger.writing(), asked(round_id, unit, as_of=AS_OF))
    return paper, paper.words["问题清单"][0], expected


@pytest.mark.parametrize("row", MEMBERS, indirect=True)
def test_the_dates_of_a_row_are_those_that_bind_p13(row):
    """P-13"""
    _paper, shown, (first, present, granted) = row

    assert (shown["原时限"], shown["现时限"], bool(shown["延期"])) == (day(first), day(present), granted)
    assert (AS_OF - (shown["现时限"] or shown["原时限"])).days == int(shown["逾期天数"])


@pytest.mark.parametrize("row", MEMBERS, indirect=True)
def test_only_an_extension_is_called_approved_p3(row):
    """P-3, P-13: the letter says 经批准延至 of nothing that nobody granted."""
    paper, _shown, (_first, present, granted) = row

    text = "".join(lines_of(press(paper.kind).render(paper.words).data))

    assert ("经批准延至" in text) == granted
    assert ("，现定2026年" in text) == bool(present and not granted)
