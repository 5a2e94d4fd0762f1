"""The .docx container: opened within bounds, written with fixed dates so that a reprint is identical."""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from desktop.errors import KnownError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
BODY = "word/document.xml"

_MOST_PARTS = 400
_MOST_BYTES = 40_000_000
_HIGHEST_RATIO = 250
_LOCAL = 30  # bytes of a local head before the name
_NAMES_IN_UTF8 = 0x800
_REPEATED = 60_000  # bytes: larger parts are pictures, of which no two are the same
_KEPT = 500_000  # bytes unpacked: what is larger comes once, and a file of others must not fill the memory with it
_DOS_DATE = 0x0021  # 1 January 1980: the zip format's own beginning, the same for every paper

_DIRECTORY_END = struct.Struct("<4sHHHHIIH")
_DIRECTORY_LINE = struct.Struct("<4s12sIIIHH10sI")
_FIXED = struct.pack("<HHHHHH", 20, 20, _NAMES_IN_UTF8, ZIP_DEFLATED, 0, _DOS_DATE)  # what is the same in each line


def open_parts(data: bytes, name: str, wanted: re.Pattern[str] | None = None) -> dict[str, bytes]:
    """Every part of a .docx, or those that are wanted; a damaged, oversized or macro-carrying file is one KnownError."""
    try:
        own = _own_lines(data)
        names, parts = _of_any_archive(data, name, wanted) if own is None else _of_own(data, own, name, wanted)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error) as error:
        raise KnownError(f"{name}：打不开，不是完好的 .docx 文件；请在 WPS 里打开后另存为 .docx 再试") from error
    if BODY not in names or "[Content_Types].xml" not in names:
        raise KnownError(f"{name}：不是 Word 文档；请在 WPS 里另存为 .docx 再试")
    if any("vba" in part.lower() for part in names):
        raise KnownError(f"{name}：带有宏，不予采用；请另存为不带宏的 .docx")
    return parts


