"""The return workbook as it goes to a unit: its own columns open, all others locked, keys hidden, lists inside the cells' own rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from desktop.exchange.list_files.sheet_values import lines_in
from desktop.exchange.office_properties import put_properties
from desktop.exchange.return_book.columns import EDITABLE, KEY, SERIAL, SHEET, TITLES
from desktop.exchange.return_book.package import MARK_SHEET, NAMES
from desktop.exchange.unused_path import written_whole
from desktop.exchange.workbook import OPTIONS
from desktop.ledgers.file_properties import FileProperties
from desktop.rules.package_mark import PackageMark
from desktop.rules.state_words import STATE_WORDS

HINT = "只填写浅色栏；请勿改动其他栏，勿增删行。完成日期、申请延期至请写成 2026-06-18 这样。申请延期的写明理由。"
_STATUS = "status"
STATES = tuple(word for code, word in STATE_WORDS.items() if code != "transferred")
"""What a unit may report of itself."""
_DATES = ("completed_on", "extend_to")
_WIDTHS = {
    KEY: 12, SERIAL: 6, "unit": 18, "category": 20, "text": 44, "due_on": 13, "owner": 12, "progress": 44, _STATUS: 11, "completed_on": 13,
    "remark": 18, "extend_to": 13, "extend_reason": 24,
}  # fmt: skip
_COLUMNS = tuple(TITLES)
_HEAD_ROW = 2
_HIGHEST_ROW, _LINE_HEIGHT = 405.0, 15.0
_MOST_LETTERS = 2000


@dataclass(frozen=True)
class Page:
    """What one return workbook says: its title and the rows by key, each field as text."""

    title: str
    rows: Mapping[str, Mapping[str, str | None]]


def write_return_book(path: Path, page: Page, mark: PackageMark, properties: FileProperties = FileProperties()) -> Path:
    """Write the workbook with its mark and the properties of the office; `path` must be free."""
    with written_whole(path) as draft, xlsxwriter.Workbook(draft, OPTIONS) as book:
        put_properties(book, properties)
        _Writer(book).write(page)
        _write_mark(book, mark)
    return path


def shown(name: str, value: Any) -> str:
    """A value as the unit reads it: a state in its word."""
    if value is None:
        return ""
    return STATE_WORDS[value] if name == _STATUS else str(value)


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._sheet: Worksheet = book.add_worksheet(SHEET)
        self._title = book.add_format({"bold": True, "font_size": 18, "align": "center", "font_name": "黑体"})
        self._hint = book.add_format({"font_size": 10.5, "font_name": "宋体", "valign": "vcenter"})
        boxed = {"border": 1, "font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
        self._head = book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#E7ECF3"})
        self._locked = book.add_format({**boxed, "bg_color": "#F2F2F2"})
        self._open = book.add_format({**boxed, "locked": False, "bg_color": "#FFFBE6", "num_format": "@"})
        self._day = book.add_format({**boxed, "locked": False, "bg_color": "#FFFBE6", "num_format": "yyyy-mm-dd"})

    def write(self, page: Page) -> None:
        last = len(_COLUMNS) - 1
        self._sheet.merge_range(0, 1, 0, last, page.title, self._title)
        self._sheet.merge_range(1, 1, 1, last, HINT, self._hint)
        for column, name in enumerate(_COLUMNS):
            hidden = {"hidden": True} if name == KEY else {}
            self._sheet.set_column(column, column, _WIDTHS[name], None, hidden)
            self._sheet.write_string(_HEAD_ROW, column, TITLES[name], self._head)
        for place, (key, row) in enumerate(page.rows.items(), 1):
            self._row(_HEAD_ROW + place, {**row, KEY: key, SERIAL: place})
        self._set_rules(_HEAD_ROW + 1, _HEAD_ROW + max(1, len(page.rows)))
        self._set_page(last)

    def _row(self, number: int, row: Mapping[str, Any]) -> None:
        for column, name in enumerate(_COLUMNS):
            self._cell(number, column, name, row.get(name))
        lines = max(lines_in(shown(name, row.get(name)), _WIDTHS[name]) for name in _COLUMNS)
        self._sheet.set_row(number, min(_HIGHEST_ROW, _LINE_HEIGHT * max(2, lines) + 6))

    def _cell(self, number: int, column: int, name: str, value: Any) -> None:
        look = self._day if name in _DATES else self._open if name in EDITABLE else self._locked
        if name in _DATES and value:
            self._sheet.write_datetime(number, column, date.fromisoformat(str(value)), look)
        elif name == SERIAL:
            self._sheet.write_number(number, column, value, look)
        elif text := shown(name, value):
            self._sheet.write_string(number, column, text, look)
        else:
            self._sheet.write_blank(number, column, None, look)

    def _set_rules(self, first: int, last: int) -> None:
        """Lists and limits stand in the rule itself: a list on another sheet is one that WPS may not open."""
        for column, name in enumerate(_COLUMNS):
            if name == _STATUS:
                rule: dict[str, Any] = {
                    "validate": "list",
                    "source": list(STATES),
                    "error_message": "请从下拉列表中选。",
                }
            elif name in _DATES:
                limits = {"criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)}
                rule = {"validate": "date", **limits, "error_message": "请写成 2026-06-18 这样的日期。"}
            elif name in EDITABLE:
                limits = {"criteria": "<=", "value": _MOST_LETTERS}
                rule = {"validate": "length", **limits, "error_message": f"最多 {_MOST_LETTERS} 字。"}
            else:
                continue
            self._sheet.data_validation(first, column, last, column, {"error_title": TITLES[name], **rule})

    def _set_page(self, last: int) -> None:
        sheet = self._sheet
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        sheet.freeze_panes(_HEAD_ROW + 1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.set_paper(8)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&10第 &P 页　共 &N 页")
        sheet.print_area(0, 1, sheet.dim_rowmax or _HEAD_ROW, last)


def _write_mark(book: xlsxwriter.Workbook, mark: PackageMark) -> None:
    """The hidden sheet that says which package this is."""
    sheet = book.add_worksheet(MARK_SHEET)
    for row, name in enumerate(NAMES):
        sheet.write_string(row, 0, name)
        value = getattr(mark, name)
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            sheet.write_string(row, 1, value)
    sheet.protect()
    sheet.hide()
