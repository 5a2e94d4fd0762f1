"""Which units were inspected when, and how they are classed: what coverage is counted from, as true on a day and as known on one."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.standing import entered_on, fact, feedback_date, is_village, moment, unit_name
from db.reader import Reader


@dataclass(frozen=True, slots=True)
class Alive:
    """A unit that is there on a day."""

    id: int
    name: str
    short: str
    kind: str
    superior: str
    is_village: int


@dataclass(frozen=True, slots=True)
class Inspected:
    """A unit that had its feedback in a round by a day."""

    unit_id: int
    round_id: int
    round: str
    code: str
    term_id: int | None
    term: str
    feedback_on: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the county's committee."""

    id: int
    number: int
    name: str
    from_on: str | None
    to_on: str | None


def terms(reader: Reader) -> tuple[Term, ...]:
    """Every term, the latest first."""
    return reader.rows(
        Term, "select id, number, name, from_on, to_on from term where removed_in is null order by number desc, id desc"
    )


def alive(reader: Reader, as_of: str, known_at: str | None = None) -> tuple[Alive, ...]:
    """The units of the register on a day, in the office's order: those that had come by then and had not gone into another."""
    kind = fact("unit", "kind")
    return reader.named(
        Alive,
        f"""
        select unit.id, {unit_name("unit.id")} as name, unit.short, {kind} as kind, unit.superior, {is_village()} as is_village
          from unit
         where unit.removed_in is null and {entered_on("unit")} <= :known_at
           and coalesce((select min(coalesce(n.from_on, '')) from unit_name as n where n.unit_id = unit.id and n.removed_in is null), '') <= :as_of
           and not exists (select 1 from unit_merge as m join action on action.id = m.action_id
                            where m.unit_id = unit.id and m.removed_in is null and m.merged_on <= :as_of
                              and substr(action.recorded_at, 1, 10) <= :known_at)
         order by unit.sort, unit.id""",
        moment(as_of, known_at),
    )


def inspected(reader: Reader, as_of: str, known_at: str | None = None) -> tuple[Inspected, ...]:
    """Every unit with every round whose feedback it had by a day, the earliest first."""
    return reader.named(
        Inspected,
        f"""
        select * from (
            select pair.unit_id, round.id as round_id, round.name as round, round.code, round.term_id, coalesce(term.name, '') as term,
                   {feedback_date("pair.unit_id")} as feedback_on
              from (select round_id, unit_id from round_unit where removed_in is null
                    union select round_id, unit_id from finding where removed_in is null) as pair
              join round on round.id = pair.round_id and round.removed_in is null
              left join term on term.id = round.term_id
              left join round_unit on round_unit.round_id = pair.round_id and round_unit.unit_id = pair.unit_id and round_unit.removed_in is null
             where {entered_on("round")} <= :known_at)
         where feedback_on <= :as_of order by feedback_on, round_id, unit_id""",
        moment(as_of, known_at),
    )


def class_of(reader: Reader, unit_id: int, year: int, but: int | None = None) -> str:
    """The number of the record that classes a unit in a year, beside `but`; empty where there is none."""
    found = reader.value(
        "select number from unit_class where removed_in is null and unit_id = ? and year = ? and id is not ? order by id limit 1",
        (unit_id, year, but),
    )
    return str(found or "")
