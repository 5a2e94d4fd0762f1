"""Rows of the finding ledger and sheets of papers without a ledger, with only what a test cares about."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, get_type_hints

from db.records import Basis, FindingRow
from desktop.documents.recipe import Rows
from desktop.operations.papers.figuring import Moment
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Snapshot, key_of

AS_OF = "2026-06-05"
_USUAL = {
    "round_id": 1, "unit_id": 1, "nature": "ordinary", "claim": "in_progress", "verdict": "in_progress", "present": 1,
    "given_on": "2026-03-18", "feedback_on": "2026-03-18", "in_feedback": 1, "due_on": "2026-06-30", "first_due_on": "2026-06-30",
    "other": "{}",
}  # fmt: skip
_TYPES = {name: str(hint) for name, hint in get_type_hints(FindingRow).items()}


def a_row(number: int, **fields: Any) -> FindingRow:
    """A finding in progress, due on 2026-06-30; its permanent number is 15-06-0001 and so on."""
    plain = {
        name: None if "None" in _TYPES[name] else 0 if "int" in _TYPES[name] else "" for name in FindingRow._fields
    }
    plain |= {name: value for name, value in FindingRow._field_defaults.items()}
    return FindingRow(
        **{**plain, **_USUAL, "id": number, "number": f"15-06-{number:04d}", "text": f"问题{number}", **fields}
    )


def a_snapshot(rows: list[FindingRow], closed: set[str] | None = None, counted: set[str] | None = None) -> Snapshot:
    """A snapshot of rows; by default all are counted and those whose verdict is done are closed."""
    keys = frozenset(key_of(row) for row in rows if row.present)
    open_keys = {key_of(row) for row in rows if row.verdict != "done"}
    claimed = frozenset(keys - {key_of(row) for row in rows if row.claim != "done"})
    return Snapshot(
        Moment(AS_OF, "", "县委口径"), Basis("县委口径", level="problem"), (1,), AS_OF, None, tuple(rows), (),
        keys if counted is None else frozenset(counted), frozenset(keys - open_keys if closed is None else closed), claimed, (),
    )  # fmt: skip


def a_kind(**fields: Any) -> SimpleNamespace:
    """What the providers of words ask of a kind of paper."""
    usual = {"rows": Rows(), "per": "unit", "guarded": True, "annexes": (), "office_words": ()}
    return SimpleNamespace(**{**usual, **fields})


def a_sheet(rows: list[FindingRow], chosen: list[FindingRow] | None = None, **fields: Any) -> Sheet:
    """A paper about the chosen rows (by default all) of its scope."""
    occasion = SimpleNamespace(
        records=lambda _book: (),
        reader=fields.pop("reader", None),
        request=SimpleNamespace(issued_on=date(2026, 6, 8), as_of=date(2026, 6, 5)),
        recipe=fields.pop("recipe", None) or a_kind(),
        shot=fields.pop("shot", None) or a_snapshot(rows),
        round=fields.pop("round", SimpleNamespace(id=1, code="15-06", ends_on="2026-09-18", feedback_on="2026-03-18")),
        kept={},
    )
    occasion.once = lambda key, compute: (
        occasion.kept.setdefault(key, compute()) if key not in occasion.kept else occasion.kept[key]
    )
    refused = fields.pop("refused", {})
    occasion.kept[("refusals", tuple(row.id for row in (rows if chosen is None else chosen)))] = refused
    return Sheet(
        occasion,
        fields.pop("unit", None),
        fields.pop("addressee", "县民政局党组"),
        rows,
        rows if chosen is None else chosen,
        **fields,
    )
