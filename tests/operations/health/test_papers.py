"""Page 26: what the reconciliation of issued papers comes to, in one line."""

from dataclasses import replace

import pytest

from desktop.operations.health.examining import examine
from desktop.operations.health.line import Stands
from desktop.operations.health.papers import line_of, papers
from desktop.operations.papers.decided import Decision
from desktop.operations.papers.reconciling import Line as Told
from desktop.operations.papers.reconciling import Reconciled
from tests.operations.health.sound_office import a_sound_office

SAME = Told("a", "逾期数", "3", "3", "3")
CHANGED = Told("b", "逾期数", "3", "3", "2")
WRONG = Told("c", "逾期数", "3", "2", "2")


class Letter:
    def __init__(self, number, title="督办函"):
        self.number, self.title = number, title


def paper(number, *lines, untold=""):
    return Reconciled(Letter(number), "", lines, untold=untold)


@pytest.mark.parametrize(
    ("found", "stands", "result"),
    [
        ([], Stands.AGREES, "还没有由本程序签发的文书"),
        ([paper("一号", SAME), paper("二号", SAME, SAME)], Stands.AGREES, "2 份 3 个数字相符"),
        ([paper("一号", SAME, replace(CHANGED, tabled=True))], Stands.AGREES, "1 份 1 个数字相符，表中另有 1 个"),
        ([paper("一号", SAME, CHANGED)], Stands.AGREES, "1 份 2 个数字 = 相符 1 + 此后变化 1"),
        ([paper("一号", SAME), paper("二号", WRONG, SAME)], Stands.WRONG, "1 处当时就错（二号）"),
        ([paper("一号", untold="模板不在"), paper("", SAME)], Stands.ASKS, "1 份不能重算：一号"),
    ],
)
def test_the_worst_is_told_and_the_sum_adds_up(found, stands, result):
    line = line_of(found)

    assert (line.stands, line.result, line.opens.place) == (stands, result, "papers")
    assert bool(line.verb) == (stands is not Stands.AGREES)


def test_a_figure_that_was_decided_is_wrong_no_more_but_counted(ledger):
    settled = Told("c", "逾期数", "3", "2", "2", decision=object.__new__(Decision))

    assert line_of([paper("一号", SAME, settled)]).result == "1 份 2 个数字 = 相符 1 + 已处理 1"


def test_papers_of_other_rounds_are_left_alone_and_the_line_stands_in_its_group(ledger):
    a_sound_office(ledger)
    line = papers(ledger, (1,))
    examined = examine(ledger.reader, (), ledger.today(), None, ledger.today())
    more = examined.with_papers(line)

    assert len(more.further) == len(examined.further) + 1 and more.with_papers(line) == more
    places = [one.key for one in more.further]
    assert places.index("papers") + 1 == places.index("number_gaps")
    assert more.arithmetic().endswith("另 9 项 = 相符 9")
