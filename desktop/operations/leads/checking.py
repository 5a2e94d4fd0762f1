"""体检 of the room: its file, keys, log, chain and rows as those of every ledger, the rules of its book, and that every name opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.leads import LEADS
from desktop.operations import maintenance
from desktop.operations.leads import book
from desktop.operations.leads.room import Room
from desktop.operations.maintenance import WARNING, Health, Problem
from desktop.operations.records.values import broken_rules, refuses

SOUND = "线索台账完好：数据、操作日志、规则和姓名都核对过。"
"""Without a count: the window says it in its status bar, outside the room."""


def check(room: Room) -> Health:
    """Everything that the room can prove about itself, told inside it only; backups carry it unopened, so they are no witness."""
    return maintenance.check(room.ledger, rules=lambda _own: _of_leads(room))


def told(health: Health) -> list[str]:
    """The outcome in sentences, as window and command line say it."""
    if not health.problems:
        return [SOUND]
    return [f"{one.where}：{one.message}" for one in health.problems]


def _of_leads(room: Room) -> Iterable[Problem]:
    ledger = room.ledger
    for record in book.leads(room):
        yield from _of_rules(ledger, record.number, {**record.stored, "id": record.id, "state": record.state})
        try:
            book.names_of(room, record)
        except KnownError as error:
            yield Problem("sealed", f"线索 {record.number}", f"{record.number}：{error}")


def _of_rules(ledger: Ledger, number: str, said: dict[str, object]) -> Iterator[Problem]:
    for fault in broken_rules(LEADS, said, ledger.today(), ledger.newest):
        kind = "rule" if refuses(LEADS, fault.kind) else WARNING
        yield Problem(kind, f"线索 {number}", f"{number}：{fault.text}")
