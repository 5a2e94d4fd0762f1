"""What people have begun to type and saved views: small things that belong to one person."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view: `user_name` is empty where everyone sees it; `definition` is JSON."""

    id: int
    user_name: str
    name: str
    definition: str


def draft_id(reader: Reader, user_name: str, place: str) -> int | None:
    """The row of what a person had begun to type at a place."""
    return reader.number("select id from draft where user_name = ? and place = ?", (user_name, place))


def drafts(reader: Reader, user_name: str, prefix: str) -> dict[str, str]:
    """What a person had begun to type at all places that begin with a prefix."""
    rows = reader.tuples(
        "select place, content from draft where user_name = ? and substr(place, 1, length(?2)) = ?2 order by id",
        (user_name, prefix),
    )
    return {row[0]: row[1] for row in rows}


def views(reader: Reader, user_name: str, book: str = "finding") -> tuple[ViewRow, ...]:
    """The views of a book that a person sees: the shared ones and the person's own, in their order."""
    return reader.rows(
        ViewRow,
        """
        select id, user_name, name, definition from saved_view
         where removed_in is null and user_name in ('', ?)
           and coalesce(json_extract(definition, '$.book'), 'finding') = ?
         order by sort, id
        """,
        (user_name, book),
    )


def view(reader: Reader, view_id: int) -> ViewRow | None:
    """One saved view."""
    return reader.row(
        ViewRow,
        "select id, user_name, name, definition from saved_view where id = ? and removed_in is null",
        (view_id,),
    )
