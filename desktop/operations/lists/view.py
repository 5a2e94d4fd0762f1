"""The view that a list is made of: the same rows for screen, print and workbook, and the words that say which rows they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.queries import findings as finding_queries
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.operations.search import find as find_text
from desktop.rules.overdue import days_overdue, deadline, due_date
from desktop.rules.state_words import CHIPS, STATE_WORDS, claim_word, lanes_text, standing_chip, verdict_word

NATURE_WORDS = {"ordinary": "限期整改", "immediate": "立行立改", "long_term": "长期坚持"}
STATUSES = (*STATE_WORDS, *dict.fromkeys(chip.word for chip in CHIPS))
"""What a filter on the state may say: a state of the verdict by its code, or the word of a chip."""


@dataclass(frozen=True)
class View:
    """Rows in their order, with what is printed around them: scope in words, how many there are in all, dates, basis."""

    rows: tuple[FindingRow, ...]
    as_of: str
    total: int
    scope: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Filters:
    """Which findings a list wants; `status` is a state of the verdict, or 待核实."""

    rounds: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    status: str = ""
    overdue: bool = False
    search: str = ""
    limit: int = 0
    scope: str = ""


def view(reader: Reader, filters: Filters, as_of: str, known_at: str | None = None, basis: str = "") -> View:
    """The findings of the filters as they stood."""
    criteria = FindingCriteria(rounds=filters.rounds)
    every = finding_queries.list_findings(reader, criteria, as_of, known_at)
    rows: Sequence[FindingRow] = every
    if filters.units:
        rows = [row for row in rows if row.unit_id in filters.units]
    if filters.status:
        rows = [
            row
            for row in rows
            if filters.status
            in (row.verdict, standing_chip(row.claim, row.verdict, bool(row.claim_newer), row.presence_kind).word)
        ]
    if filters.overdue:
        rows = sorted((row for row in rows if days_overdue(row, as_of)), key=lambda row: -days_overdue(row, as_of))
    if filters.search:
        found = find_text(reader, filters.search, rounds=filters.rounds)
        rows = [row for row in rows if row.id in found]
    if filters.limit:
        rows = rows[: filters.limit]
    return View(tuple(rows), as_of, len(every), filters.scope, basis)


def printed_record(row: FindingRow, as_of: str) -> dict[str, str]:
    """The texts of a row for a printed list, by column key."""
    due = due_date(row)
    return {
        "unit": row.unit_short or row.unit_name,
        "text": row.text,
        "number": row.number,
        "category": row.category2 or row.category1,
        "term_kind": NATURE_WORDS[row.nature],
        "leader": row.responsible_leader,
        "owner": row.owner,
        "due_on": due or ("长期坚持" if row.nature == "long_term" else ""),
        "claim": claim_word(row.claim),
        "verdict": _lanes(row),
        "timing": deadline(row, as_of).text.lstrip("▲◆◇—"),
        "note": row.remark + ("（期初）" if row.opening else ""),
    }


def _lanes(row: FindingRow) -> str:
    """The office's word; where the unit reports done and the office has not agreed, both lanes in words (ledger.md §2)."""
    if row.claim == "done" and row.verdict not in ("done", "transferred"):
        return lanes_text(row.claim, row.verdict)
    return verdict_word(row.verdict)


def exported_record(row: FindingRow, as_of: str, measures: Sequence[str]) -> dict[str, Any]:
    """The values of a row for a workbook; states are the words of the two lanes, never the chip."""
    return {
        "number": row.number,
        "round": row.round_name,
        "unit": row.unit_name,
        "category1": row.category1,
        "category2": row.category2,
        "parent": row.parent_text,
        "text": row.text,
        "nature": NATURE_WORDS[row.nature],
        "measures": "\n".join(f"{place}、{text}" for place, text in enumerate(measures, 1))
        if len(measures) > 1
        else "".join(measures),
        "leader": row.responsible_leader,
        "department": row.responsible_department,
        "owner": row.owner,
        "first_due_on": _day(row.first_due_on),
        "due_on": _due(row),
        "claim": claim_word(row.claim),
        "verdict": verdict_word(row.verdict),
        "verdict_on": _day(row.verdict_on) if row.verdict == "done" else None,
        "overdue": days_overdue(row, as_of) or None,
        "progress": row.last_text,
        "amount": row.amount_yuan,
        "people": row.people,
        "county_leader": row.county_leader,
        "remark": row.remark + ("（期初）" if row.opening else ""),
        "serial": row.serial,
    }


def measures_by_finding(reader: Reader, rows: Sequence[FindingRow], as_of: str) -> Mapping[int, list[str]]:
    """The texts of the measures of each row."""
    found: dict[int, list[str]] = {}
    for measure in finding_queries.measures_of(reader, [row.id for row in rows], as_of):
        found.setdefault(measure.finding_id, []).append(measure.text)
    return found


def _due(row: FindingRow) -> date | str | None:
    """The date; for 长期坚持 and 立行立改 the word before it, so that the list reads back as what it was."""
    due = _day(due_date(row))
    if row.nature == "ordinary":
        return due
    return f"{NATURE_WORDS[row.nature]}，{due.year}年{due.month}月{due.day}日" if due else NATURE_WORDS[row.nature]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
