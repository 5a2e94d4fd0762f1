"""The register of units: dated names, aliases, order, leaders and contacts (L6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from db.queries import history, lineage, register
from db.queries import units as unit_queries
from db.queries.settings import setting
from db.queries.standing import EVER
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.stored_words import column_word
from desktop.ledgers.units import UNIT_EDITABLE
from desktop.operations import dated_facts
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor
from desktop.rules.unit_names import derived_names
from desktop.rules.workflow import is_date


@dataclass(frozen=True)
class UnitDraft:
    """A unit as a register names it; names that are empty are derived from the full name."""

    name: str
    aliases: Sequence[str] = ()
    organ: str = ""
    short: str = ""
    party_short: str = ""
    kind: str = ""
    party_form: str = ""
    superior: str = ""
    supervising_leader: str = ""
    department_in_charge: str = ""
    discipline_team: str = ""
    leader: str = ""
    leader_title: str = ""
    contact: str = ""
    phone: str = ""
    sort: int = 0
    note: str = ""


def add(
    ledger: Ledger, actor: Actor, drafts: Iterable[UnitDraft], title: str = "", reason: str = ""
) -> tuple[list[int], Changes]:
    """Enter units that the register lacks; known ones get the fields that the draft adds. Raises as `refuse_unsaid` does."""
    drafts = list(drafts)
    refuse_unsaid(ledger.writing(), drafts, reason)
    with change(ledger, actor, Action.EDIT_UNIT, title or f"登记单位 {len(drafts)} 个", reason=reason) as changes:
        county = setting(changes.writer, "county")
        made = [put_unit(changes, draft, county, reason) for draft in drafts]
    return made, changes


def put_unit(changes: Changes, draft: UnitDraft, county: str = "", reason: str = "") -> int:
    """Enter one unit inside an action, or complete the one that has this name; returns its id."""
    if not draft.name.strip():
        raise KnownError("单位名称是空的。请填写全称。")
    writer = changes.writer
    fields = _fields(draft)
    found = register.unit_id(writer, draft.name)
    if found is None:
        names = derived_names(draft.name, draft.kind, county)
        fields = {"short": names.short, "party_short": names.party_short, "party_form": names.party_form} | fields
        fields.setdefault("sort", register.last_sort(writer) + 1)
        unit_id = writer.insert("unit", fields)
        writer.insert("unit_name", {"unit_id": unit_id, "name": draft.name.strip()})
    else:
        unit_id = found
        if fields:
            dated_facts.put(changes, "unit", unit_id, fields, reason=reason)
    present = set(register.aliases(writer, unit_id))
    for alias in draft.aliases:
        if alias.strip() and alias not in present:
            writer.insert("unit_alias", {"unit_id": unit_id, "alias": alias.strip()})
            present.add(alias)
    return unit_id


def _fields(draft: UnitDraft) -> dict[str, Any]:
    return {key: value for key, value in asdict(draft).items() if key in UNIT_EDITABLE and value not in ("", 0)}


def refuse_unsaid(reader: Reader, drafts: Iterable[UnitDraft], reason: str) -> None:
    """Raise KnownError that names every known unit with findings whose kind or county leader a register would change without a reason."""
    known = ((register.unit_id(reader, draft.name), draft) for draft in drafts)
    _refuse_unsaid(reader, {unit_id: _fields(draft) for unit_id, draft in known if unit_id is not None}, reason)


def _refuse_unsaid(reader: Reader, edits: Mapping[int, Mapping[str, Any]], reason: str) -> None:
    if reason.strip():
        return
    found = []
    for unit_id, fields in edits.items():
        row = history.fields_of(reader, "unit", unit_id)
        names = dated_facts.changes_of("unit", row, fields)
        if names and register.count_findings(reader, None, unit_id):
            told = "、".join(f"{column_word('unit', name)} {row[name]} → {fields[name] or '（空）'}" for name in names)
            found.append(f"{unit_queries.name_on(reader, unit_id, EVER)}：{told}")
    if found:
        raise KnownError(
            f"已有问题的单位改动类别或分管县领导，统计数字随之改变，须写明理由，没有登记：{'；'.join(found)}。"
            "请在“轮次与单位”中逐家修改并写理由，或从这份名册中去掉这几栏。",
            "reason",
        )


def edit(
    ledger: Ledger,
    actor: Actor,
    unit_id: int,
    fields: Mapping[str, Any],
    reason: str = "",
    *,
    on: str = "",
    corrects: bool = False,
) -> Changes:
    """Set plain fields of a unit. Another kind or county leader is so from `on` (by default today), or all along where it corrects."""
    strange = set(fields) - UNIT_EDITABLE
    if strange:
        raise KnownError(f"单位没有“{'、'.join(sorted(strange))}”这一栏，或它不能直接修改。")
    _refuse_unsaid(ledger.writing(), {unit_id: fields}, reason)
    with change(ledger, actor, Action.EDIT_UNIT, "修改单位", reason=reason) as changes:
        dated_facts.put(changes, "unit", unit_id, fields, on=on, corrects=corrects, reason=reason)
    return changes


def rename(ledger: Ledger, actor: Actor, unit_id: int, name: str, from_on: str, paper: str = "") -> Changes:
    """更名: the new name is valid from a date; earlier papers and reports keep the old one."""
    if not name.strip():
        raise KnownError("新名称是空的。")
    if not is_date(from_on):
        raise KnownError(f"更名日期“{from_on}”不是真实的日期，应写成 2026-06-18 这样。请改正。", "date")
    other = register.unit_id(ledger.writing(), name)
    if other is not None and other != unit_id:
        raise KnownError(f"“{name}”已经是另一个单位的名称或别名。请先在名册中改正。")
    with change(ledger, actor, Action.EDIT_UNIT, f"单位更名为 {name}") as changes:
        for row_id, old_from in register.open_names(changes.writer, unit_id):
            if old_from and old_from >= from_on:
                raise KnownError(f"更名日期 {from_on} 不晚于现名称的起用日期 {old_from}。请核对。")
            changes.writer.update(
                "unit_name", row_id, {"to_on": (date.fromisoformat(from_on) - timedelta(days=1)).isoformat()}
            )
        changes.writer.insert(
            "unit_name", {"unit_id": unit_id, "name": name.strip(), "from_on": from_on, "paper": paper}
        )
    return changes


def merge(ledger: Ledger, actor: Actor, unit_id: int, into: int, on: str, paper: str = "") -> Changes:
    """撤并: a unit goes into another since a date. Its findings stay with it until they are moved; new entries go to the successor."""
    today = ledger.today()
    if not is_date(on):
        raise KnownError(f"撤并日期“{on}”不是真实的日期，应写成 2026-06-18 这样。请改正。", "date")
    if on > today:
        raise KnownError(f"撤并日期 {on} 晚于今天 {today}。请改成今天或以前的日期。", "in_future")
    reader = ledger.writing()
    if lineage.successor(reader, unit_id) != unit_id:
        raise KnownError("这个单位已经并入别的单位。并错了的请先撤销。", "wrong_state")
    if lineage.successor(reader, into) == unit_id:
        raise KnownError("单位不能并入自己，也不能并入已并进来的单位。请核对。", "circle")
    name = unit_queries.name_on(reader, unit_id, on)
    with change(ledger, actor, Action.EDIT_UNIT, f"{name} 并入 {unit_queries.name_on(reader, into, on)}") as changes:
        fields = {"unit_id": unit_id, "successor_id": into, "merged_on": on, "paper": paper}
        changes.writer.insert("unit_merge", {**fields, "action_id": changes.action_id})
    return changes


def add_alias(ledger: Ledger, actor: Actor, unit_id: int, alias: str) -> Changes:
    """Remember another way lists write this unit."""
    other = register.unit_id(ledger.writing(), alias)
    if other is not None and other != unit_id:
        raise KnownError(f"“{alias}”已经是另一个单位的名称或别名。请先在名册中改正。")
    with change(ledger, actor, Action.EDIT_UNIT, f"记住单位别名 {alias}") as changes:
        changes.writer.insert("unit_alias", {"unit_id": unit_id, "alias": alias.strip()})
    return changes


def remove(ledger: Ledger, actor: Actor, unit_id: int) -> Changes:
    """Take a unit out of the register; refused while it has findings."""
    if register.count_findings(ledger.writing(), None, unit_id):
        raise KnownError("该单位已有问题，不能移出名册。更名或撤并请用“更名”。")
    with change(ledger, actor, Action.REMOVE, "单位移入回收站") as changes:
        changes.writer.update("unit", unit_id, {"removed_in": changes.action_id})
    return changes
