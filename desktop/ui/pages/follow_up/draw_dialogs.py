"""What the draw page asks: locking for good, and the second person's seed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.queries.books import Record
from desktop.ledgers.draws import DRAWS
from desktop.operations.records import verbs
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingLine


class LockDialog(FormDialog):
    """Locking cannot be taken back: 返回 is what Enter does."""

    def __init__(self, context: AppContext, draw: Record, parent: QWidget | None = None, former: int = 0) -> None:
        """`former`: the draws of the round before this one that were given up."""
        super().__init__(context, "锁定抽样", "锁定并打印", parent)
        self._draw = draw
        self.head(f"锁定{draw.number}？")
        self.facts(
            f"抽中 {draw.units_drawn} 家 {draw.findings_drawn} 条，种子 {draw.seed}",
            "将打印 2 份，封存 1 份",
            f"锁定前重抽 {former} 次",
            f"{draw.checked_by}已重抽核对" if draw.checked_by else "还没有第二人重抽核对",
        )
        self.final("锁定后不能改、不能撤销，只能另抽并写明理由。")

    def carry_out(self) -> None:
        """Lock."""
        self.run(verbs.take, DRAWS, self._draw.id, DRAWS.step("lock"), {})


class SecondDrawDialog(FormDialog):
    """第二人重抽核对: the seed as it stands on the form, typed by somebody else."""

    def __init__(self, context: AppContext, draw: Record, parent: QWidget | None = None) -> None:
        super().__init__(context, "第二人重抽核对", "重抽核对", parent)
        self._draw = draw
        self.head(draw.number)
        self.note("按锁定单上的种子重抽，结果校验码相同即可签字。要由抽取人以外的人做。")
        self.seed = self.row("种子 *", WritingLine(placeholder="如 20260605-47"))

    def carry_out(self) -> None:
        """Draw again and compare."""
        values = {"seed": needed(self.seed.text(), "种子")}
        self.run(verbs.take, DRAWS, self._draw.id, DRAWS.step("check"), values)
