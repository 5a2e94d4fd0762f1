"""短语: the phrases of the office's library that fit a passage, put in where one writes; own wording is kept as a phrase."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QPushButton

from db.queries import dictionaries as queries
from desktop.documents.phrase_kinds import first_blank
from desktop.errors import KnownError
from desktop.operations import dictionaries
from desktop.operations.change import Changes
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.widgets.writing_field import WritingField

_SHOWN = 44
Target = Callable[[], tuple[WritingField, str]]
"""The field that one writes in, and the kind of phrase that fits there."""


class PhraseButton(QPushButton):
    """Opens the library at the kind that fits; what is chosen stands at the marker, its first fact ready to be typed over."""

    def __init__(self, context: AppContext, target: Target) -> None:
        super().__init__()
        self._context, self._target = context, target
        self.setText("短语")
        self.setToolTip("从短语库选一条，放在光标处；〔〕内的事实要补齐")
        self.setProperty("link", True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.phrases = QMenu(self)
        self.phrases.setToolTipsVisible(True)
        self.phrases.aboutToShow.connect(self.offer)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.phrases.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def offer(self) -> None:
        """Fill the menu for the field in hand."""
        self.phrases.clear()
        field, kind = self._target()
        found = [row.text for row in queries.phrases(self._context.reader) if row.kind == kind]
        for text in found:
            shown = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
            action = self.phrases.addAction(shown, partial(self.put_in, text))
            action.setToolTip(text)
        if not found:
            self.phrases.addAction(f"短语库里没有“{kind}”的短语").setEnabled(False)
        self.phrases.addSeparator()
        own = own_words(field)
        keep = self.phrases.addAction(f"把所写存为“{kind}”短语", partial(self.keep, own, kind))
        refused = self._context.why_not(Action.EDIT_DICTIONARY, writes=True)
        already = "短语库里已有这一条" if own in found else ""
        reason = refused or already or ("" if own else "还没有写字")
        keep.setEnabled(not reason)
        keep.setToolTip(reason or own)

    def put_in(self, text: str) -> None:
        """A phrase at the marker; the first fact that it leaves open is selected."""
        field, _kind = self._target()
        cursor = field.textCursor()
        begin = cursor.selectionStart()
        cursor.insertText(text)
        blank = first_blank(text)
        if blank is not None:
            cursor.setPosition(begin + blank[0])
            cursor.setPosition(begin + blank[1], QTextCursor.MoveMode.KeepAnchor)
            field.setTextCursor(cursor)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self, text: str, kind: str) -> None:
        """The office's own wording as a phrase of the kind, behind the others."""
        last = max((row.sort for row in queries.phrases(self._context.reader)), default=0)
        fields = {"kind": kind, "text": text, "sort": last + 1}
        self._context.write(dictionaries.put, "phrase", fields, done=self._kept, failed=self._refused)

    def _kept(self, _changes: Changes) -> None:
        self.setToolTip("已存入短语库；在“系统—短语”里可改、可移除")

    def _refused(self, error: KnownError) -> None:
        self._context.show_error(error)


def own_words(field: WritingField) -> str:
    """What is selected, else the line in hand."""
    cursor = field.textCursor()
    return (cursor.selectedText() or cursor.block().text()).strip()
