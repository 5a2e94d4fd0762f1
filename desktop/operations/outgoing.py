"""The one piece through which every file and every print leaves: asked, made, entered in the register, or not there at all (A5, A6).

The door is asked before anything is written, and nothing lies on the disk that no register tells of. The ways are declared in
`ledgers.ways_out`; what the register tells is the same for all of them: what it is, its mark and purpose, who, when, how many
rows, and the sum of the file.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from db.queries import prints
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.file_properties import FileProperties, of_office
from desktop.ledgers.ways_out import WayOut
from desktop.operations.change import Changes, change
from desktop.rules.permissions import Actor, require

T = TypeVar("T")
DEFAULT_MARK = "file_mark"
"""The setting that holds the mark with which the office lets lists and files go; empty where it sets none."""


@dataclass(frozen=True)
class Asked:
    """What a person says of a file that leaves: 标识 as given (the program decides none), 用途, 去向."""

    mark: str = ""
    purpose: str = ""
    destination: str = ""


@dataclass(frozen=True)
class Facts:
    """What the register tells of a file beside that. `numbers` are the copy numbers, in order; `copies` counts where there are none."""

    rows: int | None = None
    criteria: str = ""
    as_of: str | None = None
    basis: str = ""
    pages: int | None = None
    numbers: tuple[str, ...] = ()
    copies: int = 1


@dataclass(frozen=True)
class Left(Generic[T]):
    """A file that left: what its making gave, where it lies, its entry, and what the action touched."""

    made: T
    path: Path
    entry: int
    changes: Changes
    rows: int | None = None


def usual(reader: Reader, way: WayOut, person: str = "") -> Asked:
    """What stands in the dialog beforehand: the office's mark, and the purpose that this person gave last for such a file."""
    return Asked(setting(reader, DEFAULT_MARK), prints.last_purpose(reader, way.name, person) or way.purpose)


def as_asked(reader: Reader, way: WayOut, mark: str | None = None, purpose: str = "", destination: str = "") -> Asked:
    """The same for the command line: what was not said is the office's mark and the way's own purpose."""
    return Asked(setting(reader, DEFAULT_MARK) if mark is None else mark, purpose or way.purpose, destination)


def need_register(ledger: Ledger, way: WayOut) -> None:
    """KnownError where the ledger is open for reading only: what cannot be entered does not leave."""
    if ledger.writer is None:
        raise KnownError(
            f"账本以只读方式打开，打印导出登记写不进去，“{way.title}”不能办理。请由能登记的人打开账本后再办。",
            "read_only",
        )


def registered(
    ledger: Ledger,
    actor: Actor,
    way: WayOut,
    asked: Asked,
    title: str,
    path: Path,
    make: Callable[[Path, FileProperties], T],
    facts: Callable[[T], Facts],
    *,
    said: str = "",
    beside: Callable[[Changes, int], None] | None = None,
) -> Left[T]:
    """Make a file inside the action that enters it in the register; it is removed where that is not confirmed.

    `make` writes to the path that it is given, which is `path` or the first free one beside it, with the properties of the
    office; where it gives a path, it wrote there. `facts` says what the register tells of what was made; `beside` enters what else the same action says of the entry.
    """
    need_register(ledger, way)
    require(actor, way.action)
    final = _free(path)
    try:
        with change(ledger, actor, way.action, said or f"导出{title}", reason=asked.purpose) as changes:
            made = make(final, of_office(changes.writer, title, asked.mark))
            final = (
                made if isinstance(made, Path) else final
            )  # the maker of a copy of another's file chooses its ending
            told = facts(made)
            entry = enter(changes, way, asked, title, told, file_name=final.name, sha256=sum_of(final))
            if beside is not None:
                beside(changes, entry)
    except BaseException:
        with contextlib.suppress(OSError):  # what failed first is told, not that nothing could be removed
            final.unlink(missing_ok=True)
        raise
    return Left(made, final, entry, changes, told.rows)


def enter(
    changes: Changes, way: WayOut, asked: Asked, title: str, facts: Facts, *, file_name: str = "", sha256: str = ""
) -> int:
    """One entry of the register inside an action; the only place that writes one. Returns its id."""
    first, last = (int(facts.numbers[0]), int(facts.numbers[-1])) if facts.numbers else (None, None)
    row = {
        "kind": way.kind, "way": way.name, "title": title, "classification": asked.mark, "purpose": asked.purpose or way.purpose,
        "destination": asked.destination, "copies": len(facts.numbers) or facts.copies, "first_copy": first, "last_copy": last,
        "pages": facts.pages, "rows": facts.rows, "criteria": facts.criteria, "as_of": facts.as_of, "basis": facts.basis,
        "file_name": file_name, "sha256": sha256, "action_id": changes.action_id,
    }  # fmt: skip
    return changes.writer.insert("export_record", row)


def sum_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free(path: Path) -> Path:
    from desktop.exchange.unused_path import unused

    return unused(path)
