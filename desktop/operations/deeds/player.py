"""Carries a script out, step by step, through the operations that the window calls; each step is an action of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from db.queries import users as user_queries
from db.queries.history import last_recorded_at
from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import change
from desktop.operations.clocks import is_demonstration, turn_to
from desktop.operations.deeds.catalogue import deeds
from desktop.operations.deeds.hand import Done, Hand
from desktop.operations.deeds.script import ScriptStep, parts_of
from desktop.operations.entrance import actor_of
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action, Actor


@dataclass(frozen=True)
class Result:
    """What became of a step: the number it answered, or the sentence that refused it."""

    label: str
    deed: str
    done: Done
    refused: str = ""
    at: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `play` answers."""
        said: dict[str, Any] = {"as": self.label or None, "do": self.deed, "number": self.done.number or None}
        if self.done.state:
            said["state"] = self.done.state
        if self.done.numbers:
            said["numbers"] = list(self.done.numbers)
        return {**said, "refused": self.refused or None}


@dataclass
class Play:
    """The outcome: results of the steps played, and why it stopped ('' where it went as expected to the end)."""

    results: list[Result] = field(default_factory=list)
    surprise: str = ""
    clock_ignored: bool = False

    @property
    def count(self) -> int:
        """How many steps went as expected."""
        return len(self.results) - bool(self.surprise)


def play(ledger: Ledger, actor: Actor, steps: Sequence[ScriptStep], folder: Path) -> Play:
    """Play the steps; former steps stay, the first that does not go as expected is the last."""
    played = Play()
    labels: dict[str, str] = {}
    turns = is_demonstration(ledger.reader)
    played.clock_ignored = not turns and any(step.at for step in steps)
    last: datetime | None = None
    for step in steps:
        if turns and step.at is not None:
            last = step.at
            turn_to(ledger, step.at)
        result = carry_out(ledger, actor, step, labels, folder)
        played.results.append(result)
        if bool(result.refused) != (step.expect == "refused"):
            said = result.refused or "办成了，脚本写的是应当拒绝"
            played.surprise = f"第 {step.place} 步 {step.deed} 没有照预期：{said.rstrip('。')}。前面的 {step.place - 1} 步已办成，后面的没有办。"
            break
    if last is not None:
        _keep_today(ledger, actor, last)
    return played


def carry_out(ledger: Ledger, actor: Actor, step: ScriptStep, labels: dict[str, str], folder: Path) -> Result:
    """One step as an action of its own, at the time of the ledger's clock; `labels` gains its number."""
    at = ledger.clock().isoformat(timespec="seconds")
    try:
        hand = Hand(ledger, _who(ledger, actor, step.user), folder, _resolved(step.args, labels))
        done = deeds(step.book, ledger.writing())[step.step].run(hand)
    except KnownError as error:
        return Result(step.label, step.deed, Done(), str(error), at)
    if step.label:
        labels[step.label] = done.number
    for name, number in zip(parts_of(step), done.numbers, strict=False):
        if name:
            labels[name] = number
    return Result(step.label, step.deed, done, "", at)


def _who(ledger: Ledger, actor: Actor, name: str) -> Actor:
    """The step's user with his own rights; one who has a password cannot be played by somebody else."""
    if not name or name == actor.name:
        return actor
    row = user_queries.user(ledger.writing(), name)
    if row is None or not row.active:
        raise KnownError(f"用户“{name}”不在本账本的用户中，或已停用。请先用 user.add 登记。", "unknown_user")
    if row.slot:
        raise KnownError(f"用户“{name}”有口令，不能由脚本代为办理。请用 --user 以本人名义执行。", "has_password")
    return actor_of(row)


def _resolved(value: Any, labels: Mapping[str, str]) -> Any:
    if isinstance(value, str) and value.startswith("$"):
        found = labels.get(value[1:], "")
        if not found:
            raise KnownError(f"标为“{value}”的步骤没有办成，没有编号可用。", "unknown_label")
        return found
    if isinstance(value, Mapping):
        return {key: inner if key == "as" else _resolved(inner, labels) for key, inner in value.items()}
    if isinstance(value, list):
        return [_resolved(inner, labels) for inner in value]
    return value


def _keep_today(ledger: Ledger, actor: Actor, last: datetime) -> None:
    """The demonstration lives on the day of the last `at` from now on; one that went back was refused and counts for nothing."""
    entered = last_recorded_at(ledger.writing())
    if entered:
        last = max(last, datetime.fromisoformat(entered))
    turn_to(ledger, last)
    day = last.date().isoformat()
    if setting(ledger.writing(), "demo_today") == day:
        return
    with change(ledger, actor, Action.TURN_DEMONSTRATION_CLOCK, f"演示日期 {day}") as changes:
        put_setting(changes, "demo_today", day)
