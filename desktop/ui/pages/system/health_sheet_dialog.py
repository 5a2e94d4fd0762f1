"""打印体检表…: the check of the rounds and the day in hand as a form to be signed, on paper or as PDF (page 26)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ledgers.ways_out import WayOut
from desktop.operations.health import sheet
from desktop.ui.context import AppContext
from desktop.ui.dialogs.sheet_dialog import SheetDialog
from desktop.ui.round_figures import rounds_text


class HealthSheetDialog(SheetDialog):
    """What is checked, to paper or to a file, what for."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "打印体检表", parent)
        self._scope = rounds_text(context)
        self.note(f"范围 {self._scope}，截至 {context.as_of}。打印时重新检查；“办理情况”一列和签字处留空手填。")
        self.ways()

    def name(self) -> str:
        """As its title says, with the day."""
        return f"{sheet.TITLE}（{self.context.as_of}）"

    def write(self, path: Path, way: WayOut) -> None:
        """The check, computed anew."""
        context = self.context
        moment = (context.scope.rounds, context.as_of, context.known_at)
        self.put_out(sheet.write, *moment, self._scope, path, self.leaving.asked(), way=way, label="正在体检台账")
