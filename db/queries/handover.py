"""What a person who leaves has under the name: what was prepared, promised to the person, reserved, begun."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class Reserved:
    """A range of document numbers that is kept for papers of another desk."""

    pattern: str
    year: int
    first: int
    last: int
    note: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A day that a unit promised; `findings` is how many of its findings are named."""

    id: int
    number: str
    unit_id: int
    promised_on: str
    answered: str


_BY = """select log.row_id from change_log as log join action on action.id = log.action_id
          where log.table_name = :table and log.verb = 'insert' and action.user_name = :name"""


def prepared_by(reader: Reader, name: str) -> tuple[int, ...]:
    """The prepared papers that a person drew up and that wait for their issue."""
    return reader.column(
        f"select id from prepared_paper where removed_in is null and id in ({_BY}) order by id",
        {"table": "prepared_paper", "name": name},
    )


def reserved_by(reader: Reader, name: str) -> tuple[Reserved, ...]:
    """The ranges of numbers that a person kept."""
    return reader.rows(
        Reserved,
        f"""select pattern, year, first, last, note from number_reservation
             where removed_in is null and id in ({_BY}) order by pattern, year, first""",
        {"table": "number_reservation", "name": name},
    )


def promises_to(reader: Reader, name: str) -> tuple[Promise, ...]:
    """The promises that a person was given in a chase, the earliest day first."""
    return reader.rows(
        Promise,
        f"""select id, number, unit_id, promised_on, answered from chase
             where removed_in is null and promised_on is not null and id in ({_BY}) order by promised_on, id""",
        {"table": "chase", "name": name},
    )


def findings_of_chase(reader: Reader, chase: int) -> tuple[int, ...]:
    """The findings that a chase names."""
    return reader.column(
        "select finding_id from record_link where register = 'chase' and record_id = ? and removed_in is null",
        (chase,),
    )


def views_of(reader: Reader, name: str) -> tuple[str, ...]:
    """The saved views of a person, by name."""
    return reader.column("select name from saved_view where removed_in is null and user_name = ? order by id", (name,))


def drafts_of(reader: Reader, name: str) -> int:
    """How many entries a person has begun and not saved."""
    return int(reader.value("select count(*) from draft where user_name = ?", (name,)))
