"""单份出文: the ledger goes on while a paper is written; its new figures are seen before they are taken, typed words stay."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop.operations.papers import making
from desktop.ui.pages.letters.fetched_band import HELD
from desktop.ui.pages.letters.fetched_dialog import FetchedDialog
from tests.builders import EVERYONE, a_finding
from tests.ui.office import settled
from tests.ui.paper_office import an_office_with_overdue, single_tab

KIND = "rectification_summary_report"


@pytest.fixture
def office(context):
    return an_office_with_overdue(context.ledger)


@pytest.fixture
def tab(qtbot, context, office):
    return single_tab(qtbot, context, KIND)


def old_total(tab):
    return next(one.value_text for one in tab.draft.entries if one.name == "未销")


def told(tab):
    return [str(one) for one in tab.band._held[2].figures]


def write(tab, context, qtbot, fields):
    tab.form().set_fields(fields)
    tab.read()
    settled(qtbot, context)


def one_more(context, office):
    """A finding that is entered late."""
    a_finding(context.ledger, office[0], office[1][0], "补录的问题，账外存放资金")


def go_on(tab, context, qtbot, office):
    """A passage that quotes the figure, then the ledger goes on."""
    number = old_total(tab)
    fact = f"尚有{number}个问题未销号"
    write(tab, context, qtbot, {"下步": [{"标题": "盯住逾期", "内容": fact}]})
    one_more(context, office)
    tab.read()
    settled(qtbot, context)
    return number, fact


def test_new_figures_are_told_first_and_nothing_goes_out_until_they_are_taken(tab, context, qtbot, office):
    number, fact = go_on(tab, context, qtbot, office)

    assert not tab.band.isHidden() and f"未销 {number} → {int(number) + 1}" in told(tab)
    assert old_total(tab) == number, "the preview is the one that was read"
    assert not tab.issue_button.isEnabled() and tab.issue_button.toolTip() == HELD

    tab.band.take_new(())
    settled(qtbot, context)

    assert tab.band.isHidden() and old_total(tab) == str(int(number) + 1)
    assert tab.form().fields()["下步"][0]["内容"] == fact, "what was typed stays"
    tab.read()
    settled(qtbot, context)
    assert tab.band.isHidden()


def test_a_passage_that_quotes_an_old_figure_follows_where_it_is_ticked(tab, context, qtbot, office):
    number, _fact = go_on(tab, context, qtbot, office)
    dialog = FetchedDialog(context, tab.band._held[2])
    qtbot.addWidget(dialog)
    [tick] = [one for one in dialog.ticks if "未销" in one.text()]
    assert not tick.isChecked() and f"{number} 改成 {int(number) + 1}" in tick.text()
    assert number in dialog.figures.text() and "［改］" in dialog.text.toPlainText()
    tick.setChecked(True)

    tab.band.take_new(dialog.chosen())
    settled(qtbot, context)

    assert tab.form().fields()["下步"][0]["内容"] == f"尚有{int(number) + 1}个问题未销号"


def test_words_that_are_typed_meanwhile_do_not_take_the_new_figures_unseen(tab, context, qtbot, office):
    number, fact = go_on(tab, context, qtbot, office)
    write(tab, context, qtbot, {"下步": [{"标题": "盯住逾期", "内容": f"{fact}，逐条督办"}]})
    assert not tab.band.isHidden() and old_total(tab) == number


def test_a_paper_put_by_tells_what_the_ledger_says_anew_since_that_day(tab, context, qtbot, office):
    write(tab, context, qtbot, {"下步": [{"标题": "盯住逾期", "内容": "逐条督办"}]})
    number = old_total(tab)
    making.prepare(context.ledger, EVERYONE, KIND, "综合汇报", tab.form().fields(), office[0])
    context.ledger.clock = lambda: datetime(2026, 6, 9, 9)
    context.set_switches(as_of=date(2026, 6, 9))
    one_more(context, office)
    tab.refresh()
    settled(qtbot, context)
    assert tab.band.isHidden(), "another day was asked for: its figures are what was asked"
    tab.prepared.setCurrentIndex(1)
    settled(qtbot, context)

    assert not tab.band.isHidden() and old_total(tab) == number
    assert tab.draft.gathered.prepared_id
