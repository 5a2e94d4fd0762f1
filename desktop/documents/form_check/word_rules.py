"""How numbers, dates and marks are written (7.2.5, 7.3.4, 7.3.5.4, 7.4, and GB/T 15834, 15835 by clause 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.form_check.edits import Edit, made, pattern_rule, spelled
from desktop.documents.form_check.kinds import DATED
from desktop.documents.form_check.rules import Found, Rule, told_once
from desktop.documents.form_check.values import NUMERALS
from desktop.documents.form_check.view import Paper, Para

_COLON = re.compile(r"([^\s：:。，；,.;])[:。，；,.;]?(?=\s*$)")
_YEAR = r"(?:19|20)\d\d"
_NOT_SIX = re.compile(
    rf"(?:[\[［(（【]\s*(?P<a>{_YEAR})\s*[〕\]］)）】]|〔\s*(?P<b>{_YEAR})\s*[\]］)）】])(?=\s*第?\s*\d+\s*号)"
)
_SERIAL_ZERO = re.compile(r"(?<=[〔\[［(（【]\d{4}[〕\]］)）】])(\s*第?\s*)0+(?=\d)")
_THE = re.compile(r"(?<=[〔\[［(（【]\d{4}[〕\]］)）】])\s*第\s*(?=\d+\s*号)")
_DATE_ZERO = re.compile(r"(?<=\d年)0(?=\d月)|(?<=\d月)0(?=\d日)")
_DIGITS = {sign: str(at) for at, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}

brackets = pattern_rule(
    "number.brackets",
    _NOT_SIX,
    lambda found: f"〔{found['a'] or found['b']}〕",
    "文号里的年份应用六角括号〔〕，请改括号",
)
"""U+3014 and U+3015 (7.2.5), in the number of this paper and of those it names."""
serial_zero = pattern_rule("number.zero", _SERIAL_ZERO, lambda found: found[1], "文号的顺序号不编虚位，请去掉前面的 0")
"""1, not 01 (7.2.5)."""
number_word = pattern_rule("number.word", _THE, lambda _found: "", "文号的顺序号前不加“第”字，请删去", kinds=("docno",))
"""No 第 (7.2.5)."""
date_zero = pattern_rule("date.zero", _DATE_ZERO, lambda _found: "", "日期里的月、日不编虚位，请去掉前面的 0")
"""1, not 01 (7.3.5.4)."""


def short_year(paper: Paper) -> Iterator[Found]:
    """The year in full (7.2.5); which century is meant a person says."""
    short = [one for one in paper.of("docno") if re.search(r"[〔\[［(（【]\d{2}[〕\]］)）】]", one.words)]
    yield from told_once("number.year", short, "发文字号的年份应写全 4 位，请补全")


def date_form(paper: Paper) -> Iterator[Found]:
    """Arabic digits with 年 月 日 (7.3.5.4)."""
    off = [
        one for one in paper.of("date") if not re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", re.sub(r"\s", "", one.words))
    ]
    known = [one for one in off if _written(one.words)]
    mend = _rewrite if len(known) == len(off) else None
    yield from told_once("date.form", off, "成文日期应写成 2026年9月1日 这样的阿拉伯数字，请改写", mend)


def addressee_colon(paper: Paper) -> Iterator[Found]:
    """A full-width colon (7.3.2)."""
    return made(
        "to.colon",
        paper.of("to"),
        lambda one: spelled(one, _COLON, lambda found: f"{found[1]}："),
        "主送机关后应用全角冒号，请改冒号",
    )


def attach_end(paper: Paper) -> Iterator[Found]:
    """No mark after the name of an annex (7.3.4)."""
    ends = re.compile(r"[。；，、.;,](?=\s*$)")
    return made(
        "attach.end", paper.of("attach"), lambda one: spelled(one, ends, lambda _f: ""), "附件名称后不加标点，请删去"
    )


def attach_zero(paper: Paper) -> Iterator[Found]:
    """1, not 01 (7.3.4)."""
    lines = paper.of("attach")
    alone = r"\d+\s*[.．、]" if len(lines) == 1 else r"(?=\d+\s*[.．、])"  # one annex has no number at all
    wrong = re.compile(rf"^(\s*(?:附件\s*[：:]\s*)?)0+{alone}")
    return made(
        "attach.zero",
        lines,
        lambda one: spelled(one, wrong, lambda found: found[1]),
        "附件顺序号不编虚位，请去掉前面的 0",
    )


def attach_number(paper: Paper) -> Iterator[Found]:
    """1. with a point (7.3.4)."""
    wrong = re.compile(r"^(\s*(?:附件\s*[：:]\s*)?\d{1,2})\s*、")
    return made(
        "attach.number",
        paper.of("attach"),
        lambda one: spelled(one, wrong, lambda f: f"{f[1]}."),
        "附件顺序号后用点，写成“1.”，请改",
    )


def copies_end(paper: Paper) -> Iterator[Found]:
    """抄送 ends with a full stop (7.4.2)."""
    open_ended = [one for one in paper.of("cc") if one.words.startswith("抄") and not one.words.endswith("。")]
    return made(
        "cc.end",
        open_ended,
        lambda one: spelled(one, re.compile(r"([^\s，；、.])[，；、.]?(?=\s*$)"), lambda f: f"{f[1]}。"),
        "抄送机关最后应用句号，请补上",
    )


def heading_number(paper: Paper) -> Iterator[Found]:
    """一、 （一） 1. （1） (7.3.3); no mark between bracket and 、."""
    return made(
        "heading.number",
        paper.of("h1", "h2", "h3", "h4"),
        _numbered,
        "层次序数应写成“一、”“（一）”“1.”“（1）”，请改序号后的标点或括号",
    )


def heading_end(paper: Paper) -> Iterator[Found]:
    """A heading on its own line ends without a mark; a question or a cry keeps its own."""
    dressed = [
        one
        for one in paper.of("h1", "h2")
        if {run.family for run in one.chinese} == {_DRESS[one.kind]} and len(one.words) <= 20
    ]
    alone = [one for one in dressed if re.fullmatch(r"[^。；：，！？]+[。；：，、]", one.words)]
    return made(
        "heading.end",
        alone,
        lambda one: spelled(one, re.compile(r"[。；：，、](?=\s*$)"), lambda _f: ""),
        "单独成行的标题末尾不加标点，请删去",
    )


_DRESS = {"h1": "黑体", "h2": "楷体"}


def _numbered(one: Para) -> list[Edit]:
    """The number of a heading as it should be, where it is not."""
    if one.kind == "h1":
        return spelled(one, re.compile(rf"^(\s*[{NUMERALS}]{{1,3}})\s*[.．，]"), lambda found: f"{found[1]}、")
    if one.kind == "h3":
        return spelled(one, re.compile(r"^(\s*\d{1,2})\s*、"), lambda found: f"{found[1]}.")
    inner = NUMERALS if one.kind == "h2" else r"\d"
    wrong = re.compile(
        rf"^(\s*)(?:\(([{inner}]{{1,3}})[)）]|（([{inner}]{{1,3}})\)|（([{inner}]{{1,3}})）(?=[、.．]))[、.．]?"
    )
    return spelled(one, wrong, lambda found: f"{found[1]}（{found[2] or found[3] or found[4]}）")


def _written(text: str) -> str:
    """A date in the form of the standard; empty where it cannot be told."""
    if not re.fullmatch(DATED, text):
        return ""
    numbers = [
        _number(piece) for piece in re.split(r"[^\d〇○Ｏ零" + NUMERALS + "]+", re.sub("[日号]", " ", text).strip())[:3]
    ]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    return f"{year}年{month}月{day}日" if 1900 < year < 2100 and 1 <= month <= 12 and 1 <= day <= 31 else ""


def _number(piece: str) -> int:
    if piece.isdigit():
        return int(piece)
    tens = re.fullmatch("([一二三])?十([一二三四五六七八九])?", piece)
    if tens:
        return 10 * int(_DIGITS[tens[1] or "一"]) + int(_DIGITS[tens[2] or "〇"])
    plain = "".join(_DIGITS.get(sign, "") for sign in piece)
    return int(plain) if plain.isdigit() and len(plain) == len(piece) else 0


def _rewrite(one: Para) -> None:
    for edit in spelled(one, re.compile(DATED), lambda found: _written(found[0])):
        edit.make(one)


RULES: tuple[Rule, ...] = (
    brackets, serial_zero, number_word, short_year, date_form, date_zero, addressee_colon, attach_zero, attach_number, attach_end,
    copies_end, heading_number, heading_end,
)  # fmt: skip
