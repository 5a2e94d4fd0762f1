"""The ask bar of a conflict: which side counts, or other words, with the reason; nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout

from desktop.ledgers.opinions import MOST_PARTIES
from desktop.operations.joint_review.gates import Opinion, Party
from desktop.ui.pages.reviews.items import Item, conflict_words
from desktop.ui.widgets.writing_field import WritingLine, is_composing

OWN = MOST_PARTIES


class ConflictBar(QFrame):
    """`preferred` tells the opinion that counts and the reason, `written` an opinion of the item, own words and the reason."""

    preferred = Signal(int, str)
    written = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._options: list[Opinion] = []
        self.words = QLabel(wordWrap=True)
        self.words.setProperty("role", "strong")
        self.words.setProperty("tone", "red")
        self.sides = [QRadioButton() for _place in range(MOST_PARTIES)]
        self.own = QRadioButton("另写")
        self._group = QButtonGroup(self)
        for place, button in enumerate((*self.sides, self.own)):
            self._group.addButton(button, place)
        self.text = WritingLine(placeholder="另写的合并意见")
        self.reason = WritingLine(placeholder="理由（写入日志）")
        self.text.setAccessibleName("另写的合并意见")
        self.reason.setAccessibleName("理由")
        self.button = QPushButton("确定")
        self.button.clicked.connect(self.decide)
        self.reason.returnPressed.connect(self.decide)
        self._group.idToggled.connect(self._chosen)
        self._lay_out()

    def show_item(self, item: Item | None, parties: Sequence[Party], why_not: str) -> None:
        """Ask about an item; nothing is asked where nobody disagrees."""
        disputed = item.disputed if item is not None else ()
        self.setVisible(bool(disputed))
        same = [one.id for one in disputed] == [one.id for one in self._options]
        self._options = list(disputed)
        if item is None or not disputed:
            return
        self.words.setText(conflict_words(item, parties))
        names = {one.id: one.name for one in parties}
        for button, one in zip(self.sides, disputed, strict=False):
            button.setText(names.get(one.party, ""))
        for place, button in enumerate(self.sides):
            button.setVisible(place < len(disputed))
        if not same:
            self._clear()
        for widget in (*self.sides, self.own, self.text, self.reason, self.button):
            widget.setEnabled(not why_not)
            widget.setToolTip(why_not)

    def choose(self, place: int) -> bool:
        """Alt+n: the n-th side, or 另写 as the last; False where there is no such one. The reason is typed next."""
        if not self.isVisible() or not self.button.isEnabled() or not 1 <= place <= len(self._options) + 1:
            return False
        own = place == len(self._options) + 1
        (self.own if own else self.sides[place - 1]).setChecked(True)
        (self.text if own else self.reason).setFocus()
        return True

    def decide(self) -> None:
        """确定"""
        place = self._group.checkedId()
        if is_composing(self.reason) or is_composing(self.text) or not self._options or place < 0:
            return
        if place == OWN:
            self.written.emit(self._options[0].id, self.text.text().strip(), self.reason.text().strip())
        else:
            self.preferred.emit(self._options[place].id, self.reason.text().strip())

    def _chosen(self, place: int, on: bool) -> None:
        if on:
            self.text.setVisible(place == OWN)

    def _clear(self) -> None:
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self.text.setVisible(False)
        self.text.clear()
        self.reason.clear()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(QLabel("以哪一方为准"))
        for button in (*self.sides, self.own):
            line.addWidget(button)
        line.addWidget(self.text, 1)
        line.addWidget(self.reason, 1)
        line.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self.words)
        layout.addLayout(line)
        self._clear()
        self.hide()
