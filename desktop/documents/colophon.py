"""抄送 at the foot of the last page that has room, under the text or under the annex, and never on a page of its own.

After an annex the colophon belongs to the annex's section. Where its page is full, the last row of the table, or the last
paragraph with the signature, goes to the next page with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

BELOW = 533  # twips: from 262 mm to where the first page of a letter ends
_OPENED, _CLOSED = "<w:sectPr>", "</w:sectPr>"
_FLOATING = re.compile(r"<w:tbl>(?:(?!<w:tr[ >]).)*<w:tblpPr [^>]*/>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_SIZE = re.compile(r'<w:pgSz [^>]*?w:w="(\d+)"')
_LEFT, _RIGHT = re.compile(r'w:left="(\d+)"'), re.compile(r'w:right="(\d+)"')
_TOTAL = re.compile(r">合计<")
_WORDS = re.compile(r"<w:t[ >]")
_BEGINS = re.compile(r'<w:p><w:pPr><w:pStyle w:val="[^"]*"/>(?=<w:pageBreakBefore/>)')
_STYLED = re.compile(r'<w:pPr><w:pStyle w:val="([^"]*)"/>')
_TEXTS = ("公文正文末段", "公文正文", "公文一级文", "公文二级文")


def joined(xml: str, anchor_style: str) -> str:
    """A colophon that stood alone in a section after the annex, put into the annex's section."""
    last = xml.rfind(_OPENED)
    before = xml.rfind(_OPENED, 0, max(last, 0))
    closed = xml.find(_CLOSED, before) + len(_CLOSED)
    if before < 0 or not before < closed <= last or _CLOSED not in xml[last:]:
        return xml
    end = xml.index("</w:p>", closed) + len("</w:p>")
    start = xml.rindex("<w:p>", 0, before)
    section = xml[before:closed]
    inner = _moved(xml[end:last], section, anchor_style)
    if inner is None or _WORDS.search(xml, start, end):
        return xml
    return xml[:start] + inner + section + xml[xml.index(_CLOSED, last) + len(_CLOSED) :]


@lru_cache(maxsize=64)
def _moved(between: str, section: str, anchor_style: str) -> str | None:
    """What stands after a section, as wide as it, where it is the colophon alone; the same for many papers of a batch."""
    return _fitted(between, section) if _only_colophon(between, anchor_style) else None


def _only_colophon(between: str, anchor_style: str) -> bool:
    rest = _FLOATING.sub("", between, count=1)
    return rest != between and f'w:val="{anchor_style}"' in rest and not _WORDS.search(rest) and "<w:tbl>" not in rest


def _fitted(block: str, section: str) -> str:
    """The colophon as wide as the type area of its section."""
    width, left, right = (
        int(found[1]) for found in (_SIZE.search(section), _LEFT.search(section), _RIGHT.search(section)) if found
    )
    room = width - left - right
    block = re.sub(r'w:tblpX="\d+"', f'w:tblpX="{left}"', block)
    block = re.sub(r'(<w:tab w:val="right" w:pos=)"\d+"', rf'\1"{room - 280}"', block)
    return re.sub(r'(<w:(?:tblW|gridCol|tcW) w:w=)"\d+"', rf'\1"{room}"', block)


def raised(xml: str, style: str) -> str:
    """抄送 on a page whose text may run on below the type area, held up to its lower edge."""
    mark = f'<w:pPr><w:pStyle w:val="{style}"/>'
    room = f'<w:spacing w:before="0" w:after="{BELOW}" w:line="440" w:lineRule="exact"/>'
    at = xml.rfind(mark)
    return xml[: at + len(mark)] + room + xml[at + len(mark) :] if at >= 0 else xml


def with_company(xml: str, styles: Mapping[str, str]) -> str:
    """The last row or the last paragraph of the text, sent to the next page with the colophon."""
    floating = list(_FLOATING.finditer(xml))
    if not floating:
        return xml
    at = floating[-1].start()
    table = xml.rfind("</w:tbl>", 0, at)
    if table >= 0 and not _WORDS.search(xml[table:at]):
        return _row_sent(xml, table, styles["公文分节"])
    return _text_sent(xml, at, styles)


def _row_sent(xml: str, table_end: int, section_style: str) -> str:
    start = xml.rindex("<w:tbl>", 0, table_end)
    table = xml[start : table_end + len("</w:tbl>")]
    rows = _ROW.findall(table)
    heads = [row for row in rows if "<w:tblHeader" in row]
    data = rows[len(heads) :]
    last = 2 if data and _TOTAL.search(data[-1]) else 1  # a total without a row above it says nothing
    if len(data) <= last:
        return xml
    moved = [_begun(data[-last]), *data[len(data) - last + 1 :]]
    frame = table[: table.index("<w:tr>")]
    turn = f'<w:p><w:pPr><w:pStyle w:val="{section_style}"/><w:pageBreakBefore/></w:pPr></w:p>'
    first = f"{frame}{''.join(heads)}{''.join(data[:-last])}</w:tbl>"
    second = f"{frame}{''.join(heads)}{''.join(moved)}</w:tbl>"
    return xml[:start] + first + turn + second + xml[start + len(table) :]


