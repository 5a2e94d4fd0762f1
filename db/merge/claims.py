"""What follows from a state for the tables: own fields put together, and what may stand only once given to the first who claimed it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from db.merge.bin_states import against_the_bin
from db.merge.lane_states import without_detours
from db.merge.record_states import only_what_differs
from db.merge.state import Conflict, Key, Node, Side, State, known_to, same_place, seen_of, state_of
from db.merge.travel import EVENT, EVENTS, ORDER, OWN_FIELD, REMOVED, SAID_BY, SPLIT, STANDS, STEP, Travelling
from db.queries.standing import ATTRIBUTES, FACTS

CLAIM = "="
"""Before the name of a column: another row had claimed what it says."""
_Row = tuple[str, str]
_BEYOND = 100_000
IMPORT = "import_batch"
_NAMED = frozenset({"number", "name", "title", "code"})


def resolved(travel: Travelling, nodes: Iterable[Node]) -> State:
    """The state of the nodes, as the tables can hold it."""
    nodes = list(nodes)
    found = state_of(nodes)
    _give(travel, found, OWN_FIELD)
    named = {
        uid: str(fields["name"])
        for (table, uid), fields in found.rows.items()
        if table == OWN_FIELD and "name" in fields
    }
    for fields in found.rows.values():
        _put_together(fields, named)
    taken = _Taken(found, nodes)
    _only_what_stands(found, taken)
    without_detours(found)
    _as_shown(found, nodes, taken)
    only_what_differs(found)
    against_the_bin(found, nodes, travel.targets)
    for table in travel.unique:
        if table != OWN_FIELD:
            _give(travel, found, table)
    return found


class _Taken:
    """Which registrations and steps were taken back, and by whom."""

    def __init__(self, found: State, nodes: Iterable[Node]) -> None:
        self._found = found
        about = {retraction: table for table, retraction in EVENTS.items()}
        self._by: dict[_Row, list[Node]] = {}
        for node in nodes:
            for table, uid in node.made:
                if table in about:
                    event = about[table], str(found.rows[table, uid].get("event_id"))
                    self._by.setdefault(event, []).append(node)

    def stands(self, table: str, event: str) -> bool:
        """Whether an event stands in its place, or what undoing entered again for it."""
        said = self._found.rows.get((table, event), {})
        home = said.get("finding_id") if table == EVENT else said.get("record_id")
        now = self._found.standing.get((table, f"{home} {said.get('place')}", STANDS), event)
        return now is not None and (table, now) not in self._by and same_place(self._found.rows, table, now, event)

    def is_news(self, key: Key, table: str, event: str) -> bool:
        """Whether somebody took an event back and told so in this field: who says it all the same knew nothing of that, or the word would
        stand in the place of his."""
        return any(write.key == key for node in self._by.get((table, event), ()) for write in node.writes)

    def by_any_of(self, table: str, event: str, nodes: Collection[str]) -> bool:
        """Whether one of these nodes took an event back."""
        return any(node.uid in nodes for node in self._by.get((table, event), ()))


def _only_what_stands(found: State, taken: _Taken) -> None:
    """An event that was taken back, or in whose place another stands, says nothing any more: nothing can be in conflict with it. Where somebody
    settled that it holds while another took it back, both have their word."""
    for key, conflict in list(found.conflicts.items()):
        if key[2] in SAID_BY:
            table = SAID_BY[key[2]]
            sides = tuple(
                side
                for side in conflict.sides
                if taken.stands(table, side.value[2]) or (side.settled and taken.is_news(key, table, side.value[2]))
            )
            if len(sides) > 1:
                found.conflicts[key] = replace(conflict, sides=sides)
            else:
                del found.conflicts[key]


def _as_shown(found: State, nodes: list[Node], taken: _Taken) -> None:
    """What registrations and dated facts say is shown by their day, not by when they were entered: the side that stands comes first."""
    for key, conflict in list(found.conflicts.items()):
        table, uid, name = key
        ranks: list[tuple[Any, ...]]
        if name == STANDS:
            now = found.standing.get(key)
            ranks = [(_same(found, table, side.value, now),) for side in conflict.sides]
        elif name in SAID_BY:
            said = SAID_BY[name]
            ranks = [_standing_instant(found, taken, str(side.value[2]), said) for side in conflict.sides]
        elif name in FACTS.get(table, ()):
            last = _last_told(found, taken, key)
            ranks = [(last is not None and (side.value or "") == last,) for side in conflict.sides]
        elif table == "finding" and name in ATTRIBUTES:
            seen = seen_of(nodes, key)
            ranks = [_told(found, taken, side, (uid, name), seen) for side in conflict.sides]
        else:
            continue
        order = sorted(range(len(ranks)), key=lambda place: ranks[place], reverse=True)
        found.conflicts[key] = replace(conflict, sides=tuple(conflict.sides[place] for place in order))


def _last_told(found: State, taken: _Taken, key: Key) -> str | None:
    """What the events of a dated fact say last by their days; None where none of them stands."""
    events = (
        (str(said.get("effective_on") or ""), int(said.get("place") or 0), str(said.get("state") or ""))
        for (table, event), said in found.rows.items()
        if table == STEP and (said.get("register"), said.get("record_id"), said.get("step")) == key
        if taken.stands(STEP, event)
    )
    return max(events, default=("", 0, None))[2]


def _same(found: State, table: str, said: Any, now: Any) -> bool:
    """Whether a side of a place in a day says what stands there."""
    return bool(said == now or (said and now and same_place(found.rows, table, said, now)))


def _standing_instant(found: State, taken: _Taken, event: str, table: str = EVENT) -> tuple[bool, str, int]:
    """Greatest is what is shown: what stands before what was taken back, then by its place among the days."""
    said = found.rows.get((table, event), {})
    return taken.stands(table, event), str(said.get("effective_on") or ""), int(said.get("place") or 0)


def _told(
    found: State, taken: _Taken, side: Side, field: tuple[str, str], seen: Mapping[str, tuple[str, ...]]
) -> tuple[bool, str, int]:
    """When what a side says of an attribute of a finding is so; a settling registers nothing, it holds what it knew to stand."""
    events: dict[str, list[str]] = {}
    for (table, event), by in found.made.items():
        said = found.rows[table, event] if table == EVENT else {}
        if (said.get("finding_id"), said.get("attribute")) == field:
            events.setdefault(by.uid, []).append(event)
    knew = known_to(seen, side.node)
    held = (event for node in knew for event in events.get(node, ()) if not taken.by_any_of(EVENT, event, knew))
    ranks = (_standing_instant(found, taken, event) for event in (events.get(side.node) or held))
    return max(ranks, key=lambda rank: rank[1:], default=(False, "", 0))


def _put_together(fields: dict[str, Any], named: Mapping[str, str]) -> None:
    for column in SPLIT:
        parts = {name.partition(".")[2]: fields.pop(name) for name in list(fields) if name.startswith(f"{column}.")}
        if not parts:
            continue
        order = {named.get(uid, uid): place for place, uid in enumerate(parts.pop(ORDER, ()))}
        said = {named.get(uid, uid): value for uid, value in parts.items() if value is not None}
        names = sorted(said, key=lambda name: (order.get(name, len(order)), name))
        fields[column] = json.dumps({name: said[name] for name in names}, ensure_ascii=False, separators=(",", ":"))


def _give(travel: Travelling, found: State, table: str) -> None:
    """Of what may stand once the first claimant keeps; the others get an end of their own, or stand in the recycle bin."""
    for columns, partial in travel.unique[table]:
        _give_once(travel, found, table, columns, partial)


def _give_once(travel: Travelling, found: State, table: str, columns: tuple[str, ...], partial: bool) -> None:
    claims: dict[tuple[Any, ...], list[_Row]] = {}
    given = travel.defaults[table]
    for row in found.made:
        fields = found.rows[row]
        if row[0] == table and not (partial and fields.get(REMOVED)):
            said = tuple(fields.get(name, given.get(name)) for name in columns)
            if None not in said:
                claims.setdefault(said, []).append(row)
    for said, rows in sorted(claims.items(), key=lambda pair: json.dumps(pair[0])):
        first, *others = sorted(rows, key=lambda row: (*found.made[row].rank, row[1]))
        for row in others:
            _give_another(found, row, columns, set(claims))
            if table == OWN_FIELD or found.rows[row].get(REMOVED):  # who is in the bin wants nothing
                continue
            key = (*row, CLAIM + columns[-1])
            sides = tuple(_side(found, one, said[-1]) for one in (first, row))
            found.conflicts[key] = Conflict(key, sides)


def _give_another(found: State, row: _Row, columns: tuple[str, ...], taken: set[tuple[Any, ...]]) -> None:
    """What a row gets in place of what another had claimed: made from its uid alone, so that later claims never move it."""
    table, uid = row
    name, fields = columns[-1], found.rows[row]
    if table != OWN_FIELD and (len(columns) > 1 or name not in _NAMED):
        fields[REMOVED] = 1
        return
    before = tuple(fields.get(column) for column in columns[:-1])
    fields[name] = next(end for end in _ends(table, fields[name], uid) if (*before, end) not in taken)
    taken.add((*before, fields[name]))


def _ends(table: str, said: Any, uid: str) -> Iterator[Any]:
    """Numbers far above those that are counted up, or the words with an end."""
    mark = uid.strip("=").partition("#")[0]
    if table in (IMPORT, OWN_FIELD):
        first = _BEYOND + int(mark, 16) % (9 * _BEYOND)
        yield from (number if table == IMPORT else f"own_{number}" for number in range(first, first + _BEYOND))
    yield from (f"{said}-{mark[:length]}" for length in range(4, len(mark) + 1))


def _side(found: State, row: _Row, said: Any) -> Side:
    node = found.made[row]
    return Side(said, node.at, node.user, node.uid)
