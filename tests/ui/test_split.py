"""The first shares of parts side by side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.split import Split


def test_the_shares_hold_once_the_parts_have_the_look_of_their_window(qtbot):
    split = Split(Qt.Orientation.Horizontal)
    qtbot.addWidget(split)
    split.setHandleWidth(0)
    left, right = QWidget(), QWidget()
    right.setMinimumWidth(500)  # as wide as an undressed part asks for
    for part in (left, right):
        split.addWidget(part)
    split.setStretchFactor(0, 1)
    split.share_out([700, 300])
    right.setMinimumWidth(200)
    split.resize(1000, 100)

    split.show()

    assert split.sizes() == [700, 300]
