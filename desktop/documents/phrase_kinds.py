"""Which phrases of the office's library are offered where a clerk types a passage of a paper (papers/phrases.md), and what of one is still to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.documents.figures import Typed
from desktop.documents.vocabulary import Field

FINDING, CAUSE, ADVICE, DEMAND, JUDGEMENT = "问题表述", "原因分析", "建议", "要求", "整改评价"
KINDS = (FINDING, CAUSE, ADVICE, DEMAND, JUDGEMENT)
OFFERED: dict[str, str] = {
    "问题表现.事实": FINDING, "存在问题.事实": FINDING, "督查问题.事实": FINDING,
    "原因": CAUSE, "存在问题.原因": CAUSE,
    "建议.内容": ADVICE, "请办事项": ADVICE,
    "整改要求": DEMAND, "要求.内容": DEMAND, "督查要求": DEMAND, "下步.内容": DEMAND, "未销清单.下步": DEMAND,
    "总评": JUDGEMENT, "退回原因": JUDGEMENT, "自报差原因": JUDGEMENT, "不认定原因": JUDGEMENT, "差异原因": JUDGEMENT,
}  # fmt: skip
"""By word, or word and column: the kind of phrase that fits."""
_BLANK = re.compile(r"〔[\u4e00-\u9fff、，]{1,14}〕")


def kinds_for(field: Field) -> dict[str, str]:
    """The kinds of phrase by column of a word, under an empty name for the word itself; empty where none fits."""
    own = {"": OFFERED[field.name]} if field.name in OFFERED else {}
    columns = {item.name: OFFERED[key] for item in field.items if (key := f"{field.name}.{item.name}") in OFFERED}
    return own | columns


def first_blank(text: str) -> tuple[int, int] | None:
    """Where the first fact of a phrase is still to be filled: 〔款项〕."""
    found = _BLANK.search(text)
    return (found.start(), found.end()) if found else None


def unfilled(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What was typed with a fact of a phrase still to be filled: the word, and the 〔…〕 that stands there."""
    for name, value in given.items():
        for text in _texts(value):
            yield from ((name, found[0]) for found in _BLANK.finditer(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, (str, Typed)):
        yield str(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
