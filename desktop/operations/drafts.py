"""What a person has begun to type is kept in the ledger, encrypted with it, until it is saved or cleared."""

from __future__ import annotations

from collections.abc import Mapping

from db.queries import drafts
from db.store import Ledger
from desktop.operations.change import change
from desktop.rules.permissions import Action, Actor


def keep(ledger: Ledger, actor: Actor, contents: Mapping[str, str]) -> None:
    """Keep texts by their place; an empty text forgets the place. Nothing that others see changes, so nothing is announced."""
    present = {place: drafts.draft_id(ledger.writing(), actor.name, place) for place in contents}
    due = {place: text for place, text in contents.items() if text or present[place] is not None}
    if not due:
        return
    with change(ledger, actor, Action.KEEP_DRAFT, "保留未保存的输入") as changes:
        for place, text in due.items():
            row_id = present[place]
            if not text:
                changes.writer.delete_draft(actor.name, place)
            elif row_id is None:
                changes.writer.insert("draft", {"user_name": actor.name, "place": place, "content": text})
            else:
                changes.writer.update("draft", row_id, {"content": text})
