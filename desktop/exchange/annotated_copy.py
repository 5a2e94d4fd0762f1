"""A copy of the clerk's workbook with the faulty cells coloured and explained in notes (X4); the original is never touched."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.office_properties import put_properties, replace_properties
from desktop.exchange.sheet_cells import Sheet, Workbook, column_letter
from desktop.exchange.untrusted_file import read_bytes
from desktop.exchange.unused_path import unused, written_whole
from desktop.exchange.workbook import OPTIONS
from desktop.exchange.workbook_source import open_workbook
from desktop.ledgers.file_properties import FileProperties

_AUTHOR = "巡察整改台账"
_COLOURS = {"error": "FFC7CE", "warning": "FFEB9C"}
_NOTE_WIDTH, _NOTE_HEIGHT_PER_LINE = 320, 22
_TOO_ODD = (KeyError, ValueError, TypeError, IndexError, AttributeError, zipfile.BadZipFile, InvalidFileException)

Notes = dict[str, tuple[str, list[str]]]
"""Cell → worst level and the sentences."""


def write_annotated_copy(
    source: Path, target: Path, faults: Sequence[ReadingFault], properties: FileProperties = FileProperties()
) -> Path:
    """Write the copy with the properties of the office and return its final path; .xls and .csv come out as .xlsx."""
    workbook = open_workbook(source)
    macros = workbook.kind == "xlsx" and source.suffix.lower() == ".xlsm"
    final = unused(target.with_suffix(".xlsm" if macros else ".xlsx"))
    by_sheet = _notes(workbook, faults)
    with written_whole(final) as draft:
        if workbook.kind != "xlsx" or not _copy_with_formats(source, draft, by_sheet, macros, properties):
            _copy_values(workbook, draft, by_sheet, properties)
    return final


def _notes(workbook: Workbook, faults: Sequence[ReadingFault]) -> dict[str, Notes]:
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    by_sheet: dict[str, Notes] = defaultdict(dict)
    for fault in faults:
        if fault.sheet not in sheets or fault.row < 1:
            continue
        cell = fault.cell or _first_cell(sheets[fault.sheet], fault.row)
        level, sentences = by_sheet[fault.sheet].get(cell, (fault.level, []))
        worst = "error" if "error" in (level, fault.level) else "warning"
        by_sheet[fault.sheet][cell] = (worst, [*sentences, fault.message])
    return by_sheet


def _first_cell(sheet: Sheet, row: int) -> str:
    return f"{column_letter(min(sheet.rows.get(row, {1: None})))}{row}"


def _copy_with_formats(
    source: Path, draft: Path, by_sheet: dict[str, Notes], macros: bool, properties: FileProperties
) -> bool:
    """Through openpyxl, which keeps the look; False where the file is too odd for it."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(read_bytes(source)), keep_vba=macros)
        for name, notes in by_sheet.items():
            sheet = book[name]
            for address, (level, sentences) in notes.items():
                _annotate(sheet, address, level, sentences)
        replace_properties(book, properties)
        book.save(draft)
    except _TOO_ODD:
        return False
    return True


def _annotate(sheet: Worksheet, address: str, level: str, sentences: list[str]) -> None:
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        area = next(merge for merge in sheet.merged_cells.ranges if address in merge)
        cell = sheet.cell(area.min_row, area.min_col)
    cell.fill = PatternFill("solid", start_color=_COLOURS[level], end_color=_COLOURS[level])
    text = "\n".join([*([cell.comment.text] if cell.comment else []), *sentences])
    cell.comment = Comment(text, _AUTHOR, height=_note_height(text), width=_NOTE_WIDTH)


def _note_height(text: str) -> int:
    return _NOTE_HEIGHT_PER_LINE * (sum(1 + len(line) // 22 for line in text.split("\n")) + 1)


def _copy_values(workbook: Workbook, draft: Path, by_sheet: dict[str, Notes], properties: FileProperties) -> None:
    """A plain copy of the values at their places, for kinds that cannot be written back."""
    with xlsxwriter.Workbook(draft, OPTIONS) as book:
        put_properties(book, properties)
        plain = book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1})
        marked = {
            level: book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": f"#{colour}"})
            for level, colour in _COLOURS.items()
        }
        for number, source in enumerate(workbook.sheets, 1):
            sheet = book.add_worksheet(_sheet_name(source.name, number))
            if source.hidden:
                sheet.hide()
            notes = by_sheet.get(source.name, {})
            for row, cells in source.numbered_rows():
                for column, cell in cells.items():
                    level = notes.get(f"{column_letter(column)}{row}", ("", []))[0]
                    sheet.write_string(row - 1, column - 1, cell.text, marked.get(level, plain))
            for address, (level, sentences) in notes.items():
                if not _is_filled(source, address):
                    sheet.write_blank(address, None, marked[level])
                text = "\n".join(sentences)
                sheet.write_comment(
                    address, text, {"author": _AUTHOR, "width": _NOTE_WIDTH, "height": _note_height(text)}
                )
            sheet.set_column(0, 30, 16)


def _is_filled(sheet: Sheet, address: str) -> bool:
    return any(
        f"{column_letter(column)}{row}" == address
        for row, cells in sheet.rows.items()
        if address.endswith(str(row))
        for column in cells
    )


def _sheet_name(name: str, number: int) -> str:
    return name[:31] if name else f"表{number}"
