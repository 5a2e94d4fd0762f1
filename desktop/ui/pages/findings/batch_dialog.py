"""批量修改 and 向下填充: the same value for the chosen findings, old and new side by side before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedWidget, QTableView, QWidget

from desktop.errors import KnownError
from desktop.ledgers.column import Column, Kind
from desktop.ledgers.field import Holds
from desktop.ledgers.finding_words import field_text
from desktop.ledgers.findings import FindingLine, table_of
from desktop.ledgers.typed_values import typed_value
from desktop.operations import findings
from desktop.operations.own_fields import own_fields
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.date_edit import DateEdit, read_date
from desktop.ui.widgets.writing_field import WritingLine

_HEADS = ("编号", "单位", "原值", "新值")
NOTHING_NEW = "新值与原值相同，没有要改的。请改换新值，或取消。"
UNFILLED = "先填新值；要清空原有内容，勾选“清空这一栏”"
CLEARS, FILLED = "没有填新值时，勾选后才会清空原有内容", "已填新值；要清空原有内容，先删去新值"
"""Why 修改 and 清空这一栏 are grey, or what they do."""


class BeforeAfter(QAbstractTableModel):
    """Number, unit, old value, new value."""

    def __init__(self, lines: Sequence[FindingLine]) -> None:
        super().__init__()
        self._every = self._lines = tuple(lines)
        self._column: Column | None = None
        self._values: dict[int, Any] = dict.fromkeys((line.id for line in lines), "")

    def show_change(self, column: Column, value: Any) -> None:
        """The same value for all."""
        self.show_each(column, dict.fromkeys((line.id for line in self._every), value))

    def show_each(self, column: Column, values: Mapping[int, Any]) -> None:
        """A value for each; the others are not listed."""
        self.beginResetModel()
        self._column, self._values = column, dict(values)
        self._lines = tuple(line for line in self._every if line.id in self._values)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """One row per finding."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        """Four."""
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell in words."""
        if role != Qt.ItemDataRole.DisplayRole or self._column is None:
            return None
        line, name = self._lines[index.row()], self._column.field
        old = field_text(name, getattr(line, name), self._column.declared)
        new = field_text(name, self._values[line.id], self._column.declared)
        return (line.number, line.unit, old, new)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _HEADS[section]
        return None


class BatchDialog(FormDialog):
    """One field, one value, one undo step."""

    def __init__(
        self,
        context: AppContext,
        lines: Sequence[FindingLine],
        parent: QWidget | None = None,
        *,
        field: str = "",
        value: Any = None,
    ) -> None:
        super().__init__(context, "批量修改" if not field else "向下填充", "修改", parent, width=620)
        self._lines = tuple(lines)
        every = table_of(own_fields(context.reader)).columns
        held = (column.held_by(context.actor.rights) for column in every)
        self._columns = tuple(column for column in held if column.editable and column.field != "text")
        self.summary = self.head("")
        self.field = QComboBox()
        for column in self._columns:
            self.field.addItem(column.title, column.field)
        self.row("改哪一栏", self.field)
        self.line, self.choice, self.day = WritingLine(), QComboBox(), DateEdit(context.today)
        self.day.set_date(None)
        self.values = QStackedWidget()
        for widget in (self.line, self.choice, self.day):
            self.values.addWidget(widget)
        self.values.setFixedHeight(context.theme.px(32))
        self.row("改成", self.values)
        self.clears = self.row("", QCheckBox("清空这一栏"))
        self.reason = WritingLine(placeholder="反馈以后改整改类型、时限的，写明理由")
        self.row("理由", self.reason)
        table, self.model = preview_table(context, self._lines)
        self.layout_.insertWidget(2, table, 1)
        self.field.currentIndexChanged.connect(self._choose_field)
        self.line.textChanged.connect(self._show)
        self.choice.currentIndexChanged.connect(self._show)
        self.day.changed.connect(self._show)
        self.clears.toggled.connect(self._show)
        self._set(field, value)

    def carry_out(self) -> None:
        """Write the value into all of them as one step."""
        column, value = self._column(), self.value()
        changed = [line for line in self._lines if getattr(line, column.field) != value]
        if not changed:
            raise KnownError(NOTHING_NEW)
        title = f"批量修改 {len(changed)} 条“{column.title}”"
        self.run(
            findings.edit, [line.id for line in changed], {column.field: value}, title=title, reason=self.reason.text()
        )

    def value(self) -> Any:
        """What will be written."""
        column = self._column()
        if column.choices:
            return self.choice.currentData()
        if column.kind is Kind.DATE:
            day = self.day.date()
            return day.isoformat() if day else None
        return typed_value(column, self.line.text(), self.context.today, read_date)

    def _column(self) -> Column:
        return self._columns[self.field.currentIndex()]

    def _set(self, field: str, value: Any) -> None:
        if field:
            self.field.setCurrentIndex(max(0, self.field.findData(field)))
            self.field.setEnabled(False)
        self._choose_field()
        if value is not None:
            self.line.setText(field_text(self._column().field, value, self._column().declared).replace("—", ""))
            self.choice.setCurrentIndex(max(0, self.choice.findData(value)))
            if self._column().kind is Kind.DATE:
                self.day.set_date(date.fromisoformat(str(value)))

    def _choose_field(self) -> None:
        column = self._column()
        self.choice.clear()
        for value, word in choices_of(column):
            self.choice.addItem(word, value)
        place = 1 if column.choices else 2 if column.kind is Kind.DATE else 0
        self.values.setCurrentIndex(place)
        self._show()

    def _show(self) -> None:
        column = self._column()
        try:
            value = self.value()
        except KnownError:
            value = self.line.text()
        self.model.show_change(column, value)
        count = sum(1 for line in self._lines if getattr(line, column.field) != value)
        empties = value in ("", None)
        self.clears.setEnabled(empties)
        self.clears.setToolTip(CLEARS if empties else FILLED)
        unfilled = empties and not self.clears.isChecked()
        told = f"选中 {len(self._lines)} 条，还没有填“{column.title}”的新值"
        self.summary.setText(told if unfilled else f"将{'清空' if empties else '改'} {count} 条的“{column.title}”")
        self.verb.setEnabled(count > 0 and not unfilled)
        self.verb.setToolTip("" if self.verb.isEnabled() else UNFILLED if unfilled else NOTHING_NEW)


def choices_of(column: Column) -> list[tuple[Any, str]]:
    """The values to choose from with their words."""
    field = column.declared
    if field is None:
        return [(word, word) for word in column.choices]
    if field.holds is Holds.FLAG:
        return [(1, "是"), (0, "否")]
    return [(code, word) for code, word in field.choices.items() if word]


def preview_table(context: AppContext, lines: Sequence[FindingLine]) -> tuple[QTableView, BeforeAfter]:
    """The before/after table of a change to several findings."""
    model, table = BeforeAfter(lines), QTableView()
    model.setParent(table)
    table.setModel(model)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(context.theme.px(30))
    table.horizontalHeader().setStretchLastSection(True)
    table.setColumnWidth(2, context.theme.px(170))
    table.setMinimumHeight(context.theme.px(220))
    return table, model
