"""M8, S4, page 14: groups are listed with a sum that adds up, entered, completed and dropped from the window."""

import argparse
import re
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from db.queries import books as queries
from db.queries import papers
from desktop.cli import common_command
from desktop.ledgers import books
from desktop.operations.change import change
from desktop.operations.defaults import put_defaults
from desktop.operations.papers import catalogue, making, registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records.group_proposals import Asked
from desktop.rules.common_findings import LIKENESSES
from desktop.rules.permissions import Action
from desktop.ui.asks import AskRecord, AskTab
from desktop.ui.grid.text_table import tinted
from desktop.ui.pages.register.advice_page import AdvicePage
from desktop.ui.pages.register.group_members import TEXT
from desktop.ui.pages.register.letter_draft import NOTHING, READING, LetterDraft, Matter, words_of
from desktop.ui.pages.register.unit_squares import UnitCount, shown_of
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.papers.handed_in import enter
from tests.ui.office import say_yes, settled, show

FEES = "党费收缴不及时，欠缴{}个月"


@pytest.fixture
def card(qtbot, context):
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "机关设置") as changes:
        put_defaults(changes)
    round_id = a_round(context.ledger)
    for place, unit in enumerate("甲乙丙", 1):
        a_finding(context.ledger, round_id, a_unit(context.ledger, f"县{unit}局"), FEES.format(place))
    a_finding(context.ledger, round_id, a_unit(context.ledger, "县丁局"), "公务接待无公函3次")
    context.set_switches(round_ids=(round_id,))
    page = AdvicePage(context)
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


def test_the_foot_of_the_window_says_what_the_groups_say(card):
    assert card.page.status_texts() == ("共性问题 1 组 3 条", "待定 1 组", "建议书待回复 0")


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
    assert card.table.records() == [] and card.empty.isVisible() and card.table.isHidden()
    assert card.empty.sentence.text() == "没有 4 家以上的共性问题。" and card.empty.button.text() == "改为 2 家"
    assert card.note_label.full_text() == "4 条 = 归入 0 组 0 条 + 未归组 4 条"
    card.least.setCurrentIndex(card.least.findData(3))
    settled(qtbot, context)
    assert len(card.table.records()) == 1 and card.empty.isHidden()
    card.least.setCurrentIndex(card.least.findData(8))
    settled(qtbot, context)
    card.empty.button.click()
    settled(qtbot, context)
    assert card.least.currentData() == 2 and len(card.table.records()) == 1


def test_the_findings_of_the_group_in_hand_stand_beside_it_with_the_words_that_found_it_marked(context, card):
    """Page 14: who looks at a group sees of which units it is, and why, without leaving the page."""
    (group,) = card.table.records()
    rows = card.members.table.texts.rows
    assert [row.key for row in rows] == list(group.proposal.findings)
    assert all(tinted(row.cells[TEXT].text, row.cells[TEXT].tints) for row in rows)
    assert [(one.word, one.count) for one in group.units] == [("甲局", 1), ("乙局", 1), ("丙局", 1), ("丁局", 0)]
    assert sum(one.count for one in group.units) == len(rows) == group.count


def test_what_is_alike_where_nobody_says_otherwise_is_the_same_in_the_window_and_on_the_command_line(context, card):
    shared = argparse.ArgumentParser(add_help=False)
    commands = argparse.ArgumentParser()
    common_command.add_commands(commands.add_subparsers(), shared, shared)
    asked = commands.parse_args(["common"]).threshold
    assert asked == card._told.likeness == Asked().likeness == LIKENESSES["中"] and card.like.currentText() == "相似 中"
    assert [card.like.itemData(place) for place in range(card.like.count())] == list(LIKENESSES.values())


def test_the_sheet_of_the_letter_is_never_blank_without_a_sentence(qtbot, context, card):
    """Before anything is drafted, while it is drafted, and where there is nothing to draft it says so."""
    fresh = LetterDraft(context)
    qtbot.addWidget(fresh)
    assert fresh.preview.text() == NOTHING
    fresh.show_matters([Matter("党费", [])], None)
    assert fresh.preview.text() == NOTHING
    card.letter.draft = None
    card._turned()
    assert card.letter.preview.text() == READING
    card.least.setCurrentIndex(card.least.findData(8))
    settled(qtbot, context)
    card.letter.read()
    assert card.letter.preview.text() == NOTHING and not card.letter.keep_button.isEnabled()


