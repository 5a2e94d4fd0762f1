"""What a workbook of any kind is to the readers: sheets of cells at their true places."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from desktop.errors import Refused
from desktop.exchange.normalise.plain_text import squeezed

CellValue = str | int | float | bool | date | None
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; all from 1."""


@dataclass(slots=True)
class Cell:
    """One cell: its saved value, or the kind of fault that stands in its place."""

    value: CellValue = None
    fault: str | None = None
    """`error_value`, `formula_no_value` or `picture_not_read`."""
    shown: str = ""
    """What Excel shows where the value itself is missing (#N/A)."""
    number_format: str = ""
    note: str | None = None
    """A warning beside a sound value: `bad_character`."""

    @property
    def text(self) -> str:
        """The value as a person would read it, line breaks kept."""
        value = self.value
        if value is None:
            return self.shown
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, date):
            return value.isoformat()
        return f"{number_text(round(value * 100, 8))}%" if self.is_percent else number_text(value)

    @property
    def is_percent(self) -> bool:
        """Whether the number is shown with a percent sign."""
        return "%" in self.number_format


_PICTURE = re.compile(r"\s*=\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\s*\(.*\)\s*", re.IGNORECASE | re.DOTALL)


def text_cell(text: str, number_format: str = "") -> Cell:
    """A cell of text: a formula that only draws is no text; halves of a character are joined, lone ones are left out (RULES §0)."""
    if text[:1] in "= \t" and _PICTURE.fullmatch(text):
        return Cell(fault="picture_not_read")
    try:
        text.encode()  # several times quicker than to look for halves
    except UnicodeEncodeError:
        return _joined(text, number_format)
    return Cell(text, None, "", number_format)


def _joined(text: str, number_format: str) -> Cell:
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    whole = joined.replace("\ufffd", "")
    return Cell(whole or None, number_format=number_format, note="bad_character" if whole != joined else None)


def number_text(value: int | float) -> str:
    """A number without the decimals that only its storage has (3.0 is 3)."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value) if isinstance(value, float) else str(value)


@dataclass
class Sheet:
    """One sheet; only cells with content are kept."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    pictures: set[tuple[int, int]] = field(default_factory=set)
    """Row and column where a floating picture begins."""

    def column_is_hidden(self, column: int) -> bool:
        """Whether the column lies in one of the hidden ranges."""
        return any(first <= column <= last for first, last in self.hidden_columns)

    def numbered_rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows with content, in the order of the page."""
        for number in sorted(self.rows):
            yield number, self.rows[number]

    @property
    def is_empty(self) -> bool:
        """Nothing on it at all."""
        return not self.rows


@dataclass
class Workbook:
    """A workbook read whole; `kind` is xlsx, xls or csv by content, not by extension; docx for the tables of a Word file."""

    kind: str
    sheets: list[Sheet]


class SheetLimits:
    """Counts what is built of one file and refuses it before it fills the memory: no list of a county is as large."""

    MOST_ROWS, MOST_CELLS, MOST_STRINGS, MOST_TEXT = 20_000, 600_000, 250_000, 20_000_000
    MOST_IN_ROW = 2_000
    MOST_SHEETS = 500

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows = self._cells = self._text = 0
        self._later: tuple[tuple[int, Callable[[], int]], ...] = ()

    def count(self, cells: Mapping[int, Cell]) -> None:
        """One more row with its cells."""
        if len(cells) > self.MOST_IN_ROW:
            raise self.too_large(self._name)
        self.add(
            rows=1,
            cells=len(cells),
            text=sum(len(cell.value) for cell in cells.values() if isinstance(cell.value, str)),
        )

    def add(self, rows: int = 0, cells: int = 0, text: int = 0) -> None:
        """So much more; raises `Refused` where it is too much."""
        self._rows, self._cells, self._text = self._rows + rows, self._cells + cells, self._text + text
        if self._later and text:
            self.add_text(0, lambda: 0)
        if self._rows > self.MOST_ROWS or self._cells > self.MOST_CELLS or self._text > self.MOST_TEXT:
            raise self.too_large(self._name)

    def add_text(self, most: int, exact: Callable[[], int]) -> None:
        """So much more text at most; how much it is exactly is asked only where that could be too much."""
        self._later = (*self._later, (most, exact))
        if self._text + sum(each for each, _exact in self._later) > self.MOST_TEXT:
            counted, self._later = sum(exactly() for _most, exactly in self._later), ()
            self.add(text=counted)

    def sheets(self, count: int) -> None:
        """So many sheets in one workbook."""
        if count > self.MOST_SHEETS:
            raise self.too_large(self._name)

    @staticmethod
    def too_large(name: str) -> Refused:
        """The refusal of a file with more than a list can have."""
        return Refused(
            "too_large",
            f"“{name}”里的内容多得不像一张清单（超过 {SheetLimits.MOST_ROWS} 行、{SheetLimits.MOST_SHEETS} 张表，或一行超过 {SheetLimits.MOST_IN_ROW} 格），未读完；请把有内容的区域复制到新表，或拆成几个文件再导入。",
        )


def has_content(cell: Cell) -> bool:
    """Whether the cell counts as filled: white space alone does not."""
    if cell.fault:
        return True
    value = cell.value
    if isinstance(value, str):
        return value[:1].isalnum() or bool(squeezed(value))  # most begin with a letter or a digit
    return value is not None


def column_letter(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=16_384)
def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
