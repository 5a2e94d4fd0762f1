"""What a book does beside its own record: defaults that the ledger knows, and deeds on findings that a step carries out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.queries import book_facts, facts
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register, Step
from desktop.operations import events
from desktop.operations.change import Changes

Follow = Callable[[Ledger, Changes, Mapping[str, Any], str], None]


def filled(reader: Reader, register: Register, values: dict[str, Any], today: str) -> dict[str, Any]:
    """The values with what follows from them where nothing was given: the round, an extension's present due date and source."""
    field = register.field("round")
    if field is not None and field.holds is Holds.ROUND and not values.get("round"):
        findings = [finding for link in register.links for finding in _several(values.get(link.name))]
        values["round"] = book_facts.round_of(
            reader, findings, values.get("unit"), values.get(register.own_date) or today
        )
    if register.name == "extension":
        values = {"source": "window", "applied_by": ""} | values
        values["first_due"] = facts.lanes(reader, values["finding"], today).due_on if values.get("finding") else None
    return values


def may_edit(register: Register, record: Mapping[str, Any]) -> None:
    """A decided application stays as it was decided."""
    if register.name == "extension" and record["state"] != register.first_state:
        raise KnownError(f"{record['number']} 已办结，不能再改。批错了的请撤销，或另行申请。", "wrong_state")


def follow(
    ledger: Ledger, changes: Changes, register: Register, step: Step, record: Mapping[str, Any], on: str
) -> None:
    """The deeds that a step carries out in the same action."""
    deed = _FOLLOWS.get((register.name, step.name))
    if deed is not None:
        deed(ledger, changes, record, on)


def _grant(_ledger: Ledger, changes: Changes, record: Mapping[str, Any], on: str) -> None:
    finding_id = int(record["finding"])
    present = facts.lanes(changes.writer, finding_id, on).due_on
    number = facts.number(changes.writer, finding_id)
    if present and record["due_on"] <= present:
        raise KnownError(
            f"{number} 延期：新期限 {record['due_on']} 不晚于现定时限 {present}。请改成更晚的日期。", "not_later"
        )
    moved = events.Event(
        finding_id, "extend", on, due_on=record["due_on"], reason=record["reason"], approver=record["approver"]
    )
    events.enter(changes, moved)


def _several(value: Any) -> tuple[int, ...]:
    return tuple(value) if isinstance(value, tuple) else (value,) if value else ()


_FOLLOWS: dict[tuple[str, str], Follow] = {("extension", "grant"): _grant}
