"""What a deed is given and what it answers; how it reads its flat arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.queries import facts, lineage, register
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Field, Holds
from desktop.operations.records.words import day, lookup
from desktop.operations.unit_lookup import unit_named
from desktop.rules.permissions import Actor, Right

COMMON = frozenset({"number", "on", "reason"})


@dataclass(frozen=True)
class Done:
    """The record that a deed made or moved; `numbers` where it made several, in order."""

    number: str = ""
    state: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hand:
    """A person about to do something: the ledger, the actor, the folder from which files are taken, and the arguments."""

    ledger: Ledger
    actor: Actor
    folder: Path
    args: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reader(self) -> Reader:
        """The ledger as the deed will see it."""
        return self.ledger.writing()

    def text(self, name: str, default: str = "") -> str:
        """An argument as text."""
        value = self.args.get(name)
        return default if value is None else str(value).strip()

    def day(self, name: str) -> str | None:
        """A date, ISO; None where none is given. KnownError where it is not in the calendar."""
        typed = self.text(name)
        if not typed:
            return None
        found = day(typed)
        if found is None:
            raise KnownError(f"“{typed}”不是日期。请改成如 2026-06-18 的日期。", "not_a_date")
        return found

    def on(self) -> str:
        """Since when the deed is true; today where nothing is said."""
        return self.day("on") or self.ledger.today()

    def past(self) -> str:
        """Since when the deed is true, which is not after today."""
        on, today = self.on(), self.ledger.today()
        if on > today:
            raise KnownError(f"日期 {on} 晚于今天 {today}。请改成今天或以前的日期。", "in_future")
        return on

    def several(self, name: str) -> list[Any]:
        """An argument that may be one thing or a list of them."""
        value = self.args.get(name)
        return list(value) if isinstance(value, (list, tuple)) else [] if value in (None, "") else [value]

    def whole(self, name: str) -> int | None:
        """A whole number."""
        found: int | None = Field(name, name, Holds.INT).read(self.text(name), lookup(self.reader))
        return found

    def flag(self, name: str) -> bool:
        """Whether something is so; not where nothing is said."""
        return bool(Field(name, name, Holds.FLAG).read(self.text(name), lookup(self.reader)))

    def path(self, name: str) -> Path:
        """A file, from the script's folder where its path is relative."""
        path = self.folder / self.text(name)
        if not path.is_file():
            raise KnownError(f"找不到文件 {path}。请核对路径。", "no_file")
        return path

    def finding(self, number: object = None, *, removed: bool = False) -> int:
        """The finding that the deed is about; one in the recycle bin only where `removed`."""
        wanted = self.text("number") if number is None else str(number)
        found = facts.finding_id(self.reader, wanted)
        if found is None:
            raise KnownError(f"台账中没有编号为“{wanted}”的问题。请核对编号。", "unknown_record")
        if not removed and facts.is_removed(self.reader, found):
            raise KnownError(f"{wanted} 在回收站中。请先取回。", "wrong_state")
        return found

    def measure(self, finding_id: int) -> int | None:
        """The n-th measure of a finding, counted from 1; None where the deed is about the finding itself."""
        place = self.whole("measure")
        if place is None:
            return None
        ids = facts.measure_ids(self.reader, finding_id)
        if not 1 <= place <= len(ids):
            raise KnownError(
                f"{facts.number(self.reader, finding_id)} 没有第 {place} 条措施。请核对。", "unknown_record"
            )
        return ids[place - 1]

    def unit(self, name: str = "unit", since: str = "") -> int:
        """A unit by any of its names; `since`: on that day the name of one that went into another leads to its successor."""
        wanted = self.text(name)
        found = unit_named(self.reader, wanted) if wanted else None
        if found is None:
            raise KnownError(f"名册中没有单位“{wanted}”。请核对全称或别名。", "unknown_word")
        return lineage.successor(self.reader, found, since) if since else found

    def round(self, name: str = "round") -> int:
        """A round by name or code."""
        wanted = self.text(name)
        found = register.round_id(self.reader, wanted) if wanted else None
        if found is None:
            raise KnownError(f"没有轮次“{wanted}”。请核对名称或编号。", "unknown_word")
        return found


@dataclass(frozen=True)
class Deed:
    """One step of a book: the operation behind it, the fields it takes beside number, on and reason, and what it needs."""

    run: Callable[[Hand], Done]
    title: str
    fields: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    right: Right = Right.ENTER
    reason: bool = False
    frm: tuple[str, ...] = ()
    to: str = ""

    @property
    def known(self) -> frozenset[str]:
        """Every argument that a script may name."""
        return COMMON | set(self.fields)
