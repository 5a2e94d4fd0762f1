"""A finding whose every field holds its own mark, made from the declaration: a field that is added is marked too (W-3)."""

from __future__ import annotations

from typing import Any

from desktop.ledgers.field import Field, Holds
from desktop.ledgers.finding_draft import DRAFTED, FindingDraft
from desktop.ledgers.findings import EDITABLE, FIELDS
from desktop.operations import findings, measures, own_fields, progress
from desktop.operations.measures import MeasureDraft
from tests.builders import EVERYONE, a_round, a_unit

TODAY = "2026-06-05"
_DRAFTED = frozenset(("text", *DRAFTED))
OWN = (
    ("包案领导", Holds.TEXT, ()), ("专项备注", Holds.LONG, ()), ("约定日期", Holds.DATE, ()), ("走访次数", Holds.INT, ()),
    ("追缴金额", Holds.MONEY, ()), ("挂牌督办", Holds.FLAG, ()), ("风险等级", Holds.CHOICE, ("高", "中", "低")),
)  # fmt: skip


def mark(field: Field, place: int) -> Any:
    """A value that no other field has; a choice that is not the usual one."""
    if field.holds is Holds.DATE:
        return f"2026-{7 + place // 28:02d}-{1 + place % 28:02d}"
    if field.holds is Holds.INT:
        return 1000 + place
    if field.holds is Holds.MONEY:
        return 10_000 * (2000 + place) + 37
    if field.holds is Holds.FLAG:
        return field.name != "in_feedback"
    if field.holds is Holds.CHOICE:
        return [code for code in field.choices if code][-1]
    return f"印{chr(0x5000 + 7 * place)}{chr(0x6100 + 11 * place)}"


def own_names(ledger) -> dict[str, str]:
    """The office's own fields, one of each kind, added by the operation; title → name."""
    return {title: own_fields.add(ledger, EVERYONE, title, holds, words)[0] for title, holds, words in OWN}


def marks(ledger) -> dict[str, Any]:
    """Name → value of every field that a plain edit sets, own ones too."""
    own = own_fields.own_fields(ledger.reader)
    every = [field for field in (*FIELDS, *own) if field.name in EDITABLE or field.own]
    return {field.name: mark(field, place) for place, field in enumerate(every)}


def a_marked_finding(ledger) -> tuple[int, dict[str, Any]]:
    """Enter it, with a co-unit, two measures and a claim; returns its id and the marks."""
    own_names(ledger)
    found = marks(ledger)
    round_id, unit_id = a_round(ledger), a_unit(ledger, "县民政局党组", supervising_leader="别人")
    other = a_unit(ledger, "县财政局党组")
    plain = {name: value for name, value in found.items() if name in _DRAFTED}
    own = {name: value for name, value in found.items() if name not in _DRAFTED}
    draft = FindingDraft(round_id, unit_id, own=own, serial="印原序", **plain)
    finding_id, _changes = findings.add(ledger, EVERYONE, draft, [other])
    measures.add(ledger, EVERYONE, finding_id, [MeasureDraft("印措施一"), MeasureDraft("印措施二")], "2026-03-20")
    progress.claim(ledger, EVERYONE, finding_id, "partly_done", "2026-05-07", "印最近进展")
    return finding_id, found
