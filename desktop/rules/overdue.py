"""The one rule of what is overdue, and the mark that says how a deadline stands (ledger.md §2)."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from desktop.rules.deadlines import add_days, days_between
from desktop.rules.state_words import waits_for_office

SOON = 3  # days of the amber mark (ux §4)


class Bound(Protocol):
    """What decides the date that binds a finding."""

    @property
    def nature(self) -> str:
        """ordinary, immediate or long_term."""

    @property
    def verdict(self) -> str:
        """The office's lane."""

    @property
    def due_on(self) -> str | None:
        """The date in force, extensions included."""

    @property
    def review_on(self) -> str | None:
        """The day on which a long-term item is looked at again."""

    @property
    def feedback_on(self) -> str | None:
        """The day of the feedback to its unit."""

    @property
    def immediate_days(self) -> int:
        """The days an immediate item has from feedback, by the rules of its round."""


class Case(Bound, Protocol):
    """What the rule must know of a finding; a `FindingRow` has it all."""

    @property
    def claim(self) -> str:
        """The unit's lane."""

    @property
    def claim_on(self) -> str | None:
        """The day of the unit's last word."""

    @property
    def claim_newer(self) -> int:
        """Whether the unit's last word is newer than the office's."""

    @property
    def present(self) -> int:
        """Whether the finding is in the counts."""


class Deadline(NamedTuple):
    """How a deadline stands. `kind`: overdue, soon, ahead, reported, none; `days` over or left, 0 on the day itself."""

    kind: str
    days: int
    due_on: str | None
    text: str


NO_DEADLINE = Deadline("none", 0, None, "")


def due_date(case: Bound) -> str | None:
    """The date that binds: the review of a long-term item, an immediate one's own days, else the date in force."""
    if case.verdict == "long_term":
        return case.review_on
    if case.nature == "long_term":
        return case.review_on or case.due_on
    if case.nature == "immediate" and case.due_on is None and case.feedback_on:
        return add_days(case.feedback_on, case.immediate_days)
    return case.due_on


def is_open(case: Case) -> bool:
    """Whether the unit still owes something: in the counts, neither closed out nor handed over."""
    return bool(case.present) and case.verdict not in ("done", "transferred")


def is_waiting(case: Case) -> bool:
    """Whether the unit reports done and the office has not looked yet."""
    return is_open(case) and waits_for_office(case.claim, case.verdict, bool(case.claim_newer))


def days_overdue(case: Case, as_of: str) -> int:
    """Days past the binding date, 0 where it is not overdue: the day itself is still in time."""
    due = due_date(case)
    if due is None or due >= as_of or not is_open(case):
        return 0
    if waits_for_office(
        case.claim, case.verdict, bool(case.claim_newer)
    ):  # as `is_waiting`, of a case known to be open
        return 0
    return days_between(due, as_of)


class Told(Protocol):
    """What says when a finding moved last."""

    @property
    def last_on(self) -> str | None:
        """The day of the last progress."""

    @property
    def claim_on(self) -> str | None:
        """The day of the unit's last word."""

    @property
    def verdict_on(self) -> str | None:
        """The day of the office's last word."""

    @property
    def feedback_on(self) -> str | None:
        """The day of the feedback to its unit."""

    @property
    def given_on(self) -> str:
        """The day on which it came into the list."""


def quiet_days(case: Told, as_of: str) -> int:
    """Days since anything was told of a finding, by the unit or the office; without a word since its feedback, else since it was entered."""
    told = [day for day in (case.last_on, case.claim_on, case.verdict_on) if day]
    last = max(told, default=case.feedback_on or case.given_on)
    return max(0, days_between(last, as_of)) if last else 0


def is_long_term(case: Case) -> bool:
    """Whether a finding is kept up over a long time, by its nature or in the office's word."""
    return case.nature == "long_term" or case.verdict == "long_term"


def days_until(case: Case, as_of: str) -> int | None:
    """Days left of an open finding that is to be done by a date, 0 on the day itself; None where it is late, long-term or has no date."""
    due = due_date(case)
    if due is None or due < as_of or not is_open(case) or is_long_term(case):
        return None
    return days_between(as_of, due)


def deadline(case: Case, as_of: str) -> Deadline:
    """The mark beside a finding: ▲逾期 18 天, ◆剩 2 天, ◇剩 13 天, —6月2日 报, or nothing."""
    due = due_date(case)
    if not is_open(case):
        return NO_DEADLINE
    if is_waiting(case):
        return Deadline("reported", 0, due, f"—{month_day(case.claim_on)} 报" if case.claim_on else "")
    if due is None:
        return NO_DEADLINE
    left = days_between(as_of, due)
    if left < 0:
        return Deadline("overdue", -left, due, f"▲逾期 {-left} 天")
    if left == 0:
        return Deadline("soon", 0, due, "◆今天到期")
    if left <= SOON:
        return Deadline("soon", left, due, f"◆剩 {left} 天")
    return Deadline("ahead", left, due, f"◇剩 {left} 天")


def month_day(day: str) -> str:
    """6月2日."""
    return f"{int(day[5:7])}月{int(day[8:10])}日"
