"""The whole check in one go: it reads over one connection, changes nothing and never refuses anything (page 26)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from db.queries.history import last_action
from db.reader import Reader
from db.store import Ledger
from desktop.operations.health import of_books, of_findings
from desktop.operations.health.further import FURTHER
from desktop.operations.health.line import Examined, Line, Stands
from desktop.operations.health.reading import Reading
from desktop.operations.maintenance import WARNING, Problem

CHECKS: tuple[Callable[[Reading], Line], ...] = (
    of_findings.complete,
    of_findings.closed_soundly,
    of_findings.reasons,
    of_findings.sums,
    of_books.leads,
    of_books.amounts,
    of_findings.villages,
    of_findings.reviews,
    of_findings.duplicates,
    of_findings.approvers,
    *of_books.BOOK_CHECKS,
)
"""The thirteen checks between the books (domain.md §2.22). That of cases and persons of leads runs in their own room alone: here it has a line and no figure."""


def examine(
    reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None = None, today: str = ""
) -> Examined:
    """Every line of the check for some rounds (all where none is named) on a date, as known."""
    began, seen = time.monotonic(), last_action(reader)
    reading = Reading(reader, rounds, as_of, known_at, today)
    checks = tuple(check(reading) for check in CHECKS)
    further = tuple(look(reading) for look in FURTHER)
    return Examined(checks, further, tuple(rounds), as_of, known_at, time.monotonic() - began, seen)


def problems(ledger: Ledger) -> Iterator[Problem]:
    """What `check` tells of all rounds: each check between the books that does not agree, with its rows; the ledger is sound all the same."""
    today = ledger.today()
    reading = Reading(ledger.reader, (), today, None, today)
    for check in CHECKS:
        line = check(reading)
        if line.stands in (Stands.ASKS, Stands.WRONG):
            yield Problem(WARNING, line.words, f"{line.result}。请在“系统—体检”中逐条办理。")
