"""What one page asks of another when it opens it: this finding, these findings, this unit, this tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.packed import kept_ids


@dataclass(frozen=True)
class AskFinding:
    """Put this finding in hand."""

    finding_id: int


@dataclass(frozen=True)
class AskFindings:
    """Show exactly these findings; `title` says where they come from, such as `县城管局 未计入分子 8 条`.

    `field` is what is to be filled in: its cell is put in hand, in the first row that lacks it.
    """

    ids: Sequence[int]
    title: str
    field: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", kept_ids(self.ids))


@dataclass(frozen=True)
class AskUnit:
    """Show what concerns this unit."""

    unit_id: int


@dataclass(frozen=True)
class AskTab:
    """Show this tab of the page."""

    key: str


@dataclass(frozen=True)
class AskPaper:
    """Compose the paper that belongs to a record of a declared book, by the record's permanent number."""

    book: str
    number: str


@dataclass(frozen=True)
class AskRecord:
    """Put this record of a declared book in hand."""

    book: str
    record_id: int


@dataclass(frozen=True)
class AskRows:
    """Show exactly these rows of a book, whatever round is chosen; `title` says where they come from."""

    book: str
    ids: Sequence[int]
    title: str


@dataclass(frozen=True)
class AskImport:
    """Read a list for this book; without a file the clerk is asked for one."""

    book: str
    file: Path | None = None


@dataclass(frozen=True)
class AskKeptImport:
    """Go on with an import that waits half repaired."""

    row_id: int


@dataclass(frozen=True)
class AskPackage:
    """Look into this package of another machine."""

    path: Path
