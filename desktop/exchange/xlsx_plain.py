"""Plain rows and plain shared texts by one pass over the inflated part; whatever is not plain is left to the parser.

Plain is what Excel, WPS and our own writer write for a list. The pass takes a row only where every sign of it stands in
the grammar below, so that it cannot read what the parser would refuse; the rest of the sheet, its odd rows too, goes
through the parser as if the plain rows had not been there. None means: let the parser read the whole part.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.exchange.sheet_cells import Cell, SheetLimits, column_number, has_content

MOST_BYTES = 1 << 25
"""A part that inflates to more is streamed by the parser, which holds only a piece of it."""
_LONGEST = 1 << 17
"""Signs of one row, of one text and of what stands around the rows: the parser judges longer ones."""
_MOST_LAYOUTS = 1000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

_DECLARED = re.compile(
    rb"<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'][Uu][Tt][Ff]-8[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>[ \t\r\n]*+"
)
_NO_TEXT = bytes(range(9)) + bytes(range(11, 32))
"""Signs that no XML has, and the carriage return, which the parser changes."""
_NO_SIGNS = ("\ufffe", "\uffff", "]]>")
_MARKUP = ("<!", "<?")
"""Comments, raw text and instructions: where they stand, a tag may be none."""
_SHEET = "<sheetData>"
_ROW = re.compile(r'<row r="([1-9][0-9]{0,6})"([^<>]*+)>')
_ROWS_ELSEWHERE = re.compile(r"<(?:[^\s<>/]*:)?(?:row|c|sheetData)[\s/>]")
_ATTRIBUTE = re.compile(r' ([A-Za-z][A-Za-z0-9]*(?::[A-Za-z0-9]+)?)="([ -!#-%\'-;=?-~]*+)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"'
    r"([^<>]*+>(?:<v>[^<]*+</v></c>|(?<=/>)|</c>|<is><t[^<>]*+>[^<]*+</t></is></c>))|[\s\S]"
)
_REST = re.compile(
    r'(?: s="([0-9]{1,5})")?+(?: t="s"><v>([0-9]{1,7})</v></c>| ?/>|(?: t="n")?+>(?:<v>([^<&]*+)</v>)?+</c>'
    r'| t="inlineStr"(?: ?/>|></c>|><is><t(?: xml:space="preserve")?+>([^<]*+)</t></is></c>))'
)
_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?+>([^<]*+)</t></si>')
_BARE, _KEPT = len("<si><t></t></si>"), ' xml:space="preserve"'
_TABLE = re.compile(r'<sst(?: xmlns="[ -!#-%\'-;=?-~]*+")?+(?: count="[0-9]{1,9}")?+(?: uniqueCount="([0-9]{1,9})")?+>')
_NAMED, _NUMBERED = re.compile("&(?:(amp|lt|gt|quot|apos);)?"), re.compile("&#([0-9]{2,7});")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}

MakeCell = Callable[[str, int, str | None, bool], Cell]


@dataclass
class PlainRows:
    """What the pass took of one sheet, and the XML that is left for the parser."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    odd: set[int] = field(default_factory=set)
    """Rows that the parser has to read."""
    cells: int = 0
    signs: int = 0
    left: str = ""


def plain_rows(data: bytes, make: MakeCell) -> PlainRows | None:
    """The plain rows of a worksheet; `make` is the parser's own: kind, style, value, has a formula → cell."""
    text = _decoded(data)
    if text is None:
        return None
    begin, end = text.find(_SHEET) + len(_SHEET), text.find("</sheetData>")
    if begin < len(_SHEET) or end < begin:
        return None
    head, tail = text[:begin], text[end:]
    if (
        len(head) + len(tail) > _LONGEST
        or _has_markup(head)
        or _has_markup(tail)
        or any(map(_ROWS_ELSEWHERE.search, (head.removesuffix(_SHEET), tail)))
    ):
        return None
    return _Pass(make).taken(text, begin, end, head, tail)


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
        texts = [_without_entities(one) if "&" in one else one for one in texts]
    except _OddError:
        return None
    texts = [finish(one) if "_x" in one else one for one in texts]
    longest = max(map(len, texts), default=0)
    allowed = len(texts) <= SheetLimits.MOST_STRINGS and sum(map(len, texts)) <= SheetLimits.MOST_TEXT
    return texts if allowed and longest <= _LONGEST else None


def _decoded(data: bytes) -> str | None:
    """The part as text after its declaration; None where the parser should judge what it is."""
    declared = _DECLARED.match(data)
    begin = declared.end() if declared else 0
    kept = data[begin:] if begin else data
    if len(kept.translate(None, _NO_TEXT)) != len(kept):
        return None
    try:
        text = kept.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if any(sign in text for sign in _NO_SIGNS) else text


def _has_markup(xml: str) -> bool:
    return any(mark in xml for mark in _MARKUP)


