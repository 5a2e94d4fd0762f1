"""What was typed, imported or scripted, as a book stores it; and the judgement of a whole record by its declaration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from db.queries import facts
from db.reader import Reader
from desktop.errors import Fault, KnownError
from desktop.ledgers.field import LINKS, Field, Holds, Lookup
from desktop.ledgers.register import Register

_TABLES = {Holds.FINDINGS: "finding", Holds.UNITS: "unit"}
"""The table of rows that a field names several of."""


def read_values(
    register: Register, given: Mapping[str, Any], lookup: Lookup, folder: Path | None = None
) -> dict[str, Any]:
    """Each given value as stored; KnownError names the field. Files are taken from `folder` where their path is relative."""
    return {name: _stored(_field(register, name), value, lookup, folder) for name, value in given.items()}


def plain_only(register: Register, names: Iterable[str]) -> None:
    """Refuse fields that a deed changes or the ledger computes."""
    for name in names:
        field = _field(register, name)
        if not field.plain:
            raise KnownError(f"“{field.title}”不能直接填写。{field.reason or '请用相应的办理步骤。'}", "not_plain")


def known_links(register: Register, values: Mapping[str, Any], reader: Reader) -> None:
    """Refuse a link to a row that the ledger does not have, before anything is read from there."""
    for name, value in values.items():
        field = register.field(name)
        if field is None or field.holds not in LINKS or not value:
            continue
        for target in value if isinstance(value, (list, tuple)) else (value,):
            if not facts.exists(reader, _TABLES.get(field.holds, field.target), int(target)):
                raise KnownError(f"“{field.title}”所指的一条台账里没有。请刷新后重选。", "unknown_record")


def judge(
    register: Register,
    record: Mapping[str, Any],
    today: str,
    *,
    proposed: bool = False,
    reader: Reader | None = None,
    before: Mapping[str, Any] | None = None,
) -> None:
    """Raise where a needed field is empty or a rule **R** is broken. A proposal waits for what planning will fill in.

    With `reader` also the rules that other records decide; what broke them `before` already does not hinder an edit.
    """
    for field in register.all_fields:
        if field.needed and not proposed and record.get(field.name) in (None, "", ()):
            raise KnownError(f"“{field.title}”是空的。请填写。", "empty")
    known = () if before is None else _looked_at(register, before, today, reader)
    for fault in broken_rules(register, record, today, reader):
        if refuses(register, fault.kind) and fault not in known:
            raise KnownError(fault.text, fault.kind)


def judge_beside(register: Register, record: Mapping[str, Any], today: str, reader: Reader) -> None:
    """Raise where a rule **R** that other records decide is broken: for a record that comes back from the recycle bin."""
    for fault in _looked_at(register, record, today, reader):
        if refuses(register, fault.kind):
            raise KnownError(fault.text, fault.kind)


def broken_rules(
    register: Register, record: Mapping[str, Any], today: str, reader: Reader | None = None
) -> tuple[Fault, ...]:
    """Every rule of the book that a record breaks; with `reader` also those that other records decide."""
    own = () if register.check is None else tuple(register.check(record, today))
    return (*own, *register.not_counted(record), *_looked_at(register, record, today, reader))


def _looked_at(register: Register, record: Mapping[str, Any], today: str, reader: Reader | None) -> tuple[Fault, ...]:
    return () if register.look is None or reader is None else tuple(register.look(reader, record, today))


def refuses(register: Register, kind: str) -> bool:
    """Whether a broken rule refuses (R) or warns (W); a rule that the declaration forgot refuses."""
    return all(rule.refuses for rule in register.rules if rule.kind == kind)


def _field(register: Register, name: str) -> Field:
    field = register.field(name)
    if field is None:
        raise KnownError(f"{register.title}没有“{name}”这一栏。", "unknown_field")
    return field


def _stored(field: Field, value: Any, lookup: Lookup, folder: Path | None) -> Any:
    if field.holds is Holds.FILE:
        return Path(folder or ".") / str(value) if value else ""
    if isinstance(value, Mapping):  # a line each: what is named, what it says, and why
        return field.read("\n".join(" ".join(map(str, (key, *_parts(said)))) for key, said in value.items()), lookup)
    if isinstance(value, bool):
        return field.read("是" if value else "否", lookup)
    if isinstance(value, (list, tuple)):
        return field.read("、".join(str(part) for part in value), lookup)
    return field.read("" if value is None else str(value), lookup)


def _parts(said: Any) -> tuple[Any, ...]:
    if isinstance(said, Mapping):
        return tuple(said.values())
    return tuple(said) if isinstance(said, (list, tuple)) else (said,)
