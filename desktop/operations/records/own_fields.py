"""Fields that a clerk adds to a book (L8): title, type, choices; removing one keeps its values, and it can be brought back."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries import books as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor

OFFERED = (
    Holds.TEXT,
    Holds.LONG,
    Holds.DATE,
    Holds.INT,
    Holds.MONEY,
    Holds.FLAG,
    Holds.CHOICE,
    Holds.PERSON,
    Holds.MONTH,
)
"""What an own field may hold: everything that stands in the record itself."""


def add(
    ledger: Ledger,
    actor: Actor,
    book: str,
    title: str,
    holds: Holds,
    choices: Sequence[str] = (),
    width: int = 100,
    taken: Sequence[str] = (),
) -> tuple[str, Changes]:
    """Add a field; returns its name, which is never given again. `taken` are titles that the book has already."""
    title = title.strip()
    words = list(dict.fromkeys(word.strip() for word in choices if word.strip()))
    if not title:
        raise KnownError("栏目名称是空的。请写明，如“经办股室”。", "empty")
    if title in {*taken, *(one.title for one in queries.own_fields(ledger.writing(), book))}:
        raise KnownError(f"已有“{title}”这一栏。请换一个名称。", "taken")
    if holds not in OFFERED:
        raise KnownError("自设栏目不能是这种类型。", "unknown_choice")
    if holds is Holds.CHOICE and not words:
        raise KnownError(f"“{title}”是选择项，要写出可选的内容，每行一个。", "empty")
    with change(ledger, actor, Action.ADD_FIELD, f"增设栏目 {title}") as changes:
        name = f"own_{changes.writer.next_number(f'own field {book}')}"
        row = {"book": book, "name": name, "title": title, "holds": str(holds), "choices": words, "width": width}
        changes.writer.insert("own_field", row)
    return name, changes


def remove(ledger: Ledger, actor: Actor, field_id: int) -> Changes:
    """Take a field out of sight; its values stay in the records."""
    with change(ledger, actor, Action.ADD_FIELD, "撤去自设栏目") as changes:
        changes.writer.update("own_field", field_id, {"removed_in": changes.action_id})
    return changes


def restore(ledger: Ledger, actor: Actor, field_id: int) -> Changes:
    """Bring a field back with its values."""
    with change(ledger, actor, Action.ADD_FIELD, "恢复自设栏目") as changes:
        changes.writer.update("own_field", field_id, {"removed_in": None})
    return changes
