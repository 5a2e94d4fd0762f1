"""Plain rows and plain shared texts by one pass over the inflated part; whatever is not plain is left to the parser.

Plain is what Excel, WPS and our own writer write for a list. The pass takes a row only where every sign of it stands in
the grammar below, so that it cannot read what the parser would refuse; the rest of the sheet, its odd rows too, goes
through the parser as if the plain rows had not been there. None means: let the parser read the whole part.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.exchange.sheet_cells import Cell, SheetLimits, column_number, has_content

MOST_BYTES = 1 << 25
"""A part that inflates to more is streamed by the parser, which holds only a piece of it."""
_LONGEST = 1 << 17
"""Signs of one row, of one text and of what stands around the rows: the parser judges longer ones."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

_DECLARED = re.compile(
    r"<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'][Uu][Tt][Ff]-8[\"'])?(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>[ \t\r\n]*+"
)
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|]]>|<!|<\\?")
_SHEET = "<sheetData>"
_ROW = re.compile(r'<row r="([1-9][0-9]{0,6})"([^<>]*+)>')
_ROWS_ELSEWHERE = re.compile(r"<(?:[^\s<>/]*:)?(?:row|c|sheetData)[\s/>]")
_ATTRIBUTE = re.compile(r' ([A-Za-z][A-Za-z0-9]*(?::[A-Za-z0-9]+)?)="([ -!#-%\'-;=?-~]*+)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?+'
    r'(?: ?/>| t="s"><v>([0-9]{1,7})</v></c>|(?: t="n")?+>(?:<v>([^<&]*+)</v>)?+</c>'
    r'| t="inlineStr"><is><t(?: xml:space="preserve")?+>([^<]*+)</t></is></c>)'
    r"|([\s\S])"
)
_TEXT = re.compile(r'<si><t(?: xml:space="preserve")?+>([^<]*+)</t></si>')
_BARE, _KEPT = len("<si><t></t></si>"), ' xml:space="preserve"'
_TABLE = re.compile(r'<sst(?: xmlns="[ -!#-%\'-;=?-~]*+")?+(?: count="[0-9]{1,9}")?+(?: uniqueCount="([0-9]{1,9})")?+>')
_ENTITY = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))

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
    if len(head) + len(tail) > _LONGEST or any(map(_ROWS_ELSEWHERE.search, (head.removesuffix(_SHEET), tail))):
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
    if "&" in text:
        if _ENTITY.search(text, begin, end):
            return None
        texts = [_without_entities(one) if "&" in one else one for one in texts]
    texts = [finish(one) if "_x" in one else one for one in texts]
    longest = max(map(len, texts), default=0)
    allowed = len(texts) <= SheetLimits.MOST_STRINGS and sum(map(len, texts)) <= SheetLimits.MOST_TEXT
    return texts if allowed and longest <= _LONGEST else None


def _decoded(data: bytes) -> str | None:
    """The part as text after its declaration; None where the parser should judge what it is."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    declared = _DECLARED.match(text)
    begin = declared.end() if declared else 0
    return None if _NO_XML.search(text, begin) else text[begin:]


def _without_entities(text: str) -> str:
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


def _filled(cell: Cell) -> Cell | None:
    return cell if has_content(cell) else None


class _Pass:
    """One pass over the rows of one sheet."""

    def __init__(self, make: MakeCell) -> None:
        self._make = make
        self._found = PlainRows()
        self._shared: dict[tuple[str, str], Cell | None] = {}
        self._numbers: dict[tuple[str, str], Cell | None] = {}
        self._columns: dict[str, int] = {}

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
            if not self._row(last, opened[1], opened[2].removesuffix("/"), text[opened.end() : stop]):
                found.odd.add(last)
                odd.append(text[begin:after])
            begin = after
        found.left = "".join((head, *odd, tail))
        return found

    def _row(self, number: int, shown: str, attributes: str, body: str) -> bool:
        """Whether the row is plain; then it is taken."""
        told = _ATTRIBUTE.findall(attributes) if attributes else []
        known = dict(told)
        signs = sum(len(name) + len(value) + 4 for name, value in told)
        if len(known) != len(told) or "r" in known or signs != len(attributes):
            return False
        cells = self._cells(shown, body)
        if cells is None:
            return False
        if cells:
            self._found.rows[number] = cells
            self._found.cells += len(cells)
        if known.get("hidden") in ("1", "true", "on") or known.get("ht") in ("0", "0.0"):
            self._found.hidden.add(number)
        return True

    def _cells(self, shown: str, body: str) -> dict[int, Cell] | None:
        """The filled cells of a row; None where one of them is not plain."""
        row: dict[int, Cell] = {}
        shared, numbers, columns = self._shared, self._numbers, self._columns
        signs = last = 0
        for letters, place, style, index, number, inline, other in _CELL.findall(body):
            if other or place != shown:
                return None
            column = columns.get(letters) or columns.setdefault(letters, column_number(letters))
            if not last < column <= _LAST_COLUMN:
                return None
            last = column
            try:
                if index:
                    cell = shared[index, style]
                elif number:
                    cell = numbers[number, style]
                elif inline:
                    cell = self._inline(style, inline)
                else:
                    continue
            except KeyError:
                cell = self._new(index, number, style)
            if cell is not None:
                row[column] = cell
                if (value := cell.value).__class__ is str:
                    signs += len(value)  # type: ignore[arg-type]
        self._found.signs += signs
        return row

    def _new(self, index: str, number: str, style: str) -> Cell | None:
        """A cell met for the first time; every other with its text or number and its style is the same one."""
        if index:
            cell = self._shared[index, style] = _filled(self._make("s", int(style or 0), index, False))
        else:
            cell = self._numbers[number, style] = _filled(self._make("n", int(style or 0), number, False))
        return cell

    def _inline(self, style: str, text: str) -> Cell | None:
        if "&" in text:
            if _ENTITY.search(text):
                raise ValueError(text)
            text = _without_entities(text)
        return _filled(self._make("inlineStr", int(style or 0), text, False))
