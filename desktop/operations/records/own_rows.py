"""The rows of the books that have tables of their own, by the names of their fields: command line, workbook and print read them here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from typing import Any

from db.queries import findings as finding_queries
from db.queries import letters as letter_queries
from db.queries import lineage
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries import users as user_queries
from db.queries.known import known_rows, letter_days, units_known
from db.queries.settings import setting
from db.queries.standing import FACTS
from db.reader import Reader
from db.records import LetterRow, UnitRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Field
from desktop.ledgers.letters import LETTER_BOOK
from desktop.operations.lists.view import STATUSES, Filters, view
from desktop.operations.office import POSTS
from desktop.operations.records import office_rows
from desktop.operations.records.questions import Wanted, known_state
from desktop.rules.state_words import STATE_WORDS

Row = dict[str, Any]
Rows = Callable[[Ledger, str, str | None, Wanted], list[Row]]


def _measures(ledger: Ledger, as_of: str, known_at: str | None, wanted: Wanted) -> list[Row]:
    shown = view(ledger.reader, Filters(wanted.rounds, wanted.units, search=wanted.search), as_of, known_at)
    numbers = {row.id: row.number for row in shown.rows}
    found = finding_queries.measures_of(ledger.reader, list(numbers), as_of, known_at)
    rows = [
        {
            "finding": numbers[one.finding_id],
            "number": f"{numbers[one.finding_id]}/{one.seq}",
            **_plain(one, "finding_id"),
        }
        for one in found
    ]
    rows = [row for row in rows if not wanted.state or wanted.state in _lane_words(row)]
    return narrowed("measure", rows, wanted, searched=True)


def _lane_words(row: Row) -> tuple[str, ...]:
    """Both lanes of a measure by code and word."""
    codes: tuple[str, str] = (row["verdict"], row["claim"])
    words = [word for code in codes for word in (code, STATE_WORDS.get(code, code))]
    return (*words, books.told_book("measure").state(row["verdict"]).word)


def _dated(unit: UnitRow) -> Row:
    """What the question itself answers as known."""
    return {name: getattr(unit, name) for name in FACTS["unit"]}


def _units(ledger: Ledger, as_of: str, known_at: str | None, wanted: Wanted) -> list[Row]:
    reader = ledger.reader
    units = (
        unit_queries.units_of_round(reader, wanted.rounds[0], as_of, known_at)
        if wanted.rounds
        else unit_queries.units(reader, as_of, known_at)
    )
    if known_at:
        known, names = units_known(reader, as_of, known_at)
        units = tuple(
            _as_known(one, {**known[one.id], **_dated(one)}, name=names[one.id]) for one in units if one.id in known
        )
    gone = {one.unit_id: one for one in lineage.merges(reader, as_of, known_at)}
    rows = [
        {
            "number": one.name,
            **_plain(one),
            "merged_into": gone[one.id].successor if one.id in gone else "",
            "merged_on": gone[one.id].on if one.id in gone else None,
        }
        for one in units
        if not wanted.units or one.id in wanted.units
    ]
    return narrowed("unit", rows, wanted)


def _rounds(ledger: Ledger, _as_of: str, known_at: str | None, wanted: Wanted) -> list[Row]:
    rounds = round_queries.rounds(ledger.reader)
    if known_at:
        known = known_rows(ledger.reader, "round", known_at)
        rounds = tuple(_as_known(one, known[one.id]) for one in rounds if one.id in known)
    rows = [
        {**_plain(one, "term_id"), "number": one.code} for one in rounds if not wanted.rounds or one.id in wanted.rounds
    ]
    return narrowed("round", rows, wanted)


def _letters(ledger: Ledger, as_of: str, known_at: str | None, wanted: Wanted) -> list[Row]:
    reader = ledger.reader
    rows = []
    for one in _letters_on(reader, as_of, known_at):
        if (wanted.rounds and one.round_id not in wanted.rounds) or (wanted.units and one.unit_id not in wanted.units):
            continue
        if wanted.state and wanted.state not in (one.state, LETTER_BOOK.state(one.state).word):
            continue
        numbers = finding_queries.numbers_of(reader, letter_queries.findings_of_letter(reader, one.id))
        unit = unit_queries.name_on(reader, one.unit_id, as_of) if one.unit_id else ""
        held = round_queries.round_by_id(reader, one.round_id) if one.round_id else None
        rows.append(
            {
                **_plain(one, "round_id", "unit_id"),
                "unit": unit,
                "round": held.name if held else "",
                "findings": list(numbers.values()),
            }
        )
    return narrowed("letter", rows, wanted)


def _letters_on(reader: Reader, as_of: str, known_at: str | None) -> list[LetterRow]:
    """The register as it stood on a date, in the order of issue: a receipt, a reply or 作废 counts from its own day."""
    known = known_rows(reader, "letter", known_at)
    days = letter_days(reader, as_of, known_at)
    found = []
    for one in reversed(letter_queries.letters(reader)):
        if one.id not in known or (one.issued_on or "") > as_of:
            continue
        own = days.get(one.id, {})
        as_stood = {"received_on": own.get("receipt"), "replied_on": own.get("reply")}
        state = "issued" if one.state == "void" and "void" not in own else one.state
        found.append(_as_known(one, known[one.id], **as_stood, state=state))
    return found


def _as_known(row: Any, known: Row, **told: Any) -> Any:
    """A row with what was known of it."""
    names = {field.name for field in fields(row)}
    return replace(row, **{**{name: value for name, value in known.items() if name in names}, **told})


def _users(ledger: Ledger, _as_of: str, _known_at: str | None, wanted: Wanted) -> list[Row]:
    rows = []
    for one in user_queries.users(ledger.reader):
        rights = [name for name in ("enter", "review", "manage", "audit") if getattr(one, f"may_{name}")]
        state = "active" if one.active else "inactive"
        if wanted.state in ("", state, books.told_book("user").state(state).word):
            rows.append({"number": one.name, "name": one.name, "rights": rights, "state": state})
    return narrowed("user", rows, wanted)


def _plain(record: Any, *without: str) -> Row:
    return {name: value for name, value in asdict(record).items() if name not in without}


def narrowed(name: str, rows: list[Row], wanted: Wanted, *, searched: bool = False) -> list[Row]:
    """Rows of a book with a table of its own, narrowed by field and, where the reader has not `searched`, by words."""
    if wanted.state:
        _check_state(name, wanted.state)
    by_name = {one.name: one for one in books.told_fields(name)}
    for asked, text in wanted.where.items():
        if rows and asked not in rows[0]:
            raise KnownError(f"没有“{asked}”这一栏。可用：{'、'.join(rows[0])}。", "unknown_field")
        rows = [row for row in rows if _says(row[asked], text, by_name.get(asked))]
    words = [] if searched else wanted.search.split()
    return [row for row in rows if all(_holds(row, word) for word in words)]


def _check_state(name: str, asked: str) -> None:
    own = {"finding": STATUSES, "measure": tuple(STATE_WORDS.values())}
    book = books.told_book(name)
    words = [word for one in book.states for word in (one.code, one.word)]
    known_state(book.title, tuple(dict.fromkeys((*words, *own.get(name, ())))), asked)


def _holds(row: Row, word: str) -> bool:
    return any(word in str(part) for value in row.values() for part in (value if isinstance(value, list) else [value]))


def _says(value: Any, text: str, field: Field | None) -> bool:
    if isinstance(value, (list, tuple)):
        return text in value
    if isinstance(value, bool):
        return text in (("是", "true", "1") if value else ("否", "false", "0", ""))
    word = field.choices.get(value) if field is not None and isinstance(value, str) else None
    return text in (str("" if value is None else value), word)


def _office(name: str) -> Rows:
    return lambda ledger, _as_of, _known_at, wanted: narrowed(name, office_rows.ROWS[name](ledger.reader), wanted)


def _left(name: str) -> Rows:
    return lambda ledger, _as_of, _known_at, wanted: narrowed(
        name, office_rows.LEFT[name](ledger.reader, wanted.asker), wanted
    )


def office_itself(ledger: Ledger, _as_of: str, _known_at: str | None, _wanted: Wanted) -> list[Row]:
    """The office, which is no list: its name, and the posts by which the load is divided."""
    posts = setting(ledger.reader, POSTS)
    return [{"number": "office", "name": setting(ledger.reader, "office"), "posts": int(posts) if posts else None}]


OWN_ROWS: dict[str, Rows] = {
    "measure": _measures,
    "unit": _units,
    "round": _rounds,
    "letter": _letters,
    "user": _users,
    **{name: _office(name) for name in office_rows.ROWS},
    **{name: _left(name) for name in office_rows.LEFT},
}
"""Every book with a table of its own but the finding ledger, which has lists of its own kind."""
