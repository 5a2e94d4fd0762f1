"""补填: the words that one paper lacks, typed for this paper only."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.documents.vocabulary import Field
from desktop.errors import KnownError
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.pages.letters.paper_fields import FieldEditor, editor_for
from desktop.ui.paper_desk import Draft


class FillWordsDialog(FormDialog):
    """`typed` holds the words by name once it is accepted."""

    def __init__(self, context: AppContext, draft: Draft, fields: list[Field], parent: QWidget | None = None) -> None:
        super().__init__(context, f"补填 {draft.addressee}", "补上", parent)
        self.typed: dict[str, Any] = {}
        self._recipe = draft.gathered.recipe
        self.note("只用于这一份，签发后留存在定稿里。")
        self._editors: dict[str, FieldEditor] = {}
        for field in fields:
            editor = editor_for(context, field)
            self._editors[field.name] = editor
            self.row(field.name, editor)

    def carry_out(self) -> None:
        """Read by the types of the vocabulary; what is no date or number is said here."""
        typed = {name: editor.value() for name, editor in self._editors.items()}
        typed = {name: value for name, value in typed.items() if value not in ("", [], None)}
        if not typed:
            raise KnownError("还没有填任何一项。请填写，或点“取消”。")
        self._recipe.enter(typed)
        self.typed = typed
        self.accept()
