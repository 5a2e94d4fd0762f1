"""What a set of nodes says: a function of the set alone, so that no order of exchange can matter (issue 6 point 7).

A field is what the write says that no other write had seen. Where several are left they are a conflict: shown is the latest, equal
on every copy, and the rest stays on record until somebody writes the field who had seen them all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.merge.travel import EVENT, EVENTS, LARGEST, MAKERS, ORDER, PRESENCE, RECORD_STATE, REMOVED, STANDS
from db.triggers import APPEND_ONLY

SETTLED = "settle_conflict"
"""The kind of an action by which somebody settled a conflict: it writes its field, also where what is shown stays."""
TAKEN_BACK, BROUGHT_BACK = "taken_back", "brought_back"
"""The kind of a node that undid what had settled a conflict, or undid that: 'taken_back UID', with the uid of the node that settled."""

Key = tuple[str, str, str]
"""A field: table, uid of the row, column (or one of the fields that events stand for)."""


@dataclass(frozen=True)
class Write:
    """What a node wrote into a field, and the nodes whose writes it had seen there. `same` tells equal words of different rows."""

    key: Key
    value: Any
    seen: tuple[str, ...] = ()
    same: str = ""


@dataclass(frozen=True)
class Node:
    """One action of one copy: who did what and when, the rows it entered in their order, and every field it wrote."""

    uid: str
    at: str
    user: str
    title: str
    kind: str
    made: tuple[tuple[str, str], ...]
    writes: tuple[Write, ...]

    @property
    def rank(self) -> tuple[str, str]:
        """Later actions count before earlier ones; of one moment the uid decides, the same everywhere."""
        return self.at, self.uid


@dataclass(frozen=True)
class Side:
    """One of the values of a conflict; `settled`: its copy had brought other sides together here, of which the rest knew nothing."""

    value: Any
    at: str
    user: str
    node: str
    same: str = ""
    settled: bool = False


@dataclass(frozen=True)
class Conflict:
    """A field in which copies say different things; the first side is shown. `base` is what they had both seen, `base_same` as `Write.same`."""

    key: Key
    sides: tuple[Side, ...]
    base: Any = None
    base_same: str | None = None


@dataclass
class State:
    """Fields by row, rows in the order of their making, who made them, what is in conflict."""

    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    made: dict[tuple[str, str], Node] = field(default_factory=dict)
    standing: dict[Key, Any] = field(default_factory=dict)
    conflicts: dict[Key, Conflict] = field(default_factory=dict)


def state_of(nodes: Iterable[Node]) -> State:
    """What the nodes say together."""
    listed = sorted({node.uid: node for node in nodes}.values(), key=lambda node: node.rank)
    found, undone = State(), _undone(listed)
    gone, every = _by_name(listed, undone), undone_nodes(listed)
    entered = {row: node.uid for node in listed if node.uid in every for row in node.made}
    moved = gone - {uid for (table, _row), uid in entered.items() if table in EVENTS or table in EVENTS.values()}
    written: dict[Key, dict[str, tuple[Node, Write]]] = {}
    taken: set[Any] = set()
    for node in listed:
        for row in node.made:
            found.made.setdefault(row, node)
        for write in node.writes:
            written.setdefault(write.key, {})[node.uid] = (node, write)
            if write.key[0] in EVENTS.values() and write.key[2] == "event_id":
                taken.add(write.value)
    for row in sorted(found.made, key=lambda row: found.made[row].rank):
        found.rows[row] = {}
    for key, writes in written.items():
        # what a settling entered was entered, and its events stood, whatever becomes of the conflict
        without = frozenset() if key[:2] in entered else moved if key[2] == STANDS else gone
        also = without if key[:2] in entered else without | _undone_here(writes, undone, gone)
        _settle(found, key, writes, also)
        if key[2] == STANDS and (also != without or found.standing.get(key) in taken):
            found.standing[key] = _standing(heads_of(writes, without), taken)
    return found


def _standing(heads: list[tuple[Node, Write]], taken: Collection[Any]) -> Any:
    """The event that stands in a place: what was taken back cannot, though a settling that knew nothing of it says so later."""
    said = [write.value for _node, write in heads]
    return next((event for event in said if event not in taken), said[0])


def undone_nodes(nodes: Iterable[Node]) -> frozenset[str]:
    """What settled a conflict and was taken back, and what took it back: what the others did is as if these had never been."""
    return frozenset().union(*_undone(sorted(nodes, key=lambda node: node.rank)).values())


def _undone(listed: Iterable[Node]) -> dict[str, frozenset[str]]:
    """What settled a conflict and was taken back, with itself and the nodes that did so."""
    last: dict[str, str] = {}
    about: dict[str, set[str]] = {}
    for node in listed:
        word, _space, settling = node.kind.partition(" ")
        if settling:
            last[settling] = word
            about.setdefault(settling, {settling}).add(node.uid)
    return {settling: frozenset(nodes) for settling, nodes in about.items() if last[settling] == TAKEN_BACK}


def _by_name(listed: Iterable[Node], undone: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Of what was taken back the settlings by name: as if nobody had settled, so that the conflict is open again."""
    named = (undone[node.uid] for node in listed if node.uid in undone and node.kind == SETTLED)
    return frozenset().union(*named)


