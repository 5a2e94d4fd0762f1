"""The rows that `records` answers and the declarations that `registers` answers: fields by name, links as permanent numbers."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries import book_facts
from db.queries.books import Record
from db.reader import Reader
from db.store import Ledger
from desktop.cli.questions import finding_row
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register
from desktop.operations.deeds import catalogue
from desktop.operations.lists.view import Filters, view
from desktop.operations.own_fields import own_fields
from desktop.operations.records import own_rows
from desktop.operations.records.own_rows import Row, Rows
from desktop.operations.records.proposals import open_proposals
from desktop.operations.records.questions import Wanted, chosen
from desktop.operations.served import served


def declared_rows(name: str, ledger: Ledger, as_of: str, known_at: str | None, wanted: Wanted) -> list[Row]:
    """The records of a declared book; asked for what is proposed, also what the ledger proposes and nobody entered."""
    reader = ledger.reader
    register = books.book(reader, name)
    entries = book_facts.entries_of(reader, register.name)
    rows = [
        record_row(register, record, entries.get(record.id))
        for record in chosen(reader, register, as_of, known_at, wanted)
    ]
    if name == "inspector":
        did = {one.record.id: one.derived for one in served(reader, as_of, known_at)}
        rows = [{**row, **did[row["id"]]} for row in rows]
    if name == "talk" and wanted.state in ("proposed", register.state("proposed").word):
        rows += _proposed(reader, as_of, wanted)
    return rows


def record_row(register: Register, record: Record, entered: tuple[str, str, str, str] | None = None) -> Row:
    """One record as JSON says it."""
    row: Row = {"id": record.id, "number": record.number}
    if register.states:
        row |= {"state": record.state, "state_on": record.state_on}
    for field in register.all_fields:
        value = record.numbers.get(field.name, record.fields.get(field.name))
        row[field.name] = (
            bool(value) if field.holds is Holds.FLAG else list(value) if isinstance(value, tuple) else value
        )
    if entered is not None:
        row |= dict(zip(("entered_at", "entered_by", "changed_at", "changed_by"), entered, strict=True))
    return row


def in_order(name: str, rows: list[Row], field: str) -> list[Row]:
    """The rows by a field; score sheets by their groups and ranks, which total or rate decides. KnownError for another word."""
    if name == "score_sheet" and field in ("total", "rate", "rank"):
        return sorted(rows, key=lambda row: (str(row["group"]), row["rank"] or 0, str(row["number"])))
    if rows and field not in rows[0]:
        raise KnownError(f"没有“{field}”这一栏，可按这些栏排：{'、'.join(rows[0])}。", "unknown_field")
    return sorted(rows, key=lambda row: (row[field] is None, str(type(row[field])), row[field]))


def registers_told() -> list[Row]:
    """Every book: fields, states, steps with what they need and the right, rules."""
    own = [_register(book, books.told_fields(book.name)) for book in books.WITH_TABLES]
    return [*own, *(_register(one, one.all_fields) for one in books.declared())]


def _register(register: Register, told: Sequence[Field]) -> Row:
    listed = [
        {
            "field": one.name, "title": one.title, "type": one.target, "needed": one.needed, "choices": dict(one.choices),
            "deadline": one.deadline, "internal": one.internal, "set_by": one.set_by,
        }
        for one in told
    ]  # fmt: skip
    states = [{"state": one.code, "title": one.word} for one in register.states]
    rules = [{"rule": one.kind, "level": "R" if one.refuses else "W", "text": one.words} for one in register.rules]
    named = {"register": register.name, "title": register.title, "number": register.number}
    return {**named, "fields": listed, "states": states, "steps": _steps(register.name), "rules": rules}


def _steps(name: str) -> list[Row]:
    return [
        {
            "step": step, "title": deed.title, "from": list(deed.frm), "to": deed.to or None, "needs": list(deed.needs),
            "fields": list(deed.fields), "right": str(deed.right), "reason": deed.reason,
        }
        for step, deed in catalogue.deeds(name).items()
    ]  # fmt: skip


def _proposed(reader: Reader, as_of: str, wanted: Wanted) -> list[Row]:
    found = [
        one for one in open_proposals(reader, as_of, wanted.rounds) if not wanted.units or one.unit_id in wanted.units
    ]
    return [
        {
            "id": None, "number": None, "state": "proposed", "unit": one.unit, "round": one.round, "kind": one.kind,
            "reason": one.reason, "matter": one.matter, "findings": list(one.numbers),
        }
        for one in found
    ]  # fmt: skip


def _findings(ledger: Ledger, as_of: str, known_at: str | None, wanted: Wanted) -> list[Row]:
    shown = view(
        ledger.reader, Filters(wanted.rounds, wanted.units, wanted.state, search=wanted.search), as_of, known_at
    )
    own = own_fields(ledger.reader)
    return own_rows.narrowed("finding", [finding_row(line, own) for line in shown.lines], wanted, searched=True)


OWN_ROWS: dict[str, Rows] = {"finding": _findings, "office": own_rows.office_itself, **own_rows.OWN_ROWS}
