"""改名 and 并组 of a group of common findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from db.queries.briefs import Told
from desktop.errors import KnownError
from desktop.operations.records.group_proposals import Asked, GroupProposal, merge, rename
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingLine

CHOOSE = "选一组"
COMES_TO = "并后 {} 家 · {} 条"


class RenameGroupDialog(FormDialog):
    """Asks for the name."""

    def __init__(
        self, context: AppContext, proposal: GroupProposal, asked: Asked, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "改名", "改名", parent)
        self._proposal, self._asked = proposal, asked
        self.note("名称跟着组内问题走，以后重新归组也沿用。")
        self.name = self.row("名称 *", WritingLine(proposal.group.name))

    def carry_out(self) -> None:
        """Keep the name with its findings."""
        name = needed(self.name.text().strip(), "名称")
        if name == self._proposal.group.name:
            raise KnownError("名称没有变。请填新的名称，或点“取消”。", "same")
        self.run(rename, self._proposal, self._asked, name)


class MergeGroupDialog(FormDialog):
    """Asks which group comes into the one in hand, and says what comes of it; nothing is proposed, so that no Enter puts two matters together."""

    def __init__(
        self,
        context: AppContext,
        proposal: GroupProposal,
        others: Sequence[GroupProposal],
        asked: Asked,
        rows: Mapping[int, Told],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, "并组", "并入", parent)
        self._proposal, self._others, self._asked, self._rows = proposal, tuple(others), asked, rows
        self.head(proposal.group.name)
        self.note("选中的组并入这一组，问题都归这一组，以后重新归组也沿用。")
        self.other = QComboBox()
        self.other.setPlaceholderText(CHOOSE)
        for one in self._others:
            self.other.addItem(f"{one.group.name}　{one.group.units} 家 · {len(one.findings)} 条")
        self.other.setCurrentIndex(-1)
        self.other.currentIndexChanged.connect(self._chosen)
        self.row("并入的组 *", self.other)
        self.comes_to = self.row("", QLabel(" "))
        self._chosen()

    def carry_out(self) -> None:
        """Put the two together."""
        if self.other.currentIndex() >= 0:
            self.run(merge, self._proposal, self._asked, self._others[self.other.currentIndex()])

    def _chosen(self) -> None:
        place = self.other.currentIndex()
        self.verb.setEnabled(place >= 0)
        self.verb.setToolTip("" if place >= 0 else f"先{CHOOSE}")
        if place >= 0:
            findings = {*self._proposal.findings, *self._others[place].findings}
            units = {self._rows[one].unit_id for one in findings if one in self._rows}
            self.comes_to.setText(COMES_TO.format(len(units), len(findings)))
