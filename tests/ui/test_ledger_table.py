"""The grid: model, ticks, keys, editing, views (design.md 3.0)."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from db import packed
from desktop.ledgers.column import Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ui import aside
from desktop.ui.grid.filter import FilterPopup, TickList
from desktop.ui.grid.ledger_model import LedgerModel
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.rows import ColumnFilter
from desktop.ui.grid.sum_row import SumRow
from desktop.ui.widgets.eliding import two_lines

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True)
class Row:
    id: int
    unit: str
    text: str
    money: int | None = None


def state(row):
    return Mark(Shape.CHECK, "已销号", Tone.GREEN) if row.id % 2 else Mark(Shape.EMPTY, "未启动")


TABLE = LedgerTable(
    "rows",
    "问题",
    (
        Column("unit", "单位", 120),
        Column("text", "问题", 200, wrap=True, editable=True),
        Column("id", "状态", 100, kind=Kind.STATE, mark=state, reason="此栏由认定算出"),
        Column("money", "金额", 90, kind=Kind.NUMBER),
    ),
    frozen=1,
)
ROWS = tuple(
    Row(n, ("县城管局", "柳坪乡", "县教育局")[n % 3], f"问题{n}", n * 10 if n % 4 else None) for n in range(1, 13)
)


@pytest.fixture
def table(qtbot, theme):
    view = LedgerTableView(theme, TABLE)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show_records(ROWS)
    view.show()
    view.select_id(1)
    view.grid.setFocus()
    return view


def test_the_model_keeps_the_contract_of_qt(qtbot):
    model = LedgerModel(TABLE.columns, ticks=True)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show_records(ROWS)
    model.tick([1, 2], True)
    model.arrange(model.how.with_filter("unit", ColumnFilter(frozenset({"柳坪乡"}))))
    model.set_columns(TABLE.columns[:2])
    model.show_records(())

    assert model.rowCount(QModelIndex()) == 0
    del tester


def test_a_cell_of_a_mark_says_its_word_for_copying_and_screen_readers(table):
    assert table.model.index(0, 3).data() == "已销号"


def test_ticks_are_kept_across_filters_and_said(table, qtbot):
    qtbot.keyClick(table.grid, Qt.Key.Key_Space)
    table.set_filter("unit", ColumnFilter(frozenset({"县教育局"})))

    assert table.ticked_ids() == (1,)
    assert "选中 1（其中 1 条不在当前筛选内）" in table.scope_label.text()
    assert "筛出 4 / 12 条，打印和导出只含勾选的 1 条" in table.scope_label.text()


def test_ticks_of_records_that_are_gone_are_dropped(table):
    table.model.tick([1, 12], True)

    table.show_records(ROWS[:5])

    assert table.ticked_ids() == (1,)


def test_an_active_filter_stands_as_a_chip_and_its_cross_removes_it(table):
    table.set_filter("unit", ColumnFilter(frozenset({"柳坪乡"})))

    table._chips.itemAt(0).widget()._remove()

    assert len(table.records()) == 12
    assert table._chips.count() == 0


def test_control_shift_l_clears_every_filter(table, qtbot):
    table.set_filter("unit", ColumnFilter(frozenset({"柳坪乡"})))
    table.set_filter("money", ColumnFilter(low="50"))

    qtbot.keyClick(table.grid, Qt.Key.Key_L, CONTROL | SHIFT)

    assert len(table.records()) == 12


def test_a_filter_with_no_match_offers_to_clear_itself(table):
    table.set_filter("money", ColumnFilter(low="99999"))
    assert table.empty.sentence.text() == "没有符合筛选的问题（共 12 条）。"

    table.empty.button.click()

    assert len(table.records()) == 12


def test_an_empty_ledger_shows_one_sentence_and_one_button(table):
    pressed = []
    table.set_empty_state("第七轮还没有问题。可以导入清单，也可以逐条新增。", "导入问题清单", lambda: pressed.append(1))

    table.show_records(())
    table.empty.button.click()

    assert table.empty.sentence.text().startswith("第七轮还没有问题")
    assert pressed == [1]


def test_the_row_in_hand_stays_in_hand_when_the_order_changes(table):
    table.select_id(5)

    table._sort_next(table.model.section_of("unit"))

    assert table.current_record().id == 5


def test_one_row_gives_the_cell_in_hand_several_give_their_rows(table, qtbot):
    """W-6: Ctrl+C of one cell, as in Excel."""
    table.grid.setCurrentIndex(table.model.index(0, table.model.section_of("text")))
    qtbot.keyClick(table.grid, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "问题1"

    qtbot.keyClick(table.grid, Qt.Key.Key_Down, SHIFT)
    qtbot.keyClick(table.grid, Qt.Key.Key_C, CONTROL)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 2

    qtbot.keyClick(table.grid, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "单位\t问题\t状态\t金额"


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse])
def test_right_click_and_the_menu_key_open_the_menu_of_the_cell(table, qtbot, reason):
    """W-6"""
    table.select_id(3)
    asked = []
    table.grid.menu_asked.disconnect(table.open_menu)
    table.grid.menu_asked.connect(asked.append)
    place = table.grid.visualRect(table.grid.currentIndex()).center()

    table.grid.contextMenuEvent(QContextMenuEvent(reason, place, table.grid.viewport().mapToGlobal(place)))

    assert len(asked) == 1 and table.current_record().id == 3


def test_typing_in_a_filter_and_enter_keeps_what_was_found(table):
    """W-6"""
    ticks = TickList([("县民政局", 2), ("县财政局", 3), ("柳坪乡", 1)], None)
    ticks.narrow("民政")
    assert ticks.chosen() == {"县民政局"}


def test_a_search_that_finds_nothing_filters_nothing(table):
    ticks = TickList([("县民政局", 2)], None)
    ticks.narrow("没有这个词")
    assert ticks.chosen() == {"县民政局"}


def test_control_end_goes_to_the_last_row(table, qtbot):
    qtbot.keyClick(table.grid, Qt.Key.Key_End, CONTROL)

    assert table.current_record().id == 12


def editor_of(table):
    return table.grid.viewport().findChild(QLineEdit) or table.grid.findChild(QLineEdit)


def test_typing_into_a_cell_tells_the_page_and_leaves_the_record_alone(table, qtbot):
    table.grid.setCurrentIndex(table.model.index(0, 2))
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    editor_of(table).setText("改过的问题")

    with qtbot.waitSignal(table.edited) as told:
        qtbot.keyClick(editor_of(table), Qt.Key.Key_Return)

    assert told.args == [ROWS[0], "text", "改过的问题"]
    assert table.records()[0].text == "问题1"


def test_enter_while_composing_never_commits_u2(table, qtbot):
    table.grid.setCurrentIndex(table.model.index(0, 2))
    qtbot.keyClick(table.grid, Qt.Key.Key_F2)
    editor = editor_of(table)
    told = []
    table.edited.connect(lambda *args: told.append(args))

    QApplication.sendEvent(editor, QInputMethodEvent("xuncha", []))
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(1)
    assert editor_of(table) is editor and told == []

    commit = QInputMethodEvent()
    commit.setCommitString("巡察")
    QApplication.sendEvent(editor, commit)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told))

    assert told[0][2] == "巡察"


def test_no_single_letter_does_anything_to_the_table(table, qtbot):
    before = table.view_definition()
    table.set_editable(False)

    for letter in "abcdefghijklmnopqrstuvwxyz":
        qtbot.keyClick(table.grid, letter)

    assert table.view_definition() == before and table.ticked_ids() == ()


def test_a_saved_view_brings_back_filter_sort_columns_and_freeze(table):
    table.set_filter("unit", ColumnFilter(frozenset({"柳坪乡"})))
    table._set_columns(["text", "unit"], 2)
    kept = table.view_definition()

    table.apply_definition({})
    assert len(table.model.columns) == 4
    table.apply_definition(kept)

    assert [column.field for column in table.model.columns] == ["text", "unit"]
    assert (len(table.records()), table.grid.frozen_count) == (4, 2)


def test_a_view_of_a_later_version_with_an_unknown_column_still_opens(table):
    table.apply_definition({"columns": ["text", "gone"], "filters": {"gone": {"ticks": ["x"]}}, "sort": "gone"})

    assert [column.field for column in table.model.columns] == ["text"]


def test_the_filter_popup_keeps_ticks_of_lines_that_typing_hides(qtbot, theme, table):
    popup = FilterPopup(table, theme, TABLE.columns[0], [("县城管局", 4), ("柳坪乡", 4), ("县教育局", 4)], None)
    qtbot.addWidget(popup)

    popup.search.setText("lpx")
    popup.ticks.toggle(1)
    popup.search.setText("")

    assert popup.chosen().ticks == frozenset({"县城管局", "县教育局"})


def test_find_goes_round_the_shown_rows(table):
    table.find_bar.field.setText("问题1")

    seen = []
    for _ in range(5):
        table.find_bar.find_next()
        seen.append(table.current_record().id)

    assert seen == [10, 11, 12, 1, 10]


def test_a_long_text_ends_in_dots_on_its_second_line(theme):
    lines = two_lines(
        "违规发放值班补贴十四点二八万元，涉及三十六人，未经党组会研究且无政策依据" * 3, theme.font(13), 200
    )

    assert len(lines) == 2 and lines[1].endswith("…")
    assert two_lines("短", theme.font(13), 200) == ["短"]


def test_what_leaves_is_the_list_that_is_wanted_even_while_many_rows_are_being_arranged(table, monkeypatch):
    """Over a thousand rows are arranged beside the window; whoever takes them along waits for them."""
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", -1)
    table.show_records(ROWS[:3])
    assert table.records() == list(ROWS[:3])
    table.sort_by("text", True)
    assert [row.id for row in table.records()] == [3, 2, 1]


def test_the_first_row_is_in_hand_where_the_former_one_is_gone(qtbot, table, monkeypatch):
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", -1)
    table.show_records(ROWS[4:8], first=True)
    qtbot.waitUntil(lambda: table.current_record() is ROWS[4])
    table.show_records(ROWS[3:8], first=True)
    qtbot.waitUntil(lambda: table.model.rowCount() == 5)
    assert table.current_record() is ROWS[4]


def test_a_sum_stands_under_its_column_wherever_that_is(theme, table, qtbot):
    row = SumRow(theme, table)
    qtbot.addWidget(row)
    row.show_words({"unit": "3 家", "text": "合计 9"})
    row.resize(500, row.height())

    def inked(left, right):
        picture = row.grab().toImage()
        dark = [
            x
            for x in range(left, right)
            for y in range(4, row.height() - 4)
            if picture.pixelColor(x, y).lightness() < 120
        ]
        return bool(dark)

    head = table.grid.horizontalHeader()
    unit = table.model.section_of("unit")
    start, width = head.sectionViewportPosition(unit), head.sectionSize(unit)
    assert inked(start + 4, start + width) and not inked(start + 60, start + width)
    assert row.accessibleName() == "3 家 合计 9"
    row.show_words({})
    assert not inked(0, 500)


def test_words_that_a_file_brings_stand_on_a_ground(theme, qtbot):
    def amber(ground):
        shown = LedgerTableView(theme, LedgerTable("t", "行", (Column("text", "填", 200, ground=ground),)), ticks=False)
        qtbot.addWidget(shown)
        shown.show_records([Row(1, "", "已完成"), Row(2, "", "")])
        shown.resize(300, 200)
        picture = shown.grid.viewport().grab().toImage()
        wanted = theme.tone(Tone.AMBER)[1]
        row = shown.grid.rowHeight(0)
        return [
            any(picture.pixelColor(x, y) == wanted for x in range(5, 60) for y in range(top, top + row - 2))
            for top in (0, row)
        ]

    assert amber(Tone.AMBER) == [True, False]
    assert amber(None) == [False, False]


def test_how_many_shown_rows_are_ticked_is_right_after_every_change_of_ticks_and_rows(table, monkeypatch):
    monkeypatch.setattr(packed, "FEW_IDS", 2)  # as for many records

    def counted():
        shown = {record.id for record in table.model.shown}
        model = table.model
        assert model.ticked_shown == len(shown & model.ticked)
        assert model.all_ticked == (bool(shown) and shown <= model.ticked)
        assert model.ticked_beyond == (0 if len(shown) == len(model.all_records) else len(model.ticked - shown))

    units = sorted({record.unit for record in ROWS})
    for change in (
        lambda: table.show_records(ROWS),
        table._tick_all,
        lambda: table.set_filter("unit", ColumnFilter(ticks=frozenset(units[:1]))),
        table._tick_all,
        table._tick_all,
        lambda: table.model.tick([record.id for record in ROWS[:2]], False),
        table.clear_filters,
        lambda: setattr(table.model, "ticked", {ROWS[1].id}),
        lambda: table.show_records(ROWS[:1]),
        lambda: table.show_records([*ROWS, *ROWS]),
        table._tick_all,
        table.model.let_go,
        lambda: table.show_records(ROWS),
    ):
        change()
        counted()
