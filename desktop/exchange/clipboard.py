"""What was copied in Excel, WPS or a web page → the same sheet that a file gives (K10): cells, blank rows and merges as they were."""

from dataclasses import dataclass
from html.parser import HTMLParser

from desktop.errors import Refused
from desktop.exchange.csv_source import UNCLOSED, read_records
from desktop.exchange.sheet_cells import Cell, Merge, Sheet, SheetLimits, has_content, text_cell

_NAME = "剪贴板"
_WIDEST_SPAN = 400
_SKIPPED = frozenset({"style", "script", "head", "title", "xml"})


@dataclass(frozen=True)
class Clip:
    """A block as it was marked: its cells, and its height and width, blank rows and columns at the end included."""

    sheet: Sheet
    height: int
    width: int

    def texts(self) -> list[list[str]]:
        """The block row by row; a merged cell says its words once, all that it covers is empty."""
        return [
            [self.sheet.rows.get(row, {}).get(column, Cell()).text for column in range(1, self.width + 1)]
            for row in range(1, self.height + 1)
        ]


def read_clipboard(text: str, html: str = "") -> Clip:
    """The copied block: the HTML table where there is one, else the text with tabs and quotes.

    Raises `Refused` where the block is larger than a list can be, or a quote in the text is never closed.
    """
    if "<t" in html.lower():
        table = _Table()
        table.feed(html)
        table.close()
        if table.height:
            return table.clip()
    return _from_text(text)


def _from_text(text: str) -> Clip:
    """Tabs part cells and line ends rows; a cell with either is quoted. The last line end closes the last row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        sheet = read_records(plain, "\t", _NAME, strict=False)
    except Refused as refusal:
        if refusal.reason != UNCLOSED:
            raise
        return _unquoted(plain)  # a cell that only begins with a quote is copied without any quoting
    height = plain.count("\n") + (not plain.endswith("\n")) if plain else 0
    inside = sum(cell.text.count("\n") for row in sheet.rows.values() for cell in row.values())
    widest = max((line.count("\t") + 1 for line in plain.split("\n")), default=0) if '"' not in plain else 0
    filled = max((max(row) for row in sheet.rows.values()), default=1 if height else 0)
    return Clip(sheet, height - inside, max(filled, widest if height else 0))


def _unquoted(plain: str) -> Clip:
    lines = plain.removesuffix("\n").split("\n")
    sheet, limits, width = Sheet(""), SheetLimits(_NAME), 0
    for number, line in enumerate(lines, 1):
        cells = {column: text_cell(text) for column, text in enumerate(line.split("\t"), 1)}
        width = max(width, len(cells))
        kept = {column: cell for column, cell in cells.items() if has_content(cell)}
        if kept:
            limits.count(kept)
            sheet.rows[number] = kept
    return Clip(sheet, len(lines), width)


class _Table(HTMLParser):
    """The first table of a page; cells keep their line breaks, merges their place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.height = self._width = 0
        self._limits, self._sheet = SheetLimits(_NAME), Sheet("")
        self._column, self._depth, self._skipped = 0, 0, 0
        self._taken: set[tuple[int, int]] = set()
        self._held: list[str] | None = None
        self._span = (1, 1)
        self._done = False

    def clip(self) -> Clip:
        """What was read; a last cell that nothing closes is one all the same."""
        self._close_cell()
        return Clip(self._sheet, self.height, self._width)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Tables, rows and cells; a break inside a cell is a line end."""
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "table":
            self._depth += 1
        elif self._depth != 1 or self._done:
            return
        elif tag == "tr":
            self._close_cell()
            self.height, self._column = self.height + 1, 0
        elif tag in ("td", "th"):
            self._open_cell(dict(attrs))
        elif self._held is not None and (tag == "br" or (tag == "p" and self._held)):
            self._held.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a cell, a row or the table."""
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._close_cell()
        elif tag == "table":
            self._close_cell()
            self._depth = max(0, self._depth - 1)
            self._done = self._done or (self._depth == 0 and self.height > 0)

    def handle_data(self, data: str) -> None:
        """Words inside a cell; line ends of the source are no line ends of the cell."""
        if self._held is not None and not self._skipped:
            self._held.append(" ".join(data.split("\n")) if data.strip() else "")

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        self._close_cell()
        self.height = max(self.height, 1)
        self._column += 1
        while (self.height, self._column) in self._taken:
            self._column += 1
        self._span = (_whole(attributes.get("rowspan")), _whole(attributes.get("colspan")))
        self._held = []

    def _close_cell(self) -> None:
        if self._held is None:
            return
        lines = "".join(self._held).replace("\u00a0", " ").split("\n")
        cell, self._held = text_cell("\n".join(line.strip() for line in lines).strip()), None
        row, column, (down, right) = self.height, self._column, self._span
        if has_content(cell):
            self._limits.add(row not in self._sheet.rows, 1, len(cell.text))
            self._sheet.rows.setdefault(row, {})[column] = cell
        if (down, right) != (1, 1):
            merge: Merge = (row, column, row + down - 1, column + right - 1)
            self._sheet.merges.append(merge)
            self._limits.add(cells=down * right)
            self._taken |= {(row + y, column + x) for y in range(down) for x in range(right)} - {(row, column)}
        self._column += right - 1
        self._width = max(self._width, self._column)


def _whole(written: str | None) -> int:
    text = (written or "1").strip()
    return min(max(1, int(text)), _WIDEST_SPAN) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
