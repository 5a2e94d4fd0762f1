"""An old .xls (WPS .et saved as such included) read record by record: saved values, nothing evaluated."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop.errors import Refused
from desktop.exchange.compound_file import CompoundFile
from desktop.exchange.number_formats import BUILT_IN, is_date_format
from desktop.exchange.sheet_cells import Cell, CellValue, Merge, Sheet, SheetLimits, Workbook, has_content, text_cell
from desktop.exchange.untrusted_file import damaged
from desktop.exchange.xls_records import BIFF8, BOF, Chunks, records, rk_number
from desktop.exchange.xlsx_source import sane_merges, serial_to_date

_FILEPASS, _CODEPAGE, _DATEMODE, _BOUNDSHEET, _SST, _FORMAT, _XF = (
    0x002F,
    0x0042,
    0x0022,
    0x0085,
    0x00FC,
    0x041E,
    0x00E0,
)
_ROW, _COLINFO, _MERGED = 0x0208, 0x007D, 0x00E5
_NUMBER, _RK, _MULRK, _FORMULA, _STRING, _BOOLERR = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207, 0x0205
_LABEL, _RSTRING, _LABELSST = 0x0204, 0x00D6, 0x00FD
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_DAMAGE = (ValueError, IndexError, KeyError, struct.error, OverflowError, MemoryError, LookupError)


def read_xls(data: bytes, name: str) -> Workbook:
    """The whole workbook; passwords, damage and kinds before Excel 5 are refused."""
    try:
        stream = CompoundFile(data).stream(("Workbook", "Book")) if data.startswith(b"\xd0\xcf") else data
        if stream[:2] != struct.pack("<H", BOF):
            raise Refused("not_a_workbook", f"“{name}”是 Excel 5 以前的旧格式；请用 WPS 打开后另存为 .xlsx 再导入。")
        book = _Book(stream, name)
        return Workbook("xls", [book.sheet(*listed) for listed in book.listed])
    except _DAMAGE as fault:
        raise damaged(name) from fault


@dataclass
class _Globals:
    """What holds for all sheets."""

    strings: list[str] = field(default_factory=list)
    own_formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)
    from_1904: bool = False
    encoding: str = "gb18030"


class _Book:
    def __init__(self, stream: bytes, name: str) -> None:
        self._limits = SheetLimits(name)
        self._stream, self._is_biff8 = stream, struct.unpack_from("<H", stream, 4)[0] == BIFF8
        self._known = _Globals()
        self.listed: list[tuple[str, bool, int]] = []
        for kind, parts in records(stream, 0):
            if kind == _FILEPASS:
                raise Refused("encrypted", f"“{name}”设有打开密码；请在 WPS 中打开、取消密码另存后再导入。")
            self._note(kind, parts)
        self._limits.sheets(len(self.listed))
        self._formats = [self._known.own_formats.get(number, BUILT_IN.get(number, "")) for number in self._known.styles]

    def _note(self, kind: int, parts: list[bytes]) -> None:
        content, known = parts[0], self._known
        if kind == _DATEMODE:
            known.from_1904 = content[0] == 1
        elif kind == _CODEPAGE and not self._is_biff8:
            page = struct.unpack_from("<H", content)[0]
            known.encoding = {936: "gb18030", 950: "big5", 65001: "utf-8"}.get(page, "gb18030")
        elif kind == _BOUNDSHEET:
            place, state, sort = struct.unpack_from("<IBB", content)
            if sort == 0:
                self.listed.append((self._short_text(content, 6), state & 3 != 0, place))
        elif kind == _SST:
            known.strings = _shared_strings(parts)
        elif kind == _FORMAT:
            number = struct.unpack_from("<H", content)[0]
            known.own_formats[number] = Chunks(parts, 2).rich_text() if self._is_biff8 else self._short_text(content, 2)
        elif kind == _XF:
            known.styles.append(struct.unpack_from("<H", content, 2)[0])

    def _short_text(self, content: bytes, place: int) -> str:
        """A text with its length in one byte."""
        count = content[place]
        if not self._is_biff8:
            return content[place + 1 : place + 1 + count].decode(self._known.encoding, "replace")
        return Chunks([content], place + 2).characters(count, bool(content[place + 1] & 1))

    def sheet(self, title: str, hidden: bool, place: int) -> Sheet:
        """One sheet with its cells in place."""
        sheet = Sheet(title, hidden)
        merges: list[Merge] = []
        waiting: tuple[int, int, str] | None = None
        for kind, parts in records(self._stream, place):
            content = parts[0]
            if kind == _ROW and struct.unpack_from("<H", content, 12)[0] & 0x20:
                sheet.hidden_rows.add(struct.unpack_from("<H", content)[0] + 1)
            elif kind == _COLINFO:
                first, last, width, _style, flags = struct.unpack_from("<5H", content)
                if flags & 1 or width == 0:
                    sheet.hidden_columns.append((first + 1, last + 1))
            elif kind == _MERGED:
                merges.extend(_areas(content))
            elif kind == _STRING and waiting:
                self._put(
                    sheet,
                    waiting[0],
                    waiting[1],
                    text_cell(_plain_text(self._long_text(parts, 0)), waiting[2]),
                )
                waiting = None
            else:
                for row, column, cell in self._cells(kind, parts):
                    waiting = (row, column, cell.number_format) if cell.fault == "text follows" else None
                    if waiting is None:
                        self._put(sheet, row, column, cell)
        sheet.merges = sane_merges(merges)
        return sheet

    def _put(self, sheet: Sheet, row: int, column: int, cell: Cell) -> None:
        if has_content(cell):
            self._limits.add(row + 1 not in sheet.rows, 1, len(cell.value) if isinstance(cell.value, str) else 0)
            sheet.rows.setdefault(row + 1, {})[column + 1] = cell

    def _long_text(self, parts: list[bytes], place: int) -> str:
        if self._is_biff8:
            return Chunks(parts, place).rich_text()
        count = struct.unpack_from("<H", parts[0], place)[0]
        return b"".join(parts)[place + 2 : place + 2 + count].decode(self._known.encoding, "replace")

    def _cells(self, kind: int, parts: list[bytes]) -> Iterator[tuple[int, int, Cell]]:
        content = parts[0]
        if kind == _MULRK:
            row, first = struct.unpack_from("<HH", content)
            for index in range((len(content) - 6) // 6):
                style, raw = struct.unpack_from("<HI", content, 4 + 6 * index)
                yield row, first + index, self._number(rk_number(raw), style)
            return
        read = self._kinds().get(kind)
        if read is not None:
            row, column, style = struct.unpack_from("<3H", content)
            yield row, column, read(parts, style)

    def _kinds(self) -> dict[int, Callable[[list[bytes], int], Cell]]:
        return {
            _NUMBER: lambda parts, style: self._number(struct.unpack_from("<d", parts[0], 6)[0], style),
            _RK: lambda parts, style: self._number(rk_number(struct.unpack_from("<I", parts[0], 6)[0]), style),
            _LABELSST: lambda parts, style: text_cell(
                _plain_text(self._known.strings[struct.unpack_from("<I", parts[0], 6)[0]])
            ),
            _LABEL: lambda parts, style: text_cell(_plain_text(self._long_text(parts, 6))),
            _RSTRING: lambda parts, style: text_cell(_plain_text(self._long_text(parts, 6))),
            _BOOLERR: lambda parts, style: _error(parts[0][6]) if parts[0][7] else Cell(bool(parts[0][6])),
            _FORMULA: self._formula,
        }

    def _formula(self, parts: list[bytes], style: int) -> Cell:
        """The saved result; a text stands in the STRING record that follows."""
        content = parts[0]
        if content[12:14] != b"\xff\xff":
            return self._number(struct.unpack_from("<d", content, 6)[0], style)
        sort, value = content[6], content[8]
        if sort == 0:
            return Cell(fault="text follows", number_format=self._format(style))
        if sort == 2:
            return _error(value)
        return Cell(bool(value)) if sort == 1 else Cell()

    def _format(self, style: int) -> str:
        return self._formats[style] if style < len(self._formats) else ""

    def _number(self, number: float, style: int) -> Cell:
        shown = self._format(style)
        value: CellValue = int(number) if number.is_integer() and abs(number) < 1e15 else number
        if is_date_format(shown) and number == number and abs(number) < 1e7:
            value = serial_to_date(number, self._known.from_1904) or value
        return Cell(value, number_format=shown)


def _error(code: int) -> Cell:
    return Cell(fault="error_value", shown=_ERRORS.get(code, "#错误"))


def _plain_text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _shared_strings(parts: list[bytes]) -> list[str]:
    chunks = Chunks(parts, 4)
    return [chunks.rich_text() for _index in range(chunks.number("I"))]


def _areas(content: bytes) -> list[Merge]:
    count = struct.unpack_from("<H", content)[0]
    found = []
    for index in range(count):
        top, bottom, left, right = struct.unpack_from("<4H", content, 2 + 8 * index)
        found.append((top + 1, left + 1, max(top, bottom) + 1, max(left, right) + 1))
    return found
