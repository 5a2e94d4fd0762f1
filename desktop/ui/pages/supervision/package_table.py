"""The letters of 本月督办包 as rows: whom, which letter, how many findings, its number to come, what the check says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.operations.supervision.board import Board
from desktop.rules import chasing
from desktop.ui.paper_desk import Draft

SOUND, LACKING, ASKING = "可签发", "缺项", "请确认"
_MARKS = {
    SOUND: (Shape.CHECK, Tone.GREEN),
    LACKING: (Shape.TRIANGLE, Tone.RED),
    ASKING: (Shape.DIAMOND, Tone.AMBER),
}
WHY = {
    chasing.UNANSWERED: "上一级逾期未回",
    chasing.UNNAMED: "逾期，没有函催过",
    chasing.COMING: "将到期，没有预警",
}


@dataclass(frozen=True)
class PackageLine:
    """One letter of the package."""

    id: int
    draft: Draft
    unit: str
    paper: str
    findings: int
    overdue: int
    why: str
    number: str
    state: str


def lines_of(board: Board, drafts: Sequence[Draft]) -> list[PackageLine]:
    """The checked letters, numbered from 1 over all kinds."""
    found = []
    for place, draft in enumerate(drafts, 1):
        one = draft.gathered
        named = [card for finding in one.findings if (card := board.by_id.get(finding)) is not None]
        whys = dict.fromkeys(card.proposal.why for card in named if card.proposal.rung is not None)
        late = sum(card.column == chasing.LATE for card in named)
        told = "；".join(WHY[why] for why in whys if why in WHY)
        found.append(
            PackageLine(
                place, draft, draft.addressee, one.recipe.title, len(one.findings), late, told, draft.sent, draft.state
            )
        )
    return found


def numbered(lines: Iterable[PackageLine], numbers: dict[int, str]) -> list[PackageLine]:
    """The same rows with the numbers that the ticked ones would take."""
    return [replace(line, number=line.draft.sent or numbers.get(line.id, "")) for line in lines]


def sent(line: PackageLine, number: str) -> PackageLine:
    """A row after the issue; one that did not go out stays as it was, without a number."""
    return replace(line, draft=replace(line.draft, sent=number), number=number)


def _state(line: PackageLine) -> Mark:
    if line.draft.sent:
        return Mark(Shape.CHECK, "已签发", Tone.GREEN)
    shape, tone = _MARKS[line.state]
    lacking = line.draft.blocking or line.draft.marked
    return Mark(shape, f"{line.state}：{'、'.join(lacking)}" if lacking else line.state, tone, "、".join(lacking))


def _number(number: str) -> str:
    return number or "— 暂不占号"


TABLE = LedgerTable(
    "monthly_package",
    "本月督办包",
    (
        Column("unit", "单位", 210),
        Column("paper", "文书", 104),
        Column("findings", "涉及", 66, Align.RIGHT, kind=Kind.NUMBER),
        Column("overdue", "其中逾期", 96, Align.RIGHT, kind=Kind.NUMBER),
        Column("why", "为什么", 160),
        Column("number", "文号", 178, show=_number),
        Column("state", "校验", 220, kind=Kind.STATE, mark=_state),
    ),
    unit_word="份",
)
