"""The parts of an .xlsx package: found by their relations, read bounded, parsed without entities."""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from xml.parsers import expat

_CHUNK = 1 << 18
"""No tag and no cell text of a workbook is as long: a piece without a single ">" is no workbook's."""

_FREE_ELEMENTS = 500_000
"""Elements that any part may have; beyond, it may have one for each byte it takes in the package (a real sheet needs two bytes or more)."""


class BrokenPackage(Exception):
    """A part is missing, cut or not XML; the caller refuses the file."""


class OverfullPackage(Exception):
    """A part holds more than its size in the package can honestly hold."""


class Package:
    """The zip file of a workbook; names are compared without case, backslashes count as slashes."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in self._zip.infolist()}

    def has(self, part: str) -> bool:
        """Whether the part exists."""
        return part.lower() in self._names

    def parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Stream one part through the handlers; its check sum is proved by reading to the end."""
        entry = self._entry(part)
        with self._zip.open(entry) as stream:
            _parse(part, iter(lambda: stream.read(_CHUNK), b""), _most_elements(entry), start, end, text)

    def plain(self, part: str, most: int) -> bytes | None:
        """The whole part where it has at most so many bytes and no more elements than a part may have; its check sum is proved."""
        entry = self._entry(part)
        if entry.file_size > most:
            return None
        with self._zip.open(entry) as stream:
            data = stream.read(most + 1)
        most_marks = _most_elements(entry)
        few = data.count(b"<") < most_marks or data.count(b"<") - data.count(b"</") < most_marks
        return data if few and len(data) <= most else None

    def parse_left(
        self,
        part: str,
        left: bytes,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        """Stream what is left of a part, after others have read the rest, through the handlers."""
        chunks = (left[place : place + _CHUNK] for place in range(0, len(left), _CHUNK))
        _parse(part, chunks, _most_elements(self._entry(part)), start, end, text)

    def _entry(self, part: str) -> zipfile.ZipInfo:
        entry = self._names.get(part.lower())
        if entry is None:
            raise BrokenPackage(part)
        return entry

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Identifier → (kind, part name) of everything that a part points to."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", name + ".rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "").replace("\\", "/")
                whole = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], whole)

        if self.has(listing):
            self.parse(listing, start)
        return found


def _most_elements(entry: zipfile.ZipInfo) -> int:
    return _FREE_ELEMENTS + entry.compress_size


def _parse(
    part: str,
    chunks: Iterator[bytes],
    most: int,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None,
    text: Callable[[str], None] | None,
) -> None:
    """The pieces of a part through the handlers."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = _counted(start, most)
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for chunk in chunks:
            if len(chunk) == _CHUNK and b">" not in chunk and b"\x00" not in chunk:
                raise BrokenPackage(part)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise BrokenPackage(part) from fault


def _counted(start: Callable[[str, dict[str, str]], None], most: int) -> Callable[[str, dict[str, str]], None]:
    """The handler, until there are too many elements."""
    left = most

    def counted(tag: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OverfullPackage
        start(tag, attributes)

    return counted


def local(tag: str) -> str:
    """The name without its prefix."""
    return tag.rpartition(":")[2] if ":" in tag else tag


def _refuse_doctype(*_parts: object) -> None:
    raise BrokenPackage("doctype")  # no workbook has one; an attack by entities does
