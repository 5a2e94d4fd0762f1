"""A purge empties words also in what packages brought: the nodes that are kept with a receipt, and what was in conflict."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from db.merge.nodes import as_json, known, nodes_from
from db.merge.state import Node, Write
from db.merge.travel import OWN, SPLIT
from db.queries import packages
from db.queries.purges import WORDS
from db.reader import Reader

Emptied = tuple[str, int, dict[str, Any]]
"""A row that is to be written: table, id, fields."""


def emptied(reader: Reader, rows: Mapping[str, tuple[int, ...]]) -> Iterator[Emptied]:
    """The receipts and conflicts that hold words of purged rows, without these words."""
    kept = packages.receipts(reader)
    conflicts = [one for one in packages.all_conflicts(reader) if one.row_id in rows.get(one.table, ())]
    if not kept and not conflicts:
        return
    uids = known(reader).uids
    gone = {(table, uids[table, row_id]) for table, ids in rows.items() for row_id in ids if (table, row_id) in uids}
    for receipt, text in kept:
        nodes = nodes_from(json.loads(text))
        without = [_without(node, gone) for node in nodes]
        if without != nodes:
            yield "receipt", receipt, {"nodes": as_json(without)}
    for one in conflicts:
        yield "merge_conflict", one.id, {"said": []}


def _without(node: Node, gone: set[tuple[str, str]]) -> Node:
    writes = tuple(_emptied(write) if write.key[:2] in gone else write for write in node.writes)
    return (
        node if writes == node.writes else Node(node.uid, node.at, node.user, node.title, node.kind, node.made, writes)
    )


def _emptied(write: Write) -> Write:
    table, _uid, name = write.key
    column, _dot, own = name.partition(".")
    if column not in WORDS.get(table, {}):
        return write
    if column in SPLIT or column == OWN:
        return Write(write.key, [] if own.startswith("@") else None, write.seen, write.same)
    return Write(write.key, WORDS[table][column], write.seen, write.same)
