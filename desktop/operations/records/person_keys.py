"""Who is named in a salted field is kept as a key: the same person has the same key in every copy of the ledger, and no name is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from db.queries.log import first_sum
from db.queries.settings import setting
from db.reader import Reader
from desktop.ledgers.register import Register
from desktop.operations.change import Changes
from desktop.operations.office import put_setting

SALT = "person_salt"
_KEY = re.compile(r"[0-9a-f]{20}")


def keyed(changes: Changes, register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with every name in a salted field turned into its key; a key stays as it is."""
    names = [one.name for one in register.fields if one.salted and values.get(one.name)]
    if not names:
        return dict(values)
    salt = _salt(changes)
    return {**values, **{name: key_of(salt, str(values[name])) for name in names}}


def key_of(salt: str, person: str) -> str:
    """The key of a person; spaces inside a name mean nothing."""
    plain = "".join(person.split())
    return plain if _KEY.fullmatch(plain) else sha256(f"{salt}|{plain}".encode()).hexdigest()[:20]


def key_known(reader: Reader, person: str) -> str:
    """The key of a person by the salt as it is kept, else as it would be; writes nothing."""
    return key_of(setting(reader, SALT) or first_sum(reader), person)


def _salt(changes: Changes) -> str:
    """That of this ledger: the first sum of its log, which all copies share, kept so that it goes along with a dump."""
    kept = setting(changes.writer, SALT)
    if kept:
        return kept
    salt = first_sum(changes.writer)
    put_setting(changes, SALT, salt)
    return salt
