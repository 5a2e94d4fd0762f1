"""A heading with nothing under it is not printed: where every list and condition of a section came to nothing, its heading goes too.

Only headings that a loop or a condition follows in the template may go, so that fixed headings of a clerk always stand; they are
marked when the template is compiled. What follows on the same level is numbered anew. The missing words are told beside the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.documents.words import chinese_number

MARK = ' w:rsidP="0E0E0E0E"'
"""On a heading that may go; a revision id, which editors do not show."""
HEADINGS = {"公文一级标题": 1, "公文二级标题": 2, "公文三级标题": 3}
RUN_IN = {"公文一级文": 1, "公文二级文": 2}
"""Paragraphs that begin with a numbered heading of their own."""
ENDS = ("公文署名", "公文成文日期", "公文附件说明", "公文附件号", "公文附件题", "公文抄送", "公文印发", "公文附注")
_BLOCK = re.compile(r"<w:tbl[ >]|<w:p(?: [^>]*)?/>|<w:p(?: [^>]*)?>(?:(?!</w:p>).)*</w:p>", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_STATEMENT = re.compile(r"\s*(?:<w:p[ >](?:(?!<w:t[ >]|</w:p>).)*<w:t(?: [^>]*)?>)?\s*\{%-?\s*(?:for|if)\b", re.DOTALL)
_SEEN = re.compile(r"<w:t(?: [^>]*)?>[^<]*\S[^<]*</w:t>|<w:drawing|<w:pict")
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)")
_NUMBER = {
    1: re.compile("([一二三四五六七八九十]+)、"),
    2: re.compile("（([一二三四五六七八九十]+)）"),
    3: re.compile(r"(\d+)\.(?!\d)"),
}
_CHINESE = [chinese_number(number) for number in range(1, 100)]


@dataclass(frozen=True)
class Block:
    """A paragraph, or where a table begins, in the text of a body."""

    start: int
    end: int
    text: str
    style: str
    marked: bool


def marked(xml: str, styles: Mapping[str, str]) -> str:
    """A template in which the headings that may go are marked."""
    ids = {styles[name] for name in HEADINGS if name in styles}

    def mark(found: re.Match[str]) -> str:
        style = _STYLE.search(found[0])
        follows = _STATEMENT.match(xml, found.end()) is not None
        return found[0].replace("<w:p", f"<w:p{MARK}", 1) if follows and style and style[1] in ids else found[0]

    return _BLOCK.sub(mark, xml) if ids else xml


def without_empty(xml: str, styles: Mapping[str, str]) -> str:
    """A printed body without its empty headings and without the marks."""
    if MARK not in xml:
        return xml
    names = {style: name for name, style in styles.items()}
    blocks = list(blocks_of(xml, names))
    gone = {block.start for block in _empty(blocks)}
    pieces, at, shift = [], 0, Shift()
    for block in blocks:
        pieces.append(xml[at : block.start])
        if block.start in gone:
            shift.left_out(HEADINGS[block.style])
        else:
            pieces.append(shift.numbered(block))
        at = block.end
    return ("".join(pieces) + xml[at:]).replace(MARK, "")


def blocks_of(xml: str, names: Mapping[str, str]) -> Iterator[Block]:
    """The paragraphs of a body in order, each with the name of its style; `names` by the ids of styles."""
    for found in _BLOCK.finditer(xml):
        style = _STYLE.search(found[0])
        yield Block(found.start(), found.end(), found[0], names.get(style[1], "") if style else "", MARK in found[0])


def _empty(blocks: list[Block]) -> Iterator[Block]:
    """Marked headings before whose next heading of their own level or a higher one nothing stands."""
    waiting: list[Block] = []
    for block in blocks:
        level = HEADINGS.get(block.style, 0)
        if level or block.style in ENDS:
            while waiting and HEADINGS[waiting[-1].style] >= level:
                yield from (one for one in (waiting.pop(),) if one.marked)
            waiting += [block] if level else []
        elif block.text.startswith("<w:tbl") or _SEEN.search(block.text):
            waiting.clear()
    yield from (one for one in waiting if one.marked)


class Shift:
    """How far the numbers of each level go back: as many as were left out since the level above went on, none in an annex.

    What a clerk numbered by himself under a heading, beginning at one again, is a row of its own and keeps its numbers.
    """

    def __init__(self) -> None:
        self._back = dict.fromkeys(_NUMBER, 0)
        self._of_their_own: set[int] = set()

    def left_out(self, level: int) -> None:
        """A heading is gone."""
        self._back[level] += 1

    def numbered(self, block: Block) -> str:
        """The paragraph with the number that is its turn."""
        if block.style == "公文附件号":
            self._back = dict.fromkeys(_NUMBER, 0)
        if block.style in HEADINGS:
            self._of_their_own.clear()
        text = block.text
        if not any(self._back.values()):
            return text
        for level, pattern in _NUMBER.items():
            found = pattern.match(said(text))
            if found is not None:
                return self._gone_back(text, level, found[1])
        return text

    def _gone_back(self, text: str, level: int, printed: str) -> str:
        back, value = self._back[level], _value(level, printed)
        if level in self._of_their_own or value <= back:
            self._of_their_own.add(level)
            return text
        self._back |= {lower: 0 for lower in _NUMBER if lower > level}
        return _renumbered(text, printed, _number(level, value - back)) if back else text


def numbered_in_turn(xml: str, names: Mapping[str, str]) -> str:
    """A body whose headings, also those that a paragraph begins with, are numbered one after the other; anew under each higher one and in each annex."""
    pieces: list[str] = []
    at, turn = 0, dict.fromkeys(_NUMBER, 0)
    for block in blocks_of(xml, names):
        if block.style == "公文附件号":
            turn = dict.fromkeys(_NUMBER, 0)
        level = HEADINGS.get(block.style) or RUN_IN.get(block.style, 0)
        found = _NUMBER[level].match(said(block.text)) if level else None
        text = block.text
        if level:
            turn |= {lower: 0 for lower in _NUMBER if lower > level}
        if found is not None:
            turn[level] += 1
            text = _renumbered(text, found[1], _number(level, turn[level]))
        pieces += (xml[at : block.start], text)
        at = block.end
    return "".join(pieces) + xml[at:]


def _renumbered(text: str, printed: str, number: str) -> str:
    """The first letters of a paragraph that are the number, also where an editor split them; what stands in its form is left alone."""
    begin, seen = _letters(text).index(printed), 0

    def put(found: re.Match[str]) -> str:
        nonlocal seen
        start, end = max(begin - seen, 0), max(begin + len(printed) - seen, 0)
        is_first, run = seen <= begin < seen + len(found[2]), found[2]
        seen += len(run)
        return found[1] + run[:start] + (number if is_first else "") + run[max(start, end) :]

    return _TEXT.sub(put, text)


def _value(level: int, printed: str) -> int:
    """What a printed number counts; 0 where it is no number of a row of headings."""
    if level == max(_NUMBER):
        return int(printed)
    return _CHINESE.index(printed) + 1 if printed in _CHINESE else 0


def _number(level: int, value: int) -> str:
    return str(value) if level == max(_NUMBER) else chinese_number(value)


def _letters(text: str) -> str:
    return "".join(found[2] for found in _TEXT.finditer(text))


def said(text: str) -> str:
    """The letters of a paragraph."""
    return _letters(text).strip()
