"""Words for trial prints of a kind: the shortest, the longest and the emptiest paper that it may have to make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.documents.recipe import Recipe, sample_of
from desktop.documents.vocabulary import BLOCKS, FLAG, LIST, MARKED, PICTURE, TEXT, Field

LONG_UNIT = "青岩县乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会"
_LONG_TEXT = "2024年以来对补贴资金审核把关不严，抽查档案200户，有9户面积与承包合同不符，涉及补贴资金4.2万元未收回。"
LONGEST_LIST, LONGEST_TEXT = 60, 600
TITLES = ("最短", "最长", "最空")


def trials(recipe: Recipe) -> dict[str, dict[str, Any]]:
    """Three sets of words by what they try."""
    return dict(zip(TITLES, (recipe.sample(), _longest(recipe), _emptiest(recipe)), strict=True))


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
        elif field.name not in words and field.kind != PICTURE and sample_of(field) is not None:
            words[field.name] = sample_of(field)
    return words


def _long_list(field: Field, present: Any) -> list[Any]:
    rows = list(present or sample_of(field) or ["逐项核对的事项"])
    if not field.items or not isinstance(rows[0], Mapping):
        return rows[:1] * 3 if field.items == () else rows
    texts = {item.name for item in field.items if item.kind == TEXT and item.name in ("表现", "事实", "内容")}
    row = {name: _grown(value) if name in texts else value for name, value in rows[0].items()}
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


def _needed(field: Field, row: Mapping[str, Any]) -> dict[str, Any]:
    needed = {item.name for item in field.items if item.missing in (BLOCKS, MARKED)}
    return {name: value for name, value in row.items() if name in needed}
