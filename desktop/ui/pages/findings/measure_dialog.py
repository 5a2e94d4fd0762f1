"""修改措施, and a piece of evidence that is kept on paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from db.records import MeasureRow
from desktop.operations import evidence, measures
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField, WritingLine

_LINES = (("leader", "责任领导"), ("department", "责任科室"), ("owner", "责任人"), ("standard", "完成标准"))


class MeasureDialog(FormDialog):
    """The fields of one measure; 移入回收站 takes it away."""

    def __init__(self, context: AppContext, measure: MeasureRow, parent: QWidget | None = None) -> None:
        super().__init__(context, "修改措施", "保存", parent)
        self.measure = measure
        self.text = WritingField(lines=3)
        self.text.set_text(measure.text)
        self.row("措施", self.text)
        self.lines = {name: WritingLine(getattr(measure, name)) for name, _word in _LINES}
        for name, word in _LINES:
            self.row(word, self.lines[name])
        self.due = DateEdit(context.today)
        self.due.set_date(date.fromisoformat(measure.due_on) if measure.due_on else None)
        self.row("时限", self.due)
        self.reason = WritingLine(placeholder="移入回收站的理由，反馈以后必填")
        self.row("理由", self.reason)
        self.remove_button = QPushButton("移入回收站")
        self.remove_button.setProperty("danger", True)
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self._remove)
        self.form.addRow("", self.remove_button)

    def carry_out(self) -> None:
        """Set the fields that were changed."""
        due = self.due.date()
        values = {name: line.text().strip() for name, line in self.lines.items()}
        values |= {"text": needed(self.text.text(), "措施"), "due_on": due.isoformat() if due else None}
        changed = {name: value for name, value in values.items() if getattr(self.measure, name) != value}
        if not changed:
            self.reject()
            return
        self.run(measures.edit, self.measure.id, changed)

    def _remove(self) -> None:
        self.run(measures.remove, self.measure.id, self.reason.text())


class PaperEvidenceDialog(FormDialog):
    """登记纸质材料"""

    def __init__(self, context: AppContext, finding_id: int, parent: QWidget | None = None) -> None:
        super().__init__(context, "登记纸质佐证", "登记", parent)
        self.finding_id = finding_id
        self.title, self.paper = (
            WritingLine(placeholder="如：退款凭证 12 张"),
            WritingLine(placeholder="如：2026 年整改卷 3 第 14 页"),
        )
        self.row("材料名称", self.title)
        self.row("卷号页码", self.paper)

    def carry_out(self) -> None:
        """Note it."""
        self.run(evidence.add_paper, self.finding_id, self.title.text(), self.paper.text())
