"""The office's own lists are edited: categories, phrases, working days, deadline rules, counting bases (系统)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from db.queries import bases
from db.queries.history import fields_of
from db.records import Basis
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.dictionaries import CATEGORY_BOOK, PHRASE_BOOK
from desktop.operations.change import Changes, change
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action, Actor

FIELDS = {
    "category": tuple(field.name for field in CATEGORY_BOOK.fields),
    "phrase": tuple(field.name for field in PHRASE_BOOK.fields),
    "calendar_day": ("day", "kind", "name"),
    "deadline_rule": ("round_id", "event", "days", "unit", "warn_before"),
}
WORDS = {
    "category": "分类",
    "phrase": "短语",
    "calendar_day": "工作日历",
    "deadline_rule": "时限规则",
    "unit_alias": "单位别名",
}
DAY_KINDS, UNITS = ("holiday", "workday"), ("day", "workday", "month")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def put(ledger: Ledger, actor: Actor, table: str, fields: Mapping[str, Any], row_id: int | None = None) -> Changes:
    """Add an entry of a list, or change one."""
    said = {name: value for name, value in fields.items() if name in FIELDS[table]}
    _check(table, said)
    verb = "新增" if row_id is None else "修改"
    with change(ledger, actor, Action.EDIT_DICTIONARY, f"{verb}{WORDS[table]}") as changes:
        if row_id is None:
            changes.writer.insert(table, said)
        else:
            changes.writer.update(table, row_id, said)
    return changes


def remove(ledger: Ledger, actor: Actor, table: str, row_id: int) -> Changes:
    """Take an entry out of a list; what was written with it stays as it is."""
    with change(ledger, actor, Action.EDIT_DICTIONARY, f"移除{WORDS[table]}") as changes:
        changes.writer.update(table, row_id, {"removed_in": changes.action_id})
    return changes


def put_days(ledger: Ledger, actor: Actor, days: Mapping[str, str], name: str) -> Changes:
    """Enter the holidays and moved working days of a year: ISO day → holiday or workday."""
    if not days:
        raise KnownError("还没有填日期。请按放假通知填写放假日和调休上班日。")
    for day, kind in days.items():
        _check("calendar_day", {"day": day, "kind": kind})
    with change(ledger, actor, Action.EDIT_DICTIONARY, f"录入工作日历 {len(days)} 天") as changes:
        for day, kind in days.items():
            changes.writer.insert("calendar_day", {"day": day, "kind": kind, "name": name})
    return changes


def put_basis(ledger: Ledger, actor: Actor, basis: Basis) -> tuple[int, Changes]:
    """A new basis, or a new version of the one with its name; papers that were issued keep theirs."""
    if not basis.name.strip():
        raise KnownError("口径名称是空的。请填写，如“县委口径2026（核实）”。")
    basis_rules.check(basis)
    with change(ledger, actor, Action.EDIT_BASIS, f"口径 {basis.name.strip()}") as changes:
        former = bases.basis_by_name(changes.writer, basis.name.strip())
        said = {key: value for key, value in asdict(basis).items() if key not in ("id", "version", "is_default")}
        fields = {**said, "name": basis.name.strip(), "version": former.version + 1 if former else 1}
        made = changes.writer.insert("basis", {**fields, "is_default": bool(former and former.is_default)})
    return made, changes


def set_default_basis(ledger: Ledger, actor: Actor, basis_id: int) -> Changes:
    """The basis that a fresh window and new papers start with."""
    with change(ledger, actor, Action.EDIT_BASIS, "设为默认口径") as changes:
        name = fields_of(changes.writer, "basis", basis_id)["name"]
        for one in bases.bases(changes.writer):
            wanted = one.name == name
            if one.is_default != wanted:
                changes.writer.update("basis", one.id, {"is_default": wanted})
    return changes


def _check(table: str, fields: Mapping[str, Any]) -> None:
    """What an entry cannot do without."""
    if table == "category" and not str(fields.get("level1", "x")).strip():
        raise KnownError("一级分类是空的。请填写。")
    if table == "phrase" and not str(fields.get("text", "x")).strip():
        raise KnownError("短语是空的。请填写。")
    if "day" in fields and not _ISO.fullmatch(str(fields["day"])):
        raise KnownError(f"“{fields['day']}”不是日期。请改成如 2026-10-01 的日期。")
    if table == "calendar_day" and fields.get("kind", "holiday") not in DAY_KINDS:
        raise KnownError("工作日历的一天只能是放假或上班。")
    if table == "deadline_rule":
        if "days" in fields and (not isinstance(fields["days"], int) or fields["days"] < 0):
            raise KnownError(f"时限“{fields['days']}”不是天数。请填 0 或正整数。")
        if fields.get("unit", "day") not in UNITS:
            raise KnownError("时限的单位只能是自然日、工作日或月。")
