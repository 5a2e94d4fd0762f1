"""Which findings were handed to another organ: named in a paper or in a record of 抄报移交 to it."""

from __future__ import annotations

from collections.abc import Sequence

from db.reader import Reader


def named_in_letters(reader: Reader, kinds: Sequence[str], as_of: str) -> frozenset[int]:
    """The findings that papers in force of these kinds name by a day."""
    marks = ", ".join("?" * len(kinds))
    return frozenset(
        reader.column(
            f"""
            select distinct named.finding_id from letter_finding as named join letter on letter.id = named.letter_id
             where letter.removed_in is null and letter.state = 'issued' and letter.issued_on <= ? and letter.kind in ({marks})
            """,
            (as_of, *kinds),
        )
    )
