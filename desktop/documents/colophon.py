"""抄送 at the foot of the last page that has room, under the text or under the annex, and never on a page of its own.

After an annex the colophon belongs to the annex's section. Where its page is full, the last row of the table, or the last
paragraph with the signature, goes to the next page with it.
"""

from __future__ import annotations

import re

_SECTION = re.compile(r"<w:sectPr>(?:(?!</w:sectPr>).)*</w:sectPr>", re.DOTALL)
_FLOATING = re.compile(r"<w:tbl>(?:(?!<w:tr[ >]).)*<w:tblpPr [^>]*/>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_SIZE = re.compile(r'<w:pgSz [^>]*?w:w="(\d+)"')
_LEFT, _RIGHT = re.compile(r'w:left="(\d+)"'), re.compile(r'w:right="(\d+)"')
_WORDS = re.compile(r"<w:t[ >]")


def joined(xml: str, anchor_style: str) -> str:
    """A colophon that stood alone in a section after the annex, put into the annex's section."""
    sections = list(_SECTION.finditer(xml))
    if len(sections) < 2:
        return xml
    before, last = sections[-2], sections[-1]
    end = xml.index("</w:p>", before.end()) + len("</w:p>")
    between = xml[end : last.start()]
    if not _only_colophon(between, anchor_style):
        return xml
    start = xml.rindex("<w:p>", 0, before.start())
    if _WORDS.search(xml[start:end]):
        return xml
    inner = _fitted(between, before[0])
    return xml[:start] + inner + before[0] + xml[last.end() :]


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
    return re.sub(r'(<w:(?:tblW|gridCol|tcW) w:w=)"\d+"', rf'\1"{room}"', block)


def with_company(xml: str, styles: dict[str, str]) -> str:
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
    if len(data) < 2:
        return xml
    moved = [re.sub(r'<w:vMerge w:val="continue"/>', '<w:vMerge w:val="restart"/>', row) for row in data[-1:]]
    frame = table[: table.index("<w:tr>")]
    turn = f'<w:p><w:pPr><w:pStyle w:val="{section_style}"/><w:pageBreakBefore/></w:pPr></w:p>'
    first = f"{frame}{''.join(heads)}{''.join(data[:-1])}</w:tbl>"
    second = f"{frame}{''.join(heads)}{''.join(moved)}</w:tbl>"
    return xml[:start] + first + turn + second + xml[start + len(table) :]


def _text_sent(xml: str, before: int, styles: dict[str, str]) -> str:
    """From the last paragraph of the body on, which the signature keeps with."""
    for name in ("公文正文末段", "公文正文", "公文一级文", "公文二级文"):
        mark = f'<w:pPr><w:pStyle w:val="{styles.get(name, "?")}"/>'
        at = xml.rfind(mark, 0, before)
        if at >= 0:
            return xml[: at + len(mark)] + "<w:pageBreakBefore/>" + xml[at + len(mark) :]
    return xml
