"""Words for trial prints of a kind (the shortest, longest, emptiest paper that it may have to make, and one with gaps), and the trial.

What goes wrong only with some words is told when a template is checked, in Chinese and with the place, and never at issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from lxml import etree

from desktop.documents.contract import Contract, broken
from desktop.documents.figures import Picture, PlainRate
from desktop.documents.fonts import FontChoice
from desktop.documents.package import BODY, open_parts, parse
from desktop.documents.readback import texts_of
from desktop.documents.recipe import Recipe, sample_of
from desktop.documents.render import Press, PrintFault
from desktop.documents.template import compile_template
from desktop.documents.template_faults import Fault, paragraphs
from desktop.documents.vocabulary import (
    BLOCKS,
    COUNT,
    DAY,
    FLAG,
    LIST,
    MARKED,
    MONEY,
    PICTURE,
    RATE,
    RECORD,
    TEXT,
    Field,
)
from desktop.errors import KnownError

LONG_UNIT = "青岩县乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会"
_LONG_TEXT = "2024年以来对补贴资金审核把关不严，抽查档案200户，有9户面积与承包合同不符，涉及补贴资金4.2万元未收回。"
LONGEST_LIST, LONGEST_TEXT = 60, 600
USUAL, SPARSE, TITLES = "平常", "缺项", ("最短", "最长", "最空")
_DAY = date(2026, 9, 10)
_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101001bb6ee56"
    "0000000049454e44ae426082"
)  # a picture of one grey dot


def trials(recipe: Recipe) -> dict[str, dict[str, Any]]:
    """Three sets of words by what they try."""
    return dict(zip(TITLES, (_shortest(recipe), _longest(recipe), _emptiest(recipe)), strict=True))


def tried(recipe: Recipe) -> dict[str, dict[str, Any]]:
    """Every set of words that a template is tried with: the usual paper of the kind first."""
    return {USUAL: recipe.sample(), **trials(recipe), SPARSE: _sparse(recipe)}


def _shortest(recipe: Recipe) -> dict[str, Any]:
    """The usual paper with one of everything: one row a list, one for each count."""
    sample = recipe.sample()
    return {field.name: _single(field, sample[field.name]) for field in recipe.fields if field.name in sample}


def _single(field: Field, value: Any) -> Any:
    inner = {part.name: part for part in field.items}
    if isinstance(value, Mapping):
        return {name: _single(inner[name], one) if name in inner else one for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_single(field, one) for one in value[:1]]
    if field.kind in (COUNT, MONEY) and isinstance(value, int):
        return min(value, 1)
    return PlainRate(1, 1) if field.kind == RATE else value


def _longest(recipe: Recipe) -> dict[str, Any]:
    """Every word that may stand, in its longest shape."""
    words: dict[str, Any] = dict(recipe.sample())
    for field in recipe.fields:
        if field.kind == FLAG:
            words[field.name] = True
        elif field.kind == LIST:
            words[field.name] = _long_list(field, words.get(field.name))
        elif field.name in ("单位", "主送", "单位简称"):
            words[field.name] = LONG_UNIT
        elif field.name not in words:
            words[field.name] = _standing(field)
    return words


def _standing(field: Field) -> Any:
    """Something that may stand for a word: its example, or where it has none a value of its type."""
    example = sample_of(field)
    if example is not None and example != [{}]:
        return example
    if field.kind == RECORD:
        return {part.name: _standing(part) for part in field.items}
    if field.kind == LIST:
        return [{part.name: _standing(part) for part in field.items}] if field.items else ["逐项核对的事项"]
    if field.kind == PICTURE:
        return Picture(_DOT, field.name)
    by_type = {COUNT: 12, MONEY: 1268000, RATE: PlainRate(7, 8), DAY: _DAY, FLAG: True}
    return by_type.get(field.kind, "逐项核对的事项")


def _long_list(field: Field, present: Any) -> list[Any]:
    rows = list(present or _standing(field))
    if not field.items or not isinstance(rows[0], Mapping):
        return rows[:1] * 3 if field.items == () else rows
    texts = {item.name for item in field.items if item.kind == TEXT and item.name in ("表现", "事实", "内容")}
    whole = {**{part.name: _standing(part) for part in field.items}, **rows[0]}
    row = {name: _grown(value) if name in texts else value for name, value in whole.items()}
    return [row] * (LONGEST_LIST if "编号" in row else len(rows))


def _grown(text: Any) -> str:
    grown = str(text)
    while len(grown) < LONGEST_TEXT:
        grown += "；" + _LONG_TEXT.rstrip("。")
    return grown[:LONGEST_TEXT]


def _emptiest(recipe: Recipe) -> dict[str, Any]:
    """Only what must stand: the words that block, and in a list the columns that block."""
    words = recipe.sample()
    found: dict[str, Any] = {}
    for field in recipe.fields:
        if field.missing != BLOCKS or field.when or field.name not in words:
            continue
        value = words[field.name]
        found[field.name] = [_needed(field, value[0])] if field.items and field.kind == LIST else value
    return found


def _sparse(recipe: Recipe) -> dict[str, Any]:
    """Every word that may stand, but in the rows of lists only the columns that must."""
    words = _longest(recipe)
    for field in recipe.fields:
        rows = words.get(field.name)
        if field.kind == LIST and field.items and rows and isinstance(rows[0], Mapping):
            words[field.name] = [_needed(field, row) for row in rows]
    return words


def _needed(field: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    needed = {item.name for item in field.items if item.missing in (BLOCKS, MARKED)}
    return {name: value for name, value in row.items() if name in needed}


def trial_faults(data: bytes, name: str, recipe: Recipe, fonts: FontChoice) -> list[Fault]:
    """Print a template that has no fault of its own with words of each size, and read every print back.

    A fault that several sizes share is told once, of the first.
    """
    press = Press(recipe, compile_template(data, name, "", recipe.fields, fonts, recipe.form))
    tree = parse(open_parts(data, name)[BODY], name)
    found: dict[tuple[str, str], Fault] = {}
    for size, words in tried(recipe).items():
        for fault in _printed(press, words, name, tree, size):
            told = re.sub(r"“[^”]*”", "", fault.message).removeprefix(f"用{size}的内容")
            found.setdefault((fault.tag, told), fault)
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
        recipe.form, addressee, str(words.get("发文字号") or ""),
        words.get("成文日期") or _DAY, str(words.get("署名") or ""),
    )  # fmt: skip
    for sentence in broken(contract, texts_of(paper.data, name)):
        yield Fault(name, 0, "", f"用{size}的内容试印：{sentence}", "在模板里改正这一处")


def _place(tree: etree._Element, word: str) -> tuple[int, str]:
    """Where the word that was printed last stands in the template."""
    plain = word.rpartition(".")[2]
    for at, text, _table in paragraphs(tree):
        for tag in re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text):
            if plain and plain in tag:
                return at, tag
    return 0, ""
