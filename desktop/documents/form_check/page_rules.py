"""Sheet, margins and lines of a page (5.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from desktop.documents.form_check.forms import child, set_lines
from desktop.documents.form_check.kinds import LETTER, SHEET, TABLE
from desktop.documents.form_check.rules import Found, places
from desktop.documents.form_check.sections import Section
from desktop.documents.form_check.values import A3, A4, A5, EDGE, LETTER_FOOT, LINE, LINES, MM, SIDES, WRITTEN
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.package import W

_SHEET = 40
_SINGLE = 12
_WHITE = 60
_TEXT = ("body", "h1", "h2", "h3", "h4")


def sheet(paper: Paper) -> Iterator[Found]:
    """A4 (5.1); a wide table may stand on A3, a ballot of a form sheet on A5."""
    wrong: dict[str, list[Section]] = {}
    for section in paper.sections:
        sides = sorted((section.width, section.height))
        allowed = (A4, A3) if section.landscape else (A4,)
        if not any(_has(sides, one) for one in allowed) and not _is_ballot(paper, section):
            now = "×".join(f"{side / MM:.0f}" for side in (section.width, section.height))
            wrong.setdefault(f"纸张应为 A4（210×297 毫米），现为 {now} 毫米，请在页面设置里改", []).append(section)
    yield from _told("page.size", paper, wrong, _to_a4)


def margins(paper: Paper) -> Iterator[Found]:
    """White of 37 mm above and 28 mm at the binding edge round a type area of 156 x 225 mm (5.2.1)."""
    wrong: dict[str, list[Section]] = {}
    for section in paper.sections:
        if section.landscape or section.margins["top"] is None or paper.form == TABLE or _is_ballot(paper, section):
            continue
        if off := [side for side in SIDES if _is_off(paper, section, side)]:
            told = "、".join(
                f"{SIDES[side][1]}应为 {SIDES[side][0]} 毫米（现 {_white(section, side):.0f}）" for side in off
            )
            wrong.setdefault(f"页边距不对：{told}，请在页面设置里改", []).append(section)
    yield from _told("page.margins", paper, wrong, lambda section: _widen(paper, section))


def lines(paper: Paper) -> Iterator[Found]:
    """22 lines a page (5.2.3): by the grid, or by an exact distance of about 28.95 pt."""
    if not paper.sections or paper.form == TABLE:
        return
    first = paper.sections[0]
    text = [one for one in paper.of(*_TEXT) if not one.listed]
    wrong = [one for one in text if not _is_22(one, first)]
    spread = [one for one in paper.of("body") if one.around >= _WHITE]
    if wrong:
        now = _pitch(wrong[0])
        message = f"行距应使每页排 22 行，请把正文行距设为固定值 28.95 磅、段前段后 0，现为{now}"
        yield Found("line.pitch", places(wrong), message, partial(_to_22, paper, text))
    elif len(spread) * 2 > len(paper.of("body")):
        message = "正文段前、段后应为 0，否则一页排不满 22 行，请在段落设置里改"
        yield Found("line.around", places(spread), message, lambda: _set_all(spread))


def _has(sides: list[int], sheet: tuple[int, int]) -> bool:
    return all(abs(a - b) <= _SHEET for a, b in zip(sides, sheet, strict=True))


def _is_ballot(paper: Paper, section: Section) -> bool:
    """A small page of a form sheet, which has its own margins and no number."""
    return paper.form == SHEET and _has(sorted((section.width, section.height)), A5)


def _told(
    rule: str, paper: Paper, wrong: Mapping[str, list[Section]], mend: Callable[[Section], None]
) -> Iterator[Found]:
    """The same fault of several sections is one fault."""
    for message, sections in wrong.items():
        numbers = "、".join(str(one.number) for one in sections)
        where = "页面设置" if len(sections) == len(paper.sections) else f"第{numbers}节的页面设置"
        yield Found(rule, where, message, partial(_each, sections, mend))


def _each(sections: Iterable[Section], mend: Callable[[Section], None]) -> None:
    for one in sections:
        mend(one)


def _white(section: Section, side: str) -> float:
    gutter = (section.margins["gutter"] or 0) if side == "left" else 0
    return abs((section.margins[side] or 0) + gutter) / MM


def _is_off(paper: Paper, section: Section, side: str) -> bool:
    white = _white(section, side)
    low, high = LETTER_FOOT
    if side == "bottom" and paper.form in (LETTER, "") and low <= white <= high:
        return False
    return abs(white - SIDES[side][0]) > EDGE


def _to_a4(section: Section) -> None:
    size = child(section.element, "pgSz")
    wide, high = reversed(A4) if section.landscape else A4
    size.set(f"{W}w", str(wide))
    size.set(f"{W}h", str(high))
    size.attrib.pop(f"{W}code", None)


def _widen(paper: Paper, section: Section) -> None:
    white = child(section.element, "pgMar")
    for side in [side for side in SIDES if _is_off(paper, section, side)]:
        white.set(f"{W}{side}", str(WRITTEN[side]))
        if side == "left":
            white.set(f"{W}gutter", "0")


def _is_22(one: Para, section: Section) -> bool:
    low, high = LINES
    if one.line_rule in ("exact", "atLeast") and one.line is not None and low <= one.line <= high:
        return True
    on_grid = section.gridded and one.snaps and low <= section.pitch <= high
    single = one.line is None or abs(one.line - 240) <= _SINGLE
    return on_grid and (
        (one.line_rule == "auto" and single) or (one.line_rule == "atLeast" and (one.line or 0) <= section.pitch)
    )


def _pitch(one: Para) -> str:
    if one.line_rule == "auto":
        return f"{(one.line or 240) / 240:g} 倍行距"
    return f"{'固定值' if one.line_rule == 'exact' else '最小值'} {(one.line or 0) / 20:g} 磅"


def _to_22(paper: Paper, text: list[Para]) -> None:
    """Every line of the text, and a grid of other lines too."""
    _set_all(text)
    low, high = LINES
    for section in paper.sections:
        if section.gridded and not section.landscape and not low <= section.pitch <= high:
            child(section.element, "docGrid").set(f"{W}linePitch", str(LINE))


def _set_all(paras: list[Para]) -> None:
    for one in paras:
        set_lines(one, LINE)
