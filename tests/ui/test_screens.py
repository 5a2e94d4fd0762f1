"""The checks of the screen that a machine can make, over every registered page at 1440×900 and 1366×728 (design.md §7)."""

import re

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from desktop.host import fonts, paths
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.theme import BODY_SIZES, Theme, apply
from desktop.ui.widgets.card import ElidedLabel
from tests.ui.office import an_office

KEYS = [entry.key for entry in PAGES]
SIZES = [
    (1440, 900, "standard"),
    (1366, 728, "standard"),
    (1366, 728, "large"),
    (1366, 728, "extra"),
    (0, 0, "standard"),
]


@pytest.fixture(params=SIZES, ids=["1440x900", "1366x728", "1366x728-large", "1366x728-extra", "minimum"])
def window(request, qtbot, qapp, context):
    """W-5: three letter sizes, and the smallest window that the frame allows."""
    width, height, letters = request.param
    dressed = context.theme
    if letters != "standard":
        context.theme = Theme(paths.resource(""), letters)
        apply(context.theme, qapp, fonts.bundled_files()[fonts.BUNDLED_SANS])
    an_office(context.ledger, count=24, claimed=10, proven=7)
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.resize(width, height)
    window.show()
    yield window
    if letters != "standard":
        window.hide()
        apply(dressed, qapp, fonts.bundled_files()[fonts.BUNDLED_SANS])


def shown(window, key, qtbot):
    window.show_page(key)
    qtbot.waitUntil(lambda: not (window.context.jobs.running or window.context.beside.running), timeout=20_000)
    for _ in range(60):  # a page that measures itself after its first paint is judged when it stands still
        qtbot.wait(30)
        page = window.pages[key]
        if not cut_labels(page) and not lost_controls(page, window) and not painted_over(window):
            break
    window.show_status()
    return window.pages[key]


def visible(widget, kind):
    return [child for child in widget.findChildren(kind) if child.isVisible()]


def place(widget, window):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def fits(scroller):
    return not scroller.verticalScrollBar().maximum() and not scroller.horizontalScrollBar().maximum()


def in_scrolled(widget):
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea) and not (parent.objectName() == "page_scroller" and fits(parent)):
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("key", KEYS)
def test_every_page_passes_the_checks_of_the_screen(qtbot, context, window, key):
    page = shown(window, key, qtbot)

    if context.theme.body == BODY_SIZES["standard"] and window.width() >= 1366:
        assert fits(page.scroller)
        assert beyond(page, window) == []
        assert squeezed(page) == []
    assert primary_buttons(page) <= 1
    assert small_types(window) == []
    assert lost_controls(page, window) == []
    assert cut_labels(page) == []
    assert painted_over(window) == []
    assert nameless_buttons(page) == []
    assert half_width_punctuation(page) == []
    assert lonely_percentages(page) == []
    assert window.status.texts() == (tuple(page.status_texts()) or (window.entries[key].title,))
    for chip in (window.context_bar.round_chip, window.context_bar.date_chip, window.context_bar.basis_chip):
        assert chip.isVisible() and chip.value()
    assert window.rail.buttons[window.place_of(key)].isChecked()


@pytest.mark.parametrize("key", KEYS)
def test_a_page_of_an_empty_ledger_has_one_dark_button_at_most(qtbot, context, key):
    """design.md §7, checks 5 and 16: the one next step stands out; what cannot be done yet does not stand beside it."""
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.resize(1366, 728)
    window.show()
    page = shown(window, key, qtbot)
    dark = [button for button in visible(page, QPushButton) if button.property("primary") and button.isEnabled()]
    assert [button.text() for button in dark][1:] == []


@pytest.mark.parametrize("key", KEYS)
def test_no_key_is_given_twice_within_a_page_and_the_frame(qtbot, context, key):
    """Two shortcuts on one key silence each other."""
    an_office(context.ledger, count=4)
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    frame = [QKeySequence(name).toString() for name, _title, _slot in FrameActions(window).keys()]
    window.show_page(key)
    own = [QKeySequence(name).toString() for name, _title in window.pages[key].page_shortcuts]
    qtbot.waitUntil(lambda: not (context.jobs.running or context.beside.running), timeout=20_000)

    every = frame + own

    assert sorted(every) == sorted(set(every))
    assert not [name for name in own if len(name) == 1]


