"""问题台账 through the real page: tasks T3 and T4, keys, input method, drafts, batch, recycle bin, views."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from db.queries.drafts import drafts
from db.queries.findings import list_findings, measures_of
from db.records import FindingCriteria
from desktop.ui.asks import AskFinding, AskFindings, AskUnit
from desktop.ui.grid_rows import ColumnFilter
from desktop.ui.pages.findings_page import FindingsPage
from tests.ui.office import Hands, an_office, settled, show, with_measures

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = "2026-06-05"


@pytest.fixture
def page(qtbot, context):
    an_office(context.ledger, count=24, claimed=10, proven=7)
    return show(qtbot, context, FindingsPage(context))


def lines(context):
    return {row.id: row for row in list_findings(context.reader, FindingCriteria(presence="any"), TODAY)}


def test_the_page_shows_the_round_and_its_first_finding(page):
    assert page.table.scope_text() == "24 / 24"
    assert page.pane.head.number.text() == page.table.records()[0].number


def next_dialog(act):
    """Call `act` with the dialog that is about to open."""

    class Waiter:
        def __call__(self):
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(10, self)
            else:
                act(dialog)

    QTimer.singleShot(0, Waiter())


def test_t3_progress_on_twenty_findings_of_two_units(qtbot, context):
    """T3: at most 63 keys, each text on its own finding."""
    an_office(context.ledger, count=20)
    page = show(qtbot, context, FindingsPage(context))
    hands = Hands(page)
    texts = {line.id: f"第 {place} 条：已召开党组会研究" for place, line in enumerate(page.table.records(), start=1)}

    hands.key(Qt.Key.Key_J, CONTROL, widget=page.table.grid)
    for place, text in enumerate(texts.values()):
        hands.write(text)
        if place % 2:
            hands.key(Qt.Key.Key_Tab)
            hands.key(Qt.Key.Key_5)
        hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)

    rows = lines(context)
    assert {finding_id: rows[finding_id].last_text for finding_id in texts} == texts
    assert [rows[finding_id].verdict for finding_id in texts][:2] == ["in_progress", "basically_done"]
    assert hands.count <= 63, hands.count
    assert context.reader.value("select count(*) from draft") == 0


def test_t4_seven_are_closed_out_and_three_refused(qtbot, context, page):
    """T4: at most 35 keys; what has no evidence cannot be closed."""
    hands = Hands(page)
    hands.click(page.view_bar.tabs.button("waiting"))
    hands.key(Qt.Key.Key_3, ALT, widget=page.table.grid)
    assert [line.state.word for line in page.table.records()] == ["待核实"] * 10
    for _time in range(10):
        line = page.table.current_record()
        if line.evidence_count:
            next_dialog(lambda dialog: accept_when_open(qtbot, hands, dialog))
            hands.key(Qt.Key.Key_F9)
        else:
            next_dialog(lambda dialog: refuse(qtbot, hands, dialog))
            hands.key(Qt.Key.Key_F8)
        settled(qtbot, context)

    verdicts = [row.verdict for row in lines(context).values()]
    assert verdicts.count("done") == 7
    assert [row.claim for row in lines(context).values() if row.verdict == "in_progress"] == ["in_progress"] * 3
    assert hands.count <= 35, hands.count


def accept_when_open(qtbot, hands, dialog):
    qtbot.waitUntil(lambda: dialog.verb.isEnabled(), timeout=3000)
    hands.key(Qt.Key.Key_Return, widget=dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=3000)


def refuse(qtbot, hands, dialog):
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=3000)


def say_yes(qtbot, fill=None):
    """The dialog that opens is filled in and its verb chosen."""

    def act(dialog):
        if fill is not None:
            fill(dialog)
        dialog.verb.click()
        qtbot.waitUntil(lambda: not dialog.isVisible() or dialog.wrong.isVisible(), timeout=3000)
        if dialog.isVisible():
            wrongs.append(dialog.wrong.text())
            dialog.reject()

    wrongs = []
    next_dialog(act)
    return wrongs


def test_what_is_missing_keeps_the_gate_shut_and_is_said(qtbot, context, page):
    """W1"""
    finding_id = page.table.records()[0].id
    with_measures(context.ledger, finding_id, 3, done=1)
    page.refresh()
    seen = []

    def look(dialog):
        qtbot.waitUntil(lambda: dialog.faults is not None, timeout=3000)
        seen.append((dialog.verb.isEnabled(), dialog.verb.toolTip()))
        dialog.reject()

    next_dialog(look)
    page.close_out()

    assert seen == [(False, "还缺：措施 2/3 未完成")]


def test_a_reviewer_overrides_the_gate_with_a_reason_that_is_counted(qtbot, context, page):
    """W1"""
    page.table.select_id(page.table.records()[8].id)
    number = page.table.current_record().number

    def fill(dialog):
        qtbot.waitUntil(lambda: dialog.faults is not None, timeout=3000)
        dialog.reason.set_text("纸质佐证已当面核对")

    say_yes(qtbot, fill)
    page.close_out()
    settled(qtbot, context)

    assert context.reader.value("select verdict from (select number, 1 as verdict from finding)") == 1
    assert context.reader.value("select overridden from action where title = ?", (f"认定销号 {number}",)) == 1


def test_enter_in_a_composition_saves_nothing(qtbot, context, page):
    hands = Hands(page)
    hands.key(Qt.Key.Key_J, CONTROL, widget=page.table.grid)
    hands.write("已退回")
    hands.compose("sheng yu")
    hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)

    assert page.table.current_record().seq == 1
    assert context.reader.value("select count(*) from finding_event where text = '已退回'") == 0
    assert page.pane.progress.strip.text.text() == "已退回"


def test_words_that_are_not_saved_stay_with_their_finding_and_in_the_ledger(qtbot, context, page):
    first, second = page.table.records()[:2]
    page.log_progress()
    Hands(page).write("写到一半")
    page.table.select_id(second.id)
    assert page.pane.progress.strip.text.text() == ""
    page.leave()
    settled(qtbot, context)

    kept = drafts(context.reader, context.actor.name, "progress:")
    page.table.select_id(first.id)
    assert page.pane.progress.strip.text.text() == "写到一半"
    assert list(kept) == [f"progress:{first.id}"]


def test_drafts_are_there_again_after_a_restart(qtbot, context, page):
    page.log_progress()
    Hands(page).write("写到一半")
    page.leave()
    settled(qtbot, context)

    again = show(qtbot, context, FindingsPage(context))
    assert again.pane.progress.strip.text.text() == "写到一半"


def test_a_refused_entry_gives_its_words_back(qtbot, context, page):
    from datetime import date

    first = page.table.records()[0]
    page.log_progress()
    Hands(page).write("明天的进展")
    page.pane.progress.strip.day.set_date(date(2026, 6, 6))
    page.save_and_next()
    settled(qtbot, context)

    assert "晚于今天" in page.error_bar.title.text()
    page.table.select_id(first.id)
    assert page.pane.progress.strip.text.text() == "明天的进展"


def test_many_findings_are_changed_as_one_step_and_taken_back_as_one(qtbot, context, page):
    page.table.model.tick([line.id for line in page.table.records()[:12]], True)

    def fill(dialog):
        dialog.field.setCurrentIndex(dialog.field.findData("owner"))
        dialog.line.setText("马春生")
        assert dialog.summary.text() == "将改 12 条的“责任人”"
        assert dialog.model.index(0, 3).data() == "马春生"

    say_yes(qtbot, fill)
    page.batch()
    settled(qtbot, context)

    from desktop.operations import undo

    assert [row.owner for row in lines(context).values()].count("马春生") == 12
    assert undo.last_undoable(context.reader).title == "批量修改 12 条“责任人”"
    undo.undo(context.ledger, context.actor)
    assert [row.owner for row in lines(context).values()].count("马春生") == 0


def test_fill_down_copies_the_top_cell_after_showing_what_changes(qtbot, context, page):
    page.actions.edit_cell(page.table.records()[0], "owner", "孙涛")
    settled(qtbot, context)
    page.table.grid.selectionModel().clear()
    for row in range(3):
        page.table.grid.selectionModel().select(
            page.table.model.index(row, 1),
            page.table.grid.selectionModel().SelectionFlag.Select | page.table.grid.selectionModel().SelectionFlag.Rows,
        )
    say_yes(qtbot)
    page.actions.fill_down(page.table.selected_records(), "owner")
    settled(qtbot, context)

    assert [row.owner for row in lines(context).values()].count("孙涛") == 3


def test_a_cell_that_cannot_be_read_is_refused_with_its_place(qtbot, context, page):
    line = page.table.records()[0]
    page.actions.edit_cell(line, "first_due_on", "2024.13.1")

    assert page.error_bar.title.text().startswith(f"{line.number} “原定时限”：“2024.13.1”不是日期")


def test_removed_findings_leave_without_a_question_and_come_back(qtbot, context, page):
    line = page.table.records()[0]
    page.remove()
    settled(qtbot, context)
    assert page.notice.label.text() == f"已移入回收站 1 条（{line.number}）"
    assert page.table.scope_text() == "23 / 23"

    say_yes(qtbot)
    page.actions.recycle_bin()
    settled(qtbot, context)

    assert page.table.scope_text() == "24 / 24"
    assert lines(context)[line.id].claim == "done"


def test_undo_of_the_bar_brings_a_removed_finding_back(qtbot, context, page):
    page.remove()
    settled(qtbot, context)
    page.notice.undo_button.click()
    settled(qtbot, context)

    assert page.table.scope_text() == "24 / 24"


def test_built_in_views_count_and_filter(page):
    """S3"""
    counts = {}
    for key in ("overdue", "waiting", "on_organisation", "named", "no_evidence"):
        page.view_bar.choose(key)
        counts[key] = len(page.table.records())
        assert page.view_bar.tabs.button(key).text().endswith(f" {counts[key]}")

    assert counts == {"overdue": 4, "waiting": 10, "on_organisation": 6, "named": 4, "no_evidence": 3}


def test_a_view_is_saved_changed_marked_and_saved_again(qtbot, context, page):
    """S3"""
    page.table.set_filter("unit", ColumnFilter(ticks=frozenset({"柳坪乡"})))

    def fill(dialog):
        dialog.name.setText("柳坪未完")
        dialog.shared.setChecked(True)

    say_yes(qtbot, fill)
    page.view_bar.save_as()
    settled(qtbot, context)
    assert page.view_bar.current().title == "柳坪未完"
    page.view_bar.choose("all")
    assert page.table.scope_text() == "24 / 24"
    page.view_bar.choose(page.view_bar.tabs.keys()[-1])
    assert page.table.scope_text() == "12 / 24"
    page.table.set_filter("state_word", ColumnFilter(ticks=frozenset({"未启动"})))

    assert page.view_bar.tabs.button(page.view_bar.tabs.current()).text().endswith("*")
    page.view_bar.save()
    settled(qtbot, context)
    assert not page.view_bar.save_button.isVisible()


def test_a_past_day_can_be_seen_and_not_changed(qtbot, context, page):
    from datetime import date

    context.set_switches(as_of=date(2026, 5, 31), known=False)
    page.refuse()

    assert "正在回看 2026-05-31" in page.error_bar.title.text()
    assert not page.pane.progress.strip.isEnabled()
    assert [line.state.word for line in page.table.records()] == ["未启动"] * 24


def test_steps_that_change_the_number_say_so_before(qtbot, context, page):
    """L3: splitting in three makes 24 into 26."""
    effects = []

    def fill(dialog):
        dialog.parts.set_text("甲事\n乙事\n丙事")
        dialog.reason.set_text("一条多事")
        effects.append(dialog.effect.text())

    say_yes(qtbot, fill)
    page.split()
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
    page.merge()
    settled(qtbot, context)

    assert page.table.scope_text() == "23 / 23"
    assert lines(context)[first.id].claim == "done"


@pytest.mark.parametrize(
    ("step", "fill", "word"),
    [
        ("withdraw", {"approver": "领导小组", "reason": "事实不清"}, "不再整改"),
        ("transfer", {"reason": "涉嫌违纪"}, "已移交"),
        ("long_term", {"reason": "阶段成效"}, "长期坚持"),
    ],
)
def test_each_step_moves_the_chip(qtbot, context, page, step, fill, word):
    """L5, L6, W3"""
    from desktop.ledgers.finding_marks import state_mark

    page.table.select_id(page.table.records()[-1].id)
    finding_id = page.table.current_record().id

    def write(dialog):
        for name, text in fill.items():
            field = getattr(dialog, name)
            getattr(field, "set_text", field.setText if hasattr(field, "setText") else None)(text)

    say_yes(qtbot, write)
    getattr(page, step)()
    settled(qtbot, context)

    assert state_mark(lines(context)[finding_id]).word == word


def test_an_extension_needs_who_approved_and_why(qtbot, context, page):
    """W2"""
    page.table.select_id(page.table.records()[-1].id)
    wrongs = say_yes(qtbot)
    page.extend()
    settled(qtbot, context)
    assert "需填批准人和理由" in wrongs[0]

    def fill(dialog):
        dialog.approver.setText("办公室主任")
        dialog.reason.set_text("等待省级批复")

    say_yes(qtbot, fill)
    page.extend()
    settled(qtbot, context)

    assert page.table.current_record().extensions == 1
    assert page.pane.head.values["现定时限"].full_text() == "7月18日（延期 1 次）"


def test_a_finding_is_entered_by_hand(qtbot, context, page):
    def fill(dialog):
        dialog.units.set_unit(context.reader.value("select min(id) from unit"))
        dialog.text.set_text("公务用车管理不严，4 次节假日用车无审批")
        dialog.amount.setText("1.2 万元")

    say_yes(qtbot, fill)
    page.actions.add()
    settled(qtbot, context)

    assert page.table.current_record().text.startswith("公务用车管理不严")
    assert page.table.current_record().amount_yuan == 12_000


def test_measures_are_added_with_ctrl_enter_and_ticked(qtbot, context, page):
    line = page.table.records()[0]
    hands = Hands(page)
    hands.key(Qt.Key.Key_1, ALT, widget=page.table.grid)
    hands.write("修订津补贴发放办法")
    hands.key(Qt.Key.Key_Return, CONTROL)
    settled(qtbot, context)
    page.pane.measures.rows[0].box.click()
    settled(qtbot, context)

    [measure] = measures_of(context.reader, [line.id], TODAY)
    assert (measure.text, measure.verdict) == ("修订津补贴发放办法", "done")
    assert page.pane.tabs.button("measures").text() == "措施 1/1"


def test_evidence_is_kept_by_its_hash_and_checked(qtbot, context, page, tmp_path):
    file = tmp_path / "银行回单.pdf"
    file.write_bytes(b"%PDF-1.4")
    page.table.select_id(page.table.records()[-1].id)
    page.pane.show_tab("evidence")
    page.pane.evidence.add_files([file])
    settled(qtbot, context)
    settled(qtbot, context)

    [row] = page.pane.evidence.rows
    assert (row.row.title, row.state.mark.word) == ("银行回单", "未改动")


def test_a_changed_field_shows_in_the_history_and_is_restored(qtbot, context, page):
    line = page.table.records()[0]
    page.actions.edit_cell(line, "owner", "孙涛")
    settled(qtbot, context)
    page.pane.show_tab("history")
    page.pane.history.restore("owner", "周立群（办公室主任）")
    settled(qtbot, context)

    assert lines(context)[line.id].owner == "周立群（办公室主任）"


def test_other_pages_open_a_finding_several_or_a_unit(page):
    wanted = page.table.records()[5]
    page.open_with(AskFindings((wanted.id, wanted.id + 1), "两条"))
    assert page.table.scope_text() == "2 / 24"
    page.open_with(AskUnit(wanted.unit_id))
    assert page.table.scope_text() == "12 / 24"
    page.open_with(AskFinding(wanted.id))
    assert page.table.current_record().id == wanted.id


def test_f4_turns_the_pane_right_below_and_away(page):
    places = []
    for _time in range(3):
        page.turn_pane()
        places.append((page.splitter.orientation(), page.pane.isVisible()))

    vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
    assert places == [(vertical, True), (horizontal, False), (horizontal, True)]


def test_at_1366_by_728_eleven_rows_of_two_lines_are_seen(qtbot, context):
    an_office(context.ledger, count=24)
    page = show(qtbot, context, FindingsPage(context), (1310, 651))  # less rail, context bar and status bar
    grid = page.table.grid

    assert grid.viewport().height() // grid.rowHeight(0) >= 11


def test_a_clerk_without_the_right_to_review_reports_only_what_units_say(qtbot, theme, ledger, clerk):
    from desktop.settings import Settings
    from desktop.ui.context import AppContext

    an_office(ledger, count=2)
    context = AppContext(ledger, clerk, theme, Settings(), lambda _settings: None)
    page = show(qtbot, context, FindingsPage(context))

    lane = page.pane.progress.strip.lane
    assert [lane.itemData(place) for place in range(lane.count())] == ["claim"]
    assert not page.pane.extend_button.isEnabled()
    context.close()
