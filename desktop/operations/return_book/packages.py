"""One return workbook and what the ledger knows of it: its number, its versions, and its rows then and now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.queries import return_books
from db.queries.return_books import SentBook, Standing
from db.reader import Reader
from desktop.rules.three_way import WITHDRAWN

CLOSED, MOVED = "row_closed", "row_moved"
_NUMBER = re.compile(r"HS-(\d{1,9})-(\d{1,9})-(\d{1,9})")
_SETTLED = frozenset({"done", "transferred"})
_DUE_WORDS = {"long_term": "长期坚持", "immediate": "立行立改"}
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Package:
    """Which return workbook: of which round and unit, in which version."""

    round_id: int
    unit_id: int
    version: int

    @property
    def family(self) -> str:
        """What the numbers of all versions begin with."""
        return f"HS-{self.round_id}-{self.unit_id}-"

    @property
    def number(self) -> str:
        """The number that stands in the file and in the register of exports."""
        return f"{self.family}{self.version}"


def package_of(number: str) -> Package | None:
    """The package with a number, None where it is none of ours."""
    found = _NUMBER.fullmatch(number)
    return Package(*(int(part) for part in found.groups())) if found else None


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
