"""What is a mention of a table, a chart or a part (见表2), and what only looks like one (统计表2份, 群众代表1名).

In a template the captions and the mentions that its author wrote are marked when it is compiled. What is printed into it bears no
mark, so that nothing of the ledger and nothing that a person typed is ever renumbered; the marks are settled last, by what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from desktop.documents.empty_sections import HEADINGS, Block, blocks_of

CAPTIONS = ("公文表题", "公文图题")
PART = "第[一二三四五六七八九十]+部分"
ITEM = rf"(?:[表图]\d+|附件\d*|{PART}(?:（[一二三四五六七八九十]+）)?)"
_NOT_SEE = "意看听常可预偏主罕少再会接遇碰召拜引政己短远定成创高浅拙瞧望撞约求起鲜多习眼所何"
_LEAD = rf"(?:(?<![{_NOT_SEE}])见|如|(?<![合共会协随连相陪不])同|按|照|[列记填]入)"
_JOINT = "(?:[、，]?(?:以及|[和及与至])|、)"
_BEHIND = r"(?![-－—～~至、]\s*\d)(?=$|\W|所[列示述附载指]|中所|列[明出示]|填[写报]|办理|执行|格式|要求|的)"
MENTION = re.compile(rf"{_LEAD}{ITEM}(?:{_JOINT}{ITEM})*{_BEHIND}")
"""A mention: a word that leads to it, one or several things, and behind them the end of a clause or a word that goes with them."""
ALIKE = re.compile(rf"[见如同按照入在于]({ITEM})(?!\d)")
"""What may be meant as one."""
LABEL = re.compile(ITEM)

_TABLE, _CHART, _SEE_TABLE, _SEE_CHART, _SEE_PART, _END = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
_OWN = {"表": _TABLE, "图": _CHART}
_SEEN = {"表": _SEE_TABLE, "图": _SEE_CHART, "第": _SEE_PART}
_KIND = {_TABLE: "表", _SEE_TABLE: "表", _CHART: "图", _SEE_CHART: "图"}
_NO_MARKS = dict.fromkeys(map(ord, (*_OWN.values(), *_SEEN.values(), _END)))
_ANY = re.compile("[\x01-\x05]")
_CAPTION = re.compile(f"([{_TABLE}{_CHART}])([^{_END}]*){_END}")
_LISTED = re.compile(f"([{_SEE_TABLE}{_SEE_CHART}])([^{_END}]*){_END}")
_PARTS = re.compile(f"{_SEE_PART}([^{_END}]*){_END}")
_HEAD = re.compile(r"\s*([表图])(\d+|\{\{.*?\}\})", re.DOTALL)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LETTERS = re.compile(r"(<w:t(?: [^>]*)?>)((?:\{\{.*?\}\}|\{%.*?%\}|[^<])*)", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_COUNTED = re.compile("[一二三四五六七八九十]+")


def marked(xml: str, styles: Mapping[str, str]) -> str:
    """A template whose captions and own mentions of tables, charts and parts are marked; `styles` are ids by names."""
    names = {style: name for name, style in styles.items()}
    pieces: list[str] = []
    at = 0
    for block in blocks_of(xml, names):
        before: dict[int, str] = {}
        after: dict[int, str] = {}
        for mark, start, end in _found(block) if block.style not in HEADINGS else ():
            before[start], after[end - 1] = mark, _END
        pieces += (xml[at : block.start], _spliced(block.text, before, after) if before else block.text)
        at = block.end
    return "".join(pieces) + xml[at:]


def marked_words(text: str) -> str:
    """Words of the program itself, such as the description of a chart, with their mentions marked."""
    pieces: list[str] = []
    at = 0
    for mark, start, end in _mentions(text):
        pieces += (text[at:start], mark, text[start:end], _END)
        at = end
    return "".join(pieces) + text[at:]


def settled(xml: str, parts: Mapping[str, str] | None = None) -> str:
    """A printed body without marks: captions are numbered in turn, mentions name what they named; `parts` are new numbers by old ones."""
    if not _ANY.search(xml):
        return xml
    turn: dict[str, int] = {}
    numbers: dict[tuple[str, str], str] = {}

    def own(found: re.Match[str]) -> str:
        kind = _KIND[found[1]]
        turn[kind] = turn.get(kind, 0) + 1
        numbers.setdefault((kind, said(found[2])), str(turn[kind]))
        return _renumbered(found[2], str(turn[kind]), r"\d+")

    def seen(found: re.Match[str]) -> str:
        number = said(found[2])
        return _renumbered(found[2], numbers.get((_KIND[found[1]], number), number), r"\d+")

    def part(found: re.Match[str]) -> str:
        number = said(found[1])
        return _renumbered(found[1], (parts or {}).get(number, number), _COUNTED.pattern)

    return _PARTS.sub(part, _LISTED.sub(seen, _CAPTION.sub(own, xml))).translate(_NO_MARKS)


def names_parts(xml: str) -> bool:
    """Whether a marked template mentions a part by its number."""
    return _SEE_PART in xml


def plain(text: str) -> str:
    """A text without marks."""
    return text.translate(_NO_MARKS)


def captions(text: str) -> frozenset[str]:
    """The tables and charts whose caption a marked paragraph is, by their numbers in the template."""
    return frozenset(_KIND[found[1]] + said(found[2]) for found in _CAPTION.finditer(text))


def listed(text: str) -> frozenset[str]:
    """What a marked paragraph mentions: tables, charts and parts, by their numbers in the template."""
    things = frozenset(_KIND[found[1]] + said(found[2]) for found in _LISTED.finditer(text))
    return things | {f"第{found[1]}部分" for found in _PARTS.finditer(text)}


def said(text: str) -> str:
    """Letters without markup."""
    return _MARKUP.sub("", text)


def _found(block: Block) -> Iterator[tuple[str, int, int]]:
    """The marks of a paragraph of a template with the stretch of its letters that is the number."""
    letters = "".join(found[2] for found in _LETTERS.finditer(block.text))
    head = _HEAD.match(letters) if block.style in CAPTIONS else None
    if head is not None:
        yield _OWN[head[1]], *head.span(2)
    for mark, start, end in _mentions(_TAG.sub(lambda tag: "{" * len(tag[0]), letters)):
        if head is None or start >= head.end():
            yield mark, start, end


def _mentions(text: str) -> Iterator[tuple[str, int, int]]:
    for mention in MENTION.finditer(text):
        for item in LABEL.finditer(text, *mention.span()):
            mark = _SEEN.get(item[0][0])
            if mark is not None:
                number = (_COUNTED if mark == _SEE_PART else re.compile(r"\d+")).search(text, *item.span())
                assert number is not None  # an item has one
                yield mark, *number.span()


def _spliced(text: str, before: Mapping[int, str], after: Mapping[int, str]) -> str:
    """A paragraph with marks put before and behind some of its letters, also where an editor split them over runs."""
    seen = 0

    def put(found: re.Match[str]) -> str:
        nonlocal seen
        at, seen = seen, seen + len(found[2])
        return found[1] + "".join(
            before.get(place, "") + letter + after.get(place, "") for place, letter in enumerate(found[2], at)
        )

    return _LETTERS.sub(put, text)


def _renumbered(text: str, number: str, pattern: str) -> str:
    """A stretch of the body with another number in the place of its own; markup inside stays."""
    if said(text) == number:
        return text
    pieces = re.split(r"(<[^>]*>)", text)
    first = next((at for at, piece in enumerate(pieces) if re.search(pattern, piece) and piece[0] != "<"), None)
    return "".join(piece if piece.startswith("<") else number if at == first else "" for at, piece in enumerate(pieces))
