"""A finished or edited .docx read back: title, addressee, paragraphs, figures by their bookmarks, every text in it."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from lxml import etree

from desktop.documents.figures import Entry
from desktop.documents.hidden_letters import hiding_styles, unprinted
from desktop.documents.leftovers import UNREAD, leftovers
from desktop.documents.package import BODY, W, open_parts, parse
from desktop.documents.revisions import tracked
from desktop.errors import KnownError, reason_of

_READ = re.compile(r"^(word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)|docProps/\w+)\.xml$")
_PLACES = {
    "word/document": "正文",
    "word/header": "页眉",
    "word/footer": "页脚",
    "word/footnotes": "脚注",
    "word/endnotes": "尾注",
    "word/comments": "批注",
}
_PROPERTIES = "docProps/"
_READ_PROPERTIES = ("title", "subject", "description", "keywords", "category")
_CORE = "docProps/core.xml"
_TITLE_WORDS = re.compile(r"^关于.+的.{1,8}$")
_PARAGRAPH, _TEXT, _VAL = f"{W}p", f"{W}t", f"{W}val"
_RUN = re.compile(r">([^<]+)</(?:w:(?:t|delText)|m:t|a:t)>")
_BOX = re.compile(r"<w:txbxContent[ >].*?</w:txbxContent>", re.DOTALL)
_READING = re.compile(r"<w:rt>.*?</w:rt>", re.DOTALL)
_SYMBOL = re.compile(r'<w:sym\b[^>]*w:char="([0-9A-Fa-f]{4})"[^>]*/>')
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_QUOTED = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_DELETED = f"{W}del"


@dataclass(frozen=True)
class Reading:
    """What a file says. `figures` are the texts inside each `_fig…` bookmark, `texts` (place, text) of every part.

    `spots` say where each figure stands: the paragraph by its place in `paragraphs`, and from where to where; `tabled` are the
    places of those paragraphs that are cells of tables. `styled` are
    the texts of the paragraphs of each named style, `changes` what tracked changes and comments are still in the file,
    `hidden` what of it does not print or prints in another order, in sentences.
    """

    name: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    figures: Mapping[str, str]
    texts: tuple[tuple[str, str], ...]
    spots: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    tabled: frozenset[int] = frozenset()
    styled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangedFigure:
    """A figure that no longer reads as it was printed; `now` is None where it was taken out."""

    token: str
    name: str
    then: str
    now: str | None
    rows: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}：原为“{self.then}”，" + ("已删去" if self.now is None else f"现为“{self.now}”")


@dataclass(frozen=True)
class Difference:
    """One paragraph changed, added or taken out between a draft and the file that was approved."""

    kind: str
    before: str
    after: str


def read_file(path: Path) -> Reading:
    """Read a .docx from disk; the file name belongs to what it says."""
    try:
        return read(path.read_bytes(), path.name)
    except OSError as error:
        raise KnownError(f"读不了“{path}”（{reason_of(error)}）；请检查文件是否还在、是否被别的程序占用") from error


def read(data: bytes, name: str) -> Reading:
    """Read a paper, issued or edited in WPS, Word or LibreOffice."""
    parts = open_parts(data, name)
    trees = {part: parse(content, name) for part, content in parts.items() if _READ.match(part)}
    body = trees[BODY]
    look = parse(parts["word/styles.xml"], name) if "word/styles.xml" in parts else None
    styles, hiding = (_style_names(look), hiding_styles(look)) if look is not None else ({}, frozenset[str]())
    bodies = list(body.iter(_PARAGRAPH))
    paragraphs = [(styles.get(_style(one), ""), _text(one)) for one in bodies]
    styled: dict[str, tuple[str, ...]] = {}
    for style, text in paragraphs:
        if style and text:
            styled[style] = (*styled.get(style, ()), text)
    filled = tuple((style, text) for style, text in paragraphs if text)
    texts = tuple(text for part in sorted(trees, key=lambda part: part != BODY) for text in _texts(part, trees[part]))
    changes = tuple(line for part in trees for line in tracked(trees[part]))
    told = (line for part in trees for line in unprinted(_place(part), trees[part], hiding))
    hidden = tuple(dict.fromkeys(told))  # a text box stands twice in its file, once for older programs
    lines = tuple(text for _, text in filled)
    worded = [one for one, (_style_name, text) in zip(bodies, paragraphs, strict=True) if text]
    spots = _spots(worded)
    tabled = frozenset(at for at in {at for at, *_span in spots.values()} if _in_cell(worded[at]))
    return Reading(
        name,
        _title(filled),
        _addressee(filled),
        lines,
        figures_at(lines, spots),
        texts,
        spots,
        tabled,
        styled,
        changes,
        hidden,
    )


def texts_of(data: bytes, name: str) -> tuple[tuple[str, str], ...]:
    """Every text in a paper that the program itself has just made: as `read` has it, without building trees."""
    return texts_in(open_parts(data, name, _READ), name)


def texts_in(parts: Mapping[str, bytes], name: str) -> tuple[tuple[str, str], ...]:
    """The same, of parts that were opened already."""
    found: list[tuple[str, str]] = []
    for part, content in parts.items():
        if part.startswith(_PROPERTIES) and _READ.match(part):
            found += _repeated_properties(part, content) or _properties(part, parse(content, name))
        elif _READ.match(part):
            found.append((_place(part), (_words if part == BODY else _repeated_words)(content)))
    return tuple(found)


def _words(content: bytes) -> str:
    """The text of one part, a line for each paragraph."""
    xml = _plain_xml(content.decode("utf-8"))
    return html.unescape("\n".join(["".join(_RUN.findall(paragraph)) for paragraph in xml.split("</w:p>")]))


def _texts(part: str, tree: etree._Element) -> Iterator[tuple[str, str]]:
    if part.startswith(_PROPERTIES):
        yield from _properties(part, tree)
    else:
        yield _place(part), _all_text(tree)


def _properties(part: str, tree: etree._Element) -> Iterator[tuple[str, str]]:
    """A line for each value: those that a person wrote to be read, then those that an editor keeps for itself."""
    read: list[str] = []
    rest: list[str] = []
    for element in tree.iterchildren("*"):
        shown = part == _CORE and etree.QName(element).localname in _READ_PROPERTIES
        (read if shown else rest).extend(str(text) for text in element.itertext() if str(text).strip())
    yield from ((place, "\n".join(lines)) for place, lines in (("文档属性", read), (UNREAD, rest)) if lines)


@lru_cache
def _repeated_properties(part: str, content: bytes) -> tuple[tuple[str, str], ...]:
    """What properties say, which is mostly the same from paper to paper; nothing of damaged ones, whose fault names its file."""
    try:
        return tuple(_properties(part, parse(content, part)))
    except KnownError:
        return ()


def _plain_xml(xml: str) -> str:
    """What an editor may put between the letters of a word, put aside: boxes behind their paragraph's end, readings, notes."""
    if "!" in xml and "<!" in xml:  # the mark alone is seldom, and looked for in no time
        xml = _QUOTED.sub(lambda found: html.escape(found[1]), _NOTE.sub("", xml))
    if "<w:txbxContent" in xml:
        boxes = _BOX.findall(xml)
        xml = _BOX.sub("", xml) + "".join(f"</w:p>{box}" for box in boxes)
    if "<w:rt>" in xml:
        readings = _READING.findall(xml)
        xml = _READING.sub("", xml) + "".join(f"</w:p>{one}" for one in readings)
    if "<w:sym" in xml:
        xml = _SYMBOL.sub(lambda found: f"<w:t>{chr(int(found[1], 16))}</w:t>", xml)
    return xml


