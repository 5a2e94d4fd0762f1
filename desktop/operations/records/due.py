"""What is due in the books: every date that asks for work, of records that still wait for it (今日待办, 截至 views)."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries import books as queries
from db.queries import findings as finding_queries
from db.queries.books import Record
from db.reader import Reader
from db.records import FindingCriteria
from desktop.ledgers import books
from desktop.ledgers.register import Register
from desktop.rules.deadlines import days_between
from desktop.rules.overdue import is_open, is_waiting


@dataclass(frozen=True)
class Due:
    """A date of a record that asks for work; `days` to it, negative when it has passed."""

    register: str
    record: int
    number: str
    title: str
    on: str
    days: int


def due(reader: Reader, as_of: str, within: int = 20) -> tuple[Due, ...]:
    """Everything due until `within` days after a date, the earliest first."""
    open_findings = _open_findings(reader, as_of)
    found: list[Due] = []
    for declared in books.declared():
        register = books.book(reader, declared.name)
        fields = [field for field in register.deadlines if field.plain]
        if not fields:
            continue
        for record in queries.records(reader, register.shape, as_of):
            if not _waits(register, record, open_findings):
                continue
            for field in fields:
                on = record.stored[field.name]
                if on and (days := days_between(as_of, on)) <= within:
                    found.append(Due(register.name, record.id, record.number, field.title, on, days))
    return tuple(sorted(found, key=lambda one: (one.on, one.number)))


def _waits(register: Register, record: Record, open_findings: frozenset[int]) -> bool:
    """A record with states waits until a state from which nothing leads on; one without, while a finding of it is open."""
    if register.states:
        return not register.is_final(record.state)
    named = [finding for link in register.links for finding in _several(record.stored[link.name])]
    return any(finding in open_findings for finding in named) if named else True


def _open_findings(reader: Reader, as_of: str) -> frozenset[int]:
    rows = finding_queries.list_findings(reader, FindingCriteria(), as_of)
    return frozenset(row.id for row in rows if is_open(row) and not is_waiting(row))


def _several(value: object) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, int) else ()
