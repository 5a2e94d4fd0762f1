"""冻结本期: what cannot be taken back is asked once more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.ledgers.freezes import FREEZES
from desktop.operations.freeze_view import Compared, Period
from desktop.operations.records import verbs
from desktop.rules import basis as basis_rules
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingLine


class FreezeDialog(FormDialog):
    """A freeze is final: 返回 is what Enter does."""

    def __init__(
        self,
        context: AppContext,
        period: Period,
        figures: Sequence[Compared],
        findings: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "冻结本期", "冻结", parent)
        self._period = period
        self.head(f"冻结{period.name}（截至 {period.as_of}）？")
        differing = sum(one.differs for one in figures)
        self.facts(
            f"{len(figures)} 个数字、{findings} 条名单、{basis_rules.title(context.basis)}",
            f"当时所知与今天所知相比，差异 {differing} 处",
        )
        self.name = self.row("期名 *", WritingLine(period.name))
        self.final("冻结不能撤销；以后的补登、更正列为“调整”。")

    def carry_out(self) -> None:
        """Freeze."""
        rounds = self.context.switches.round_ids
        values = {
            "name": needed(self.name.text(), "期名"), "as_of": self._period.as_of, "basis": self.context.basis.name,
            "round": rounds[0] if len(rounds) == 1 else None,
        }  # fmt: skip
        self.run(verbs.add, FREEZES, values)
