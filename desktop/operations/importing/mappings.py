"""对应方案: which head is which field, remembered for lists with the same heads (X1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.queries import lists
from db.store import Ledger
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor


def signature_of(layout: Iterable[Any]) -> str:
    """What lists with the same heads have in common; the order of their columns does not matter."""
    keys = {head.key for table in layout for head in table.headers if head.key}
    return "|".join(sorted(keys))


_OF_BOOK = re.compile(r"【(\w+)】")


def of_book(form: str, signature: str) -> str:
    """The signature of the heads of a list for a book: what its columns mean is said by that book alone."""
    return f"【{form}】{signature}" if form else signature


def parted(signature: str) -> tuple[str, str]:
    """The book that a signature is of, empty for findings, and the signature without it."""
    found = _OF_BOOK.match(signature)
    return (found[1], signature[found.end() :]) if found else ("", signature)


def remember(ledger: Ledger, actor: Actor, signature: str, mapping: Mapping[str, str]) -> Changes:
    """Keep the mapping; the next list with these heads is read by it."""
    with change(ledger, actor, Action.IMPORT, "记住表头对应方案") as changes:
        row_id = lists.mapping_id(changes.writer, signature)
        if row_id is None:
            changes.writer.insert("column_mapping", {"signature": signature, "mapping": dict(mapping)})
        else:
            changes.writer.update("column_mapping", row_id, {"mapping": dict(mapping)})
    return changes


def forget(ledger: Ledger, actor: Actor, mapping_ids: Sequence[int]) -> Changes:
    """Drop remembered mappings; the program guesses by words again. 撤销 brings them back."""
    with change(ledger, actor, Action.IMPORT, f"删除表头对应方案 {len(mapping_ids)} 个") as changes:
        for row_id in mapping_ids:
            changes.writer.update("column_mapping", row_id, {"removed_in": changes.action_id})
    return changes
