"""How the lines of a merge look: conflicts with both sides to choose from, changes with a tick, the rest with what is to be known."""

from __future__ import annotations

from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.operations.return_book.merge_lines import MergeLine


def _side(line: MergeLine, *, unit: bool) -> Mark:
    """One side of a conflict, filled where it is the one that is taken."""
    words = line.unit if unit else f"{line.ledger}（{line.by}）" if line.by else line.ledger
    on = line.decided and line.taken == unit
    return Mark(Shape.DOT if on else Shape.EMPTY, words, Tone.BLUE if on else Tone.PLAIN, words)


def _which(line: MergeLine) -> Mark:
    if not line.decided:
        return Mark(Shape.TRIANGLE, "待选", Tone.RED)
    return Mark(Shape.CHECK, "取单位" if line.taken else "取台账", Tone.GREEN)


_PLACE = Column("row", "原表", 58, Align.LEFT, kind=Kind.NUMBER, show=lambda row: f"第 {row} 行" if row else "—")
_NUMBER, _TITLE = Column("number", "问题", 88), Column("title", "栏", 82)
CONFLICTS = LedgerTable(
    "return_conflicts",
    "冲突",
    (
        _PLACE,
        Column("told", "问题", 200),
        Column("title", "栏", 72),
        Column("sent", "发出时", 76),
        Column("unit", "单位填", 150, kind=Kind.STATE, mark=lambda line: _side(line, unit=True)),
        Column("ledger", "台账现在", 200, kind=Kind.STATE, mark=lambda line: _side(line, unit=False)),
        Column("taken", "取哪一个", 92, kind=Kind.STATE, mark=_which),
    ),
    unit_word="处",
)
CHANGES = LedgerTable(
    "return_changes",
    "改动",
    (
        _PLACE,
        _NUMBER,
        _TITLE,
        Column("sent", "发出时", 100),
        Column("unit", "单位填（进自报）", 240, ground=Tone.AMBER),
        Column("ledger", "台账现在", 120),
        Column("hint", "提示", 190),
    ),
    frozen=0,
    unit_word="处",
)
OTHERS = LedgerTable(
    "return_others",
    "行",
    (_PLACE, _NUMBER, Column("text", "问题内容", 300), Column("hint", "提示", 260)),
    unit_word="行",
)
