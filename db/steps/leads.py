"""The steps that only the room of leads goes through (registers.md §7): its book, in a file of its own with a key of its own.

No other ledger has this table, so that no dump, package, search or count of one can hold a lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_DAYS = ("disposed_on", "filed_on", "closed_on", "handle_by")
_COUNTS = ("copies", "pages", "filed_persons", "sanctions", "organisational_measures", "judicial")
_WORDS = (
    "round", "source", "findings", "subject_names", "subject_codes", "organ", "post", "rank", "matter", "summary",
    "moved_to", "receiver", "progress", "answer_number", "classification", "remark",
)  # fmt: skip


def apply(db: Database) -> None:
    """The book of leads; `subject_names` is sealed once more under the key of the room."""
    columns = [
        "id integer primary key",
        "number text not null unique check (number <> '')",
        "moved_on text not null check (moved_on glob '????-??-??')",
        *(f"{name} text not null default ''" for name in _WORDS),
        "cases integer not null check (cases > 0)",
        "persons integer not null check (persons > 0)",
        *(f"{name} text check ({name} glob '????-??-??')" for name in _DAYS),
        *(f"{name} integer check ({name} >= 0)" for name in _COUNTS),
        "recovered integer",
        "early integer not null default 0 check (early in (0, 1))",
        "discipline text not null default '' check (discipline in ('', 'political', 'organisation', 'integrity', 'masses', 'work', 'life'))",
        "disposition text not null default '' check (disposition in ('', 'inquiry', 'verification', 'shelved', 'concluded'))",
        "own text not null default '{}' check (json_valid(own))",
        "removed_in integer references action (id)",
    ]
    db.execute(f"create table lead ({', '.join(columns)}) strict")


STEPS = {"l0001_leads": apply}
