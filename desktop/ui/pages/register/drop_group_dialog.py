"""不算共性: several units' findings are not one matter; the reason stays with the group."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.operations.records.group_proposals import Asked, GroupProposal, drop
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingField


class DropGroupDialog(FormDialog):
    """Asks for the reason."""

    def __init__(
        self, context: AppContext, proposal: GroupProposal, asked: Asked, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "不算共性", "不算共性", parent)
        self._proposal, self._asked = proposal, asked
        self.head(proposal.group.name)
        self.note(f"{proposal.group.units} 家 {len(proposal.findings)} 条。以后有新的问题归入时再列出。")
        self.reason = WritingField("如：各家情形不同，分别整改", lines=2)
        self.row("理由 *", self.reason)

    def carry_out(self) -> None:
        """Keep the group with the decision."""
        self.run(drop, self._proposal, self._asked, needed(self.reason.text(), "理由"))
