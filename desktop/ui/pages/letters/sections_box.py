"""The outline of a report: its sections, ticked where they are printed; one that must stay says why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.documents.sections import Heading, Outline
from desktop.ui.theme import Theme

_HEIGHT = 132
_TITLE = Qt.ItemDataRole.UserRole


class SectionsBox(QWidget):
    """`left_out` tells the titles of the sections that are not ticked."""

    left_out = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._outline = Outline()
        self._secondary = theme.colours.secondary
        self._quiet = False
        self.told = QLabel()
        self.told.setProperty("role", "secondary")
        self.list = QListWidget()
        self.list.setAccessibleName("各部分")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setFixedHeight(theme.px(_HEIGHT))
        self.list.itemChanged.connect(self._ticked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(2)
        layout.addWidget(self.told)
        layout.addWidget(self.list)
        self.hide()

    def show_outline(self, outline: Outline | None, left_out: Sequence[str] = ()) -> None:
        """The sections of the paper in hand, or where none could be made those that were left out; nothing for a kind whose parts are fixed."""
        self._outline = outline or Outline(tuple(Heading(1, title) for title in left_out))
        self.setVisible(bool(self._outline.headings))
        self._fill(left_out)

    def titles_left_out(self) -> list[str]:
        """What is not ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [item.data(_TITLE) for item in items if item.checkState() is not Qt.CheckState.Checked]

    def _ticked(self, _item: QListWidgetItem) -> None:
        """Taken on the next turn: the lines are made anew, and Qt is still inside the one that was ticked."""
        if not self._quiet:
            QTimer.singleShot(0, self, self._take)

    def _take(self) -> None:
        titles = self.titles_left_out()
        self._fill(titles)
        self.left_out.emit(titles)

    def _fill(self, left_out: Sequence[str]) -> None:
        """Reasons are asked anew: what one section says may be said nowhere else once another is left out."""
        headings = self._outline.headings
        self._quiet = True
        at = self.list.verticalScrollBar().value()
        self.list.clear()
        for place, one in enumerate(headings):
            gone = one.title in left_out
            reason = "" if gone else self._outline.why_kept(place, left_out)
            item = QListWidgetItem(
                "　" * (one.level - 1) + (one.title or "（标题随台账）") + (f"　◆ {reason}" if reason else "")
            )
            item.setData(_TITLE, one.title)
            item.setCheckState(Qt.CheckState.Unchecked if gone else Qt.CheckState.Checked)
            item.setToolTip(f"不能略去：{reason}" if reason else "不勾的部分不印，后面的序号随之改")
            if reason:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)  # a disabled one would look unticked
                item.setForeground(QColor(self._secondary))
            self.list.addItem(item)
        self.list.verticalScrollBar().setValue(at)
        self._quiet = False
        kept = len(headings) - len([one for one in headings if one.title in left_out])
        self.told.setText(f"各部分　印 {kept} / {len(headings)}，不勾的不印")
