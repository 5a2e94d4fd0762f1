"""打印: printer, purpose and who takes which copy; 返回检查 is the default."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.ways_out import LIST_PDF, LIST_PRINT
from desktop.operations.outgoing import usual
from desktop.ui.context import AppContext
from desktop.ui.widgets.writing_field import WritingField, WritingLine


class PrintDialog(QDialog):
    """Accepted only by its own verb."""

    def __init__(
        self,
        context: AppContext,
        sentence: str,
        verb: str,
        printers: Sequence[str] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        self.setWindowTitle("打印")
        self.setMinimumWidth(theme.px(460))
        self.sentence = QLabel(sentence, wordWrap=True)
        self.sentence.setProperty("role", "formula")
        self.printer = QComboBox()
        self.printer.addItems(list(printers or ()))
        way = LIST_PDF if printers is None else LIST_PRINT
        self.purpose = WritingLine(usual(context.reader, way, context.actor.name).purpose, "如 书记专题会")
        self.destination = WritingLine("", "收件单位或光盘编号，可不填")
        self.holders = WritingField("每行一人，按份号次序；也可打印后在登记中补", 3)
        form = QFormLayout()
        if printers is not None:
            form.addRow("打印机", self.printer)
        form.addRow("用途", self.purpose)
        form.addRow("去向", self.destination)
        form.addRow("领用人", self.holders)
        self.back, self.verb = QPushButton("返回检查"), QPushButton(verb)
        self.back.setDefault(True)
        self.back.clicked.connect(self.reject)
        self.verb.setProperty("primary", True)
        self.verb.setAutoDefault(False)
        self.verb.clicked.connect(self.accept)
        if printers is not None and not printers:
            self.verb.setEnabled(False)
            self.verb.setToolTip("本机没有打印机")
            form.addRow("", QLabel("本机没有找到打印机。请接好打印机，或返回后存为 PDF。", wordWrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.verb)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(self.sentence)
        layout.addLayout(form)
        layout.addLayout(foot)
        self.back.setFocus()

    def names(self) -> tuple[str, ...]:
        """Who takes the copies, in the order of their numbers."""
        return tuple(line.strip() for line in self.holders.text().splitlines())

    def said(self) -> tuple[str, str, tuple[str, ...]]:
        """What it is for, where it goes, and who takes the copies."""
        return self.purpose.text().strip(), self.destination.text().strip(), self.names()


def usual_mark(context: AppContext) -> str:
    """The mark with which the office prints its lists."""
    return usual(context.reader, LIST_PRINT, context.actor.name).mark
