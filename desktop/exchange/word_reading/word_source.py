"""A .docx from outside, opened within bounds and read as paragraphs (RULES §9)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from desktop.errors import Refused
from desktop.exchange.normalise.plain_text import squeezed, trimmed
from desktop.exchange.uncollected import uncollected
from desktop.exchange.untrusted_file import OLE2, WIDE, read_bytes, refuse_expansion
from desktop.exchange.word_reading.body import BodyReader, RawParagraph
from desktop.exchange.word_reading.numbering import Numbering, read_numbering
from desktop.exchange.word_reading.paragraphs import Paragraph, WordText
from desktop.exchange.word_reading.styles import Styles, read_styles
from desktop.exchange.xlsx_package import BrokenPackage, OverfullPackage, Package

_BODY = "word/document.xml"
_DAMAGE = (
    BrokenPackage, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, LookupError,
    ValueError, OverflowError, NotImplementedError, RuntimeError, MemoryError, OSError, AttributeError,
)  # fmt: skip
_NO_LIST = "0"


def read_word(path: Path) -> WordText:
    """All paragraphs of a .docx; raises Refused with its reason for a file that is none, or not sound."""
    return read_word_bytes(read_bytes(path, "Word 文件"), path.name)


def read_word_bytes(data: bytes, name: str) -> WordText:
    """The same of the bytes of a file."""
    _judge(data, name)
    try:
        with uncollected():
            return _read(Package(data))
    except OverfullPackage:
        raise Refused(
            "too_large", f"“{name}”的内容多得不像一份公文，未打开；请把有用的部分复制到新文件再导入。"
        ) from None
    except _DAMAGE as fault:
        raise _damaged(name) from fault


def _judge(data: bytes, name: str) -> None:
    """What the file is by its content, before anything is unpacked."""
    if data.startswith(OLE2):
        if "EncryptedPackage".encode(WIDE) in data:
            raise Refused("encrypted", f"“{name}”：文件有打开口令，请去掉口令后再选。")
        if "WordDocument".encode(WIDE) in data:
            raise Refused("old_format", f"“{name}”：这是 .doc 旧格式，请在 WPS 中另存为 .docx。")
    if not data.startswith(b"PK"):
        raise _not_word(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except _DAMAGE:
        raise _damaged(name) from None
    refuse_expansion(entries, len(data), name)
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if not any(part.startswith("word/") for part in names):
        raise _not_word(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted", f"“{name}”：文件有打开口令，请去掉口令后再选。")


def _not_word(name: str) -> Refused:
    return Refused("not_a_document", f"“{name}”不是 Word 文件；请选择 .docx，别的格式请在 WPS 中另存为 .docx。")


def _damaged(name: str) -> Refused:
    return Refused("corrupt", f"“{name}”已损坏，可能是传输中断；请重新索要，或用 WPS 打开修复后另存。")


def _read(package: Package) -> WordText:
    top = [part for kind, part in package.relations("").values() if kind == "officeDocument"]
    part = top[0] if top and package.has(top[0]) else _BODY
    related = package.relations(part)
    named = {kind: target for kind, target in related.values() if package.has(target)}
    styles = read_styles(package, named["styles"]) if "styles" in named else Styles()
    numbering = read_numbering(package, named["numbering"]) if "numbering" in named else Numbering()
    body = _stream(package, part)
    text = WordText(count=len(body.paragraphs), continued=frozenset(body.continued), revisions=body.revisions)
    text.paragraphs = _Writer(styles, numbering).written(body.paragraphs)
    notes = [package_part for kind, package_part in named.items() if kind in ("footnotes", "endnotes")]
    text.footnotes = _notes(body, [_stream(package, one) for one in notes])
    return text


def _stream(package: Package, part: str) -> BodyReader:
    reader = BodyReader()
    package.parse(part, reader.start, reader.end, reader.text)
    return reader


def _notes(body: BodyReader, parts: list[BodyReader]) -> list[str]:
    """The notes in the order of their marks; then those without a mark, which Word does not show and which are not lost."""
    written: dict[str, list[str]] = {}
    for part in parts:
        for one in part.paragraphs:
            said = trimmed("".join(piece for piece, _bold, _style in one.pieces))
            if one.note and said:
                written.setdefault(one.note, []).append(said)
    marked = [note for one in body.paragraphs for note in one.notes]
    order = [*marked, *(note for note in written if note not in body.lost_notes)]
    return ["\n".join(written[note]) for note in dict.fromkeys(order) if note in written]


@dataclass
class _Writer:
    """Looks up what styles and lists say of each paragraph and joins those whose mark was deleted."""

    styles: Styles
    numbering: Numbering
    _waiting: dict[int, list[RawParagraph]] = field(default_factory=dict)

    def written(self, raw: list[RawParagraph]) -> list[Paragraph]:
        """The paragraphs that have text."""
        last = {one.room: one for one in raw}
        found = []
        for one in raw:
            if one.mark_gone and one is not last[one.room]:
                self._waiting.setdefault(one.room, []).append(one)
                continue
            parts = [*self._waiting.pop(one.room, []), one]
            if one.mark_gone and not _has_text(parts):
                continue
            found.append(self._one(parts))
        return [one for one in found if squeezed(one.text)]

    def _one(self, parts: list[RawParagraph]) -> Paragraph:
        """The last of the joined paragraphs gives the form: its mark is the one that stays."""
        raw = parts[-1]
        numbers = tuple(one.number for one in parts if _has_text([one])) or (raw.number,)
        pieces = [piece for one in parts for piece in one.pieces]
        aligned = raw.aligned or self.styles.aligned(raw.style)
        level = self.styles.heading_level(raw.style)
        if raw.outline is not None:
            level = raw.outline + 1 if 0 <= raw.outline < 9 else 0
        return Paragraph(
            numbers,
            "".join(text for text, _bold, _style in pieces),
            label=self._label(raw),
            level=level,
            title=self.styles.is_title(raw.style),
            bold=self._bold(raw, pieces),
            centred=aligned == "center",
            right=aligned in ("right", "end"),
            box=raw.box,
            place=raw.place,
            shown=_revised(parts),
        )

    def _label(self, raw: RawParagraph) -> str:
        list_id, level, style = self.styles.list_of(raw.style)
        if raw.list_id is not None:
            list_id, level = raw.list_id, raw.list_level
        elif raw.list_level is not None:
            level = raw.list_level
        if not list_id or list_id == _NO_LIST:
            return ""
        if level is None:
            level = self.numbering.level_of_style(list_id, style or raw.style)
        return self.numbering.next_label(list_id, level)

    def _bold(self, raw: RawParagraph, pieces: list[tuple[str, bool | None, str]]) -> tuple[tuple[int, int], ...]:
        """The bold stretches of the text; white space takes after what stands before it."""
        whole = self.styles.bold(raw.style) or False
        found: list[tuple[int, int]] = []
        at, is_bold = 0, False
        for text, said, style in pieces:
            if said is None and style:
                said = self.styles.bold(style)
            if text.strip():
                is_bold = whole if said is None else said
            end = at + len(text)
            if is_bold and found and found[-1][1] == at:
                found[-1] = (found[-1][0], end)
            elif is_bold:
                found.append((at, end))
            at = end
        return tuple(found)


def _revised(parts: list[RawParagraph]) -> tuple[tuple[str, str], ...]:
    """The text with its revisions; neighbours of one kind are one stretch."""
    told = [(how, text) for one in parts for text, how in one.shown]
    if not any(how for how, _text in told):
        return ()
    grouped = groupby(told, key=lambda one: one[0])
    return tuple(("".join(text for _how, text in group), how) for how, group in grouped)


def _has_text(parts: list[RawParagraph]) -> bool:
    return any(squeezed(text) for one in parts for text, _bold, _style in one.pieces)
