"""列入约谈: the units that the clerk ticked in 应约谈 become planned talks in one action; and the office's line of the rate (page 17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.queries import books as queries
from db.queries.standing import EVER
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.talks import TALKS
from desktop.operations.change import Changes, change
from desktop.operations.office import put_setting
from desktop.operations.records import verbs
from desktop.operations.records.proposals import LINE_SETTING, Proposal
from desktop.rules.permissions import RECORD_ACTIONS, Action, Actor


def plan(ledger: Ledger, actor: Actor, proposals: Sequence[Proposal], common: Mapping[str, Any]) -> Changes:
    """Enter a planned talk for each proposal, with what is `common` to them (who talks to whom, where, when), as one action.

    KnownError where one of them was answered meanwhile, and where there is none.
    """
    if not proposals:
        raise KnownError("没有勾选还没谈的单位。请先在“应约谈”中勾选。", "nothing_due")
    reader = ledger.writing()
    register = books.book(reader, TALKS.name)
    talks = [one for one in queries.records(reader, register.shape, EVER) if one.state != "proposed"]
    talked_to = {(one.stored["unit"], one.stored["round"]) for one in talks}
    if done := [one.unit for one in proposals if (one.unit_id, one.round_id) in talked_to]:
        raise KnownError(f"{'、'.join(done)}已经登记约谈，不重复列入。", "nothing_due")
    with change(ledger, actor, RECORD_ACTIONS[register.add_right], f"列入约谈 {len(proposals)} 家") as changes:
        for one in proposals:
            verbs.insert(ledger, changes, register, verbs.Draft({**one.as_values(), **common}))
    return changes


def put_line(ledger: Ledger, actor: Actor, text: str) -> Changes:
    """Set the rate (per cent) under which a unit is proposed for a talk."""
    said = text.strip().removesuffix("%").removesuffix("％").strip()
    if not (said.isascii() and said.isdecimal() and 1 <= int(said) <= 100):
        raise KnownError(f"约谈线“{text.strip()}”不是 1 到 100 的整数。请写成如 60。", "not_a_number")
    with change(ledger, actor, Action.SETTLE_RECORD, f"约谈线改为 {int(said)}%") as changes:
        put_setting(changes, LINE_SETTING, str(int(said)))
    return changes
