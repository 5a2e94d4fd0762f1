"""The table of deeds (ledger.md §4): from which standing each may be done, by which right, on which dates, with what named.

Menus and the door ask the same table. `--form events` does not: it is arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.errors import Fault
from desktop.rules.permissions import Action, Actor, why_not
from desktop.rules.state_words import STATE_WORDS

VERIFIED_STATES = ("in_progress", "partly_done", "basically_done", "not_done")
CLAIMED_STATES = tuple(STATE_WORDS)
REOPENED_FROM = frozenset({"done", "transferred", "long_term"})
CLOSED = frozenset({"done", "transferred"})


class Deed(StrEnum):
    """What can be done to a finding, by the names of ledger.md §4."""

    NOTE = "note"
    CLAIM = "claim"
    VERIFY = "verify"
    REFUSE = "refuse"
    CLOSE_OUT = "close_out"
    CORRECT = "correct"
    REOPEN = "reopen"
    STAGE_DONE = "stage_done"
    TRANSFER = "transfer"
    EXTEND = "extend"
    WITHDRAW = "withdraw"
    SPLIT = "split"
    MERGE = "merge"
    RECLASSIFY = "reclassify"
    RECATEGORISE = "recategorise"
    REMOVE = "remove"
    CARRY_OVER = "carry_over"


@dataclass(frozen=True)
class Standing:
    """Where a finding stands: what the table asks of it. `waiting`: a done-claim that the office has not answered.

    `given` is whether its unit has had the feedback; `due_on` the date in force.
    """

    number: str = ""
    present: bool = True
    claim: str = "not_started"
    verdict: str = "not_started"
    waiting: bool = False
    given: bool = True
    feedback_on: str | None = None
    due_on: str | None = None

    @property
    def open(self) -> bool:
        """In the list, neither closed out nor handed over."""
        return self.present and self.verdict not in CLOSED


@dataclass(frozen=True)
class Asked:
    """What a person asks for with a deed; `measure` is whether it is about a measure. Dates are text as it came.

    `corrects`: it stands for an answer of the office that was wrong.
    """

    on: str
    today: str
    measure: bool = False
    state: str = ""
    reason: str = ""
    approver: str = ""
    receiver: str = ""
    due_on: str = ""
    review_on: str = ""
    corrects: bool = False


Where = Callable[[Standing, "Asked | None"], Fault | None]


def _in_list(standing: Standing, _asked: Asked | None) -> Fault | None:
    return None if standing.present else Fault("gone", "已核减、拆分或合并，不再整改")


def _open(standing: Standing, asked: Asked | None) -> Fault | None:
    if gone := _in_list(standing, asked):
        return gone
    if standing.verdict == "done":
        return Fault("closed", "已经销号，要先“重新打开”")
    return Fault("closed", "已移交，要先“重新打开”") if standing.verdict == "transferred" else None


def _open_and_answered(standing: Standing, asked: Asked | None) -> Fault | None:
    """A measure follows its finding; the correction of a verdict stands where that verdict answered the unit."""
    if closed := _open(standing, asked):
        return closed
    if standing.waiting and not (asked and (asked.measure or asked.corrects)):
        return Fault("waiting", "单位已自报完成、正待核实，请用“认定销号”或“不予认定”")
    return None


def _reopenable(standing: Standing, asked: Asked | None) -> Fault | None:
    if gone := _in_list(standing, asked):
        return gone
    return (
        None if standing.verdict in REOPENED_FROM else Fault("not_closed", "没有销号、移交或转为长期坚持，不用重新打开")
    )


def _anywhere(_standing: Standing, _asked: Asked | None) -> Fault | None:
    return None


@dataclass(frozen=True)
class Row:
    """One row of the table. `before_feedback` is the action that is enough while the unit has not had the feedback."""

    title: str
    where: Where
    action: Action
    needs: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    after_feedback: bool = True
    before_feedback: Action | None = None
    only_after_feedback: tuple[str, ...] = ()


TABLE: Mapping[Deed, Row] = {
    Deed.NOTE: Row("记情况", _in_list, Action.LOG_PROGRESS, after_feedback=False),
    Deed.CLAIM: Row("登记自报", _open, Action.LOG_PROGRESS, states=CLAIMED_STATES),
    Deed.VERIFY: Row("认定进度", _open_and_answered, Action.VERIFY, states=VERIFIED_STATES),
    Deed.REFUSE: Row("不予认定", _open, Action.REFUSE, ("reason",)),
    Deed.CLOSE_OUT: Row("认定销号", _open, Action.CLOSE_OUT),
    Deed.CORRECT: Row("更正", _anywhere, Action.CORRECT, ("reason",), after_feedback=False),
    Deed.REOPEN: Row("重新打开", _reopenable, Action.REOPEN, ("reason",)),
    Deed.STAGE_DONE: Row("转为长期坚持", _open, Action.STAGE_DONE, ("review_on",)),
    Deed.TRANSFER: Row("移交", _open, Action.TRANSFER, ("receiver", "reason")),
    Deed.EXTEND: Row("延期", _open, Action.EXTEND, ("due_on", "reason", "approver")),
    Deed.WITHDRAW: Row("核减", _in_list, Action.WITHDRAW, ("reason", "approver")),
    Deed.SPLIT: Row("拆分", _in_list, Action.SPLIT, ("reason",)),
    Deed.MERGE: Row("合并", _in_list, Action.MERGE, ("reason",)),
    Deed.RECLASSIFY: Row(
        "更改性质、单位或时限",
        _in_list,
        Action.RECLASSIFY,
        after_feedback=False,
        before_feedback=Action.EDIT_FINDING,
        only_after_feedback=("reason",),
    ),
    Deed.RECATEGORISE: Row("改分类", _in_list, Action.RECATEGORISE, after_feedback=False),
    Deed.REMOVE: Row(
        "移入回收站",
        _anywhere,
        Action.REMOVE_GIVEN,
        after_feedback=False,
        before_feedback=Action.REMOVE,
        only_after_feedback=("reason",),
    ),
    Deed.CARRY_OVER: Row("结转", _in_list, Action.CARRY_OVER, ("reason",)),
}
"""Every deed once; `after_feedback` is the date rule: not before the feedback."""
NEEDS_WORDS = {
    "reason": "理由",
    "approver": "批准人或批准机关",
    "receiver": "接收机关",
    "due_on": "新期限",
    "review_on": "复查日",
}


def action_of(deed: Deed, standing: Standing) -> Action:
    """The action whose right a deed needs on a finding that stands there."""
    row = TABLE[deed]
    return row.before_feedback if row.before_feedback is not None and not standing.given else row.action


def why_not_here(deed: Deed, standing: Standing, actor: Actor, asked: Asked | None = None) -> Fault | None:
    """Why a menu greys the deed: the right that is missing, or where the finding stands; None where it may be begun."""
    if lacking := why_not(actor, action_of(deed, standing)):
        return Fault("right", lacking)
    return TABLE[deed].where(standing, asked)


def faults(deed: Deed, standing: Standing, asked: Asked) -> list[Fault]:
    """Everything that stands against a deed beside the right: standing, dates, state, what must be named."""
    row = TABLE[deed]
    found = [fault for fault in (row.where(standing, asked),) if fault]
    found += _date_faults(row, standing, asked)
    states = (*row.states, "done") if deed is Deed.VERIFY and asked.measure else row.states
    if states and asked.state not in states:
        word = STATE_WORDS.get(asked.state, asked.state)
        how = "。认定销号、移交、长期坚持各有自己的办理步骤" if asked.state in STATE_WORDS else ""
        found.append(Fault("state", f"不能登记为“{word}”{how}"))
    needs = row.needs + (row.only_after_feedback if standing.given else ())
    missing = [NEEDS_WORDS[need] for need in needs if not getattr(asked, need).strip()]
    if missing:
        found.append(Fault("needs", f"要写明{'、'.join(missing)}"))
    return found + _special_dates(deed, standing, asked)


def is_date(text: str) -> bool:
    """Whether a text is a real date written 2026-06-18."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _date_faults(row: Row, standing: Standing, asked: Asked) -> list[Fault]:
    if not is_date(asked.on):
        return [Fault("date", f"日期“{asked.on}”不是真实的日期，应写成 2026-06-18 这样")]
    if asked.on > asked.today:
        return [Fault("future", f"日期 {asked.on} 晚于今天 {asked.today}")]
    if row.after_feedback and standing.feedback_on and asked.on < standing.feedback_on:
        return [Fault("before_feedback", f"日期 {asked.on} 早于反馈日期 {standing.feedback_on}")]
    return []


def _special_dates(deed: Deed, standing: Standing, asked: Asked) -> list[Fault]:
    """The new date of an extension lies after the present one, the review of a long-term item after the day itself."""
    found = []
    for word, day in (("新期限", asked.due_on), ("复查日", asked.review_on)):
        if day and not is_date(day):
            found.append(Fault("date", f"{word}“{day}”不是真实的日期，应写成 2026-06-18 这样"))
    if found:
        return found
    if deed is Deed.EXTEND and asked.due_on:
        if standing.due_on and asked.due_on <= standing.due_on:
            found.append(Fault("not_later", f"新期限 {asked.due_on} 不晚于现定时限 {standing.due_on}"))
        elif not standing.due_on and asked.due_on <= asked.on:
            found.append(Fault("not_later", f"新期限 {asked.due_on} 不晚于办理日期 {asked.on}"))
    if deed is Deed.STAGE_DONE and asked.review_on and asked.review_on <= asked.on:
        found.append(Fault("not_later", f"复查日 {asked.review_on} 不晚于办理日期 {asked.on}"))
    return found
