"""All sheets of a workbook → one reading: which sheets are lists, what is left aside whole, what repeats."""

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.duplicates import Duplicates
from desktop.exchange.list_reading.header_words import header_key
from desktop.exchange.list_reading.headers import HeaderBlock
from desktop.exchange.list_reading.item_values import ItemValues
from desktop.exchange.list_reading.messages import fault_at
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import FindingListReading, HeaderGuess, IgnoredRow, Remark, TableLayout
from desktop.exchange.list_reading.record_card import CardSheet, card_sheet
from desktop.exchange.list_reading.remarks import add_remarks, rounds_by_sheet, rounds_named
from desktop.exchange.list_reading.row_walk import RowWalk
from desktop.exchange.list_reading.walked_rows import Walk
from desktop.exchange.normalise.money import UNITS, line_unit, stated_unit, unit_of_column
from desktop.exchange.sheet_cells import Sheet, Workbook, column_letter


def read_workbook(workbook: Workbook, context: ReadingContext) -> FindingListReading:
    """The reading; `sheets` stays empty where no sheet holds a list."""
    reading = FindingListReading()
    duplicates = Duplicates(rounds_named(sheet.name for sheet in workbook.sheets if not sheet.hidden))
    for sheet in workbook.sheets:
        if sheet.is_empty:
            continue
        if sheet.hidden:
            reading.ignored.append(IgnoredRow(sheet.name, 0, "hidden_sheet"))
            continue
        page = Page(sheet)
        if sheet.name not in context.pointed and (cards := card_sheet(page)):
            _add_cards(cards, context, reading)
            continue
        walk = RowWalk(page, context, context.heads).run()
        if walk is None:
            reading.ignored.append(IgnoredRow(sheet.name, 0, "not_a_list_sheet"))
            continue
        reading.sheets.append(sheet.name)
        _SheetReading(page, walk, context, reading, duplicates).add()
    rounds_by_sheet(reading)
    return reading


def _add_cards(cards: CardSheet, context: ReadingContext, reading: FindingListReading) -> None:
    """A sheet of cards read whole, or refused whole: a card that is read in part would say less than it holds."""
    name = cards.sheet.name
    own = FindingListReading()
    page = Page(cards.sheet)
    walk = None if cards.broken else RowWalk(page, context, context.heads).run()
    if walk is not None and [header.rows for header in walk.headers] != [[cards.head]]:
        walk = None  # another row of the sheet reads as a head: these are no cards, or not all of them
    if walk is not None:
        _SheetReading(page, walk, context, own, Duplicates()).add()
        cards.put_back(own)
    if walk is None or any(fault.level == "error" for fault in own.faults):
        row = cards.broken or next((fault.row for fault in own.faults if fault.level == "error"), cards.first_row)
        place = f"“{name}”表" if name else "这份表"
        said = f"{place}是记录卡（一事一卡），第 {row} 行读不全，整表没有收；请补齐栏名，或把各卡抄成一行一条的清单再导入。"
        reading.ignored.append(IgnoredRow(name, 0, "record_card"))
        reading.remarks.append(Remark("record_card", name, row, said))
        return
    reading.sheets.append(name)
    reading.findings += own.findings
    reading.ignored += own.ignored
    reading.faults += own.faults
    reading.unknown_words += own.unknown_words


class _SheetReading:
    """Puts one walked sheet into the reading."""

    def __init__(
        self, page: Page, walk: Walk, context: ReadingContext, reading: FindingListReading, duplicates: Duplicates
    ) -> None:
        self._page, self._walk, self._reading, self._duplicates = page, walk, reading, duplicates
        self._context = context
        self._readers = [
            ItemValues(page, columns, self._money_unit(place), context) for place, columns in enumerate(walk.columns)
        ]

    def add(self) -> None:
        sheet, reading = self._page.sheet, self._reading
        before = len(reading.faults)
        ignored = [IgnoredRow(sheet.name, row, reason) for row, reason in self._walk.ignored]
        for header, columns in zip(self._walk.headers, self._walk.columns, strict=True):
            reading.layout.append(_layout(sheet, header, columns))
            self._note_hidden_columns(header, columns)
        for row, table in self._walk.errors:
            self._note_error(row, self._walk.columns[table])
        for row in self._walk.orphans:
            reading.faults.append(fault_at(sheet.name, row, "text", None, "row_above_head", level="error"))
        for item in self._walk.items:
            columns = self._walk.columns[item.table]
            finding, faults = self._readers[item.table].read(item)
            repeated, warning = self._duplicates.judge(finding, self._page, columns)
            if repeated:
                ignored.extend(IgnoredRow(sheet.name, row, "duplicate") for row in item.rows if self._page.own(row))
                continue
            reading.findings.append(finding)
            reading.faults.extend(faults)
            if warning:
                reading.faults.append(warning)
        reading.faults[before:] = sorted(reading.faults[before:], key=lambda fault: fault.row)
        reading.ignored.extend(sorted(ignored, key=lambda entry: entry.row))
        add_remarks(reading, self._page, self._walk, self._context)

    def _money_unit(self, table: int) -> int | None:
        """The unit of bare amounts: the office's word, the head, the lines above, else what the column itself proves (RULES §7)."""
        columns, header = self._walk.columns[table], self._walk.headers[table]
        column = columns.first("amount_yuan")
        if column is None:
            return 1
        head = "".join(header.labels[column])
        if taught := self._context.office.amount_unit(columns.labels[column]):
            return UNITS.get(taught)
        lines = [unit for line in self._walk.money_lines[table].split("\n") if (unit := line_unit(line))]
        stated = stated_unit(head) or (lines[-1] if lines else None)
        rows = [row for item in self._walk.items if item.table == table for row in item.rows]
        cells = (self._page.own(row).get(column) for row in rows)
        return stated or unit_of_column((cell.value, cell.number_format) for cell in cells if cell and not cell.fault)

    def _note_hidden_columns(self, header: HeaderBlock, columns: Columns) -> None:
        sheet = self._page.sheet
        for name, placed in columns.fields.items():
            for column in placed:
                if name != "serial" and sheet.column_is_hidden(column):
                    label = columns.labels[column]
                    self._reading.faults.append(
                        fault_at(sheet.name, header.rows[0], name, column, "hidden_column", label=label)
                    )

    def _note_error(self, row: int, columns: Columns) -> None:
        sheet, column = self._page.sheet, columns.first("text")
        cell = self._page.own(row).get(column) if column else None
        label = columns.labels.get(column, "") if column else ""
        kinds = [cell.fault] if cell and cell.fault else []
        for kind in [*kinds, "missing_text"]:
            shown = cell.shown if cell else ""
            self._reading.faults.append(
                fault_at(sheet.name, row, "text", column, kind, label=label, value=shown, level="error")
            )


def _layout(sheet: Sheet, header: HeaderBlock, columns: Columns) -> TableLayout:
    named = {
        name: [column_letter(column) for column in placed]
        for name, placed in columns.fields.items()
        if name != "serial"
    }
    field_of = {column: name for name, placed in columns.fields.items() for column in placed}
    guesses = tuple(
        HeaderGuess(
            column_letter(column),
            columns.labels[column],
            "/".join(header_key(word) for word in words),
            field_of.get(column),
        )
        for column, words in sorted(header.labels.items())
    )
    return TableLayout(
        sheet.name, tuple(header.rows), named, tuple(columns.labels[column] for column in columns.unmapped), guesses
    )
