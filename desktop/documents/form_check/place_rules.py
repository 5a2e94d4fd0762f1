"""Where lines stand: title in the middle, addressee at the edge, two characters in, date not at an edge (7.2.5, 7.3, 10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.form_check.breaks import starts_page
from desktop.documents.form_check.forms import break_before, replace, set_align, set_indent
from desktop.documents.form_check.kinds import LETTER, RED
from desktop.documents.form_check.rules import Found, Rule, told_once
from desktop.documents.form_check.values import INDENT
from desktop.documents.form_check.view import Paper, Para

_TWO = 640
_FOUR = 1280
_FLUSH = 100
_EDGE = 200
_LONG = 28
_NEAR = 60
_SENTENCE = 40


def title(paper: Paper) -> Iterator[Found]:
    """In the middle (7.3.1)."""
    off = [one for one in paper.of("title") if one.align != "center" and not one.blanks and one.first <= _EDGE]
    yield from told_once("title.align", off, "标题应居中，请改对齐方式", _to_middle)


def mark(paper: Paper) -> Iterator[Found]:
    """In the middle (7.2.4); names of several organs may be spread over the line."""
    off = [one for one in (*paper.head, *paper.of("mark")) if one.kind == "mark" and one.align in ("left", "right")]
    plain = [one for one in off if not one.blanks and one.first <= _EDGE and not one.inside]
    yield from told_once("mark.align", plain, "发文机关标志应居中，请改对齐方式", _to_middle)


def annex_page(paper: Paper) -> Iterator[Found]:
    """附件 begins a page (7.3.7)."""
    joined = [one for one in paper.of("annex") if not starts_page(paper, one)]
    yield from told_once("annex.page", joined, "附件应另起一页，请在“附件”前插入分页", break_before)


def number(paper: Paper) -> Iterator[Found]:
    """发文字号 in the middle under a red head (7.2.5), at the right edge in a letter (10.1); with 签发人 it stands left."""
    wanted = {RED: ("center", "居中"), LETTER: ("right", "右顶格")}.get(paper.form)
    if wanted is None or paper.of("signer"):
        return
    align, word = wanted
    plain = [
        one
        for one in paper.of("docno")
        if not ("签发人" in one.text or "\t" in one.text or one.blanks or one.first > _EDGE)
    ]
    off = [one for one in plain if one.align != align and not (one.align == "both" and one.words != one.text)]
    yield from told_once("docno.align", off, f"发文字号应{word}，请改对齐方式", lambda one: set_align(one, align))


def addressee(paper: Paper) -> Iterator[Found]:
    """At the left edge (7.3.2)."""
    off = [one for one in paper.of("to") if one.first > _FLUSH or one.blanks or one.align in ("center", "right")]
    plain = [one for one in off if not one.blanks]
    mend = _to_edge if len(plain) == len(off) else None
    yield from told_once("to.indent", off, "主送机关应顶格，请去掉前面的缩进或空格", mend)


def body(paper: Paper) -> Iterator[Found]:
    """Two characters in (7.3.3, 7.3.4), the next lines of the text at the edge."""
    text = [*paper.of("body", "h1", "h2", "h3", "h4", "note"), *paper.of("attach")[:1]]
    off = sorted((one for one in text if not one.listed and _is_off(one)), key=lambda one: one.number)
    yield from told_once("body.indent", off, "每段应首行缩进 2 字、回行顶格，请在段落设置里改", _to_two)


def centred(paper: Paper) -> Iterator[Found]:
    """Text goes from edge to edge (5.2.2): sentences of more than a line are neither centred nor set to the right."""
    off = [
        one
        for one in paper.of("")
        if not (one.inside or one.listed)
        and one.align in ("center", "right")
        and len(one.words) > _SENTENCE
        and one.words.endswith("。")
    ]
    yield from told_once("body.align", off, "正文应两端对齐、首行缩进 2 字，请改对齐方式", _to_text)


def spaces(paper: Paper) -> Iterator[Found]:
    """The two characters are an indent or two full-width blanks; narrow blanks and tabs are as wide as it happens."""
    text = [*paper.of("body", "h1", "h2", "h3", "h4"), *paper.of("attach")[:1]]
    off = sorted(
        (one for one in text if re.match(r"[ \t\xa0]", one.text) and not _is_off(one)), key=lambda one: one.number
    )
    yield from told_once("body.spaces", off, "首行缩进不用空格、制表符代替，请删去后在段落设置里缩进 2 字", _indented)


def annex_place(paper: Paper) -> Iterator[Found]:
    """附件 stands at the left edge of its page (7.3.7)."""
    off = [one for one in paper.of("annex") if one.align in ("center", "right")]
    yield from told_once("annex.place", off, "“附件”应顶格排在页面左上角，请改对齐方式", _to_edge)


def date(paper: Paper) -> Iterator[Found]:
    """成文日期 stands in from the right edge (7.3.5)."""
    signed = bool(paper.of("sign"))
    at_edge = [one for one in paper.of("date") if signed and _is_at_edge(one)]
    yield from told_once("date.place", at_edge, "成文日期应右空 4 字（不盖章的右空 2 字），请改对齐和右缩进", _to_four)


def signature(paper: Paper) -> Iterator[Found]:
    """署名 stands over the date, at the right (7.3.5); several organs stand in columns of their own and are not judged."""
    dates = paper.of("date")
    right = dates[-1] if dates and dates[-1].align == "right" else None
    off = [one for one in paper.of("sign") if right is not None and _is_astray(one)]
    yield from told_once(
        "sign.place",
        off,
        "署名应排在成文日期的正上方，请改对齐和右缩进",
        lambda one: _over(one, right) if right else None,
    )


def _is_astray(one: Para) -> bool:
    """At the left edge, or in the middle of the page."""
    free = one.blanks or one.first > _EDGE or "\t" in one.text
    return one.align in ("left", "both", "center") and not free


def _over(one: Para, date: Para) -> None:
    """In the middle over the date; a longer name ends at the right edge."""
    far = (date.right or _FOUR) + (_width(date) - _width(one)) / 2
    set_align(one, "right")
    set_indent(one, right=max(round(far), 0))


def _width(one: Para) -> float:
    """Of its letters, in twips: half a square for what is Latin."""
    return sum(0.5 if sign.isascii() else 1.0 for sign in one.words) * one.size * 20


def _is_off(one: Para) -> bool:
    low, high = INDENT
    begins = one.first + one.blanks * one.size * 20
    wraps = one.kind != "attach" and one.left > _EDGE and len(one.words) > _LONG
    own = abs(begins - 2 * one.size * 20) <= _NEAR  # two characters of a type that is wrong: the type is the fault
    return not (low <= begins <= high or own) or wraps


def _is_at_edge(one: Para) -> bool:
    if one.align == "right":
        return one.right < _EDGE and one.text == one.text.rstrip()
    return one.align in ("left", "both") and one.first < _EDGE and not one.blanks


def _to_middle(one: Para) -> None:
    set_align(one, "center")
    set_indent(one)


def _to_edge(one: Para) -> None:
    set_align(one, "left")
    set_indent(one)


def _to_two(one: Para) -> None:
    set_indent(one, first=0 if one.blanks else _TWO)


def _to_text(one: Para) -> None:
    set_align(one, "both")
    set_indent(one, first=0 if one.blanks else _TWO)


def _indented(one: Para) -> None:
    replace(one, 0, len(one.text) - len(one.text.lstrip()), "")
    set_indent(one, first=_TWO)


def _to_four(one: Para) -> None:
    set_align(one, "right")
    set_indent(one, right=_FOUR)


RULES: tuple[Rule, ...] = (
    title,
    mark,
    annex_page,
    annex_place,
    number,
    addressee,
    body,
    centred,
    spaces,
    date,
    signature,
)
