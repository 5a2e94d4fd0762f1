"""The register of units: the name valid on a date, order, leaders, contacts, former names."""

from __future__ import annotations

import json
from collections.abc import Iterable

from db.queries.standing import fact, moment, unit_name
from db.reader import Reader
from db.records import UnitNameRow, UnitRow

_UNITS = f"""
    select unit.id, {unit_name("unit.id")} as name, unit.organ, unit.short, unit.party_short, {fact("unit", "kind")} as kind, unit.party_form,
           unit.superior, {fact("unit", "supervising_leader")} as supervising_leader, unit.department_in_charge, unit.discipline_team, unit.leader,
           unit.leader_title, unit.contact, unit.phone, unit.sort, unit.note
      from unit"""


def units(reader: Reader, as_of: str, known_at: str | None = None) -> tuple[UnitRow, ...]:
    """All units in the office's order, with the names, kinds and county leaders of a date, these as known."""
    return reader.named(
        UnitRow, f"{_UNITS} where unit.removed_in is null order by unit.sort, unit.id", moment(as_of, known_at)
    )


def units_by_id(reader: Reader, ids: Iterable[int], as_of: str, known_at: str | None = None) -> tuple[UnitRow, ...]:
    """Some units in the office's order, also those that have left the register."""
    sql = f"{_UNITS} where unit.id in (select value from json_each(:ids)) order by unit.sort, unit.id"
    return reader.named(UnitRow, sql, {**moment(as_of, known_at), "ids": json.dumps(list(ids))})


def unit(reader: Reader, unit_id: int, as_of: str) -> UnitRow | None:
    """One unit with the name valid on a date."""
    found = units_by_id(reader, (unit_id,), as_of)
    return found[0] if found else None


def units_of_round(reader: Reader, round_id: int, as_of: str, known_at: str | None = None) -> tuple[UnitRow, ...]:
    """The units of a round: those placed in it and those with findings in it, of which one is looked for by the index."""
    sql = f"""{_UNITS}
         where unit.id in (select unit_id from round_unit where round_id = :round and removed_in is null)
            or exists (select 1 from finding where round_id = :round and unit_id = unit.id and removed_in is null)
         order by unit.sort, unit.id"""
    return reader.named(UnitRow, sql, {**moment(as_of, known_at), "round": round_id})


def names_of(reader: Reader, unit_id: int) -> tuple[UnitNameRow, ...]:
    """All names of a unit, the oldest first."""
    return reader.named(
        UnitNameRow,
        """
        select id, unit_id, name, from_on, to_on, paper from unit_name
         where unit_id = ? and removed_in is null order by coalesce(from_on, ''), id""",
        (unit_id,),
    )


def name_on(reader: Reader, unit_id: int, day: str) -> str:
    """The name of a unit valid on a day."""
    return str(reader.value(f"select {unit_name(':unit')}", {"unit": unit_id, "as_of": day}))


def leaders(reader: Reader) -> tuple[str, ...]:
    """The county leaders in charge that units and findings name."""
    return reader.column(
        """
        select supervising_leader as name from unit where removed_in is null and supervising_leader <> ''
        union select county_leader from finding where removed_in is null and county_leader <> '' order by name"""
    )
