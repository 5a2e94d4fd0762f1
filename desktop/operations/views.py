"""Saved views of a ledger page: filters, order, columns; one person's own or shared by the office (S3)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from db.queries import drafts
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.findings import FINDINGS
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Action, Actor


def save_as(
    ledger: Ledger,
    actor: Actor,
    name: str,
    definition: Mapping[str, Any],
    *,
    shared: bool = False,
    book: str = FINDINGS.name,
) -> tuple[int, Changes]:
    """Keep a view of a book under a new name; returns its id."""
    title = name.strip()
    if not title:
        raise KnownError("视图名称是空的。请起一个名称。")
    owner = "" if shared else actor.name
    seen = drafts.views(ledger.writing(), actor.name, book)
    if any(row.name == title and row.user_name == owner for row in seen):
        raise KnownError(f"已有名为“{title}”的视图。请换一个名称，或打开它后点“保存视图”。")
    with change(ledger, actor, Action.SAVE_VIEW, f"另存视图 {title}") as changes:
        held = dict(definition) if book == FINDINGS.name else {**definition, "book": book}
        fields = {"user_name": owner, "name": title, "definition": held, "sort": len(seen)}
        view_id = changes.writer.insert("saved_view", fields)
    return view_id, changes


def save(ledger: Ledger, actor: Actor, view_id: int, definition: Mapping[str, Any]) -> Changes:
    """Replace what a view holds."""
    row = _view(ledger, view_id)
    with change(ledger, actor, Action.SAVE_VIEW, f"保存视图 {row.name}") as changes:
        book = json.loads(row.definition).get("book")
        held = {**definition, "book": book} if book else dict(definition)
        changes.writer.update("saved_view", view_id, {"definition": held})
    return changes


def remove(ledger: Ledger, actor: Actor, view_id: int) -> Changes:
    """Take a view away; 撤销 brings it back."""
    row = _view(ledger, view_id)
    with change(ledger, actor, Action.SAVE_VIEW, f"删除视图 {row.name}") as changes:
        changes.writer.update("saved_view", view_id, {"removed_in": changes.action_id})
    return changes


def _view(ledger: Ledger, view_id: int) -> drafts.ViewRow:
    row = drafts.view(ledger.writing(), view_id)
    if row is None:
        raise KnownError("这个视图已被删除。请刷新后再试。")
    return row
