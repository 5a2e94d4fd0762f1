"""What each fault of a list means for entering it: leaves the row out, asks the clerk, or is only a note (ledger.md §5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.ledgers.finding_draft import FindingDraft

NOTES = frozenset(
    {
        "hidden_row",
        "hidden_column",
        "hidden_sheet",
        "not_a_list_sheet",
        "picture_not_read",
        "bad_character",
        "trimmed",
        "trimmed_value",
    }
)
NO_UNIT = frozenset({"unknown_unit", "multiple_units", "missing_unit"})
BEFORE_FEEDBACK = "before_feedback"


@dataclass(frozen=True)
class Options:
    """How a list is entered. Dates ISO; `opening` is 期初建账 and needs a reason."""

    round_name: str = ""
    list_date: str = ""
    feedback_on: str | None = None
    opening: bool = False
    reason: str = ""
    accept_faults: bool = False
    only_new: bool = False
    """Leave findings that the ledger already has as they are."""
    rounds: Mapping[str, str] = field(default_factory=dict)
    """Round as the list writes it → name of the round that is meant."""


@dataclass(frozen=True)
class Picks:
    """What the clerk chose against what is proposed: rows (sheet, row) not to be taken, and fields of rows, taken or not."""

    left: frozenset[tuple[str, int]] = frozenset()
    fields: Mapping[tuple[str, int, str], bool] = field(default_factory=dict)

    def takes(self, place: tuple[str, int], name: str, *, proposed: bool) -> bool:
        """Whether a field of a row is taken: a change is by default, a conflict is not."""
        return place not in self.left and self.fields.get((*place, name), proposed)


def leaves_out(fault: ReadingFault) -> bool:
    """Whether no finding comes of the row."""
    return bool(fault.level == "error" or fault.kind == "missing_text")


def asks(fault: ReadingFault) -> bool:
    """Whether the clerk must say what to do; leaving the field empty is one answer."""
    return not leaves_out(fault) and fault.kind not in NOTES


def hinder(faults: Iterable[ReadingFault]) -> list[ReadingFault]:
    """The faults that keep a list from being entered as it is."""
    return [fault for fault in faults if leaves_out(fault) or asks(fault)]


def emptied(faults: Iterable[ReadingFault]) -> set[tuple[str, int, str]]:
    """Fields that the reading keeps as written but entering leaves empty: dates before feedback."""
    return {(fault.sheet, fault.row, fault.column or "") for fault in faults if fault.kind == BEFORE_FEEDBACK}


def own_fault(
    finding: FindingDraft, column: str, kind: str, message: str, suggestions: tuple[str, ...] = ()
) -> ReadingFault:
    """A fault found on entering, in the shape of the reader's."""
    said = f"第 {finding.row} 行：{message}"
    return ReadingFault(finding.sheet, finding.row, column, "", "warning", kind, said, suggestions)
