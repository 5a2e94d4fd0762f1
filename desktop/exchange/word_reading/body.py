"""The running text of a part of a Word file, streamed: paragraphs in order with what is told of each.

Tracked changes are read as accepted: what was inserted or moved here counts, what was deleted or moved away does not. The copies
of text boxes for old programs (`mc:Fallback`) and what stood before a change of form are not read at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.exchange.word_reading.paragraphs import TablePlace
from desktop.exchange.word_reading.word_xml import Names, number_told, switched_on, told
from desktop.exchange.xlsx_package import OverfullPackage

_NOT_READ = frozenset(
    {
        "mc:Fallback", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange",
        "tblGridChange", "numberingChange", "rt", "sectPr", "tblGrid",
    }
)  # fmt: skip
_GONE = frozenset({"del", "moveFrom"})
_COME = frozenset({"ins", "moveTo"})
_COUNTED, _ARRIVED = "gone", "come"
"""What stands on the stack for a stretch of text that is gone or new; a deleted mark or row is a property and opens none."""
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_ASIDE = ("separator", "continuationSeparator", "continuationNotice")
_MOST_PARAGRAPHS, _MOST_CHARACTERS = 30_000, 5_000_000
"""Paragraphs and soft line breaks together; no letter has a tenth of them."""


@dataclass
class RawParagraph:
    """A `w:p` as it stands in the part; styles and numbers are not looked up yet. `room` is the cell, box or body it stands in."""

    number: int
    room: int
    style: str = ""
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None
    aligned: str = ""
    box: bool = False
    place: TablePlace | None = None
    note: str = ""
    pieces: list[tuple[str, bool | None, str]] = field(default_factory=list)
    """Text, whether it is bold (None where the run does not say), the run's style."""
    shown: list[tuple[str, str]] = field(default_factory=list)
    """The text with what was deleted (-) and inserted (+), as the reviewer sees it."""
    mark_gone: bool = False
    notes: list[str] = field(default_factory=list)


@dataclass
class _Table:
    number: int
    row: int = -1
    column: int = 0
    row_gone: bool = False
    cell_gone: bool = False
    goes_on: bool = False


@dataclass
class _Run:
    bold: bool | None = None
    style: str = ""


