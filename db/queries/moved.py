"""Which findings were handed to another organ: named in a paper to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db.reader import Reader


class Named(NamedTuple):
    """A finding that a paper names, and to whom the paper went."""

    finding_id: int
    addressee: str
    unit_id: int | None


def named_in_letters(reader: Reader, kinds: Sequence[str], as_of: str) -> tuple[Named, ...]:
    """The findings that papers in force of these kinds name by a day, with their addressees."""
    marks = ", ".join("?" * len(kinds))
    rows = reader.tuples(
        f"""
        select distinct named.finding_id, letter.addressee, letter.unit_id
          from letter_finding as named join letter on letter.id = named.letter_id
         where letter.removed_in is null and letter.state = 'issued' and letter.issued_on <= ? and letter.kind in ({marks})
        """,
        (as_of, *kinds),
    )
    return tuple(Named(*row) for row in rows)
