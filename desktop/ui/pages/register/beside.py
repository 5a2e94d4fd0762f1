"""What stands beside the list of a book: the pane of the record in hand, and below it what else belongs to the book (page 17)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.pages.register.record_pane import RecordPane


class Beside(QWidget):
    """A column that is there while one of its parts is: without any the list has the whole width."""

    def __init__(self, pane: RecordPane) -> None:
        super().__init__()
        self._pane = pane
        self.below: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._add(pane, 1)

    def put_below(self, widget: QWidget) -> None:
        """Something of the book's own under the pane, with a `refresh` of its own."""
        self.below = widget
        self._add(widget, 0)

    def refresh(self) -> None:
        """Read what stands under the pane again."""
        if self.below is not None:
            self.below.refresh()  # type: ignore[attr-defined]

    def turn(self, any_record: bool) -> None:
        """F4: the whole column goes, or comes again."""
        self._pane.turn(any_record)
        if self.below is not None and any_record:
            self.below.setVisible(not self._pane.isHidden())

    def zones(self) -> tuple[QWidget, ...]:
        """Those of what stands under the pane."""
        return tuple(getattr(self.below, "zones", tuple)())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part came or went."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(any(not one.isHidden() for one in (self._pane, self.below) if one is not None))
        return super().eventFilter(watched, event)

    def _add(self, widget: QWidget, stretch: int) -> None:
        self._column.addWidget(widget, stretch)
        widget.installEventFilter(self)