class BodyReader:
    """Takes the events of a part and gathers its paragraphs; raises OverfullPackage where no paper holds as much."""

    def __init__(self) -> None:
        self.paragraphs: list[RawParagraph] = []
        self.lost_notes: set[str] = set()
        """Notes whose mark was deleted."""
        self.continued: set[TablePlace] = set()
        self._names, self._stack = Names(), [""]
        self._skipped = self._gone = self._come = self._boxes = self._characters = self._breaks = 0
        self._shown = self.revisions = 0
        """How many stretches of text were inserted or deleted."""
        self._open: list[RawParagraph] = []
        self._tables: list[_Table] = []
        self._table_count = self._room_count = 0
        self._rooms, self._run = [0], _Run()
        self._note, self._aside = "", False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names.of(tag, attributes)
        inside = self._stack[-1]
        self._stack.append(name)
        if self._skipped or name in _NOT_READ:
            self._skipped += 1
        elif inside == "r" or name in ("r", "math:r"):
            self._in_run(name, attributes)
        elif inside in ("pPr", "numPr", "rPr"):
            self._property(name, attributes)
        elif inside in ("trPr", "tcPr"):
            self._cell_property(name, attributes)
        else:
            self._structure(name, attributes)

    def end(self, _tag: str) -> None:
        """An element ends."""
        name = self._stack.pop()
        if self._skipped:
            self._skipped -= 1
        elif name == _COUNTED:
            self._gone -= 1
        elif name == _ARRIVED:
            self._come -= 1
        elif name == "p":
            self._open.pop()
        elif name == "tbl":
            self._tables.pop()
        elif name in ("tc", "txbxContent"):
            self._rooms.pop()
            self._boxes -= name == "txbxContent"
            if name == "tc" and self._tables:
                self._tables[-1].cell_gone = False
        elif name in ("footnote", "endnote"):
            self._note, self._aside = "", False

    def text(self, data: str) -> None:
        """Characters."""
        if not self._skipped and self._stack[-1] in ("t", "math:t", "delText"):
            self._add(data.replace("\n", " ").replace("\r", " "))  # a line break in the XML is none on the paper

    def _structure(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            self._paragraph()
        elif name in _GONE:
            self._gone += 1
            self.revisions += 1
            self._stack[-1] = _COUNTED
        elif name in _COME:
            self._come += 1
            self.revisions += 1
            self._stack[-1] = _ARRIVED
        elif name == "tbl":
            self._tables.append(_Table(self._table_count))
            self._table_count += 1
            self._room_count += 1
            self._rooms[-1] = self._room_count  # a deleted mark joins no paragraphs across a table
        elif name == "tr" and self._tables:
            table = self._tables[-1]
            table.row, table.column, table.row_gone = table.row + 1, 0, False
        elif name in ("tc", "txbxContent"):
            self._room_count += 1
            self._rooms.append(self._room_count)
            self._boxes += name == "txbxContent"
            if name == "tc" and self._tables:
                table = self._tables[-1]
                table.column, table.goes_on = table.column + 1, False
        elif name in ("footnote", "endnote"):
            self._note = f"{name} {told(attributes, 'id')}"
            self._aside = told(attributes, "type") in _ASIDE

    def _paragraph(self) -> None:
        table = self._tables[0] if self._tables else None
        place = TablePlace(table.number, max(table.row, 0), max(table.column - 1, 0)) if table else None
        if len(self.paragraphs) + self._breaks >= _MOST_PARAGRAPHS:
            raise OverfullPackage
        note = "" if self._aside else self._note
        one = RawParagraph(len(self.paragraphs), self._rooms[-1], box=self._boxes > 0, place=place, note=note)
        if place and table and table.goes_on:
            self.continued.add(place)
        self.paragraphs.append(one)
        self._open.append(one)

    def _in_run(self, name: str, attributes: dict[str, str]) -> None:
        """The beginning of a run, or one of its children."""
        if name in ("r", "math:r"):
            self._run = _Run()
        elif name in _MARKS:
            self._add(_MARKS[name])
        elif name == "br":
            self._add("\n" if told(attributes, "type", "textWrapping") == "textWrapping" else "")
        elif name in ("footnoteReference", "endnoteReference"):
            self._refer(f"{name.removesuffix('Reference')} {told(attributes, 'id')}")

    def _refer(self, note: str) -> None:
        if self._is_gone() or not self._open:
            self.lost_notes.add(note)
        else:
            self._open[-1].notes.append(note)

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        around = self._stack[-3]
        if self._stack[-2] == "rPr" and around != "pPr":
            if name == "b":
                self._run.bold = switched_on(attributes)
            elif name == "rStyle":
                self._run.style = told(attributes, "val")
        elif self._open:
            self._of_paragraph(self._open[-1], name, attributes)

    def _of_paragraph(self, one: RawParagraph, name: str, attributes: dict[str, str]) -> None:
        if name in _GONE:
            one.mark_gone = True
        elif name == "pStyle":
            one.style = told(attributes, "val")
        elif name == "numId":
            one.list_id = told(attributes, "val")
        elif name == "ilvl":
            one.list_level = number_told(attributes, "val", 0)
        elif name == "outlineLvl":
            one.outline = number_told(attributes, "val", 9)
        elif name == "jc":
            one.aligned = told(attributes, "val")

    def _cell_property(self, name: str, attributes: dict[str, str]) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if name == "del":
            table.row_gone = True
        elif name == "cellDel":
            table.cell_gone = True
        elif name == "gridSpan":
            table.column += max(1, number_told(attributes, "val", 1)) - 1
        elif name == "vMerge":
            table.goes_on = told(attributes, "val", "continue") != "restart"

    def _is_gone(self) -> bool:
        return self._gone > 0 or any(table.row_gone or table.cell_gone for table in self._tables)

    def _add(self, data: str) -> None:
        if not self._open or not data:
            return
        if self._is_gone():
            self._show(data, "-")
            return
        if self._stack[-1] == "delText":
            return  # outside of a deletion it is no text
        self._characters += len(data)
        self._breaks += data == "\n"
        if self._characters > _MOST_CHARACTERS or self._breaks > _MOST_PARAGRAPHS:
            raise OverfullPackage
        self._open[-1].pieces.append((data, self._run.bold, self._run.style))
        self._show(data, "+" if self._come else "")

    def _show(self, data: str, how: str) -> None:
        self._shown += len(data)
        if self._shown <= _MOST_CHARACTERS:
            self._open[-1].shown.append((data, how))