_repeated_words = lru_cache(_words)  # heads, feet and notes are mostly the same from paper to paper


def changed_figures(entries: Iterable[Entry], reading: Reading) -> list[ChangedFigure]:
    """Which generated or typed figures a hand has changed since the draft was printed."""
    changed = []
    for entry in entries:
        now = reading.figures.get(entry.token)
        if now is None or _squeezed(now) != _squeezed(entry.value_text):
            changed.append(ChangedFigure(entry.token, entry.name, entry.value_text, now, entry.rows))
    return changed


def unfinished(reading: Reading, given: Collection[str] = ()) -> list[str]:
    """What a file that is to be issued must not hold any more: gaps of a draft, tags of a template, hidden words; `given` may stand."""
    return [*leftovers(reading.texts, given), *reading.hidden]


def differences(draft: Reading, edited: Reading) -> list[Difference]:
    """The paragraphs in which an edited file differs from its draft."""
    found = []
    matcher = difflib.SequenceMatcher(None, draft.paragraphs, edited.paragraphs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        before, after = list(draft.paragraphs[a:b]), list(edited.paragraphs[c:d])
        for number in range(max(len(before), len(after))):
            old = before[number] if number < len(before) else ""
            new = after[number] if number < len(after) else ""
            found.append(Difference("改" if old and new else "增" if new else "删", old, new))
    return found


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def _style_names(styles: etree._Element) -> dict[str, str]:
    names = {}
    for style in styles.iter(f"{W}style"):
        label = style.find(f"{W}name")
        if label is not None:
            names[style.get(f"{W}styleId")] = label.get(_VAL)
    return names


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(_VAL, "") if style is not None else ""


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph as it prints: deletions of tracked changes and nested paragraphs left out."""
    return "".join(
        piece.text or ""
        for piece in paragraph.iter(_TEXT)
        if next(piece.iterancestors(_PARAGRAPH)) is paragraph and next(piece.iterancestors(_DELETED), None) is None
    ).strip()


def _all_text(tree: etree._Element) -> str:
    """Every text of a part, a line for each paragraph."""
    return "\n".join("".join(p.itertext(_TEXT, f"{W}delText")) for p in tree.iter(_PARAGRAPH))


def _place(part: str) -> str:
    return next((place for start, place in _PLACES.items() if part.startswith(start)), part)


def _title(paragraphs: tuple[tuple[str, str], ...]) -> str:
    named = [text for style, text in paragraphs if style == "公文标题"]
    if named:
        return "".join(named)
    return next((text for _, text in paragraphs[:12] if _TITLE_WORDS.match(text)), "")


def _addressee(paragraphs: tuple[tuple[str, str], ...]) -> str:
    named = [text for style, text in paragraphs if style == "公文主送机关"]
    found = named[0] if named else next((text for _, text in paragraphs[:15] if text.endswith(("：", ":"))), "")
    return found.rstrip("：: ")


def figures_at(lines: Sequence[str], spots: Mapping[str, tuple[int, int, int]]) -> dict[str, str]:
    """The text of each figure."""
    return {token: lines[at][start:end] for token, (at, start, end) in spots.items()}


def _in_cell(paragraph: etree._Element) -> bool:
    return next(paragraph.iterancestors(f"{W}tc"), None) is not None


def _spots(paragraphs: Sequence[etree._Element]) -> dict[str, tuple[int, int, int]]:
    """Each of our bookmarks: its paragraph, and where in its text the text of the bookmark begins and ends."""
    found: dict[str, tuple[int, int, int]] = {}
    for at, paragraph in enumerate(paragraphs):
        marks = paragraph.findall(f".//{W}bookmarkStart")
        if any(mark.get(f"{W}name", "").startswith("_fig") for mark in marks):
            found.update({token: (at, start, end) for token, (start, end) in _spots_in(paragraph).items()})
    return found


def _spots_in(paragraph: etree._Element) -> dict[str, tuple[int, int]]:
    open_at: dict[str, tuple[str, int]] = {}
    ended: dict[str, tuple[int, int]] = {}
    text = ""
    for element in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", _TEXT):
        if element.tag == _TEXT:
            if next(element.iterancestors(_DELETED), None) is None:
                text += element.text or ""
        elif element.tag == f"{W}bookmarkEnd":
            name, start = open_at.pop(element.get(f"{W}id", ""), ("", 0))
            if name:
                ended[name] = (start, len(text))
        elif element.get(f"{W}name", "").startswith("_fig"):
            open_at[element.get(f"{W}id", "")] = (element.get(f"{W}name", ""), len(text))
    for name, start in open_at.values():
        ended[name] = (start, len(text))
    before = len(text) - len(text.lstrip())
    return {name: (max(start - before, 0), end - before) for name, (start, end) in ended.items()}
