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
from desktop.exchange.return_book.columns import KEY, PROGRESS, SERIAL, Form
from desktop.exchange.return_book.package import MARK_SHEET, NAMES
from desktop.exchange.unused_path import written_whole
from desktop.exchange.workbook import OPTIONS
from desktop.ledgers.file_properties import FileProperties
from desktop.rules.package_mark import PackageMark
from desktop.rules.state_words import STATE_WORDS

_STATUS = "status"
_HEAD_ROW = 2
_HIGHEST_ROW, _LINE_HEIGHT = 405.0, 15.0
_MOST_LETTERS = 2000


@dataclass(frozen=True)
class Page:
    """What one return workbook says: its title and the rows by key, each field as text."""

    title: str
    rows: Mapping[str, Mapping[str, str | None]]


def write_return_book(
    path: Path, page: Page, mark: PackageMark, properties: FileProperties = FileProperties(), form: Form = PROGRESS
) -> Path:
    """Write the workbook with its mark and the properties of the office; `path` must be free."""
    with written_whole(path) as draft, xlsxwriter.Workbook(draft, OPTIONS) as book:
        put_properties(book, properties)
        _Writer(book, form).write(page)
        _write_mark(book, mark)
    return path


def shown(name: str, value: Any) -> str:
    """A value as the unit reads it: a state in its word."""
    if value is None:
        return ""
    return STATE_WORDS[value] if name == _STATUS else str(value)


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, form: Form) -> None:
        self._form, self._columns = form, tuple(form.titles)
        self._sheet: Worksheet = book.add_worksheet(form.sheet)
        self._title = book.add_format({"bold": True, "font_size": 18, "align": "center", "font_name": "黑体"})
        self._hint = book.add_format({"font_size": 10.5, "font_name": "宋体", "valign": "vcenter"})
        boxed = {"border": 1, "font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
        self._head = book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#E7ECF3"})
        self._locked = book.add_format({**boxed, "bg_color": "#F2F2F2"})
        self._open = book.add_format({**boxed, "locked": False, "bg_color": "#FFFBE6", "num_format": "@"})
        self._day = book.add_format({**boxed, "locked": False, "bg_color": "#FFFBE6", "num_format": "yyyy-mm-dd"})

    def write(self, page: Page) -> None:
        last = len(self._columns) - 1
        self._sheet.merge_range(0, 1, 0, last, page.title, self._title)
        self._sheet.merge_range(1, 1, 1, last, self._form.hint, self._hint)
        for column, name in enumerate(self._columns):
            hidden = {"hidden": True} if name == KEY else {}
            self._sheet.set_column(column, column, self._form.widths[name], None, hidden)
            self._sheet.write_string(_HEAD_ROW, column, self._form.titles[name], self._head)
        for place, (key, row) in enumerate(page.rows.items(), 1):
            self._row(_HEAD_ROW + place, {**row, KEY: key, SERIAL: place})
        self._set_rules(_HEAD_ROW + 1, _HEAD_ROW + max(1, len(page.rows)))
        self._set_page(last)

    def _row(self, number: int, row: Mapping[str, Any]) -> None:
        for column, name in enumerate(self._columns):
            self._cell(number, column, name, row.get(name))
        lines = max(lines_in(shown(name, row.get(name)), self._form.widths[name]) for name in self._columns)
        self._sheet.set_row(number, min(_HIGHEST_ROW, _LINE_HEIGHT * max(2, lines) + 6))

    def _cell(self, number: int, column: int, name: str, value: Any) -> None:
        look = self._day if name in self._form.dates else self._open if name in self._form.editable else self._locked
        if name in self._form.dates and value:
            self._sheet.write_datetime(number, column, date.fromisoformat(str(value)), look)
        elif name == SERIAL:
            self._sheet.write_number(number, column, value, look)
        elif text := shown(name, value):
            self._sheet.write_string(number, column, text, look)
        else:
            self._sheet.write_blank(number, column, None, look)

    def _set_rules(self, first: int, last: int) -> None:
        """Lists and limits stand in the rule itself: a list on another sheet is one that WPS may not open."""
        for column, name in enumerate(self._columns):
            if name in self._form.choices:
                rule: dict[str, Any] = {
                    "validate": "list",
                    "source": list(self._form.choices[name]),
                    "error_message": "请从下拉列表中选。",
                }
            elif name in self._form.dates:
                limits = {"criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)}
                rule = {"validate": "date", **limits, "error_message": "请写成 2026-06-18 这样的日期。"}
            elif name in self._form.editable:
                limits = {"criteria": "<=", "value": _MOST_LETTERS}
                rule = {"validate": "length", **limits, "error_message": f"最多 {_MOST_LETTERS} 字。"}
            else:
                continue
            self._sheet.data_validation(first, column, last, column, {"error_title": self._form.titles[name], **rule})

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
