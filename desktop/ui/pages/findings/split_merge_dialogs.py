"""拆分 and 合并: the effect on the number of findings is shown before; lineage is kept in the events."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.errors import KnownError
from desktop.ledgers.finding_draft import DRAFTED, FindingDraft
from desktop.ledgers.findings import FindingLine
from desktop.operations import progress
from desktop.ui.context import AppContext
from desktop.ui.pages.findings.finding_steps import StepDialog, effect_text
from desktop.ui.widgets.writing_field import WritingField


def draft_like(line: FindingLine, text: str) -> FindingDraft:
    """A finding that takes over everything but the words and where they came from."""
    values = {name: getattr(line, name) for name in DRAFTED if name != "serial"}
    return FindingDraft(line.round_id, line.unit_id, text, parent_id=line.parent_id, own=line.own_values, **values)


class SplitDialog(StepDialog):
    """拆分: one line per part."""

    def __init__(
        self, context: AppContext, line: FindingLine, effect: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, line, "拆分", parent)
        self._effect = effect
        self.effect = self.note("")
        self.parts = WritingField("每行一条新问题", lines=6)
        self.parts.set_text(line.text + "\n")
        self.parts.textChanged.connect(self._show_effect)
        self.row("拆成", self.parts)
        self.row("自何日起", self.day)
        self.add_reason()
        self._show_effect()
        self.parts.setFocus()

    def carry_out(self) -> None:
        """The finding leaves the counts, its parts enter them."""
        drafts = [draft_like(self.line, text) for text in self._texts()]
        self.run(progress.split, self.line.id, drafts, self.on(), self.why())

    def _texts(self) -> list[str]:
        return [text.strip() for text in self.parts.toPlainText().splitlines() if text.strip()]

    def _show_effect(self) -> None:
        change = len(self._texts()) - 1
        closed = -1 if self.line.verdict == "done" else 0
        self.effect.setText(effect_text(self.line, *self._effect, change=change, closed_change=closed))


class MergeDialog(StepDialog):
    """合并: into a new finding, or into one of those chosen, which keeps its state."""

    def __init__(
        self,
        context: AppContext,
        lines: Sequence[FindingLine],
        effect: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        if len(lines) < 2:
            raise KnownError("合并至少要选两条问题。请先用空格勾选要合并的问题。")
        if len({(line.round_id, line.unit_id) for line in lines}) > 1:
            raise KnownError("所选问题不是同一单位、同一轮次的，不能合并。")
        super().__init__(context, lines[0], f"合并 {len(lines)} 条", parent)
        self._lines, self._effect = tuple(lines), effect
        self.effect = self.note("")
        self.target = QComboBox()
        for line in lines:
            self.target.addItem(f"并入 {line.number}（保留它的状态）", line.id)
        self.target.addItem("并为一条新问题（状态从头起算）", None)
        self.row("并入", self.target)
        self.text = WritingField(lines=3)
        self.text.set_text(lines[0].text)
        self.row("新问题", self.text)
        self.row("自何日起", self.day)
        self.add_reason()
        self.target.currentIndexChanged.connect(self._show_effect)
        self._show_effect()

    def carry_out(self) -> None:
        """All but the target leave the counts."""
        ids = [line.id for line in self._lines]
        target = self.target.currentData()
        into = draft_like(self.line, self.text.text()) if target is None else int(target)
        self.run(progress.merge, ids, into, self.on(), self.why())

    def _show_effect(self) -> None:
        target = self.target.currentData()
        self.form.setRowVisible(self.text, target is None)
        closed = -sum(1 for line in self._lines if line.verdict == "done" and line.id != target)
        change = 1 - len(self._lines)
        self.effect.setText(effect_text(self.line, *self._effect, change=change, closed_change=closed))
