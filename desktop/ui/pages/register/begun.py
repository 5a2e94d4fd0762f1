"""What is typed in a form of a book and not saved yet: read from its editors, kept as plain data, and put into a new form of the same kind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers.register import Register
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.context import AppContext
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.widgets.record_editors import Editor, FileEditor

VALUE, TEXT, PATH = "value", "text", "path"
GOES_ON = "上次填写的内容还没有保存，接着填写；不要了，请按“取消”。"


def typed_in(form: RecordDialog) -> dict[str, Any]:
    """What every editor holds; words that are no value (yet) are kept as they stand."""
    typed: dict[str, Any] = {name: _held(editor) for name, editor in form.editors.items()}
    return typed | {"": {name: _words(widget) for name, widget in _of_step(form).items()}}


def type_in(form: RecordDialog, typed: Mapping[str, Any]) -> None:
    """Put it back; a field that the book has no longer is passed over."""
    for name, editor in form.editors.items():
        if name in typed and name not in form.held:
            _show(editor, typed[name])
    for name, widget in _of_step(form).items():
        _write(widget, typed.get("", {}).get(name, ""))


def as_begun(form: RecordDialog) -> dict[str, Any]:
    """What makes the same form again: its record, its step, and what is typed."""
    return {
        "record": form.record.id if form.record is not None else None,
        "step": form.step.name if form.step is not None else "",
        "state": form.state,
        "typed": typed_in(form),
    }


def form_of(
    context: AppContext, register: Register, begun: Mapping[str, Any], parent: QWidget | None
) -> RecordDialog | None:
    """The form as it was left; None while its record is away, or the person or the day does not let it be saved."""
    step = register.step(begun["step"]) if begun["step"] else None
    right = step.right if step is not None else register.add_right
    if context.why_not(RECORD_ACTIONS[right], writes=True):
        return None
    record = None
    if begun["record"] is not None:
        found = queries.records(context.reader, register.shape, context.as_of, context.known_at, ids=[begun["record"]])
        if not found:
            return None
        record = found[0]
    form = RecordDialog(context, register, record, step, parent, state=begun["state"])
    form.note(GOES_ON)
    type_in(form, begun["typed"])
    return form


def _held(editor: Editor) -> dict[str, Any]:
    try:
        value = editor.value()
    except KnownError:
        return {TEXT: _words(editor.widget)}
    if isinstance(value, Path):
        return {PATH: str(value)}
    return {VALUE: list(value) if isinstance(value, tuple) else value}


def _show(editor: Editor, held: Mapping[str, Any]) -> None:
    if TEXT in held:
        _write(editor.widget, held[TEXT])
    elif isinstance(editor, FileEditor):
        if PATH in held:
            editor.choose(Path(held[PATH]))
    else:
        editor.show(held[VALUE], held[VALUE])


def _of_step(form: RecordDialog) -> dict[str, QWidget]:
    return {name: widget for name, widget in (("on", form.on), ("reason", form.reason)) if widget is not None}


def _words(widget: QWidget) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _write(widget: QWidget, words: str) -> None:
    if isinstance(widget, QPlainTextEdit):
        widget.setPlainText(words)
    elif isinstance(widget, QLineEdit):
        widget.setText(words)
