"""Any view of a ledger as a styled workbook: own title, head, widths, filter, print titles, groups with subtotals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from desktop.exchange.office_properties import put_properties
from desktop.exchange.unused_path import unused, written_whole
from desktop.ledgers.file_properties import FileProperties

ColumnKind = Literal["text", "int", "money", "date", "percent"]
_LONGEST_TEXT = 32_000
_LINE_HEIGHT, _HIGHEST_ROW = 15.0, 405.0
_PAPER = {"A4": 9, "A3": 8}
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
"""Texts stay texts, whatever they begin with."""


@dataclass(frozen=True)
class SheetColumn:
    """One column: its head, its width in characters, what it holds, and whether subtotals add it up."""

    title: str
    width: float = 12.0
    kind: ColumnKind = "text"
    summed: bool = False


@dataclass(frozen=True)
class PageStyle:
    """How the sheet looks on screen and on paper."""

    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = True
    frozen_columns: int = 0
    filters: bool = True


def write_workbook(
    path: Path,
    title: str,
    columns: Sequence[SheetColumn],
    rows: Sequence[Sequence[Any]],
    *,
    subtitle: str = "",
    group_by: int | None = None,
    totals: bool = False,
    style: PageStyle | None = None,
    properties: FileProperties = FileProperties(),
) -> Path:
    """Write the rows under their head and return the final path, which is never one that existed.

    `group_by` is the index of the column whose runs of equal values get a subtotal row; the rows come already in order.
    Texts stay texts, whatever they begin with.
    """
    final = unused(path.with_suffix(".xlsx"))
    with written_whole(final) as draft, xlsxwriter.Workbook(draft, OPTIONS) as book:
        put_properties(book, properties)
        _SheetWriter(book, columns, style or PageStyle()).write(title, subtitle, rows, group_by, totals)
    return final


class _SheetWriter:
    """Writes one sheet from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, columns: Sequence[SheetColumn], style: PageStyle) -> None:
        self._columns, self._style = columns, style
        self._sheet: Worksheet = book.add_worksheet("清单")
        self._title = book.add_format(
            {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter", "font_name": "黑体"}
        )
        self._subtitle = book.add_format({"font_size": 10.5, "align": "left", "valign": "vcenter", "font_name": "宋体"})
        boxed = {"border": 1, "font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
        self._head = book.add_format(
            {**boxed, "bold": True, "align": "center", "bg_color": "#E7ECF3", "font_name": "黑体"}
        )
        self._plain = [book.add_format({**boxed, **_look(column.kind)}) for column in columns]
        self._sum = [
            book.add_format({**boxed, **_look(column.kind), "bold": True, "bg_color": "#F5F5F5"}) for column in columns
        ]
        self._row = 0
        self._head_row = 0

    def write(
        self, title: str, subtitle: str, rows: Sequence[Sequence[Any]], group_by: int | None, totals: bool
    ) -> None:
        self._write_head(title, subtitle)
        first = self._row
        for run in _runs(rows, group_by):
            begin = self._row
            for row in run:
                self._write_row(row, level=1 if group_by is not None else 0)
            if group_by is not None:
                self._write_sums(f"{_shown(run[0][group_by])} 小计（{len(run)}条）", [(begin, self._row - 1)], run)
        last_data = self._row - 1
        if totals and rows:
            self._write_sums(f"合计（{len(rows)}条）", [(first, last_data)], rows)
        self._set_page(last_data)

    def _write_head(self, title: str, subtitle: str) -> None:
        last = max(0, len(self._columns) - 1)
        self._line(title, last, self._title, 30)
        if subtitle:
            self._line(subtitle, last, self._subtitle, 18)
        self._head_row = self._row
        for index, column in enumerate(self._columns):
            self._sheet.set_column(index, index, column.width)
            self._sheet.write_string(self._row, index, column.title, self._head)
        self._sheet.set_row(
            self._row, max(_LINE_HEIGHT * lines_in(column.title, column.width) for column in self._columns) + 9
        )
        self._row += 1

    def _line(self, text: str, last: int, look: Format, height: float) -> None:
        if last:
            self._sheet.merge_range(self._row, 0, self._row, last, text, look)
        else:
            self._sheet.write_string(self._row, 0, text, look)
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _write_row(self, row: Sequence[Any], level: int) -> None:
        lines = 1
        for index, (column, value) in enumerate(zip(self._columns, row, strict=True)):
            self._write_cell(index, column.kind, value, self._plain[index])
            if isinstance(value, str):
                lines = max(lines, lines_in(value, column.width))
        self._sheet.set_row(
            self._row, min(_HIGHEST_ROW, _LINE_HEIGHT * lines + 6), None, {"level": level} if level else {}
        )
        self._row += 1

    def _write_cell(self, index: int, kind: ColumnKind, value: Any, look: Format) -> None:
        if value is None or value == "":
            self._sheet.write_blank(self._row, index, None, look)
        elif isinstance(value, (date, datetime)) and value.year >= 1900:
            self._sheet.write_datetime(self._row, index, value, look)
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and kind != "text":
            self._sheet.write_number(self._row, index, value, look)
        else:
            text = _shown(value)
            self._sheet.write_string(
                self._row,
                index,
                text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "……（全文见台账）",
                look,
            )

    def _write_sums(self, label: str, spans: list[tuple[int, int]], rows: Sequence[Sequence[Any]]) -> None:
        """SUBTOTAL, so that filtering and the outer sum stay right; its value is stored for readers that do not calculate."""
        (first, last) = spans[0]
        for index, column in enumerate(self._columns):
            look = self._sum[index]
            if index and column.summed:
                total = sum(row[index] for row in rows if isinstance(row[index], (int, float)))
                letter = xlsxwriter.utility.xl_col_to_name(index)
                self._sheet.write_formula(
                    self._row, index, f"=SUBTOTAL(9,{letter}{first + 1}:{letter}{last + 1})", look, total
                )
            else:
                self._sheet.write_blank(self._row, index, None, look)
        self._sheet.write_string(self._row, 0, label, self._sum[0])
        self._sheet.set_row(self._row, 21)
        self._row += 1

    def _set_page(self, last_data: int) -> None:
        sheet, style = self._sheet, self._style
        last = max(0, len(self._columns) - 1)
        if style.filters and last_data > self._head_row:
            sheet.autofilter(self._head_row, 0, last_data, last)
        sheet.freeze_panes(self._head_row + 1, style.frozen_columns)
        sheet.repeat_rows(self._head_row)
        sheet.print_area(0, 0, max(self._row - 1, 0), last)
        sheet.set_paper(_PAPER[style.paper])
        if style.landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        sheet.set_footer("&C&10第 &P 页　共 &N 页")
        sheet.hide_gridlines(0)
        sheet.outline_settings(True, True, True, False)


def _look(kind: ColumnKind) -> dict[str, Any]:
    return {
        "text": {"align": "left"},
        "int": {"align": "center", "num_format": "0"},
        "money": {"align": "right", "num_format": "#,##0.00##"},
        "date": {"align": "center", "num_format": "yyyy-mm-dd"},
        "percent": {"align": "center", "num_format": "0.0%"},
    }[kind]


def _runs(rows: Sequence[Sequence[Any]], group_by: int | None) -> list[list[Sequence[Any]]]:
    """The rows cut where the group column changes."""
    if group_by is None:
        return [list(rows)] if rows else []
    runs: list[list[Sequence[Any]]] = []
    for row in rows:
        if runs and runs[-1][0][group_by] == row[group_by]:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column: Chinese characters are two wide."""
    room = max(2.0, width - 1)
    return sum(
        max(1, math.ceil(sum(2 if ord(character) > 0x2E7F else 1 for character in line) * 1.05 / room))
        for line in text.split("\n")
    )
