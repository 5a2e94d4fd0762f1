"""不约谈: a proposed talk is not held; the reason stays, a reviewer answers for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.operations.records import proposals
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingField


class WaiveDialog(FormDialog):
    """Asks for the reason."""

    def __init__(self, context: AppContext, proposal: proposals.Proposal, parent: QWidget | None = None) -> None:
        super().__init__(context, "不约谈", "不约谈", parent)
        self._proposal = proposal
        self.head(proposal.unit)
        self.note(proposal.matter)
        self.reason = WritingField("如：已由县委副书记当面提醒", lines=2)
        self.row("理由 *", self.reason)

    def carry_out(self) -> None:
        """Keep the proposal with the decision."""
        self.run(proposals.waive, self._proposal, needed(self.reason.text(), "理由"))
