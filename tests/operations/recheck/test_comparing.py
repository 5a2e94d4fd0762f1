"""M1, M3, L10: the three texts of a round are read from their books and compared; counts add up; a run keeps what it found."""

import pytest

from desktop.errors import KnownError
from desktop.ledgers.rechecks import RECHECK_RUNS
from desktop.operations.recheck import deciding
from desktop.operations.recheck.comparing import recheck, told_of
from desktop.operations.records import verbs
from desktop.rules.rechecking import Kind
from tests.builders import EVERYONE, a_finding
from tests.operations.recheck.office import Office


@pytest.fixture
def office(ledger):
    return Office(ledger)


def test_the_counts_of_each_unit_add_up(office):
    found = office.found()
    for one in (*found.units, found.whole):
        assert one.listed == one.written + one.unwritten
        assert len(one.differing) >= len(one.waiting)
    first, second = found.units
    assert (first.name, first.papers, first.listed, first.written, first.unwritten) == ("县教育局", 2, 2, 1, 1)
    assert (second.name, second.papers, second.listed, second.written) == ("县民政局", 0, 1, 1)
    assert found.whole.papers == 2 and found.whole.unexplained == 1


def test_the_amount_of_the_feedback_is_told_beside_those_of_paper_and_list(office):
    [one] = office.row(office.food).open
    assert one.kind is Kind.MONEY and told_of(one) == "底稿和清单 26.4 万元，反馈意见 24.6 万元"


def test_what_has_no_paper_and_what_was_left_out_are_other_kinds(office):
    assert [one.kind for one in office.row(office.bare).open] == [Kind.NO_PAPER]
    assert [one.kind for one in office.row(office.out).open] == [Kind.NOT_WRITTEN]


def test_a_paper_and_an_item_that_no_finding_has_are_differences_of_their_unit(office):
    office.paper(None, "另一件事")
    office.told(None, "反馈里多出的一条")
    office.told(None, "二、关于党的建设", level="aspect")
    kinds = [one.kind for _row, one in office.found().units[0].waiting]
    assert kinds == [Kind.MONEY, Kind.NOT_LISTED, Kind.NOT_IN_LIST]


def test_a_paper_belongs_to_the_finding_whose_list_gives_its_number(office):
    finding = a_finding(office.ledger, office.round, office.units[1], "欠缴党费", working_paper="06-03-021")
    made = office.paper(None, "欠缴党费", unit=1, code="06-03-021")
    assert [one.id for one in office.row(finding).papers] == [made]


def test_the_three_signatures_are_read_from_the_paper(office):
    assert not office.row(office.food).is_signed
    office.paper(office.bare, "低保", unit=1, handler="甲", reviewer="乙", approver="丙")
    assert office.row(office.bare).is_signed


def test_a_run_keeps_the_counts_of_its_day_and_cannot_be_edited(office):
    deciding.run(office.ledger, EVERYONE, office.round)
    last = office.found().last
    told = last.stored
    counts = [told[name] for name in ("papers", "listed", "written", "unwritten", "differences", "open")]
    assert counts == [2, 3, 2, 1, 2, 3]
    assert told["told"].splitlines()[0].endswith("金额：底稿和清单 26.4 万元，反馈意见 24.6 万元（待处理）")
    with pytest.raises(KnownError, match="登记后不能改"):
        verbs.edit(office.ledger, EVERYONE, RECHECK_RUNS, [last.id], {"on": "2026-06-01"})


def test_what_a_day_before_knew_is_compared_as_it_stood(office):
    assert recheck(office.ledger.reader, office.round, "2026-01-01").units == ()


def test_all_counts_can_be_made_where_the_round_was_read(office):
    """A round of a hundred thousand findings is not counted on the window's thread, and not anew at each look."""
    found = office.found().counted()
    assert found.whole is found.whole
    for one in (*found.units, found.whole):
        assert {"papers", "listed", "written", "unwritten", "differing", "waiting", "unexplained"} <= vars(one).keys()
