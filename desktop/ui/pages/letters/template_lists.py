"""The lists of 模板检查: the faults of a template, the words of a kind."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.ledgers.column import Align, Column, Kind, LedgerTable

MISSING_WORDS = {
    "拦发": "缺了不能签发",
    "标红": "缺了须确认",
    "略": "缺了整句不印",
    "留白": "留出空白",
    "按零": "按 0 印",
}


@dataclass(frozen=True)
class FaultLine:
    """One thing to mend in a template."""

    id: int
    paragraph: int
    tag: str
    message: str
    suggestion: str


@dataclass(frozen=True)
class FieldLine:
    """One word of a kind."""

    id: int
    field: str
    type: str
    missing: str
    unit: str
    source: str

    @property
    def tag(self) -> str:
        """How it is written in a template; a word of a list belongs to the item of its loop."""
        owner, _, name = self.field.rpartition(".")
        return "{{" + (f"项.{name}" if owner else name) + "}}"

    @property
    def hint(self) -> str:
        """Where it may stand."""
        owner = self.field.rpartition(".")[0]
        return "，写在 {% for 项 in " + owner + " %} 与 {% endfor %} 之间" if owner else ""


def _missing_shown(word: str) -> str:
    return MISSING_WORDS.get(word, word)


FAULTS = LedgerTable(
    "template_faults",
    "毛病",
    (
        Column("paragraph", "段落", 44, Align.RIGHT, kind=Kind.NUMBER),
        Column("tag", "标记", 120),
        Column("message", "毛病", 170, wrap=True),
        Column("suggestion", "提示", 110, wrap=True),
    ),
    unit_word="处",
)
FIELDS = LedgerTable(
    "template_fields",
    "字段",
    (
        Column("field", "字段", 124),
        Column("type", "类型", 44),
        Column("missing", "缺了怎样", 96, show=_missing_shown),
        Column("unit", "单位", 44),
        Column("source", "来处", 120),
    ),
    frozen=1,
    unit_word="个",
)
