"""What the records of a book link to, any number of rows in order: findings and units, as known."""

from __future__ import annotations

from collections.abc import Callable

from db.queries.standing import EVER
from db.reader import Reader


def links_of(reader: Reader, table: str, record: int, field: str) -> tuple[tuple[int, int], ...]:
    """Row id and finding id of the living links of a field, in order."""
    return tuple(
        (row[0], row[1])
        for row in reader.tuples(
            """select id, finding_id from record_link
                where register = ? and record_id = ? and field = ? and removed_in is null order by place, id""",
            (table, record, field),
        )
    )


def unit_links_of(reader: Reader, table: str, record: int, field: str) -> tuple[tuple[int, int], ...]:
    """Row id and unit id of the living units of a field, in order."""
    return reader.tuples(
        """select id, unit_id from record_unit
            where register = ? and record_id = ? and field = ? and removed_in is null order by place, id""",
        (table, record, field),
    )


def units_linked(
    reader: Reader, table: str, known_at: str | None, name_of: Callable[[int], str]
) -> dict[tuple[int, str], list[tuple[int, str]]]:
    """Unit ids and names by record and field, as known."""
    found = reader.tuples(
        """
        select link.record_id, link.field, link.unit_id from record_unit as link
          join action as made on made.id = link.action_id
          left join action as gone on gone.id = link.removed_in
         where link.register = :register and substr(made.recorded_at, 1, 10) <= :known_at
           and (gone.id is null or substr(gone.recorded_at, 1, 10) > :known_at)
         order by link.place, link.id""",
        {"register": table, "known_at": known_at or EVER},
    )
    linked: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for record, field, unit in found:
        linked.setdefault((record, field), []).append((unit, name_of(unit)))
    return linked


def findings_linked(reader: Reader, table: str, known_at: str | None) -> dict[tuple[int, str], list[tuple[int, str]]]:
    """Finding ids and numbers by record and field, as known; of a record in the bin those that it had."""
    found = reader.tuples(
        """
        select link.record_id, link.field, finding.id, finding.number
          from record_link as link join finding on finding.id = link.finding_id
          join action as made on made.id = link.action_id
          left join action as gone on gone.id = link.removed_in
         where link.register = :register and substr(made.recorded_at, 1, 10) <= :known_at
           and (gone.id is null or substr(gone.recorded_at, 1, 10) > :known_at)
         order by link.place, link.id""",
        {"register": table, "known_at": known_at or EVER},
    )
    linked: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for record, field, finding, number in found:
        linked.setdefault((record, field), []).append((finding, number))
    return linked


def ever_linked(reader: Reader, table: str, field: str) -> dict[int, set[int]]:
    """Record → every finding that a field of it named at any time, also those that were taken out again."""
    found: dict[int, set[int]] = {}
    for record, finding in reader.tuples(
        "select record_id, finding_id from record_link where register = ? and field = ?", (table, field)
    ):
        found.setdefault(record, set()).add(finding)
    return found
