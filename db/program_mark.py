"""Which version of the program wrote a ledger last, so that a former one can say which version it needs.

It stands in the head of the database file (SQLite's `user_version`), where a program of any version finds it whatever the tables are.
"""

from __future__ import annotations

import re
from contextlib import suppress

from db.driver import Connection, DatabaseError, OperationalError
from db.writer import Writer

_PART = 1000
_LARGEST = 2**31
"""SQLite keeps a signed number of four bytes."""


def number_of(version: str) -> int:
    """A version as one number, by which versions follow one another; 0 for what is none or does not fit. A fourth part is left out."""
    if re.fullmatch(r"\d{1,4}(\.\d{1,3}){1,3}", version, re.ASCII) is None:
        return 0
    first, second, third = [*map(int, version.split(".")), 0][:3]
    number = (first * _PART + second) * _PART + third
    return number if number < _LARGEST else 0


def version_of(number: int) -> str:
    """The version that a number stands for; '' for 0."""
    return f"{number // _PART**2}.{number // _PART % _PART}.{number % _PART}" if number > 0 else ""


def read(connection: Connection) -> str:
    """The latest version that wrote a ledger; '' where none has said so."""
    with suppress(DatabaseError):
        return version_of(int(connection.execute("pragma user_version").fetchone()[0]))
    return ""


def note(writer: Writer, version: str) -> None:
    """Write a version down where an earlier one stands or none. It is only told: a full disk is no reason to keep anybody out."""
    with suppress(OperationalError, OSError):
        if number_of(version) > int(writer.value("pragma user_version")):
            writer.mark(number_of(version))