def test_the_letter_reads_with_what_is_ticked_and_goes_on_in_the_papers_with_the_same(qtbot, context, card):
    """Page 14: the draft stands beside the list, live; what it lacks is said in the bar."""
    letter, (group,) = card.letter, card.table.records()
    first, *rest = group.proposal.findings
    card.members.toggled.emit(first)
    letter.read()
    settled(qtbot, context)
    assert card.members.chosen.full_text() == "选 2 / 3 条" and letter.findings() == tuple(rest)
    assert "问题2个" in letter.preview.text().replace(" ", "") and "党费收缴使用管理" in letter.preview.text()
    assert letter.told.full_text().startswith("▲ 缺") and "主送" in letter.told.full_text()
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    letter.issue_button.click()
    [(key, payload)] = asked
    assert (key, payload["kind"], payload["finding_ids"]) == ("letters", "recommendation_letter", tuple(rest))
    assert payload["words"]["事由"] == group.name and "主送" not in payload["words"]
    letter.keep()
    settled(qtbot, context)
    (kept,) = papers.prepared(context.reader, "recommendation_letter")
    assert kept.name == group.name
    letter.keep()
    settled(qtbot, context)
    assert len(papers.prepared(context.reader, "recommendation_letter")) == 1, "the same subject is replaced"
    letter.issue_button.click()
    (kept,) = papers.prepared(context.reader, "recommendation_letter")
    assert (payload["prepared"], asked[-1][1]["prepared"]) == (None, kept.id)


def test_what_is_not_ticked_is_taken_out_and_stays_out(qtbot, context, card):
    (group,) = card.table.records()
    card.members.toggled.emit(group.proposal.findings[0])
    assert card.out_button.text() == "移出未勾的 1 条"
    card.page._remove()
    settled(qtbot, context)
    assert card.table.records()[0].proposal.findings == group.proposal.findings[1:]
    assert card.note_label.full_text() == "4 条 = 归入 1 组 2 条 + 未归组 2 条"


def test_a_group_is_renamed_and_another_put_into_it(qtbot, context, card):
    round_id = context.scope.rounds[0]
    for place, unit in enumerate("庚辛壬", 1):
        a_finding(context.ledger, round_id, a_unit(context.ledger, f"县{unit}局"), f"固定资产未登记，账外资产{place}台")
    card.refresh()
    settled(qtbot, context)
    say_yes(qtbot, lambda dialog: dialog.name.setText("党费"))
    card.rename()
    settled(qtbot, context)
    assert "党费" in [one.name for one in card.table.records()]
    card.table.select_id(next(one.id for one in card.table.records() if one.name == "党费"))
    told = []

    def choose(dialog):
        told.append((dialog.other.currentIndex(), dialog.verb.isEnabled(), dialog.comes_to.text().strip()))
        dialog.other.setCurrentIndex(0)
        told.append((dialog.other.currentIndex(), dialog.verb.isEnabled(), dialog.comes_to.text()))

    say_yes(qtbot, choose)
    card.merge()
    assert told == [(-1, False, ""), (0, True, "并后 6 家 · 6 条")], "no Enter puts two groups together unseen"
    settled(qtbot, context)
    [one] = card.table.records()
    assert (one.name, one.told) == ("党费", "6 家 · 6 条")


def test_the_ticked_groups_go_into_one_letter(context, card):
    (group,) = card.table.records()
    card.table.toggle(group.id)
    assert [one.id for one in card.table.ticked()] == [group.id]
    words = words_of([Matter("甲事", ()), Matter("乙事", ())])
    assert words["事由"] == "甲事、乙事" and words["问题表现"] == []


