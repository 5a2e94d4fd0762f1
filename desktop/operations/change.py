"""The one door for writing: checks the right, opens the one transaction of an action, says what was touched.

The triggers of the ledger write the log and its chain; the door says who, what and why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.driver import UNREADABLE
from db.queries.belated import frozen_periods_of
from db.queries.purges import cleared_among
from db.queries.settings import is_trial
from db.store import Ledger
from db.writer import Writer
from desktop.errors import KnownError
from desktop.later import Later
from desktop.operations import disk_words
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action, Actor, require

if TYPE_CHECKING:
    from desktop.operations import binned_targets, field_rights
    from desktop.operations.packages import conflicts
else:  # for the first entry, not for the first sight
    field_rights, conflicts = Later("desktop.operations.field_rights"), Later("desktop.operations.packages.conflicts")
    binned_targets = Later("desktop.operations.binned_targets")

_TOLERANCE = timedelta(minutes=5)
_IN_TRIAL = frozenset(
    {
        Action.UNDO, Action.EDIT_BASIS, Action.PRINT, Action.EXPORT, Action.DUMP, Action.SAVE_VIEW, Action.KEEP_DRAFT, Action.BACK_UP,
        Action.EDIT_OFFICE, Action.CONFIRM_CLOCK, Action.MANAGE_USERS, Action.OWN_PASSPHRASE, Action.LOG_IN,
    }
)  # fmt: skip
"""What a ledger of rate cases still lets happen: questions, and what is no work on findings (ledger.md §3)."""
_WHOLE = frozenset({Action.PURGE, Action.RECEIVE})
"""What is let in or out by a right of its own, whichever fields it touches: the work of a copy was let in where it was done."""
_JUDGED_BEFORE = _WHOLE | {Action.READ_BACK}
"""What brings rows as they stood elsewhere: a dump holds living rows that name what went into the bin after them."""


class ClockWentBack(KnownError):
    """The PC's clock is behind the last entry; writing waits until a person confirms the time."""


@dataclass
class Changes:
    """What one action touched: row ids by table, known when the action is confirmed."""

    action_id: int
    title: str
    writer: Writer
    touched: Mapping[str, frozenset[int]] = field(default_factory=dict)
    recorded_at: str = ""
    belated: tuple[str, ...] = ()
    """The closed periods into which it belongs: their figures stay, it stands there as 调整."""

    @property
    def known_on(self) -> str:
        """The date of entry."""
        return self.recorded_at[:10]

    def late_told(self) -> str:
        """What a clerk is told whose entry belongs into closed periods; '' where it belongs into none."""
        periods = "、".join(self.belated)
        return f"办理日期在已冻结的{periods}之内：冻结的数字不变，这次登记列为“调整”。" if periods else ""

    def touches(self, *tables: str) -> bool:
        """Whether any of the tables was changed."""
        return any(table in self.touched for table in tables)


@dataclass(frozen=True)
class Former:
    """Actions of another ledger that an action brings along: how many, and when the last of them was recorded."""

    count: int = 0
    until: str = ""


@contextmanager
def change(
    ledger: Ledger,
    actor: Actor,
    action: Action,
    title: str,
    *,
    reason: str = "",
    undoes: int | None = None,
    overridden: bool = False,
    former: Former = Former(),
) -> Iterator[Changes]:
    """Carry out one action: all of its rows are confirmed together, under the actor's name and a Chinese title.

    What it brings along (`former`) stands before it in the log, by id and by time.

    Raises Forbidden without the right (that of the action, and that of every field that was changed), KnownError for work in a ledger of rate cases, and ClockWentBack where the PC's clock is
    behind the last entry.
    """
    require(actor, action)
    writer = ledger.writing()
    if action not in _IN_TRIAL and is_trial(writer):
        raise KnownError("本账本读入过整改率算例（试算），只供查询，不能登记或办理。请另建账本办理工作。", "trial")
    with _told_of_the_disk(ledger.folder), writer.transaction():
        fields = {
            "user_name": actor.name,
            "kind": str(action),
            "title": title,
            "reason": reason,
            "undoes": undoes,
            "overridden": overridden,
        }
        recorded_at = max(time_of_entry(ledger, writer), former.until)
        action_id = writer.begin_action({"recorded_at": recorded_at, **fields}, former.count)
        changes = Changes(action_id, title, writer, recorded_at=recorded_at)
        yield changes
        if action not in _WHOLE:
            field_rights.check(writer, actor, action_id, writer.touched)
        if action not in _JUDGED_BEFORE:
            binned_targets.check(writer, action_id, changes.known_on)
        if action not in _WHOLE:
            _leaves_cleared_alone(writer)
        if action is not Action.RECEIVE:
            conflicts.settle(writer, action_id)
        changes.touched = {table: frozenset(ids) for table, ids in writer.touched.items()}
        changes.belated = frozen_periods_of(
            writer, changes.touched.get("finding_event", ()), changes.touched.get("retraction", ())
        )


def _leaves_cleared_alone(writer: Writer) -> None:
    """What was cleared answers with what it kept: nothing is entered on it, whatever the way in (ledger.md §3)."""
    if numbers := cleared_among(writer, writer.touched):
        more = f" 等 {len(numbers)} 条" if numbers[1:] else ""
        raise KnownError(
            f"{numbers[0]}{more}的内容已经清除，只保留编号、日期和数字，不能再登记或修改。要看原文，请打开归档包。",
            "purged",
        )


@contextmanager
def _told_of_the_disk(folder: Path) -> Iterator[None]:
    """A full, read-only or failing disk is known at the door: nothing was confirmed, and the words say what helps."""
    try:
        yield
    except (*UNREADABLE, OSError) as error:
        known = disk_words.known(error, place=folder)
        if known is None:
            raise
        raise known from error


def time_of_entry(ledger: Ledger, writer: Writer) -> str:
    """Now, never below the last entry: a clock that went back by more than five minutes must be confirmed first."""
    now = (ledger.stamp or ledger.clock)()
    text = now.isoformat(timespec="microseconds")
    last = writer.last_recorded_at()
    if last is None or text >= last:
        return text
    if not ledger.clock_confirmed and datetime.fromisoformat(last) - now > _TOLERANCE:
        raise ClockWentBack(
            f"本机时钟是 {to_minute(text)}，早于账本最后一次登记的 {to_minute(last)}。请先校准本机时间；确认时间无误的，在“系统”中确认后再登记。"
        )
    return str(last)
