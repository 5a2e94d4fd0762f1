"""Punctuation (GB/T 15834 by clause 9): full-width marks between Chinese letters, no doubled ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.form_check.edits import Edit, made, outside_tags, pattern_rule
from desktop.documents.form_check.kinds import HEADINGS, ODD_LEVEL
from desktop.documents.form_check.rules import Found, Rule, told_once
from desktop.documents.form_check.values import CHINESE
from desktop.documents.form_check.view import Paper, Para

_HALF = re.compile(rf"(?<=[{CHINESE}])[,;:?!()\"']|[,;?!()\"'](?=[{CHINESE}])|(?<=[{CHINESE}])\.(?=[{CHINESE}]|\s*$)")
_FULL = dict(zip(",;:?!().", "，；：？！（）。", strict=True))
_QUOTES = {'"': "“”", "'": "‘’"}
_PAIRS = re.compile(r"\(([^()（）]*)\)|\"([^\"]*)\"|'([^']*)'")
_DOTS = re.compile(rf"(?<=[{CHINESE}])\.{{3,}}|(?<=[{CHINESE}])。{{3,}}")
_DOUBLED = re.compile(r"([，。；、：])\1(?!\1)(?<!\1\1\1)")
_WIDE = re.compile("[０-９]+|[Ａ-Ｚａ-ｚ]*[Ａ-ＮＰ-Ｚａ-ｚ][Ａ-Ｚａ-ｚ]*")
"""Ｏ alone may stand for 〇 in a year, which is another fault."""
_NARROW = {0xFEE0 + ord(narrow): narrow for narrow in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
_APART = re.compile(rf"(?<=[，。；：、？！]) {{1,2}}(?=[{CHINESE}“《（])(?![年月日])")
"""More blanks, a tab, and what stands before 年 are room to write in (签收人：     年   月   日)."""
_BETWEEN = re.compile("(?<=[》”])、(?=[《“])")
_TILDE = re.compile(r"(?<=[\d%％年月日])~(?=\d)")


def half_width(paper: Paper) -> Iterator[Found]:
    """No English marks in Chinese sentences; where one bracket or quotation mark is meant, its fellow is too."""
    paras = [one for one in paper.paras if one.kind != "docno"]
    return made("text.punctuation", paras, _halves, "中文句子里应用全角标点，请改半角标点")


def mixed(paper: Paper) -> Iterator[Found]:
    """Two different marks one after the other: which one is meant a person says."""
    wrong = [one for one in paper.paras if any(one.text[at] != one.text[at + 1] for at in _double_places(one.text))]
    yield from told_once("text.mixed_marks", wrong, "两个标点连在一起，请删去多余的")


def _double_places(text: str) -> list[int]:
    return [found.start() for found in re.finditer("[，。；、：](?=[，。；、：])", text)]


def _halves(one: Para) -> list[Edit]:
    text = one.text
    skipped = _prefix(one)
    found = {at.start() for at in _HALF.finditer(text) if at.start() >= skipped}
    if one.kind == "to":
        found.discard(len(text.rstrip()) - 1)
    new = {at: _FULL.get(text[at], "") for at in found}
    for pair in _PAIRS.finditer(text):
        ends = (pair.start(), pair.end() - 1)
        if found & set(ends):
            both = _QUOTES.get(text[ends[0]], "（）")
            new |= dict(zip(ends, both, strict=True))
    return outside_tags(one, [Edit(at, at + 1, sign) for at, sign in sorted(new.items()) if sign])


def _prefix(one: Para) -> int:
    """What the number of a heading takes up, which has a rule of its own."""
    pattern = HEADINGS.get(one.kind) or (ODD_LEVEL if one.kind == "body" else None)
    found = re.match(rf"\s*{pattern}", one.text) if pattern else None
    return found.end() if found else 0


RULES: tuple[Rule, ...] = (
    pattern_rule("text.ellipsis", _DOTS, lambda _found: "……", "省略号应为“……”，请改"),
    half_width,
    pattern_rule("text.doubled", _DOUBLED, lambda found: found[1], "同一标点重复，请删去一个"),
    mixed,
    pattern_rule(
        "text.wide_digits", _WIDE, lambda found: found[0].translate(_NARROW), "阿拉伯数字、字母应用半角，请改"
    ),
    pattern_rule(
        "text.apart", _APART, lambda _found: "", "标点后不加空格，请删去", kinds=("body", "h1", "h2", "h3", "h4")
    ),
    pattern_rule("text.between", _BETWEEN, lambda _found: "", "并列的书名号、引号之间不加顿号，请删去"),
    pattern_rule("text.range", _TILDE, lambda _found: "—", "数字区间应用“—”，请改"),
)
