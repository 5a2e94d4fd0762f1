"""自设栏目 (L8): the office adds a field to a book, renames it, or takes it away; values stay when a field goes."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from desktop.errors import KnownError
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.findings import FINDINGS
from desktop.operations import own_fields
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingField, WritingLine

_NEW = "（新栏目）"


class OwnFieldsDialog(FormDialog):
    """The office's own fields of a book; the first line is a new one."""

    def __init__(self, context: AppContext, parent: QWidget | None = None, book: str = FINDINGS.name) -> None:
        super().__init__(context, "自设栏目", "保存", parent, width=480)
        self.book = book
        self.note(
            "加入的栏目立即出现在表格、录入、导入、导出、打印和视图中。去掉后，填过的内容仍然保留，再加同名栏目即可恢复。"
        )
        self.list = QListWidget()
        self.list.setFixedHeight(context.theme.px(110))
        self.list.setAccessibleName("已有的栏目")
        self.body.addWidget(self.list)
        self.title = WritingLine(placeholder="如：包案领导")
        self.row("名称", self.title)
        self.holds = QComboBox()
        for holds, word in own_fields.KINDS.items():
            self.holds.addItem(word, holds)
        self.row("填什么", self.holds)
        self.choices = WritingField("每行一项", lines=4)
        self.row("可选项", self.choices)
        self.inside = QCheckBox("内部栏：只在程序里看，不进任何导出、打印和文书")
        self.row("", self.inside)
        self.remove_button = QPushButton("去掉这一栏")
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(self.take_away)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.remove_button)
        self.body.addLayout(line)
        self._fields: tuple[Field, ...] = ()
        self.list.currentRowChanged.connect(self._choose)
        self.holds.currentIndexChanged.connect(self._show_choices)
        self._read()

    def chosen(self) -> Field | None:
        """The field in hand; None for a new one."""
        row = self.list.currentRow() - 1
        return self._fields[row] if 0 <= row < len(self._fields) else None

    def carry_out(self) -> None:
        """Add the field, or keep its new title and choices."""
        title, field = needed(self.title.text(), "名称"), self.chosen()
        choices = self.choices.text().splitlines()
        if field is None:
            self.run(
                own_fields.add, title, self.holds.currentData(), choices, self.book, internal=self.inside.isChecked()
            )
        else:
            self.run(own_fields.edit, field.name, title, choices, self.book, internal=self.inside.isChecked())

    def take_away(self) -> None:
        """Take the field in hand away."""
        field = self.chosen()
        if field is None:
            self.fail(KnownError("请先选中要去掉的栏目。"))
        else:
            self.run(own_fields.remove, field.name, self.book)

    def _read(self) -> None:
        self._fields = own_fields.own_fields(self.context.reader, self.book)
        self.list.clear()
        told = (f"{one.title}　{own_fields.KINDS[one.holds]}{'　内部' if one.internal else ''}" for one in self._fields)
        for text in (_NEW, *told):
            self.list.addItem(QListWidgetItem(text))
        self.list.setCurrentRow(0)

    def _choose(self, _row: Any) -> None:
        field = self.chosen()
        self.title.setText(field.title if field else "")
        self.holds.setCurrentIndex(self.holds.findData(field.holds if field else Holds.TEXT))
        self.holds.setEnabled(field is None)
        self.choices.set_text("\n".join(field.choices) if field else "")
        self.inside.setChecked(field is not None and field.internal)
        self.remove_button.setEnabled(field is not None)
        self._show_choices()

    def _show_choices(self) -> None:
        self.form.setRowVisible(self.choices, self.holds.currentData() == Holds.CHOICE)
