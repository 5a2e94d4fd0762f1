"""A .csv as one unnamed sheet; rows are records, in whatever encoding and separator the office's program wrote."""

import csv
import io

from desktop.exchange.sheet_cells import Sheet, Workbook, has_content, text_cell
from desktop.exchange.untrusted_file import damaged, not_a_workbook

_LONGEST_FIELD = 10_000_000
_SEPARATORS = (",", "\t", ";", "|")


def read_csv(data: bytes, name: str) -> Workbook:
    """The records as rows from 1; the sheet has no name."""
    text = decoded(data)
    if text is None:
        raise (
            damaged(name)
            if b"PK\x05\x06" in data or name.lower().endswith((".csv", ".txt", ".tsv"))
            else not_a_workbook(name)
        )
    csv.field_size_limit(_LONGEST_FIELD)
    sheet = Sheet("")
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text)), 1):
            cells = {column: text_cell(value) for column, value in enumerate(map(_one_line_end, record), 1)}
            kept = {column: cell for column, cell in cells.items() if has_content(cell)}
            if kept:
                sheet.rows[number] = kept
    except csv.Error as fault:
        raise damaged(name) from fault
    return Workbook("csv", [sheet])


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


def _one_line_end(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")
