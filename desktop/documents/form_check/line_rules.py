"""Drawn lines of a head: one in red under the number of a red head (7.2.7), double ones on the first page of a letter (10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from desktop.documents.form_check.forms import child, form_of
from desktop.documents.form_check.kinds import LETTER, RED
from desktop.documents.form_check.rules import Found, Rule
from desktop.documents.form_check.styles import VAL, nearest
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.package import BODY, W

_DRAWN = re.compile(r"\}(?:drawing|pict|object|line|rect|shape)$")
_SIDES = ("top", "bottom", "between", "insideH")
_NONE = ("nil", "none", None)
_COLORS = re.compile(r'(?:srgbClr val|fillcolor|strokecolor)="#?([0-9A-Za-z]{3,6})')
_RED = re.compile(r"(?i)^(?:[c-f][0-9a-f]){1}(?:[0-5][0-9a-f]){2}$|^f00$|^red$")
_GAP, _WIDE = 11, "18"
"""Gap of 4 mm in points, line of 2¼ points in eighths."""


def line(paper: Paper) -> Iterator[Found]:
    """A red line between number and title, as wide as the text; a letter has its red lines in the head of its first page."""
    marked = [one for one in (*paper.head, *paper.of("mark")) if one.kind == "mark"]
    if not marked or not paper.of("docno") or not paper.of("title"):
        return
    borders, drawn = _lines(paper)
    colors = {(one.get(f"{W}color") or "auto") for one in borders} | set(_COLORS.findall(_written(drawn)))
    if not borders and not drawn:
        yield from _missing(paper)
    elif borders and not drawn and not any(_RED.match(color) for color in colors):
        yield Found("line.color", "版头", "版头的分隔线应为红色，请改线的颜色", lambda: _redden(borders))


def _missing(paper: Paper) -> Iterator[Found]:
    number = paper.of("docno")[-1]
    if paper.form == RED:
        message = "发文字号下没有红色分隔线，应在其下 4 毫米处画一条与版心等宽的红线，请补上"
        mend = None if number.inside else lambda: _underline(number)
        yield Found("line.missing", f"{number.where}下", message, mend)
    elif paper.form == LETTER:
        message = "信函首页没有红色双线，应在发文机关标志下 4 毫米和距下页边 20 毫米处各画一条，请补上"
        yield Found("line.missing", "版头", message)


def _lines(paper: Paper) -> tuple[list[etree._Element], list[etree._Element]]:
    """Borders of paragraphs and tables that print, and what is drawn, in the heads of pages and above the title."""
    title = paper.of("title")[0].element
    parts = [one.element.getroottree().getroot() for one in paper.head]
    parts += [
        tree for section in paper.sections for part in section.heads.values() if (tree := paper.tree(part)) is not None
    ]
    above: list[etree._Element] = []
    body = paper.tree(BODY)
    for element in [] if body is None else body.iter():
        if element is title:
            break
        above.append(element)
    every = [*above, *(element for tree in dict.fromkeys(parts) for element in tree.iter())]
    drawn = [element for element in every if isinstance(element.tag, str) and _DRAWN.search(element.tag)]
    tables = [one for element in every if element.tag in (f"{W}tblBorders", f"{W}tcBorders") for one in element]
    paragraphs = [element for element in every if element.tag == f"{W}p"] + [title]
    borders = [one for element in paragraphs for one in _borders_of(paper, element)]
    return [one for one in (*borders, *tables) if _prints(one)], drawn


def _borders_of(paper: Paper, paragraph: etree._Element) -> Iterator[etree._Element]:
    """Those of its own form or of its style."""
    found = nearest("pBdr", paper.styles.paragraph_forms(paragraph))
    yield from () if found is None else found


def _prints(border: etree._Element) -> bool:
    return etree.QName(border).localname in _SIDES and border.get(VAL) not in _NONE


def _written(drawn: list[etree._Element]) -> str:
    return "".join(etree.tostring(one, encoding="unicode") for one in drawn)


def _redden(borders: list[etree._Element]) -> None:
    for one in borders:
        for name in ("themeColor", "themeShade", "themeTint"):
            one.attrib.pop(f"{W}{name}", None)
        one.set(f"{W}color", "FF0000")


def _underline(number: Para) -> None:
    """A border under the number: as wide as the text, 4 mm below."""
    frame = child(form_of(number.element, "pPr"), "pBdr")
    old = frame.find(f"{W}bottom")
    border = etree.SubElement(frame, f"{W}bottom") if old is None else old
    for name, value in (("val", "single"), ("sz", _WIDE), ("space", str(_GAP)), ("color", "FF0000")):
        border.set(f"{W}{name}", value)


RULES: tuple[Rule, ...] = (line,)
