"""签发: what is about to happen, in one sentence; the safe answer is the default."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.ways_out import PAPER_ISSUED
from desktop.operations.outgoing import usual
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import fact_line, warning_label
from desktop.ui.widgets.writing_field import WritingLine

FINAL = "签发后不能撤销，只能更正或作废。"


class IssueDialog(QDialog):
    """Accepted only by its own verb; Enter and Esc go back to checking."""

    def __init__(
        self,
        context: AppContext,
        sentence: str,
        count: int,
        notes: tuple[str, ...] = (),
        parent: QWidget | None = None,
        *,
        numbered: bool = True,
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        self.setWindowTitle("签发")
        self.setMinimumWidth(theme.px(460))
        self.sentence = QLabel(sentence, wordWrap=True)
        self.sentence.setProperty("role", "formula")
        self.number = WritingLine("", "留空则由程序编号")
        self.number.setAccessibleName("文号")
        self.purpose = WritingLine(usual(context.reader, PAPER_ISSUED, context.actor.name).purpose, "如：发文")
        self.purpose.setAccessibleName("用途")
        self.back = QPushButton("返回检查")
        self.back.setDefault(True)
        self.back.clicked.connect(self.reject)
        self.verb = QPushButton(f"签发 {count} 份")
        self.verb.setProperty("primary", True)
        self.verb.setAutoDefault(False)
        self.verb.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.sentence)
        for note in notes:
            layout.addLayout(fact_line(note))
        if count == 1 and numbered:
            layout.addLayout(_row("别处给号的，填文号", self.number))
        layout.addLayout(_row("用途（记入打印导出登记）", self.purpose))
        layout.addWidget(warning_label(FINAL))
        layout.addSpacing(6)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.verb)
        layout.addLayout(foot)
        self.back.setFocus()

    def typed_number(self) -> str:
        """The number that another desk gave, or nothing."""
        return self.number.text().strip()

    def typed_purpose(self) -> str:
        """What the papers go out for."""
        return self.purpose.text().strip()


def _row(label: str, line: WritingLine) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(QLabel(label))
    row.addWidget(line, 1)
    return row
