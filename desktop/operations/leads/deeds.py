"""The deeds on a lead by the names that scripts and the command line use: add, edit, the book's steps, remove, and `show` for its names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.queries import register as rounds
from db.queries import rounds as round_queries
from desktop.errors import KnownError
from desktop.ledgers.leads import LEADS, NAMES
from desktop.ledgers.register import Step
from desktop.operations.leads import book
from desktop.operations.leads.room import Room
from desktop.operations.records.values import read_values
from desktop.operations.records.words import day, lookup

SHOW = "show"


@dataclass(frozen=True)
class Done:
    """The lead that a deed made or moved, its state, and for `show` alone the names."""

    number: str
    state: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Asked:
    """What a deed is asked: the lead it is about, values by field as typed, its day and its reason."""

    number: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    on: str = ""
    reason: str = ""


def deeds() -> dict[str, str]:
    """Every deed with its title."""
    steps = {step.name: step.title for step in LEADS.steps}
    return {"add": LEADS.add_title, "edit": "修改线索", **steps, "remove": "移入回收站", SHOW: "显示姓名"}


def carry_out(room: Room, verb: str, asked: Asked) -> Done:
    """Do one deed. Raises KnownError where a field, a day or the deed itself is not known, or a rule refuses."""
    if verb == SHOW:
        return Done(asked.number, shown=book.look(room, asked.number, asked.reason))
    return _DEEDS.get(verb, _step)(room, verb, _read(room, asked))


def _read(room: Room, asked: Asked) -> Asked:
    """The values as they are stored; a round is one of the ledger's, under its name there."""
    values = read_values(LEADS, asked.values, lookup(room.ledger.newest))
    if values.get("round"):
        found = rounds.round_id(room.office.newest, values["round"])
        named = None if found is None else round_queries.round_by_id(room.office.newest, found)
        if named is None:
            raise KnownError(f"没有轮次“{values['round']}”。请核对名称或编号。", "unknown_word")
        values["round"] = named.name
    on = day(asked.on) if asked.on else ""
    if on is None:
        raise KnownError(f"“{asked.on}”不是日期。请改成如 2026-06-18 的日期。", "not_a_date")
    return Asked(asked.number, values, on, asked.reason)


def _add(room: Room, _verb: str, asked: Asked) -> Done:
    made = book.enter(room, asked.values, on=asked.on)
    return Done(made.number, made.state)


def _edit(room: Room, _verb: str, asked: Asked) -> Done:
    book.edit(room, asked.number, asked.values, reason=asked.reason)
    return Done(asked.number, book.lead(room, asked.number).state)


def _remove(room: Room, _verb: str, asked: Asked) -> Done:
    book.remove(room, asked.number, asked.reason)
    return Done(asked.number)


def _step(room: Room, verb: str, asked: Asked) -> Done:
    step: Step | None = LEADS.step(verb)
    if step is None:
        raise KnownError(f"线索没有“{verb}”这一步。可用：{'、'.join(deeds())}。", "unknown_step")
    if NAMES in asked.values:
        raise KnownError("姓名在登记或修改线索时填写，不随办理步骤填写。请用 edit。", "not_plain")
    made = book.take(room, asked.number, step, asked.values, on=asked.on, reason=asked.reason)
    return Done(made.number, made.state)


_DEEDS: dict[str, Callable[[Room, str, Asked], Done]] = {"add": _add, "edit": _edit, "remove": _remove}