def _begun(row: str) -> str:
    """The row that begins a page: what was merged into the rows above begins anew in it."""
    return row.replace('<w:vMerge w:val="continue"/>', '<w:vMerge w:val="restart"/>')


def _text_sent(xml: str, before: int, styles: Mapping[str, str]) -> str:
    """From the last paragraph of the body on, which the signature keeps with."""
    for name in _TEXTS:
        mark = f'<w:pPr><w:pStyle w:val="{styles.get(name, "?")}"/>'
        at = xml[:before].rfind(mark)
        if at >= 0:
            return _broken_at(xml, at + len(mark))
    return xml


def ways(xml: str, styles: Mapping[str, str]) -> Iterator[str]:
    """A paper that ends with a colophon, with more and more done to send its end to another page.

    As it is; with one blank row less before the signature (7.3.5.5); with its last paragraphs on the next page; with the
    last one, or the last two, on the page after that. After an annex its last row goes to the next page, as the text before it stands or as it
    is sent on. The first paragraph of the text stays where it is.
    """
    closer = _closer(xml, styles)
    places = _breakable(xml, styles)
    sent = [_broken_at(xml, at) for at in reversed(places)]
    floating = list(_FLOATING.finditer(xml))
    table = xml.rfind("</w:tbl>", 0, floating[-1].start()) if floating else -1
    if table >= 0 and not _WORDS.search(xml[table : floating[-1].start()]):
        for one in (xml, closer, *sent):
            yield one
            yield _last_row_sent(one, styles)
        return
    yield from (xml, closer, *sent)
    for kept in (-1, -2):
        yield from (_broken_at(_broken_at(xml, places[kept]), at) for at in reversed(places[:kept]))


def _last_row_sent(xml: str, styles: Mapping[str, str]) -> str:
    at = list(_FLOATING.finditer(xml))[-1].start()
    return _row_sent(xml, xml.rfind("</w:tbl>", 0, at), styles["公文分节"])


def alone(xml: str, styles: Mapping[str, str]) -> str:
    """The colophon on the page after the text."""
    floating = list(_FLOATING.finditer(xml))
    mark = f'<w:pPr><w:pStyle w:val="{styles["公文分节"]}"/>'
    at = xml.rfind(mark, 0, floating[-1].start()) if floating else -1
    return _broken_at(xml, at + len(mark)) if at >= 0 else xml


def _closer(xml: str, styles: Mapping[str, str]) -> str:
    """One blank row less between text and signature."""
    sign = xml.rfind(f'<w:pPr><w:pStyle w:val="{styles.get("公文署名", "?")}"/>')
    before = xml[:sign] if sign >= 0 else ""
    blank = re.compile(rf'<w:p><w:pPr><w:pStyle w:val="{re.escape(styles.get("公文署名前空行", "?"))}"/></w:pPr></w:p>')
    found = [one for one in blank.finditer(before) if one.end() == before.rfind("<w:p>")]
    return xml[: found[-1].start()] + xml[found[-1].end() :] if found else xml


def _breakable(xml: str, styles: Mapping[str, str]) -> list[int]:
    """Where a page may begin: at a paragraph of the text, or at the headings over it; never at the first one."""
    texts = {styles[name] for name in _TEXTS if name in styles}
    heads = {styles[name] for name in ("公文一级标题", "公文二级标题") if name in styles}
    places: list[int] = []
    head, seen = -1, False
    for found in _STYLED.finditer(xml):
        if found[1] in heads:
            head = found.end() if head < 0 else head
            continue
        if found[1] in texts:
            if seen:
                places.append(head if head >= 0 else found.end())
            seen = True
        head = -1
    return places


def begun(xml: str) -> int:
    """How many pages paragraphs of a paper begin."""
    return len(_BEGINS.findall(xml))


def with_lines_more(xml: str, styles: Mapping[str, str]) -> str:
    """The paper with an empty line before each page that a paragraph of it begins."""
    blank = f'<w:p><w:pPr><w:pStyle w:val="{styles.get("公文空行", "")}"/></w:pPr></w:p>'
    return _BEGINS.sub(lambda found: blank + found[0], xml)


def sent(xml: str, styles: Mapping[str, str]) -> str:
    """What stands between the last page that a paragraph begins and the signature."""
    start = max((found.start() for found in _BEGINS.finditer(xml)), default=0)
    end = xml.find(f'<w:pPr><w:pStyle w:val="{styles.get("公文署名", "?")}"/>', start)
    return xml[start : end if end >= 0 else len(xml)]


def _broken_at(xml: str, at: int) -> str:
    return xml[:at] + "<w:pageBreakBefore/>" + xml[at:]
