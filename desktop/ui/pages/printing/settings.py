"""The left side of 打印: which findings, which columns in which order, paper, words given by the clerk, copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ledgers.field import Field
from desktop.ledgers.findings import FIELDS, field_named
from desktop.ledgers.leaving import kept_inside
from desktop.paper.finding_list import COLUMNS, FULL_COLUMNS, MEETING_COLUMNS, paper_columns
from desktop.paper.table import Column
from desktop.ui.pages.printing.desk import AS_GIVEN, BY_DUE, BY_LATENESS
from desktop.ui.theme import Theme
from desktop.ui.widgets.ordered_ticks import KEY, OrderedTicks
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.writing_field import WrappedLine, WritingLine

ORDERS = ((AS_GIVEN, "台账次序"), (BY_LATENESS, "单位序列，逾期天数"), (BY_DUE, "现定时限"))
GROUPS = (
    ("", "不分组"),
    ("unit", "单位"),
    ("category", "类别"),
    ("state_word", "状态"),
    ("responsible_leader", "责任领导"),
)
MOST_COPIES = 200


class _TitleStays(QStyledItemDelegate):
    """Only the width of a column is typed."""

    def createEditor(  # type: ignore[override]  # None is Qt's own word for “not to be edited”
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget | None:
        """No editor for the title."""
        return None


class ColumnList(OrderedTicks):
    """Columns to tick and to drag into order; the second column is the width on paper, which may be typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "列与次序", 48)
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setItemDelegateForColumn(0, _TitleStays(self))
        self._own: dict[str, float] = {}
        self._known: dict[str, Column] = dict(COLUMNS)

    def know(self, columns: Mapping[str, Column]) -> None:
        """The columns there are: the program's and the office's own; what is ticked stays."""
        if list(columns.items()) != list(self._known.items()):
            ticked, widths = self.keys(), self.own_widths()
            self._known = dict(columns)
            self.show_keys([key for key in ticked if key in self._known])
            self.take_widths(widths)

    def named(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns that a kept plan names, also by the keys of the first version; what is gone is left out."""
        found = []
        for name in names:
            field = field_named(name)
            key = name if name in self._known or field is None else field.name
            found += [key] if key in self._known else []
        return tuple(dict.fromkeys(found))

    def show_keys(self, keys: Sequence[str]) -> None:
        """These ticked in this order, the others below."""
        self._quiet = True
        self.clear()
        self._own.clear()
        for key in (*keys, *(key for key in self._known if key not in keys)):
            self.add_line(key, [self._known[key].title, ""], ticked=key in keys, editable=True)
        self.setFixedHeight(self.sizeHintForRow(0) * len(self._known) + 4)
        self._quiet = False

    def own_widths(self) -> dict[str, float]:
        """The widths that the clerk typed, in mm."""
        return {key: width for key, width in self._own.items() if key in self.keys()}

    def take_widths(self, widths: Mapping[str, float]) -> None:
        """The widths of a plan."""
        self._own = {key: float(width) for key, width in widths.items() if key in self._known}

    def show_widths(self, widths: Mapping[str, float]) -> None:
        """The widths on paper."""
        self._quiet = True
        for item in self.lines():
            width = widths.get(item.data(0, KEY))
            item.setText(1, f"{width:g}" if width is not None else "")
        self._quiet = False

    def edited(self, item: QTreeWidgetItem, column: int) -> None:
        """A width was typed."""
        if column == 1:
            self._take_width(item)

    def _take_width(self, item: QTreeWidgetItem) -> None:
        key, typed = item.data(0, KEY), item.text(1).strip()
        try:
            self._own[key] = min(max(float(typed), 6.0), 300.0)
        except ValueError:
            self._own.pop(key, None)


class PrintSettings(QScrollArea):
    """`changed` tells that the pages are to be laid out anew, `copies_changed` that only the number of copies is another."""

    changed = Signal()
    copies_changed = Signal()
    plan_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._touched = self._titled = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.plan, self.range, self.order, self.group = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.title = WrappedLine("清单的标题")
        self.columns = ColumnList(theme)
        self.columns_note = QLabel()
        self.inside_note = QLabel(wordWrap=True)
        self.inside_note.setProperty("role", "secondary")
        self.inside_note.hide()
        self.paper = SegmentTabs([("A4", "A4 横向", None), ("A3", "A3 横向", None)])
        self.classification = WritingLine("", "按定密意见填；不填不印")
        self._proposed_mark = ""
        self.copies = QSpinBox(minimum=1, maximum=MOST_COPIES)
        self.numbers = QLabel()
        self.recall = QCheckBox("印“会后收回”说明和领用人签字处")
        self._build()
        self._connect()
        self.columns.show_keys(MEETING_COLUMNS)

    def propose_mark(self, mark: str) -> None:
        """The mark of the office where nobody has typed, cleared or chosen another one."""
        if self.classification.text() in ("", self._proposed_mark) and not self.classification.isModified():
            self.classification.setText(mark)
            self._proposed_mark = mark

    def know(self, own: Sequence[Field]) -> None:
        """The columns there are, with the office's own; those that stay inside are not offered, and that is told."""
        self.columns.know(paper_columns(own))
        told = kept_inside((*FIELDS, *own))
        self.inside_note.setText(told)
        self.inside_note.setVisible(bool(told))

    def show_ranges(self, ranges: Sequence[tuple[str, str]], current: str) -> None:
        """The choices of 范围."""
        self.range.blockSignals(True)
        self.range.clear()
        for key, words in ranges:
            self.range.addItem(words, key)
        self.range.setCurrentIndex(max(self.range.findData(current), 0))
        self.range.blockSignals(False)

    def show_plans(self, names: Sequence[str], current: str = "") -> None:
        """The plans to choose from; the first line is the clerk's own arrangement of the moment."""
        self.plan.blockSignals(True)
        self.plan.clear()
        self.plan.addItem("本次设置", "")
        for name in names:
            self.plan.addItem(name, name)
        self.plan.setCurrentIndex(max(self.plan.findData(current), 0))
        self.plan.blockSignals(False)

    def apply(self, words: Mapping[str, Any]) -> None:
        """Take a plan over; what it does not name is as usual for its paper."""
        paper = str(words.get("paper") or "A4")
        self.blockSignals(True)
        self._touched = "columns" in words
        self.paper.set_current(paper)
        usual = FULL_COLUMNS if paper == "A3" else MEETING_COLUMNS
        kept = self.columns.named(words.get("columns") or ())
        self.columns.show_keys(kept or usual)
        self.columns.take_widths(words.get("widths") or {})
        self.order.setCurrentIndex(max(self.order.findData(words.get("order", AS_GIVEN)), 0))
        self.group.setCurrentIndex(max(self.group.findData("".join(self.columns.named([words.get("group") or ""]))), 0))
        if "classification" in words:
            self.classification.setText(str(words["classification"]))
        self.recall.setChecked(bool(words.get("recall", True)))
        self.blockSignals(False)
        self.changed.emit()

    def propose_title(self, title: str) -> None:
        """The title of the choice, unless the clerk typed one."""
        if not self._titled:
            self.title.setText(title)

    def forget_title(self) -> None:
        """Another list was handed over: its title holds."""
        self._titled = False

    def choice(self) -> str:
        """The chosen range."""
        return str(self.range.currentData() or "")

    def as_words(self) -> dict[str, object]:
        """What a saved plan keeps: everything but range, title and copies."""
        return {
            "paper": self.paper.current(),
            "columns": list(self.columns.keys()),
            "widths": self.columns.own_widths(),
            "order": self.order.currentData(),
            "group": self.group.currentData(),
            "classification": self.classification.text().strip(),
            "recall": self.recall.isChecked(),
        }

    def _paper_changed(self, key: str) -> None:
        """Another paper has its own usual columns, unless the clerk has arranged them."""
        if not self._touched:
            self.columns.show_keys(FULL_COLUMNS if key == "A3" else MEETING_COLUMNS)
        self.changed.emit()

    def _arranged(self) -> None:
        self._touched = True
        self.changed.emit()

    def _title_typed(self) -> None:
        self._titled = bool(self.title.text().strip())
        self.changed.emit()

    def _plan_chosen(self, _index: int) -> None:
        self.plan_chosen.emit(str(self.plan.currentData() or ""))

    def _connect(self) -> None:
        self.plan.currentIndexChanged.connect(self._plan_chosen)
        for box in (self.range, self.order, self.group):
            box.currentIndexChanged.connect(self.changed)
        self.title.textEdited.connect(self._title_typed)
        self.columns.arranged.connect(self._arranged)
        self.paper.changed.connect(self._paper_changed)
        self.classification.textEdited.connect(self.changed)
        self.recall.toggled.connect(self.changed)
        self.copies.valueChanged.connect(self.copies_changed)

    def _build(self) -> None:
        for key, words in ORDERS:
            self.order.addItem(words, key)
        for key, words in GROUPS:
            self.group.addItem(words, key)
        self.recall.setChecked(True)
        self.numbers.setProperty("role", "secondary")
        self.columns_note.setProperty("role", "secondary")
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 10)
        layout.setSpacing(5)
        layout.addWidget(_heading("内容"))
        layout.addLayout(
            self._form(
                (
                    ("方案", self.plan),
                    ("范围", self.range),
                    ("标题", self.title),
                    ("排序", self.order),
                    ("分组", self.group),
                )
            )
        )
        copies = QWidget()
        line = QHBoxLayout(copies)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.copies)
        line.addWidget(self.numbers, 1)
        layout.addWidget(_heading("纸张、密级与份号"))
        layout.addWidget(self.paper)
        layout.addLayout(self._form((("标识", self.classification), ("份数", copies))))
        layout.addWidget(self.recall)
        row = QHBoxLayout()
        row.addWidget(_heading("列与次序"))
        row.addStretch(1)
        row.addWidget(self.columns_note)
        layout.addLayout(row)
        layout.addWidget(self.columns)
        layout.addWidget(self.inside_note)
        layout.addStretch(1)
        self.copies.setFixedWidth(self._theme.px(72))
        self.copies.setAccessibleName("份数")
        self.setWidget(inside)

    def _form(self, rows: Sequence[tuple[str, QWidget]]) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(5)
        for words, widget in rows:
            widget.setAccessibleName(words)
            form.addRow(words, widget)
        return form


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "strong")
    return label
