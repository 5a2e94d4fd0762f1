"""What is due in the books: every date that asks for work, of records that still wait for it (今日待办, 截至 views)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.queries import findings as finding_queries
from db.queries.books import Record
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.ledgers import books
from desktop.ledgers.column import Tone
from desktop.ledgers.register import Register
from desktop.operations.records.questions import Wanted, chosen
from desktop.rules.deadlines import days_between
from desktop.rules.overdue import is_open, is_waiting
from desktop.rules.permissions import Right


@dataclass(frozen=True)
class Due:
    """A date of a record that asks for work; `days` to it, negative when it has passed; `title` names the date or the step that is due."""

    register: str
    record: int
    number: str
    title: str
    on: str
    days: int
    unit: str = ""


def due(
    reader: Reader,
    as_of: str,
    within: int = 20,
    *,
    known_at: str | None = None,
    rounds: tuple[int, ...] = (),
    read: Mapping[int, FindingRow] | None = None,
) -> tuple[Due, ...]:
    """Everything due until `within` days after a date, the earliest first: deadlines, and steps whose day is set already.

    `read` are findings that the caller has read for the same moment; only those that records name besides are read here.
    """
    found: list[Due] = []
    for declared in books.declared():
        register = books.book(reader, declared.name)
        if not any(field.plain for field in register.deadlines) and not any(step.dated_by for step in register.steps):
            continue
        records = chosen(reader, register, as_of, known_at, Wanted(rounds), short=True)
        named = () if register.states else {one for record in records for one in _named(register, record)}
        open_findings = _open_findings(reader, named, read or {}, as_of, known_at)
        for record in records:
            if not _waits(register, record, open_findings) or told_as_waiting(register, record.state):
                continue
            for title, on in _dates(register, record).items():
                if (days := days_between(as_of, on)) <= within:
                    unit = register.unit_of(record)
                    found.append(Due(register.name, record.id, record.number, title, on, days, unit))
    return tuple(sorted(found, key=lambda one: (one.on, one.number)))


def waiting_for_review(
    reader: Reader, as_of: str, known_at: str | None = None, rounds: tuple[int, ...] = ()
) -> dict[str, tuple[Record, ...]]:
    """The records by book that only a person with 审核 can lead on, such as extensions that were applied for."""
    found: dict[str, tuple[Record, ...]] = {}
    for register in books.declared():
        states = {one.code for one in register.states if told_as_waiting(register, one.code)}
        if states:
            records = chosen(reader, register, as_of, known_at, Wanted(rounds), short=True)
            found[register.name] = tuple(record for record in records if record.state in states)
    return {name: records for name, records in found.items() if records}


def _dates(register: Register, record: Record) -> dict[str, str]:
    """The dates of a record that ask for work, by what they ask for."""
    dates = {field.title: field.name for field in register.deadlines if field.plain}
    dates |= {step.title: step.dated_by for step in register.steps if step.dated_by and record.state in step.frm}
    return {title: str(record.stored[name]) for title, name in dates.items() if record.stored[name]}


def told_as_waiting(register: Register, state: str) -> bool:
    """Whether only a person with 审核 can lead on, and the book does not tell that by its day.

    What is entered as done (作说明保留) waits for nobody, though a reviewer may still decide otherwise.
    """
    if state == register.first_state and register.state(state).tone is Tone.GREEN:
        return False
    onward = [step for step in register.steps if state in step.frm and step.to]
    return bool(onward) and not register.told_by_day and all(step.right is Right.REVIEW for step in onward)


def _waits(register: Register, record: Record, open_findings: frozenset[int]) -> bool:
    """A record with states waits until a state from which nothing leads on; one without, while a finding of it is open."""
    if register.states:
        return not register.is_final(record.state)
    named = _named(register, record)
    return any(finding in open_findings for finding in named) if named else True


def _named(register: Register, record: Record) -> list[int]:
    return [finding for link in register.links for finding in _several(record.stored[link.name])]


def _open_findings(
    reader: Reader, named: Iterable[int], read: Mapping[int, FindingRow], as_of: str, known_at: str | None
) -> frozenset[int]:
    """Those of the named that still wait for their unit."""
    rows = [read[one] for one in named if one in read]
    if others := tuple(one for one in named if one not in read):
        rows += finding_queries.list_findings(reader, FindingCriteria(ids=others), as_of, known_at)
    return frozenset(row.id for row in rows if is_open(row) and not is_waiting(row))


def _several(value: object) -> tuple[int, ...]:
    return value if isinstance(value, tuple) else (value,) if isinstance(value, int) else ()
