"""How what was read of a paper looks as rows: findings of a letter, answers of a unit's report."""

from __future__ import annotations

from desktop.ledgers.column import Align, Column, Kind, LedgerTable


def _in_wan(yuan: int | None) -> str:
    return "—" if yuan is None else f"{yuan / 10_000:,.2f}"


def _lowest(category: str) -> str:
    """一 / 理论学习 as 理论学习: the column has no room for all levels, the field below has."""
    return category.rpartition(" / ")[2]


PROPOSALS = LedgerTable(
    "letter_findings",
    "读出的问题",
    (
        Column("no", "序", 34, Align.RIGHT, kind=Kind.NUMBER),
        Column("text", "问题", 96),
        Column("category", "分类", 96, show=_lowest),
        Column("amount", "万元", 56, Align.RIGHT, kind=Kind.NUMBER, show=_in_wan),
        Column("number", "清单", 62),
        Column("paras", "段", 54),
        Column("check", "核对", 118, kind=Kind.STATE, mark=lambda line: line.check),
    ),
)
ANSWERS = LedgerTable(
    "report_answers",
    "本轮问题与答复",
    (
        Column("number", "编号", 90),
        Column("text", "问题", 96),
        Column("paras", "段", 62),
        Column("now", "现自报", 84),
        Column("state", "拟记", 84),
        Column("check", "核对", 112, kind=Kind.STATE, mark=lambda line: line.check),
    ),
    unit_word="处",
)
