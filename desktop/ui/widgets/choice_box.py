"""A box to choose from whose choice may be longer than the box: it is cut with …, and said whole in the tooltip and in the list."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from desktop.ui.widgets.eliding import fitted


class ChoiceBox(QComboBox):
    """For choices that people name: schemes, units, persons. What is chosen is never cut without a sign."""

    def __init__(self) -> None:
        super().__init__()
        self.currentTextChanged.connect(self.setToolTip)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """As drawn: the choice cut to the room beside the arrow."""
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        shown: Any = option  # the stubs know of no currentText
        shown.currentText = fitted(self.fontMetrics(), self.currentText(), room.width() - 2)

    def showPopup(self) -> None:
        """The list is as wide as its longest choice, within twice the box and a half."""
        view = self.view()
        wanted = view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 12
        view.setMinimumWidth(max(self.width(), min(wanted, self.width() * 5 // 2)))
        super().showPopup()
