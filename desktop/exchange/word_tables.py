"""A Word file with a list of findings in its tables, as a sheet of cells: its lines and table rows are rows in their order."""

from __future__ import annotations

from itertools import groupby

from desktop.exchange.feedback_letter.reading import letter_of
from desktop.exchange.list_reading.header_words import meaning_of
from desktop.exchange.sheet_cells import Merge, Sheet, SheetLimits, Workbook, text_cell
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace, WordText
from desktop.exchange.word_reading.word_source import read_word_bytes

SHEET = "正文"
_HEAD_ROWS = 4
_OF_A_LIST = frozenset(
    {
        "measures",
        "responsible_leader",
        "responsible_department",
        "owner",
        "due_on",
        "due_first",
        "status",
        "completed_on",
    }
)
"""Columns that a list has beside the finding and a letter has not."""


def read_word_tables(data: bytes, name: str) -> Workbook:
    """The file as one sheet; raises Refused where it is no sound Word file, or larger than a list can be."""
    return Workbook("docx", [sheet_of(read_word_bytes(data, name), name)])


def sheet_of(word: WordText, name: str) -> Sheet:
    """Every paragraph stands in the sheet: one outside of tables is a row of its own, those of a cell are its lines."""
    sheet, limits, last = Sheet(SHEET), SheetLimits(name), 0
    for table, group in groupby(word.paragraphs, key=_table_of):
        paragraphs = list(group)
        if table is None:
            for one in paragraphs:
                last += 1
                sheet.rows[last] = {1: text_cell(_words(one))}
                limits.count(sheet.rows[last])
        else:
            rows = _rows(paragraphs)
            for place, cells in rows.items():
                sheet.rows[last + place + 1] = {
                    column + 1: text_cell("\n".join(said)) for column, said in cells.items()
                }
                limits.count(sheet.rows[last + place + 1])
            ends = [one.row for one in word.continued if one.table == table]
            sheet.merges += _merges(word.continued, table, last)
            last += max([*rows, *ends]) + 1
    return sheet


def is_list(word: WordText) -> bool:
    """Whether a table of the file is a list of findings with their measures, dates or states, and its text names none itself."""
    in_tables = {number for one in word.paragraphs if one.place is not None for number in one.numbers}
    if any(not in_tables.issuperset(one.paras) for one in letter_of(word).findings):
        return False
    return any(_has_head(list(group)) for table, group in groupby(word.paragraphs, key=_table_of) if table is not None)


def _has_head(paragraphs: list[Paragraph]) -> bool:
    for cells in list(_rows(paragraphs).values())[:_HEAD_ROWS]:
        found = [meaning_of("\n".join(said)) for said in cells.values()]
        kinds = {one.kind for one in found if one is not None}
        if "text" in kinds and kinds & _OF_A_LIST:
            return True
    return False


def _table_of(one: Paragraph) -> int | None:
    return one.place.table if one.place is not None else None


def _rows(paragraphs: list[Paragraph]) -> dict[int, dict[int, list[str]]]:
    rows: dict[int, dict[int, list[str]]] = {}
    for one in paragraphs:
        assert one.place is not None, "they stand in a table"
        rows.setdefault(one.place.row, {}).setdefault(one.place.column, []).append(_words(one))
    return rows


def _words(one: Paragraph) -> str:
    return f"{one.label}{one.text}"


def _merges(continued: frozenset[TablePlace], table: int, above: int) -> list[Merge]:
    """The cells that are merged downwards, each with the rows that it goes on over."""
    found: list[Merge] = []
    columns: dict[int, list[int]] = {}
    for one in sorted(continued, key=lambda place: place.row):
        if one.table == table:
            columns.setdefault(one.column, []).append(one.row)
    for column, rows in columns.items():
        first = before = rows[0]
        for row in [*rows[1:], -1]:
            if row != before + 1:
                found.append((above + first, column + 1, above + before + 1, column + 1))
                first = row
            before = row
    return found
