"""The line above a paper that is being written: the ledger says other figures by now; they are taken when a person has seen them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.ui.context import AppContext
from desktop.ui.pages.letters.fetched_dialog import FetchedDialog, told_figures
from desktop.ui.paper_desk import Draft

if TYPE_CHECKING:
    from desktop.operations.papers.fetched import Fetched, TypedFigure
    from desktop.operations.papers.gathered import Request

HELD = "台账的数字变了，先看过、取新数"
_SHOWN = 3


class FetchedBand(QFrame):
    """Keeps, for each kind, the draft whose figures a person has before the eyes; `taken` tells the passages that follow."""

    taken = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self._seen: dict[str, tuple[Request, Draft]] = {}
        self._held: tuple[str, Draft, Fetched] | None = None
        self.label = QLabel(wordWrap=True)
        self.label.setProperty("tone", "amber")
        self.button = QPushButton("看变动、取新数…")
        self.button.setProperty("link", True)
        self.button.clicked.connect(self.ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)
        self.hide()

    def holds(self, kind: str) -> bool:
        """Whether new figures of a kind wait to be seen."""
        return self._held is not None and self._held[0] == kind

    def seen(self, request: Request) -> Draft | None:
        """The draft that new figures are compared with; None where a person asked for something else since, by words or by day."""
        asked, draft = self._seen.get(request.kind, (None, None))
        if asked is not None and self.holds(request.kind):
            asked, request = replace(asked, given={}), replace(request, given={})
        return draft if asked == request else None

    def hold(self, request: Request, old: Draft, new: Draft, found: Fetched) -> None:
        """Say what changed; the old draft stays before the eyes."""
        self._seen[request.kind] = (request, old)
        self._held = (request.kind, new, found)
        self.label.setText(f"◆ 台账有变：{told_figures(found, _SHOWN, '，')}。预览还是以前的数。")
        self.show()

    def take(self, request: Request, draft: Draft) -> None:
        """What stands before the eyes from now on."""
        self._seen[request.kind] = (request, draft)
        self.let_go()

    def forget(self, kind: str) -> None:
        """Another paper of the kind is begun."""
        self._seen.pop(kind, None)
        self.let_go()

    def let_go(self) -> None:
        """Nothing waits; it is asked anew at the next reading."""
        self._held = None
        self.hide()

    def ask(self) -> None:
        """看变动、取新数…"""
        if self._held is None:
            return
        dialog = FetchedDialog(self._context, self._held[2], self.window())
        if dialog.exec():
            self.take_new(dialog.chosen())
        dialog.deleteLater()

    def take_new(self, chosen: tuple[TypedFigure, ...]) -> None:
        """取新数: hand over the new draft, with the passages that follow."""
        if self._held is not None:
            draft = self._held[1]
            self.let_go()
            self.taken.emit((draft, chosen))
