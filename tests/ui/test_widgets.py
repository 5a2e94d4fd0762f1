"""The small widgets: dates, units, rates, passphrases, tabs, steps, marks."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.errors import KnownError
from desktop.host import paths
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.marks import mark_of, overdue_mark, remaining_mark
from desktop.rules.rate import Rate
from desktop.rules.state_words import CHIPS
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.theme import Theme
from desktop.ui.typed import found_in
from desktop.ui.widgets.date_edit import DateEdit, read_date
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.password_edit import CAPITALS, COMPOSING, PasswordEdit
from desktop.ui.widgets.rate_text import RateText
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.state_chip import StateChip
from desktop.ui.widgets.unit_picker import UnitPicker

TODAY = date(2026, 6, 5)
UNITS = [(1, "县民政局", "县民政局党组"), (2, "县城管局", "县城市管理局党组"), (3, "柳坪乡", "柳坪乡党委")]


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("531", date(2026, 5, 31)),
        ("0531", date(2026, 5, 31)),
        ("5-31", date(2026, 5, 31)),
        ("5.31", date(2026, 5, 31)),
        ("5月31日", date(2026, 5, 31)),
        ("20260531", date(2026, 5, 31)),
        ("2025-12-01", date(2025, 12, 1)),
        ("2025年12月1日", date(2025, 12, 1)),
        (" 2026-6-8 ", date(2026, 6, 8)),
        ("2024.13.1", None),
        ("631", None),
        ("二月", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_a_clerk_types_it(typed, meant):
    assert read_date(typed, TODAY) == meant


def test_a_date_is_written_out_on_leaving_and_a_wrong_one_is_tinted_and_said(qtbot):
    field = DateEdit(TODAY)
    qtbot.addWidget(field)
    qtbot.keyClicks(field, "531")
    field.editingFinished.emit()
    assert field.text() == "2026-05-31"

    field.clear()
    qtbot.keyClicks(field, "2024.13.1")

    assert field.property("faulty") is True
    assert field.fault() == "“2024.13.1”不是日期。请改成如 2026-06-18 的日期。"


def test_a_unit_is_found_by_the_initials_of_its_pinyin(qtbot):
    picker = UnitPicker(UNITS)
    qtbot.addWidget(picker)
    told = []
    picker.picked.connect(told.append)

    qtbot.keyClicks(picker, "mzj")
    picker.editingFinished.emit()

    assert (picker.unit_id(), picker.text(), told) == (1, "县民政局", [1])


def test_a_word_that_fits_no_unit_goes_back_to_the_one_chosen_before(qtbot):
    picker = UnitPicker(UNITS)
    qtbot.addWidget(picker)
    picker.set_unit(3)

    picker.setText("不存在的单位")
    picker.editingFinished.emit()

    assert picker.text() == "柳坪乡"


@pytest.mark.parametrize(
    "typed, text, found",
    [("cgj", "县城管局", True), ("城管", "县城管局", True), ("zz", "县城管局", False), ("", "x", True)],
)
def test_what_was_typed_finds_words_and_initials(typed, text, found):
    assert found_in(typed, text) is found


def rate_text(qtbot, theme, rate, **look):
    text = RateText(theme, **look)
    qtbot.addWidget(text)
    text.show_rate(rate, "县委口径2026（核实）第2版", "已销号÷反馈问题", "2026-06-05", ids=(4, 5))
    return text


def test_a_rate_never_stands_without_its_counts(qtbot, theme):
    text = rate_text(qtbot, theme, Rate(121, 189))

    assert text.text() == "64.0% 121/189"
    assert "已销号÷反馈问题" in text.toolTip() and "2026-06-05" in text.toolTip()


def test_a_rate_over_nothing_says_so_and_few_items_are_marked(qtbot, theme):
    assert rate_text(qtbot, theme, Rate(0, 0)).text() == "—（无问题）"
    assert rate_text(qtbot, theme, Rate(8, 9), bar=True).text() == "88.9% 8/9 少于10条"


def test_a_click_on_a_rate_asks_for_its_rows(qtbot, theme):
    text = rate_text(qtbot, theme, Rate(121, 189))
    with qtbot.waitSignal(text.clicked) as told:
        qtbot.mouseClick(text, Qt.MouseButton.LeftButton)
    assert told.args == [(4, 5)]

    with qtbot.waitSignal(text.clicked):
        qtbot.keyClick(text, Qt.Key.Key_F2)


def test_a_rate_is_copied_as_one_sentence(qtbot, theme):
    rate_text(qtbot, theme, Rate(121, 189)).copy_sentence()

    assert (
        QGuiApplication.clipboard().text()
        == "截至2026年6月5日，整改率64.0%（121/189；口径：县委口径2026（核实）第2版）。"
    )


def test_a_passphrase_line_notices_the_capital_lock_and_the_input_method(qtbot):
    field = PasswordEdit()
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "A")  # an upper-case letter without Shift
    assert field.notice.text() == CAPITALS

    QApplication.sendEvent(field.line, QInputMethodEvent("ni", []))
    assert field.notice.text() == COMPOSING


def test_tabs_keep_the_chosen_one_and_step_round(qtbot):
    tabs = SegmentTabs([("all", "全部", 189), ("late", "已逾期", 7)])
    qtbot.addWidget(tabs)
    told = []
    tabs.changed.connect(told.append)

    tabs.step(1)
    tabs.set_tabs([("all", "全部", 200), ("late", "已逾期", 9), ("mine", "我的", None)])
    tabs.step(2)

    assert told == ["late", "all"]


def test_every_state_of_the_rules_has_a_drawn_mark_with_its_word():
    marks = [mark_of(chip) for chip in CHIPS]

    assert [mark.word for mark in marks] == [chip.word for chip in CHIPS]
    assert not [mark.word for mark in marks if mark.tone is Tone.RED]


def test_the_marks_of_deadlines_say_how_they_stand():
    assert overdue_mark(18) == Mark(Shape.TRIANGLE, "逾期 18 天", Tone.RED)
    assert (remaining_mark(2).word, remaining_mark(2).tone) == ("剩 2 天", Tone.AMBER)
    assert remaining_mark(13).shape is Shape.DIAMOND_OUTLINE
    assert remaining_mark(0).word == "今天到期"


def test_each_shape_is_told_from_the_others_without_colour(qtbot, theme):
    drawn = {}
    for shape in Shape:
        chip = StateChip(theme, Mark(shape, ""))
        qtbot.addWidget(chip)
        picture = QPixmap(chip.sizeHint())
        picture.fill(Qt.GlobalColor.white)
        chip.resize(chip.sizeHint())
        chip.render(picture)
        drawn[shape] = picture.toImage().convertToFormat(picture.toImage().Format.Format_Grayscale8).bits().tobytes()

    assert len(set(drawn.values())) == len(Shape)


@pytest.mark.parametrize("size", ["standard", "large", "extra"])
def test_a_dialog_grows_until_the_whole_fault_is_read(qtbot, context, size):
    """W-5: fault text is never hidden."""
    context.theme = Theme(paths.resource(""), size)
    dialog = FormDialog(context, "试", "保存")
    qtbot.addWidget(dialog)
    dialog.row("理由", QLineEdit())
    dialog.show()

    dialog.fail(
        KnownError("第 105 行“完成时限”：“2024.13.1”不是日期（没有 13 月）。请改成如 2026-06-18 的日期，或留空。" * 4)
    )

    assert dialog.wrong.height() >= dialog.wrong.heightForWidth(dialog.wrong.width())
    assert dialog.rect().contains(dialog.wrong.geometry()) and dialog.rect().contains(dialog.verb.geometry())


@pytest.mark.parametrize("columns", [3, 7, 10])
def test_columns_that_are_drawn_in_fit_whatever_the_width(qtbot, theme, columns):
    """Rounding makes no scroll bar: widths are walked pixel by pixel."""
    heads = (Head("单位", 170), *(Head("甲", 130) for _ in range(columns - 1)))
    table = FigureTable(theme)
    qtbot.addWidget(table)
    table.show_table(Shown(heads, (Line(tuple(Cell("1") for _ in heads)),)))
    asked = sum(theme.px(head.width) for head in heads)
    table.show()
    for width in range(round(asked * 0.8), round(asked * 0.8) + 40):
        table.resize(width, 120)
        assert table.horizontalHeader().length() <= table.viewport().width()


@pytest.mark.parametrize("height, whole", [(92, 2), (121, 3)])
def test_a_table_of_figures_shows_whole_rows_only(qtbot, theme, height, whole):
    """A row that is cut at the foot is not shown in part (ux/pages.md §3.5)."""
    table = FigureTable(theme, 30)
    qtbot.addWidget(table)
    table.show_table(Shown((Head("数", 80),), tuple(Line((Cell("■■■"),)) for _row in range(9))))
    table.resize(120, height + table.horizontalHeader().height() - 10)
    picture = table.viewport().grab().toImage()
    step = table.rowHeight(0)
    inked = [
        any(
            picture.pixelColor(x, y).lightness() < 120
            for x in range(8, 60)
            for y in range(top + 4, min(top + step, picture.height()))
        )
        for top in range(0, picture.height() - 4, step)
    ]
    assert inked[:whole] == [True] * whole and not any(inked[whole:])


def test_a_long_notice_under_a_passphrase_is_read_whole(qtbot, theme):
    line = PasswordEdit()
    qtbot.addWidget(line)
    line.resize(300, 60)
    line.show()
    line.show_notice("口令不对，还可试 4 次。都不对要等 30 分钟；请检查大写锁定和输入法。")
    assert line.notice.minimumHeight() >= line.notice.heightForWidth(line.width()) > 20
    line.show_notice("")
    assert line.notice.minimumHeight() < 24
