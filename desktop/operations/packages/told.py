"""What a copy tells the others: all that it did or received, as one document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from db.dump import rows, steps
from db.merge.nodes import Known, as_json, known
from db.reader import Reader
from desktop.errors import KnownError

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


def as_text(document: Mapping[str, Any]) -> bytes:
    """The document as it stands in a package."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read(text: bytes) -> dict[str, Any]:
    """The document of a package; KnownError where it is none."""
    try:
        document = json.loads(text.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise KnownError("包中的内容不能读，没有接收。请让发送方重新打包。", "damaged")
    return document


def counts(nodes: Iterable[Any]) -> dict[str, int]:
    """How many rows the nodes entered, by table."""
    found: dict[str, int] = {}
    for node in nodes:
        for table, _row in node.made:
            found[table] = found.get(table, 0) + 1
    return found
