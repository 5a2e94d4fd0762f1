"""接收: a package of another copy is looked at, or entered as one action (ledger.md §3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.store import Ledger
from desktop.operations.change import Changes, Former, change
from desktop.operations.packages.entering import Entering
from desktop.operations.packages.plan import Plan, plan
from desktop.rules.permissions import Action, Actor, require


@dataclass(frozen=True)
class Sender:
    """Who sent a package, and the sum of its file."""

    name: str
    sha256: str


def look(ledger: Ledger, content: Mapping[str, Any]) -> Plan:
    """What receiving would do; nothing is written. Raises NotReceived."""
    return plan(ledger.writer or ledger.reader, content, _now(ledger))


def receive(ledger: Ledger, actor: Actor, content: Mapping[str, Any], sender: Sender) -> tuple[Plan, Changes | None]:
    """Enter what is new, all of it or nothing; a package that brings nothing new enters nothing. It cannot be undone."""
    require(actor, Action.RECEIVE)
    found = look(ledger, content)
    if not found.new:
        return found, None
    title = f"接收 {sender.name} 的数据包：{len(found.new)} 项登记，{len(found.new_conflicts)} 处冲突"
    until = max(node.at for node in found.new)
    with change(ledger, actor, Action.RECEIVE, title, former=Former(0, until)) as changes:
        Entering(changes, found).carry_out(sender.name, sender.sha256)
    return found, changes


def _now(ledger: Ledger) -> datetime:
    return (ledger.stamp or ledger.clock)()
