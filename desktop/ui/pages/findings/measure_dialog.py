"""修改措施, and a piece of evidence that is kept on paper."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from db.records import MeasureRow
from desktop.ledgers.measures import MEASURES
from desktop.operations import evidence, measures
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.field_editor import FieldEditor
from desktop.ui.widgets.writing_field import WritingLine

_ASKED = ("text", "leader", "department", "owner", "standard", "due_on")


class MeasureDialog(FormDialog):
    """The fields of one measure; 移入回收站 takes it away."""

    def __init__(self, context: AppContext, measure: MeasureRow, parent: QWidget | None = None) -> None:
        super().__init__(context, "修改措施", "保存", parent)
        self.measure = measure
        fields = {field.name: field for field in MEASURES.fields}
        self.editors = {name: FieldEditor(fields[name], context.today, lines=3) for name in _ASKED}
        for name, editor in self.editors.items():
            editor.show(getattr(measure, name))
            self.row(editor.label, editor.widget)
            self.hold(editor.field, editor.widget)
        self.reason = WritingLine(placeholder="移入回收站的理由，反馈以后必填")
        self.row("理由", self.reason)
        self.remove_button = QPushButton("移入回收站")
        self.remove_button.setProperty("danger", True)
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self._remove)
        self.form.addRow("", self.remove_button)

    def carry_out(self) -> None:
        """Set the fields that were changed."""
        values = {name: editor.value() for name, editor in self.editors.items() if name not in self.held}
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
