"""Form sheets (表单): frames closed, type large enough to read, nothing signed or ticked ahead of the people who do (papers 13, 21, 25c, 29, 30, 31, 34)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from desktop.documents.form_check.forms import set_type
from desktop.documents.form_check.kinds import SHEET
from desktop.documents.form_check.rules import Found, Rule, told_once
from desktop.documents.form_check.styles import VAL
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.package import W

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_NONE = ("nil", "none")
_LEAST = 9.0
_SIGNED = re.compile(r"(?:签名|签字|签章)\s*[：:][\s　＿_]*(?![年月日（(])[一-鿿·]{2,4}(?=$|[\s　，。；年])")
_TICKED = re.compile("[☑☒✓✔]|(?<!“)√(?!”)")


def frame(paper: Paper) -> Iterator[Found]:
    """A table that has lines has them on every side and between its fields."""
    if paper.form != SHEET:
        return
    for number, table in enumerate(_tables(paper), 1):
        if open_sides := _open_sides(table):
            message = "表格四周和各栏之间的线应齐全，请在边框里选“所有框线”"
            yield Found("sheet.frame", f"第{number}张表", message, partial(_close, table, open_sides))


def small(paper: Paper) -> Iterator[Found]:
    """Nothing under 9 points."""
    inside = [one for one in paper.paras if one.inside and one.words] if paper.form == SHEET else []
    off = [one for one in inside if any(run.size < _LEAST and run.text.strip() for run in one.runs)]
    yield from told_once("sheet.small", off, "表内的字不应小于 9 磅（小五号），请改字号", _enlarge)


def signed(paper: Paper) -> Iterator[Found]:
    """Where people sign stands no name."""
    off = [one for one in paper.paras if _SIGNED.search(one.words)] if paper.form == SHEET else []
    yield from told_once("sheet.signed", off, "签名、签字处应留白手签，不印姓名，请删去")


def ticked(paper: Paper) -> Iterator[Found]:
    """What people choose is not ticked for them."""
    inside = [one for one in paper.paras if one.inside] if paper.form == SHEET else []
    off = [one for one in inside if _TICKED.search(one.words)]
    yield from told_once("sheet.ticked", off, "选择框应留给本人手勾，请改回“□”")


def _tables(paper: Paper) -> list[etree._Element]:
    """The outermost tables, in order."""
    found: list[etree._Element] = []
    for one in paper.paras:
        above = [each for each in one.element.iterancestors() if each.tag == f"{W}tbl"]
        if above and above[-1] not in found:
            found.append(above[-1])
    return found


def _open_sides(table: etree._Element) -> list[str]:
    """Sides without a line, of a table that has lines of its own and whose cells do not draw the rest."""
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    if borders is None:
        return []
    drawn = {side for side in _SIDES if (line := borders.find(f"{W}{side}")) is not None and line.get(VAL) not in _NONE}
    cells = {
        etree.QName(line).localname for own in table.iter(f"{W}tcBorders") for line in own if line.get(VAL) not in _NONE
    }
    return [side for side in _SIDES if side not in drawn | cells] if drawn else []


def _close(table: etree._Element, sides: list[str]) -> None:
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    for side in sides:
        old = borders.find(f"{W}{side}")
        line = etree.Element(f"{W}{side}") if old is None else old
        line.attrib.clear()
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(f"{W}{name}", value)
        if old is None:
            later = {f"{W}{one}" for one in _SIDES[_SIDES.index(side) + 1 :]}
            at = next((at for at, one in enumerate(borders) if one.tag in later), len(borders))
            borders.insert(at, line)


def _enlarge(one: Para) -> None:
    for run in one.runs:
        if run.size < _LEAST:
            set_type(run, None, _LEAST)


RULES: tuple[Rule, ...] = (frame, small, signed, ticked)
