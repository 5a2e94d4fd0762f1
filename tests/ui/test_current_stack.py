"""A stack asks for the room of the page in sight alone."""

from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from desktop.ui.widgets.current_stack import CurrentStack


def high(pixels):
    page = QWidget()
    page.setMinimumHeight(pixels)
    return page


def test_a_taller_page_behind_makes_nothing_scroll(qtbot):
    area, stack = QScrollArea(widgetResizable=True), CurrentStack()
    qtbot.addWidget(area)
    for page in (high(100), high(900)):
        stack.addWidget(page)
    area.setWidget(stack)
    area.resize(300, 400)
    area.show()
    qtbot.waitExposed(area)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
    stack.setCurrentIndex(1)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    stack.setCurrentIndex(0)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


def test_an_empty_stack_asks_for_nothing_and_a_wrapped_page_for_its_lines(qtbot):
    stack = CurrentStack()
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint().isEmpty() and not stack.hasHeightForWidth()
    label = QLabel("整改督办 " * 30, wordWrap=True)
    stack.addWidget(label)
    assert stack.hasHeightForWidth() and stack.heightForWidth(200) == label.heightForWidth(200)
