"""Charts of a finished body: one that does not fit below what stands before it lets the text of its part go on, and stands after that.

A chart has a number and a title of its own, so that it may stand some paragraphs later on the page that it would begin anyway. It never
leaves its part (一级标题), never passes a table or another chart, and never parts a heading from its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from desktop.documents.table_rows import Count, Stood

WHITE = 4 * 579
"""Twips: with less than four lines white the page before a chart is let be."""
FEW = 2 * 579
TEXTS = ("公文正文", "公文一级文", "公文二级文")
HEADINGS = ("公文二级标题",)
_STYLED = re.compile(r'<w:p><w:pPr><w:pStyle w:val="([^"]*)"/>')
_CHART, _ABOVE = "公文图", "公文题下"


def flowed(xml: str, styles: Mapping[str, str], counted: Count) -> str:
    """A body in which text fills the page that a chart would leave white; `styles` are ids by name."""
    mark = f'<w:pStyle w:val="{styles.get(_CHART, "?")}"/>'
    at = xml.find(mark)
    while at >= 0:
        begin, end = _bounds(xml, at, styles)
        if begin >= 0:
            xml, at = _flowed(xml, begin, end, styles, counted)
        at = xml.find(mark, at + len(mark))
    return xml


def _bounds(xml: str, at: int, styles: Mapping[str, str]) -> tuple[int, int]:
    """Where a chart begins, with the paragraph above its frame, and where it ends; -1 where it has none."""
    table, end = xml.rfind("<w:tbl>", 0, at), xml.find("</w:tbl>", at) + len("</w:tbl>")
    begin = xml.rfind("<w:p>", 0, max(table, 0))
    above = f'<w:p><w:pPr><w:pStyle w:val="{styles.get(_ABOVE, "?")}"/></w:pPr></w:p>'
    return (begin, end) if table >= 0 and xml[begin:table] == above else (-1, end)


def _flowed(xml: str, begin: int, end: int, styles: Mapping[str, str], counted: Count) -> tuple[str, int]:
    """The body with this chart in its place, and where the chart's mark may be looked for from there."""
    chart = xml[begin:end]
    inside = chart.index(f'w:val="{styles[_CHART]}"')
    stood = _stood(counted(xml), xml, begin)
    best, least, place = xml, stood.white, begin
    for after in _places(xml, end, styles) if stood.white >= WHITE else ():
        above = (
            chart[: chart.index("<w:tbl>")] if xml.startswith("<w:tbl>", after) else ""
        )  # else two tables would become one
        moved = f"{xml[:begin]}{xml[end:after]}{chart}{above}{xml[after:]}"
        here = begin + after - end
        now = _stood(counted(moved), moved, here)
        if now.page != stood.page:
            break
        if now.white < least:
            best, least, place = moved, now.white, here
        if least < FEW:
            break
    return best, place + inside


def _stood(rows: Sequence[Stood], xml: str, at: int) -> Stood:
    return rows[xml.count("<w:tr>", 0, at)]


def _places(xml: str, at: int, styles: Mapping[str, str]) -> Iterator[int]:
    """Behind which paragraphs a chart may stand that ended there."""
    texts = {styles[name] for name in TEXTS if name in styles}
    heads = {styles[name] for name in HEADINGS if name in styles}
    while (opened := _STYLED.match(xml, at)) and opened[1] in texts | heads:
        at = xml.index("</w:p>", at) + len("</w:p>")
        if "<w:sectPr" in xml[opened.end() : at] or "<w:pageBreakBefore" in xml[opened.end() : at]:
            return
        if opened[1] in texts:
            yield at
