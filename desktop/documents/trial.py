"""A trial print at check: a template is filled with the shortest, the longest and the emptiest words before it is taken.

What goes wrong only with some words is told there, in Chinese and with the place, and never at issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from lxml import etree

from desktop.documents.contract import LETTERS, Contract, broken
from desktop.documents.figures import Figure, Picture, PlainRate
from desktop.documents.fonts import FontChoice
from desktop.documents.package import BODY, open_parts, parse
from desktop.documents.readback import texts_of
from desktop.documents.recipe import Recipe
from desktop.documents.render import Press, PrintFault
from desktop.documents.template import compile_template
from desktop.documents.template_faults import Fault, paragraphs
from desktop.documents.vocabulary import (
    BLOCKS,
    COUNT,
    DAY,
    FLAG,
    LIST,
    MONEY,
    PICTURE,
    RATE,
    RECORD,
    Field,
)
from desktop.errors import KnownError

SHORTEST, LONGEST, EMPTIEST, USUAL = "最短", "最长", "最空", "平常"
_TEXT = "老旧小区改造结余资金未清理，抽查凭证有来函不全的，以收据代替记账凭证，未按合同办理；"
_NAME = "青岩县乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会"
_DAY = date(2026, 9, 10)
_LONG_ROWS, _LONG_TEXT = 12, 15
_ROW = "第{}行"


def words_for(recipe: Recipe, size: str) -> dict[str, Any]:
    """Words of a kind of one size: one row and one letter each, many long ones, or only what blocks an issue."""
    if size == USUAL:
        return dict(recipe.sample())
    words = {item.name: value for item in recipe.fields if (value := _value(item, size)) is not None}
    sample = recipe.sample()
    for name in ("发文机关标志", "发文字号", "署名", "成文日期", "主送"):
        if name in words and sample.get(name) and size != LONGEST:
            words[name] = sample[name]
    if "发文字号" in words:
        words["发文字号"] = sample.get("发文字号") or "青试〔2026〕1号"
    return words


def _value(item: Field, size: str, depth: int = 0) -> Any:
    if size == EMPTIEST and (item.missing != BLOCKS or item.when):
        return None
    if item.kind == LIST:
        rows = _LONG_ROWS if size == LONGEST else 1
        return [_row(item, size, depth) if item.items else _text(item, size) for _ in range(rows)]
    if item.kind == RECORD:
        return _row(item, size, depth)
    if item.kind in (COUNT, MONEY):
        number = 9_876 if size == LONGEST else 1
        return Figure(item.name, number if item.kind == COUNT else number * 12_345, rows=("00-00-0001",))
    if item.kind == RATE:
        return Figure(item.name, PlainRate(1999, 2000) if size == LONGEST else PlainRate(1, 1))
    if item.kind == DAY:
        return _DAY + timedelta(days=102 if size == LONGEST else 0)
    if item.kind == FLAG:
        return size == LONGEST
    if item.kind == PICTURE:
        return Picture(b"\x89PNG", item.name) if size == LONGEST else None
    return _text(item, size)


def _row(item: Field, size: str, depth: int) -> dict[str, Any]:
    found = ((part.name, _value(part, size, depth + 1)) for part in item.items)
    return {name: value for name, value in found if value is not None}


def _text(item: Field, size: str) -> str:
    if size != LONGEST:
        return "甲"
    long = any(mark in item.name + item.source for mark in ("描述", "事实", "内容", "表现"))
    return _TEXT * _LONG_TEXT if long else _NAME


def trial_faults(data: bytes, name: str, recipe: Recipe, fonts: FontChoice) -> list[Fault]:
    """Print a template that has no fault of its own with words of each size, and read every print back."""
    press = Press(recipe, compile_template(data, name, "", recipe.fields, fonts))
    tree = parse(open_parts(data, name)[BODY], name)
    found: dict[tuple[str, str], Fault] = {}
    for size in (USUAL, SHORTEST, LONGEST, EMPTIEST):
        words = words_for(recipe, size)
        for fault in _printed(press, words, name, tree, size):
            found.setdefault((fault.tag, re.sub(r"“[^”]*”", "", fault.message)), fault)
    return list(found.values())


def _printed(press: Press, words: Mapping[str, Any], name: str, tree: etree._Element, size: str) -> Iterator[Fault]:
    try:
        paper = press.render(words, draft=False)
    except PrintFault as error:
        at, tag = _place(tree, error.word)
        yield Fault(name, at, tag, f"用{size}的内容试印时填不下去", "核对这里和它后面一个标记的写法")
        return
    except KnownError as error:
        yield Fault(name, 0, "", f"用{size}的内容试印不成：{str(error).rstrip('。')}", "")
        return
    recipe = press.recipe
    addressee = str(words.get("主送") or words.get("单位") or "")
    contract = Contract(
        recipe.form if recipe.form in LETTERS else "", addressee, str(words.get("发文字号") or ""),
        words.get("成文日期") or _DAY, str(words.get("署名") or ""),
    )  # fmt: skip
    for sentence in broken(contract, texts_of(paper.data, name)):
        yield Fault(name, 0, "", f"用{size}的内容试印：{sentence}", "在模板里改正这一处")


def _place(tree: etree._Element, word: str) -> tuple[int, str]:
    """Where the word that was printed last stands in the template."""
    plain = word.rsplit(".", 1)[-1]
    for at, text, _table in paragraphs(tree):
        for tag in re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text):
            if plain and plain in tag:
                return at, tag
    return 0, ""
