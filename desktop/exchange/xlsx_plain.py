"""Plain rows and plain shared texts by one pass over the inflated part; whatever is not plain is left to the parser.

Plain is what Excel, WPS and our own writer write for a list. The pass takes a row only where every sign of it stands in
the grammar (xlsx_grammar), so that it cannot read what the parser would refuse; the rest of the sheet, its odd rows too, goes
through the parser as if the plain rows had not been there. None means: let the parser read the whole part.
"""

import re
from collections.abc import Callable

from desktop.exchange.sheet_cells import SheetLimits
from desktop.exchange.xlsx_grammar import LONGEST, Entities, MakeCell, OddError, SharedOf, has_markup, named_entities
from desktop.exchange.xlsx_pass import Pass, PlainRows

MOST_BYTES = 1 << 25
"""A part that inflates to more is streamed by the parser, which holds only a piece of it."""

_DECLARED = re.compile(
    rb"<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'][Uu][Tt][Ff]-8[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>[ \t\r\n]*+"
)
_NO_TEXT = bytes(range(9)) + bytes(range(11, 32))
"""Signs that no XML has, and the carriage return, which the parser changes."""
_NO_SIGNS = ("\ufffe", "\uffff", "]]>")
_SHEET = "<sheetData>"
_ROWS_ELSEWHERE = re.compile(r"<(?:[^\s<>/]*:)?(?:row|c|sheetData)[\s/>]")
_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?+>([^<]*+)</t></si>')
_BARE, _KEPT = len("<si><t></t></si>"), ' xml:space="preserve"'
_TABLE = re.compile(r'<sst(?: xmlns="[ -!#-%\'-;=?-~]*+")?+(?: count="[0-9]{1,9}")?+(?: uniqueCount="([0-9]{1,9})")?+>')
_BETWEEN = "\x01"
"""Stands in no part that is read here, so that texts can be held together by it."""


def plain_rows(data: bytes, make: MakeCell, shared: SharedOf) -> PlainRows | None:
    """The plain rows of a worksheet; `make` is the parser's own: kind, style, value, has a formula → cell; `shared` gives by style what holds the shared texts."""
    text = _decoded(data, bare=False)
    if text is None:
        return None
    begin, end = text.find(_SHEET) + len(_SHEET), text.find("</sheetData>")
    if begin < len(_SHEET) or end < begin:
        return None
    head, tail = text[:begin], text[end:]
    if (
        len(head) + len(tail) > LONGEST
        or has_markup(head)
        or has_markup(tail)
        or any(map(_ROWS_ELSEWHERE.search, (head.removesuffix(_SHEET), tail)))
    ):
        return None
    return Pass(make, shared).taken(text, begin, end, head, tail)


def plain_texts(data: bytes, finish: Callable[[str], str]) -> list[str] | None:
    """The shared texts where each is one plain run; `finish` is the parser's own last step."""
    text = _decoded(data)
    table = _TABLE.match(text) if text is not None else None
    if text is None or table is None or int(table[1] or 0) > SheetLimits.MOST_STRINGS:
        return None
    begin, end = table.end(), text.rfind("</sst>")
    if end < begin or text[end:].rstrip(" \t\n") != "</sst>":
        return None
    texts: list[str] = _TEXT.findall(text, begin, end)
    marked = text.count(f"<t{_KEPT}>", begin, end)
    if sum(map(len, texts)) + len(texts) * _BARE + marked * len(_KEPT) != end - begin:
        return None  # something else stands between the texts
    try:
        texts = _read_entities(texts)
    except OddError:
        return None
    if "_x" in text:
        texts = [finish(one) if "_x" in one else one for one in texts]
    longest = len(max(texts, key=len, default=""))
    allowed = len(texts) <= SheetLimits.MOST_STRINGS and sum(map(len, texts)) <= SheetLimits.MOST_TEXT
    return texts if allowed and longest <= LONGEST else None


def _read_entities(texts: list[str]) -> list[str]:
    """The texts with the signs that their entities stand for, in one go where all are named."""
    places = [place for place, text in enumerate(texts) if "&" in text]
    if not places:
        return texts
    every = named_entities(_BETWEEN.join([texts[place] for place in places]))
    if every is not None:
        read = every.split(_BETWEEN)
    else:
        entities = Entities()
        read = [entities.text(texts[place]) for place in places]
    for place, text in zip(places, read, strict=True):
        texts[place] = text
    return texts


def _decoded(data: bytes, *, bare: bool = True) -> str | None:
    """The part as text after its declaration; None where the parser should judge what it is.

    `bare` says that no sign may stand in it that no XML has; without it the grammar of the caller has to see to that.
    """
    declared = _DECLARED.match(data)
    begin = declared.end() if declared else 0
    kept = data[begin:] if begin else data
    if bare and len(kept.translate(None, _NO_TEXT)) != len(kept):
        return None
    try:
        text = kept.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if any(sign in text for sign in _NO_SIGNS) else text
