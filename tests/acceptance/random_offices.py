"""Offices at random, one a seed: rounds, units, findings closed, late and long-term, and cause for a paper of every kind."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from db.store import Ledger
from desktop.documents.recipe import Recipe
from desktop.documents.recipes import RECIPES
from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Gathered
from desktop.operations.units import UnitDraft
from tests import causes
from tests.acceptance.offices import add_round, add_units, open_office
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.causes import Placed

NAMES = (
    "县民政局党组",
    "云溪镇党委",
    "石桥乡党委",
    "县第一中学党总支",
    "县R&D中心<筹>党支部",
    "县𠮷㛃䶮文化遗产保护中心党支部",
)
LEADERS = "甲乙丙丁戊己"
CATEGORIES = ("落实党的路线方针政策情况", "全面从严治党情况", "基层党组织建设情况")
LATE, ON_TIME, DAY = "2026-06-30", "2026-09-10", "2026-08-20"


class Office:
    """The round that the papers are about, with its units; another round of the same term stands beside it."""

    def __init__(self, ledger: Ledger, clock: Any, seed: int) -> None:
        self.ledger, self._chance = ledger, random.Random(f"office{seed}")
        open_office(ledger, clock)
        add_units(ledger, add_round(ledger, "十四届县委第五轮（常规）"), self._books(NAMES[4:], 3))
        self.round_id = add_round(ledger)
        self.placed = add_units(ledger, self.round_id, self._books(NAMES[: self._chance.randint(2, 5)], 6))
        for one in self.placed:
            self._goes_on(one)

    def _books(self, names: Sequence[str], most: int) -> list[tuple[UnitDraft, list[dict[str, Any]]]]:
        chance = self._chance
        return [
            (
                UnitDraft(
                    name, kind=chance.choice(("县直部门", "乡镇")), supervising_leader=f"副县长秦望{LEADERS[number]}"
                ),
                [self._finding(name, at) for at in range(chance.randint(1, most))],
            )
            for number, name in enumerate(names)
        ]

    def _finding(self, name: str, number: int) -> dict[str, Any]:
        chance = self._chance
        return {
            "text": f"{name}结余资金{number + 1}万元未清理", "category1": chance.choice(CATEGORIES),
            "first_due_on": chance.choice((LATE, ON_TIME, ON_TIME)), "amount_yuan": chance.choice((0, 10_000 * (number + 1))),
        }  # fmt: skip

    def _goes_on(self, one: Placed) -> None:
        """Some are reported done, some of these closed out."""
        for finding in one.findings:
            if self._chance.random() < 0.5:
                progress.claim(self.ledger, CLAIMANT, finding, "done", DAY, "已清理")
                if self._chance.random() < 0.6:
                    progress.close_out(self.ledger, EVERYONE, finding, DAY, no_evidence_faults, override_reason="会议")

    def caused(self) -> None:
        """Cause for each kind, for some of the units; what one kind's cause leaves no room for another has it already."""
        for recipe in self._chance.sample(RECIPES, len(RECIPES)):
            some = self._chance.sample(self.placed, self._chance.randint(1, len(self.placed)))
            try:
                causes.cause(self.ledger, recipe, self.round_id, some)
            except KnownError:
                continue

    def papers(self, recipe: Recipe) -> Iterator[Gathered]:
        """The papers of a kind that can be made on one day, their words only."""
        for request in causes.asked(recipe, self.round_id, self.placed):
            whom = recipe.sample().get("主送") if causes.is_of_the_round(recipe) and "主送" in request.given else None
            given = {**request.given, **({"主送": whom} if whom else {})}
            try:
                yield from making.gather(self.ledger.reader, replace(request, as_of=causes.AS_OF, given=given))
            except KnownError:
                continue
