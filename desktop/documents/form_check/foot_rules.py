"""Page numbers (7.5): — 1 — in size 4 宋体, odd ones right, even ones left, none on the first page of a letter (10.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop.documents.form_check import feet
from desktop.documents.form_check.kinds import LETTER, RED, TABLE
from desktop.documents.form_check.rules import Found, Rule
from desktop.documents.form_check.sections import Section
from desktop.documents.form_check.values import SMALL, family
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.package import W

_FOOT = "页脚"
_LINE, _PAGE = 28, 26
_INSET = 1200


def missing(paper: Paper) -> Iterator[Found]:
    """A paper that goes on to a second page, or has a red head, has page numbers."""
    parts = {part for section in paper.sections for part in (*section.feet.values(), *section.heads.values())}
    if paper.form == TABLE or not _upright(paper) or any(feet.numbers(paper, part) for part in parts):
        return
    lines = sum(-(-len(one.text) // _LINE) for one in paper.paras if not one.inside)
    if paper.form == RED or lines > _PAGE:
        section = _upright(paper)[0]
        message = "没有页码，应在页脚加上“— 1 —”样式的页码，单页居右、双页居左"
        mend = None if paper.tree("word/settings.xml") is None else lambda: feet.add_numbers(paper, section)
        yield Found("page_number.missing", _FOOT, message, mend)


def form(paper: Paper) -> Iterator[Found]:
    """A one-em dash on either side."""
    wrong = [one for one in _numbers(paper) if not re.fullmatch(r"\s*—\s*#\s*—\s*", feet.shown(one))]
    dashed = [one for one in paper.sections if _format(one).startswith("numberInDash")]
    if wrong or dashed:
        now = feet.shown(wrong[0]).replace("#", "1").strip() if wrong else "- 1 -"
        yield Found("page_number.form", _FOOT, f"页码应写成“— 1 —”，现为“{now}”，请改", _rewritten(wrong, dashed))


def letters(paper: Paper) -> Iterator[Found]:
    """Size 4 宋体."""
    wrong = [
        one
        for one in _numbers(paper)
        if any(run.size != SMALL or family(run.latin) not in ("", "宋体") for run in one.runs)
    ]
    if wrong:
        yield Found("page_number.type", _FOOT, "页码应为四号宋体，请改字体字号", _rewritten(wrong, []))


def side(paper: Paper) -> Iterator[Found]:
    """Odd ones at the right, even ones at the left, a character in."""
    for section in _upright(paper):
        odd = [one for one in feet.numbers(paper, section.feet.get("default", "")) if not _floats(one)]
        even = [one for one in feet.numbers(paper, section.feet.get("even", "")) if not _floats(one)]
        turned = feet.is_odd_and_even(paper)
        wrong = [one for one in odd if not _stands(one, "right")] or (
            turned and [one for one in even if not _stands(one, "left")]
        )
        if odd and (wrong or not turned):
            message = "单页码应居右空 1 字、双页码居左空 1 字，请改页脚（奇偶页不同）"
            mend = (
                None
                if paper.tree("word/settings.xml") is None
                else lambda section=section: feet.set_sides(paper, section)
            )
            yield Found("page_number.side", _FOOT, message, mend)
            return


def first(paper: Paper) -> Iterator[Found]:
    """A letter shows none on its first page."""
    section = paper.sections[0] if paper.sections else None
    if section is None or paper.form != LETTER:
        return
    if section.own_first:
        shown = feet.numbers(paper, section.feet.get("first", ""))
        if shown:
            yield Found(
                "page_number.first", _FOOT, "信函格式首页不显示页码，请删去首页页脚里的页码", lambda: _emptied(shown)
            )
    elif feet.numbers(paper, section.feet.get("default", "")):
        message = "信函格式首页不显示页码，请把页脚设为首页不同"
        yield Found("page_number.first", _FOOT, message, lambda: feet.set_first(section))


def _upright(paper: Paper) -> list[Section]:
    return [one for one in paper.sections if not one.landscape]


def _numbers(paper: Paper) -> list[Para]:
    """The numbers of upright pages, once each."""
    parts = dict.fromkeys(part for section in _upright(paper) for part in section.feet.values())
    return [one for part in parts for one in feet.numbers(paper, part)]


def _format(section: Section) -> str:
    mark = section.element.find(f"{W}pgNumType")
    return "" if mark is None else mark.get(f"{W}fmt", "")


def _floats(para: Para) -> bool:
    """Whether it stands in a box or a frame, whose place the paragraph does not tell."""
    return para.inside or para.element.find(f"{W}pPr/{W}framePr") is not None


def _stands(para: Para, side: str) -> bool:
    """At a side, at most some characters in."""
    white = para.right if side == "right" else para.first
    return para.align in (("right",) if side == "right" else ("left", "both")) and 0 <= white <= _INSET


def _rewritten(wrong: list[Para], dashed: list[Section]) -> Callable[[], None]:
    def mend() -> None:
        for one in wrong:
            feet.rewrite(one)
        for section in dashed:
            section.element.find(f"{W}pgNumType").attrib.pop(f"{W}fmt", None)

    return mend


def _emptied(shown: list[Para]) -> None:
    for one in shown:
        for piece in [piece for piece in one.element if piece.tag != f"{W}pPr"]:
            one.element.remove(piece)


RULES: tuple[Rule, ...] = (missing, form, letters, side, first)
