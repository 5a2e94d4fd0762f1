"""What another copy registered in a lane or of an attribute without knowing of the side that is taken: that is taken back.

A deed goes as a whole: 移交, 重新打开 and their like set both lanes and every measure, so all that it entered on the finding is taken
back, with the findings that only it made (the parts of a 拆分, what findings were merged into) and the step that a check took by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from db.merge.nodes import Known
from db.merge.state import Conflict, Node, known_to, seen_of, undone_nodes
from db.merge.travel import EVENT, LANES, MAKERS, REMOVED, STEP, Travelling
from db.merge.travel import EVENTS as TAKEN_BACK_BY
from db.queries import facts, history, record_history
from db.queries.standing import ATTRIBUTES
from db.reader import Reader
from db.store import Ledger
from desktop.ledgers import books
from desktop.operations import events, toggling
from desktop.operations.change import Changes, change
from desktop.operations.correcting import CORRECTED_KINDS
from desktop.operations.packages.conflicts import row_of
from desktop.operations.progress import RETURNED
from desktop.operations.records import record_events
from desktop.rules.permissions import RECORD_ACTIONS, Action, Actor, require

EVENTS, STEPS = EVENT, STEP
_COLUMNS = {lane: column for column, lane in LANES.items()}
_ALONE = frozenset({*CORRECTED_KINDS, "set"})
"""Kinds of which every registration stands for itself."""
ENTRY = "give"
"""The entry of a finding: without it there is none, so it is never taken back here."""


@dataclass(frozen=True)
class TakenBack:
    """Registrations of findings and steps of records that are taken back, registrations that stand again, findings that go to the bin,
    notes that stay under another state, and rows that say again what they said before the steps."""

    events: tuple[int, ...]
    again: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()
    steps_again: tuple[int, ...] = ()
    findings: tuple[int, ...] = ()
    notes: tuple[tuple[int, str], ...] = ()
    rows: tuple[tuple[str, int, Mapping[str, Any]], ...] = ()
    number: str = ""
    """That of the record whose steps they are."""


@dataclass(frozen=True)
class Lost:
    """A registration that a side holds, taken back by nodes that knew nothing of that."""

    event: int
    takers: tuple[Node, ...]


def is_lane(table: str, name: str) -> bool:
    """Whether a field says what registrations of a finding make of it."""
    return name in _COLUMNS or (table == "finding" and name in ATTRIBUTES)


class Deeds:
    """The registrations that a copy knows, by the deeds that entered them."""

    def __init__(self, reader: Reader, own: Known) -> None:
        self.reader, self.own, self.ids, self.travel = reader, own, own.ids, Travelling(reader)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by its uid."""
        return {node.uid: node for node in self.own.nodes}

    @cached_property
    def undone(self) -> frozenset[str]:
        """The nodes of settlings that were taken back."""
        return undone_nodes(self.own.nodes)

    @cached_property
    def entered_by(self) -> dict[str, Node]:
        """The node that entered a registration, by the uid of the event."""
        return {uid: node for node in self.own.nodes for table, uid in node.made if table == EVENTS}

    def made(self, node: Node | None, table: str) -> list[int]:
        """The rows of a table that a node entered, by their ids here."""
        found = () if node is None else (self.ids.get(row, 0) for row in node.made if row[0] == table)
        return [row for row in found if row]

    def event(self, uid: object) -> int:
        """The id here of an event, 0 where there is none."""
        return row_of(self.ids, EVENTS, str(uid)) if uid else 0

    def now(self, table: str, event: int) -> int:
        """What undoing entered again in the place of an event, where that stands in its stead."""
        read = history if table == EVENTS else record_history
        return next(iter(read.standing_copies(self.reader, event)), event) if event else 0

    def other_branch(self, conflict: Conflict, row: int, side: int) -> TakenBack | None:
        """What is taken back so that a side holds, and what comes back because the others had only taken it back; None where no registration
        says it, or where the other one is the finding's entry."""
        branch = _Branch(self, conflict, row)
        lost = branch.lost(side)
        wanted = [lost.event] if lost else branch.of(side)
        gone = branch.against(side, wanted)
        again = branch.taken_away(side, wanted)
        if not (gone or again or lost) or not (wanted or branch.says_nothing(side)):
            return None
        back = self.whole(gone)
        if back is None or lost is None:
            return None if back is None else replace(back, again=tuple(again))
        came = self.came_back(lost)
        return replace(came, events=back.events, again=(*came.again, *again), steps=back.steps, findings=back.findings)

    def is_lost(self, conflict: Conflict, row: int, side: int) -> bool:
        """Whether what a side holds was taken back by who knew nothing of its settling, so that to hold it is to bring it back."""
        return is_lane(conflict.key[0], conflict.key[2]) and _Branch(self, conflict, row).lost(side) is not None

    def came_back(self, lost: Lost) -> TakenBack:
        """A registration that was taken back with all that went with its deed: it comes back as it went."""
        entered = [self._node_of(event) for event in {lost.event, history.first_of(self.reader, lost.event)}]
        put_away = {
            write.key[:2] for taker in lost.takers for write in taker.writes if write.key[2] == REMOVED and write.value
        }
        made = dict.fromkeys(row for node in entered if node is not None for row in node.made)
        gone = [self.ids[row] for row in made if row in put_away and row[0] == "finding" and row in self.ids]
        away = [finding for finding in gone if facts.is_removed(self.reader, finding)]
        events_ = (
            event
            for taker in lost.takers
            for event in self.taken_by(taker, EVENTS)
            if (EVENTS, self.own.uids.get((EVENTS, event), "")) in made
            or history.event_fields(self.reader, event)["finding_id"] in away
        )
        steps = (
            step
            for taker in lost.takers
            for step in self.taken_by(taker, STEPS)
            if (STEPS, self.own.uids.get((STEPS, step), "")) in made
        )
        again = dict.fromkeys(event for event in events_ if not self.standing([event]))
        back = tuple(("finding", finding, {REMOVED: None}) for finding in away)
        return TakenBack((), tuple(again), steps_again=tuple(dict.fromkeys(steps)), rows=back)

    def taken_by(self, node: Node, table: str) -> list[int]:
        """The registrations, or steps of records, that a node took back, by their ids here."""
        found = (
            row_of(self.ids, table, str(write.value))
            for write in node.writes
            if write.key[0] == TAKEN_BACK_BY[table] and write.key[2] == "event_id"
        )
        return [event for event in found if event]

    def whole(self, gone: Iterable[int]) -> TakenBack | None:
        """Registrations with all that their deeds entered; None where one of them is the entry of its finding."""
        found, steps, makers = dict.fromkeys(gone), [], []
        for event in tuple(found):
            told = history.event_fields(self.reader, event)
            if told["kind"] == ENTRY:
                return None
            if told["kind"] in _ALONE:
                found |= dict.fromkeys(self._returned(event, told))
                continue
            node = self._node_of(event)
            found |= dict.fromkeys(one for one in self.standing(self.made(node, EVENTS)) if self._is_same(one, told))
            steps += [one for one in self.made(node, STEPS) if self._is_step(one, told["kind"])]
            makers += [self._node_of(history.first_of(self.reader, event))] if told["kind"] in MAKERS else []
        left = (one for node in makers if not self._still_leaves(node, found) for one in self.made(node, "finding"))
        living = dict.fromkeys(one for one in left if not facts.is_removed(self.reader, one))
        return TakenBack(tuple(found), steps=tuple(dict.fromkeys(steps)), findings=tuple(living))

    def _returned(self, event: int, told: dict[str, Any]) -> list[int]:
        """The 退回 that 不予认定 entered beside its verdict: the unit's word counts again without it."""
        if not told["refused"]:
            return []
        entered = self.standing(self.made(self._node_of(event), EVENTS))
        return [one for one in entered if self._is_return(one, told["finding_id"])]

    def _is_return(self, event: int, finding: int) -> bool:
        told = history.event_fields(self.reader, event)
        return (told["finding_id"], told["kind"], told["reason"]) == (finding, "claim", RETURNED)

    def _node_of(self, event: int) -> Node | None:
        return self.entered_by.get(self.own.uids.get((EVENTS, event), ""))

    def standing(self, events_: Iterable[int]) -> list[int]:
        """Those of the registrations that stand, also where undoing entered them again."""
        return list(dict.fromkeys(one for event in events_ for one in history.standing_copies(self.reader, event)))

    def _is_same(self, event: int, told: dict[str, Any]) -> bool:
        other = history.event_fields(self.reader, event)
        return all(other[name] == told[name] for name in ("finding_id", "kind"))

    def _is_step(self, step: int, kind: str) -> bool:
        told = record_history.event_fields(self.reader, step)["step"]
        return told == kind and not record_history.is_retracted(self.reader, step)

    def _still_leaves(self, node: Node | None, gone: Iterable[int]) -> bool:
        """Whether another registration of the deed that made findings still stands, also where undoing entered it again."""
        back = set(gone)
        copies = (copy for event in self.made(node, EVENTS) for copy in history.standing_copies(self.reader, event))
        return any(one not in back and history.event_fields(self.reader, one)["kind"] in MAKERS for one in copies)


