"""The grammar of plain cells, and how what stands in them is read; whatever is not of it is odd and left to the parser."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol
from xml.parsers import expat

from desktop.exchange.sheet_cells import Cell, column_number

LONGEST = 1 << 17
"""Signs of one row, of one text and of what stands around the rows: the parser judges longer ones."""
LAST_COLUMN = 16_384
CELL, NUMBER, END = '<c r="', "><v>", "</v></c>"
SHARED, INLINE, INLINE_END = ' t="s"><v>', ' t="inlineStr"><is><t>', "</t></is></c>"
PLACES = re.compile(r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
REST = re.compile(
    r'(?: s="([0-9]{1,5})")?+(?: ?/>|(?: t="n")?+>(?:<v>([ -%\x27-;=-~]*+)</v>)?+</c>'
    r'| t="inlineStr"(?: ?/>|></c>|><is><t(?: xml:space="preserve")?+>([^<\x00-\x08\x0b-\x1f]*+)</t></is></c>))'
)
_LETTERS, _STYLE = re.compile("[A-Z]{1,3}"), re.compile(r'(?: s="([0-9]{1,5})")?+')
_NAMED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}

MakeCell = Callable[[str, int, str | None, bool], Cell]
"""The parser's own: kind, style, value, has a formula → cell."""


class Shared(Protocol):
    """What holds the shared texts in one style, by number as written; None where a text is nothing but white space."""

    def __getitem__(self, number: str) -> Cell | None:
        """Of one number."""

    def column(self, numbers: Sequence[str]) -> list[Cell | None]:
        """Of many."""


SharedOf = Callable[[int], Shared]
_MARKUP = ("<!", "<?")
"""Comments, raw text and instructions: where they stand, a tag may be none."""


def has_markup(xml: str) -> bool:
    """Whether anything stands in it beside tags and text."""
    return any(mark in xml for mark in _MARKUP)


class OddError(Exception):
    """Something that only the parser may judge."""


def named_entities(text: str) -> str | None:
    """The text with the signs that its entities stand for; None where it has any but the five that every XML has."""
    if "&#" in text or text.count("&") != sum(map(text.count, _NAMED)):
        return None
    for entity, sign in _NAMED.items():
        text = text.replace(entity, sign)
    return text


class Entities:
    """Texts with entities as the parser itself reads them, one after the other."""

    def __init__(self) -> None:
        self._read: list[str] = []
        self._texts: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.buffer_size = LONGEST
        self._parser.CharacterDataHandler = self._read.append
        self._parser.EndElementHandler = self._ended
        self._parser.Parse("<a>", False)

    def text(self, xml: str) -> str:
        """What stands between two tags; OddError where the parser would refuse it."""
        named = named_entities(xml)
        return self.texts(f"<t>{xml}</t>", 1)[0] if named is None else named

    def texts(self, xml: str, count: int) -> list[str]:
        """So many texts, each in its tag."""
        self._texts.clear()
        try:
            self._parser.Parse(xml, False)
        except expat.ExpatError as fault:
            raise OddError from fault
        if len(self._texts) != count or self._read:
            raise OddError
        return [*self._texts]

    def _ended(self, _tag: str) -> None:
        self._texts.append("".join(self._read))
        self._read.clear()


class Styles(dict[str, int]):
    """The number of a style by what stands between a cell's place and its kind."""

    def __missing__(self, head: str) -> int:
        told = _STYLE.fullmatch(head)
        if told is None:
            raise OddError
        self[head] = style = int(told[1] or 0)
        return style


class Letters(dict[str, int]):
    """The column by its letters."""

    def __missing__(self, letters: str) -> int:
        if not _LETTERS.fullmatch(letters):
            raise OddError
        self[letters] = column = column_number(letters)
        return column