def test_the_book_of_the_groups_stands_in_its_own_tab_with_all_that_was_entered(qtbot, context, card):
    page, view = card.page, card.page.view
    assert view.above is card and not view.pane.isVisible()
    page._export()
    assert "还没有登记的组" in page.error_bar.title.text()
    card.enter_button.click()
    settled(qtbot, context)
    assert not view.pane.isVisible()
    page.open_with(AskTab("negative_list"))
    settled(qtbot, context)
    assert page.view is view and view.pane.isVisible() and not card.isVisible()
    view.turn_pane()
    assert not view.pane.isVisible()
    page.open_with(AskTab("common_group"))
    settled(qtbot, context)
    assert card.isVisible() and not view.table.isVisible()
    page.open_with(AskRecord("common_group", view.records[0].id))
    assert page.tabs.current() == "negative_list" and page.view.in_hand().id == view.records[0].id


def test_of_many_units_only_those_that_are_hit_are_drawn():
    units = [UnitCount(f"县第{place}局", place % 2) for place in range(20)]
    assert [one.unit for one in shown_of(units)] == [f"县第{place}局" for place in range(1, 20, 2)]
    assert shown_of(units[:14]) == units[:14]


def test_words_that_overlap_are_marked_as_one():
    assert tinted("支部组织生活制度不落实", ("组织生活", "生活制度", "支部+落实")) == [(0, 8), (9, 11)]
    assert tinted("支部手册", ("组织",)) == []


def test_enter_on_a_letter_of_the_register_asks_for_its_reply(qtbot, context, card):
    """Page 14: 登记回复 is one Enter away from the draft of the next letter."""
    unit = a_unit(context.ledger, "县财政局")
    letter = enter(
        context.ledger, "recommendation", on=context.as_of, unit=unit, title="党费", issued_on="2026-04-01",
        items=2, reply_due="2026-06-12", round=context.scope.rounds[0],
    )  # fmt: skip
    card.refresh()
    settled(qtbot, context)
    assert card.strip.note_label.full_text() == "1 份 = 待回复 1"
    asked = []
    card.page._next_step = lambda: asked.append(card.page.view.in_hand().id)
    card.strip.letter_asked.emit(letter)
    settled(qtbot, context)
    assert card.page.tabs.current() == "recommendation" and asked == [letter]


def test_an_issued_letter_that_stands_in_no_register_is_entered_from_the_strip(qtbot, context, card):
    """The strip says how many lack; the form is filled with what the letter says."""
    assert card.strip.entry_link.isHidden()
    unit, (finding, *_rest) = a_unit(context.ledger, "县财政局"), card.table.records()[0].proposal.findings
    paper = SentPaper(
        "recommendation_letter", "党费", "云巡建〔2026〕1号", "2026-04-01", "县财政局", unit, context.scope.rounds[0], [finding],
        words={"建议": [{"标题": "一"}]},
    )  # fmt: skip
    letter, _changes = registering.register(context.ledger, EVERYONE, paper)
    card.refresh()
    settled(qtbot, context)
    assert card.strip.entry_link.text() == "已签发未登记 1 份 · 补登 ›" and not card.strip.entry_link.isHidden()
    page = card.page
    say_yes(qtbot, lambda dialog: None)
    card.strip.entry_link.click()
    settled(qtbot, context)
    assert page.tabs.current() == "recommendation"
    [entered] = queries.records(context.reader, books.as_declared("recommendation").shape, context.as_of)
    stored = entered.stored
    assert (stored["letter"], stored["unit"], stored["issued_on"], stored["items"]) == (letter, unit, "2026-04-01", 1)
    assert list(stored["findings"]) == [finding]
    card.refresh()
    settled(qtbot, context)
    assert card.strip.entry_link.isHidden()


def test_enter_opens_the_finding_in_hand_also_right_after_a_box_was_turned(qtbot, card):
    """A box stands in the first column; the keyboard is on the words, or Enter would do nothing."""
    table, opened = card.members.table, []
    card.members.opened.connect(opened.append)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert card.members.chosen.full_text() == "选 2 / 3 条"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [table.current_key()]