def _undone_here(
    writes: Mapping[str, tuple[Node, Write]], undone: Mapping[str, frozenset[str]], gone: frozenset[str]
) -> frozenset[str]:
    """Of the deeds that settled a conflict and were taken back those of which this field knows nothing any more: they had brought sides
    together here, undoing wrote it, and had seen nothing else since. So it says what it said before, and its conflict is open again."""
    found: set[str] = set()
    about_bin = any(write.key[2] == REMOVED for _node, write in writes.values())
    for settling in sorted(undone.keys() & writes.keys(), key=lambda uid: writes[uid][0].rank):
        chain, seen = undone[settling], writes[settling][1].seen
        # what goes into the bin or comes out of it is one field: undone, it is as it was before
        if len(seen) < 2 and not (found | gone) & set(seen) and not (about_bin and seen):
            continue
        after = sorted((writes[uid] for uid in chain & writes.keys() - {settling}), key=lambda pair: pair[0].rank)
        takes = bool(after) and after[-1][0].kind == f"{TAKEN_BACK} {settling}"
        if takes and all(set(write.seen) <= chain for _node, write in after):
            found |= chain
    return frozenset(found)


def _seen(write: Write, writes: Mapping[str, tuple[Node, Write]], gone: frozenset[str]) -> set[str]:
    """What a write had seen; through a settling that was taken back it had seen what that had."""
    found: set[str] = set()
    due = list(write.seen)
    while due:
        uid = due.pop()
        if uid in found:
            continue
        found.add(uid)
        if uid in gone and uid in writes:
            due += writes[uid][1].seen
    return found


def _told(writes: Mapping[str, tuple[Node, Write]], gone: frozenset[str]) -> dict[str, set[str]]:
    """What every write had seen."""
    return {uid: _seen(write, writes, gone) for uid, (_node, write) in writes.items() if uid not in gone}


def heads_of(writes: Mapping[str, tuple[Node, Write]], gone: frozenset[str]) -> list[tuple[Node, Write]]:
    """The writes that no other had seen, the latest first."""
    told = _told(writes, gone)
    seen = {uid for every in told.values() for uid in every}
    return sorted((writes[uid] for uid in told if uid not in seen), key=lambda pair: pair[0].rank, reverse=True)


def _settle(
    found: State, key: Key, writes: Mapping[str, tuple[Node, Write]], gone: frozenset[str] = frozenset()
) -> None:
    told = _told(writes, gone)
    heads = heads_of(writes, gone)
    if not heads:  # writes that name each other cannot come from a log; nothing is said of them
        return
    table, row, name = key
    if (table, name) in LARGEST:
        heads = [max(heads, key=lambda pair: (pair[1].value or 0, pair[0].rank))]
    if name.startswith("@"):
        found.standing[key] = heads[0][1].value
    else:
        found.rows.setdefault((table, row), {})[name] = heads[0][1].value
    if len(heads) == 1 or name.endswith(ORDER) or (table in APPEND_ONLY and not name.startswith("@")):
        return
    of_days = name == RECORD_STATE  # of those that say the same, the one of the last day is told
    ordered = sorted(heads, key=lambda pair: (str(pair[1].value[1]) if of_days else "", pair[0].rank))
    sides = {_sameness(node, write): (node, write) for node, write in ordered}
    if len(sides) > 1:
        shown = sorted(sides.values(), key=lambda pair: pair[0].rank, reverse=True)
        knew = {node.uid: known_to(told, node.uid) for node, _write in shown}
        common = set.intersection(*(every - {uid} for uid, every in knew.items())) - gone
        base = max((writes[uid] for uid in common if uid in writes), key=lambda pair: pair[0].rank, default=None)
        settled = {uid for uid in knew if _settles(writes, told, _alone(knew, uid))}
        found.conflicts[key] = Conflict(
            key,
            tuple(
                Side(write.value, node.at, node.user, node.uid, _sameness(node, write), node.uid in settled)
                for node, write in shown
            ),
            None if base is None else base[1].value,
            None if base is None else _sameness(*base),
        )


