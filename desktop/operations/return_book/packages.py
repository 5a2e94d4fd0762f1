"""One return workbook and what the ledger knows of it: its number, its versions, and its rows then and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from db.queries import return_books
from db.queries.return_books import SentBook, Standing
from db.reader import Reader
from desktop.operations.return_book.numbering import Numbered
from desktop.rules.three_way import WITHDRAWN

CLOSED, MOVED = "row_closed", "row_moved"
_SETTLED = frozenset({"done", "transferred"})
_DUE_WORDS = {"long_term": "长期坚持", "immediate": "立行立改"}
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Package(Numbered):
    """Which return workbook: of which round and unit, in which version."""

    PREFIX: ClassVar[str] = "HS"

    round_id: int
    unit_id: int
    version: int


def versions(reader: Reader, package: Package) -> tuple[SentBook, ...]:
    """Every version that went out, the one in force last."""
    return return_books.sent_books(reader, package.family)


def rows_for(standing: Sequence[Standing], package: Package, unit: str) -> Rows:
    """The rows that go into a package: the open findings of the unit."""
    return {one.number: _row(one, unit) for one in standing if one.unit_id == package.unit_id and not _why_gone(one)}


def sent_rows(reader: Reader, package: Package, unit: str, book: SentBook) -> Rows:
    """The rows that went into a package, as the ledger knew them when it was sent."""
    return rows_for(return_books.standing_of_round(reader, package.round_id, book.as_of, book.action_id), package, unit)


def rows_now(reader: Reader, package: Package, unit: str, today: str) -> tuple[Rows, Mapping[str, str], dict[str, int]]:
    """What the ledger says now, which findings take nothing any more and why, and the ids by number."""
    standing = return_books.standing_of_round(reader, package.round_id, today)
    gone = {one.number: kind for one in standing if (kind := _why_gone(one) or _moved(one, package))}
    return {one.number: _row(one, unit) for one in standing}, gone, {one.number: one.id for one in standing}


def units_with_open_findings(standing: Sequence[Standing]) -> tuple[int, ...]:
    """The units to which a return workbook of the round can go, in order of their findings."""
    return tuple(dict.fromkeys(one.unit_id for one in standing if not _why_gone(one)))


def _why_gone(one: Standing) -> str:
    if one.presence != "in":
        return WITHDRAWN
    return CLOSED if one.verdict in _SETTLED else ""


def _moved(one: Standing, package: Package) -> str:
    return "" if one.unit_id == package.unit_id else MOVED


def _row(one: Standing, unit: str) -> dict[str, Any]:
    """The fields of a return workbook; what stands in no field of it never leaves."""
    return {
        "unit": unit,
        "category": one.category or None,
        "text": one.text,
        "due_on": one.due_on or _DUE_WORDS.get(one.due_kind),
        "status": one.claim,
        "completed_on": one.claim_on if one.claim == "done" else None,
        "progress": one.progress or None,
        "owner": one.owner or None,
        "remark": one.remark or None,
    }