def _of_any_archive(data: bytes, name: str, wanted: re.Pattern[str] | None) -> tuple[set[str], dict[str, bytes]]:
    """The names of all parts, and those that are wanted, as zipfile reads them."""
    with ZipFile(BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _judge_size(infos, name)
        parts = {i.filename: archive.read(i) for i in infos if wanted is None or wanted.match(i.filename)}
    return {info.filename for info in infos}, parts


class _Line(NamedTuple):
    """A line of the directory of a file that the program itself packed; `begin` is where its part does."""

    filename: str
    checksum: int
    compress_size: int
    file_size: int
    begin: int


def _own_lines(data: bytes) -> list[_Line] | None:
    """The directory of a file as `Archive` writes it, read in a third of the time that zipfile takes; None where anything in it is
    otherwise, also where a head says another thing than its line."""
    end = len(data) - _DIRECTORY_END.size
    if end < 0:
        return None
    mark, disk, first, here, count, size, at, note = _DIRECTORY_END.unpack_from(data, end)
    if mark != b"PK\x05\x06" or disk or first or note or here != count or at + size != end:
        return None
    found = []
    while at < end and end - at >= _DIRECTORY_LINE.size:
        mark, fixed, checksum, packed, whole, letters, extra, more, begin = _DIRECTORY_LINE.unpack_from(data, at)
        key = data[at + _DIRECTORY_LINE.size : at + _DIRECTORY_LINE.size + letters]
        start = begin + _LOCAL + letters
        usual = mark == b"PK\x01\x02" and fixed == _FIXED and not extra and not any(more) and packed < _REPEATED
        is_file = key.isascii() and key.decode().isprintable() and b"\\" not in key and key[-1:] != b"/"
        if not (usual and is_file and data[begin:start] == b"PK\x03\x04" + data[at + 6 : at + 32] + key):
            return None
        found.append(_Line(key.decode("ascii"), checksum, packed, whole, start))
        at += _DIRECTORY_LINE.size + letters
    return found if at == end and len(found) == count else None


def _of_own(
    data: bytes, lines: list[_Line], name: str, wanted: re.Pattern[str] | None
) -> tuple[set[str], dict[str, bytes]]:
    """The same of a file of our own; a part that is packed as one before it (a letter's styles) is unpacked once."""
    _judge_size(lines, name)
    parts = {}
    for line in lines:
        if wanted is None or wanted.match(line.filename):
            unpack = _unpacked_once if line.file_size <= _KEPT else _unpacked
            content = unpack(data[line.begin : line.begin + line.compress_size], line.file_size)
            if zlib.crc32(content) != line.checksum:
                raise BadZipFile(line.filename)
            parts[line.filename] = content
    return {line.filename for line in lines}, parts


def _head(key: bytes, checksum: int, packed: int, size: int) -> bytes:
    """What head and directory both say of a part; names are UTF-8, dates fixed."""
    sizes = (checksum, packed, size, len(key), 0)
    return struct.pack("<HHHHHIIIHH", 20, _NAMES_IN_UTF8, ZIP_DEFLATED, 0, _DOS_DATE, *sizes) + key


def _unpacked(packed: bytes, size: int) -> bytes:
    stream = zlib.decompressobj(-15)
    content = stream.decompress(packed, size + 1)
    if len(content) != size or not stream.eof:
        raise EOFError
    return content


_unpacked_once = lru_cache(maxsize=64)(_unpacked)


def _judge_size(infos: Sequence[ZipInfo | _Line], name: str) -> None:
    """Refuse an archive that would unpack into more than a paper can be."""
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    if len(infos) > _MOST_PARTS or total > _MOST_BYTES or (total > 2_000_000 and total / packed > _HIGHEST_RATIO):
        raise KnownError(f"{name}：文件解开后过大，不予采用；请检查来源，或删去大图后另存")
    if len({info.filename.lower() for info in infos}) < len(infos):
        raise KnownError(f"{name}：文件内部有同名的部件，不予采用；请在 WPS 里打开后另存")
    if any(".." in info.filename or info.filename.startswith(("/", "\\")) for info in infos):
        raise KnownError(f"{name}：文件内部路径不正常，不予采用；请在 WPS 里打开后另存")


def parse(xml: bytes, name: str) -> etree._Element:
    """A part as a tree, without entities, document types or the network."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise KnownError(f"{name}：文件内含外部实体声明，不予采用；请在 WPS 里打开后另存")
    try:
        return etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        raise KnownError(f"{name}：内容已损坏（{error.msg}）；请在 WPS 里打开后另存") from error


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@dataclass(frozen=True)
class _Packed:
    """One part as it stands in the archive: bytes to copy and its line in the directory."""

    local: bytes
    directory: bytes

    def entry(self, offset: int) -> bytes:
        return self.directory[:42] + struct.pack("<I", offset) + self.directory[46:]


def _pack(name: str, data: bytes) -> _Packed:
    """Deflate one part; names are UTF-8, dates fixed."""
    squeeze = zlib.compressobj(2, zlib.DEFLATED, -15)  # a third less time than 3 for a letter, 4 % more bytes
    body = squeeze.compress(data) + squeeze.flush()
    key = name.encode()
    head = _head(key, zlib.crc32(data), len(body), len(data))
    local = b"PK\x03\x04" + head + body
    directory = b"PK\x01\x02" + struct.pack("<H", 20) + head[: -len(key)] + struct.pack("<HHHII", 0, 0, 0, 0, 0) + key
    return _Packed(local, directory)


class Archive:
    """The parts that never change, packed once; each paper adds only its own few parts."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        packed = [_pack(name, data) for name, data in _content_types_first(parts)]
        self._prefix = b"".join(part.local for part in packed)
        self._count = len(packed)
        offset, lines = 0, []
        for part in packed:
            lines.append(part.entry(offset))
            offset += len(part.local)
        self._lines = b"".join(lines)
        self._packed: dict[tuple[str, bytes], _Packed] = {}

    def complete(self, parts: Iterable[tuple[str, bytes]], lasting: Iterable[tuple[str, bytes]] = ()) -> bytes:
        """The whole file; `lasting` parts repeat from paper to paper (a letter head) and are packed once."""
        packed = [self._once(name, data) for name, data in lasting] + [_pack(name, data) for name, data in parts]
        offset, lines = len(self._prefix), [self._lines]
        for part in packed:
            lines.append(part.entry(offset))
            offset += len(part.local)
        directory = b"".join(lines)
        count = self._count + len(packed)
        end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), offset, 0)
        return b"".join((self._prefix, *(part.local for part in packed), directory, end))

    def _once(self, name: str, data: bytes) -> _Packed:
        key = (name, data)
        packed = self._packed.get(key)
        if (
            packed is None
        ):  # several desks may work with one template: what one of them clears the other still has in hand
            packed = _pack(name, data)
            if len(self._packed) > 64:
                self._packed.clear()
            self._packed[key] = packed
        return packed


def _content_types_first(parts: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Word looks for the content types at the front; the rest keeps its order."""
    return sorted(parts.items(), key=lambda item: item[0] != "[Content_Types].xml")
