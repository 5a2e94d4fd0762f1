"""What a copy tells the others: all that it did or received, as one document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from db.dump import rows, steps
from db.merge.nodes import Known, as_json, known
from db.reader import Reader

FORM = "package"


def content(reader: Reader, own: Known | None = None) -> dict[str, Any]:
    """Everything but the files: the schema, the first action (the shared past), nodes in their order, numbers given."""
    own = own or known(reader)
    return {
        "form": FORM,
        "steps": list(steps(reader)),
        "root": own.root,
        "purges": sorted(own.purges),
        "placeless": sorted(own.placeless),
        "counters": [[row["name"], row["last"]] for row in rows(reader, "counter")],
        "nodes": as_json(own.nodes),
    }


def counts(nodes: Iterable[Any]) -> dict[str, int]:
    """How many rows the nodes entered, by table."""
    found: dict[str, int] = {}
    for node in nodes:
        for table, _row in node.made:
            found[table] = found.get(table, 0) + 1
    return found
