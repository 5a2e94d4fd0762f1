"""What making a paper asks of the ledger: numbers used, papers sent before, prepared papers, templates of the office."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.queries.standing import moment, stands
from db.reader import Reader
from db.records import Place


@dataclass(frozen=True, slots=True)
class SentBefore:
    """An earlier paper to the same unit, as a later one refers to it."""

    id: int
    kind: str
    title: str
    number: str
    issued_on: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared paper: what a clerk typed for it, as JSON."""

    id: int
    kind: str
    round_id: int | None
    unit_id: int | None
    name: str
    fields: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of an issued paper; `findings` is a JSON list of permanent numbers."""

    token: str
    name: str
    value: str
    origin: str
    basis: str
    as_of: str
    known_at: str
    findings: str


@dataclass(frozen=True, slots=True)
class EventOfLetter:
    """What happened to a paper after it was issued."""

    id: int
    kind: str
    happened_on: str
    person: str
    number: str
    adopted: int | None
    note: str
    sha256: str
    file_name: str


@dataclass(frozen=True, slots=True)
class EarlyReply:
    """A reply that came before its paper was entered; `number` is the reply's own."""

    id: int
    letter_number: str
    happened_on: str
    person: str
    number: str
    adopted: int | None
    note: str
    sha256: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A paper that asked a unit for a reply by a day, and got none."""

    id: int
    kind: str
    unit_id: int
    number: str
    issued_on: str
    reply_by: str


@dataclass(frozen=True, slots=True)
class Word:
    """What a unit said of a finding, or that the office refused it, and why."""

    finding_id: int
    claim_state: str | None
    refused: int
    reason: str


def pattern_of(reader: Reader, kind: str) -> tuple[str, int]:
    """The number pattern that the office set for a series and its first number; an empty pattern where it set none."""
    rows = reader.tuples(
        "select pattern, next from number_series where kind = ? and removed_in is null order by id desc", (kind,)
    )
    return (rows[0][0], rows[0][1]) if rows else ("", 1)


def numbers_borne(reader: Reader) -> tuple[tuple[int, str], ...]:
    """Id and number of every paper that bears one, void ones too."""
    rows = reader.tuples("select id, number from letter where number <> '' and removed_in is null order by id")
    return tuple((row[0], row[1]) for row in rows)


def letters_without_line(reader: Reader) -> tuple[tuple[int, str], ...]:
    """Id and number of papers whose number has no line of its own yet: those of the former version."""
    rows = reader.tuples(
        """
        select id, number from letter where number <> '' and removed_in is null
           and not exists (select 1 from paper_number where letter_id = letter.id and paper_number.removed_in is null)
         order by id
        """
    )
    return tuple((row[0], row[1]) for row in rows)


def letter_dates(reader: Reader, letter_id: int) -> tuple[str, str, str]:
    """Date, state and typed words (JSON) of a paper."""
    rows = reader.tuples("select coalesce(issued_on, ''), state, words from letter where id = ?", (letter_id,))
    return (rows[0][0], rows[0][1], rows[0][2]) if rows else ("", "", "{}")


def reserved(reader: Reader, pattern: str, year: int) -> tuple[tuple[int, int], ...]:
    """Ranges of numbers that are kept for other desks."""
    rows = reader.tuples(
        "select first, last from number_reservation where pattern = ? and year = ? and removed_in is null",
        (pattern, year),
    )
    return tuple((row[0], row[1]) for row in rows)


def sent_before(
    reader: Reader, unit_id: int, round_id: int, before: Place, kinds: tuple[str, ...]
) -> tuple[SentBefore, ...]:
    """Papers of these kinds that a unit was sent in a round before a place in the register, void ones left out, in its order."""
    marks = ", ".join("?" * len(kinds))
    return reader.rows(
        SentBefore,
        f"""
        select id, kind, title, number, issued_on from letter
         where unit_id = ? and round_id = ? and (issued_on, id) < (?, ?) and state = 'issued' and removed_in is null and kind in ({marks})
         order by issued_on, id
        """,
        (unit_id, round_id, *before, *kinds),
    )


def titles_sent_to(reader: Reader, addressee: str, kind: str, before: Place) -> tuple[str, ...]:
    """The titles of papers of a kind that an addressee was sent before a place in the register, in any round, void ones left out."""
    return reader.column(
        """
        select title from letter
         where addressee = ? and kind = ? and (issued_on, id) < (?, ?) and state = 'issued' and removed_in is null order by issued_on, id
        """,
        (addressee, kind, *before),
    )


def kinds_sent(reader: Reader, round_id: int, until: str) -> tuple[str, ...]:
    """The kind of every paper that was issued or registered in a round up to a day, void ones left out."""
    return reader.column(
        "select kind from letter where round_id = ? and issued_on <= ? and state = 'issued' and removed_in is null order by id",
        (round_id, until),
    )


def team_of(reader: Reader, round_id: int, unit_id: int) -> str:
    """The name of the team that inspected a unit in a round; empty where that is not known.

    The book of teams says it (the last one entered, where two name the unit), else the link of an older ledger.
    """
    found = reader.value(
        """
        select name from (
            select team.id, team.name, 1 as booked from team
              join record_unit on record_unit.register = 'team' and record_unit.field = 'units' and record_unit.record_id = team.id
             where team.round_id = ?1 and record_unit.unit_id = ?2 and record_unit.removed_in is null and team.removed_in is null
            union all
            select team.id, team.name, 0 from round_unit join team on team.id = round_unit.team_id
             where round_unit.round_id = ?1 and round_unit.unit_id = ?2 and round_unit.removed_in is null and team.removed_in is null
        ) order by booked desc, id desc limit 1
        """,
        (round_id, unit_id),
    )
    return str(found or "")


def unanswered(reader: Reader, round_id: int, as_of: str) -> tuple[Unanswered, ...]:
    """Papers of a round whose day of reply has passed without one, of each kind the last that a unit got, in order of that day."""
    return reader.rows(
        Unanswered,
        """
        select id, kind, unit_id, number, issued_on, reply_by from letter
         where round_id = ?1 and unit_id is not null and state = 'issued' and removed_in is null and issued_on is not null
           and reply_by < ?2 and not exists (
               select 1 from letter_event where letter_id = letter.id and kind = 'reply' and happened_on <= ?2 and removed_in is null)
           and not exists (
               select 1 from letter as later where later.round_id = letter.round_id and later.unit_id = letter.unit_id
                  and later.kind = letter.kind and later.state = 'issued' and later.removed_in is null and later.issued_on <= ?2
                  and (later.issued_on, later.id) > (letter.issued_on, letter.id))
         order by reply_by, id
        """,
        (round_id, as_of),
    )


def words_on(reader: Reader, finding_ids: Iterable[int], as_of: str, known_at: str | None) -> tuple[Word, ...]:
    """Claims and refusals that stand on a date, as known on another, finding by finding in the order of their effect."""
    return reader.rows(
        Word,
        f"""
        select e.finding_id, e.claim_state, e.refused, e.reason
          from json_each(:ids) as wanted cross join finding_event as e on e.finding_id = wanted.value
         where e.measure_id is null and (e.claim_state is not null or e.refused) and {stands()}
         order by wanted.key, e.effective_on, e.id
        """,
        {**moment(as_of, known_at), "ids": json.dumps(list(finding_ids))},
    )


def prepared(reader: Reader, kind: str = "", prepared_id: int | None = None) -> tuple[Prepared, ...]:
    """Prepared papers of a kind, or the one with an id."""
    return reader.rows(
        Prepared,
        """
        select id, kind, round_id, unit_id, name, fields from prepared_paper
         where removed_in is null and (?1 = '' or kind = ?1) and (?2 is null or id = ?2) order by id
        """,
        (kind, prepared_id),
    )


def prepared_on(reader: Reader, prepared_id: int) -> str:
    """The day on which a prepared paper was put by, ISO; '' for one that is not known."""
    return str(
        reader.value(
            """select substr(recorded_at, 1, 10) from action where id = (
                   select min(action_id) from change_log
                    where table_name = 'prepared_paper' and row_id = ? and verb = 'insert')""",
            (prepared_id,),
        )
        or ""
    )


def unit_ids_of_round(reader: Reader, round_id: int) -> tuple[int, ...]:
    """The units of a round in the office's order."""
    return reader.column(
        """
        select unit.id from round_unit join unit on unit.id = round_unit.unit_id
         where round_unit.round_id = ? and round_unit.removed_in is null and unit.removed_in is null order by unit.sort, unit.id
        """,
        (round_id,),
    )


