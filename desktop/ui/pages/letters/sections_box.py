"""The outline of a report: its sections in their order, ticked where they are printed; one that must stay says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.documents import section_order
from desktop.documents.sections import Heading, Outline
from desktop.errors import KnownError
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel

_HEIGHT = 132
_TITLE = Qt.ItemDataRole.UserRole
_HINT = "拖动，或 Alt+↑ Alt+↓ 换次序；Ctrl+Z 退回"


def _said(key: str) -> str:
    return key.replace("Up", "↑").replace("Down", "↓")


class _Lines(QListWidget):
    """A list whose lines are dragged; `dropped` tells the row that was dragged and the one before which it was let go."""

    dropped = Signal(int, int)

    def dropEvent(self, event: QDropEvent) -> None:
        """Told, not done here: the lines are made anew from the order."""
        spot = event.position().toPoint()
        row = self.indexAt(spot).row()
        if row < 0:
            row = self.count()
        elif self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem:
            row += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.dropped.emit(self.currentRow(), row)


class SectionsBox(QWidget):
    """`left_out` tells the titles of the sections that are not ticked, `moved` all titles in their order ([] as in the template)."""

    left_out = Signal(list)
    moved = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._outline = Outline()
        self._order: tuple[str, ...] = ()
        self._gone: tuple[str, ...] = ()
        self._former: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        self._secondary = theme.colours.secondary
        self._quiet = False
        self.told = ElidedLabel("", "secondary")
        self.up_button, self.down_button = QPushButton("上移"), QPushButton("下移")
        self.undo_button = QPushButton("退回")
        self.list = _Lines()
        self.list.setAccessibleName("各部分")
        self.list.setToolTip(_HINT)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setFixedHeight(theme.px(_HEIGHT))
        self._build()
        self.hide()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        for button, key, deed in (
            (self.up_button, "Alt+Up", lambda: self.step(-1)),
            (self.down_button, "Alt+Down", lambda: self.step(1)),
            (self.undo_button, "Ctrl+Z", self.undo),
        ):
            button.setProperty("link", True)
            button.setToolTip(f"{_HINT}（{button.text()}：{_said(key)}）")
            button.clicked.connect(deed)
            head.addWidget(button)
            own = QShortcut(QKeySequence(key), self.list)
            own.setContext(Qt.ShortcutContext.WidgetShortcut)
            own.activated.connect(deed)
        self.list.itemChanged.connect(self._ticked)
        self.list.dropped.connect(self._dropped)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.list)

    def show_outline(self, outline: Outline | None, left_out: Sequence[str] = (), order: Sequence[str] = ()) -> None:
        """The sections of the paper in hand, or where none could be made those that were left out; nothing for a kind whose parts are fixed."""
        found = outline or Outline(tuple(Heading(1, title) for title in left_out))
        if [one.title for one in found.headings] != [one.title for one in self._outline.headings]:
            self._former.clear()
        self._outline, self._order, self._gone = found, tuple(order), tuple(left_out)
        self.setVisible(bool(found.headings))
        self._fill()

    def titles_left_out(self) -> list[str]:
        """What is not ticked, as it stands in the template."""
        items = [self.list.item(row) for row in range(self.list.count())]
        gone = {item.data(_TITLE) for item in items if item.checkState() is not Qt.CheckState.Checked}
        return [one.title for one in self._outline.headings if one.title in gone]

    def order(self) -> list[str]:
        """All titles in their order; [] for that of the template."""
        return list(self._order)

    def step(self, by: int) -> None:
        """Put the section in hand one place up (-1) or down (1) among those beside it."""
        title = self._held()
        siblings = section_order.in_order(section_order.beside(self._outline, title), self._order)
        at = siblings.index(title) + by if title in siblings else 0
        if title and (title not in siblings or 0 <= at < len(siblings)):
            self._move(title, at)

    def undo(self) -> None:
        """Take back the last tick or move."""
        if self._former:
            self._gone, self._order = self._former.pop()
            self._fill()
            self.left_out.emit(list(self._gone))
            self.moved.emit(list(self._order))

    def _held(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_TITLE) or "") if item is not None else ""

    def _dropped(self, row: int, before: int) -> None:
        """Among those beside it, behind all that stand above the place where it was let go."""
        title = self._held() if row >= 0 else ""
        siblings = section_order.beside(self._outline, title)
        above = [self.list.item(at).data(_TITLE) for at in range(min(before, self.list.count()))]
        if title:
            self._move(title, sum(one in siblings and one != title for one in above))

    def _move(self, title: str, before: int) -> None:
        try:
            order = section_order.moved(self._outline, self._order, title, before)
        except KnownError as error:
            self.told.set_full_text(str(error))
            return
        if tuple(order) != self._order:
            self._former.append((self._gone, self._order))
            self._order = tuple(order)
            self._fill(title)
            self.moved.emit(order)

    def _ticked(self, _item: QListWidgetItem) -> None:
        """Taken on the next turn: the lines are made anew, and Qt is still inside the one that was ticked."""
        if not self._quiet:
            QTimer.singleShot(0, self, self._take)

    def _take(self) -> None:
        titles = self.titles_left_out()
        if tuple(titles) != self._gone:
            self._former.append((self._gone, self._order))
        self._gone = tuple(titles)
        self._fill(self._held())
        self.left_out.emit(titles)

    def _fill(self, held: str = "") -> None:
        """Reasons are asked anew: what one section says may be said nowhere else once another is left out."""
        headings, left_out = self._outline.headings, self._gone
        self._quiet = True
        at = self.list.verticalScrollBar().value()
        self.list.clear()
        for place in section_order.places(self._outline, self._order):
            item = self._line(place)
            self.list.addItem(item)
            if held and headings[place].title == held:
                self.list.setCurrentItem(item)
        self.list.verticalScrollBar().setValue(at)
        self._quiet = False
        kept = len(headings) - len([one for one in headings if one.title in left_out])
        moved = "，次序已改" if self._order else ""
        self.told.set_full_text(f"各部分　印 {kept} / {len(headings)}，不勾的不印{moved}")
        self.undo_button.setEnabled(bool(self._former))

    def _line(self, place: int) -> QListWidgetItem:
        one = self._outline.headings[place]
        gone = one.title in self._gone
        reason = "" if gone else self._outline.why_kept(place, self._gone)
        item = QListWidgetItem(
            "　" * (one.level - 1) + (one.title or "（标题随台账）") + (f"　◆ {reason}" if reason else "")
        )
        item.setData(_TITLE, one.title)
        item.setCheckState(Qt.CheckState.Unchecked if gone else Qt.CheckState.Checked)
        item.setToolTip(f"不能略去：{reason}" if reason else f"不勾的部分不印，后面的序号随之改。{_HINT}")
        if reason:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)  # a disabled one would look unticked
            item.setForeground(QColor(self._secondary))
        return item
