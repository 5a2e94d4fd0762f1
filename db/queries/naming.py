"""How records of books are called, found by what they are called, and who names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.reader import Reader

if TYPE_CHECKING:
    from db.queries.books import BookShape


def called(reader: Reader, table: str) -> str:
    """How people call a record of a book (SQL over `named`): by its name, with the number where others have that name too, else by its number."""
    if "name" not in _columns(reader, table):
        return "named.number"
    again = f"select 1 from [{table}] as other where other.name = named.name and other.id <> named.id and other.removed_in is null"
    return f"named.name || iif(exists ({again}), '（' || named.number || '）', '')"


def records_called(reader: Reader, table: str) -> tuple[tuple[int, str], ...]:
    """Every living record of a book, by what it is called, the last first."""
    return reader.tuples(
        f"select id, {called(reader, table)} from [{table}] as named where removed_in is null order by id desc"
    )


def records_named(reader: Reader, table: str, words: str) -> tuple[int, ...]:
    """The living records of a book that words mean: one by its number or by all that it is called, else those of that name."""
    if "number" not in _columns(reader, table):
        return ()
    by = f"select id from [{table}] as named where removed_in is null and"
    found: tuple[int, ...] = reader.column(
        f"{by} (number = :words or {called(reader, table)} = :words)", {"words": words}
    )
    if found or "name" not in _columns(reader, table):
        return found
    return reader.column(f"{by} name = :words order by id", {"words": words})


def naming(reader: Reader, shape: BookShape, table: str, record: int) -> tuple[tuple[int, str], ...]:
    """The living records of a book that name a record of another: id and number, in order of entry."""
    return holding(reader, shape, [name for name, target in shape.named.items() if target == table], record)


def holding(reader: Reader, shape: BookShape, fields: Sequence[str], record: int) -> tuple[tuple[int, str], ...]:
    """The living records of a book one of whose fields holds the id of a record, letter or unit: id and number, in order of entry."""
    if not fields:
        return ()
    has = " or ".join(f"{shape.columns[name]} = :record" for name in fields)
    return reader.tuples(
        f"select id, number from [{shape.table}] where removed_in is null and ({has}) order by id", {"record": record}
    )


def named_in_the_bin(reader: Reader, shape: BookShape) -> tuple[tuple[str, str, str], ...]:
    """The living records of a book that name a record in the recycle bin: number, field, and the number that is named."""
    found: list[tuple[str, str, str]] = []
    for name, table in shape.named.items():
        found += [
            (number, name, other)
            for number, other in reader.tuples(
                f"""select one.number, named.number from [{shape.table}] as one join [{table}] as named on named.id = one.{shape.columns[name]}
                     where one.removed_in is null and named.removed_in is not null order by one.id"""
            )
        ]
    return tuple(found)


def _columns(reader: Reader, table: str) -> tuple[str, ...]:
    return reader.column("select name from pragma_table_info(?)", (table,))
