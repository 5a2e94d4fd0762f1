"""The place of an event in the order of its day: given at entry and equal on every copy of the ledger, whoever reads it.

A place is the millisecond of the entry with 20 bits of what was entered, never below what its finding or record already has:
what one copy enters follows in the order of entry, and what two copies enter at the same time stands in one order on both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from db.queries import history, record_history
from db.reader import Reader

_BITS = 20


def of_event(reader: Reader, recorded_at: str, fields: Mapping[str, Any]) -> int:
    """The place of a new event of a finding or its measures."""
    return _after(history.last_place(reader, int(fields["finding_id"])), recorded_at, fields)


def of_step(reader: Reader, recorded_at: str, fields: Mapping[str, Any]) -> int:
    """The place of a new step of a record."""
    last = record_history.last_place(reader, str(fields["register"]), int(fields["record_id"]))
    return _after(last, recorded_at, fields)


def _after(last: int, recorded_at: str, fields: Mapping[str, Any]) -> int:
    now = int(datetime.fromisoformat(recorded_at).replace(tzinfo=UTC).timestamp() * 1000)
    said = json.dumps({name: value for name, value in fields.items() if value}, sort_keys=True, default=str)
    bits = int.from_bytes(hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()[:3], "big") >> 4
    return max(now, (last >> _BITS) + 1) << _BITS | bits
