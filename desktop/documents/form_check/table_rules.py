"""Tables that go on to another page repeat their head, so that no column stands there without its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from lxml import etree

from desktop.documents.form_check.forms import form_of
from desktop.documents.form_check.rules import Found, Rule
from desktop.documents.form_check.sections import Section
from desktop.documents.form_check.styles import VAL
from desktop.documents.form_check.values import A4
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.package import W

_ROWS, _COLUMNS, _HEAD, _ABOVE = 8, 3, 14, 3
_LEADING = 1.25
_SURE = 1.3
"""How much higher than a page a table is reckoned before it is said to go on: the reckoning is rough."""
_OFF = ("0", "false", "off")
_NO_NAME = r"[\d.%]+|.*\{[{%].*"
"""What names no column: a figure, or a tag of a template."""


@dataclass(frozen=True)
class _Table:
    element: etree._Element
    rows: list[etree._Element]
    cells: dict[etree._Element, list[Para]]
    """Paragraphs by their cell."""


def heads(paper: Paper) -> Iterator[Found]:
    """The first rows of a long table, down to the names of its columns, are marked as its head."""
    for number, table in enumerate(_tables(paper), 1):
        head = _head(table)
        if head and not all(_repeats(row) for row in head) and _height(paper, table) > _SURE * _page(paper):
            message = "表格跨页，后面各页没有表头，请选中表头各行设为“重复标题行”"
            yield Found("table.head", f"第{number}张表", message, partial(_repeat, head))


def _tables(paper: Paper) -> list[_Table]:
    """The outermost tables, in order, with the paragraphs of each cell."""
    found: dict[etree._Element, _Table] = {}
    for one in paper.paras:
        above = [each for each in one.element.iterancestors() if each.tag in (f"{W}tbl", f"{W}tc")]
        tables = [each for each in above if each.tag == f"{W}tbl"]
        if len(tables) != 1 or above[0].tag != f"{W}tc":
            continue
        table = found.setdefault(tables[0], _Table(tables[0], tables[0].findall(f"{W}tr"), {}))
        table.cells.setdefault(above[0], []).append(one)
    return list(found.values())


def _head(table: _Table) -> list[etree._Element]:
    """The row of short names, one for each column, with the merged rows above it; empty where the table is no list of many rows."""
    for at, row in enumerate(table.rows[:_ABOVE]):
        cells = row.findall(f"{W}tc")
        if len(cells) < _COLUMNS:
            continue
        names = ["".join(one.words for one in table.cells.get(cell, [])) for cell in cells]
        named = all(0 < len(name) <= _HEAD and not re.fullmatch(_NO_NAME, name) for name in names)
        return table.rows[: at + 1] if named and len(table.rows) - at > _ROWS else []
    return []


def _repeats(row: etree._Element) -> bool:
    mark = row.find(f"{W}trPr/{W}tblHeader")
    return mark is not None and mark.get(VAL, "1") not in _OFF


def _height(paper: Paper, table: _Table) -> float:
    """What its rows take up by their letters, in twips."""
    columns = table.element.findall(f"{W}tblGrid/{W}gridCol")
    widths = [float(one.get(f"{W}w") or 0) for one in columns]
    room = _room(paper.sections[-1]) / max(len(widths), 1)
    height = 0.0
    for row in table.rows:
        cells = row.findall(f"{W}tc")
        height += max(
            (_cell(table.cells.get(cell, []), width or room) for cell, width in _beside(cells, widths, room)),
            default=0.0,
        )
    return height


def _beside(cells: list[etree._Element], widths: list[float], room: float) -> Iterator[tuple[etree._Element, float]]:
    """Each cell with its width; of rows with merged cells the width of the line shared out."""
    if len(cells) == len(widths):
        yield from zip(cells, widths, strict=True)
    else:
        yield from ((cell, room * max(len(widths), 1) / max(len(cells), 1)) for cell in cells)


def _cell(paras: list[Para], width: float) -> float:
    return sum(-(-len(one.text) * one.size * 20 // max(width, 1)) * one.size * 20 * _LEADING for one in paras)


def _page(paper: Paper) -> float:
    section = paper.sections[-1]
    white = abs(section.margins["top"] or 0) + abs(section.margins["bottom"] or 0)
    return float(section.height - white) or float(A4[1])


def _room(section: Section) -> float:
    return float(section.width - (section.margins["left"] or 0) - (section.margins["right"] or 0))


def _repeat(head: list[etree._Element]) -> None:
    for row in head:
        form = form_of(row, "trPr") if row.find(f"{W}tblPrEx") is None else _after_exceptions(row)
        old = form.find(f"{W}tblHeader")
        mark = etree.SubElement(form, f"{W}tblHeader") if old is None else old
        mark.attrib.pop(VAL, None)


def _after_exceptions(row: etree._Element) -> etree._Element:
    found = row.find(f"{W}trPr")
    if found is None:
        found = etree.Element(f"{W}trPr")
        row.insert(1, found)
    return found


RULES: tuple[Rule, ...] = (heads,)
