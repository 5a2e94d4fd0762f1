"""By what units are known on paper: names, and the numbers and texts of their findings, for the addressee guard."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.reader import Reader


def names(reader: Reader) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """Unit id, one of its full names, and its short names and aliases; today's name first."""
    rows = reader.tuples(
        """
        select unit.id, unit_name.name, unit.short, unit.party_short, unit.organ,
               coalesce((select group_concat(alias, char(10)) from unit_alias where unit_id = unit.id and removed_in is null), '')
          from unit join unit_name on unit_name.unit_id = unit.id and unit_name.removed_in is null
         where unit.removed_in is null
         order by unit.id, unit_name.to_on is not null, unit_name.id
        """
    )
    return tuple((row[0], row[1], (row[2], row[3], row[4], *row[5].split("\n"))) for row in rows)


def findings(reader: Reader) -> tuple[tuple[int, int, str, str], ...]:
    """Id, unit, permanent number and text of every living finding."""
    rows = reader.tuples("select id, unit_id, number, text from finding where removed_in is null order by id")
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def texts_of_findings(reader: Reader, ids: Sequence[int]) -> tuple[str, ...]:
    """The texts of findings, by their ids."""
    rows = reader.tuples(
        "select text from finding where id in (select value from json_each(?)) order by id", (json.dumps(list(ids)),)
    )
    return tuple(row[0] for row in rows)


def people(reader: Reader) -> tuple[tuple[int, str, str, str], ...]:
    """Unit id, its leader, its contact, its telephone."""
    rows = reader.tuples(
        "select id, leader, contact, phone from unit where removed_in is null and leader || contact || phone <> ''"
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def responsible(reader: Reader) -> tuple[tuple[int, str], ...]:
    """Unit and responsible leader of every living finding, each pair once."""
    rows = reader.tuples(
        "select distinct unit_id, responsible_leader from finding where removed_in is null and responsible_leader <> ''"
    )
    return tuple((row[0], row[1]) for row in rows)
