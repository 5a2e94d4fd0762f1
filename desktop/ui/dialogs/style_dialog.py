"""用语提示: the remarks on one paper with place, reason and proposed wording; a row leads to its place in the preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LedgerTableView

if TYPE_CHECKING:
    from desktop.documents.style_check.remark import Remark

_SIZE = (860, 420)
_NOTE = "用语提示只供参考，不影响签发。台账里的原文请在台账中改，手填的在左边改，模板里的在“模板检查”里改。"


@dataclass(frozen=True)
class RemarkLine:
    """One remark as a row."""

    id: int
    where: str
    found: str
    message: str
    proposal: str


REMARKS = LedgerTable(
    "style_remarks",
    "用语提示",
    (
        Column("id", "序号", 44, Align.RIGHT, kind=Kind.NUMBER),
        Column("where", "位置", 200, wrap=True),
        Column("found", "原文", 150, wrap=True),
        Column("message", "提示", 220, wrap=True),
        Column("proposal", "建议写法", 160, wrap=True),
    ),
    unit_word="处",
)


class StyleDialog(QDialog):
    """`remarks` as rows; `go_to` is called with the words of the row in hand."""

    def __init__(
        self,
        context: AppContext,
        remarks: Sequence[Remark],
        go_to: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("用语提示")
        self._go_to = go_to
        self.table = LedgerTableView(context.theme, REMARKS, ticks=False)
        self.table.bar.setMaximumHeight(0)
        self.table.stretch("message")
        ListVerbs(context, self.table)
        self.table.show_records(
            [
                RemarkLine(at, one.where, one.found, one.message, one.proposal or "—")
                for at, one in enumerate(remarks, 1)
            ]
        )
        self.table.activated.connect(self._to_place)
        self.close_button = QPushButton("关闭")
        self.close_button.clicked.connect(self.accept)
        note = QLabel(_NOTE, wordWrap=True)
        note.setProperty("role", "secondary")
        foot = QHBoxLayout()
        foot.addWidget(note, 1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.resize(context.theme.px(_SIZE[0]), context.theme.px(_SIZE[1]))

    def _to_place(self, line: RemarkLine) -> None:
        self._go_to(line.found)