def test_a_letter_with_a_day_that_is_none_is_not_kept_and_a_draft_that_is_gone_is_not_replaced(qtbot, context, card):
    letter, said = card.letter, []
    letter.failed.connect(lambda error: said.append(str(error)))
    letter.reply_by.setText("下月")
    letter.keep()
    settled(qtbot, context)
    assert len(said) == 1 and "不是日期" in said[0] and not papers.prepared(context.reader, letter.kind)

    letter.reply_by.setText("")
    letter.keep()
    settled(qtbot, context)
    (kept,) = papers.prepared(context.reader, letter.kind)
    making.drop_prepared(context.ledger, EVERYONE, kept.id)
    letter.keep()
    settled(qtbot, context)
    (again,) = papers.prepared(context.reader, letter.kind)
    assert again.id != kept.id and len(said) == 1


def test_the_groups_and_the_letter_are_read_while_the_writer_is_at_work_and_hold_nobody_up(qtbot, context, card):
    written = Event()
    context.jobs.start("正在保存", lambda: written.wait(20))
    try:
        shown = []
        card.changed.connect(lambda: shown.append(card.found))
        card.letter.draft = None
        card.refresh()
        qtbot.waitUntil(lambda: bool(shown), timeout=10_000)
        card.letter.read()
        qtbot.waitUntil(lambda: card.letter.draft is not None, timeout=10_000)
        assert context.jobs.running and card.letter.draft.data
    finally:
        written.set()
        settled(qtbot, context)


def test_what_is_ticked_reads_no_recipe_on_the_windows_thread(card, monkeypatch):
    monkeypatch.setattr(catalogue, "recipes", lambda *_told: pytest.fail("read on the window's thread"))
    monkeypatch.setattr(card.letter, "_in_worker", lambda *_told: None)
    card.letter.read()
    assert card.letter.kind == "recommendation_letter"


def test_the_units_to_write_to_are_those_of_the_ledger_now_and_the_chosen_one_stays(qtbot, context, card):
    letter = card.letter
    chosen = next(iter(letter._names))
    letter.addressee.set_unit(chosen)
    letter.addressee.picked.emit(chosen)
    new = a_unit(context.ledger, "中共青河县医保局党组", short="县医保局")
    card.refresh()
    settled(qtbot, context)
    assert letter.addressee.unit_id() == chosen
    letter.addressee.set_unit(new)
    assert letter.words()["主送"] == "中共青河县医保局党组"


def test_a_subject_is_put_by_once_also_by_a_page_made_anew_and_what_was_written_on_in_the_papers_stays(
    qtbot, context, card
):
    letter = card.letter
    letter.keep()
    settled(qtbot, context)
    again = LetterDraft(context)
    again.kind = letter.kind
    qtbot.addWidget(again)
    again.show_matters(letter._matters, None)
    again.keep()
    settled(qtbot, context)
    (kept,) = papers.prepared(context.reader, letter.kind)

    more = {**again.given(), "抄送": ["县委组织部"]}
    making.prepare_anew(context.ledger, EVERYONE, letter.kind, kept.name, more, kept.round_id, kept.id)
    again.keep()
    settled(qtbot, context)
    assert len(papers.prepared(context.reader, letter.kind)) == 2


def test_the_keys_go_through_what_is_in_sight_the_groups_first_the_register_where_it_stands_alone(qtbot, context, card):
    page = card.page
    card.enter_button.click()
    settled(qtbot, context)
    assert page.zones()[:2] == [card.table, card.members.table]
    page.tabs.set_current("negative_list")
    assert page.zones()[0] is page.view.table.grid and card.table not in page.zones()


def test_a_card_that_has_no_room_at_the_foot_is_not_shown_in_part(card):
    cards = [replace(card.table.records()[0], id=number) for number in range(1, 9)]
    card.table.show_cards(cards)
    card.table.setFixedHeight(card.table.sizeHintForRow(0) * 5 // 2)
    viewport = card.table.viewport()
    picture, below = viewport.grab().toImage(), viewport.height() - 3
    assert card.table.visualRect(card.table.indexAt(QPoint(0, below))).bottom() > viewport.height()
    ground = card._context.theme.colour("surface").rgb()
    assert {picture.pixelColor(across, below).rgb() for across in range(viewport.width())} == {ground}
