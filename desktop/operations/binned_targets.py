"""Nothing living comes to name what lies in the recycle bin, judged at the door: whatever an action wrote is looked at before it is confirmed.

Form, cell, paste, batch, import, step, undo and command line end here; a row that comes out of the bin is judged as a new one is. What
named a row before that went into the bin stays as it is; what comes with a package or a dump was judged where it was done. A field that
tells what was (`Field.past`) may name it: a paper named a finding that was removed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from db.queries import binned, facts, history
from db.queries import units as unit_queries
from db.reader import Reader
from db.writer import Writer
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.stored_words import column_word
from desktop.ledgers.table_words import table_word

_AT_MOST = 3
_UNITS = "（在“系统—操作日志”中撤销移入的那一步即取回）"
"""A unit has no page of the bin."""
_CALLED = ("number", "name", "title", "code", "text")


def check(writer: Writer, action_id: int, today: str) -> None:
    """Raise KnownError where an action made living rows name rows in the bin; all that is wrong at once, the first of them in full."""
    links = binned.links(writer)
    naming = {
        (table, row): links[table]
        for table in sorted(writer.touched.keys() & links.keys())
        for row in binned.naming_the_bin(writer, table, links[table], writer.touched[table])
    }
    written: dict[tuple[str, int], list[history.LogRow]] = {row: [] for row in naming}
    for one in history.log_of_action(writer, action_id) if naming else ():
        if (one.table, one.row_id) in written:
            written[one.table, one.row_id].append(one)
    said: dict[str, None] = {}
    for row, entries in written.items():
        said |= dict.fromkeys(_faults(writer, row, entries, naming[row], today))
    if said:
        more = f"共 {len(said)} 处。" if len(said) > _AT_MOST else ""
        raise KnownError(f"{''.join([*said][:_AT_MOST])}{more}请先取回，或另选一个。", "names_removed")


def _faults(
    writer: Writer, row: tuple[str, int], entries: Sequence[history.LogRow], links: binned.Links, today: str
) -> Iterator[str]:
    """What the action itself wrote so: into a new row, into one that was in the bin too, or in place of another one."""
    now = history.fields_of(writer, *row)
    before = _before(entries)
    is_new = bool(entries) and entries[0].verb == "insert"
    stood = not is_new and before.get("removed_in") is None
    was = {**now, **before} if stood else {}
    for name, target in links:
        named = now[name]
        if (
            named is None
            or named == was.get(name)
            or _tells_what_was(row[0], name, now)
            or not history.is_in_bin(writer, target, int(named))
        ):
            continue
        whose = "" if is_new else f"{_called(writer, *row, today)} 的"
        title = column_word(row[0], name) or column_word(row[0], name.removesuffix("_id")) or table_word(target)
        yield f"{whose}“{title}”写的是 {_called(writer, target, int(named), today)}，它在回收站中{_UNITS if target == 'unit' else ''}。"


def _tells_what_was(table: str, column: str, row: Mapping[str, object]) -> bool:
    """Whether the field that a column holds is one of the past; what several findings or units are named by tells book and field itself."""
    book, field = str(row.get("register", table)), row.get("field", column.removesuffix("_id"))
    return books.is_declared(book) and any(one.past for one in books.as_declared(book).fields if one.name == field)


def _before(entries: Sequence[history.LogRow]) -> dict[str, object]:
    """What stood before an action wrote a row, however often it did."""
    found: dict[str, object] = {}
    for one in entries:
        found = {**one.was(), **found}
    return found


def _called(reader: Reader, table: str, row: int, today: str) -> str:
    """How people know a row."""
    if table == "unit":
        return unit_queries.name_on(reader, row, today)
    if table == "finding":
        return facts.number(reader, row)
    fields = history.fields_of(reader, table, row)
    return next((str(fields[name]) for name in _CALLED if fields.get(name)), table_word(table))
