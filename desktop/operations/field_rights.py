"""The right of a field, judged at the door: whatever an action wrote is looked at before it is confirmed, whatever the way in.

A field that asks for more than 录入 is filled and changed only by who holds its right: form, cell, paste, batch, import, step,
redo and command line end here. Read from the change log of the action, so that only what really changed is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from db.digest import PARTS_OF_RECORDS, defaults
from db.queries import history
from db.queries.books import column_of
from db.queries.history import LogRow
from db.reader import Reader
from desktop.errors import Forbidden
from desktop.ledgers import books
from desktop.ledgers.field import Field
from desktop.ledgers.register import Register
from desktop.rules.permissions import RIGHT_WORDS, Actor

_DATED = {"due_on": "first_due_on"}
"""What a dated event of a finding calls a field."""
_MORE_ROWS = {"round_unit": "round"}
"""Tables that hold fields of a book beside its own table: the days of one unit in a round."""
_EVENTS = frozenset({"finding_event", "retraction"})


def check(reader: Reader, actor: Actor, action_id: int, touched: Iterable[str] | None = None) -> None:
    """Raise Forbidden where an action filled or changed a field whose right the actor lacks."""
    guarded = {book.name: fields for book in books.everything() if (fields := _guarded(book, actor))}
    if not guarded or not (touched is None or _concerned(guarded) & set(touched)):
        return
    for row in history.log_of_action(reader, action_id):
        for field in _changed(reader, row, guarded):
            raise Forbidden(
                f"{actor.name} 没有“{RIGHT_WORDS[field.right]}”权限，不能填写或修改“{field.title}”。"
                f"请由有“{RIGHT_WORDS[field.right]}”权限的人登录办理。",
                "right",
            )


def _guarded(book: Register, actor: Actor) -> dict[str, Field]:
    return {field.name: field for field in book.all_fields if field.plain and field.lacking(actor.rights)}


def _concerned(guarded: Mapping[str, object]) -> set[str]:
    tables = {books.STORED_IN.get(name, name) for name in guarded}
    tables |= {table for table, book in _MORE_ROWS.items() if book in guarded}
    return tables | {*PARTS_OF_RECORDS} | (_EVENTS if "finding" in guarded else set())


def _changed(reader: Reader, row: LogRow, guarded: Mapping[str, Mapping[str, Field]]) -> Iterator[Field]:
    """The guarded fields that one entry of the log filled or changed."""
    if row.table in PARTS_OF_RECORDS:
        said = history.fields_of(reader, row.table, row.row_id)
        fields = guarded.get(str(said["register"]), {})
        yield from (field for name, field in fields.items() if name == said["field"])
    elif row.table in _EVENTS:
        fields = guarded.get("finding", {})
        yield from (field for name, field in fields.items() if name == _attribute(reader, row))
    else:
        for name, fields in guarded.items():
            if row.table == books.STORED_IN.get(name, name) or _MORE_ROWS.get(row.table) == name:
                yield from _filled(reader, row, fields)


def _attribute(reader: Reader, row: LogRow) -> str:
    """The field that a dated event of a finding changes, or changed before it was retracted."""
    event = row.became()
    if row.table == "retraction":
        event = history.event_fields(reader, int(event["event_id"]))
    name = str(event.get("attribute") or "")
    return _DATED.get(name, name)


def _filled(reader: Reader, row: LogRow, fields: Mapping[str, Field]) -> Iterator[Field]:
    """The fields that a new row was given, or that were changed in one; what stands at its default was not given."""
    became = row.became()
    usual = defaults(reader)[row.table] if row.verb == "insert" else {}
    for name, field in fields.items():
        column = column_of(name, str(field.holds))
        if column not in became:
            continue
        default = usual.get(column)
        given = became[column] not in (None, "", field.empty if default is None else default)
        if given or row.verb == "update":
            yield field
