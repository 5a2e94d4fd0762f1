"""Lines to tick and to put into order: Space ticks, Alt+↑ and Alt+↓ move the one in hand, as dragging does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from desktop.ui.theme import Theme

KEY = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OrderedTicks(QTreeWidget):
    """The first column bears the tick and takes the room that is left; the others are `widths` wide, in px at 100 %. `arranged`: anything is other."""

    arranged = Signal()

    def __init__(self, theme: Theme, name: str, *widths: int, high: int = 22) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setColumnCount(1 + len(widths))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section, width in enumerate(widths, 1):
            self.header().setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
            self.header().resizeSection(section, theme.px(width))
        self.setStyleSheet(_ticks(theme, theme.px(high)))
        self._quiet = False
        self.itemChanged.connect(self._edited)

    def add_line(self, key: str, texts: list[str], *, ticked: bool, editable: bool = False) -> QTreeWidgetItem:
        """One more line at the end; it can be dragged between others, never into one."""
        item = QTreeWidgetItem(texts)
        item.setData(0, KEY, key)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)
        )  # fmt: skip
        item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.addTopLevelItem(item)
        return item

    def lines(self) -> list[QTreeWidgetItem]:
        """In their order."""
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def keys(self) -> tuple[str, ...]:
        """The ticked ones in order."""
        return tuple(item.data(0, KEY) for item in self.lines() if item.checkState(0) == Qt.CheckState.Checked)

    def item_of(self, key: str) -> QTreeWidgetItem:
        """The line of a key."""
        return next(item for item in self.lines() if item.data(0, KEY) == key)

    def move_line(self, by: int) -> None:
        """Move the line in hand up or down."""
        item = self.currentItem()
        place = self.indexOfTopLevelItem(item) if item is not None else -1
        if item is not None and 0 <= place + by < self.topLevelItemCount():
            self._quiet = True
            self.takeTopLevelItem(place)
            self.insertTopLevelItem(place + by, item)
            self.setCurrentItem(item)
            self._quiet = False
            self.arranged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+↑, Alt+↓; Space ticks whatever column is in hand."""
        step = _STEPS.get(Qt.Key(event.key())) if event.modifiers() & Qt.KeyboardModifier.AltModifier else None
        item = self.currentItem()
        if step is not None:
            self.move_line(step)
        elif event.key() == Qt.Key.Key_Space and item is not None:
            ticked = item.checkState(0) == Qt.CheckState.Checked
            item.setCheckState(0, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A line was dragged to another place."""
        super().dropEvent(event)
        self.arranged.emit()

    def edited(self, item: QTreeWidgetItem, column: int) -> None:
        """A line was ticked or typed into."""

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._quiet:
            self.edited(item, column)
            self.arranged.emit()


def _ticks(theme: Theme, high: int) -> str:
    """The boxes of a tree as those of every other list; lines `high`, in px."""
    colours, icons = theme.colours, (theme.resources / "icons").as_posix()
    size = f"width: 14px; height: 14px; border-radius: 3px; background: {colours.surface};"
    return (
        f"QTreeView::indicator {{ {size} border: 1px solid {colours.control}; }}"
        f"QTreeView::indicator:checked {{ background: {colours.primary}; border-color: {colours.primary};"
        f" image: url({icons}/check_white.svg); }} QTreeView::item {{ min-height: {high}px; }}"
    )
