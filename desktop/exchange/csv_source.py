"""A .csv as one unnamed sheet; rows are records, in whatever encoding and separator the office's program wrote."""

import csv
import io
import re

from desktop.errors import Refused
from desktop.exchange.list_reading.row_words import is_serial
from desktop.exchange.sheet_cells import Cell, Sheet, SheetLimits, Workbook, has_content, text_cell
from desktop.exchange.untrusted_file import damaged, not_a_workbook

_LONGEST_FIELD = 32_767
"""What a cell of a workbook can hold; a longer one has swallowed its neighbours."""
_MOST_LINES = 400_000
_WIDEST = 16_384
"""Columns of a workbook; a wider record is no row of a list."""
UNCLOSED = "unclosed_quote"
_LOST_ZERO = re.compile(r"(?:19|20)\d{2}\.1")
_SEPARATORS = (",", "\t", ";", "|")
_END = "\ue0ff"
"""A record of its own behind the last line: where it does not come back alone, a quote was never closed."""


def read_csv(data: bytes, name: str) -> Workbook:
    """The records as rows from 1; the sheet has no name. A quote that swallows records is refused with its line."""
    if data.count(b"\n") > _MOST_LINES:
        raise SheetLimits.too_large(name)
    text = decoded(data)
    if text is None:
        raise (
            damaged(name)
            if b"PK\x05\x06" in data or name.lower().endswith((".csv", ".txt", ".tsv"))
            else not_a_workbook(name)
        )
    return Workbook("csv", [read_records(text, separator_of(text), name)])


def read_records(text: str, separator: str, name: str, *, strict: bool = True) -> Sheet:
    """The records of a text as a sheet; raises `Refused` where quotes do not add up or the text is too large.

    Without `strict` (a clipboard holds exactly what was marked) a cell may hold tabs and line ends of its own.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    sheet, limits = Sheet(""), SheetLimits(name)
    ended = text if text.endswith(("\n", "\r")) or not text else text + "\n"
    lines = ended.splitlines()
    reader = csv.reader(io.StringIO(ended + _END, newline=""), delimiter=separator)
    begun = number = 0
    closed = False
    try:
        for record in reader:
            if record == [_END]:
                closed = True
                break
            number += 1
            if len(record) > _WIDEST:
                raise SheetLimits.too_large(name)
            if strict and reader.line_num > begun + 1:
                _refuse_swallowed(record, separator, name, lines[begun : reader.line_num], begun + 1)
            begun = reader.line_num
            cells = {column: _cell(value) for column, value in enumerate(record, 1) if value}
            kept = {column: cell for column, cell in cells.items() if has_content(cell)}
            if kept:
                sheet.rows[number] = kept
                limits.count(kept)
    except csv.Error:
        if begun < len(lines) and len(lines[begun]) > _LONGEST_FIELD and '"' not in lines[begun]:
            raise _too_long(name, begun + 1) from None
        closed = False
    if not closed:
        raise _unclosed(name, begun + 1)
    return sheet


def _refuse_swallowed(record: list[str], separator: str, name: str, lines: list[str], first: int) -> None:
    """A cell that holds records of the list itself: a line inside it has as many separators as the whole record."""
    for value in record:
        inner = value.splitlines()[1:]
        for offset, part in enumerate(inner, 1):
            inside = part.count(separator)
            whole = lines[offset].count(separator) if offset < len(lines) else 0
            if inside and whole >= len(record) - 1 and (inside > 1 or is_serial(part.partition(separator)[0])):
                raise _unclosed(name, first)


def _too_long(name: str, line: int) -> Refused:
    """A cell longer than a workbook could hold, without a quote that would explain it."""
    return Refused("too_large", f"“{name}”第 {line} 行有一格超过 {_LONGEST_FIELD} 字，未读入；请核对这一行后再导入。")


def _unclosed(name: str, line: int) -> Refused:
    """Where a quote opens and nothing closes it, everything behind it would be one cell."""
    return Refused(
        UNCLOSED,
        f"“{name}”第 {line} 行有一个半角引号没有配对，后面的行会被吞进这一格，未读入；请改正这一行的引号，或用 WPS 另存为 .xlsx 再导入。",
    )


def decoded(data: bytes) -> str | None:
    """UTF-8 or UTF-16 by their marks, else UTF-8 where it fits, else GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _tried(data, "utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        if (text := _tried(data, encoding)) is not None:
            return text
    return None


def separator_of(text: str) -> str:
    """The mark that stands most often outside quotes in the first lines."""
    counts, quoted = dict.fromkeys(_SEPARATORS, 0), False
    for character in text[:20_000]:
        if character == '"':
            quoted = not quoted
        elif not quoted and character in counts:
            counts[character] += 1
    return max(_SEPARATORS, key=lambda mark: counts[mark])


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _cell(value: str) -> Cell:
    """The text; 2025.1 is the number that it may have been in the workbook: October lost its zero on the way."""
    return Cell(float(value)) if _LOST_ZERO.fullmatch(value) else text_cell(_one_line_end(value))


def _one_line_end(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")