def template_of(reader: Reader, kind: str) -> tuple[str, str] | None:
    """Hash and file name of the office's own template of a kind, the newest version."""
    rows = reader.tuples(
        "select sha256, file_name from template_file where kind = ? and removed_in is null order by version desc",
        (kind,),
    )
    return (rows[0][0], rows[0][1]) if rows else None


def template_versions(reader: Reader, kind: str) -> tuple[int, ...]:
    """The ids of the office's own templates of a kind that stand."""
    return reader.column("select id from template_file where kind = ? and removed_in is null order by id", (kind,))


def template_version(reader: Reader, kind: str) -> int:
    """The last version of the office's own template of a kind, 0 where there is none."""
    return int(reader.value("select coalesce(max(version), 0) from template_file where kind = ?", (kind,)))


def figures_of(reader: Reader, letter_id: int) -> tuple[FigureRow, ...]:
    """The manifest of a paper: its figures in the order in which they stand."""
    return reader.rows(
        FigureRow,
        """
        select token, name, value, origin, basis, coalesce(as_of, ''), coalesce(known_at, ''), findings
          from letter_figure where letter_id = ? order by id
        """,
        (letter_id,),
    )


def words_and_basis(reader: Reader, letter_id: int) -> tuple[str, int | None]:
    """What was typed for a paper, as JSON, and the basis of its figures."""
    [(words, basis_id)] = reader.tuples("select words, basis_id from letter where id = ?", (letter_id,))
    return str(words), basis_id


