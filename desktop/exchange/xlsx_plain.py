"""Plain rows and plain shared texts by one pass over the inflated part; whatever is not plain is left to the parser.

Plain is what Excel, WPS and our own writer write for a list. The pass takes a row only where every sign of it stands in
the grammar below, so that it cannot read what the parser would refuse; the rest of the sheet, its odd rows too, goes
through the parser as if the plain rows had not been there. None means: let the parser read the whole part.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from xml.parsers import expat

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
_CELL, _LETTERS = '<c r="', re.compile("[A-Z]{1,3}")
_PLACES = re.compile(r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_SHARED, _END, _STYLE = ' t="s"><v>', "</v></c>", re.compile(r'(?: s="([0-9]{1,5})")?+')
_REST = re.compile(
    r'(?: s="([0-9]{1,5})")?+(?: ?/>|(?: t="n")?+>(?:<v>([ -%\x27-;=-~]*+)</v>)?+</c>'
    r'| t="inlineStr"(?: ?/>|></c>|><is><t(?: xml:space="preserve")?+>([^<\x00-\x08\x0b-\x1f]*+)</t></is></c>))'
)
_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?+>([^<]*+)</t></si>')
_BARE, _KEPT = len("<si><t></t></si>"), ' xml:space="preserve"'
_TABLE = re.compile(r'<sst(?: xmlns="[ -!#-%\'-;=?-~]*+")?+(?: count="[0-9]{1,9}")?+(?: uniqueCount="([0-9]{1,9})")?+>')
_NAMED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_BETWEEN = "\x01"
"""Stands in no part that is read here, so that texts can be held together by it."""

MakeCell = Callable[[str, int, str | None, bool], Cell]


@dataclass
class PlainRows:
    """What the pass took of one sheet, and the XML that is left for the parser."""

    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    odd: set[int] = field(default_factory=set)
    """Rows that the parser has to read."""
    cells: int = 0
    longest: int = 0
    """Signs of the longest text."""
    left: str = ""

    def signs(self) -> int:
        """Signs of all texts; counted only when asked for."""
        return sum(len(c.value) for row in self.rows.values() for c in row.values() if isinstance(c.value, str))


def plain_rows(data: bytes, make: MakeCell) -> PlainRows | None:
    """The plain rows of a worksheet; `make` is the parser's own: kind, style, value, has a formula → cell."""
    text = _decoded(data, bare=False)
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
        texts = _read_entities(texts)
    except _OddError:
        return None
    if "_x" in text:
        texts = [finish(one) if "_x" in one else one for one in texts]
    longest = max(map(len, texts), default=0)
    allowed = len(texts) <= SheetLimits.MOST_STRINGS and sum(map(len, texts)) <= SheetLimits.MOST_TEXT
    return texts if allowed and longest <= _LONGEST else None


def _read_entities(texts: list[str]) -> list[str]:
    """The texts with the signs that their entities stand for, in one go where all are named."""
    places = [place for place, text in enumerate(texts) if "&" in text]
    every = _named_entities(_BETWEEN.join([texts[place] for place in places]))
    if every is not None:
        read = every.split(_BETWEEN)
    else:
        entities = _Entities()
        read = [entities.text(texts[place]) for place in places]
    for place, text in zip(places, read, strict=bool(places)):
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


def _has_markup(xml: str) -> bool:
    return any(mark in xml for mark in _MARKUP)


def _named_entities(text: str) -> str | None:
    """The text with the signs that its entities stand for; None where it has any but the five that every XML has."""
    if "&#" in text or text.count("&") != sum(map(text.count, _NAMED)):
        return None
    for entity, sign in _NAMED.items():
        text = text.replace(entity, sign)
    return text


class _OddError(Exception):
    """Something that only the parser may judge."""


class _Entities:
    """Texts with entities as the parser itself reads them, one after the other."""

    def __init__(self) -> None:
        self._read: list[str] = []
        self._whole = False
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.buffer_size = _LONGEST
        self._parser.CharacterDataHandler = self._read.append
        self._parser.EndElementHandler = self._ended
        self._parser.Parse("<a>", False)

    def text(self, xml: str) -> str:
        """What stands between two tags; _OddError where the parser would refuse it."""
        if (named := _named_entities(xml)) is not None:
            return named
        self._read.clear()
        self._whole = False
        try:
            self._parser.Parse(f"<t>{xml}</t>", False)
        except expat.ExpatError:
            self._whole = False
        if not self._whole:
            raise _OddError
        return "".join(self._read)

    def _ended(self, _tag: str) -> None:
        self._whole = True


