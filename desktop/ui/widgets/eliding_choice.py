"""A list of choices in a place that is narrower than its words may be: what finds no room ends in …, and the tooltip has all of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOptionComboBox, QWidget

from desktop.ui.widgets.eliding import fitted

_INSET = 2
"""Px that a line of text keeps at either side."""


class ElidingChoice(QComboBox):
    """Shrinks to a few characters and takes as much as there is; its menu is as wide as the longest choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentTextChanged.connect(self._tell)

    def minimumSizeHint(self) -> QSize:
        """A few characters and the arrow."""
        return QSize(self.fontMetrics().horizontalAdvance("字") * 6, super().minimumSizeHint().height())

    def initStyleOption(self, option: Any) -> None:
        """What is drawn: the words as they fit."""
        super().initStyleOption(option)
        option.currentText = fitted(self.fontMetrics(), option.currentText, self._room(option))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip stands only where something was cut."""
        super().resizeEvent(event)
        self._tell(self.currentText())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Who fills it in silence is found out here."""
        self._tell(self.currentText())
        super().paintEvent(event)

    def showPopup(self) -> None:
        """The choices whole."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def _room(self, option: QStyleOptionComboBox) -> int:
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        return field.width() - 4

    def _tell(self, text: str) -> None:
        option: Any = QStyleOptionComboBox()
        self.initStyleOption(option)
        self.setToolTip(text if option.currentText != text else "")


class ElidingLine(QLineEdit):
    """The words of an editable choice: as they fit while nobody types, whole while somebody does."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits, with … where something is cut."""
        room = self.contentsRect().adjusted(_INSET, 0, -_INSET, 0)
        words = fitted(self.fontMetrics(), self.text(), room.width())
        if self.hasFocus() or words == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)


def typed_choice() -> QComboBox:
    """A choice that may also be typed; where its words find no room they end in …."""
    choice = QComboBox(editable=True)
    choice.setLineEdit(ElidingLine())
    return choice
