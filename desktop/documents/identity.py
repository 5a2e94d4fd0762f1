"""The identity of a draft: a hidden mark that says from which request, dates and figures it was printed.

It lies in the custom properties of the file, which Word, WPS and LibreOffice keep when they save; it is taken out of the
file that goes out. Property values stay under 250 characters, the most that Word's own dialog knows.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from dataclasses import asdict, dataclass
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from desktop.documents.figures import Entry
from desktop.documents.package import open_parts, parse
from desktop.documents.readback import Reading, figures_at
from desktop.documents.stamp import packed

PART = "docProps/custom.xml"
_NAME = "台账草稿"
_CHUNK = 240
_MOST = 8_000_000
_TYPES = "[Content_Types].xml"
_ROOT = "_rels/.rels"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@dataclass(frozen=True)
class Identity:
    """What a draft was printed from: request, dates, basis, rows, its figures, its hash without the mark, and its text.

    Dates are ISO. `spots` say of each figure in which paragraph it stands, from where to where.
    """

    ledger: str
    kind: str
    addressee: str
    as_of: str
    known_at: str
    drawn_on: str
    round_id: int | None
    unit_id: int | None
    basis_id: int | None
    basis_text: str
    findings: tuple[int, ...]
    entries: tuple[Entry, ...]
    sha256: str
    pages: int
    title: str
    paragraphs: tuple[str, ...]
    spots: dict[str, tuple[int, int, int]]

    def reading(self) -> Reading:
        """The draft as it was printed, to compare with the file that came back."""
        figures = figures_at(self.paragraphs, self.spots)
        return Reading("", self.title, self.addressee, self.paragraphs, figures, (), self.spots)


def marked(data: bytes, identity: Identity) -> bytes:
    """A draft with its mark."""
    parts = open_parts(data, "草稿.docx")
    told = asdict(identity)
    told["entries"] = [entry.as_json() for entry in identity.entries]
    squeezed = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), 9)
    text = base64.b64encode(squeezed).decode("ascii")
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    parts[PART] = _properties([(f"{_NAME}{number}", chunk) for number, chunk in enumerate(chunks, 1)])
    if _CONTENT.encode() not in parts[_TYPES]:
        line = f'<Override PartName="/{PART}" ContentType="{_CONTENT}"/></Types>'
        parts[_TYPES] = parts[_TYPES].replace(b"</Types>", line.encode())
    if _RELATION.encode() not in parts[_ROOT]:
        line = f'<Relationship Id="rIdDraft" Type="{_RELATION}" Target="{PART}"/></Relationships>'
        parts[_ROOT] = parts[_ROOT].replace(b"</Relationships>", line.encode())
    return packed(parts)


def identity_of(data: bytes, name: str) -> Identity | None:
    """The mark of a file; None where it has none or the mark is damaged."""
    parts = open_parts(data, name, re.compile(re.escape(PART)))
    if PART not in parts:
        return None
    own = [(number, text) for number, text, _element in _own(parse(parts[PART], name))]
    text = "".join(chunk for _number, chunk in sorted(own))
    if not text:
        return None
    try:
        squeezer = zlib.decompressobj()
        told = json.loads(squeezer.decompress(base64.b64decode(text, validate=True), _MOST).decode("utf-8"))
        return _identity(told)
    except (binascii.Error, zlib.error, ValueError, TypeError, KeyError, AttributeError):
        return None


def unmarked(data: bytes, name: str) -> bytes:
    """The file without the mark of its draft; the same bytes where it has none."""
    parts = open_parts(data, name)
    if PART not in parts:
        return data
    tree = parse(parts[PART], name)
    own = [element for _number, _text, element in _own(tree)]
    if not own:
        return data
    for element in own:
        tree.remove(element)
    for number, element in enumerate(tree, 2):
        element.set("pid", str(number))
    parts[PART] = etree.tostring(tree, encoding="UTF-8", standalone=True)
    return packed(parts)


def _own(tree: etree._Element) -> list[tuple[int, str, etree._Element]]:
    found = []
    for element in tree:
        name = element.get("name", "") if isinstance(element.tag, str) else ""
        if re.fullmatch(rf"{_NAME}\d+", name):
            found.append((int(name[len(_NAME) :]), "".join(element.itertext()).strip(), element))
    return found


def _properties(values: list[tuple[str, str]]) -> bytes:
    lines = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{name}"><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'
        for number, (name, text) in enumerate(values, 2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{lines}</Properties>'
    ).encode()


def _identity(told: dict[str, Any]) -> Identity:
    paragraphs = tuple(told["paragraphs"])
    spots = {token: (int(at), int(start), int(end)) for token, (at, start, end) in told["spots"].items()}
    entries = tuple(Entry.from_json(one) for one in told["entries"])
    kept = {**told, "findings": tuple(told["findings"]), "entries": entries, "paragraphs": paragraphs, "spots": spots}
    return Identity(**kept)
