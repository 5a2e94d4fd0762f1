"""Replies that come before their letter is registered: kept under its number, tied to it when it comes (ledger.md §7)."""

from __future__ import annotations

from pathlib import Path

from db.queries import papers as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import evidence
from desktop.operations.change import Changes, change
from desktop.operations.papers import numbers
from desktop.rules.document_numbers import read_number
from desktop.rules.paper_dates import PaperDates, faults
from desktop.rules.permissions import Action, Actor


def enter(
    ledger: Ledger,
    actor: Actor,
    letter_number: str,
    on: str,
    *,
    person: str = "",
    number: str = "",
    adopted: int | None = None,
    note: str = "",
    scan: Path | None = None,
) -> Changes:
    """Keep a reply to a paper that is not in the register yet; KnownError where the number is none, or the paper is there."""
    wanted = read_number(letter_number)
    if wanted is None:
        raise KnownError(f"“{letter_number}”不是文号。请写成青巡督〔2026〕1号这样。", "unknown_record")
    if numbers.taken_by(ledger.writing(), letter_number) is not None:
        raise KnownError(f"文号“{wanted.text}”已在发文登记中。请在那一件上登记回复。", numbers.TAKEN)
    numbers.refuse(PaperDates(ledger.today(), event="reply", happened_on=on, adopted=adopted))
    with change(ledger, actor, Action.LOG_LETTER, f"登记先到的回复 {wanted.text}") as changes:
        fields = {
            "letter_number": wanted.text, "happened_on": on, "person": person, "number": number, "adopted": adopted,
            "note": note,
        }  # fmt: skip
        if scan is not None:
            fields |= {"sha256": evidence.keep_file(changes, ledger.pool, scan).sha256, "file_name": scan.name}
        changes.writer.insert("early_reply", fields)
    return changes


def tie(changes: Changes, letter_id: int, number: str, issued_on: str, today: str) -> None:
    """Give a paper that comes into the register the replies that waited for it; one that is older than the paper waits on."""
    wanted = read_number(number)
    for one in queries.early_replies(changes.writer):
        dates = PaperDates(today, issued_on=issued_on, event="reply", happened_on=one.happened_on, adopted=one.adopted)
        if wanted is None or read_number(one.letter_number) != wanted or faults(dates):
            continue
        event = {
            "letter_id": letter_id, "kind": "reply", "happened_on": one.happened_on, "person": one.person,
            "number": one.number, "adopted": one.adopted, "note": one.note, "sha256": one.sha256, "file_name": one.file_name,
        }  # fmt: skip
        changes.writer.insert("letter_event", event)
        changes.writer.update("early_reply", one.id, {"removed_in": changes.action_id})