def events_of_letter(reader: Reader, letter_id: int) -> tuple[EventOfLetter, ...]:
    """Dispatch, receipt and reply of a paper."""
    return reader.rows(
        EventOfLetter,
        """
        select id, kind, happened_on, person, number, adopted, note, sha256, file_name
          from letter_event where letter_id = ? and removed_in is null order by happened_on, id
        """,
        (letter_id,),
    )


def early_replies(reader: Reader) -> tuple[EarlyReply, ...]:
    """Replies to papers that are not in the register yet, in order of entry."""
    return reader.rows(
        EarlyReply,
        """
        select id, letter_number, happened_on, person, number, adopted, note, sha256, file_name
          from early_reply where removed_in is null order by id
        """,
    )


@dataclass(frozen=True, slots=True)
class FrozenLetter:
    """An issued paper as the register of prints tells of it; `name` has its number."""

    file_name: str
    sha256: str
    name: str
    addressee: str
    classification: str
    as_of: str | None
    basis_text: str
    findings: int


def frozen_letter(reader: Reader, letter_id: int) -> FrozenLetter | None:
    """The paper of that id, with how many findings it names."""
    found = reader.rows(
        FrozenLetter,
        """
        select file_name, sha256, title || case when number <> '' then '（' || number || '）' else '' end as name, addressee,
               classification, as_of, basis_text, (select count(*) from letter_finding where letter_id = letter.id) as findings
          from letter where id = ?
        """,
        (letter_id,),
    )
    return found[0] if found else None


def letter_file(reader: Reader, letter_id: int) -> tuple[str, str] | None:
    """Hash and name of a paper's frozen file."""
    rows = reader.tuples("select sha256, file_name from letter where id = ?", (letter_id,))
    return (rows[0][0], rows[0][1]) if rows else None
