"""A list of any declared book from a workbook: heads are found by the words that its declaration knows, every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from desktop.errors import Refused
from desktop.exchange.list_reading.header_words import header_key
from desktop.exchange.list_reading.plain_rows import PlainRows
from desktop.exchange.list_reading.reading import HeaderGuess, TableLayout
from desktop.exchange.normalise.money import line_unit, stated_unit, unit_of_column
from desktop.exchange.sheet_cells import Cell, Sheet, Workbook, column_letter
from desktop.exchange.workbook_source import open_workbook

_LEAST_HEADS = 2
_TOTAL = re.compile(r"^(?:合计|小计|总计|共计)|^.{0,200}小计（\d+\D{1,4}）$")
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报人|制表人|审核人|负责人)[:：]")
_ROW_NUMBER_HEADS = frozenset({"序号", "编次"})


@dataclass(frozen=True)
class ListRow:
    """One row: texts by field as they stand, with their cells; `units` is 10,000 where head or sheet say 万元, None where nobody says (RULES §7)."""

    sheet: str
    row: int
    texts: Mapping[str, str]
    cells: Mapping[str, str]
    units: Mapping[str, int | None]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ListReading:
    """The rows of a list, and those that were set aside with the reason."""

    rows: list[ListRow] = field(default_factory=list)
    ignored: list[tuple[str, int, str]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    unread: list[tuple[str, str, str]] = field(default_factory=list)
    """Sheet, cell and words of heads that the book does not know and that stand over something: it is not taken."""
    layout: list[TableLayout] = field(default_factory=list)
    """Where the columns of each table lie, those that are not taken too."""


@dataclass(frozen=True)
class Heads:
    """How heads are understood: `words` head as lists write it → field; `money` the fields of amounts.

    `mapping` is what a clerk decided otherwise, head (`header_key`) → field, '' for a column that is not taken; `pointed` the
    head that she pointed at, sheet → row and column number → field.
    """

    words: Mapping[str, str]
    money: Collection[str] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    pointed: Mapping[str, tuple[int, Mapping[int, str]]] = field(default_factory=dict)

    @cached_property
    def keys(self) -> dict[str, str]:
        """Field by the form in which heads are compared."""
        return {header_key(head): one for head, one in self.words.items()} | dict(self.mapping)


def read(path: Path, words: Mapping[str, str], name: str, money: Collection[str] = ()) -> ListReading:
    """The list of a file. `name`: what the book is called. Raises Refused as `read_opened` does."""
    return read_opened(open_workbook(path), path.name, Heads(words, money), name)


def read_opened(workbook: Workbook, file_name: str, heads: Heads, name: str) -> ListReading:
    """The same of a workbook that was opened. Raises Refused where no sheet has two known heads and none was pointed at."""
    found = ListReading()
    for sheet in workbook.sheets:
        if sheet.hidden:
            found.ignored.append((sheet.name, 0, "hidden_sheet"))
        elif _read_sheet(sheet, heads, found):
            found.sheets.append(sheet.name)
    if not found.sheets:
        known = "、".join(list(heads.words)[:8])
        raise Refused("no_header_found", f"“{file_name}”里找不到{name}的表头。表头里至少要有两个：{known}。")
    return found


def _read_sheet(sheet: Sheet, known: Heads, found: ListReading) -> bool:
    """Whether the sheet has a head."""
    head: _Head | None = None
    pointed_row, pointed = known.pointed.get(sheet.name, (0, {}))
    rows = PlainRows(sheet)
    listed: list[tuple[int, dict[int, Cell], _Head]] = []
    lines: list[str] = []
    for row, filled in rows:
        heads = _heads(filled, known)
        named = {one for one in heads.values() if one}
        if row == pointed_row or (not pointed_row and len(named) >= _LEAST_HEADS and len(heads) * 2 >= len(filled)):
            taken = dict(pointed) if row == pointed_row else {column: one for column, one in heads.items() if one}
            head = _Head.of(sheet.name, row, filled, taken, lines)
            found.layout.append(head.layout(sheet.name, row, filled))
            rows.begin()
            found.ignored.append((sheet.name, row, "head"))
        elif head is None:
            lines += [cell.text for cell in filled.values()]
            found.ignored.append((sheet.name, row, "title"))
        elif reason := _set_aside(filled, head.columns):
            found.ignored.append((sheet.name, row, reason))
        else:
            goes_on = any(rows.goes_on(row, column) for column in head.numbering)
            told = {column: filled[column] for column in head.columns if column in filled}
            listed.append((row, told if goes_on else rows.told(row, head.columns), head))
            found.unread += [head.strange.pop(column) for column in [*head.strange] if column in filled]
    money = known.money
    units = {id(head): _units(head, [told for _row, told, its in listed if its is head], money) for *_, head in listed}
    found.rows += [_row(sheet.name, row, told, head, units[id(head)]) for row, told, head in listed]
    return head is not None


@dataclass(frozen=True)
class _Head:
    """A head: field by column, the money unit that it or the sheet states by field, the columns of the running number, and those of unknown words."""

    columns: Mapping[int, str]
    units: Mapping[str, int | None]
    numbering: frozenset[int]
    strange: dict[int, tuple[str, str, str]]

    @staticmethod
    def of(
        sheet: str, row: int, filled: Mapping[int, Cell], columns: Mapping[int, str], lines: Collection[str]
    ) -> _Head:
        """What the row of heads says. A row whose running number is merged with the one above tells of the same record."""
        above = next((unit for line in lines if (unit := line_unit(line))), None)
        running = {column for column, cell in filled.items() if header_key(cell.text) in _ROW_NUMBER_HEADS}
        return _Head(
            columns,
            {name: _stated(filled.get(column)) or above for column, name in columns.items()},
            frozenset(running | {column for column, name in columns.items() if name == "number"}),
            {
                column: (sheet, f"{column_letter(column)}{row}", cell.text.strip())
                for column, cell in filled.items()
                if column not in columns and column not in running
            },
        )

    def layout(self, sheet: str, row: int, filled: Mapping[int, Cell]) -> TableLayout:
        """Every column with the field that it was taken as."""
        letters = {column: column_letter(column) for column in filled}
        named: dict[str, list[str]] = {}
        for column, name in sorted(self.columns.items()):
            named.setdefault(name, []).append(column_letter(column))
        guesses = tuple(
            HeaderGuess(letters[column], cell.text.strip(), header_key(cell.text), self.columns.get(column))
            for column, cell in sorted(filled.items())
        )
        return TableLayout(sheet, (row,), named, tuple(words for *_, words in self.strange.values()), guesses)


def _heads(filled: Mapping[int, Cell], known: Heads) -> dict[int, str]:
    """The columns whose cells are known heads, '' where a clerk said that one is not taken.

    Of several columns of a field the one that a clerk named counts, else the first.
    """
    heads: dict[int, str] = {}
    words = {column: header_key(cell.text) for column, cell in filled.items()}
    for column in sorted(filled, key=lambda one: (words[one] not in known.mapping, one)):
        name = known.keys.get(words[column])
        if name is not None and (not name or name not in heads.values()):
            heads[column] = name
    return heads


def _stated(cell: Cell | None) -> int | None:
    return stated_unit(cell.text) if cell is not None else None


def _set_aside(filled: Mapping[int, Cell], columns: Mapping[int, str]) -> str:
    """Why a row below the head is no record; '' where it is one."""
    texts = [filled[column].text.strip() for column in sorted(filled)]
    if _TOTAL.match(texts[0].replace(" ", "")):
        return "total"
    if _NOTE.match(texts[0]) and len(texts) <= 2:
        return "note"
    return "" if any(column in columns for column in filled) else "other"


def _units(head: _Head, rows: Collection[Mapping[int, Cell]], money: Collection[str]) -> Mapping[str, int | None]:
    """The unit of every column of amounts: as stated, else yuan where its numbers can be nothing else."""
    return {
        name: head.units[name]
        or unit_of_column((told[column].value, told[column].number_format) for told in rows if column in told)
        for column, name in head.columns.items()
        if name in money
    }


def _row(sheet: str, row: int, told: Mapping[int, Cell], head: _Head, units: Mapping[str, int | None]) -> ListRow:
    return ListRow(
        sheet,
        row,
        {head.columns[column]: cell.text.strip() for column, cell in told.items()},
        {head.columns[column]: f"{column_letter(column)}{row}" for column in told},
        units,
        {head.columns[column]: cell.fault for column, cell in told.items() if cell.fault},
    )
