"""Placing people into a team that is being made up, and taking them out again (registers.md §1)."""

from __future__ import annotations

from typing import Any

from db.queries import books as queries
from db.queries import naming
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds, people_of
from desktop.ledgers.teams import ROLES
from desktop.operations.change import Changes
from desktop.operations.records import verbs
from desktop.operations.records.words import PEOPLE, lookup
from desktop.rules.permissions import Actor

SEVERAL = frozenset({"deputies", "members"})
"""The roles that any number of people may have."""
MEMBER = "members"


def place(ledger: Ledger, actor: Actor, team: int, person: str, role: str = MEMBER) -> Changes:
    """Put somebody, by name or number of the pool, into a team that is not final yet; the rules of the book refuse as always."""
    record = _draft(ledger, team)
    name = str(lookup(ledger.writing())(Holds.PERSON, person.strip()) or person.strip())
    if not name:
        raise KnownError("没有写要编入的人。请填写姓名，或从人才库选。", "empty")
    _from_the_pool(ledger, name)
    there = next((word for one, word in ROLES.items() if name in people_of(str(record[one] or ""))), "")
    if there:
        raise KnownError(f"{name}已是{record['name']}的{there}。请先移出，再编为别的角色。", "there")
    if record[role] and role not in SEVERAL:
        raise KnownError(f"{record['name']}的{ROLES[role]}已是{record[role]}。请先移出，或编为成员。", "there")
    values = {role: "、".join((*people_of(str(record[role] or "")), name))}
    return verbs.edit(
        ledger, actor, books.book(ledger.writing(), "team"), [team], values, title=f"编入 {name}：{record['name']}"
    )


def take_out(ledger: Ledger, actor: Actor, team: int, person: str) -> Changes:
    """Take somebody out of a team that is not final yet, whatever the role."""
    record = _draft(ledger, team)
    name = str(lookup(ledger.writing())(Holds.PERSON, person.strip()) or person.strip())
    values: dict[str, Any] = {}
    for role in ROLES:
        people = people_of(str(record[role] or ""))
        if name in people:
            values[role] = "、".join(one for one in people if one != name)
    if not values:
        raise KnownError(f"{record['name']}里没有{name}。请核对姓名。", "missing")
    return verbs.edit(
        ledger, actor, books.book(ledger.writing(), "team"), [team], values, title=f"移出 {name}：{record['name']}"
    )


def role_named(word: str) -> str:
    """A role by its field or its word, 成员 where nothing is said; KnownError tells which there are."""
    found = next((one for one, title in ROLES.items() if word in (one, title)), MEMBER if not word else "")
    if not found:
        raise KnownError(f"没有“{word}”这个角色。可用：{'、'.join(ROLES.values())}。", "unknown_choice")
    return found


def _draft(ledger: Ledger, team: int) -> dict[str, Any]:
    record = verbs.stored(ledger.writing(), books.book(ledger.writing(), "team"), team)
    if record["state"] != "draft":
        raise KnownError(f"{record['name']}已定稿。要换人，请由有“审核”权限的人修改。", "wrong_state")
    return record


def _from_the_pool(ledger: Ledger, name: str) -> None:
    """Somebody who left the pool is not placed; one who never was in it is, and `check` tells it."""
    for one in naming.records_named(ledger.writing(), PEOPLE, name):
        state = queries.state_now(ledger.writing(), PEOPLE, one)
        if state != "in":
            word = books.as_declared(PEOPLE).state(state).word
            raise KnownError(f"不能编入：{name}现为“{word}”。请换人，或先重新入库。", "out_of_pool")
