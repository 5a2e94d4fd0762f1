"""A purge empties words also in what packages brought: the nodes that are kept with a receipt, and what was in conflict."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.merge.nodes import as_json, known, nodes_from
from db.merge.state import Node, Write
from db.merge.travel import OWN, SPLIT
from db.queries import packages
from db.reader import Reader

Emptied = tuple[str, int, dict[str, Any]]
"""A row that is to be written: table, id, fields."""


def emptied(reader: Reader, rows: Sequence[Emptied]) -> Iterator[Emptied]:
    """The receipts and conflicts that hold words of purged rows, without these words."""
    kept = packages.receipts(reader)
    touched = {(table, row_id) for table, row_id, _fields in rows}
    conflicts = [one for one in packages.all_conflicts(reader) if (one.table, one.row_id) in touched]
    if not kept and not conflicts:
        return
    uids = known(reader).uids
    gone = {(table, uids[table, row]): fields for table, row, fields in rows if (table, row) in uids}
    for receipt, text in kept:
        nodes = nodes_from(json.loads(text))
        without = [_without(node, gone) for node in nodes]
        if without != nodes:
            yield "receipt", receipt, {"nodes": as_json(without)}
    for one in conflicts:
        yield "merge_conflict", one.id, {"said": []}


def _without(node: Node, gone: Mapping[tuple[str, str], Mapping[str, Any]]) -> Node:
    writes = tuple(_emptied(write, gone[write.key[:2]]) if write.key[:2] in gone else write for write in node.writes)
    return (
        node if writes == node.writes else Node(node.uid, node.at, node.user, node.title, node.kind, node.made, writes)
    )


def _emptied(write: Write, fields: Mapping[str, Any]) -> Write:
    column, _dot, own = write.key[2].partition(".")
    if column not in fields:
        return write
    if column == OWN and own in (kept := json.loads(fields[column])):
        return Write(write.key, kept[own], write.seen, write.same)
    if column in SPLIT or column == OWN:
        return Write(write.key, [] if own.startswith("@") else None, write.seen, write.same)
    return Write(write.key, fields[column], write.seen, write.same)
