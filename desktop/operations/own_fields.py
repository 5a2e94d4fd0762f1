"""The office's own fields of a book (L8): added, changed and taken away by a clerk; their values stay when a field goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from db.queries import books
from db.queries import own_fields as queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.later import Later
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.findings import FINDINGS, field_named
from desktop.ledgers.own_fields import PREFIX
from desktop.ledgers.register import own_field
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor

if TYPE_CHECKING:
    from desktop.ledgers import books as declared_books
else:  # the books are asked for where fields are added, not where they are read
    declared_books = Later("desktop.ledgers.books")

KINDS = {
    Holds.TEXT: "文字", Holds.LONG: "多行文字", Holds.DATE: "日期", Holds.INT: "整数", Holds.MONEY: "金额", Holds.FLAG: "是／否",
    Holds.CHOICE: "从几项中选",
}  # fmt: skip
"""What an own field may hold, with the word for the clerk."""
WIDTHS = {Holds.LONG: 180, Holds.FLAG: 76}


def own_fields(reader: Reader, book: str = FINDINGS.name) -> tuple[Field, ...]:
    """The living own fields of a book, in the order in which they were added; a grid shows them where the clerk asks for them."""
    return tuple(replace(own_field(row), hidden=True) for row in books.own_fields(reader, book))


def add(
    ledger: Ledger,
    actor: Actor,
    title: str,
    holds: Holds,
    choices: Sequence[str] = (),
    book: str = FINDINGS.name,
    *,
    internal: bool = False,
) -> tuple[str, Changes]:
    """Add a field to a book; returns its name. A field of that title that was taken away comes back with its values.

    `internal` (内部) keeps it out of every file that leaves; one that was 内部 before it was taken away comes back so.
    """
    title, choices = _checked(ledger.writing(), book, title, holds, choices)
    every = queries.own_fields(ledger.writing(), book, removed=True)
    gone = next((row for row in every if row.title == title and row.holds == holds and row.removed_in), None)
    with change(ledger, actor, Action.ADD_FIELD, f"增加栏目“{title}”") as changes:
        if gone is not None:
            changes.writer.update(
                "own_field",
                gone.id,
                {"removed_in": None, "choices": list(choices), "internal": int(internal or gone.internal)},
            )
            return gone.name, changes
        name = f"{PREFIX}{max((int(row.name.removeprefix(PREFIX)) for row in every), default=0) + 1}"
        fields = {"book": book, "name": name, "title": title, "holds": str(holds), "choices": list(choices)}
        changes.writer.insert("own_field", {**fields, "width": WIDTHS.get(holds, 100), "internal": int(internal)})
    return name, changes


def edit(
    ledger: Ledger,
    actor: Actor,
    name: str,
    title: str,
    choices: Sequence[str] = (),
    book: str = FINDINGS.name,
    *,
    internal: bool | None = None,
) -> Changes:
    """Another title or other choices; what it holds stays, for the sake of the values. `internal` None leaves that as it is.

    The log says where a field that was 内部 may leave from now on: 保密检查 looks for it.
    """
    row = _row(ledger.writing(), book, name)
    title, choices = _checked(ledger.writing(), book, title, Holds(row.holds), choices, but=name)
    inside = bool(row.internal) if internal is None else internal
    told = "" if inside == bool(row.internal) else "，设为内部" if inside else "，不再是内部"
    with change(ledger, actor, Action.ADD_FIELD, f"修改栏目“{title}”{told}") as changes:
        fields = {"title": title, "choices": list(choices), "internal": int(inside)}
        changes.writer.update("own_field", row.id, fields)
    return changes


def remove(ledger: Ledger, actor: Actor, name: str, book: str = FINDINGS.name) -> Changes:
    """Take a field away: no page shows it any more, its values stay and come back with 撤销 or with a field of the same title."""
    row = _row(ledger.writing(), book, name)
    with change(ledger, actor, Action.ADD_FIELD, f"去掉栏目“{row.title}”") as changes:
        changes.writer.update("own_field", row.id, {"removed_in": changes.action_id})
    return changes


def _row(reader: Reader, book: str, name: str) -> queries.OwnFieldRow:
    found = next((row for row in queries.own_fields(reader, book) if row.name == name), None)
    if found is None:
        raise KnownError("这个栏目已经去掉了。请刷新后再试。", "gone")
    return found


def _checked(
    reader: Reader, book: str, title: str, holds: Holds, choices: Sequence[str], but: str = ""
) -> tuple[str, tuple[str, ...]]:
    plain = " ".join(title.split())
    if not plain:
        raise KnownError("栏目的名称是空的。请起一个名称，如“包案领导”。", "empty")
    if holds not in KINDS:
        raise KnownError(f"自设栏目不能是这一种。可选：{'、'.join(KINDS.values())}。", "unknown_choice")
    others = [field for field in own_fields(reader, book) if field.name != but]
    if _has_field(book, plain) or any(field.title == plain for field in others):
        raise KnownError(f"已有名为“{plain}”的栏目。请换一个名称，或直接使用它。", "taken")
    words = tuple(dict.fromkeys(word.strip() for word in choices if word.strip()))
    if holds is Holds.CHOICE and len(words) < 2:
        raise KnownError("从几项中选的栏目至少要有两项。请每行写一项。", "empty")
    return plain, words if holds is Holds.CHOICE else ()


def _has_field(book: str, title: str) -> bool:
    """Whether the declaration of the book has a field of that title."""
    if declared_books.is_declared(book):
        return any(field.title == title for field in declared_books.as_declared(book).all_fields)
    return book == FINDINGS.name and field_named(title) is not None
