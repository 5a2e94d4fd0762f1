"""督促科室对照表: which desk of the organisation department, and who there, follows the units of a kind (page 15)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from db.queries import units as unit_queries
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.organisation_duties import ORGANISATION_DUTIES
from desktop.operations.change import Changes, change
from desktop.operations.office import put_setting
from desktop.rules.permissions import RECORD_ACTIONS, Actor

SETTING = "duty_desks"


@dataclass(frozen=True)
class DutyDesk:
    """A desk with the person there; both are '' where nobody is named for a kind of unit."""

    desk: str = ""
    person: str = ""


def duty_desks(reader: Reader) -> dict[str, DutyDesk]:
    """Kind of unit → its desk, as the office has set them."""
    kept: dict[str, list[str]] = json.loads(setting(reader, SETTING) or "{}")
    return {kind: DutyDesk(*pair) for kind, pair in kept.items()}


def desks_of_units(reader: Reader, as_of: str, known_at: str | None = None) -> dict[int, DutyDesk]:
    """Unit → the desk that follows it by its kind of the day; a unit whose kind has none is left out."""
    desks = duty_desks(reader)
    units = unit_queries.units(reader, as_of, known_at) if desks else ()
    return {one.id: desks[one.kind] for one in units if one.kind in desks}


def kinds_asked(reader: Reader, as_of: str) -> dict[str, DutyDesk]:
    """Every kind of unit in the register with its desk, and kinds that are set though no unit bears them now."""
    desks = duty_desks(reader)
    kinds = dict.fromkeys(one.kind for one in unit_queries.units(reader, as_of) if one.kind)
    return {kind: desks.get(kind, DutyDesk()) for kind in (*kinds, *(one for one in desks if one not in kinds))}


def put_desks(ledger: Ledger, actor: Actor, given: Mapping[str, DutyDesk]) -> Changes:
    """Set the desks of some kinds; those of the others stay, one without a desk is taken out. Records keep what they hold.

    KnownError names every kind that has a person and no desk.
    """
    named = {kind: DutyDesk(one.desk.strip(), one.person.strip()) for kind, one in given.items()}
    if bare := [kind for kind, one in named.items() if one.person and not one.desk]:
        raise KnownError(f"{'、'.join(bare)}写了责任人，没有写督促科室。请补写科室，或把责任人也清空。", "no_desk")
    with change(ledger, actor, RECORD_ACTIONS[ORGANISATION_DUTIES.add_right], "修改督促科室对照表") as changes:
        now = {**duty_desks(ledger.writing()), **named}
        kept = {kind: [one.desk, one.person] for kind, one in now.items() if one.desk}
        put_setting(changes, SETTING, json.dumps(kept, ensure_ascii=False))
    return changes