def _alone(knew: Mapping[str, set[str]], uid: str) -> set[str]:
    """What one side had seen and none of the others."""
    return knew[uid].difference(*(every for other, every in knew.items() if other != uid))


def _settles(writes: Mapping[str, tuple[Node, Write]], told: Mapping[str, set[str]], uids: set[str]) -> bool:
    """Whether one of the writes settled a conflict: by name, or by having seen sides that said different things."""
    for uid in uids & told.keys():
        before = [writes[one] for one in writes[uid][1].seen if one in told]
        if writes[uid][0].kind == SETTLED or len({_sameness(*one) for one in before}) > 1:
            return True
    return False


def left_as_it_was(nodes: Iterable[Node], kind: str, written: Collection[Key]) -> dict[Key, tuple[Any, str]]:
    """What undoing a deed that settled a conflict (by the kind of its node) leaves as it was, because it had been so before the deed too: it is
    said all the same, for its conflict is open again."""
    by_uid = {node.uid: node for node in nodes}
    settled, found = by_uid.get(kind.partition(" ")[2]), {}
    for write in () if settled is None or settled.kind == SETTLED else settled.writes:
        seen = [node for uid in write.seen if (node := by_uid.get(uid)) is not None]
        if write.key not in written and not write.key[2].startswith("@") and seen:
            shown = max(seen, key=lambda node: node.rank)
            before = next((one for one in shown.writes if one.key == write.key), None)
            if before is not None and before.value == write.value:
                found[write.key] = before.value, before.same
    return found


def seen_of(nodes: Iterable[Node], key: Key) -> dict[str, tuple[str, ...]]:
    """The nodes that wrote a field, with those whose writes each of them had seen there."""
    return {node.uid: write.seen for node in nodes for write in node.writes if write.key == key}


def known_to(seen: Mapping[str, Iterable[str]], uid: str) -> set[str]:
    """A write of a field with all that came before it, through what each of them had seen."""
    found: set[str] = set()
    due = [uid]
    while due:
        one = due.pop()
        if one not in found:
            found.add(one)
            due += seen.get(one, ())
    return found


def said_without(nodes: Iterable[Node], keys: Iterable[Key], gone: frozenset[str]) -> dict[Key, Any]:
    """What fields would say if some nodes had never written them; those of which nobody else said anything are left out."""
    found = State()
    written: dict[Key, dict[str, tuple[Node, Write]]] = {key: {} for key in keys}
    for node in nodes:
        for write in node.writes:
            if write.key in written:
                written[write.key][node.uid] = (node, write)
    for key, writes in written.items():
        _settle(found, key, writes, gone)
    return {key: found.rows[key[:2]][key[2]] for key in written if key[2] in found.rows.get(key[:2], {})}


def _sameness(node: Node, write: Write) -> str:
    """Equal where two writes say the same. That a finding left the list is said by its deed: 核减 is no 合并, and two of 拆分 or 合并
    are never one unless the one is the other, entered again."""
    said = write.same or repr(write.value)
    if write.key[2] != PRESENCE:
        return said
    uid = write.value[2]
    words = {one.key[2]: one.value for one in node.writes if one.key[:2] == (EVENT, uid)}
    return f"{said} {deed_of(words.get('kind'), uid, words.get('copy_of'))}" if words else said


def deed_of(kind: Any, event: str, copied: str | None) -> str:
    """By which deed a finding left the list, or came into it."""
    return str((copied or event) if kind in MAKERS else kind)


def same_place(rows: Mapping[tuple[str, str], Mapping[str, Any]], table: str, one: str, other: str) -> bool:
    """Whether two events are one: the same, or entered again by undoing with the same day and state."""
    first, second = ((uid, rows.get((table, uid), {})) for uid in (one, other))
    said = [(row.get("copy_of") or uid, row.get("effective_on"), row.get("state")) for uid, row in (first, second)]
    return said[0] == said[1]
