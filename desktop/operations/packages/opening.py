"""A package opened for a person: read-only first, with what it would bring, before anybody receives it (product.md E1)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.store import Ledger
from desktop.ledgers.table_words import table_word
from desktop.operations.packages import receiving
from desktop.operations.packages.receiving import Opened
from desktop.operations.packages.words import Told, ToldConflict, Words


@dataclass(frozen=True)
class Looked:
    """What lies in a package and what receiving would do; nothing was written. `actions` counts what is new here."""

    path: Path
    opened: Opened
    new: tuple[Told, ...]
    changed: tuple[Told, ...]
    conflicts: tuple[ToldConflict, ...]
    actions: int
    same: int

    @property
    def law(self) -> str:
        """'118 项登记 = 新 14 + 已有 104；新增 9 行、更改 5 行、冲突 1 处'."""
        rows = f"新增 {len(self.new):,} 行、更改 {len(self.changed):,} 行、冲突 {len(self.conflicts):,} 处"
        return f"{self.actions + self.same:,} 项登记 = 新 {self.actions:,} + 已有 {self.same:,}；{rows}"

    @property
    def contents(self) -> str:
        """How many rows of each table the package tells of, the most first."""
        return counts_words(dict(self.opened.head.contents))

    @property
    def rounds(self) -> str:
        """What it is limited to."""
        return "、".join(self.opened.head.rounds) or "全部轮次"


def look_into(ledger: Ledger, path: Path, passphrase: str = "", trusted: str = "") -> Looked:
    """Open a package over a connection that can only read; KnownError says in a sentence why it is not taken."""
    with ledger.apart() as own:
        opened = receiving.open_file(own, path, passphrase, trusted)
        plan = receiving.look(own, opened.content)
        words = Words(plan)
        return Looked(
            path, opened, tuple(words.new), tuple(words.changed), tuple(words.conflicts), len(plan.new), plan.same
        )


def counts_words(contents: dict[str, int]) -> str:
    """'问题 189、整改措施 412'."""
    listed = sorted(contents.items(), key=lambda pair: (-pair[1], pair[0]))
    return "、".join(f"{table_word(table)} {count:,}" for table, count in listed)
