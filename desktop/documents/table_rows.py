"""Tables of a finished body: columns that nobody filled leave, a row too tall for a page goes on in another marked 续,
and a merged cell says its word again at the top of each page (papers/index.md, rule 12).

Read and changed as text: 350 letters wait for it, and most of their tables need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

FILLED = "<!--栏-->"
"""Put into every cell that a tag fills when a template is compiled; a column whose cells are all empty leaves."""
MARK = "续"
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc>.*?</w:tc>", re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:br/>)")
_GRID = re.compile(r'<w:gridCol w:w="(\d+)"/>')
_WIDTH = re.compile(r'<w:tcW w:w="\d+"')
_SPAN = re.compile(r'<w:gridSpan w:val="(\d+)"/>')
_PARAGRAPH = re.compile(r"<w:p>(<w:pPr>.*?</w:pPr>)?(.*?)</w:p>", re.DOTALL)
_LOOK = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?", re.DOTALL)
_MERGE = re.compile(r'<w:vMerge w:val="(restart|continue)"/>')
_UNSPLIT = re.compile(r"<w:(?:bookmarkStart|drawing|fldSimple|tab)\b")
_TAGGED_CELL = re.compile(r"<w:tc>((?:(?!<w:tc>|</w:tc>).)*?\{\{)", re.DOTALL)
_BREAKS = "。；;，、）"
_TALLEST = 2 / 3
_PART = 0.42
_SHORT = 40
_LOOK_BACK = 24


class Stood(NamedTuple):
    """Where a row of a body stands when its pages are counted, in twips: its height, its page, and what the page holds.

    `white` is what stays empty of the page before where the row, with what keeps with it, begins one for lack of room.
    """

    height: int
    page: int
    capacity: int
    white: int = 0


Count = Callable[[str], Sequence[Stood]]


def marked_cells(xml: str) -> str:
    """A template whose cells with tags are marked, before it is compiled."""
    return _TAGGED_CELL.sub(rf"<w:tc>{FILLED}\1", xml)


def without_empty_columns(xml: str) -> str:
    """A body whose tables have only columns that somebody filled, and no marks of cells any more."""
    if "<w:tblHeader" in xml and FILLED in xml:
        xml = _each_table(xml, _without_empty_columns)
    return xml.replace(FILLED, "")


def at_rest(xml: str, count: Count) -> bool:
    """Whether `settled` would leave a body as it is: no row is too tall, no cell is merged."""
    if "<w:tr>" not in xml:
        return True
    return '<w:vMerge w:val="continue"/>' not in xml and not _too_tall(count(xml))


def settled(xml: str, count: Count) -> str:
    """A body with its tables settled; `count` tells where each row stands."""
    return labelled(parted(xml, count), count)


def parted(xml: str, count: Count) -> str:
    """A body without columns that nobody filled, with the rows split that are too tall for a page."""
    xml = without_empty_columns(xml)
    if "<w:tr>" not in xml:
        return xml
    stood = count(xml)
    return _with_long_rows_split(xml, stood) if _too_tall(stood) else xml


def labelled(xml: str, count: Count) -> str:
    """A body whose merged cells say their word again where a page begins within them."""
    return _with_labels(xml, count(xml)) if '<w:vMerge w:val="continue"/>' in xml else xml


def _too_tall(stood: Sequence[Stood]) -> bool:
    return any([row.height > row.capacity * _TALLEST for row in stood])


def said(xml: str) -> str:
    """The text of a cell."""
    return "".join("\n" if found[1] else found[0] for found in _TEXT.findall(xml))


def _says_something(cell: str) -> bool:
    """Whether a cell has a text that is seen; most begin with it, and that one is found by plain search."""
    end = cell.find("</w:t>")
    begins_with_text = end > 0 and not cell[cell.rfind(">", 0, end) + 1 : end].isspace() and cell[end - 1] != ">"
    return begins_with_text or bool(said(cell).strip())


def _without_empty_columns(table: str) -> str:
    if "<w:tblHeader" not in table:
        return table
    grid = [int(width) for width in _GRID.findall(table, 0, table.find("<w:tr>"))]
    empty = _empty_columns(table, len(grid))
    if not empty or len(empty) == len(grid):
        return table
    kept = [at for at in range(len(grid)) if at not in empty]
    widest = max(kept, key=lambda at: grid[at])
    widths = [grid[at] + (sum(grid[gone] for gone in empty) if at == widest else 0) for at in kept]
    lines = iter("".join(f'<w:gridCol w:w="{width}"/>' for width in widths) for _ in range(1))
    table = re.sub(r"(?:<w:gridCol [^>]*/>)+", lambda _found: next(lines, ""), table, count=1)
    return _ROW.sub(lambda row: _narrowed(row[0], len(grid), kept, widths), table)


def _empty_columns(table: str, columns: int) -> list[int]:
    """Columns that a tag fills and whose cells say nothing in any row; looked for only as long as one is left."""
    empty, tagged = list(range(columns)), set[int]()
    for row in between(table, "<w:tr>", "</w:tr>"):
        if FILLED not in row:
            continue
        cells = list(between(row, "<w:tc>", "</w:tc>"))
        if len(cells) != columns:
            continue
        empty = [at for at in empty if not _says_something(cells[at])]
        tagged.update(at for at in empty if FILLED in cells[at])
        if not empty:
            break
    return [at for at in empty if at in tagged]


def between(xml: str, opened: str, closed: str) -> Iterator[str]:
    """Every stretch from one mark to the next other one. Found by plain search: an expression would take ten times as long."""
    at = xml.find(opened)
    while at >= 0:
        end = xml.find(closed, at)
        if end < 0:
            return
        end += len(closed)
        yield xml[at:end]
        at = xml.find(opened, end)


def _each_table(xml: str, change: Callable[[str], str]) -> str:
    """A body with every table changed."""
    done, at = [], 0
    start = xml.find("<w:tbl>")
    while start >= 0:
        end = xml.find("</w:tbl>", start)
        if end < 0:
            break
        end += len("</w:tbl>")
        done += [xml[at:start], change(xml[start:end])]
        at, start = end, xml.find("<w:tbl>", end)
    return "".join((*done, xml[at:]))


def _narrowed(row: str, columns: int, kept: list[int], widths: list[int]) -> str:
    """A row with the columns that stay; a cell over the whole width spans so many fewer."""
    cells = list(between(row, "<w:tc>", "</w:tc>"))
    head, tail = row[: row.index("<w:tc>")], "</w:tr>"
    if len(cells) == columns:
        inner = [
            _WIDTH.sub(f'<w:tcW w:w="{width}"', cells[at], count=1) for at, width in zip(kept, widths, strict=True)
        ]
        return head + "".join(inner) + tail
    return _SPAN.sub(lambda span: f'<w:gridSpan w:val="{int(span[1]) - columns + len(kept)}"/>', row, count=1)


def _with_long_rows_split(xml: str, stood: Sequence[Stood]) -> str:
    pieces, at = [], 0
    for number, row in enumerate(_ROW.finditer(xml)):
        if number < len(stood) and stood[number].height > stood[number].capacity * _TALLEST:
            parts = -int(-stood[number].height // (stood[number].capacity * _PART))
            pieces += [xml[at : row.start()], *_split_row(row[0], parts)]
            at = row.end()
    return "".join((*pieces, xml[at:]))


def _split_row(row: str, parts: int) -> list[str]:
    """One tall row as several: its long texts go on, its short ones stand in the first, and 续 tells that it goes on.

    A long text with a figure or a picture in it stays whole; its row may then break where the page ends.
    """
    cells = _CELL.findall(row)
    long = [at for at, cell in enumerate(cells) if len(said(cell)) > _SHORT and not _MERGE.search(cell)]
    if not long or any(_UNSPLIT.search(cells[at]) or len(_PARAGRAPH.findall(cells[at])) != 1 for at in long):
        return [re.sub(r"<w:cantSplit[^>]*/>", "", row)]
    texts = {at: _parted(said(cells[at]), parts) for at in long}
    head = row[: row.index("<w:tc>")]
    found = []
    for part in range(max(len(text) for text in texts.values())):
        line = []
        for at, cell in enumerate(cells):
            if at in texts:
                line.append(_with_text(cell, texts[at][part] if part < len(texts[at]) else ""))
            elif not part:
                line.append(cell)
            else:
                line.append(_with_text(_MERGE.sub('<w:vMerge w:val="continue"/>', cell), MARK if at == 0 else ""))
        found.append(f"{head}{''.join(line)}</w:tr>")
    # what keeps with the row behind it is the last part: kept together, the parts would be the tall row once more
    return [*(part.replace("<w:keepNext/>", "") for part in found[:-1]), found[-1]]


def _parted(text: str, parts: int) -> list[str]:
    """A text in so many parts of about one length, each ending with a mark where there is one near."""
    found, at = [], 0
    for left in range(parts, 0, -1):
        end = len(text) if left == 1 else at + -(-(len(text) - at) // left)
        if end < len(text):
            near = max(text.rfind(mark, max(at + 1, end - _LOOK_BACK), end) for mark in _BREAKS)
            end = near + 1 if near > at else end
            while end < len(text) and _inside_number(text, end):
                end += 1
        if at < end:
            found.append(text[at:end])
        at = end
    return found


def _inside_number(text: str, at: int) -> bool:
    return text[at - 1 : at].isascii() and text[at : at + 1].isascii() and (text[at - 1] + text[at]).strip() != ""


def _with_text(cell: str, text: str) -> str:
    """A cell with other words in the look of its first run."""
    found = _PARAGRAPH.search(cell)
    if found is None:
        return cell
    look = _LOOK.search(found[2])
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(text.split("\n"))
    run = f'<w:r>{(look and look[1]) or ""}<w:t xml:space="preserve">{lines}</w:t></w:r>' if text else ""
    end = cell.rindex("</w:p>") + len("</w:p>")
    return f"{cell[: found.start()]}<w:p>{found[1] or ''}{run}</w:p>{cell[end:]}"


def _with_labels(xml: str, stood: Sequence[Stood]) -> str:
    """Where a page begins within a merged cell, the cell begins anew and says its word again."""
    pieces: list[str] = []
    labels: dict[int, str] = {}
    at = page = ended = 0
    for number, row in enumerate(_ROW.finditer(xml)):
        if "</w:tbl>" in xml[ended : row.start()]:
            labels = {}
        ended = row.end()
        cells = _CELL.findall(row[0])
        turned = number < len(stood) and stood[number].page > page
        page = stood[number].page if number < len(stood) else page
        fresh = list(cells)
        for place, cell in enumerate(cells):
            merge = _MERGE.search(cell)
            if merge is None or merge[1] == "restart":
                labels[place] = said(cell)
            elif turned and labels.get(place):
                fresh[place] = _with_text(cell.replace(merge[0], '<w:vMerge w:val="restart"/>'), labels[place])
        if fresh != cells:
            head = row[0][: row[0].index("<w:tc>")]
            pieces += [xml[at : row.start()], head, *fresh, "</w:tr>"]
            at = row.end()
    return "".join((*pieces, xml[at:]))
