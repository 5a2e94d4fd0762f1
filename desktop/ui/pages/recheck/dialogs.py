"""What 复盘核对 asks: why a difference may stand, or what is corrected where the working paper counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.operations.recheck import deciding
from desktop.operations.recheck.comparing import told_of
from desktop.rules.rechecking import WORDS, Difference
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingField


class AnswerDialog(FormDialog):
    """确认无误 or 以底稿为准, with its reason; a correction says that what was sent stays as it went out."""

    def __init__(
        self, context: AppContext, round_id: int, differences: Sequence[Difference], *, corrects: bool, parent: QWidget
    ) -> None:
        title = "以底稿为准，记更正说明" if corrects else "确认无误"
        super().__init__(context, title, title if corrects else "确认无误", parent)
        self._round, self._differences, self._corrects = round_id, list(differences), corrects
        for one in self._differences:
            self.note(f"{WORDS[one.kind]}：{told_of(one)}")
        if corrects:
            self.note("已经发出的反馈意见不改原文；要更正的，另在“文书”里出更正。")
        self.reason = self.row("更正说明 *" if corrects else "理由 *", WritingField("写明根据", lines=3))

    def carry_out(self) -> None:
        """Keep the answer."""
        reason = needed(self.reason.text(), "更正说明" if self._corrects else "理由")
        operation = deciding.correct if self._corrects else deciding.confirm
        self.run(operation, self._round, self._differences, reason)
