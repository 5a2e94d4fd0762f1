"""Page 17: beside the talks stands what the last surveyed round in sight says, each number a door to its surveys."""

import pytest

from desktop.ledgers.column import Align
from desktop.ui.pages.register.latest_surveys import ALL, NOT_ASKED, folded
from desktop.ui.pages.scores.page import ScorePage
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from tests.builders import a_round
from tests.operations.papers.handed_in import enter
from tests.ui.office import an_office, settled, show
from tests.ui.test_surveys_card import asked

TALK = {"talker": "县委书记", "talked_to": "主要负责人", "reason": "low_rate"}


@pytest.fixture
def office(context):
    an_office(context.ledger)
    return context.reader.column("select id from unit order by id limit 2")


def talks_of(qtbot, context):
    page = show(qtbot, context, ScorePage(context))
    page.tabs.set_current("talk")
    settled(qtbot, context)
    return page, page.view.beside.below


def test_it_is_the_last_surveyed_round_that_is_told_and_its_counts_add_up(qtbot, context, office):
    first, second = office
    former = context.reader.value("select id from round")
    latest = a_round(context.ledger, "十五届县委第七轮（常规）")
    for unit, round_id, satisfied in ((first, former, 9), (first, latest, 8), (second, latest, 5)):
        asked(context, unit, round_id, satisfied, "干部职工")
    page, card = talks_of(qtbot, context)
    assert card.title_label.text() == "满意度测评 · 第七轮" and card.note_label.full_text() == "2 家 2 份汇总表"
    *units, total = [[cell.plain for cell in line.cells] for line in card.table.figures.lines]
    for column in range(2, 6):
        assert sum(int(one[column]) for one in units) == int(total[column])
    card.table.asked.emit(card.table.figures.lines[1].opens)
    assert page.tabs.current() == "survey" and [one.stored["unit"] for one in page.view.records] == [second]
    context.set_switches(round_ids=(former,))
    page.tabs.set_current("talk")
    page.refresh()
    settled(qtbot, context)
    assert card.title_label.text() == "满意度测评 · 第六轮"


def test_what_was_surveyed_meanwhile_is_read_and_before_it_a_sentence_stands_there(qtbot, context, office):
    page, card = talks_of(qtbot, context)
    assert not card.isHidden() and card.nothing.text() == NOT_ASKED and card.table.isHidden()
    assert page.view.concerns(asked(context, office[0], context.reader.value("select id from round"), 8, "干部职工"))
    page.view.refresh()
    settled(qtbot, context)
    assert card.nothing.isHidden() and not card.table.isHidden() and len(card.table.figures.lines) == 2


def test_the_column_goes_with_the_pane_and_stands_also_without_a_talk(qtbot, context, office):
    page, card = talks_of(qtbot, context)
    assert page.view.pane.isHidden() and not page.view.beside.isHidden()
    enter(context.ledger, "talk", on=context.today.isoformat(), unit=office[0], kind="reminder", **TALK)
    page.view.refresh()
    settled(qtbot, context)
    assert not page.view.pane.isHidden()
    page.view.turn_pane()
    assert page.view.beside.isHidden(), "the list has the whole width"
    page.view.turn_pane()
    assert not page.view.beside.isHidden() and not card.isHidden()


def test_without_anything_beside_it_a_book_has_the_whole_width(qtbot, context, office):
    page = show(qtbot, context, ScorePage(context))
    page.tabs.set_current("survey")
    settled(qtbot, context)
    assert page.view.beside.isHidden()


@pytest.mark.parametrize("units", [3, 9, 17, 40])
def test_where_not_all_have_room_the_first_and_the_last_stand_and_the_rest_is_counted_between(units):
    heads = (Head("名次", 44), Head("单位", 0, Align.LEFT))
    lines = [Line((Cell(str(place)), Cell(f"第{place}局"))) for place in range(1, units + 1)]
    shown = folded(Shown(heads, (*lines, Line((Cell(), Cell(f"{units} 家")), total=True))), 10)
    assert len(shown.lines) == min(units + 1, 10) and shown.lines[-1].cells[1].plain == f"{units} 家"
    bands = [one for one in shown.lines if one.is_band]
    if units < 10:
        assert not bands
        return
    [band] = bands
    told = [int(one.cells[0].plain) for one in shown.lines[:-1] if one is not band]
    hidden = [place for place in range(1, units + 1) if place not in told]
    assert band.cells[0].plain == f"第 {hidden[0]}—{hidden[-1]} 名 {len(hidden)} 家 ›" and band.opens == ALL
