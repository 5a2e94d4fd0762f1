"""A package of some rounds: what was done in other rounds alone is left out, with nothing left out that the rest stands on.

Receiving is the union of two sets, so a part may go as well as the whole; a later package of the whole brings the rest.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from db.merge.claims import resolved
from db.merge.nodes import Known
from db.merge.state import Node
from db.merge.travel import Travelling
from db.reader import Reader

_Row = tuple[str, str]
_ROUND = "round_id"
_HOMES = (
    ("finding_id", "finding"),
    ("measure_id", "measure"),
    ("letter_id", "letter"),
    ("team_id", "team"),
    ("problem_id", "problem"),
)
"""Columns that name what a row belongs to, with its table; the first that is filled counts."""
_TAKES_BACK = {"retraction": "finding_event", "record_retraction": "record_event"}


def of_rounds(reader: Reader, own: Known, rounds: Collection[int]) -> Known:
    """What a copy knows of these rounds and of all that is in none, in the same order."""
    wanted = {own.uids.get(("round", one), f"round#{one}") for one in rounds}
    travel = Travelling(reader)
    rows = resolved(travel, own.nodes).rows
    places = _Places(rows)
    maker = {uid: node.uid for node in own.nodes for _table, uid in node.made}
    by_uid = {node.uid: node for node in own.nodes}
    kept: set[str] = set()
    due = [node.uid for node in own.nodes if node.uid in own.placeless or places.concern(node, wanted)]
    while due:
        uid = due.pop()
        if uid in kept or uid not in by_uid:
            continue
        kept.add(uid)
        due += _needs(by_uid[uid], maker)
    return replace(own, nodes=[node for node in own.nodes if node.uid in kept])


class _Places:
    """In which round each row stands."""

    def __init__(self, rows: Mapping[_Row, Mapping[str, Any]]) -> None:
        self._rows = rows
        self._found: dict[_Row, str] = {}
        self._tables: dict[str, str] = {uid: table for table, uid in rows if table not in _TAKES_BACK.values()}

    def concern(self, node: Node, wanted: Collection[str]) -> bool:
        """Whether a node is about one of the rounds, or about none at all."""
        touched = {*node.made, *((write.key[0], write.key[1].partition(" ")[0]) for write in node.writes)}
        found = {place for row in touched if (place := self._of(row))}
        return not found or bool(found & set(wanted))

    def _of(self, row: _Row) -> str:
        if row not in self._found:
            self._found[row] = ""  # what belongs to itself belongs to none
            self._found[row] = self._look(row)
        return self._found[row]

    def _look(self, row: _Row) -> str:
        table, uid = row
        if table == "round":
            return uid
        fields = self._rows.get(row, {})
        if fields.get(_ROUND):
            return str(fields[_ROUND])
        if table in _TAKES_BACK:
            return self._of((_TAKES_BACK[table], str(fields.get("event_id", ""))))
        if fields.get("record_id") and fields.get("register"):
            return self._of((str(fields["register"]), str(fields["record_id"])))
        homes = ((home, str(fields[name])) for name, home in _HOMES if fields.get(name))
        return next((place for home in homes if (place := self._of(home))), self._of_place(row))

    def _of_place(self, row: _Row) -> str:
        """A place in a day is known by what it belongs to: its table is that of the event, its uid that of the finding or record."""
        if row in self._rows or row[0] not in _TAKES_BACK.values():
            return ""
        home = self._tables.get(row[1])
        return self._of((home, row[1])) if home else ""


def _needs(node: Node, maker: Mapping[str, str]) -> Iterator[str]:
    """The nodes that a node stands on: what its writes had seen, and who made the rows that it touches and names."""
    for write in node.writes:
        yield from write.seen
        for word in (write.key[1].partition(" ")[0], *_words(write.value)):
            if word in maker:
                yield maker[word]


def _words(value: Any) -> Iterable[str]:
    """Every text in a value, also in lists that are written as text."""
    if isinstance(value, str):
        yield value
        if value[:1] in "[{":
            try:
                yield from _words(json.loads(value))
            except ValueError:
                return
    elif isinstance(value, Mapping):
        yield from (str(one) for one in value)
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _words(one)