def take_back(ledger: Ledger, actor: Actor, what: TakenBack, reason: str) -> Changes:
    """One step, undone as such; each registration and step that goes or comes back needs its own right, a close-out that comes back passes the gate."""
    reader = ledger.writing()
    every = [history.event_fields(reader, event) for event in (*what.events, *what.again)]
    for event in every:
        require(actor, events.action_of(event))
    for step in (*what.steps, *what.steps_again):
        _require_step(reader, actor, record_history.event_fields(reader, step))
    told = dict.fromkeys(facts.number(reader, int(event["finding_id"])) for event in every)
    numbers = what.number or "、".join(told)
    count = len(what.events) + len(what.steps)
    said = f"撤回 {count} 条登记" if count else f"恢复 {len(what.again) + len(what.steps_again)} 条登记"
    with change(
        ledger, actor, Action.CORRECT, f"更正 {numbers}：{said}".replace(" ：", "："), reason=reason
    ) as changes:
        events.retract(changes, what.events, reason)
        for step in what.steps:
            record_events.retract(changes, step, reason)
        for finding in what.findings:
            events.retract(changes, history.standing_event_ids(changes.writer, finding), reason)
            changes.writer.update("finding", finding, {"removed_in": changes.action_id})
        for registration in what.again:
            events.enter_again(changes, registration)
        for step in what.steps_again:
            record_events.enter_again(changes, step, record_history.event_fields(reader, step)["effective_on"])
        for note, state in what.notes:
            record_events.retract(changes, note, reason)
            record_events.enter_again(changes, note, state=state)
        for table, row, fields in what.rows:
            _say_again(changes, table, row, fields, reason)
        toggling.check(ledger, actor, changes, changes.action_id)
    return changes


