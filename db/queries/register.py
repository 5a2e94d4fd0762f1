"""The register of rounds and units as operations ask it: ids by name, aliases, order."""

from __future__ import annotations

from db.reader import Reader


def round_id(reader: Reader, name_or_code: str) -> int | None:
    """The living round with this name or code."""
    return reader.number(
        "select id from round where removed_in is null and (name = ?1 or code = ?1)", (name_or_code.strip(),)
    )


def round_code_taken(reader: Reader, code: str) -> bool:
    """Whether a living round has this code. That of a removed round is free again: the counter of its numbers goes on."""
    return reader.value("select 1 from round where code = ? and removed_in is null", (code,)) is not None


def term_id(reader: Reader, number: int) -> int | None:
    """The term with this number."""
    return reader.number("select id from term where number = ? and removed_in is null", (number,))


def round_unit_id(reader: Reader, round_id: int, unit_id: int) -> int | None:
    """The row that places a unit in a round."""
    return reader.number(
        "select id from round_unit where round_id = ? and unit_id = ? and removed_in is null", (round_id, unit_id)
    )


def unit_id(reader: Reader, name: str) -> int | None:
    """The living unit with this name, today's or a former one, or with this alias."""
    return reader.number(
        """
        select unit.id from unit
         where unit.removed_in is null
           and (exists (select 1 from unit_name where unit_id = unit.id and name = ?1 and removed_in is null)
                or exists (select 1 from unit_alias where unit_id = unit.id and alias = ?1 and removed_in is null))
         order by exists (select 1 from unit_name where unit_id = unit.id and name = ?1 and removed_in is null) desc
        """,
        (name.strip(),),
    )


def full_name(reader: Reader, unit_id: int) -> str:
    """The name of a unit today."""
    return (
        reader.text(
            "select name from unit_name where unit_id = ? and removed_in is null order by to_on is not null, id limit 1",
            (unit_id,),
        )
        or ""
    )


def unit_lives(reader: Reader, unit_id: int) -> bool:
    """Whether there is such a unit."""
    return reader.value("select 1 from unit where id = ? and removed_in is null", (unit_id,)) is not None


def aliases(reader: Reader, unit_id: int) -> tuple[str, ...]:
    """The aliases of a unit."""
    return reader.column(
        "select alias from unit_alias where unit_id = ? and removed_in is null order by id", (unit_id,)
    )


def open_names(reader: Reader, unit_id: int) -> tuple[tuple[int, str | None], ...]:
    """Names of a unit without an end: row id and start."""
    rows = reader.tuples(
        "select id, from_on from unit_name where unit_id = ? and to_on is null and removed_in is null", (unit_id,)
    )
    return tuple((row[0], row[1]) for row in rows)


def last_sort(reader: Reader) -> int:
    """The last place in the order of units."""
    return int(reader.value("select coalesce(max(sort), 0) from unit"))


def count_findings(reader: Reader, round_id: int | None, unit_id: int) -> int:
    """How many living findings a unit has, in a round or at all."""
    return int(
        reader.value(
            "select count(*) from finding where unit_id = ? and removed_in is null and (?2 is null or round_id = ?2)",
            (unit_id, round_id),
        )
    )


def names_and_aliases(reader: Reader) -> tuple[tuple[int, str, str], ...]:
    """Unit id, name and alias ('' for none) of every living unit: what the import compares with."""
    rows = reader.tuples(
        """
        select unit.id, unit_name.name, coalesce(unit_alias.alias, '')
          from unit join unit_name on unit_name.unit_id = unit.id and unit_name.removed_in is null
          left join unit_alias on unit_alias.unit_id = unit.id and unit_alias.removed_in is null
         where unit.removed_in is null
         order by unit.sort, unit.id, unit_name.to_on is not null, unit_name.id, unit_alias.id
        """
    )
    return tuple((row[0], row[1], row[2]) for row in rows)
