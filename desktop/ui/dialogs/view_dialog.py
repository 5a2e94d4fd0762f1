"""另存为视图: a name, and whether the office shares it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ledgers.findings import FINDINGS
from desktop.operations import views
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingLine


class ViewDialog(FormDialog):
    """Keeps filters, order, columns and widths under a name."""

    def __init__(
        self,
        context: AppContext,
        definition: Mapping[str, Any],
        parent: QWidget | None = None,
        book: str = FINDINGS.name,
    ) -> None:
        super().__init__(context, "另存为视图", "保存", parent, width=380)
        self._book = book
        self.definition = definition
        self.name = WritingLine(placeholder="如：未销号 · 两家约谈单位")
        self.row("名称", self.name)
        self.shared = QCheckBox("全办共享（不勾选则只有自己看到）")
        self.row("", self.shared)

    def carry_out(self) -> None:
        """Save it."""
        name = needed(self.name.text(), "名称")
        self.run(views.save_as, name, dict(self.definition), shared=self.shared.isChecked(), book=self._book)
