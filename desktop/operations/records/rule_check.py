"""Every rule of every book over every record: what `check` lists (registers.md §0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from db.queries import books as queries
from db.queries import naming
from db.queries.standing import EVER
from db.reader import Reader
from desktop.ledgers import books
from desktop.operations.records.values import broken_rules, refuses


@dataclass(frozen=True)
class Broken:
    """A rule that a record breaks; `warns` where the rule only warns."""

    book: str
    number: str
    kind: str
    text: str
    warns: bool


def broken(reader: Reader, today: str) -> Iterator[Broken]:
    """Every broken rule, book by book."""
    for declared in books.declared():
        register = books.book(reader, declared.name)
        for record in queries.records(reader, register.shape, EVER):
            for fault in broken_rules(
                register, {**record.stored, "id": record.id, "state": record.state}, today, reader
            ):
                yield Broken(register.title, record.number, fault.kind, fault.text, not refuses(register, fault.kind))
        for number, name, other in naming.named_in_the_bin(reader, register.shape):
            field = register.field(name)
            title = field.title if field else name
            text = f"“{title}”写的是 {other}，它已在回收站中。请取回它，或改写“{title}”。"
            yield Broken(register.title, number, "names_removed", text, warns=True)
