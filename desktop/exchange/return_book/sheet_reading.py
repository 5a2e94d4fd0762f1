"""The rows of a returned workbook by their heads: every row with content is a row of an item, a proposal, or set aside with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from desktop.errors import Refused
from desktop.exchange.list_reading.messages import fault_at
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import IgnoredRow, ReadingFault
from desktop.exchange.list_reading.row_words import is_footer, is_label, is_note, is_title, is_total_alone, total_reason
from desktop.exchange.normalise.plain_text import is_blank_word, is_ditto, squeezed
from desktop.exchange.return_book.columns import KEY, PROGRESS, SERIAL, TEXT, Form, heads_of
from desktop.exchange.sheet_cells import Cell, Workbook, column_letter, has_content

_ROWS_TO_SEARCH = 200


@dataclass(frozen=True)
class ReturnedRow:
    """One row: its key as written, and the cells of its fields; a field whose cells contradict each other has none."""

    row: int
    key: str
    cells: dict[str, Cell]

    def said(self, name: str) -> str:
        """The own words of a cell without white space."""
        cell = self.cells.get(name)
        return squeezed(cell.text) if cell and not cell.fault else ""


@dataclass(frozen=True)
class OtherColumn:
    """A column with content that no field has: told, so that nothing that a unit wrote is passed over in silence."""

    column: str
    head: str
    rows: tuple[int, ...]


@dataclass
class ReturnedSheet:
    """The sheet as it came back."""

    name: str
    head_row: int
    columns: dict[str, list[int]]
    form: Form = field(default=PROGRESS, repr=False)
    rows: list[ReturnedRow] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)
    faults: list[ReadingFault] = field(default_factory=list)
    other: list[OtherColumn] = field(default_factory=list)
    above: dict[str, Cell] = field(default_factory=dict, repr=False)
    """The last filled cell of each field, for 同上."""

    def column(self, name: str) -> int | None:
        """Where a field stands first."""
        return self.columns.get(name, [None])[0]


def read_sheet(
    workbook: Workbook, wanted: str, fields: Collection[str], keys: Collection[str], form: Form = PROGRESS
) -> ReturnedSheet:
    """The sheet called `wanted`, or the one that carries most of the sent keys; raises Refused where none has the heads."""
    headed = (_with_head(Page(one), fields, keys, form) for one in workbook.sheets if not one.hidden)
    found = [one for one in headed if one is not None]
    if not found:
        raise Refused(
            "no_header_found", f"表中找不到填报表的表头（{'、'.join(form.titles.values())}）。请用发出的原表填报。"
        )
    sheet, page, _count = max(found, key=lambda one: (squeezed(one[0].name) == squeezed(wanted), one[2]))
    for other in workbook.sheets:
        if other is not page.sheet and not other.is_empty:
            sheet.ignored.append(IgnoredRow(other.name, 0, "hidden_sheet" if other.hidden else "not_a_list_sheet"))
    _walk(page, sheet, frozenset(map(squeezed, keys)))
    return sheet


def _with_head(
    page: Page, fields: Collection[str], keys: Collection[str], form: Form
) -> tuple[ReturnedSheet, Page, int] | None:
    known = frozenset(map(squeezed, keys))
    for row in page.rows[:_ROWS_TO_SEARCH]:
        if columns := heads_of(page.own(row), {*fields, KEY, SERIAL, TEXT}, form):
            sheet = ReturnedSheet(page.sheet.name, row, columns, form)
            hits = _hits_in(page, sheet, known)
            if KEY not in columns and (column := max(hits, key=lambda one: (hits[one], -one), default=None)):
                columns[KEY] = [column]
            return sheet, page, max(hits.values(), default=0)
    return None


def _hits_in(page: Page, sheet: ReturnedSheet, keys: Collection[str]) -> dict[int, int]:
    """How many sent keys each column below the head holds, fields other than the key left out."""
    taken = {column for name, columns in sheet.columns.items() if name != KEY for column in columns}
    return Counter(
        column
        for row in page.rows
        if row > sheet.head_row
        for column, cell in page.own(row).items()
        if column not in taken and squeezed(cell.text) in keys
    )


def _walk(page: Page, sheet: ReturnedSheet, keys: Collection[str]) -> None:
    head = {column: squeezed(cell.text) for column, cell in page.own(sheet.head_row).items()}
    _note_hidden_columns(page, sheet)
    for number in page.rows:
        own = page.own(number)
        if number < sheet.head_row:
            sheet.ignored.append(IgnoredRow(sheet.name, number, "title"))
        elif number == sheet.head_row:
            sheet.ignored.append(IgnoredRow(sheet.name, number, "header"))
        elif all(head.get(column) == squeezed(cell.text) for column, cell in own.items()):
            sheet.ignored.append(IgnoredRow(sheet.name, number, "repeated_header"))
        elif any(has_content(cell) for cell in own.values()):
            _take(page, sheet, number, keys)
    _note_other_columns(page, sheet)


def _take(page: Page, sheet: ReturnedSheet, number: int, keys: Collection[str]) -> None:
    row = _row(page, sheet, number)
    if squeezed(row.key) not in keys and (reason := _set_aside(page, row)):
        sheet.ignored.append(IgnoredRow(sheet.name, number, reason))
        return
    if not squeezed(row.key) and not row.said(TEXT):
        sheet.faults.append(fault_at(sheet.name, number, TEXT, sheet.column(TEXT), "missing_text", level="error"))
        return
    if number in page.sheet.hidden_rows:
        sheet.faults.append(fault_at(sheet.name, number, None, None, "hidden_row"))
    _note_lost(page, sheet, row)
    sheet.rows.append(row)


def _note_lost(page: Page, sheet: ReturnedSheet, row: ReturnedRow) -> None:
    """Characters that could not be kept, and pictures that lie where a text was asked for."""
    for name, columns in sheet.columns.items():
        cell = row.cells.get(name)
        pictured = cell is None and any((row.row, column) in page.sheet.pictures for column in columns)
        if kind := "picture_not_read" if pictured else cell.note if cell else None:
            label = sheet.form.titles.get(name, name)
            sheet.faults.append(fault_at(sheet.name, row.row, name, columns[0], kind, label=label))


def _row(page: Page, sheet: ReturnedSheet, number: int) -> ReturnedRow:
    cells: dict[str, Cell] = {}
    for name, columns in sheet.columns.items():
        filled = {column: cell for column in columns if (cell := page.cell(number, column)) and has_content(cell)}
        if len({squeezed(cell.text) for cell in filled.values()}) > 1:
            column = min(filled)
            sheet.faults.append(
                fault_at(sheet.name, number, name, column, "two_columns", label=sheet.form.titles.get(name, name))
            )
            cells[name] = Cell(fault="two_columns")
        elif filled:
            cells[name] = _not_ditto(sheet, name, next(iter(filled.values())))
    key = cells.get(KEY)
    return ReturnedRow(number, key.text.strip() if key and not key.fault else "", cells)


def _not_ditto(sheet: ReturnedSheet, name: str, cell: Cell) -> Cell:
    """同上 is what the row above says in the field (RULES §0); keys and findings have none."""
    if name not in (KEY, SERIAL, TEXT) and not cell.fault and is_ditto(cell.text):
        return sheet.above.get(name, Cell())
    sheet.above[name] = cell
    return cell


def _set_aside(page: Page, row: ReturnedRow) -> str:
    """Why a row without a sent key is nobody's: a signature, a note, a sum, a bare number; '' where it is a row to look at."""
    own = page.own(row.row)
    texts = [cell.text for cell in own.values() if not is_blank_word(cell.text)]
    if not texts and not any(cell.fault for cell in own.values()):
        return "note"
    if len(texts) == 1 and set(row.cells) <= {SERIAL} and texts[0].strip().isdecimal():
        return "serial_only"
    if aside := _of_the_foot(row.said(KEY) or row.said(SERIAL)):
        return aside
    if row.said(TEXT) and len(texts) > 1:
        return ""
    first = texts[0] if texts else ""
    if total_reason(first):
        return "total"
    if is_footer(first, len(texts) == 1) or (is_label(first) and not row.said(TEXT)):
        return "footer"
    alone = len(texts) == 1 and (is_title(first) or first.strip().startswith(("（", "(")))
    return "note" if is_note(first) or (alone and not row.said(TEXT)) else ""


def _of_the_foot(head: str) -> str:
    """What stands where a key or a serial belongs and is none: 合计, or a place to sign, whatever lies in the column of the texts beside it."""
    if is_total_alone(head):
        return "total"
    return "footer" if head.endswith(("：", ":")) and is_label(head) else ""


def _note_hidden_columns(page: Page, sheet: ReturnedSheet) -> None:
    """A hidden column of a field is told; that of the keys is hidden by our own hand."""
    for name, columns in sheet.columns.items():
        for column in columns:
            if name != KEY and page.sheet.column_is_hidden(column):
                label = page.text(sheet.head_row, column)
                sheet.faults.append(fault_at(sheet.name, sheet.head_row, name, column, "hidden_column", label=label))


def _note_other_columns(page: Page, sheet: ReturnedSheet) -> None:
    known = {column for columns in sheet.columns.values() for column in columns}
    rows: dict[int, list[int]] = {}
    for row in sheet.rows:
        for column, cell in page.own(row.row).items():
            if column not in known and not is_blank_word(cell.text):
                rows.setdefault(column, []).append(row.row)
    sheet.other = [
        OtherColumn(column_letter(column), page.text(sheet.head_row, column), tuple(rows[column]))
        for column in sorted(rows)
    ]
