"""The log of a ledger as nodes: its own actions, and at the place of every package what came with it.

Undoing is an action like any other: it writes what it writes. What a receipt entered is no work of this copy and makes no node;
the nodes that it brought are kept with it and are told on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.digest import batches
from db.merge.bin_states import BinStates
from db.merge.entries import Entry, first_name, moved
from db.merge.lane_states import LaneStates, is_again
from db.merge.record_states import RecordStates
from db.merge.state import BROUGHT_BACK, SETTLED, TAKEN_BACK, Key, Node, Write, left_as_it_was
from db.merge.travel import (
    EVENTS,
    IN_BIN,
    LANES,
    OWN,
    OWN_FIELD,
    REMOVED,
    SAID_BY,
    SAME_FACT,
    SPLIT,
    STANDS,
    STEP,
    Travelling,
    entry_uid,
    same_fact_uid,
    split,
)
from db.queries.standing import ATTRIBUTES, FACTS
from db.reader import Reader

_Row = tuple[str, int]
_CONFLICT, _FINDING = "merge_conflict", "finding"
_UNDO_OPENS = "undo_opens"
"""The column of a closed conflict that the log of former programs lacks."""
_SHOWN_BY_DAY = frozenset({*EVENTS, *FACTS})
"""Tables whose fields are shown by the day of what was registered, not by when it was written."""
_Head = tuple[tuple[str, str], Any, str]
"""Rank, value and sameness of a write that nothing has followed yet."""


@dataclass
class Known:
    """What a copy knows: its nodes in an order in which each comes after what it had seen, and its rows by uid."""

    nodes: list[Node] = field(default_factory=list)
    uids: dict[_Row, str] = field(default_factory=dict)
    root: str = ""
    placeless: set[str] = field(default_factory=set)
    """Nodes that entered events before places were equal on every copy."""
    purges: set[str] = field(default_factory=set)

    @property
    def ids(self) -> dict[tuple[str, str], int]:
        """The own id of every row by its uid."""
        return {(table, uid): row_id for (table, row_id), uid in self.uids.items()}


def known(reader: Reader) -> Known:
    """Everything that this copy did or received."""
    return _Walk(reader).carry_out()


class _Walk:
    def __init__(self, reader: Reader) -> None:
        self._reader, self._travel = reader, Travelling(reader)
        self._found = Known()
        self._heads: dict[Key, dict[str, _Head]] = {}
        self._conflicts: dict[int, Key] = {}
        self._uid_of: dict[int, str] = {}
        self._rows: dict[_Row, dict[str, Any]] = {}
        self._times: dict[str, int] = {}
        self._field_uids: dict[str, dict[str, str]] = {}
        self._standing: dict[Key, dict[int, None]] = {}
        self._states, self._lane_states = RecordStates(reader), LaneStates()
        self._bins = BinStates(reader, self._travel.targets)
        self._closes: set[int] = set()
        self._columns = {table: frozenset(names) for table, names in self._travel.columns.items()}
        self._actions = {
            row[0]: row[1:]
            for row in reader.tuples("select id, recorded_at, user_name, title, kind, undoes from action")
        }
        self._receipts = dict(reader.tuples("select action_id, nodes from receipt order by id"))
        self._origins = {
            (table, row): uid for table, row, uid in reader.tuples("select table_name, row_id, uid from row_origin")
        }

    def carry_out(self) -> Known:
        for action, entries in self._by_action():
            if not self._found.root and entries:
                self._found.root = entry_uid(entries[-1].hash)
            self._note_conflicts(entries)
            if action in self._receipts:
                self._received(action, entries)
            else:
                self._own(action, entries)
        return self._found

    def _by_action(self) -> Iterator[tuple[int, list[Entry]]]:
        """The entries of each action together; actions do not overlap in a log."""
        held: list[Entry] = []
        for rows in batches(self._reader, "change_log", "action_id, table_name, row_id, verb, after, hash"):
            for _seq, action, table, row, verb, after, hash_ in rows:
                if held and held[-1].action != action:
                    yield held[0].action, held
                    held = []
                if action > 0:
                    kept = table in self._columns or table in (_CONFLICT, "action")
                    held.append(Entry(action, table, row, verb, json.loads(after) if kept and after else {}, hash_))
        if held:
            yield held[0].action, held

    def _received(self, action: int, entries: list[Entry]) -> None:
        for node in nodes_from(json.loads(self._receipts[action])):
            self._found.nodes.append(node)
            if node.kind == "purge":
                self._found.purges.add(node.uid)
            for _table, made in node.made:
                self._count(made)
            for write in node.writes:
                heads = self._heads.setdefault(write.key, {})
                self._bins.says(write.key, write.value)
                for uid in write.seen:
                    heads.pop(uid, None)
                heads[node.uid] = node.rank, write.value, write.same
        for entry in entries:
            if entry.table in self._columns:
                self._name_row(entry, entries)
                self._keep(entry)
        self._states.told(self._uid)
        self._lane_states.told(self._uid)

    def _own(self, action: int, entries: list[Entry]) -> None:
        at, user, title, kind, undoes = self._actions.get(action, ("", "", "", "", None))
        uid = self._uid_of[action] = entry_uid(entries[-1].hash)
        made: list[tuple[str, str]] = []
        values: dict[Key, tuple[Any, str]] = {}
        changed: dict[Key, None] = {}
        for entry in entries:
            if entry.table not in self._columns:
                if entry.table == "action":
                    self._bins.acts(entry.after)
                if entry.after.get(_UNDO_OPENS) and entry.after.get(REMOVED) is not None:
                    self._closes.add(action)
                continue
            row = self._name_row(entry, entries)
            former = dict(self._rows.get((entry.table, entry.row), {}))
            self._keep(entry)
            if entry.verb == "insert":
                made.append((entry.table, row))
            told = {name: value for name, value in entry.after.items() if name in self._columns[entry.table]}
            for name, value in self._plain(entry, told, former).items():
                values[entry.table, row, name] = value, ""
            values |= self._lanes(entry, row)
            changed |= dict.fromkeys(self._place(entry))
            if entry.table in EVENTS and entry.verb == "insert" and entry.after.get("place") is None:
                self._found.placeless.add(uid)
        values |= {key: self._who_stands(key) for key in changed}
        values |= self._states.told(self._uid)
        back = moved(entries, out=True) if self._bins.leaves_open else ()
        values = {**self._lane_states.told(self._uid, moved(entries), back, self._last), **values}
        if kind == SETTLED:
            values |= self._kept(entries, values)
        if settling := self._of_settling(undoes):
            kind, values = settling, values | left_as_it_was(self._found.nodes, settling, values)
        values |= self._bins.told(values)
        if kind == "purge":  # what it wrote is emptied too, so it is known by its kind
            self._found.purges.add(uid)
        if values or " " in kind:
            written = tuple(self._written((at, uid), values))
            self._found.nodes.append(Node(uid, at, user, title, kind, tuple(made), written))

    def _last(self, key: Key) -> Iterator[Any]:
        return (value for _rank, value, _same in self._heads.get(key, {}).values())

    def _written(self, rank: tuple[str, str], values: dict[Key, tuple[Any, str]]) -> Iterator[Write]:
        saw = {key: self._bins.saw(key, values[key][0], self._heads) for key in values if key[2] == IN_BIN}
        for key, (value, same) in values.items():
            yield Write(key, value, saw.get(key, tuple(self._heads.get(key, ()))), same)
            self._heads[key] = {rank[1]: (rank, value, same)}
            self._bins.says(key, value)

    def _note_conflicts(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            said = entry.after
            if entry.table == _CONFLICT and entry.verb == "insert" and said:  # a purge may have emptied the entry
                self._conflicts[entry.row] = str(said["table_name"]), str(said["row_uid"]), str(said["field"])

    def _kept(self, entries: Iterable[Entry], written: Iterable[Key]) -> dict[Key, tuple[Any, str]]:
        """What a settling says again because it left it as it was shown: of what nothing has followed the latest, of registrations
        the one that stands last by its day (`claims`), of a dated fact what the row says, for it follows its events."""
        closed = (
            self._conflicts.get(one.row)
            for one in entries
            if one.table == _CONFLICT and one.after.get(REMOVED) is not None
        )
        said = set(written)
        keys = [key for key in closed if key is not None and key not in said and key in self._heads]
        ids = {(table, uid): row for (table, row), uid in self._found.uids.items() if table in _SHOWN_BY_DAY}
        found = {key: max(self._heads[key].values(), key=lambda head: self._shown(key, head, ids))[1:] for key in keys}
        dated = (
            (key, self._rows.get((key[0], ids.get(key[:2], 0)), {})) for key in keys if key[2] in FACTS.get(key[0], ())
        )
        return found | {key: (row[key[2]], "") for key, row in dated if key[2] in row}

    def _shown(
        self, key: Key, head: _Head, ids: Mapping[tuple[str, str], int]
    ) -> tuple[bool, str, int, tuple[str, str]]:
        """The greatest is the one that is shown."""
        rank, value, _same = head
        if key[0] == _FINDING and key[2] in ATTRIBUTES:
            now = self._rows.get((_FINDING, ids.get(key[:2], 0)), {})
            return self._travel.linked(_FINDING, {key[2]: now.get(key[2])}, self._uid)[key[2]] == value, "", 0, rank
        if key[2] == STANDS:
            return ids.get((key[0], str(value)), 0) in self._standing.get(key, {}), "", 0, rank
        if key[2] not in SAID_BY:
            return True, "", 0, rank
        table = SAID_BY[key[2]]
        event = ids.get((table, str(value[2])), 0)
        stands = bool(event) and event in self._standing.get(self._place_of(table, event), {})
        return stands, str(value[1]), int(self._rows.get((table, event), {}).get("place") or 0), rank

    def _of_settling(self, undoes: int | None) -> str:
        """The kind of a node that takes back or brings back what closed a conflict, the first of a row of undoings; empty for any other."""
        depth, found = 0, ""
        while undoes is not None:
            depth += 1
            kind, before = self._actions.get(undoes, ("",) * 4 + (None,))[3:]
            if undoes in self._uid_of and (kind == SETTLED or undoes in self._closes):
                found = f"{TAKEN_BACK if depth % 2 else BROUGHT_BACK} {self._uid_of[undoes]}"
            undoes = before
        return found

    def _keep(self, entry: Entry) -> None:
        row = self._rows.setdefault((entry.table, entry.row), {})
        row.update(entry.after)
        self._bins.keeps(entry.table, self._uid(entry.table, entry.row), entry.after)
        if entry.table == OWN_FIELD and "name" in entry.after:
            self._field_uids.setdefault(str(row["book"]), {})[str(row["name"])] = self._uid(OWN_FIELD, entry.row)
        if entry.table in EVENTS and entry.verb == "insert":
            self._standing.setdefault(self._place_of(entry.table, entry.row), {})[entry.row] = None
            if entry.table == STEP:
                self._states.enters(entry.row, row)
            else:
                self._lane_states.enters(entry.row, row)
        for table, takes_back in EVENTS.items():
            if entry.table == takes_back and entry.verb == "insert" and entry.after:
                event = int(entry.after["event_id"])
                self._standing.get(self._place_of(table, event), {}).pop(event, None)
                states = self._states if table == STEP else self._lane_states
                states.takes_back(event, entry.after)

    def _uid(self, table: str, row: int) -> str:
        return self._found.uids.setdefault((table, row), f"{table}#{row}")

    def _name_row(self, entry: Entry, entries: Iterable[Entry]) -> str:
        place = (entry.table, entry.row)
        if place in self._found.uids or entry.verb != "insert":
            return self._uid(*place)
        if place in self._origins:
            self._found.uids[place] = str(self._origins[place])
            return self._found.uids[place]
        uid = entry_uid(entry.hash)
        if entry.table in SAME_FACT and entry.after:
            said = self._travel.linked(entry.table, entry.after, self._uid)
            if entry.table == "unit":
                said |= {"name": first_name(entry.row, entries)}
            if entry.table != "unit" or said["name"]:
                uid = same_fact_uid(entry.table, said)
        times = self._times.get(uid, 0) + 1
        self._found.uids[place] = uid if times == 1 else f"{uid}#{times}"
        self._count(self._found.uids[place])
        return self._found.uids[place]

    def _count(self, uid: str) -> None:
        """How often a fact was entered: the second time, after it was removed, is another row."""
        fact, _mark, times = uid.partition("#")
        self._times[fact] = max(self._times.get(fact, 0), int(times or 1))

    def _plain(self, entry: Entry, told: dict[str, Any], former: dict[str, Any]) -> dict[str, Any]:
        """The columns with rows named by uids, the recycle bin as a yes, and own fields one by one.

        A new row tells what differs from what stands where nothing is given.
        """
        if entry.verb == "insert":
            given = self._travel.defaults[entry.table]
            told = {name: value for name, value in told.items() if value != given[name]}
        whole = self._rows[entry.table, entry.row]
        decide = {name: whole.get(name) for name in ("register", "attribute") if name in whole}
        linked = self._travel.linked(entry.table, decide | told, self._uid)
        found = {name: linked[name] for name in told}
        if REMOVED in found:
            found[REMOVED] = 0 if found[REMOVED] is None else 1
        for name in SPLIT & found.keys():
            named = self._field_uids.get(entry.table, {}) if name == OWN else {}
            found |= split(name, former.get(name), found.pop(name), named)
        return found

    def _lanes(self, entry: Entry, row: str) -> dict[Key, tuple[Any, str]]:
        """What an event makes its finding or measure say: to be asked about where another copy said otherwise meanwhile."""
        said = entry.after
        if entry.table != "finding_event" or entry.verb != "insert" or is_again(said):
            return {}
        home = ("measure", said.get("measure_id")) if said.get("measure_id") else ("finding", said.get("finding_id"))
        if home[1] is None:
            return {}
        whose = self._uid(home[0], home[1])
        return {
            (home[0], whose, lane): ([said[name], said["effective_on"], row], f"{said[name]} {said['effective_on']}")
            for name, lane in LANES.items()
            if said.get(name) is not None
        }

    def _place(self, entry: Entry) -> Iterator[Key]:
        if entry.verb != "insert" or not entry.after:
            return
        for table, takes_back in EVENTS.items():
            if entry.table == table:
                yield self._place_of(table, entry.row)
            if entry.table == takes_back:
                yield self._place_of(table, int(entry.after["event_id"]))

    def _place_of(self, table: str, event: int) -> Key:
        said = self._rows.get((table, event), {})
        home = (
            ("finding", said.get("finding_id"))
            if table == "finding_event"
            else (said.get("register"), said.get("record_id"))
        )
        place = said.get("place") or said.get("copy_of") or event
        return table, f"{self._uid(str(home[0]), int(home[1] or 0))} {place}", STANDS

    def _who_stands(self, key: Key) -> tuple[Any, str]:
        """The event that stands at a place, and the words by which a copy of it is the same."""
        standing = list(self._standing.get(key, ()))
        if not standing:
            return None, "no"
        said = self._rows[key[0], standing[-1]]
        words = [value for name, value in sorted(said.items()) if name not in _STAMPS]
        return self._uid(key[0], standing[-1]), hashlib.sha256(json.dumps(words).encode()).hexdigest()[:12]


_STAMPS = frozenset(
    {
        "id", "action_id", "recorded_at", "known_on", "copy_of", "place", "finding_id", "measure_id", "record_id", "old", "value",
    }
)  # fmt: skip


def as_json(nodes: Iterable[Node]) -> list[Any]:
    """Nodes as they are written down."""
    return [
        [n.uid, n.at, n.user, n.title, n.kind, n.made, [[*w.key, w.value, w.seen, w.same] for w in n.writes]]
        for n in nodes
    ]


def nodes_from(said: Iterable[Any]) -> list[Node]:
    """Nodes as they were written down."""
    return [
        Node(
            uid, at, user, title, kind,
            tuple((table, row) for table, row in made),
            tuple(Write((table, row, name), value, tuple(seen), same) for table, row, name, value, seen, same in writes),
        )
        for uid, at, user, title, kind, made, writes in said
    ]  # fmt: skip
