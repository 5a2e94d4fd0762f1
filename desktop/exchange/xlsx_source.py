"""An .xlsx or .xlsm read cell by cell from its XML: true places, saved values, nothing evaluated."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from copy import copy
from datetime import date, timedelta

from desktop.errors import Refused
from desktop.exchange.number_formats import BUILT_IN, is_date_format
from desktop.exchange.sheet_cells import (
    Cell,
    CellValue,
    Merge,
    Sheet,
    SheetLimits,
    Workbook,
    column_number,
    has_content,
    text_cell,
)
from desktop.exchange.uncollected import uncollected
from desktop.exchange.untrusted_file import damaged
from desktop.exchange.xlsx_cells import SharedCells
from desktop.exchange.xlsx_package import BrokenPackage, OverfullPackage, Package, local
from desktop.exchange.xlsx_pictures import picture_places
from desktop.exchange.xlsx_plain import MOST_BYTES, plain_rows, plain_texts

_MOST_COLUMN_RANGES, _MOST_MERGES = 16_384, 200_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DRAWS = re.compile(r"\s*=?\s*(?:_xlfn\.)?(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_DAMAGE = (
    BrokenPackage, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, LookupError,
    StopIteration, ValueError, OverflowError, NotImplementedError, RuntimeError, MemoryError, OSError, AttributeError,
)  # fmt: skip


def read_xlsx(data: bytes, name: str) -> Workbook:
    """The whole workbook; a package that is not sound to the last byte read is refused as damaged."""
    try:
        with uncollected():
            return _Reader(Package(data), name).workbook()
    except OverfullPackage:
        raise SheetLimits.too_large(name) from None
    except _DAMAGE as fault:
        raise damaged(name) from fault


def serial_to_date(serial: float, from_1904: bool) -> date | None:
    """The day of an Excel serial number, or None where no such day exists."""
    days = int(serial)
    if not 0 <= days <= 2_958_465:
        return None
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=days) if days <= 2_957_003 else None
    return date(1899, 12, 30) + timedelta(days=days + (days < 60))


class _Reader:
    def __init__(self, package: Package, name: str) -> None:
        self._package, self._limits = package, SheetLimits(name)
        self._strings: list[str] = []
        self._shared_cells: dict[int, SharedCells] = {}
        self._longest, self._sound = 0, True
        self._formats: list[str] = []
        self._from_1904 = False

    def workbook(self) -> Workbook:
        top = [part for kind, part in self._package.relations("").values() if kind == "officeDocument"]
        book = top[0] if top and self._package.has(top[0]) else "xl/workbook.xml"
        listed = self._listed_sheets(book)
        self._limits.sheets(len(listed))
        relations = self._package.relations(book)
        for kind, part in relations.values():
            if kind == "sharedStrings":
                self._strings = _texts(self._package, part)
                self._longest, self._sound = max(map(len, self._strings), default=0), _has_no_halves(self._strings)
            elif kind == "styles":
                self._formats = read_formats(self._package, part)
        sheets = []
        for title, state, relation in listed:
            kind, part = relations[relation]
            if kind == "worksheet":
                sheets.append(self._sheet(title, state != "visible", part))
        if not sheets:
            raise BrokenPackage("no sheet")
        return Workbook("xlsx", sheets)

    def _listed_sheets(self, book: str) -> list[tuple[str, str, str]]:
        listed: list[tuple[str, str, str]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            name = local(tag)
            if name == "sheet":
                relation = next(value for key, value in attributes.items() if key.endswith(":id"))
                listed.append((attributes["name"], attributes.get("state", "visible"), relation))
            elif name == "workbookPr":
                self._from_1904 = attributes.get("date1904", "0") in ("1", "true", "on")

        self._package.parse(book, start)
        return listed

    def _sheet(self, title: str, hidden: bool, part: str) -> Sheet:
        sheet = self._plain_sheet(title, hidden, part) or self._parsed_sheet(title, hidden, part)
        sheet.pictures = picture_places(self._package, part)
        return sheet

    def _parsed_sheet(self, title: str, hidden: bool, part: str) -> Sheet:
        sheet = Sheet(title, hidden)
        parts = _SheetParts(sheet, self._cell, self._limits)
        self._package.parse(part, parts.start, parts.end, parts.text)
        sheet.merges = sane_merges(parts.merges)
        return sheet

    def _plain_sheet(self, title: str, hidden: bool, part: str) -> Sheet | None:
        """The sheet with its plain rows read in one pass; None where anything is odd: the parser then says what it is."""
        sheet, limits = Sheet(title, hidden), copy(self._limits)
        parts = _SheetParts(sheet, self._cell, limits)
        try:
            data = self._package.plain(part, MOST_BYTES)
            found = plain_rows(data, self._cell, self._shared) if data is not None else None
            if found is None:
                return None
            self._package.parse_left(part, found.left.encode(), parts.start, parts.end, parts.text)
            limits.add(len(found.rows), found.cells)
            limits.add_text(found.cells * max(found.longest, self._longest), found.signs)
        except (OverfullPackage, Refused, *_DAMAGE):
            return None
        if parts.strays or not found.odd.issuperset(sheet.rows) or list(sheet.rows) != sorted(sheet.rows):
            return None
        sheet.rows = dict(sorted((found.rows | sheet.rows).items())) if sheet.rows else found.rows
        sheet.hidden_rows |= found.hidden
        sheet.merges = sane_merges(parts.merges)
        self._limits = limits
        return sheet

    def _shared(self, style: int) -> SharedCells:
        """What holds the shared texts in a style."""
        if style not in self._shared_cells:
            number_format = self._formats[style] if style < len(self._formats) else ""
            self._shared_cells[style] = SharedCells(self._strings, number_format, self._sound)
        return self._shared_cells[style]

    def _cell(self, kind: str, style: int, value: str | None, formula: bool) -> Cell:
        number_format = self._formats[style] if style < len(self._formats) else ""
        if formula and (value is None or (value == "" and kind not in ("str", "inlineStr", "s"))):
            return Cell(fault="formula_no_value", number_format=number_format)
        if value is None:
            return Cell()
        if kind == "e":
            return Cell(fault="error_value", shown=value.strip() or "#错误")
        if kind == "s":
            index = int(value)
            if index < 0:
                raise BrokenPackage("string index")
            return text_cell(self._strings[index], number_format)
        if kind in ("str", "inlineStr"):
            return text_cell(unescaped(value), number_format)
        return Cell(self._value(kind, value, number_format), number_format=number_format)

    def _value(self, kind: str, value: str, number_format: str) -> CellValue:
        if kind == "b":
            return value.strip() in ("1", "true")
        if kind == "d":
            return date.fromisoformat(value.strip()[:10])
        if not value.strip():
            return None
        number = float(value)
        if is_date_format(number_format) and (day := serial_to_date(number, self._from_1904)):
            return day
        return int(number) if number.is_integer() and abs(number) < 1e15 else number


class _SheetParts:
    """The handlers of one worksheet's XML."""

    def __init__(self, sheet: Sheet, make: Callable[[str, int, str | None, bool], Cell], limits: SheetLimits) -> None:
        self.merges: list[Merge] = []
        self.strays = False
        """Whether a cell says that it stands in another row than its own."""
        self._sheet, self._make, self._limits = sheet, make, limits
        self._row = self._column = 0
        self._kind, self._style = "n", 0
        self._value: str | None = None
        self._formula = self._phonetic = self._inline = self._draws = False
        self._held: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "c":
            self._open_cell(attributes)
        elif name == "v":
            self._held = []
        elif name == "f":
            self._formula, self._held = True, []
        elif name == "row":
            self._open_row(attributes)
        elif name == "t":
            if self._inline and not self._phonetic:
                self._held = []
        elif name == "is":
            self._inline, self._value = True, ""
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            if len(self.merges) > _MOST_MERGES:
                raise OverfullPackage
            self.merges.append(_area(attributes["ref"]))
        elif name == "col" and (_on(attributes.get("hidden")) or attributes.get("width") in ("0", "0.0")):
            if len(self._sheet.hidden_columns) > _MOST_COLUMN_RANGES:
                raise BrokenPackage("columns")
            self._sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        if not 1 <= self._row <= _LAST_ROW:
            raise BrokenPackage("row number")
        if _on(attributes.get("hidden")) or attributes.get("ht") in ("0", "0.0"):
            self._sheet.hidden_rows.add(self._row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            found = _PLACE.fullmatch(place)
            if not found:
                raise BrokenPackage("cell place")
            self.strays = self.strays or int(found[2]) != self._row
            self._column, self._row = column_number(found[1]), int(found[2])
        else:
            self._column += 1
        if not (1 <= self._column <= _LAST_COLUMN and 1 <= self._row <= _LAST_ROW):
            raise BrokenPackage("cell place")
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._value, self._formula, self._inline, self._draws = None, False, False, False

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2] if ":" in tag else tag
        if name == "v":
            self._value, self._held = "".join(self._held or ()), None
        elif name == "t":
            if self._held is not None:
                self._value, self._held = (self._value or "") + "".join(self._held), None
        elif name == "f":
            self._draws, self._held = bool(_DRAWS.match("".join(self._held or ()))), None
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        if self._value is None and not self._formula:
            return
        if self._draws:
            cell = Cell(fault="picture_not_read")
        else:
            cell = self._make("inlineStr" if self._inline else self._kind, self._style, self._value, self._formula)
        if has_content(cell):
            new_row = self._row not in self._sheet.rows
            self._sheet.rows.setdefault(self._row, {})[self._column] = cell
            self._limits.add(new_row, 1, len(cell.value) if isinstance(cell.value, str) else 0)

    def text(self, characters: str) -> None:
        if self._held is not None:
            self._held.append(characters)


