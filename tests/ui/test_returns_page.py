"""回收表 through the real window: books go out, come back, are merged by keys, and enter as one step (X7–X10, D7; page 21)."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.digest import content_digest
from db.queries import facts
from desktop.ledgers.return_books import RETURN_BOOKS
from desktop.operations import findings, progress, undo
from desktop.operations.records import verbs
from desktop.operations.return_book.merge_lines import ADDED, CHANGED, CONFLICT, HEADINGS, MISSING, NOTE, SAME
from desktop.operations.return_book.sending import send
from desktop.rules.permissions import Actor, Right
from desktop.ui.grid.rows import ColumnFilter
from desktop.ui.pages.importing.returns.board_card import stands
from desktop.ui.pages.importing.returns.dialogs import RefuseDialog, SendDialog
from desktop.ui.pages.importing.returns.page import ReturnsPage
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.return_book.returns import filled
from tests.ui.office import an_office, leaves_to, next_dialog, settled, show

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Desk:
    """The page, the office behind it, and the book of the first unit as it was sent."""

    def __init__(self, qtbot, context, folder):
        self.qtbot, self.context, self.folder = qtbot, context, folder
        self.round, self.units, self.ids = an_office(context.ledger, count=8)
        context.set_switches(round_ids=(self.round,))
        self.numbers = [facts.number(context.reader, one) for one in self.ids]

    def sent(self, due_on=""):
        return send(self.context.ledger, EVERYONE, self.round, [self.units[0]], self.folder, due_on)[0].path

    def shown(self):
        self.page = show(self.qtbot, self.context, ReturnsPage(self.context))
        return self.page

    def open(self, *paths):
        self.page.open_files(list(paths))
        settled(self.qtbot, self.context)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier, widget=None):
        QTest.keyClick(widget or self.page, key, modifiers)
        settled(self.qtbot, self.context)

    def stands(self):
        return {row.unit: stands(row).word for row in self.page.board.table.records()}

    def row(self, place):
        return facts.lanes(self.context.reader, self.ids[place], self.context.ledger.today())


@pytest.fixture
def desk(qtbot, context, tmp_path):
    return Desk(qtbot, context, tmp_path / "发出")


def claim(desk, place):
    return desk.row(place).claim


@pytest.fixture
def disputed(desk):
    """A book came back with a conflict in the first finding, a change in the second, an application in the third."""
    path = desk.sent()
    progress.claim(desk.context.ledger, CLAIMANT, desk.ids[0], "basically_done", desk.context.ledger.today())
    one, two, three, _four = desk.numbers[:4]
    back = filled(path, {(one, "status"): "已完成", (two, "owner"): "程青禾", (three, "extend_to"): "2026-09-30", (three, "extend_reason"): "资金未到位"})  # fmt: skip
    desk.shown()
    desk.open(back)
    desk.back = back
    return desk


def test_the_board_tells_who_has_returned_from_the_ledger_alone(desk):
    """X10"""
    page = desk.shown()
    assert desk.stands() == {"县城管局": "未发", "柳坪乡": "未发"}
    desk.sent("2026-06-10")
    page.refresh()
    assert desk.stands() == {"县城管局": "未交", "柳坪乡": "未发"}
    assert page.board.law.text() == "2 家 = 未交 1 + 未发 1。"


def test_books_are_sent_from_the_window_with_the_day_due(desk, tmp_path):
    """X7, X10"""
    page = desk.shown()

    def answer(dialog):
        assert isinstance(dialog, SendDialog)
        dialog._folder = tmp_path / "外发"
        dialog.due.setText("620")
        dialog.try_it()

    next_dialog(answer)
    page.send_button.click()
    settled(desk.qtbot, desk.context)
    rows = desk.context.reader.tuples("select version, due_on, rows, sent_on from return_book order by id")
    assert rows == ((1, "2026-06-20", 4, "2026-06-05"), (1, "2026-06-20", 4, "2026-06-05"))
    assert len(list((tmp_path / "外发").glob("*.xlsx"))) == 2
    assert set(desk.stands().values()) == {"未交"}


def test_rows_add_up_and_the_conflict_comes_first(disputed):
    """X8"""
    merge = disputed.page.merge
    assert merge.law.text() == "4 行 = 冲突 1 + 改动 2 + 相同 1"
    [conflict] = merge.conflicts.records()
    assert (conflict.number, conflict.sent, conflict.unit, conflict.ledger) == (
        disputed.numbers[0], "未启动", "已完成", "基本完成",
    )  # fmt: skip
    assert conflict.by == f"6月5日{CLAIMANT.name}登记"
    side = merge.conflicts.table.column("ledger").mark(conflict)
    assert side.word == f"基本完成（{conflict.by}）"
    assert disputed.stands()["县城管局"] == "待合并"
    assert disputed.page.board.sums.words == {"unit": "2 家", "returned_on": "0 家", "state": "已收回 0"}
    assert not disputed.page.foot.enter_button.isEnabled()
    assert "冲突 1 处还没有选" in disputed.page.foot.blocked.text()


def test_the_sums_of_the_board_are_those_of_the_units_shown(disputed):
    board = disputed.page.board
    whole = board.law.text()
    board.table.set_filter("unit", ColumnFilter(frozenset({"县城管局"})))
    assert (board.sums.words["unit"], board.law.text()) == ("1 家", f"全部 {whole}")
    board.table.clear_filters()
    assert (board.sums.words["unit"], board.law.text()) == ("2 家", whole)


def test_a_file_without_conflicts_opens_at_its_changes_and_one_with_some_at_them(disputed):
    page, one = disputed.page, disputed.page._in_hand()
    assert page.merge.tabs.current() == CONFLICT
    calm = replace(one, path=one.path.with_name("另一份.xlsx"))
    page.merge.tabs.set_current(CHANGED)
    page.merge.show_opened(calm, "县城管局")
    assert page.merge.tabs.current() == CONFLICT
    page.merge.tabs.set_current(CHANGED)
    page.merge.show_opened(calm, "县城管局")  # the same file, after a decision: the tab in hand stays
    assert page.merge.tabs.current() == CHANGED
    assert page.status_texts()[1:4] == ("冲突 1", "改动 2", "相同 1")


def test_nothing_enters_while_a_conflict_is_open(disputed):
    before = content_digest(disputed.context.reader)
    disputed.press(Qt.Key.Key_Return, CONTROL)
    assert content_digest(disputed.context.reader) == before


@pytest.mark.parametrize(("key", "claimed"), [(Qt.Key.Key_1, "done"), (Qt.Key.Key_2, "basically_done")])
def test_the_side_is_chosen_and_entered_by_keys_alone(disputed, key, claimed):
    """X8: drop, look, Alt+n, Ctrl+Enter."""
    original = disputed.back.read_bytes()
    disputed.press(key, ALT)
    assert disputed.page.foot.enter_button.isEnabled()
    disputed.press(Qt.Key.Key_Return, CONTROL)
    assert claim(disputed, 0) == claimed
    assert disputed.stands()["县城管局"] == "已收回"
    assert disputed.context.reader.tuples("select due_on, source from extension") == (("2026-09-30", "return_book"),)
    assert disputed.row(2).due_on == "2026-06-18"
    assert disputed.back.read_bytes() == original


def test_entering_is_one_step_that_undo_takes_back_whole(disputed):
    before = content_digest(disputed.context.reader)
    disputed.press(Qt.Key.Key_1, ALT)
    disputed.press(Qt.Key.Key_Return, CONTROL)
    assert "撤销第 1 次导入" in disputed.page.nothing.button.text()
    disputed.page.nothing.button.click()
    settled(disputed.qtbot, disputed.context)
    assert content_digest(disputed.context.reader) == before
    assert disputed.stands()["县城管局"] == "未交"
    undo.redo(disputed.context.ledger, EVERYONE)
    disputed.page.refresh()
    assert disputed.stands()["县城管局"] == "已收回" and claim(disputed, 0) == "done"


def test_a_change_is_left_by_space(disputed):
    page = disputed.page
    [owner] = [line for line in page.merge.changes.records() if line.field == "owner"]
    page.merge.changes.select_id(owner.id)
    disputed.press(Qt.Key.Key_Space, widget=page.merge.changes.grid)
    assert "改动 2 处" in page.foot.words.text()
    disputed.press(Qt.Key.Key_2, ALT)
    disputed.press(Qt.Key.Key_Return, CONTROL)
    assert disputed.context.reader.value("select owner from finding where id = ?", (disputed.ids[1],)) != "程青禾"


def test_keys_faster_than_the_comparison_lose_no_decision(disputed):
    """A change that was left and a side that was chosen count, though the worker has not answered when 入账 is pressed."""
    page = disputed.page
    [owner] = [line for line in page.merge.changes.records() if line.field == "owner"]
    page.merge.changes.select_id(owner.id)
    QTest.keyClick(page.merge.changes.grid, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    disputed.qtbot.waitUntil(lambda: disputed.stands()["县城管局"] == "已收回", timeout=20_000)
    assert claim(disputed, 0) == "done"
    assert disputed.context.reader.value("select owner from finding where id = ?", (disputed.ids[1],)) != "程青禾"


def test_the_tabs_of_the_place_lead_to_the_other_page_and_stay_as_they_are(desk):
    asked = []
    desk.context.page_asked.connect(lambda key, _payload: asked.append(key))
    desk.shown().places.button("import").click()
    assert asked == ["import"] and desk.page.places.current() == "returns"


def test_what_cannot_be_entered_is_told_and_stays_unticked(desk):
    one, two = desk.numbers[:2]
    back = filled(desk.sent(), {(one, "completed_on"): "2026-05-20", (two, "text"): "改了问题"})
    desk.shown()
    desk.open(back)
    told = {line.title: line.hint for line in desk.page.merge.changes.records()}
    assert "没有改状态" in told["完成日期"] and told["反馈问题"] == "锁定栏，不取"
    desk.page.merge.changes._tick_all()
    settled(desk.qtbot, desk.context)
    assert not any(line.taken for line in desk.page.merge.lines)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.stands()["县城管局"] == "已收回"


@pytest.mark.parametrize("mark", [{"unit": "县教育局党组"}, {"round": "别的轮次"}, {"signature": "0" * 32}])
def test_a_file_with_another_mark_is_refused_with_a_sentence_and_can_be_sent_back(desk, mark):
    back = filled(desk.sent(), {(desk.numbers[0], "remark"): "单位"}, mark)
    desk.shown()
    before = content_digest(desk.context.reader)
    desk.open(back)
    assert desk.page.nothing.sentence.text().endswith("未导入任何内容。")
    assert not desk.page.foot.enter_button.isVisible()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert content_digest(desk.context.reader) == before
    next_dialog(RefuseDialog.try_it)
    desk.page.foot.refuse_button.click()
    settled(desk.qtbot, desk.context)
    assert desk.stands()["县城管局"] == "已退回"


def test_an_older_version_names_the_one_in_force(desk):
    old = desk.sent("2026-06-10")
    desk.sent("2026-06-12")
    desk.shown()
    desk.open(filled(old, {}))
    assert "发出的是第 2 版，这是第 1 版" in desk.page.nothing.sentence.text()
    states = desk.context.reader.tuples("select version, due_on from return_book order by id")
    assert states == ((1, "2026-06-10"), (2, "2026-06-12"))


def test_an_older_version_may_be_looked_at_and_nothing_of_it_enters(desk):
    """仍要看（只读）: pages.md §21."""
    old = desk.sent("2026-06-10")
    desk.sent("2026-06-12")
    page = desk.shown()
    desk.open(filled(old, {(desk.numbers[0], "owner"): "程青禾"}))
    before = content_digest(desk.context.reader)
    page.foot.look_button.click()
    settled(desk.qtbot, desk.context)
    [line] = page.merge.changes.records()
    assert (line.unit, page.foot.look_button.isVisible(), page.foot.enter_button.isVisible()) == (
        "程青禾",
        False,
        False,
    )
    assert page.merge.identity.text().startswith("◆ 旧版，只读")
    desk.press(Qt.Key.Key_Return, CONTROL)
    page.refresh()
    settled(desk.qtbot, desk.context)
    assert content_digest(desk.context.reader) == before and page.merge.isVisible()
    assert page.foot.refuse_button.isEnabled()


def test_a_file_that_is_none_of_ours_is_told_and_the_others_are_taken(desk, tmp_path):
    good = filled(desk.sent(), {(desk.numbers[0], "remark"): "单位"})
    bad = tmp_path / "别的表.xlsx"
    bad.write_bytes(b"no workbook")
    desk.shown()
    desk.open(bad, good)
    assert "别的表.xlsx" in desk.page.error_bar.title.text() + desk.page.error_bar.remedy.text()
    assert desk.stands()["县城管局"] == "待合并"


def test_the_ledger_changes_while_the_file_is_open_and_the_change_becomes_a_conflict(desk):
    """X8: nothing is overwritten that was entered after the file was opened."""
    back = filled(desk.sent(), {(desk.numbers[1], "owner"): "程青禾"})
    desk.shown()
    desk.open(back)
    assert desk.page.foot.enter_button.isEnabled()
    changes = findings.edit(desk.context.ledger, EVERYONE, [desk.ids[1]], {"owner": "办内改过"})
    desk.context.announce(changes)
    desk.page.on_changed(changes)
    settled(desk.qtbot, desk.context)
    assert not desk.page.foot.enter_button.isEnabled() and len(desk.page.merge.conflicts.records()) == 1


def test_who_may_not_import_sees_why(desk):
    desk.context.actor = Actor("审计员", frozenset({Right.AUDIT}))
    back = filled(desk.sent(), {(desk.numbers[0], "remark"): "单位"})
    desk.shown()
    desk.open(back)
    assert not desk.page.foot.enter_button.isEnabled() and "权限" in desk.page.foot.blocked.text()


def test_every_heading_has_its_tab_and_counts_rows(disputed):
    counts = {key: disputed.page.merge.tabs.button(key).text() for key, _title in HEADINGS}
    assert (counts[CONFLICT], counts[CHANGED], counts[SAME], counts[ADDED], counts[MISSING]) == (
        "冲突 1", "改动 2", "相同 1", "新增 0", "台账有而表中无 0",
    )  # fmt: skip
    disputed.page.merge.tabs.set_current(SAME)
    assert [line.hint for line in disputed.page.merge.others.records()] == ["与发出时相同"]


def test_who_has_not_handed_in_after_the_day_gets_the_letter_and_nobody_else(desk):
    """Page 21: 催未交 goes to exactly the units whose day has passed; before that it is grey and says why."""
    values = {"unit": desk.units[0], "round": desk.round, "sent_on": "2026-05-20", "due_on": "2026-06-03"}
    [book, *_changes] = verbs.add(desk.context.ledger, EVERYONE, RETURN_BOOKS, values)
    asked = []
    desk.context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    page = desk.shown()
    assert page.board.chase_button.text() == "催未交 1 家" and page.board.chase_button.isEnabled()
    page.board.chase_button.click()
    assert asked == [("letters", {"kind": "reply_reminder_letter", "unit_ids": [desk.units[0]]})]

    verbs.take(
        desk.context.ledger,
        EVERYONE,
        RETURN_BOOKS,
        book.id,
        RETURN_BOOKS.step("receive"),
        {"returned_on": "2026-06-05"},
    )
    page.refresh()
    assert not page.board.chase_button.isEnabled() and "没有超过" in page.board.chase_button.toolTip()
    page.chase()
    assert len(asked) == 1


def test_what_a_unit_wrote_beside_the_cells_is_shown_and_never_entered(desk):
    from openpyxl import load_workbook
    from openpyxl.comments import Comment

    back = filled(desk.sent(), {(desk.numbers[0], "owner"): "程青禾"})
    book = load_workbook(back)
    row = next(cell.row for line in book.worksheets[0].iter_rows() for cell in line if cell.value == desk.numbers[1])
    book.worksheets[0].cell(row, 5).comment = Comment("张三:资金 7 月到位", "张三")
    book.save(back)
    page = desk.shown()
    desk.open(back)
    page.merge.tabs.set_current(NOTE)

    [line] = [one for one in page.merge.lines if one.heading == NOTE]
    assert (line.number, line.hint) == (desk.numbers[1], f"E{row} 格 张三：资金 7 月到位")
    assert page.merge.others.records() == [line] and "批注" in page.merge.tabs.button(NOTE).text()
    assert page.merge.law.text().endswith("相同 3")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "资金 7 月到位" not in str(desk.context.reader.tuples("select * from finding_event"))


def test_the_annotated_copy_tells_every_open_cell_and_leaves_the_file_alone(disputed, monkeypatch):
    """X4, X8, page 21"""
    original, target = disputed.back.read_bytes(), disputed.back.with_name("批注.xlsx")
    leaves_to(monkeypatch, target)
    disputed.page.merge.annotate_button.click()
    settled(disputed.qtbot, disputed.context)

    sheet = openpyxl.load_workbook(target)["整改台账"]
    told = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    [conflict] = [place for place, text in told.items() if "台账现在是基本完成" in text]
    assert "发出时未启动，本表填已完成" in told[conflict] and "待定" in told[conflict]
    assert sheet[conflict].value == "已完成" and not [text for text in told.values() if "程青禾" in text]
    assert disputed.back.read_bytes() == original
    assert disputed.context.reader.tuples("select way, purpose from export_record where way = 'annotated_copy'") == (
        ("annotated_copy", "退回更正"),
    )
