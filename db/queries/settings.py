"""Settings of the whole office, kept in the ledger."""

from __future__ import annotations

from db.reader import Reader

TRIAL = "trial"  # '1': a ledger that entered rate cases; no paper is issued from it


def setting(reader: Reader, name: str, default: str = "") -> str:
    """The value of a setting."""
    found = reader.value("select value from setting where name = ?", (name,))
    return default if found is None else str(found)


def setting_id(reader: Reader, name: str) -> int | None:
    """The row of a setting, to change it."""
    found = reader.value("select id from setting where name = ?", (name,))
    return None if found is None else int(found)


def is_trial(reader: Reader) -> bool:
    """Whether the ledger holds rate cases only (试算)."""
    return setting(reader, TRIAL) == "1"
