"""The next papers of chosen cards: one unit, one letter, the highest rung wins (pages.md §11, domain §5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.operations.supervision.board import Board, Card
from desktop.rules import chasing


@dataclass(frozen=True)
class Planned:
    """The next papers of the chosen cards: units by kind, and the sentence that says so or why there are none."""

    units: dict[str, tuple[int, ...]]
    sentence: str

    def of(self, kinds: Sequence[str]) -> tuple[int, ...]:
        """The units that are due one of these kinds."""
        return tuple(unit for kind in kinds for unit in self.units.get(kind, ()))


def planned(board: Board, cards: Sequence[Card]) -> Planned:
    """One unit, one letter: the highest rung of its chosen cards."""
    by_unit: dict[int, list[Card]] = defaultdict(list)
    for card in cards:
        by_unit[card.row.unit_id].append(card)
    units: dict[str, list[int]] = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    for unit, own in by_unit.items():
        place = chasing.of_unit(card.proposal for card in own)
        if place is None:
            continue
        rung = board.ladder[place]
        units[rung.kind].append(unit)
        follows = any(card.proposal.rung == place and card.proposal.why == chasing.UNANSWERED for card in own)
        told[f"上一级逾期未回，升到{rung.title}" if follows else f"出{rung.title}" if rung.kind else rung.title].append(
            own[0].unit
        )
    said = [f"{_named(names)}{words}" for words, names in told.items()]
    if not said:
        reasons = list(dict.fromkeys(filter(None, (board.why_not(card.id) for card in cards))))
        more = f"（另 {len(reasons) - 1} 条同样不用发函）" if len(reasons) > 1 else ""
        return Planned({}, f"{reasons[0]}{more}" if reasons else "")
    return Planned({kind: tuple(own) for kind, own in units.items()}, f"一家一份；{'；'.join(said)}")


def _named(names: Sequence[str]) -> str:
    return "、".join(names) if len(names) <= 2 else f"{names[0]}等 {len(names)} 家"
