"""What page 23 asks of a figure that was wrong already then: why it may stand, or why a paper corrects it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.operations.papers import correcting
from desktop.operations.papers.reconciling import Line, Reconciled
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingField

KEEP, CORRECT = "作说明保留", "出更正"
SHOWN = 6


class DecideDialog(FormDialog):
    """The figure in hand, or all of the paper that wait; a correction leads on to the paper, with both numbers."""

    def __init__(self, context: AppContext, paper: Reconciled, line: Line, *, corrects: bool, parent: QWidget) -> None:
        title = CORRECT if corrects else KEEP
        super().__init__(context, title, title, parent)
        self._paper, self._line, self.corrects = paper, line, corrects
        self._others = [
            one for one in paper.undecided if one is not line and not (corrects and one.then == one.for_date)
        ]
        self.head(paper.letter.number or paper.letter.title)
        self.note(_told(line))
        self.others = QCheckBox(f"这份文书另有 {len(self._others)} 处当时就错的，一并处理")
        self.others.setToolTip("\n".join(map(_told, self._others[:SHOWN])))
        self.others.setVisible(bool(self._others))
        self.body.addWidget(self.others)
        if corrects:
            self.note("原件不改，仍在发文登记中；更正函写明原数和更正后的数，签发后两件互相注明。")
        self.reason = self.row(
            "更正原因 *" if corrects else "理由 *", WritingField("如：9月20日的销号当时没有登记", lines=3)
        )

    def carry_out(self) -> None:
        """Keep the decision."""
        reason = needed(self.reason.text(), "更正原因" if self.corrects else "理由")
        lines = [self._line, *(self._others if self.others.isChecked() else ())]
        self.run(correcting.correct if self.corrects else correcting.keep, self._paper, lines, reason)


def _told(line: Line) -> str:
    return f"{line.figure}：文中 {line.then}，按文中日期重算 {line.for_date}"
