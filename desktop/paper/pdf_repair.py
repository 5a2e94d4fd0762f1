"""Two repairs on the PDF that Qt writes, each at the same length so that the file's offsets stay right.

Qt stamps the moment and a random id: here the list's own date and an id from its content, so one list is one file.
Qt names a glyph by the lowest character that has it, a radical for 用 月 至 and two hundred others: a search for 用 would
not find it. Here the text layer gets the characters that were set.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from desktop.paper.faces import Face, Faces

_DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)[^)]*\)")
_XMP_DATES = re.compile(rb"(xmp:(?:CreateDate|ModifyDate|MetadataDate)=\")[^\"]*\"")
_UUID = re.compile(rb"uuid:([0-9a-f-]{36})")
_MAPS = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_CODE = re.compile(rb"<(2[EF][0-9A-F]{2}|F[9A][0-9A-F]{2})>")
_LOOKALIKES = "".join(chr(code) for block in (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00)) for code in block)


def settle(data: bytes, day: date, faces: Faces) -> bytes:
    """The PDF with the given day as its date, an id from its content, and a text layer of the characters that were set."""
    wrong = _wrong_names(faces.all())
    data = _MAPS.sub(lambda found: _CODE.sub(lambda code: wrong.get(code[0], code[0]), found[0]), data)
    data = _DATES.sub(lambda found: _padded(found, f"{day:%Y%m%d}000000Z)"), data)
    data = _XMP_DATES.sub(lambda found: _padded(found, f'{day:%Y-%m-%d}T00:00:00Z"'), data)
    found = _UUID.search(data)
    if found is None:
        return data
    random = found[1]
    blank = b"0" * 8 + b"-0000-0000-0000-" + b"0" * 12
    data = data.replace(random, blank).replace(random.hex().encode(), blank.hex().encode())
    digest = hashlib.sha256(data).hexdigest()
    own = f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}".encode()
    return data.replace(blank, own).replace(blank.hex().encode(), own.hex().encode())


def _padded(found: re.Match[bytes], text: str) -> bytes:
    return (found[1] + text.encode()).ljust(len(found[0]))


def _wrong_names(faces: Iterable[Face]) -> dict[bytes, bytes]:
    """Code of a radical or compatibility character → code of the character set with the same glyph."""
    names: dict[bytes, bytes] = {}
    for face in faces:
        lookalikes: list[dict[int, list[str]]] = []
        for raw in face.raw:
            by_glyph: dict[int, list[str]] = {}
            for char, index in zip(_LOOKALIKES, raw.glyphIndexesForString(_LOOKALIKES), strict=True):
                by_glyph.setdefault(index, []).append(char)
            lookalikes.append(by_glyph)
        for char, glyph in face.glyphs.items():
            for wrong in lookalikes[glyph.font].get(glyph.code, ()) if glyph.code and ord(char) < 0x10000 else ():
                names[f"<{ord(wrong):04X}>".encode()] = f"<{ord(char):04X}>".encode()
    return names
