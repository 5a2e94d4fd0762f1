"""How the office chases what is due: the columns of the board, the ladder of papers and its next rung (registers.md §4).

A rung is proposed only where nobody answered the last paper by its day, or where a finding is overdue and no paper named it.
What waits for the office is never chased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desktop.rules.deadlines import add_days
from desktop.rules.overdue import Case, days_overdue, days_until, due_date, is_long_term, is_open, is_waiting, month_day

LATE, SOON, NEAR, AHEAD, KEPT = "late", "soon", "near", "ahead", "kept"
COLUMNS = (LATE, SOON, NEAR, AHEAD, KEPT)
"""Of the board: overdue, due within the first and the second warning, later, and extended or long-term."""
NOT_CHASED = "未催"
ONE_LETTER_IN = 7
"""Days within which several reminders to a unit are one letter."""
USUAL_WAIT = 10
"""Days after which a paper without a day of reply counts as unanswered."""


class Chased(Case, Protocol):
    """A finding as the board sees it."""

    @property
    def extensions(self) -> int:
        """How often its date was moved."""

    @property
    def named_by_secretary(self) -> int:
        """Whether the secretary named it (点题)."""


class Sent(Protocol):
    """A paper that names the finding, as known on the day asked."""

    @property
    def kind(self) -> str:
        """Which paper."""

    @property
    def issued_on(self) -> str:
        """Its day."""

    @property
    def reply_by(self) -> str | None:
        """Until when it asks for an answer."""

    @property
    def replied_on(self) -> str | None:
        """When the unit answered, None while it has not."""


class Call(Protocol):
    """An entry of the book of chases that names the finding: a call, a visit, a word at a meeting."""

    @property
    def on(self) -> str:
        """Its day."""

    @property
    def promised_on(self) -> str | None:
        """The day that the unit promised, if it did."""


S = TypeVar("S", bound=Sent)
C = TypeVar("C", bound=Call)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: `kind` of its paper, '' for a step without one (报领导小组).

    `warns`: it goes out before the date; `talk`: it calls somebody in.
    """

    kind: str
    title: str
    warns: bool = False
    talk: bool = False


DEFAULT_LADDER = (
    Rung("due_warning_letter", "预警提醒函", warns=True),
    Rung("supervision_letter", "督办函"),
    Rung("supervision_letter", "再次督办函"),
    Rung("talk_notice", "约谈", talk=True),
    Rung("", "报领导小组"),
)


@dataclass(frozen=True, slots=True)
class Offsets:
    """Days before a date: `soon` and `near` bound the columns, from `warns` on a warning may go out."""

    soon: int = 3
    near: int = 10
    warns: int = 20


def offsets(warn_before: Iterable[int]) -> Offsets:
    """The warnings of a deadline rule as the board uses them; the usual ones where the rule has none."""
    days = sorted({day for day in warn_before if day > 0})
    if not days:
        return Offsets()
    return Offsets(days[0], days[min(1, len(days) - 1)], days[-1])


def column(case: Chased, as_of: str, days: Offsets = Offsets()) -> str:
    """Where a finding stands on the board; '' for what is not chased: settled, not in the list, or waiting for the office."""
    if not is_open(case) or is_waiting(case):
        return ""
    if days_overdue(case, as_of):
        return LATE
    left = days_until(case, as_of)
    if left is not None and left <= days.near:
        return SOON if left <= days.soon else NEAR
    return KEPT if is_long_term(case) or case.extensions else AHEAD


@dataclass(frozen=True, slots=True)
class Sum:
    """What the board holds and what it leaves out."""

    running: int
    long_term: int
    waiting: int

    @property
    def shown(self) -> int:
        """Everything on the board."""
        return self.running + self.long_term

    @property
    def sentence(self) -> str:
        """43 条 = 在办 32 + 长期坚持 11；待核实 22 条在我方，不催."""
        parts = f"{self.shown} 条 = 在办 {self.running} + 长期坚持 {self.long_term}"
        return f"{parts}；待核实 {self.waiting} 条在我方，不催" if self.waiting else parts


def summed(cases: Iterable[Chased]) -> Sum:
    """Findings of a scope in the parts of the board."""
    running = long_term = waiting = 0
    for case in cases:
        if is_waiting(case):
            waiting += 1
        elif is_open(case):
            long_term += is_long_term(case)
            running += not is_long_term(case)
    return Sum(running, long_term, waiting)