def test_what_is_cut_without_a_word_or_hidden_without_a_bar_is_found(qtbot):
    """The checks of the walk over every tab (tests/acceptance/test_scales.py) can fail."""
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 300)
    page.scroller = QScrollArea(page)
    page.scroller.setWidget(QWidget())
    choice, label, button = QComboBox(page), QLabel("整改时限" * 30, page, wordWrap=True), QPushButton("登记进展", page)
    choice.addItem("百分制扣分（组织领导、责任落实）")
    for widget, width, height in ((choice, 80, 28), (label, 100, 20), (button, 20, 28), (page.scroller, 100, 100)):
        widget.setFixedSize(width, height)
    page.show()
    assert [fault.split()[0] for fault in squeezed(page)] == ["QComboBox", "QLabel", "QPushButton"]
    assert beyond(page, page) == []
    page.scroller.widget().setFixedSize(160, 160)
    page.scroller.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    assert [re.sub(r"\d+", "n", fault) for fault in beyond(page, page)][:2] == [
        "n px wider than its window",
        "n px higher than its window, and no bar",
    ]
    choice.setToolTip("说了")
    assert "QComboBox" not in str(squeezed(page))


def primary_buttons(page):
    """At most one dark button in sight (check 5)."""
    return len([button for button in visible(page, QPushButton) if button.property("primary")])


def small_types(window):
    """Nothing under 11 px (check 12)."""
    return [
        (widget.metaObject().className(), widget.font().pixelSize())
        for widget in visible(window, QWidget)
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and 0 < widget.font().pixelSize() < 11
    ]


def lost_controls(page, window):
    """Every button and field in sight lies inside the window; what scrolls may lie below (check 19)."""
    frame = window.rect()
    return [
        (widget.metaObject().className(), getattr(widget, "text", str)(), place(widget, window).getRect())
        for widget in visible(page, QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit)
        and not in_scrolled(widget)
        and not frame.contains(place(widget, window))
    ]


def painted_over(window):
    """W-5: nothing that a layout places lies on its neighbour or outside its parent."""
    found = []
    for parent in visible(window, QWidget):
        layout = parent.layout()
        if layout is None or isinstance(layout, QStackedLayout):
            continue
        inside = [widget for widget in placed(layout) if widget.isVisible() and not widget.size().isEmpty()]
        for place, widget in enumerate(inside):
            mine = widget.geometry()
            if not parent.rect().adjusted(-2, -2, 2, 2).contains(mine) and not in_scrolled(widget):
                found.append(("outside", describe(parent), describe(widget)))
            for other in inside[place + 1 :]:
                both = mine.intersected(other.geometry())
                if both.width() > 2 and both.height() > 2:
                    found.append(("over", describe(widget), describe(other)))
    return found


def placed(layout):
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from placed(item.layout())


def describe(widget):
    text = getattr(widget, "text", None)
    return f"{type(widget).__name__} {text()[:20] if callable(text) else widget.objectName()} {widget.geometry().getRect()}"


def cut_labels(page):
    """A line of text that does not fit ends in … and has a tooltip (check 6)."""
    faults = []
    for label in visible(page, QLabel):
        if isinstance(label, ElidedLabel):
            if label.text() != label.full_text() and not label.toolTip():
                faults.append(label.full_text())
        elif (
            label.text()
            and not label.wordWrap()
            and label.textFormat() != Qt.TextFormat.RichText
            and "<" not in label.text()
        ):
            longest = max(label.fontMetrics().horizontalAdvance(line) for line in label.text().splitlines() or [""])
            if longest > label.width() + 2 and not label.toolTip():
                faults.append(label.text())
    for button in visible(page, QPushButton):
        room = button.width() - (button.iconSize().width() if not button.icon().isNull() else 0)
        if button.text() and button.fontMetrics().horizontalAdvance(button.text()) > room and not button.toolTip():
            faults.append(button.text())
    return faults


