"""替换 (Ctrl+H) in the selected column, old and new side by side before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import KnownError
from desktop.ledgers.column import Column
from desktop.ledgers.findings import FindingLine
from desktop.operations import pasting
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.pages.findings.batch_dialog import preview_table
from desktop.ui.widgets.writing_field import WritingLine


class ReplaceWordsDialog(FormDialog):
    """One column of the shown findings; one undo step."""

    def __init__(
        self, context: AppContext, lines: Sequence[FindingLine], column: Column, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "替换", "全部替换", parent, width=620)
        self._lines, self._column = tuple(lines), column
        self.summary = self.head(f"在“{column.title}”一栏替换")
        self.old, self.new = WritingLine(), WritingLine()
        self.row("查找", self.old)
        self.row("替换为", self.new)
        self.table, self.model = preview_table(context, self._lines)
        self.layout_.insertWidget(2, self.table, 1)
        self.old.textChanged.connect(self._show)
        self.new.textChanged.connect(self._show)
        self._show()

    def carry_out(self) -> None:
        """Write all of them as one step."""
        edits = self.edits()
        if not edits:
            raise KnownError(f"“{self._column.title}”一栏没有“{self.old.text()}”。请改换要查找的文字，或取消。")
        title = f"替换 {len(edits)} 条“{self._column.title}”"
        self.run(pasting.edit_each, edits, title)

    def edits(self) -> dict[int, dict[str, Any]]:
        """What will be written, by finding."""
        old, field = self.old.text(), self._column.field
        if not old:
            return {}
        found = {line.id: str(getattr(line, field) or "") for line in self._lines}
        return {key: {field: text.replace(old, self.new.text())} for key, text in found.items() if old in text}

    def _show(self) -> None:
        edits = self.edits()
        field = self._column.field
        self.model.show_each(self._column, {key: fields[field] for key, fields in edits.items()})
        self.summary.setText(f"将替换 {len(edits)} 条的“{self._column.title}”")
        self.verb.setEnabled(bool(edits))
