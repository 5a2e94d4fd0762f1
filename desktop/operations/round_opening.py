"""A new round as one action: its name, its dates, the units that are inspected in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.store import Ledger
from desktop.operations.change import Changes, change
from desktop.operations.rounds import insert_round, place_unit
from desktop.operations.units import UnitDraft, put_unit, refuse_unsaid
from desktop.rules.permissions import Action, Actor


def open_round(
    ledger: Ledger, actor: Actor, name: str, fields: Mapping[str, Any], unit_ids: Sequence[int]
) -> tuple[int, Changes]:
    """Make a round with its timetable and put units into it."""
    with change(ledger, actor, Action.EDIT_ROUND, f"新建轮次 {name}，列入单位 {len(unit_ids)} 家") as changes:
        round_id = insert_round(changes, name, fields)
        for unit_id in unit_ids:
            place_unit(changes, round_id, unit_id)
    return round_id, changes


def enter_units(
    ledger: Ledger, actor: Actor, drafts: Sequence[UnitDraft], round_id: int | None, title: str, county: str = ""
) -> tuple[list[int], Changes]:
    """Enter units of a pasted or read register, and put them into a round where one is given."""
    refuse_unsaid(ledger.writing(), drafts, "")
    with change(ledger, actor, Action.EDIT_UNIT, title) as changes:
        made = [put_unit(changes, draft, county) for draft in drafts]
        if round_id is not None:
            for unit_id in made:
                place_unit(changes, round_id, unit_id)
    return made, changes
