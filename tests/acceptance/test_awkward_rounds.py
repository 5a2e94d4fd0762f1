"""Rounds at their edges (all closed, none closed, none reported, one unit, ties, 227 units, 187 villages): every kind that has
cause is issued and printed without a fault of form (landing 4; P-2, P-13, P-16)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from desktop.documents.recipes import recipe_of
from desktop.errors import KnownError
from desktop.operations import events
from desktop.operations.change import change
from desktop.operations.events import Event
from desktop.operations.papers.addressing import addressee_word
from desktop.operations.papers.issuing import Made
from desktop.operations.papers.workshop import Workshop
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Action
from tests.acceptance.offices import KINDS, REPORT, add_round, add_units, ask, issue, open_office
from tests.acceptance.paper_form import failures, rendered
from tests.builders import EVERYONE
from tests.causes import COMMITTEE, Placed

TEXT = "老旧小区改造结余资金96.5万元未清理，抽查凭证30份，有6份没有来函"
CATEGORIES = ("落实党的路线方针政策情况", "整治群众身边腐败问题情况", "基层党组织建设情况", "落实巡察整改情况")
STREETS = "云溪石桥柳坪双河青山白沙高岭古渡新店长塘"
SHOWN = 6
"""So many of a batch of alike letters are printed; the structure is looked at in all."""


@dataclass(frozen=True)
class Round:
    """How many units of which kind, how many findings each, and how many of them are reported and closed, by the unit's place."""

    units: int
    findings: Callable[[int], int]
    closed: Callable[[int, int], int]
    reported: Callable[[int, int], int]
    kind: str = "县直部门"


def _none(_unit: int, _count: int) -> int:
    return 0


def _all(_unit: int, count: int) -> int:
    return count


def _half(_unit: int, count: int) -> int:
    return count // 2


ROUNDS = {
    "everything done": Round(5, lambda unit: 2 + unit, _all, _all),
    "nothing done": Round(5, lambda unit: 2 + unit, _none, _half),
    "nothing reported": Round(5, lambda unit: 2 + unit, _none, _none),
    "one unit": Round(1, lambda _unit: 7, _half, _half),
    "ties": Round(12, lambda _unit: 4, lambda unit, _count: (1, 3, 4)[unit % 3], lambda unit, _count: (1, 3, 4)[unit % 3]),
    "227 units": Round(227, lambda unit: 1 + unit % 5, lambda unit, count: (unit * 3) % (count + 1), _half),
    "187 villages": Round(187, lambda unit: 1 + unit % 3, lambda unit, count: unit % (count + 1), _half, "村（社区）"),
}  # fmt: skip
CASES = [(kind, name) for name in ROUNDS for kind in KINDS]


def name_of(unit: int, kind: str) -> str:
    first, second = STREETS[unit % 20], STREETS[(unit // 20 * 7 + unit) % 20]
    return f"{first}{second}{unit}村党支部" if kind.startswith("村") else f"县{first}{second}第{unit}局党组"


def filled(ledger: Any, one: Round) -> tuple[int, list[Placed]]:
    """The round with its units, findings and what became of them."""
    round_id = add_round(ledger)
    books = [
        (
            UnitDraft(name_of(unit, one.kind), kind=one.kind, supervising_leader="秦望舒"),
            [{"text": f"{TEXT}（第{n}项）", "category1": CATEGORIES[n % 4]} for n in range(one.findings(unit))],
        )
        for unit in range(one.units)
    ]
    placed = add_units(ledger, round_id, books)
    with change(ledger, EVERYONE, Action.IMPORT, "登记进展") as changes:
        for unit, own in enumerate(placed):
            count = len(own.findings)
            for finding in own.findings[: max(one.reported(unit, count), one.closed(unit, count))]:
                events.enter(changes, Event(finding, "claim", "2026-06-10", claim_state="done"))
            for finding in own.findings[: one.closed(unit, count)]:
                events.enter(changes, Event(finding, "verify", "2026-07-01", verdict_state="done"))
    return round_id, placed


def papers(ledger: Any, kind: str, round_id: int, placed: list[Placed], folder: Any) -> list[Made]:
    """The papers of a kind that the round gives cause for."""
    workshop = Workshop(ledger)
    if kind == REPORT:
        return issue(ledger, workshop, ask(kind, round_id, 主送=COMMITTEE), folder)
    if not recipe_of(kind).rows.chosen:
        return issue(ledger, workshop, ask(kind, round_id), folder)
    own = {addressee_word(recipe_of(kind)): placed[-1].name, "问题编号": list(placed[-1].numbers)}
    return issue(ledger, workshop, ask(kind, round_id, **own), folder)


@pytest.mark.acceptance
@pytest.mark.rendering
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{kind}-{name}" for kind, name in CASES])
def test_a_round_at_its_edge_prints_without_a_fault_p2_p13_p16(kind, name, ledger, clock, tmp_path):
    open_office(ledger, clock)
    round_id, placed = filled(ledger, ROUNDS[name])
    if kind == "supervision_letter" and name == "everything done":
        with pytest.raises(KnownError, match=recipe_of(kind).no_cause):
            papers(ledger, kind, round_id, placed, tmp_path)
        return

    made = papers(ledger, kind, round_id, placed, tmp_path)

    assert [fault for one in made for fault in failures(one.path, kind)] == []
    shown = made[:: max(1, len(made) // SHOWN)]
    pdfs = rendered([one.path for one in shown], tmp_path / "pdf")
    assert [fault for one in shown for fault in failures(one.path, kind, pdfs[one.path])] == []