def _without_entities(text: str) -> str:
    """The text with the signs that its entities stand for; _OddError for any entity that is not plain."""
    parts = _NUMBERED.split(text)
    parts[1::2] = map(_SIGNS.__getitem__, parts[1::2])
    for place in range(0, len(parts), 2):
        if "&" in parts[place]:
            parts[place] = _NAMED.sub(_sign, parts[place])
    return "".join(parts)


def _sign(found: re.Match[str]) -> str:
    if not found[1]:
        raise _OddError
    return _ENTITIES[found[1]]


class _OddError(Exception):
    """Something that only the parser may judge."""


class _Signs(dict[str, str]):
    """Character by its number in decimals."""

    def __missing__(self, number: str) -> str:
        code = int(number)
        if code < 32 or 0xD7FF < code < 0xE000 or 0xFFFD < code < 0x10000 or code > 0x10FFFF:
            raise _OddError
        if len(self) < _MOST_SIGNS:
            self[number] = chr(code)
        return chr(code)


_SIGNS, _MOST_SIGNS = _Signs(), 70_000


class _Cells(dict[str, Cell | None]):
    """Cell by what stands after its place: style, kind and value; the same words are the same cell, and None is an empty one."""

    def __init__(self, make: MakeCell) -> None:
        super().__init__()
        self._make = make
        self.signs: dict[str, int] = {}

    def __missing__(self, rest: str) -> Cell | None:
        told = _REST.fullmatch(rest)
        if told is None:
            raise _OddError
        style, index, number, inline = told.groups()
        cell: Cell | None = None
        if index:
            cell = self._make("s", int(style or 0), index, False)
        elif number:
            cell = self._make("n", int(style or 0), number, False)
        elif inline:
            cell = self._make(
                "inlineStr", int(style or 0), _without_entities(inline) if "&" in inline else inline, False
            )
        if cell is not None and not has_content(cell):
            cell = None
        self[rest] = cell
        self.signs[rest] = len(cell.value) if cell is not None and isinstance(cell.value, str) else 0
        return cell


class _Pass:
    """One pass over the rows of one sheet."""

    def __init__(self, make: MakeCell) -> None:
        self._found = PlainRows()
        self._cells = _Cells(make)
        self._layouts: dict[tuple[str, ...], tuple[int, ...]] = {}
        self._hides: dict[str, bool] = {}

    def taken(self, text: str, begin: int, end: int, head: str, tail: str) -> PlainRows | None:
        """The rows between the two places; None where one does not say its number or they are out of order."""
        found = self._found
        odd: list[str] = []
        last = 0
        while begin < end:
            opened = _ROW.match(text, begin, end)
            if opened is None or not last < int(opened[1]) <= _LAST_ROW:
                return None
            last = int(opened[1])
            empty = opened[2].endswith("/")
            stop = opened.end() if empty else text.find("</row>", opened.end(), end)
            after = stop if empty else stop + len("</row>")
            if stop < 0 or after - begin > _LONGEST or found.cells > SheetLimits.MOST_CELLS:
                return None
            try:
                self._row(last, opened[1], opened[2].removesuffix("/"), text[opened.end() : stop])
            except _OddError:
                found.odd.add(last)
                odd.append(text[begin:after])
                if _has_markup(odd[-1]):
                    return None
            begin = after
        found.left = "".join((head, *odd, tail))
        return found

    def _row(self, number: int, shown: str, attributes: str, body: str) -> None:
        """Take the row; _OddError where it is not plain."""
        hides = self._hides.get(attributes)
        if hides is None:
            hides = self._hidden(attributes)
        if body:
            self._take(number, shown, _CELL.findall(body))
        if hides:
            self._found.hidden.add(number)

    def _hidden(self, attributes: str) -> bool:
        """Whether a row with these attributes is hidden."""
        told = _ATTRIBUTE.findall(attributes)
        known = dict(told)
        signs = sum(len(name) + len(value) + 4 for name, value in told)
        if len(known) != len(told) or "r" in known or signs != len(attributes):
            raise _OddError
        hides = known.get("hidden") in ("1", "true", "on") or known.get("ht") in ("0", "0.0")
        if len(self._hides) < _MOST_LAYOUTS:
            self._hides[attributes] = hides
        return hides

    def _take(self, number: int, shown: str, told: list[tuple[str, str, str]]) -> None:
        letters, places, rests = zip(*told, strict=True)
        if places.count(shown) != len(places):
            raise _OddError
        columns = self._layouts.get(letters) or self._layout(letters)
        filled = {
            column: cell
            for column, cell in zip(columns, map(self._cells.__getitem__, rests), strict=True)
            if cell is not None
        }
        if filled:
            self._found.rows[number] = filled
            self._found.cells += len(filled)
            self._found.signs += sum(map(self._cells.signs.__getitem__, rests))

    def _layout(self, letters: tuple[str, ...]) -> tuple[int, ...]:
        """The columns of a row of cells, from left to right."""
        columns = tuple(map(column_number, letters))
        if columns[-1] > _LAST_COLUMN or any(left >= right for left, right in pairwise(columns)):
            raise _OddError
        if len(self._layouts) < _MOST_LAYOUTS:
            self._layouts[letters] = columns
        return columns
