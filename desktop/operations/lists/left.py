"""打印、导出登记 as a person may read it: the own entries always, those of others with the right 审计 (registers.md §12)."""

from __future__ import annotations

from collections.abc import Mapping

from db.queries import prints
from db.queries.prints import ExportRow
from db.reader import Reader
from desktop.rules.permissions import Action, Actor, may_read_of_others

READS: Mapping[str, Action] = {
    "print": Action.READ_PRINTS,
    "paper": Action.READ_PRINTS,
    "export": Action.READ_EXPORTS,
}
"""What it needs to read another person's entry, by what was done."""


def register_for(reader: Reader, actor: Actor | None) -> tuple[ExportRow, ...]:
    """The entries that the person may read, newest first; the program itself, None, reads all."""
    return tuple(
        row
        for row in prints.exports(reader)
        if actor is None or row.user_name == actor.name or may_read_of_others(actor, READS[row.kind])
    )
