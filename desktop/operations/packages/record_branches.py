"""Two copies took different steps on one record of a book: a side is taken as a whole, and what the other did with its steps goes.

With a step go the fields, links and files of the record that the same action wrote, and what it registered on the findings that the
record names (批准延期 moves a deadline). What a copy only noted without leading the record anywhere stays, under the state that holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from db.digest import PARTS_OF_RECORDS
from db.merge.state import Conflict, Key, Node, known_to, said_without
from db.merge.travel import EVENTS as TAKEN_BACK_BY
from db.merge.travel import OWN, OWN_FIELD, REMOVED, SPLIT
from db.queries import history, record_history
from desktop.ledgers import books
from desktop.ledgers.register import Register
from desktop.operations.packages.branches import ENTRY, EVENTS, STEPS, Deeds, TakenBack
from desktop.operations.packages.conflicts import row_of, with_part
from desktop.operations.records import verbs


def other_steps(deeds: Deeds, conflict: Conflict, row: int, side: int) -> TakenBack | None:
    """What is taken back so that a side of the conflict holds; None where a step that goes is final, so that nothing takes it back."""
    return _Steps(deeds, conflict, row, side).taken_back()


class _Steps:
    def __init__(self, deeds: Deeds, conflict: Conflict, row: int, side: int) -> None:
        self._deeds, self._reader, self._conflict, self._row = deeds, deeds.reader, conflict, row
        self._register: Register = books.book(deeds.reader, conflict.key[0])
        self._wanted = conflict.sides[side]
        writes = {node.uid: write for node in deeds.own.nodes for write in node.writes if write.key == conflict.key}
        stay = known_to({uid: write.seen for uid, write in writes.items()}, self._wanted.node)
        gone = (uid for uid, write in writes.items() if uid not in stay and write.same != self._wanted.same)
        self._gone: list[Node] = [deeds.nodes[uid] for uid in gone if uid not in deeds.undone]

    def taken_back(self) -> TakenBack | None:
        """All that the steps of the other sides did, as one deed."""
        steps = [step for node in self._gone for step in self._standing_steps(node)]
        said = {step: self._register.step(record_history.event_fields(self._reader, step)["step"]) for step in steps}
        if any(step is not None and step.final for step in said.values()):
            return None
        back = self._deeds.whole(event for node in self._gone for event in self._events(node))
        if back is None:
            return None
        notes = [step for step, told in said.items() if told is not None and not told.to]
        return replace(
            back,
            again=tuple(self._came_back(EVENTS)),
            steps=tuple(dict.fromkeys([*back.steps, *(step for step in steps if step not in notes)])),
            steps_again=tuple(self._came_back(STEPS)),
            notes=tuple((note, self._wanted.value[0]) for note in notes),
            rows=tuple(self._rows([node for node in self._gone if not set(self._standing_steps(node)) & set(notes)])),
            number=str(history.fields_of(self._reader, self._register.name, self._row)["number"]),
        )

    def _is_here(self, step: int) -> bool:
        said = record_history.event_fields(self._reader, step)
        return (said["register"], said["record_id"]) == (self._register.name, self._row)

    def _standing_steps(self, node: Node) -> list[int]:
        """Those of a node's steps that stand, also where undoing entered them again."""
        here = (step for step in self._deeds.made(node, STEPS) if self._is_here(step))
        return list(dict.fromkeys(one for step in here for one in record_history.standing_copies(self._reader, step)))

    def _events(self, node: Node) -> list[int]:
        """What an action registered on the findings that the record names."""
        return [one for one in self._deeds.standing(self._deeds.made(node, EVENTS)) if self._is_on_named(one)]

    def _is_on_named(self, event: int) -> bool:
        said = history.event_fields(self._reader, event)
        return said["kind"] != ENTRY and int(said["finding_id"]) in self._named

    @property
    def _named(self) -> set[int]:
        said = verbs.stored(self._reader, self._register, self._row)
        named = (said.get(link.name) for link in self._register.links)
        return {one for value in named if value for one in (value if isinstance(value, tuple) else (value,))}

    def _came_back(self, table: str) -> Iterator[int]:
        """What the others took back of what the wanted side knew to stand."""
        made = {uid for node in self._gone for name, uid in node.made if name == table}
        for node in self._gone:
            for write in node.writes:
                if write.key[0] == TAKEN_BACK_BY[table] and write.key[2] == "event_id" and write.value not in made:
                    event = row_of(self._deeds.ids, table, str(write.value))
                    if event and (self._is_here(event) if table == STEPS else self._is_on_named(event)):
                        yield event  # what stands again since is left (`enter_again`)

    def _rows(self, gone: Sequence[Node]) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
        """The fields of the record, and what hangs on it, as if some had not written them with their steps."""
        made = {row for node in gone for row in node.made}
        keys = [write.key for node in gone for write in node.writes if self._is_own(write.key)]
        without = self._deeds.undone | {node.uid for node in gone}
        left = said_without(self._deeds.own.nodes, keys, without)
        for row in made:
            if row[0] in PARTS_OF_RECORDS and self._hangs(row):
                yield row[0], self._deeds.ids[row], {REMOVED: 1}
        for key in dict.fromkeys(keys):
            if key[:2] not in made:
                yield from self._field(key, left.get(key))

    def _is_own(self, key: Key) -> bool:
        if key[2].startswith("@") or key[2].endswith("@order"):
            return False
        if key[:2] == self._conflict.key[:2]:
            return key[2] != REMOVED
        return key[0] in PARTS_OF_RECORDS and self._hangs(key[:2])

    def _hangs(self, row: tuple[str, str]) -> bool:
        if row not in self._deeds.ids:
            return False
        said = history.fields_of(self._reader, row[0], self._deeds.ids[row])
        return (said["register"], said["record_id"]) == (self._register.name, self._row)

    def _field(self, key: Key, value: Any) -> Iterator[tuple[str, int, Mapping[str, Any]]]:
        """A field as it is to stand; one that stands so already is said as the others did first, so that its conflict is settled with it."""
        table, uid, name = key
        row = row_of(self._deeds.ids, table, uid)
        now = history.fields_of(self._reader, table, row)
        wanted = self._stored(table, name, value, now)
        column = name.partition(".")[0]
        if wanted == now[column]:
            others = (write.value for node in self._gone for write in node.writes if write.key == key)
            told = (self._stored(table, name, one, now) for one in others)
            yield from ((table, row, {column: one}) for one in list(told)[-1:] if one != wanted)
        yield table, row, {column: wanted}

    def _part(self, uid: str) -> str:
        row = self._deeds.ids.get((OWN_FIELD, uid))
        return uid if row is None else str(history.fields_of(self._reader, OWN_FIELD, row)["name"])

    def _stored(self, table: str, name: str, said: Any, now: Mapping[str, Any]) -> Any:
        """A value of a node as its column holds it here."""
        column, _dot, part = name.partition(".")
        if column in SPLIT:
            return with_part(now[column], self._part(part) if column == OWN else part, said)
        if column == REMOVED:
            return 1 if said else None
        if said is None:
            return self._deeds.travel.defaults[table].get(column)
        target = self._deeds.travel.targets[table].get(column)
        return row_of(self._deeds.ids, target, str(said)) if target else said
