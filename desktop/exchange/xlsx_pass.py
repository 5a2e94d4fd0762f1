"""The pass over the rows of one sheet: rows of one layout are read column by column, the others cell by cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.exchange.sheet_cells import Cell, SheetLimits
from desktop.exchange.xlsx_cells import CellsByWords
from desktop.exchange.xlsx_grammar import CELL, LAST_COLUMN, LONGEST, PLACES, MakeCell, OddError, SharedOf, has_markup

_MOST_LAYOUTS = 1000
_LAST_ROW = 1_048_576
_BLOCK = 2048
"""Rows that are held until they are read together."""
_ROW = re.compile(r'<row r="([1-9][0-9]{0,6})"([^<>]*+)>')
_ATTRIBUTE = re.compile(r' ([A-Za-z][A-Za-z0-9]*(?::[A-Za-z0-9]+)?)="([ -!#-%\'-;=?-~]*+)"')


@dataclass
class PlainRows:
    """What the pass took of one sheet, and the XML that is left for the parser."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    odd: set[int] = field(default_factory=set)
    """Rows that the parser has to read."""
    cells: int = 0
    longest: int = 0
    """Signs of the longest text."""
    left: str = ""

    def signs(self) -> int:
        """Signs of all texts; counted only when asked for."""
        return sum(len(c.value) for row in self.rows.values() for c in row.values() if isinstance(c.value, str))


_Row = tuple[int, int, int, str]
"""A row: its number, where it begins and ends in the sheet, its cells."""


class Pass:
    """One pass over the rows of one sheet."""

    def __init__(self, make: MakeCell, shared: SharedOf) -> None:
        self._found = PlainRows()
        self._cells = CellsByWords(make, shared)
        self._layouts: dict[tuple[str | int, ...], tuple[int, ...]] = {}
        self._hides: dict[str, bool] = {}
        self._held: dict[str, list[tuple[_Row, list[str]]]] = {}
        """Rows that wait, with their cells cut where the row's number ends a place; by how they begin and the letters that follow."""
        self._waiting = 0

    def taken(self, text: str, begin: int, end: int, head: str, tail: str) -> PlainRows | None:
        """The rows between the two places; None where one does not say its number or they are out of order."""
        found = self._found
        odd: list[_Row] = []
        last = 0
        while begin < end:
            opened = _ROW.match(text, begin, end)
            if opened is None or not last < int(opened[1]) <= _LAST_ROW:
                return None
            last = int(opened[1])
            empty = opened[2].endswith("/")
            stop = opened.end() if empty else text.find("</row>", opened.end(), end)
            after = stop if empty else stop + len("</row>")
            if stop < 0 or after - begin > LONGEST or found.cells > SheetLimits.MOST_CELLS:
                return None
            row = (last, begin, after, text[opened.end() : stop])
            hides = self._hides.get(opened[2])
            if hides is None:
                hides = self._hides_row(opened[2])
            if hides is None:
                odd.append(row)
            elif row[3]:
                self._hold(row, opened[1])
            if hides:
                found.hidden.add(last)
            if self._waiting >= _BLOCK:
                odd += self._read_held()
            begin = after
        odd = sorted([*odd, *self._read_held()])
        found.odd = {number for number, *_place in odd}
        left = "".join(text[begin:after] for _number, begin, after, _body in odd)
        if has_markup(left):
            return None
        found.left, found.longest = f"{head}{left}{tail}", self._cells.longest
        found.rows = dict(sorted(found.rows.items()))
        return found

    def _hides_row(self, attributes: str) -> bool | None:
        """Whether a row with these attributes is hidden; None where they are not plain."""
        told = _ATTRIBUTE.findall(attributes)
        known = dict(told)
        signs = sum(len(name) + len(value) + 4 for name, value in told)
        if len(known) != len(told) or "r" in known or signs != len(attributes.removesuffix("/")):
            return None
        hides = known.get("hidden") in ("1", "true", "on") or known.get("ht") in ("0", "0.0")
        if len(self._hides) < _MOST_LAYOUTS:
            self._hides[attributes] = hides
        return hides

    def _hold(self, row: _Row, shown: str) -> None:
        """Cut the row where its number ends a place: between two cuts stands a cell and the letters of the next one's place."""
        words = row[3].split(shown + '"')
        ends = words[0] + "".join([each[-1:] for each in words])
        if ends in self._held:
            self._held[ends].append((row, words))
        else:
            self._held[ends] = [(row, words)]
        self._waiting += 1

    def _read_held(self) -> list[_Row]:
        """Read the rows that wait; those that are odd come back."""
        odd: list[_Row] = []
        for rows in self._held.values():
            try:
                self._block(rows)
            except OddError:
                odd += self._each([row for row, _words in rows])
        self._held, self._waiting = {}, 0
        return odd

    def _block(self, rows: Sequence[tuple[_Row, list[str]]]) -> None:
        """Rows with the same places."""
        begins, *columns = zip(*(words for _row, words in rows), strict=True)
        if begins.count(begins[0]) != len(begins):
            raise OddError
        told = list(map(self._cells.column, columns))
        places = self._layout((begins[0], *(following for _cells, following in told)))
        for (row, _words), cells in zip(rows, zip(*(cells for cells, _following in told), strict=True), strict=True):
            self._fill(row[0], places, cells)

    def _fill(self, number: int, columns: Sequence[int], cells: Sequence[Cell | None]) -> None:
        filled = {column: cell for column, cell in zip(columns, cells, strict=True) if cell is not None}
        if filled:
            self._found.rows[number] = filled
            self._found.cells += len(filled)

    def _each(self, rows: Sequence[_Row]) -> list[_Row]:
        """Rows of different layouts, or with odd ones among them; the odd ones come back."""
        odd: list[_Row] = []
        for row in rows:
            try:
                self._take(row[0], row[3])
            except OddError:
                odd.append(row)
        return odd

    def _take(self, number: int, body: str) -> None:
        """The row by its places alone: its number may stand elsewhere too, as a style or in a text."""
        first, *words = self._words(str(number), body)
        cells = list(map(self._cells.__getitem__, words))
        places: tuple[str | int, ...] = (first, *map(self._cells.next.__getitem__, words))
        self._fill(number, self._layouts.get(places) or self._layout(places), cells)

    @staticmethod
    def _words(shown: str, body: str) -> list[str]:
        """The same cuts, made at the places alone."""
        before, *told = PLACES.split(body)
        letters, numbers, rests = told[::3], told[1::3], told[2::3]
        if before or not letters or numbers.count(shown) != len(numbers):
            raise OddError
        behind = [*(CELL + each for each in letters[1:]), ""]
        return [CELL + letters[0], *map(str.__add__, rests, behind)]

    def _layout(self, places: tuple[str | int, ...]) -> tuple[int, ...]:
        """The columns of a row from left to right, by how it begins and the columns that follow each cell; 0 stands at the end alone."""
        begun, *following = places
        if not following or following.pop() != 0 or not str(begun).startswith(CELL):
            raise OddError
        columns = (self._cells.letters[str(begun).removeprefix(CELL)], *map(int, following))
        if columns[-1] > LAST_COLUMN or any(left >= right for left, right in pairwise(columns)):
            raise OddError
        if len(self._layouts) < _MOST_LAYOUTS:
            self._layouts[places] = columns
        return columns
