"""Values as the cells of a sheet: each distinct value of a column is worked out once."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from math import ceil, isfinite
from typing import Any

from desktop.exchange.list_files.table import ColumnKind, is_number, shown
from desktop.exchange.list_files.xml_text import BETWEEN, joined, legal

MOST_UNITS = 32_767
"""What one cell can hold, in UTF-16 units (Excel's own limit)."""
_KEPT_UNITS, _GOES_ON = 32_000, "……（全文见台账）"
_MOST_DIGITS = 15
_DAY_ZERO, _NO_LEAP_DAY = 693_594, 61
_TEXTS_AT_ONCE = 4096
_OWN_KEYS = frozenset({str, type(None), date, int})
"""Kinds whose values are equal only where they are the same; yes, 1 and 1.0 are equal and not the same."""


class SharedTexts(dict[str, int]):
    """Texts in the order in which they were first asked for; each text once."""

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number

    def parts(self) -> Iterator[str]:
        """The XML of the table of texts, piece by piece."""
        yield f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{len(self)}">'
        texts = list(self)
        for place in range(0, len(texts), _TEXTS_AT_ONCE):
            piece = joined(texts[place : place + _TEXTS_AT_ONCE])
            yield f'<si><t xml:space="preserve">{piece.replace(BETWEEN, _NEXT)}</t></si>'
        yield "</sst>"


_NEXT = '</t></si><si><t xml:space="preserve">'


class CellMaker(dict[Any, str]):
    """Cell by value for one column: what stands behind the cell's place, and how many lines the value takes."""

    def __init__(self, texts: SharedTexts, kind: ColumnKind, style: int, room: float) -> None:
        super().__init__()
        self._texts, self._kind, self._style, self._room = texts, kind, style, room
        self._lines: dict[Any, int] = {}

    def column(self, values: Sequence[Any]) -> tuple[list[str], list[int] | None]:
        """The cells of a column's values, and their lines where any is a text."""
        kinds = set(map(type, values))
        if kinds <= _OWN_KEYS:
            cells = list(map(self.__getitem__, values))
            return cells, list(map(self._lines.__getitem__, values)) if str in kinds else None
        made = [self._made(value) for value in values]
        return [cell for cell, _lines in made], [lines for _cell, lines in made]

    def __missing__(self, value: Any) -> str:
        cell, self._lines[value] = self._made(value)
        self[value] = cell
        return cell

    def _made(self, value: Any) -> tuple[str, int]:
        if value is None or value == "":
            return f' s="{self._style}"/>', 1
        if not isinstance(value, str):
            number = self._number(value)
            if number:
                return f' s="{self._style}"><v>{number}</v></c>', 1
        text = cell_text(shown(value))
        if not text:
            return f' s="{self._style}"/>', 1
        return f' s="{self._style}" t="s"><v>{self._texts[text]}</v></c>', lines_in_room(text, self._room)

    def _number(self, value: Any) -> str:
        """The number, or nothing where the column's look would show it as something else, or it would lose a digit."""
        if isinstance(value, date):
            return serial(value) if self._kind == "date" else ""
        if self._kind in ("text", "date") or not is_number(value) or not isfinite(value):
            return ""
        return repr(value) if isinstance(value, float) or abs(value) < 10**_MOST_DIGITS else ""


def serial(day: date) -> str:
    """A day as Excel counts it, whose 1900 had a 29th of February; nothing for a day before 1900."""
    if day.year < 1900:
        return ""
    number = day.toordinal() - _DAY_ZERO
    number -= number < _NO_LEAP_DAY
    if not isinstance(day, datetime):
        return str(number)
    return repr(number + (day.hour * 3600 + day.minute * 60 + day.second + day.microsecond / 1e6) / 86_400)


def cell_text(text: str) -> str:
    """The text as a cell can hold it; a longer one says where the whole of it stands."""
    if not text.isprintable():
        text = legal(text)
    if len(text) > MOST_UNITS // 2 and len(units := text.encode("utf-16-le")) > MOST_UNITS * 2:
        return units[: _KEPT_UNITS * 2].decode("utf-16-le", "ignore") + _GOES_ON
    return text


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width in characters: Chinese ones are two wide."""
    return lines_in_room(text, room_in(width))


def room_in(width: float, size: float = 10.5) -> float:
    """What a column has room for, in narrow characters of a size in points."""
    return max(2.0, width - 1) * 10.5 / size


def lines_in_room(text: str, room: float) -> int:
    """The lines of a text where so many narrow characters stand in one."""
    if "\n" in text:
        return sum(lines_in_room(line, room) for line in text.split("\n"))
    wide = len(text) + len(text.encode("utf-8", "surrogatepass"))  # of a Chinese character: 1 sign, 3 bytes
    return ceil(wide * 0.525 / room) or 1
