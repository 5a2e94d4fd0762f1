"""What is chosen on the board and what will come of it: one letter a unit, and why a step is not possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from desktop.operations.supervision.board import Board, Card
from desktop.rules import chasing
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.properties import named


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


class FootBar(QFrame):
    """The sum, the sentence, the verbs."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "card")
        self.chosen, self.sentence = QLabel(), ElidedLabel("", "secondary")
        self.chosen.setProperty("role", "strong")
        self.clear = QPushButton("取消选择 Esc")
        self.clear.setProperty("link", True)
        self.call, self.extend = QPushButton("登记催办 Ctrl+J"), QPushButton("申请延期…")
        self.warn, self.issue = QPushButton("出提醒函"), QPushButton("出督办函 Ctrl+G")
        self.issue.setProperty("primary", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.addWidget(self.chosen)
        layout.addWidget(self.sentence, 1)
        for button in (self.clear, self.call, self.extend, self.warn, self.issue):
            layout.addWidget(button)

    def show_chosen(self, cards: Sequence[Card], ticked: int, plan: Planned) -> None:
        """Say what is chosen and what comes of it."""
        units = len({card.row.unit_id for card in cards})
        self.chosen.setText(
            f"已选 {len(cards)} 条，{units} 家单位" if ticked else "没有勾选" if not cards else "当前 1 条"
        )
        self.sentence.set_full_text(plan.sentence)
        self.clear.setVisible(bool(ticked))
