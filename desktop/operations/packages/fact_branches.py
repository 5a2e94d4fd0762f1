"""Two copies told a dated fact differently (kind and county leader of a unit, county leader of a finding): a side is taken as a whole.

The column is what the last event of the fact says, so the events decide: what the others entered without knowing of the side is taken
back, what they took back of what it knew to stand is entered again. So every day reads as on the copy that said it. What the side itself
entered is entered anew: who takes another side at the same time, on another copy, does not take that back, and a value stands meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.merge.state import Conflict, Node, known_to
from db.queries import facts, record_history
from db.queries import units as unit_queries
from db.reader import Reader
from db.store import Ledger
from desktop.ledgers.stored_words import column_word
from desktop.operations import dated_facts
from desktop.operations.change import Changes, change
from desktop.operations.packages import conflicts
from desktop.operations.packages.branches import STEPS, Deeds
from desktop.operations.records import record_events
from desktop.rules.permissions import Action, Actor, require

_RIGHTS = {"unit": Action.EDIT_UNIT, "finding": Action.EDIT_FINDING}


def deed_for(deeds: Deeds, conflict: Conflict, row: int, side: int, reason: str) -> Callable[[Ledger, Actor], Changes]:
    """What makes a dated fact of a row read as one side says, the one shown too."""
    table, _uid, name = conflict.key
    branch = _Branch(deeds, conflict, row, side)
    wanted = str(conflict.sides[side].value or "")

    def deed(ledger: Ledger, actor: Actor) -> Changes:
        reader = ledger.writing()
        require(actor, _RIGHTS[table])
        title = f"定下冲突 {_whose(reader, table, row, ledger.today())} {column_word(table, name)}：{wanted or '空'}"
        gone, again, anew = branch.gone(), branch.again(), branch.anew()
        with change(ledger, actor, Action.SETTLE_CONFLICT, title, reason=reason) as changes:
            conflicts.close_of(changes.writer, conflict.key, changes.action_id)
            for event in (*gone, *(event for event, _said in anew)):
                record_events.retract(changes, event, reason)
            for event in again:
                record_events.enter_again(changes, event)
            for _event, said in anew:
                told = (str(said[column]) for column in ("state", "effective_on", "reason", "was"))
                record_events.enter(changes, table, row, name, *told)
            dated_facts.follow(changes, table, row)
            # where no event says it (it was said before there were any) the fact is told anew
            dated_facts.put(changes, table, row, {name: wanted}, corrects=True, reason=reason)
        return changes

    return deed


def _whose(reader: Reader, table: str, row: int, today: str) -> str:
    return facts.number(reader, row) if table == "finding" else unit_queries.name_on(reader, row, today)


class _Branch:
    """The events of a fact beside a side, by the nodes that entered or took them back."""

    def __init__(self, deeds: Deeds, conflict: Conflict, row: int, side: int) -> None:
        self._deeds, self._reader = deeds, deeds.reader
        table, _uid, name = conflict.key
        self._fact = table, row, name
        wanted = conflict.sides[side]
        writes = {node.uid: write for node in deeds.own.nodes for write in node.writes if write.key == conflict.key}
        seen = {uid: write.seen for uid, write in writes.items()}
        stay = known_to(seen, wanted.node)
        beside = {uid for each in conflict.sides if each.node != wanted.node for uid in known_to(seen, each.node)}
        self._stay = [deeds.nodes[uid] for uid in stay if uid in deeds.nodes and uid not in deeds.undone]
        self._own: list[Node] = [deeds.nodes[uid] for uid in stay - beside if uid not in deeds.undone]
        others = (
            uid for uid, write in writes.items() if uid not in stay and (write.value or "") != (wanted.value or "")
        )
        self._others: list[Node] = [deeds.nodes[uid] for uid in others if uid not in deeds.undone]

    def gone(self) -> list[int]:
        """The standing events that the others entered, also where undoing entered them again."""
        made = (event for node in self._others for event in self._deeds.made(node, STEPS))
        return list(dict.fromkeys(one for event in made for one in self._standing(event)))

    def anew(self) -> list[tuple[int, dict[str, Any]]]:
        """The standing events that nobody but the side knew, in the order of their days, with what they say."""
        made = (event for node in self._own for event in self._deeds.made(node, STEPS))
        found = {one: record_history.event_fields(self._reader, one) for event in made for one in self._standing(event)}
        return sorted(found.items(), key=lambda pair: (pair[1]["effective_on"], pair[1]["place"]))

    def again(self) -> list[int]:
        """What the others took back of what the side knew to stand; what stands again since is left (`enter_again`)."""
        made = {event for node in self._others for event in self._deeds.made(node, STEPS)}
        left_out = made | {event for node in self._stay for event in self._deeds.taken_by(node, STEPS)}
        taken = (event for node in self._others for event in self._deeds.taken_by(node, STEPS))
        return [event for event in dict.fromkeys(taken) if event not in left_out and self._is_here(event)]

    def _standing(self, event: int) -> tuple[int, ...]:
        return record_history.standing_copies(self._reader, event) if self._is_here(event) else ()

    def _is_here(self, event: int) -> bool:
        said = record_history.event_fields(self._reader, event)
        return (said["register"], said["record_id"], said["step"]) == self._fact
