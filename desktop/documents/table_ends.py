"""How tables of a finished body end: what closes one never begins a page alone, and a form stands on one page where its rooms allow.

Tables stand apart, and a small captioned one is moved whole. The sum row and a row as wide as the table (批示, 签字) close a table: the row before keeps with them. The rows of a form are drawn
higher than their words; where it runs on to one more page only because of that, they give way, evenly and never below what a hand needs.

Read and changed as text, as in `table_rows`: 350 letters wait for it, and most of their tables need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.documents.table_rows import Count, Stood

SUM = "公文表合计"
SLACK = 200
"""Twips: so much taller than counted the rows of a page may be in an editor."""
ROOM = 1474
"""Twips (26 mm): a field to sign in is at least so high (papers/21), and a room to write in keeps three fifths of what was drawn besides."""
LINE = 340
"""Twips: a row for words alone is never drawn lower; its words make it as high as they need."""
_ROOMY = re.compile(r'<w:trHeight w:val="(?:14[7-9]\d|1[5-9]\d\d|[2-9]\d{3}|\d{5,})"')
_DRAWN = re.compile(r'<w:trHeight w:val="(4[5-9]\d|[5-9]\d\d|\d{4,})"')
_BEFORE = re.compile(r'w:before="(\d+)"')
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_AROUND = re.compile(r'((?:<w:tblCellMar>|(?<=/>))<w:(?:top|bottom) w:w=)"\d+"')
_STYLED = re.compile(r'<w:pStyle w:val="[^"]*"/>(?!<w:keepNext)')
STEPS = 8
TIGHT = 10
"""Twips above and under the words of a cell, where nothing else helps."""
MOST_KEPT = 0.5
"""Of a page: a table whose rows all keep together stands on one page as far as it is no taller; moved whole, a taller one leaves the page before it white."""
_KEPT = "<w:keepNext/>"
_OPENS = "<w:tbl>"
FEW = 4
"""Rows: a captioned table with no more of them is not parted between two pages."""
FOOT = 300
"""Twips: a paragraph with so much above it stands at the foot of its room."""


def loosened(xml: str, counted: Count) -> str:
    """A body in which a table too tall to be moved whole breaks between its rows; its first two rows and its last two stay together."""
    pieces, at, stood = list[str](), 0, list[Stood]()
    for start, end in _tables(xml):
        rows = [row.span() for row in _ROW.finditer(xml, start, end)]
        body = [(begin, finish) for begin, finish in rows if xml.find("<w:tblHeader", begin, finish) < 0]
        if sum(xml.find(_KEPT, begin, finish) >= 0 for begin, finish in body) <= 2:
            continue
        stood = stood or [*counted(xml)]
        number = xml.count("<w:tr>", 0, start)
        own = stood[number : number + len(rows)]
        if sum(row.height for row in own) <= own[0].capacity * MOST_KEPT:
            continue
        for begin, finish in body[1:-2]:
            pieces += [xml[at:begin], xml[begin:finish].replace(_KEPT, "")]
            at = finish
    return "".join((*pieces, xml[at:])) if pieces else xml


def kept(xml: str, sum_style: str) -> str:
    """A body in which the row before what closes a table keeps with it; `sum_style` is the id of the style of sum rows."""
    pieces, at = [], 0
    for start, end in _tables(xml):
        rows = _keeping(xml, start, end, f'<w:pStyle w:val="{sum_style}"/>')
        for begin, finish in reversed(rows):
            pieces += [xml[at:begin], _STYLED.sub(r"\g<0><w:keepNext/>", xml[begin:finish])]
            at = finish
    return "".join((*pieces, xml[at:])) if pieces else xml


def apart(xml: str, gap: str) -> str:
    """A body in which no two tables touch: editors would make one of them, and the head of the first would stand over the rows of the others.

    `gap` is the id of the style of the narrow paragraph between them.
    """
    first, *others = xml.split(f"</w:tbl>{_OPENS}")
    pieces = [first]
    for other in others:
        floats = other.find("<w:tblpPr", 0, other.find("<w:tr>")) >= 0
        between = "" if floats else f'<w:p><w:pPr><w:pStyle w:val="{gap}"/></w:pPr></w:p>'
        pieces.append(f"</w:tbl>{between}{_OPENS}{other}")
    return "".join(pieces)


def whole(xml: str, caption: str) -> str:
    """A body in which a captioned table of a few rows is not parted between two pages; `caption` is the id of the style of captions."""
    pieces, at = list[str](), 0
    for start, end in _tables(xml):
        if not 2 < xml.count("<w:tr>", start, end) <= FEW + 2 or not _captioned(xml, start, caption):
            continue
        rows = [row.span() for row in _ROW.finditer(xml, start, end)]
        body = [(begin, finish) for begin, finish in rows if xml.find("<w:tblHeader", begin, finish) < 0]
        for begin, finish in body[:-1] if len(body) <= FEW else ():
            pieces += [xml[at:begin], _STYLED.sub(r"\g<0><w:keepNext/>", xml[begin:finish])]
            at = finish
    return "".join((*pieces, xml[at:])) if pieces else xml


def _captioned(xml: str, start: int, caption: str) -> bool:
    """Whether a table bears its caption, in a row of its own or right before it."""
    row = xml.find("</w:tr>", start)
    style = f'<w:pStyle w:val="{caption}"/>'
    return xml.find(style, max(xml.rfind("<w:p>", 0, start), 0), row) >= 0


def _tables(xml: str) -> Iterator[tuple[int, int]]:
    """Where each table that stands in the text begins and ends; the colophon, which floats, is none."""
    start = xml.find("<w:tbl>")
    while start >= 0:
        end = xml.find("</w:tbl>", start)
        if end < 0:
            return
        if xml.find("<w:tblpPr", start, xml.find("<w:tr>", start, end)) < 0:
            yield start, end
        start = xml.find("<w:tbl>", end)


def _keeping(xml: str, start: int, end: int, sum_style: str) -> list[tuple[int, int]]:
    """The rows of a table that keep with the one after them, the last one first."""
    found = []
    begin = xml.rfind("<w:tr>", start, end)
    while begin >= 0 and _closes(xml, begin, end, sum_style):
        before = xml.rfind("<w:tr>", start, begin)
        if before < 0 or xml.find("<w:tblHeader", before, begin) >= 0:
            break
        found.append((before, begin))
        end, begin = begin, before
    return found


def _closes(xml: str, begin: int, end: int, sum_style: str) -> bool:
    """Whether a row says something of the whole table: its sums, or one cell as wide as it."""
    return xml.find(sum_style, begin, end) >= 0 or xml.count("<w:tc>", begin, end) == 1


def fitted(xml: str, counted: Count) -> str:
    """A body in which each form with rooms to write in takes one page fewer, where that is only a matter of how high it was drawn."""
    if not _ROOMY.search(xml):
        return xml
    pieces, tables, at = list[str](), list[list[int]](), 0
    for row in _ROW.finditer(xml):
        between = xml[at : row.start()]
        if not tables or "</w:tbl>" in between:
            tables.append([])
        tables[-1].append(len(tables[-1]) if len(tables) == 1 else tables[-2][-1] + 1 + len(tables[-1]))
        pieces += [between, row[0]]
        at = row.end()
    pieces.append(xml[at:])
    for table in tables:
        _fit(pieces, table, counted)
    return "".join(pieces)


def _fit(pieces: list[str], table: Sequence[int], counted: Count) -> None:
    """Lower the rows of one form, by the least of a few steps that saves a page; the rows are the odd pieces."""
    drawn = [2 * number + 1 for number in table if _DRAWN.search(pieces[2 * number + 1])]
    room = next((place for place in drawn if _ROOMY.search(pieces[place])), None)
    if room is None:
        return

    def stood(body: Sequence[str]) -> Sequence[Stood]:
        """Where the rows stand if the editor makes the form a little taller than it is counted."""
        return counted("".join((*body[:room], _lower(body[room], -SLACK), *body[room + 1 :])))

    rows = stood(pieces)
    if rows[table[-1]].page == rows[table[0]].page:
        return
    for lower in _lowered(pieces, drawn, 2 * table[0]):
        if stood(lower)[table[-1]].page < rows[table[-1]].page:
            pieces[:] = lower
            return


def _lowered(pieces: Sequence[str], drawn: Sequence[int], frame: int) -> Iterator[list[str]]:
    """A body with the rows of a form lower and lower, at last with less room above and under the words of its cells."""
    lower = list(pieces)
    for step in range(1, STEPS + 1):
        for place in drawn:
            lower[place] = _lower(pieces[place], _spare(pieces[place]) * step // STEPS)
        yield lower
    lower[frame] = _AROUND.sub(lambda found: f'{found[1]}"{TIGHT}"', lower[frame])
    yield lower


def _height(row: str) -> int:
    found = _DRAWN.search(row)
    return int(found[1]) if found else 0


def _spare(row: str) -> int:
    """By how much a row may become lower."""
    high = _height(row)
    return max(0, high - (max(ROOM, high * 3 // 5) if high >= ROOM else LINE))


def _lower(row: str, by: int) -> str:
    """A row lower by so many twips; where one signs at its foot, the line goes up with it."""
    row = _DRAWN.sub(f'<w:trHeight w:val="{_height(row) - by}"', row, count=1)
    return _BEFORE.sub(
        lambda found: f'w:before="{max(0, int(found[1]) - by)}"' if int(found[1]) >= FOOT else found[0], row
    )
