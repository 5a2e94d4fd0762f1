"""操作日志: every action with its person, time and reason; what it changed, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.queries import history, log
from db.queries import users as user_queries
from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.ledgers.stored_words import CODED, column_word, value_words
from desktop.ledgers.table_words import table_word
from desktop.operations.papers import catalogue
from desktop.rules.moments import to_second
from desktop.rules.permissions import Action, may_read_of_others
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.pages.system.purge_dialog import PurgeDialog
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.closing_row import ClosingRow
from desktop.ui.widgets.date_edit import DateEdit

PER_PAGE = 500


@dataclass(frozen=True)
class _Line:
    id: int
    time: str
    person: str
    title: str
    reason: str
    rows: int
    mark: str


ACTIONS = LedgerTable(
    "log",
    "操作",
    (
        Column("id", "序号", 70, align=Align.RIGHT, kind=Kind.NUMBER),
        Column("time", "时间", 150),
        Column("person", "操作人", 90),
        Column("title", "操作", 320),
        Column("reason", "理由", 220),
        Column("rows", "写入行", 72, align=Align.RIGHT, kind=Kind.NUMBER),
        Column("mark", "标记", 90),
    ),
)


@dataclass(frozen=True)
class _Field:
    id: int
    table: str
    verb: str
    field: str
    old: str
    new: str


FIELDS = LedgerTable(
    "fields",
    "字段",
    (
        Column("table", "表", 90),
        Column("verb", "动作", 60),
        Column("field", "栏", 150),
        Column("old", "原值", 220),
        Column("new", "新值", 260),
    ),
    unit_word="处",
)
_VERBS = {"insert": "新增", "update": "修改", "delete": "删除", "genesis": "起点"}


class LogPart(SystemPart):
    """The last actions first, narrowed by person, days and words; those of others are for who may read the log (审计)."""

    tables = ()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.person = QComboBox()
        self.person.addItem("全部人员" if may_read_of_others(context.actor) else "本人", "")
        self.since, self.until = DateEdit(context.today, placeholder="起"), DateEdit(context.today, placeholder="止")
        self.words = QLineEdit(placeholderText="操作或理由中的词", clearButtonEnabled=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        for label, field, width in (
            ("操作人", self.person, 120), ("日期", self.since, 116), ("至", self.until, 116), ("查找", self.words, 220),
        ):  # fmt: skip
            row.addWidget(QLabel(label))
            field.setFixedWidth(context.theme.px(width))
            row.addWidget(field)
        row.addStretch(1)
        card = Card()
        card.body.addLayout(row)
        self.layout_.addWidget(card)
        table = self.add_table(ACTIONS, "没有符合条件的操作。", stretched="title")
        table.activated.connect(self._open)
        self.add_verb("查看改动…", self._show, writes=False, needs_row=True, tooltip="逐栏看原值和新值（Enter）")
        self.more = self.add_verb("再往前 500 步", self._older, writes=False)
        self.add_verb("清除回收站…", self._purge, action=Action.PURGE, tooltip="两人同办：删除满两年的内容")
        self._lines: list[_Line] = []
        self.person.currentIndexChanged.connect(self.refresh)
        self.since.changed.connect(self.refresh)
        self.until.changed.connect(self.refresh)
        self.words.textChanged.connect(self.refresh)

    def refresh(self) -> None:
        """Read the last actions that meet the conditions."""
        if self.person.count() == 1 and may_read_of_others(self.context.actor):
            for user in user_queries.users(self.context.reader):
                self.person.addItem(user.name, user.name)
        self._lines = self._read(None)
        self._show_lines()

    def _older(self) -> None:
        self._lines += self._read(self._lines[-1].id if self._lines else None)
        self._show_lines()

    def _read(self, before: int | None) -> list[_Line]:
        days = [day.isoformat() if day else "" for day in (self.since.date(), self.until.date())]
        rows = log.actions(
            self.context.reader,
            user_name=self._whose(),
            since=days[0],
            until=days[1],
            text=self.words.text().strip(),
            before=before,
            limit=PER_PAGE,
        )
        self.more.setEnabled(len(rows) == PER_PAGE)
        return [_line(row) for row in rows]

    def _whose(self) -> str:
        """The chosen person; who may not read the log of others sees the own entries."""
        actor = self.context.actor
        return str(self.person.currentData() or "") if may_read_of_others(actor) else actor.name

    def _show_lines(self) -> None:
        self.show_records(self._lines)
        self.more.setEnabled(bool(self._lines) and len(self._lines) % PER_PAGE == 0)

    def _open(self, _line: Any) -> None:
        self._show()

    def _purge(self) -> None:
        PurgeDialog(self.context, self).exec()
        self.refresh()

    def _show(self) -> None:
        ActionSheet(self.context, self, self.row_in_hand()).exec()


def _line(row: log.LoggedAction) -> _Line:
    mark = "例外办理" if row.overridden else "撤销" if row.undoes else ""
    return _Line(row.id, to_second(row.recorded_at), row.user_name, row.title, row.reason, row.rows, mark)


class ActionSheet(QDialog):
    """What one action changed."""

    def __init__(self, context: AppContext, parent: QWidget, line: _Line) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"第 {line.id} 步：{line.title}")
        self.resize(context.theme.px(860), context.theme.px(520))
        head = QLabel(f"{line.time} · {line.person}" + (f" · {line.reason}" if line.reason else ""))
        table = LedgerTableView(context.theme, FIELDS, ticks=False, rows=LIST_ROW)
        table.stretch("new")
        titles = {recipe.kind: recipe.title for recipe in catalogue.recipes(context.reader)}
        table.show_records(_fields(history.log_of_action(context.reader, line.id), titles))
        card = Card().flush()
        card.body.addWidget(table)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(card, 1)
        layout.addLayout(ClosingRow(self.accept))


def _fields(rows: tuple[history.LogRow, ...], titles: Mapping[str, str]) -> list[_Field]:
    """Each changed column in words; the code of an action's kind is told by its title."""
    found: list[_Field] = []
    for row in rows:
        old, new = row.was(), row.became()
        for name in {**old, **new}:
            if name != "id" and (row.table, name) != ("action", "kind") and (old or new.get(name) not in (None, "")):
                told = (value_words(row.table, name, values.get(name), titles) for values in (old, new))
                place = f"{table_word(row.table)} {row.row_id}"
                word = column_word(row.table, name) or CODED
                found.append(_Field(len(found) + 1, place, _VERBS[row.verb], word, *told))
    return found
