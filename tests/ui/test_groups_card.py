"""M8, S4, page 14: groups are listed with a sum that adds up, entered, completed and dropped from the window."""

import re

import pytest
from PySide6.QtWidgets import QLabel

from db.queries import books as queries
from desktop.ledgers import books
from desktop.ui.asks import AskTab
from desktop.ui.grid.text_table import tinted
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.register.unit_squares import UnitCount, shown_of
from tests.builders import a_finding, a_round, a_unit
from tests.ui.office import say_yes, settled, show

FEES = "党费收缴不及时，欠缴{}个月"


@pytest.fixture
def card(qtbot, context):
    round_id = a_round(context.ledger)
    for place, unit in enumerate("甲乙丙", 1):
        a_finding(context.ledger, round_id, a_unit(context.ledger, f"县{unit}局"), FEES.format(place))
    a_finding(context.ledger, round_id, a_unit(context.ledger, "县丁局"), "公务接待无公函3次")
    context.set_switches(round_ids=(round_id,))
    page = RegisterPage(context, "建议抄报", lambda: ("recommendation", "common_group"))
    show(qtbot, context, page)
    page.open_with(AskTab("common_group"))
    settled(qtbot, context)
    card = page.view.above
    card.page = page
    return card


def records(context):
    return queries.records(context.reader, books.as_declared("common_group").shape, context.as_of)


def test_the_sum_above_the_groups_adds_up(card):
    whole, groups, grouped, apart = map(int, re.findall(r"\d+", card.note_label.toolTip() or card.note_label.text()))
    assert (whole, groups) == (grouped + apart, len(card.table.records())) == (4, 1)


def test_a_group_is_entered_and_then_stands_decided(qtbot, context, card):
    card.enter_button.click()
    settled(qtbot, context)
    (record,) = records(context)
    assert record.stored["name"] == "党费收缴使用管理" and record.stored["units_count"] == 3
    assert not card.enter_button.isEnabled() and card.enter_button.toolTip() == "已经登记"
    assert [one.number for one in card.page.view.table.records()] == [record.number]


def test_what_it_gained_is_taken_in(qtbot, context, card):
    card.enter_button.click()
    settled(qtbot, context)
    a_finding(context.ledger, context.scope.rounds[0], a_unit(context.ledger, "县戊局"), FEES.format(7))
    card.refresh()
    settled(qtbot, context)
    assert card.enter_button.text() == "补入 1 条"
    card.enter_button.click()
    settled(qtbot, context)
    assert len(records(context)[0].stored["findings"]) == 4


def test_a_group_is_dropped_with_a_reason_and_gone(qtbot, context, card):
    say_yes(qtbot, lambda dialog: dialog.reason.setPlainText("各家情形不同"))
    card.drop_button.click()
    settled(qtbot, context)
    assert records(context)[0].state == "dropped" and card.table.records() == []
    assert any("没有 3 家以上" in label.text() for label in card.findChildren(QLabel))


def test_the_switches_look_again(qtbot, context, card):
    card.least.setCurrentIndex(card.least.findData(4))
    settled(qtbot, context)
    assert card.table.records() == []
    card.least.setCurrentIndex(card.least.findData(3))
    settled(qtbot, context)
    assert len(card.table.records()) == 1


def test_the_findings_of_the_group_in_hand_stand_beside_it_with_the_words_that_found_it_marked(context, card):
    """Page 14: who looks at a group sees of which units it is, and why, without leaving the page."""
    (group,) = card.table.records()
    rows = card.members.table.texts.rows
    assert [row.key for row in rows] == list(group.proposal.findings)
    assert all(tinted(row.cells[2].text, row.cells[2].tints) for row in rows)
    assert [(one.word, one.count) for one in card.members.squares.units()] == [
        ("甲局", 1), ("乙局", 1), ("丙局", 1), ("丁局", 0)
    ]  # fmt: skip
    assert sum(one.count for one in card.members.squares.units()) == len(rows) == group.count


def test_a_letter_is_drafted_with_the_findings_of_the_group(context, card):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    card.draft_button.click()
    (group,) = card.table.records()
    [(key, payload)] = asked
    assert (key, payload["kind"]) == ("letters", "recommendation_letter")
    assert payload["finding_ids"] == group.proposal.findings and payload["words"]["事由"] == group.name


def test_a_book_without_a_record_leaves_the_room_of_its_pane_to_what_stands_above_it(qtbot, context, card):
    view = card.page.view
    assert not view.pane.isVisible()
    view.turn_pane()
    assert not view.pane.isVisible(), "F4 turns nothing that cannot be seen"
    card.enter_button.click()
    settled(qtbot, context)
    assert view.pane.isVisible()
    view.turn_pane()
    assert not view.pane.isVisible()


def test_of_many_units_only_those_that_are_hit_are_drawn():
    units = [UnitCount(f"县第{place}局", place % 2) for place in range(20)]
    assert [one.unit for one in shown_of(units)] == [f"县第{place}局" for place in range(1, 20, 2)]
    assert shown_of(units[:14]) == units[:14]


def test_words_that_overlap_are_marked_as_one():
    assert tinted("支部组织生活制度不落实", ("组织生活", "生活制度", "支部+落实")) == [(0, 8), (9, 11)]
    assert tinted("支部手册", ("组织",)) == []
