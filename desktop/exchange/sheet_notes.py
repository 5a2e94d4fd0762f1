"""批注 of an .xlsx: what somebody wrote beside the cells, sheet by sheet; a workbook that cannot be read has none to tell.

Of a conversation (threadedComment) every remark is told; the note that office programs keep beside it for older ones is passed over.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.xlsx_package import BrokenPackage, OverfullPackage, Package, local

MOST_NOTES, LONGEST = 2_000, 2_000
"""Notes of a workbook and characters of one; what is more is cut."""
_DAMAGE = (
    BrokenPackage, OverfullPackage, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, LookupError,
    ValueError, NotImplementedError, RuntimeError, MemoryError, OSError,
)  # fmt: skip
_ROW = re.compile(r"[A-Za-z]{1,3}(\d{1,7})")


@dataclass(frozen=True)
class SheetNote:
    """One remark: its sheet and cell (`E9`), who wrote it (as the file says, '' where it does not), and its words."""

    sheet: str
    cell: str
    author: str
    text: str

    @property
    def row(self) -> int:
        """The row of its cell, 0 where the cell is none."""
        found = _ROW.fullmatch(self.cell)
        return int(found[1]) if found else 0


def notes_of(path: Path) -> tuple[SheetNote, ...]:
    """Every remark in a file, in the order of sheets and of the file; none where it is no .xlsx."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return ()
    try:
        return tuple(_in_package(Package(path.read_bytes())))[:MOST_NOTES]
    except _DAMAGE:
        return ()


def _in_package(package: Package) -> list[SheetNote]:
    top = [part for kind, part in package.relations("").values() if kind == "officeDocument"]
    book = top[0] if top else "xl/workbook.xml"
    relations = package.relations(book)
    people = _people(package, [part for kind, part in relations.values() if kind == "person"])
    found: list[SheetNote] = []
    for title, relation in _sheets(package, book):
        _kind, part = relations.get(relation, ("", ""))
        beside = package.relations(part) if part else {}
        said = [
            _Threads(title, people).read(package, one) for kind, one in beside.values() if kind == "threadedComment"
        ]
        threads = [note for notes in said for note in notes]
        talked = {note.cell for note in threads}
        plain = [_Plain(title).read(package, one) for kind, one in beside.values() if kind == "comments"]
        found += [note for notes in plain for note in notes if note.cell not in talked] + threads
    return [note for note in found if note.text]


def _sheets(package: Package, book: str) -> list[tuple[str, str]]:
    listed: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            listed.append((attributes.get("name", ""), relation))

    package.parse(book, start)
    return listed


def _people(package: Package, parts: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "person":
            found[attributes.get("id", "")] = attributes.get("displayName", "")

    for part in parts:
        package.parse(part, start)
    return found


class _Plain:
    """`comments…xml`: authors by place, then a text of runs for each cell."""

    ENTRY = "comment"

    def __init__(self, sheet: str) -> None:
        self._sheet, self._authors = sheet, list[str]()
        self._found: list[SheetNote] = []
        self._at: dict[str, str] = {}
        self._words: list[str] | None = None
        self._author: list[str] | None = None
        self._reads = False

    def read(self, package: Package, part: str) -> list[SheetNote]:
        """The remarks of one part."""
        if package.has(part):
            package.parse(part, self._start, self._end, self._text)
        return self._found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "author":
            self._author = []
        elif name == self.ENTRY:
            self._at, self._words = attributes, []
        elif name in ("t", "text"):
            self._reads = name == "t" or self.ENTRY != "comment"
        elif name == "rPh":
            self._reads = False

    def _text(self, text: str) -> None:
        if self._author is not None:
            self._author.append(text)
        elif self._words is not None and self._reads:
            self._words.append(text)

    def _end(self, tag: str) -> None:
        name = local(tag)
        if name == "author" and self._author is not None:
            self._authors.append("".join(self._author).strip())
            self._author = None
        elif name in ("t", "text"):
            self._reads = False
        elif name == self.ENTRY and self._words is not None:
            words = _trimmed("".join(self._words), author := self._who(self._at))
            self._found.append(SheetNote(self._sheet, self._at.get("ref", "").upper(), author, words[:LONGEST]))
            self._words = None

    def _who(self, attributes: dict[str, str]) -> str:
        place = attributes.get("authorId", "")
        return self._authors[int(place)] if place.isdigit() and int(place) < len(self._authors) else ""


class _Threads(_Plain):
    """`threadedComment…xml`: each remark with the id of who made it."""

    ENTRY = "threadedComment"

    def __init__(self, sheet: str, people: dict[str, str]) -> None:
        super().__init__(sheet)
        self._people = people

    def _who(self, attributes: dict[str, str]) -> str:
        return self._people.get(attributes.get("personId", ""), "")


def _trimmed(words: str, author: str) -> str:
    """Without the name that office programs put in front of a new note."""
    said = words.strip()
    for mark in (":", "："):
        if author and said.startswith(author + mark):
            return said.removeprefix(author + mark).strip()
    return said
