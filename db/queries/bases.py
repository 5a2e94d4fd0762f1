"""The stored counting bases, every version of them."""

from __future__ import annotations

import json
from typing import Any

from db.reader import Reader
from db.records import Basis

_COLUMNS = """name, version, level, verified_only, numerator, exclude, include_immediate, include_villages, within_period,
              rounding, decimals, is_default, id"""


def bases(reader: Reader) -> tuple[Basis, ...]:
    """All bases in order of name, the latest version first; older versions stay for the papers that used them."""
    sql = f"select {_COLUMNS} from basis where removed_in is null order by is_default desc, name, version desc, id"
    return tuple(_basis(row) for row in reader.tuples(sql))


def current_bases(reader: Reader) -> tuple[Basis, ...]:
    """The latest version of each name, the default first."""
    latest: dict[str, Basis] = {}
    for basis in bases(reader):
        known = latest.get(basis.name)
        if known is None or basis.version > known.version:
            latest[basis.name] = basis
    return tuple(sorted(latest.values(), key=lambda basis: (not basis.is_default, basis.id)))


def basis_by_name(reader: Reader, name: str, version: int | None = None) -> Basis | None:
    """The latest (or the named) version of a basis."""
    sql = f"""select {_COLUMNS} from basis where removed_in is null and name = :name
              and (:version is null or version = :version) order by version desc, id desc limit 1"""
    found = reader.tuples(sql, {"name": name, "version": version})
    return _basis(found[0]) if found else None


def basis_by_id(reader: Reader, basis_id: int) -> Basis | None:
    """The basis that a letter or view refers to."""
    found = reader.tuples(f"select {_COLUMNS} from basis where id = ?", (basis_id,))
    return _basis(found[0]) if found else None


def default_basis(reader: Reader) -> Basis:
    """The office's default, else the first stored, else 已销号 over all findings."""
    current = current_bases(reader)
    return current[0] if current else Basis()


def _basis(row: tuple[Any, ...]) -> Basis:
    fields = dict(zip(_COLUMNS.replace(" ", "").replace("\n", "").split(","), row, strict=True))
    for name in ("verified_only", "include_immediate", "include_villages", "within_period", "is_default"):
        fields[name] = bool(fields[name])
    for name in ("numerator", "exclude"):
        fields[name] = tuple(json.loads(fields[name]))
    return Basis(**fields)