SETTLED, OFFICE, EARLY, PENDING, ANSWERED, UNNAMED, COMING, UNANSWERED, TOP = (
    "settled", "office", "early", "pending", "answered", "unnamed", "coming", "unanswered", "top",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be done about a finding: why, and the place of the rung, None where no paper is due; `last`: place of the last one."""

    why: str
    rung: int | None = None
    last: int | None = None


def taken(ladder: Sequence[Rung], sent: Iterable[Sent]) -> list[int]:
    """The place of each paper on the ladder, in their order: the next rung of its kind; one for which there is none stays where the last stood."""
    places: list[int] = []
    place = -1
    for one in sent:
        place = next((at for at in range(place + 1, len(ladder)) if ladder[at].kind == one.kind), place)
        places.append(place)
    return places


def reached(ladder: Sequence[Rung], sent: Iterable[Sent]) -> int:
    """The place of the highest rung that was taken, -1 for none."""
    return max(taken(ladder, sent), default=-1)


def answer_by(letter: Sent) -> str:
    """Until when a paper may be answered before the next one goes out."""
    return letter.reply_by or add_days(letter.issued_on, USUAL_WAIT)


def proposal(
    ladder: Sequence[Rung], case: Chased, sent: Sequence[Sent], as_of: str, days: Offsets = Offsets()
) -> Proposal:  # fmt: skip
    """The next rung for a finding by the papers of the ladder that name it, in order of their days."""
    if not is_open(case):
        return Proposal(SETTLED)
    if is_waiting(case):
        return Proposal(OFFICE)
    late = bool(days_overdue(case, as_of))
    on_ladder = [one for one in sent if any(rung.kind == one.kind for rung in ladder)]
    if not on_ladder:
        return _first(ladder, case, as_of, days, late)
    last, place = on_ladder[-1], reached(ladder, on_ladder)
    if last.replied_on:
        again = late and str(due_date(case)) >= last.replied_on
        return _above(ladder, UNNAMED, place) if again else Proposal(ANSWERED, None, place)
    if late and ladder[place].warns and not last.reply_by:
        return _above(ladder, UNNAMED, place)  # it warned of the date, no paper names it as overdue
    if answer_by(last) >= as_of:
        return Proposal(PENDING, None, place)
    return _above(ladder, UNANSWERED, place) if late else Proposal(UNANSWERED, None, place)


def _first(ladder: Sequence[Rung], case: Chased, as_of: str, days: Offsets, late: bool) -> Proposal:
    left = days_until(case, as_of)
    if not late and (left is None or left > days.warns):
        return Proposal(EARLY)
    found = next((at for at, rung in enumerate(ladder) if rung.warns is not late), None)
    return Proposal(UNNAMED if late else COMING, found) if found is not None else Proposal(EARLY)


def _above(ladder: Sequence[Rung], why: str, place: int) -> Proposal:
    above = next((at for at in range(place + 1, len(ladder)) if not ladder[at].warns), None)
    return Proposal(why, above, place) if above is not None else Proposal(TOP, None, place)


def of_unit(proposals: Iterable[Proposal]) -> int | None:
    """One unit, one letter: the highest rung that any of its findings asks for; None where none does."""
    return max((one.rung for one in proposals if one.rung is not None), default=None)


def promise(calls: Iterable[Call]) -> str | None:
    """The promise that stands: that of the last entry which brought one."""
    promises = [(one.on, one.promised_on) for one in calls if one.promised_on]
    return max(promises)[1] if promises else None


def standing_words(
    case: Chased, sent: Sequence[S], calls: Sequence[C], as_of: str,
    name: Callable[[S], str], channel: Callable[[C], str],
) -> str:  # fmt: skip
    """How a finding was chased last: 未催, 5月30日电话, 34 号函，6月11日前回, 27 号函未回; 点题 · 未催 where the secretary named it."""
    said = _last_said(case, sent, calls, as_of, name, channel)
    return f"点题 · {said}" if case.named_by_secretary and said == NOT_CHASED else said


def _last_said(
    case: Chased, sent: Sequence[S], calls: Sequence[C], as_of: str,
    name: Callable[[S], str], channel: Callable[[C], str],
) -> str:  # fmt: skip
    letter = sent[-1] if sent else None
    promised = promise(calls)
    if letter is not None and not letter.replied_on and letter.reply_by:
        told = name(letter)
        return f"{told}未回" if letter.reply_by < as_of else f"{told}，{month_day(letter.reply_by)}前回"
    if promised and promised < as_of:
        return f"答应{month_day(promised)}，已过"
    call = max(calls, key=lambda one: one.on) if calls else None
    if call is not None and (letter is None or call.on >= letter.issued_on):
        return f"{month_day(call.on)}{channel(call)}" + (f"，答应{month_day(promised)}" if promised else "")
    if letter is not None:
        told = name(letter)
        return f"{told}已回" if letter.replied_on else f"已发{' ' if told[:1].isdigit() else ''}{told}"
    return NOT_CHASED


def refusal(found: Proposal, number: str, unit: str, letter: str = "", day: str = "") -> str:
    """Why no paper is proposed for a finding, with the remedy; '' where one is. `letter` and `day` are of its last paper."""
    if found.rung is not None:
        return ""
    short = number.rpartition("-")[2]
    told = f" {month_day(day)}" if day else ""
    return {
        SETTLED: f"{short} 已经销号、移交或不在清单中，不用催办。",
        OFFICE: f"{short} 待我方核实，不能催办。先去核实。",
        EARLY: f"{short} 还没到预警的日子，不用发函。",
        PENDING: f"{unit} {letter}{told}前回复，还没到日子，不升级。",
        ANSWERED: f"{unit} {letter}{told}已回，没有要升级的。",
        UNANSWERED: f"{unit} {letter}未回，{short} 还没到期。先打电话，到期再升级。",
        TOP: f"{short} 的催办阶梯已经走完，请由领导小组研究。",
    }.get(found.why, "")
