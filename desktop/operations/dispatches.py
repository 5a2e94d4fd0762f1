"""抄报与移交 of rounds: to each county leader what is found in the units in charge, to each organ what bears its mark, and what became of it (page 15, M6, M22)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from db.queries import books as queries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.queries.briefs import Told
from db.queries.county_leaders import leader_titles, rank_of_leader
from db.queries.findings import list_findings
from db.queries.letters import letters, went_on
from db.queries.moved import named_in_letters
from db.queries.rounds import calendar_days, feedback_dates, round_by_id
from db.queries.tallies import items
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, LetterRow, Scope
from desktop.ledgers.copies import COPY_REPORTS, asks_for_work
from desktop.ledgers.finding_marks import month_day
from desktop.operations import addressed
from desktop.operations.addressed import Called, Who
from desktop.operations.papers import catalogue
from desktop.rules import basis as basis_rules
from desktop.rules.deadlines import DeadlineRule, WorkCalendar, due_by
from desktop.rules.overdue import days_overdue
from desktop.rules.rate import Rate

T = TypeVar("T", bound=Told)
MARKED: tuple[tuple[str, str, str, Callable[[Told], Any]], ...] = (
    ("organisation", "县委组织部", "涉组涉干", lambda row: row.on_organisation),
    ("publicity", "县委宣传部", "涉意识形态", lambda row: row.on_ideology),
)
"""Level of the copy, organ, why, and which findings concern it."""
_BY_LEVEL = tuple(level for level, *_organ in MARKED)
OTHERS = ("department", "organ")
"""Whom papers of transfer are for, as kinds declare it (`Recipe.per`)."""
IN_CHARGE, LIST = "行业主管", "问题清单"
SEND_WITHIN = DeadlineRule("抄报", 5, "workday")
"""Copies are sent within so many working days of the feedback (ux/pages.md, page 15)."""


@dataclass(frozen=True)
class Part:
    """Some findings of the round: how many, of which units, their rate and what is overdue; `findings` are the rows behind all of it."""

    findings: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    rate: Rate | None = None
    late: tuple[int, ...] = ()


@dataclass(frozen=True)
class LeaderLine:
    """A county leader with the last copy that was entered; one who has no unit in the round gets none."""

    name: str
    title: str
    part: Part
    copy: Record | None = None


@dataclass(frozen=True)
class OrganLine:
    """Where marked findings go, and which of them wait for nothing: a record or a paper carried them there, or they are handed over."""

    level: str
    name: str
    why: str
    part: Part
    moved: tuple[int, ...] = ()
    copy: Record | None = None


@dataclass(frozen=True)
class UnitLine:
    """An inspected unit, with the last paper that brought its list to it and the last copy that was entered for it."""

    unit_id: int
    name: str
    part: Part
    letter: LetterRow | None = None
    copy: Record | None = None

    @property
    def sent_on(self) -> str:
        """The day on which the list went there, '' while it did not: as 送达登记 says, and as the paper says while nothing is entered there."""
        if self.copy is not None:
            return str(self.copy.stored["sent_on"] or "")
        return went_on(self.letter) if self.letter is not None else ""

    @property
    def received_on(self) -> str:
        """The day on which the unit signed for it, '' while it did not; told by the same one as `sent_on`."""
        if self.copy is not None:
            return str(self.copy.stored["receipt_on"] or "")
        return str((self.letter.received_on if self.letter is not None else "") or "")


@dataclass(frozen=True)
class Dispatch:
    """The board of page 15; the parts of the leaders are the round, those of the organs overlap and are never added.

    Leaders stand in the order in which 机关设置 lists their posts (the order of rank), those that are not listed there after them.
    """

    leaders: tuple[LeaderLine, ...]
    organs: tuple[OrganLine, ...]
    whole: Part
    units: tuple[UnitLine, ...] = ()
    copies: tuple[Record, ...] = ()
    """Every copy of the rounds, to whomever, in order of entry."""
    feedback_on: str = ""
    """The first day of feedback of one round that is asked for; '' for several."""
    send_by: str = ""
    """The day by which the copies are to be sent."""

    @property
    def instructed(self) -> tuple[Record, ...]:
        """The copies on which somebody wrote."""
        return tuple(one for one in self.copies if one.stored["instruction"] or one.stored["instruction_on"])

    @property
    def unit_words(self) -> str:
        """12 家 = 已送达 12 + 未送达 0；已签收 3 家"""
        sent = sum(bool(one.sent_on) for one in self.units)
        received = sum(bool(one.received_on) for one in self.units)
        return f"{len(self.units)} 家 = 已送达 {sent} + 未送达 {len(self.units) - sent}；已签收 {received} 家"

    @property
    def instruction_words(self) -> str:
        """8 件 = 办理中 2 + 已办结 1 + 不需办理 5"""
        some, tasks = self.instructed, tasks_of(self.instructed)
        done = sum(one.state == "answered" for one in tasks)
        told = f"{len(some)} 件 = 办理中 {len(tasks) - done} + 已办结 {done}"
        return told + (f" + 不需办理 {len(some) - len(tasks)}" if len(tasks) < len(some) else "")

    def timing(self, today: str) -> str:
        """反馈 3月18日，5 个工作日内抄报（3月25日前）：3月24日送出，按期"""
        if not self.send_by:
            return ""
        law = f"反馈 {month_day(self.feedback_on)}，{SEND_WITHIN.days} 个工作日内抄报（{month_day(self.send_by)}前）"
        days = [
            str(one.copy.stored["sent_on"]) for one in self.due if one.copy is not None and one.copy.stored["sent_on"]
        ]
        if self.due and len(days) == len(self.due):
            last = max(days)
            return f"{law}：{month_day(last)}送出，{'按期' if last <= self.send_by else '逾期'}"
        left = len(self.due) - len(days)
        return f"{law}：还有 {left} 件没有送出" + ("，已过期" if left and today > self.send_by else "") if left else law

    @property
    def due(self) -> tuple[LeaderLine, ...]:
        """The leaders to whom something is to be sent."""
        return tuple(one for one in self.leaders if one.part.findings)

    @property
    def unnamed(self) -> int:
        """Findings for which no leader is known."""
        return len(self.whole.findings) - sum(len(one.part.findings) for one in self.leaders)

    @property
    def entered(self) -> tuple[Record, ...]:
        """The copies to leaders that somebody entered."""
        return tuple(one.copy for one in self.due if one.copy is not None)

    @property
    def unsigned(self) -> int:
        """How many of them nobody signed for yet."""
        return sum(one.state in ("open", "sent") for one in self.entered)

    @property
    def status(self) -> tuple[str, ...]:
        """抄报 9 件 189 条, 未签收 1, 未移交 2 个去向: organs that lack some of their findings."""
        findings = sum(len(one.part.findings) for one in self.due)
        lacking = sum(len(one.moved) < len(one.part.findings) for one in self.organs)
        return f"抄报 {len(self.due)} 件 {findings} 条", f"未签收 {self.unsigned}", f"未移交 {lacking} 个去向"

    @property
    def words(self) -> str:
        """9 件 = 已签收 8 + 未签收 1; those that nobody entered are told apart."""
        received = len(self.entered) - self.unsigned
        told = f"应抄报 {len(self.due)} 件 = 已签收 {received} + 未签收 {self.unsigned}"
        left = len(self.due) - len(self.entered)
        told += f" + 未登记 {left}" if left else ""
        return told + (f"；{self.unnamed} 条没有分管县领导" if self.unnamed else "")

    @property
    def sums(self) -> str:
        """县领导合计 12 家 189 条，逾期 7: what the parts of the leaders come to."""
        units = {unit for one in self.due for unit in one.part.units}
        findings = sum(len(one.part.findings) for one in self.due)
        late = sum(len(one.part.late) for one in self.due)
        return f"县领导合计 {len(units)} 家 {findings} 条，逾期 {late}"


def tasks_of(copies: Iterable[Record]) -> tuple[Record, ...]:
    """Those on which something was written that is to be dealt with, done or not."""
    return tuple(one for one in copies if one.state == "answered" or asks_for_work(one.stored))


def board(reader: Reader, basis: Basis, rounds: tuple[int, ...], as_of: str, known_at: str | None = None) -> Dispatch:
    """Read the rounds once and part them by leader and by organ."""
    rows = list_findings(reader, FindingCriteria(rounds=rounds), as_of, known_at)
    counted: dict[int, list[bool]] = defaultdict(list)  # under some bases a finding has several items
    for item in items(reader, basis, as_of, known_at, scope=Scope(rounds)):
        if item.counted:
            counted[item.finding_id].append(item.hit)
    units = {one.id: one for one in unit_queries.units(reader, as_of, known_at)}
    names = {one: units[one].short or units[one].name for one in units}

    def part(some: Iterable[FindingRow]) -> Part:
        own = [row for row in some if row.id in counted]
        hits = [hit for row in own for hit in counted[row.id]]
        rate = basis_rules.rate(basis, sum(hits), len(hits))
        shown = tuple(dict.fromkeys(names.get(row.unit_id, row.unit_name) for row in own))
        return Part(tuple(row.id for row in own), shown, rate, tuple(row.id for row in own if days_overdue(row, as_of)))

    copies = copies_of(reader, rounds, as_of, known_at)
    by_leader: dict[str, list[FindingRow]] = {
        one.supervising_leader: [] for one in units.values() if one.supervising_leader
    }
    for row in rows:
        known = units.get(row.unit_id)
        leader = row.county_leader or (known.supervising_leader if known is not None else "")
        if leader:
            by_leader.setdefault(leader, []).append(row)
    titles = leader_titles(reader)
    copied = _last_to(copies.get("leader", ()), addressed.leaders(reader, as_of, by_leader))
    leaders = [LeaderLine(name, titles.get(name, ""), part(own), copied.get(name)) for name, own in by_leader.items()]
    rank = rank_of_leader(reader)
    leaders.sort(key=lambda one: (rank(one.name), not one.part.findings))
    by_unit: dict[int, list[FindingRow]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id].append(row)
    called = Called({name: one.id for one in units.values() for name in (one.name, one.short)})
    lists, sent = _lists(reader, rounds, as_of), _last_to(copies.get("unit", ()), called)
    listed = tuple(
        UnitLine(one, names[one], part(own), lists.get(one), sent.get(one))
        for one, own in by_unit.items()
        if one in units
    )
    departments = {row.department_in_charge for row in rows if row.department_in_charge}
    organs = _organs(Moves(reader, copies, as_of, departments), rows, part)
    entered = sorted((one for some in copies.values() for one in some), key=lambda one: one.id)
    return Dispatch(tuple(leaders), organs, part(rows), listed, tuple(entered), *_term(reader, rounds))


def _lists(reader: Reader, rounds: tuple[int, ...], as_of: str) -> dict[int, LetterRow]:
    """Unit → the last paper in force that brought the list of its findings to it."""
    kinds = {
        one.kind
        for one in catalogue.recipes(reader)
        if one.per == one.addressee == "unit" and one.each and LIST in one.annexes
    }
    found: dict[int, LetterRow] = {}
    for letter in letters(reader, until=as_of):  # the latest first
        ours = letter.kind in kinds and letter.state == "issued" and (not rounds or letter.round_id in rounds)
        if ours and letter.unit_id:
            found.setdefault(letter.unit_id, letter)
    return found


def _term(reader: Reader, rounds: tuple[int, ...]) -> tuple[str, str]:
    """Feedback of the one round, and the day by which its copies are to be sent."""
    own = round_by_id(reader, rounds[0]) if len(rounds) == 1 else None
    if own is None:
        return "", ""
    days = [day for day in (own.feedback_on, *feedback_dates(reader, own.id).values()) if day]
    if not days:
        return "", ""
    feedback = min(days)
    return feedback, due_by(SEND_WITHIN, feedback, WorkCalendar(calendar_days(reader))).on


class Moves:
    """What carried findings to other organs by a day: records of 抄报移交, and papers of transfer that went to them."""

    def __init__(
        self, reader: Reader, copies: Mapping[str, list[Record]], as_of: str, departments: Iterable[str] = ()
    ) -> None:
        """`departments` are those that are asked for beside the organs that marks name."""
        self._reader, self.copies = reader, copies
        self._called = addressed.bodies(reader, (*(name for _level, name, *_why in MARKED), *departments))
        self._letters = [
            (letter.finding_id, {*self._called.named(letter.addressee), letter.unit_id})
            for letter in named_in_letters(reader, list_kinds(reader, *OTHERS), as_of)
        ]

    def to(self, level: str, name: str) -> list[Record]:
        """The copies to an organ in order of entry: one that marks name is known by its level, a department by its name."""
        some = self.copies.get(level, ())
        if level in _BY_LEVEL:
            return list(some)
        body = addressed.body(self._reader, name)
        return [one for one in some if body in self._called.named(str(one.stored["addressee"]))]

    def left(self, level: str, name: str, rows: Iterable[T]) -> list[T]:
        """Those that nothing carried to the organ; what was handed over to be dealt with elsewhere is not carried again."""
        carried = {finding for copy in self.to(level, name) for finding in copy.stored["findings"] or ()}
        body = addressed.body(self._reader, name)
        carried |= {finding for finding, to in self._letters if body in to}
        return [row for row in rows if row.id not in carried and row.verdict != "transferred"]


def list_kinds(reader: Reader, *per: str) -> tuple[str, ...]:
    """The kinds of papers that the ledger owes to each leader or organ and that bring the list of its findings; a handbook of dates brings none."""
    kinds = (one for one in catalogue.recipes(reader) if one.each and one.per in per)
    return tuple(one.kind for one in kinds if any(field.name == LIST for field in one.fields))


def _organs(
    moves: Moves, rows: Sequence[FindingRow], part: Callable[[Iterable[FindingRow]], Part]
) -> tuple[OrganLine, ...]:
    """The organs that marks name, then the departments in charge."""
    departments: dict[str, list[FindingRow]] = defaultdict(list)
    for row in rows:
        if row.department_in_charge:
            departments[row.department_in_charge].append(row)
    wanted = [(level, name, why, [row for row in rows if concerns(row)]) for level, name, why, concerns in MARKED]
    wanted += [("department", name, IN_CHARGE, own) for name, own in departments.items()]
    found = []
    for level, name, why, own in wanted:
        told = part(own)
        if not told.findings:
            continue
        left = {row.id for row in moves.left(level, name, own)}
        moved = tuple(one for one in told.findings if one not in left)
        found.append(OrganLine(level, name, why, told, moved, next(reversed(moves.to(level, name)), None)))
    return tuple(found)


def copies_of(reader: Reader, rounds: tuple[int, ...], as_of: str, known_at: str | None) -> dict[str, list[Record]]:
    """The copies of the rounds by level, in the order of entry."""
    found: dict[str, list[Record]] = defaultdict(list)
    for one in queries.records(reader, COPY_REPORTS.shape, as_of, known_at):
        if not rounds or one.stored["round"] in rounds:
            found[one.stored["level"] or ""].append(one)
    return found


def _last_to(copies: Iterable[Record], called: Called[Who]) -> dict[Who, Record]:
    """Whom copies are addressed to, each with the last one; what goes to 柳坪乡青石村 does not go to 柳坪乡."""
    return {who: copy for copy in copies for who in called.named(str(copy.stored["addressee"]))}
