"""A row that one copy put into the recycle bin while another entered something on it (issue 6 point 7).

An action that puts a row into the bin tells what it had seen of every field of the row and of what hangs on it or names it (`IN_BIN`), and so
does who writes on what he knows to be there. What stands of the row beyond that was entered by who did not know: deletion is in conflict
with it, under the field of the bin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from db.digest import PARTS_OF_RECORDS, book_tables
from db.merge.state import Conflict, Key, Node, Side, State, Write, heads_of, known_to, undone_nodes
from db.merge.travel import EVENT, IN_BIN, LANES, ORDER, OWN, OWN_FIELD, REMOVED, SAID_BY, STANDS
from db.reader import Reader
from db.triggers import APPEND_ONLY

TELLS_BIN = "tells_bin"
"""The column of an action that the log of former programs lacks; it says by which form the action tells (`_FORM`)."""
_FORM = 2
"""Since this form also units and fields of the office are told of, what names a row tells of it, and who writes on a row in the bin says that
he knew it to be there."""
_BESIDE_BOOKS = {1: frozenset({"finding", "measure", "team"}), _FORM: frozenset({"unit", OWN_FIELD})}
"""Tables with a bin of their own that have not the columns of every book, by the form since which they are told of."""
_NAMING = frozenset({"finding_id", "measure_id", "record_id"})
PARTS = frozenset({"measure", "co_unit", "evidence", *PARTS_OF_RECORDS})
"""Tables whose rows are seen only with what they belong to; a record of a book stands in a list of its own."""
_Writes = dict[str, tuple[Node, Write]]
Targets = Mapping[str, Mapping[str, str]]
"""The columns that name a row of a table, by table (`Travelling`)."""


class BinStates:
    """What an action that puts a row into the bin, or writes on one that is there, had seen of the row, as the log tells."""

    def __init__(self, reader: Reader, targets: Targets) -> None:
        self._tables = {1: _BESIDE_BOOKS[1] | frozenset(book_tables(reader))}
        self._tables[_FORM] = self._tables[1] | _BESIDE_BOOKS[_FORM]
        self._targets = targets
        self._of_row: dict[str, dict[Key, None]] = {}
        self._names: dict[str, dict[Key, None]] = {}
        self._in_bin: dict[str, str] = {}
        self._form = 0

    def acts(self, action: Mapping[str, Any]) -> None:
        """An action of the log begins."""
        self._form = min(int(action.get(TELLS_BIN) or 0), _FORM)

    @property
    def leaves_open(self) -> bool:
        """Whether the action only brings back what stood by bringing a row out of the bin; in former programs it said so anew."""
        return self._form == _FORM

    def keeps(self, table: str, uid: str, fields: Mapping[str, Any]) -> None:
        """A row was written on this copy, by whomever: whether it is in the bin."""
        if fields.get(REMOVED) is not None and table in self._tables[_FORM]:
            self._in_bin[uid] = table
        elif REMOVED in fields:
            self._in_bin.pop(uid, None)

    def says(self, key: Key, value: Any) -> None:
        """A field was written."""
        for uid in homes(key, value):
            self._of_row.setdefault(uid, {})[key] = None
        for uid in _named(self._targets, key, value):
            self._names.setdefault(uid, {})[key] = None

    def told(self, values: Mapping[Key, tuple[Any, str]]) -> dict[Key, tuple[Any, str]]:
        """The rows that go into the bin by what an action writes, and those in the bin of which it says something."""
        if not self._form:
            return {}
        tables = self._tables[self._form]
        found = {key[:2] for key, (value, _same) in values.items() if key[2] == REMOVED and value and key[0] in tables}
        if self._form == _FORM and self._in_bin:
            about = (
                uid
                for key, (value, _same) in values.items()
                for uid in (*homes(key, value), *_named(self._targets, key, value))
            )
            found |= {(self._in_bin[uid], uid) for uid in about if uid in self._in_bin}
        return {(*row, IN_BIN): (self._form, "1") for row in sorted(found)}

    def saw(self, key: Key, form: int, heads: Mapping[Key, Iterable[str]]) -> tuple[str, ...]:
        """The nodes that stood last in every field that says something of a row."""
        keys = (*self._of_row.get(key[1], ()), *(self._names.get(key[1], ()) if form == _FORM else ()))
        return tuple(sorted({uid for one in keys for uid in heads[one]}))


def homes(key: Key, value: Any) -> Iterator[str]:
    """The uids of the rows that a write says something of."""
    if key[0] in APPEND_ONLY and key[2] != STANDS:  # events are told by the place in which they stand
        return
    yield key[1].partition(" ")[0] if key[2] == STANDS else key[1]
    if key[2] in _NAMING and value:
        yield str(value)


def _named(targets: Targets, key: Key, value: Any) -> Iterator[str]:
    """The uids of rows that a write names beside what it belongs to: a unit, a record of another book, the field of the office that it fills."""
    table, _uid, name = key
    column, _dot, own = name.partition(".")
    if not value or table in APPEND_ONLY or name.endswith(ORDER):
        return
    if column == OWN and own:
        yield own
    elif column in targets.get(table, {}) and column not in _NAMING:
        yield str(value)


def against_the_bin(found: State, nodes: Iterable[Node], targets: Targets) -> None:
    """Enter the conflicts of rows in the bin with what stands of them beyond what their removal had seen."""
    nodes = list(nodes)
    told = {write.key[:2] for node in nodes for write in node.writes if write.key[2] == IN_BIN}
    told = {row for row in told if found.rows.get(row, {}).get(REMOVED)}
    _ask_as_a_whole(found, {uid for _table, uid in told})
    due = {row for row in told if (*row, REMOVED) not in found.conflicts}
    if not due:
        return
    undone, uids = undone_nodes(nodes), {uid for _table, uid in due}
    by_name = {
        write.key[1] for node in nodes for write in node.writes if write.key[2] == IN_BIN and write.value == _FORM
    }
    written: dict[str, dict[Key, _Writes]] = {uid: {} for uid in uids}
    for node in nodes:
        for write in node.writes:
            named = (uid for uid in _named(targets, write.key, write.value) if uid in by_name)
            for home in (*homes(write.key, write.value), *(uid for uid in named if _names_still(found, write))):
                if home in uids:
                    written[home].setdefault(write.key, {})[node.uid] = node, write
    every = _every_write(nodes, {key for writes in written.values() for key in writes})
    for row in sorted(due):
        _row(found, row, written[row[1]], every, undone)


def _every_write(nodes: list[Node], keys: set[Key]) -> dict[Key, _Writes]:
    """All writes of some fields, those too that name nothing or another row: what stood between two that name one led from the first to the second."""
    found: dict[Key, _Writes] = {key: {} for key in keys}
    for node in nodes:
        for write in node.writes:
            if write.key in found:
                found[write.key][node.uid] = node, write
    return found


def taken_along(nodes: Iterable[Node], row: tuple[str, str], finding: str) -> list[str]:
    """The uids of the events of a finding that would stand had nobody ever put a row into the bin: the finding itself or one of its measures.

    What somebody took back otherwise, on whatever copy, is not among them; a settling that was undone, and that, is as if it had never been.
    """
    nodes = list(nodes)
    removals = (node.uid for node in nodes for write in node.writes if write.key == (*row, REMOVED) and write.value)
    gone = undone_nodes(nodes).union(removals)
    places: dict[Key, _Writes] = {}
    for node in nodes:
        for write in node.writes:
            if write.key[2] == STANDS and write.key[0] == EVENT and write.key[1].partition(" ")[0] == finding:
                places.setdefault(write.key, {})[node.uid] = node, write
    last = (heads_of(writes, gone) for writes in places.values())
    return [str(heads[0][1].value) for heads in last if heads and heads[0][1].value]


def _ask_as_a_whole(found: State, gone: set[str]) -> None:
    """A row in the bin is one question: what copies say differently of its fields, of its registrations and of its parts is asked when it
    stands in its list again."""
    for key in list(found.conflicts):
        itself = key[2] != REMOVED and key[1].partition(" ")[0] in gone
        if itself or _owner(found, key) in gone:
            del found.conflicts[key]


def _owner(found: State, key: Key) -> str:
    """The uid of the row with which another stands or falls; of a record only what its steps say falls with the finding that it names."""
    if key[0] not in PARTS and key[2] not in SAID_BY:
        return ""
    fields = found.rows.get(key[:2], {})
    return str(fields.get("record_id") or fields.get("measure_id") or fields.get("finding_id") or "")


def _row(
    found: State,
    row: tuple[str, str],
    written: dict[Key, _Writes],
    every: Mapping[Key, _Writes],
    undone: frozenset[str],
) -> None:
    told = {uid: pair for uid, pair in written[*row, IN_BIN].items() if uid not in undone}
    if not told:
        return
    known = set(told)
    for key in written:
        seen = {uid: write.seen for uid, (_node, write) in every[key].items()}
        for _node, write in told.values():
            known |= {one for uid in write.seen if uid in seen for one in known_to(seen, uid)}
    written = {key: writes for key, writes in written.items() if not _is_gone(found, row, key)}
    entered = [
        node
        for key, writes in written.items()
        for node in _beyond(key, every[key], known, undone)
        if node.uid in writes
    ]
    if not entered:
        return
    into = [
        node for node, _write in told.values() if any(one.key == (*row, REMOVED) and one.value for one in node.writes)
    ]
    binned = max(into or [node for node, _write in told.values()], key=lambda node: node.rank)
    last = max(entered, key=lambda node: node.rank)
    sides = (Side(1, binned.at, binned.user, binned.uid, "1"), Side(0, last.at, last.user, last.uid, "0"))
    key = (*row, REMOVED)
    found.conflicts[key] = Conflict(key, sides, 0, "0")


def _names_still(found: State, write: Write) -> bool:
    """Whether a row names yet what a write of it named; the fields of the office are put together by then and have no write left to ask."""
    table, uid, name = write.key
    return name.startswith(f"{OWN}.") or found.rows.get((table, uid), {}).get(name) == write.value


def _is_gone(found: State, row: tuple[str, str], key: Key) -> bool:
    """Whether what hangs on the row is in the bin itself."""
    return key[2] != STANDS and key[:2] != row and bool(found.rows.get(key[:2], {}).get(REMOVED))


def _beyond(key: Key, writes: _Writes, known: set[str], undone: frozenset[str]) -> list[Node]:
    """Who wrote a field otherwise than the removal knew it; what was entered and taken back says nothing."""
    if key[2] in (REMOVED, IN_BIN) or key[2].endswith(ORDER) or not _tells(key):
        return []
    writes = {uid: pair for uid, pair in writes.items() if uid not in undone}
    before = max((pair for uid, pair in writes.items() if uid in known), key=lambda pair: pair[0].rank, default=None)
    since = {uid: pair for uid, pair in writes.items() if uid not in known}
    seen = {uid for _node, write in since.values() for uid in write.seen}
    was = None if before is None else _said(before[1])
    return [node for uid, (node, write) in since.items() if uid not in seen and _said(write) != was]


def _tells(key: Key) -> bool:
    """Events of a finding or a record are told by their places, those of a measure by its lanes."""
    return not key[2].startswith("@") or key[2] == STANDS or (key[0] == "measure" and key[2] in LANES.values())


def _said(write: Write) -> Any:
    """What a write says; of a lane nothing where no registration stands in it."""
    return None if write.key[2] in LANES.values() and not write.value[2] else write.value
