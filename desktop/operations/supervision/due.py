"""The papers that the ladder asks for on a day: one for each unit, however many of its findings ask (D10, S6)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.operations.supervision.board import Board, letter_name
from desktop.rules import chasing
from desktop.rules.overdue import days_overdue


@dataclass(frozen=True)
class DuePaper:
    """To whom, which rung (`kind` is empty for 报领导小组), over how many findings, the longest delay in days, the last one sent, why."""

    unit: str
    kind: str
    title: str
    findings: int
    late: int
    last: str
    why: str


def papers_due(board: Board) -> tuple[DuePaper, ...]:
    """By the board of deadlines: the highest rung that any finding of a unit asks for, the longest late first."""
    found = []
    for cards in board.by_unit.values():
        place = chasing.of_unit(card.proposal for card in cards)
        if place is None:
            continue
        rung = board.ladder[place]
        asking = [card for card in cards if card.proposal.rung is not None]
        sent = max((card.sent[-1] for card in asking if card.sent), key=lambda one: one.issued_on, default=None)
        late = max(days_overdue(card.row, board.as_of) for card in asking)
        why = "、".join(dict.fromkeys(card.proposal.why for card in asking))
        found.append(DuePaper(asking[0].unit, rung.kind, rung.title, len(asking), late, letter_name(sent), why))
    return tuple(sorted(found, key=lambda one: (-one.late, one.unit)))
