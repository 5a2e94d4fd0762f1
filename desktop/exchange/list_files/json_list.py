"""A list as JSON, for programs of others: its title, basis line, heads and rows in the order of the workbook, without subtotals."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.exchange.list_files.table import ListTable
from desktop.exchange.unused_path import unused, written_whole


def write_json_list(path: Path, table: ListTable) -> Path:
    """Write the list and return the final path, which is never one that existed; days are ISO, an empty cell is null."""
    final = unused(path.with_suffix(".json"))
    said = {
        "title": table.title,
        "basis": table.subtitle,
        "office": table.properties.office,
        "columns": [column.title for column in table.columns],
        "rows": [[_plain(value) for value in row] for row in table.rows],
    }
    with written_whole(final) as draft:
        text = json.dumps(said, ensure_ascii=False, indent=1)
        draft.write_bytes(text.encode("utf-8", "surrogatepass"))
    return final


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value
