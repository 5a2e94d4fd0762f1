"""The steps of findings through the real page: the gate, batch edits, the recycle bin, split, merge, extension."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.operations import progress
from desktop.ui.pages.findings.batch_dialog import BatchDialog
from desktop.ui.pages.findings.page import FindingsPage
from tests.builders import EVERYONE
from tests.ui.office import Hands, an_office, lines, next_dialog, say_yes, settled, show, with_measures

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, context):
    an_office(context.ledger, count=24, claimed=10, proven=7)
    return show(qtbot, context, FindingsPage(context))


def test_what_is_missing_keeps_the_gate_shut_and_is_said(qtbot, context, page):
    """W1"""
    finding_id = page.table.records()[0].id
    with_measures(context.ledger, finding_id, 3, done=1)
    page.refresh()
    seen = []

    def look(dialog):
        qtbot.waitUntil(lambda: dialog.faults is not None, timeout=20_000)
        seen.append((dialog.verb.isEnabled(), dialog.verb.toolTip()))
        dialog.reject()

    next_dialog(look)
    page.deeds.close_out()

    assert seen == [(False, "还缺：措施 2/3 未完成")]


def test_a_reviewer_overrides_the_gate_with_a_reason_that_is_counted(qtbot, context, page):
    """W1"""
    page.table.select_id(page.table.records()[8].id)
    number = page.table.current_record().number

    def fill(dialog):
        qtbot.waitUntil(lambda: dialog.faults is not None, timeout=20_000)
        dialog.reason.set_text("纸质佐证已当面核对")

    say_yes(qtbot, fill)
    page.deeds.close_out()
    settled(qtbot, context)

    assert context.reader.value("select verdict from (select number, 1 as verdict from finding)") == 1
    assert context.reader.value("select overridden from action where title = ?", (f"认定销号 {number}",)) == 1


def test_many_findings_are_changed_as_one_step_and_taken_back_as_one(qtbot, context, page):
    page.table.model.tick([line.id for line in page.table.records()[:12]], True)

    def fill(dialog):
        dialog.field.setCurrentIndex(dialog.field.findData("owner"))
        dialog.line.setText("马春生")
        assert dialog.summary.text() == "将改 12 条的“责任人”"
        assert dialog.model.index(0, 3).data() == "马春生"

    say_yes(qtbot, fill)
    page.deeds.batch()
    settled(qtbot, context)

    from desktop.operations import undo

    assert [row.owner for row in lines(context).values()].count("马春生") == 12
    assert undo.last_undoable(context.reader).title == "批量修改 12 条“责任人”"
    undo.undo(context.ledger, context.actor)
    assert [row.owner for row in lines(context).values()].count("马春生") == 0


def test_fill_down_copies_the_top_cell_after_showing_what_changes(qtbot, context, page):
    page.deeds.edit_cell(page.table.records()[0], "owner", "孙涛")
    settled(qtbot, context)
    page.table.apply_definition({"columns": ["number", "owner"]})
    page.table.grid.selectionModel().clear()
    for row in range(3):
        page.table.grid.selectionModel().select(
            page.table.model.index(row, 1),
            page.table.grid.selectionModel().SelectionFlag.Select | page.table.grid.selectionModel().SelectionFlag.Rows,
        )
    say_yes(qtbot)
    page.table.grid.selectionModel().setCurrentIndex(
        page.table.model.index(0, page.table.model.section_of("owner")),
        page.table.grid.selectionModel().SelectionFlag.NoUpdate,
    )
    page.deeds.fill_down()
    settled(qtbot, context)

    assert [row.owner for row in lines(context).values()].count("孙涛") == 3


def why(dialog):
    dialog.reason.setText("重复录入")


def test_findings_removed_after_the_feedback_say_why_and_come_back(qtbot, context, page):
    """L-7"""
    line = page.table.records()[0]
    wrongs = say_yes(qtbot)
    page.deeds.remove()
    assert "理由" in wrongs[0]
    say_yes(qtbot, why)
    page.deeds.remove()
    settled(qtbot, context)
    assert page.notice.label.text() == f"已移入回收站 1 条（{line.number}）"
    assert page.table.scope_text() == "23 / 23"

    say_yes(qtbot)
    page.deeds.recycle_bin()
    settled(qtbot, context)

    assert page.table.scope_text() == "24 / 24"
    assert lines(context)[line.id].claim == "done"


def test_undo_of_the_bar_brings_a_removed_finding_back(qtbot, context, page):
    say_yes(qtbot, why)
    page.deeds.remove()
    settled(qtbot, context)
    page.notice.undo_button.click()
    settled(qtbot, context)

    assert page.table.scope_text() == "24 / 24"


def test_steps_that_change_the_number_say_so_before(qtbot, context, page):
    """L3: splitting in three makes 24 into 26."""
    effects = []

    def fill(dialog):
        dialog.parts.set_text("甲事\n乙事\n丙事")
        dialog.reason.set_text("一条多事")
        effects.append(dialog.effect.text())

    say_yes(qtbot, fill)
    page.deeds.split()
    settled(qtbot, context)

    assert "24 → 26" in effects[0]
    assert page.table.scope_text() == "26 / 26"


def test_two_findings_are_merged_into_one_that_keeps_its_state(qtbot, context, page):
    """L4"""
    first, second = page.table.records()[:2]
    page.table.model.tick([first.id, second.id], True)

    def fill(dialog):
        dialog.reason.set_text("同一件事")

    say_yes(qtbot, fill)
    page.deeds.merge()
    settled(qtbot, context)

    assert page.table.scope_text() == "23 / 23"
    assert lines(context)[first.id].claim == "done"


@pytest.mark.parametrize(
    ("step", "fill", "word"),
    [
        ("withdraw", {"approver": "领导小组", "reason": "事实不清"}, "不再整改"),
        ("transfer", {"reason": "涉嫌违纪", "receiver": "县纪委监委"}, "已移交"),
        ("long_term", {"reason": "阶段成效"}, "长期坚持"),
        ("reopen", {"reason": "停发后又恢复发放"}, "正在推进"),
    ],
)
def test_each_step_moves_the_chip(qtbot, context, page, step, fill, word):
    """L5, L6, W3"""
    from desktop.ledgers.finding_marks import state_mark

    page.table.select_id(page.table.records()[-1].id)
    finding_id = page.table.current_record().id
    if step == "reopen":
        progress.stage_done(context.ledger, EVERYONE, finding_id, "2026-06-01", "2026-09-01")
        page.refresh()

    def write(dialog):
        for name, text in fill.items():
            field = getattr(dialog, name)
            getattr(field, "set_text", field.setText if hasattr(field, "setText") else None)(text)

    say_yes(qtbot, write)
    getattr(page.deeds, step)()
    settled(qtbot, context)

    assert state_mark(lines(context)[finding_id]).word == word


def test_an_extension_needs_who_approved_and_why(qtbot, context, page):
    """W2"""
    page.table.select_id(page.table.records()[-1].id)
    wrongs = say_yes(qtbot)
    page.deeds.extend()
    settled(qtbot, context)
    assert "要写明理由、批准人" in wrongs[0]

    def fill(dialog):
        dialog.approver.setText("办公室主任")
        dialog.reason.set_text("等待省级批复")

    say_yes(qtbot, fill)
    page.deeds.extend()
    settled(qtbot, context)

    assert page.table.current_record().extensions == 1
    assert page.pane.head.values["现定时限"].full_text() == "7月18日（延期 1 次）"


def test_a_finding_is_entered_by_hand(qtbot, context, page):
    def fill(dialog):
        dialog.units.set_unit(context.reader.value("select min(id) from unit"))
        dialog.text.set_text("公务用车管理不严，4 次节假日用车无审批")
        dialog.editors["amount_yuan"].widget.setText("1.2 万元")

    say_yes(qtbot, fill)
    page.deeds.add()
    settled(qtbot, context)

    assert page.table.current_record().text.startswith("公务用车管理不严")
    assert page.table.current_record().amount_yuan == 12_000


def put_marker(page, row, field):
    page.table.apply_definition(
        {"columns": ["number", "text", "measures", "responsible_leader", "responsible_department", "owner"]}
    )
    model = page.table.grid.selectionModel()
    index = page.table.model.index(row, page.table.model.section_of(field))
    model.setCurrentIndex(index, model.SelectionFlag.ClearAndSelect | model.SelectionFlag.Rows)


def test_a_block_from_excel_is_shown_first_and_pasted_as_one_step(qtbot, context, page):
    """X11, T11: faults are told before, undone at once."""
    from desktop.operations import undo

    put_marker(page, 0, "responsible_leader")
    QApplication.clipboard().setText("杨帆\t综合科\t马春生\n杨帆\t综合科\t赵玉兰\n")
    Hands(page).key(Qt.Key.Key_V, CONTROL, widget=page.table.grid)
    assert page.paste_strip.words.text() == "粘贴 2 行 × 3 列 → 从“责任领导”起，将改 6 处。"
    page.paste_strip.paste_button.click()
    settled(qtbot, context)

    rows = list(lines(context).values())
    assert [row.owner for row in rows[:3]] == ["马春生", "赵玉兰", "周立群（办公室主任）"]
    undo.undo(context.ledger, context.actor)
    assert {row.owner for row in lines(context).values()} == {"周立群（办公室主任）"}


def test_a_block_with_titles_finds_its_findings_by_number(qtbot, context, page):
    """X11"""
    line = page.table.records()[7]
    QApplication.clipboard().setText(f"责任人\t编号\n孙涛\t{line.number}\n吴晓燕\t15-06-9999\n")
    page.table.apply_definition({"columns": ["number", "owner"]})
    page.paste()
    assert "多出 1 行没有对应的问题" in page.paste_strip.words.text()
    page.paste_strip.accept()
    settled(qtbot, context)

    assert [row.number for row in lines(context).values() if row.owner == "孙涛"] == [line.number]


def test_cells_that_cannot_be_pasted_are_told_and_left_alone(qtbot, context, page):
    """X11"""
    put_marker(page, 0, "measures")
    QApplication.clipboard().setText("9/9\t杨帆")
    page.paste()

    assert "▲ 1 处不能粘贴" in page.paste_strip.words.text()
    assert page.paste_strip.model.index(0, 4).data() == "此栏由措施计算"
    page.paste_strip.accept()
    settled(qtbot, context)
    assert list(lines(context).values())[0].responsible_leader == "杨帆"


def test_an_empty_field_clears_nobody_s_words_unasked(qtbot, context, page):
    """W-6: 批量修改 and Enter at once leave all as it was; clearing is ticked."""
    dialog = BatchDialog(context, page.table.records()[:3], page, field="owner")
    qtbot.addWidget(dialog)

    assert not dialog.verb.isEnabled() and "清空" in dialog.verb.toolTip()
    assert dialog.summary.text() == "选中 3 条，还没有填“责任人”的新值"
    dialog.clears.setChecked(True)
    assert dialog.verb.isEnabled() and dialog.summary.text() == "将清空 3 条的“责任人”"
    dialog.line.setText("马春生")
    assert not dialog.clears.isEnabled() and dialog.summary.text() == "将改 3 条的“责任人”"
    assert "先删去新值" in dialog.clears.toolTip() and dialog.verb.toolTip() == ""
    dialog.line.setText(page.table.records()[0].owner)
    assert not dialog.verb.isEnabled() and "新值与原值相同" in dialog.verb.toolTip()


def test_words_are_replaced_in_one_column_after_they_were_shown(qtbot, context, page):
    put_marker(page, 0, "owner")

    def fill(dialog):
        dialog.old.setText("办公室主任")
        dialog.new.setText("综合科科长")
        assert dialog.summary.text() == "将替换 24 条的“责任人”"

    say_yes(qtbot, fill)
    page.deeds.replace()
    settled(qtbot, context)

    assert {row.owner for row in lines(context).values()} == {"周立群（综合科科长）"}


def test_a_finding_can_be_opened_for_change_with_its_words(qtbot, context, page):
    seen = []
    next_dialog(lambda dialog: (seen.append(dialog.text.text()), dialog.reject()))
    page.deeds.edit()
    assert seen == [page.table.current_record().text]


def test_a_dialog_opens_with_the_marker_in_its_first_field(qtbot, context, page):
    seen = []
    next_dialog(lambda dialog: (seen.append(dialog.focusWidget() is dialog.title), dialog.reject()))
    page.deeds.add_paper()
    assert seen == [True]
