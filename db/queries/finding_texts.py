"""What the findings of all rounds say, with what a clerk needs to know one again: for comparing a text with all of them."""

from __future__ import annotations

from typing import NamedTuple

from db.reader import Reader


class ToldFinding(NamedTuple):
    """A finding in a few words."""

    id: int
    number: str
    unit_id: int
    unit: str
    round_name: str
    text: str


def finding_texts(reader: Reader) -> tuple[ToldFinding, ...]:
    """Every finding that was not removed, in order of entry; units by their short names, else by those of today."""
    rows = reader.tuples(
        """
        select finding.id, finding.number, finding.unit_id,
               coalesce(nullif(unit.short, ''), (select name from unit_name as named
                          where named.unit_id = unit.id and named.removed_in is null order by coalesce(named.to_on, '9999') desc, named.id desc limit 1)),
               round.name, finding.text
          from finding join unit on unit.id = finding.unit_id join round on round.id = finding.round_id
         where finding.removed_in is null
         order by finding.id
        """
    )
    return tuple(ToldFinding(*row) for row in rows)
