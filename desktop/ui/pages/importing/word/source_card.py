"""The left pane: the paper as it came, how many of its paragraphs are what, and a filter for those that wait."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from desktop.operations.importing.letter_lines import SourceLine
from desktop.operations.importing.letter_marks import OPEN
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.word.source_list import SourceList
from desktop.ui.widgets.card import Card


class SourceCard(Card):
    """`chosen` tells the paragraph that the clerk goes to."""

    chosen = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("原文", " ", " ")
        self.flush()
        self._lines: list[SourceLine] = []
        self._only_open = False
        self.list = SourceList(context.theme)
        self.law = QLabel(wordWrap=True)
        self.law.setProperty("role", "secondary")
        self.law.setContentsMargins(14, 7, 14, 7)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.law)
        self.list.chosen.connect(self.chosen)
        self.link_clicked.connect(self._toggle)

    def show_lines(self, lines: Sequence[SourceLine], about: str, law: str) -> None:
        """The paragraphs as they stand; `about` names the file, `law` accounts for every paragraph."""
        self._lines = list(lines)
        self.note_label.set_full_text(about)
        self.law.setText(law)
        self._show()

    def show_all(self) -> None:
        """Every paragraph again."""
        self._only_open = False
        self._show()

    def _toggle(self) -> None:
        self._only_open = not self._only_open
        self._show()

    def _show(self) -> None:
        waiting = [line for line in self._lines if line.kind == OPEN]
        self._only_open = self._only_open and bool(waiting)
        self.list.show_lines(waiting if self._only_open else self._lines)
        self.link.setVisible(bool(waiting))
        self.link.setText("看全部段落" if self._only_open else f"只看没有认出的 {len(waiting)} 段")