class _Styles(dict[str, int]):
    """The number of a style by what stands between a cell's place and its kind."""

    def __missing__(self, head: str) -> int:
        told = _STYLE.fullmatch(head)
        if told is None:
            raise _OddError
        self[head] = style = int(told[1] or 0)
        return style


class _Letters(dict[str, int]):
    """The column by its letters."""

    def __missing__(self, letters: str) -> int:
        if not _LETTERS.fullmatch(letters):
            raise _OddError
        self[letters] = column = column_number(letters)
        return column


class _Cells(dict[str, Cell | None]):
    """Cell by what stands behind its place, up to the row number of the next: the same words are the same cell, None is an empty one."""

    def __init__(self, make: MakeCell) -> None:
        super().__init__()
        self._make = make
        self._entities = _Entities()
        self._styles, self._letters = _Styles(), _Letters()
        self.next: dict[str, int] = {}
        """The column of the cell behind it; 0 behind the last."""
        self.longest = 0
        """Signs of the longest text."""

    def __missing__(self, words: str) -> Cell | None:
        rest, begun, letters = words.partition(_CELL)
        head, shared, index = rest.partition(_SHARED)
        number = index[: -len(_END)]
        if shared and number.isdecimal() and number.isascii() and index.endswith(_END):
            cell: Cell | None = self._make("s", self._styles[head], number, False)
        else:
            cell = self._other(rest)
        if cell is not None:
            value = cell.value
            if not has_content(cell):
                cell = None
            elif value.__class__ is str and len(value) > self.longest:
                self.longest = len(value)
        self.next[words] = self._letters[letters] if begun else 0
        self[words] = cell
        return cell

    def _other(self, rest: str) -> Cell | None:
        """A cell that holds no shared text."""
        told = _REST.fullmatch(rest)
        if told is None:
            raise _OddError
        style, number, inline = told.groups()
        if number:
            return self._make("n", int(style or 0), number, False)
        if inline:
            text = self._entities.text(inline) if "&" in inline else inline
            return self._make("inlineStr", int(style or 0), text, False)
        return None


class _Pass:
    """One pass over the rows of one sheet."""

    def __init__(self, make: MakeCell) -> None:
        self._found = PlainRows()
        self._cells = _Cells(make)
        self._layouts: dict[tuple[str | int, ...], tuple[int, ...]] = {}
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
        found.left, found.longest = "".join((head, *odd, tail)), self._cells.longest
        return found

    def _row(self, number: int, shown: str, attributes: str, body: str) -> None:
        """Take the row; _OddError where it is not plain."""
        hides = self._hides.get(attributes)
        if hides is None:
            hides = self._hidden(attributes)
        if body:
            self._take(number, shown, body)
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

    def _take(self, number: int, shown: str, body: str) -> None:
        """Cut the row where its number ends a place: between two cuts stands a cell and the letters of the next one's place."""
        cell_of, next_of = self._cells.__getitem__, self._cells.next.__getitem__
        first, *words = body.split(shown + '"')
        try:
            cells = list(map(cell_of, words))
        except _OddError:
            first, *words = self._words(shown, body)  # the number stands elsewhere too, as a style or in a text
            cells = list(map(cell_of, words))
        places = (first, *map(next_of, words))
        columns = self._layouts.get(places) or self._layout(places)
        filled = {column: cell for column, cell in zip(columns, cells, strict=True) if cell is not None}
        if filled:
            self._found.rows[number] = filled
            self._found.cells += len(filled)

    @staticmethod
    def _words(shown: str, body: str) -> list[str]:
        """The same cuts, made at the places alone."""
        before, *told = _PLACES.split(body)
        letters, numbers, rests = told[::3], told[1::3], told[2::3]
        if before or not letters or numbers.count(shown) != len(numbers):
            raise _OddError
        behind = [*(_CELL + each for each in letters[1:]), ""]
        return [_CELL + letters[0], *map(str.__add__, rests, behind)]

    def _layout(self, places: tuple[str | int, ...]) -> tuple[int, ...]:
        """The columns of a row from left to right, by how it begins and the columns that follow each cell; 0 stands at the end alone."""
        begun, *following = places
        letters = str(begun).removeprefix(_CELL)
        if not following or following.pop() != 0 or str(begun) != _CELL + letters or not _LETTERS.fullmatch(letters):
            raise _OddError
        columns = (column_number(letters), *map(int, following))
        if columns[-1] > _LAST_COLUMN or any(left >= right for left, right in pairwise(columns)):
            raise _OddError
        if len(self._layouts) < _MOST_LAYOUTS:
            self._layouts[places] = columns
        return columns