def squeezed(page):
    """What a layout holds smaller than its words need: they are cut, with no … and no tooltip to say so."""
    return [
        f"{describe(widget)} needs {need}"
        for widget in visible(page, QWidget)
        if isinstance(widget, QAbstractButton | QComboBox | QLabel | QAbstractSpinBox)
        and not isinstance(widget, ElidedLabel)
        and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QLineEdit)
        and not widget.toolTip()
        and (need := lacks(widget))
    ]


def lacks(widget):
    """How wide or high a control would have to be for its words; empty where they have room."""
    if isinstance(widget, QLabel):
        tall = widget.heightForWidth(widget.width()) if widget.wordWrap() and widget.text() else 0
        return f"height {tall}" if tall > widget.height() + 2 else ""
    if isinstance(widget, QComboBox):
        words = widget.fontMetrics().horizontalAdvance(widget.currentText())
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, combo_option(widget), QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        return f"width {widget.width() + words - field.width()}" if words > field.width() + 1 else ""
    if isinstance(widget, QAbstractSpinBox):
        wide = widget.minimumSizeHint().width()
        return f"width {wide}" if wide > widget.width() + 1 else ""
    wide = widget.fontMetrics().horizontalAdvance(widget.text())
    wide += widget.iconSize().width() + 4 if widget.text() and not widget.icon().isNull() else 0
    tall = widget.fontMetrics().height() if widget.text() else 0
    return f"width {wide}" if wide > widget.width() + 1 else f"height {tall}" if tall > widget.height() else ""


def combo_option(widget):
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    return option


def beyond(page, window):
    """A page wider or higher than its window without a bar to reach the rest, and one that is wider at all (W-5)."""
    found, bars = [], (page.scroller.horizontalScrollBar(), page.scroller.verticalScrollBar())
    if bars[0].maximum():
        found.append(f"{bars[0].maximum()} px wider than its window")
    if bars[1].maximum() and not bars[1].isVisible():
        found.append(f"{bars[1].maximum()} px higher than its window, and no bar")
    for area in visible(page, QAbstractScrollArea):
        if isinstance(area.parent(), QAbstractScrollArea):  # frozen columns move with the grid that they lie on
            continue
        for bar, policy in (
            (area.horizontalScrollBar(), area.horizontalScrollBarPolicy()),
            (area.verticalScrollBar(), area.verticalScrollBarPolicy()),
        ):
            if bar.maximum() > 1 and policy == Qt.ScrollBarPolicy.ScrollBarAlwaysOff and area.height() > 1:
                found.append(f"{describe(area)} hides {bar.maximum()} px")
    if not window.rect().contains(place(page, window)):
        found.append(f"{place(page, window).getRect()} is not inside {window.rect().getRect()}")
    return found


def nameless_buttons(page):
    """A button without words has a tooltip or a name that screen readers say."""
    return [
        button.objectName() or button.metaObject().className()
        for button in visible(page, QAbstractButton)
        if button.isEnabled()
        and not button.text()
        and not button.toolTip()
        and not button.accessibleName()
        and not button.metaObject().className().startswith("QTableCorner")
        and button.objectName() not in ("qt_toolbar_ext_button",)
        and not isinstance(button.parent(), QLineEdit)
    ]


_HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]")


def half_width_punctuation(page):
    """Chinese text has Chinese punctuation (check 7)."""
    widgets = visible(page, QLabel) + visible(page, QAbstractButton)
    return [widget.text() for widget in widgets if _HALF_WIDTH.search(re.sub(r"<[^>]*>", "", widget.text()))]


_PERCENT = re.compile(r"\d%")


def lonely_percentages(page):
    """A percentage is drawn by RateText alone, or stands in a sentence with its numbers (check 1)."""
    return [
        label.text()
        for label in visible(page, QLabel)
        if label.objectName() != "zoom"
        and _PERCENT.search(label.text())
        and not re.search(r"\d+\s*[/÷]\s*\d+|\d+（\d+", label.text())
    ]