def _say_again(changes: Changes, table: str, row: int, fields: Mapping[str, Any], reason: str) -> None:
    now = history.fields_of(changes.writer, table, row)
    for name, value in fields.items():
        told = changes.action_id if name == REMOVED and value else value
        if told != now[name] and not (name == REMOVED and told and now[name]):
            toggling.write(changes, table, row, {name: told}, now[name], reason)


def _require_step(reader: Reader, actor: Actor, said: dict[str, Any]) -> None:
    """The right that the book asks for a step; what is no step of its own (a dated fact) is judged by its field (field_rights)."""
    step = books.book(reader, said["register"]).step(said["step"])
    if step is not None:
        require(actor, Action.SEAL_RECORD if step.final else RECORD_ACTIONS[step.right])


class _Branch:
    """The registrations behind a conflict: which write of its field entered which, and what that had seen."""

    def __init__(self, deeds: Deeds, conflict: Conflict, row: int) -> None:
        self._deeds, self._reader, self._conflict = deeds, deeds.reader, conflict
        table, _uid, self._name = conflict.key
        self._measure = row if table == "measure" else None
        self._finding = facts.finding_of_measure(self._reader, row) if table == "measure" else row
        self._seen = seen_of(deeds.own.nodes, conflict.key)

    def of(self, side: int) -> list[int]:
        """What stands by which a side says what it says: of a lane the registration that it names, else what its node registered here."""
        told = self._conflict.sides[side]
        if self._name in _COLUMNS:
            return self._deeds.standing([self._deeds.event(told.value[2])] if told.value[2] else [])
        return self._held(told.node)

    def lost(self, side: int) -> Lost | None:
        """What a side holds and does not stand, because others took it back who did not know that it was to hold; None where it stands."""
        event = self._meant(side)
        if not event or self._deeds.standing([event]):
            return None
        unseen = [self._deeds.nodes[node] for node in self._unseen(side)]
        takers = tuple(node for node in unseen if event in self._deeds.taken_by(node, EVENTS))
        return Lost(event, takers) if takers else None

    def _meant(self, side: int) -> int:
        """The registration by which a side says what it says, whether it stands or not; 0 where there is none."""
        told = self._conflict.sides[side]
        if self._name in _COLUMNS:
            return self._deeds.event(told.value[2])
        known = self._known(side)
        entered = self._entered(told.node) or [event for node in known for event in self._entered(node)]
        knew = [self._deeds.nodes[node] for node in known if node in self._deeds.nodes]
        held = [event for event in entered if not any(event in self._deeds.taken_by(node, EVENTS) for node in knew)]
        return max(held, key=self._instant, default=0)

    def says_nothing(self, side: int) -> bool:
        """Whether a copy took back all that its lane had said."""
        return self._name in _COLUMNS and not self._conflict.sides[side].value[2]

    def _held(self, node: str) -> list[int]:
        """What a node registered here; one that registered nothing holds what stands last of what it had seen."""
        if own := self._entered(node):
            return self._deeds.standing(own)
        held = self._deeds.standing(event for one in known_to(self._seen, node) for event in self._entered(one))
        return [max(held, key=self._instant)] if held else []

    def _entered(self, node: str) -> list[int]:
        return [event for event in self._deeds.made(self._deeds.nodes.get(node), EVENTS) if self._is_here(event)]

    def against(self, side: int, wanted: list[int]) -> list[int]:
        """What the other sides say beyond what the wanted one knew, and what of their branches would stand before it."""
        others = [
            event for place in range(len(self._conflict.sides)) if place != side for event in self._against_of(place)
        ]
        last = max((self._instant(event) for event in wanted), default=("", 0))
        known = {event for node in self._known(side) for event in self._deeds.standing(self._entered(node))}
        unseen = [event for node in self._unseen(side) for event in self._deeds.standing(self._entered(node))]
        found = dict.fromkeys(
            [
                *(event for event in others if event not in known or self._instant(event) > last),
                *(event for event in unseen if self._instant(event) > last),
            ]
        )
        return [event for event in found if event not in wanted]

    def _against_of(self, place: int) -> list[int]:
        """Every registration of a node that says another side, not only the one that it names."""
        return list(dict.fromkeys([*self.of(place), *self._held(self._conflict.sides[place].node)]))

    def taken_away(self, side: int, wanted: list[int]) -> list[int]:
        """What the other sides took back of what the wanted one knew to stand, and entered nothing else for; all before it by its day."""
        last = max((self._instant(event) for event in wanted), default=("", 0))
        known = {event for node in self._known(side) for event in self._entered(node)}
        found = [
            event
            for node in self._unseen(side)
            if not self._entered(node)
            for event in self._deeds.taken_by(self._deeds.nodes[node], EVENTS)
        ]
        return [
            event
            for event in found
            if event in known and self._instant(event) < last and not self._deeds.standing([event])
        ]

    def _known(self, side: int) -> set[str]:
        return known_to(self._seen, self._conflict.sides[side].node)

    def _unseen(self, side: int) -> list[str]:
        known = self._known(side)
        return [node for node in self._seen if node not in known and node not in self._deeds.undone]

    def _is_here(self, event: int) -> bool:
        told = history.event_fields(self._reader, event)
        if int(told["finding_id"]) != self._finding or told["measure_id"] != self._measure:
            return False
        column = _COLUMNS.get(self._name)
        return bool(told["attribute"] == self._name) if column is None else told[column] is not None

    def _instant(self, event: int) -> tuple[str, int]:
        return history.event_fields(self._reader, event)["effective_on"], history.place_of(self._reader, event)
