"""One finding on its way into the ledger, whichever way it comes: list, events file, opening balance, paste, form, command line, split.

There is one such record. Its fields are those of the book (`ledgers.findings`): a field that is declared there can be drafted at
once, under its name; nothing else can. A draft starts with what was written (unit and round by name, one category path, the
states as words of a list) and is completed with what the ledger knows (ids, category levels, the deadline).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from desktop.ledgers.findings import EDITABLE, FIELDS

DRAFTED = tuple(one.name for one in FIELDS if one.name != "text" and (one.name in EDITABLE or one.name == "serial"))
"""The fields of the book that a draft can hold, beside its text."""
_EMPTY = {one.name: one.empty for one in FIELDS} | {"nature": "ordinary", "in_feedback": True}


@dataclass(frozen=True)
class MeasureDraft:
    """What a clerk or a list says of a measure; dates ISO. `row`, `status` and `progress` are what the row of a list says of it."""

    text: str
    leader: str = ""
    department: str = ""
    owner: str = ""
    due_on: str | None = None
    due_kind: str = ""
    standard: str = ""
    row: int = 0
    status: str = ""
    progress: str = ""

    def stored(self) -> dict[str, Any]:
        """The columns of a measure."""
        names = ("text", "leader", "department", "owner", "due_on", "due_kind", "standard")
        return {name: getattr(self, name) for name in names}


@dataclass(init=False)
class FindingDraft:
    """A finding that is not entered yet; dates ISO, money in whole yuan, what is not said None.

    `values` holds the fields of the book by name and is read as attributes: `draft.owner`. The rest is what the ledger keeps by
    id, as an event, or as the place in a file. Raises TypeError for a name that neither the book nor the draft has.
    """

    round_id: int = 0
    unit_id: int = 0
    text: str = ""
    parent_id: int | None = None
    number: str = ""
    """The permanent number, where the file itself gives it."""
    own: Mapping[str, Any] | None = None
    other: dict[str, str] = field(default_factory=dict)
    """Cells of a list under heads that no field has."""
    import_id: int | None = None
    opening: bool = False
    sheet: str = ""
    row: int = 0
    rows: list[int] = field(default_factory=list)
    unit: str | None = None
    """As written; `unit_known` where it is a name of the register."""
    unit_known: bool = False
    round: str | None = None
    category: str | None = None
    parent: str | None = None
    measures: list[str] = field(default_factory=list)
    measure_details: list[MeasureDraft] = field(default_factory=list)
    due_on: str | None = None
    status: str | None = None
    verified_status: str | None = None
    progress: str | None = None
    completed_on: str | None = None
    values: dict[str, Any] = field(default_factory=dict)

    def __init__(self, round_id: int = 0, unit_id: int = 0, text: str = "", **told: Any) -> None:
        told |= {"round_id": round_id, "unit_id": unit_id, "text": text}
        for part in fields(self):
            usual = part.default if part.default_factory is MISSING else part.default_factory()
            given = told.pop(part.name, None)
            setattr(self, part.name, usual if given is None else given)
        strange = told.keys() - set(DRAFTED)
        if strange:
            raise TypeError(f"a finding has no {', '.join(sorted(strange))}")
        self.values = {**self.values, **told}

    def __getattr__(self, name: str) -> Any:
        if name in _EMPTY and name in DRAFTED:
            value = self.values.get(name)
            return _EMPTY[name] if value is None else value
        raise AttributeError(name)

    def said(self, name: str) -> Any:
        """A field of the book as it was said, None where nothing was said of it."""
        return self.values.get(name)

    def but(self, **told: Any) -> FindingDraft:
        """The same draft with some of it said otherwise."""
        parts = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "values"}
        return FindingDraft(**{**parts, **self.values, **told})

    def stored(self) -> dict[str, Any]:
        """The columns of a finding; what was not said is left to the ledger's own default."""
        said = {name: value for name, value in self.values.items() if value is not None}
        return {
            **said,
            "round_id": self.round_id,
            "unit_id": self.unit_id,
            "text": self.text,
            "parent_id": self.parent_id,
            "import_id": self.import_id,
            "source_sheet": self.sheet,
            "source_row": self.row or None,
            "opening": self.opening,
            "other": dict(self.other),
            "own": dict(self.own or {}),
        }