def _texts(package: Package, part: str) -> list[str]:
    """The shared texts, in one pass where all are plain."""
    try:
        data = package.plain(part, MOST_BYTES)
        texts = plain_texts(data, unescaped) if data is not None else None
    except _DAMAGE:
        texts = None
    return read_strings(package, part) if texts is None else texts


def _has_no_halves(texts: list[str]) -> bool:
    """Whether all characters of the texts are whole."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True


def read_strings(package: Package, part: str) -> list[str]:
    """The shared texts, rich runs joined, phonetic guides left out."""
    strings: list[str] = []
    runs: list[str] = []
    state = {"in_text": False, "phonetic": False}
    counted = {"text": 0}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "sst" and int(attributes.get("uniqueCount", 0)) > SheetLimits.MOST_STRINGS:
            raise OverfullPackage
        if name == "si":
            runs.clear()
            if len(strings) > SheetLimits.MOST_STRINGS:
                raise OverfullPackage
        elif name == "rPh":
            state["phonetic"] = True
        elif name == "t":
            state["in_text"] = not state["phonetic"]

    def end(tag: str) -> None:
        name = local(tag)
        if name == "si":
            strings.append(unescaped("".join(runs)))
            counted["text"] += len(strings[-1])
            if counted["text"] > SheetLimits.MOST_TEXT:
                raise OverfullPackage
        elif name == "rPh":
            state["phonetic"] = False
        elif name == "t":
            state["in_text"] = False

    def text(characters: str) -> None:
        if state["in_text"]:
            runs.append(characters)

    package.parse(part, start, end, text)
    return strings


def read_formats(package: Package, part: str) -> list[str]:
    """The number format of each cell style, in order."""
    own: dict[int, str] = {}
    formats: list[str] = []
    state = {"in_cell_styles": False}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "numFmt":
            own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            state["in_cell_styles"] = True
        elif name == "xf" and state["in_cell_styles"]:
            number = int(attributes.get("numFmtId", 0))
            formats.append(own.get(number, BUILT_IN.get(number, "")))

    def end(tag: str) -> None:
        if local(tag) == "cellXfs":
            state["in_cell_styles"] = False

    package.parse(part, start, end)
    return formats


def unescaped(text: str) -> str:
    """_x000D_ and the like as the characters they stand for; line ends as one kind."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _area(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if not start or not end:
        return (0, 0, 0, 0)
    rows = sorted((int(start[2]), int(end[2])))
    columns = sorted((column_number(start[1]), column_number(end[1])))
    return (rows[0], columns[0], rows[1], columns[1])


def sane_merges(merges: list[Merge]) -> list[Merge]:
    """Merges of more than one cell, each once."""
    return list(dict.fromkeys(merge for merge in merges if merge[0] and merge[:2] != merge[2:]))


def _on(flag: str | None) -> bool:
    return flag in ("1", "true", "on")
