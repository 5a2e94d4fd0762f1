"""Talks that the ledger proposes: derived on each question, never stored. Further books add their reasons here (registers.md §5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from db.queries import bases, letters
from db.queries import books as queries
from db.queries import rounds as round_queries
from db.queries.books import Record
from db.queries.briefs import BriefRow, list_briefs
from db.queries.settings import setting
from db.queries.tallies import tally
from db.reader import Reader
from db.records import FindingCriteria, RoundRow, Scope
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.finding_marks import month_day
from desktop.ledgers.scores import SCORE_SHEETS
from desktop.ledgers.surveys import SURVEYS, together
from desktop.ledgers.visits import CHECKS, REOPENED
from desktop.operations.change import Changes, change
from desktop.operations.follow_up import scoring
from desktop.operations.records import verbs
from desktop.rules import basis as basis_rules
from desktop.rules import scores
from desktop.rules.overdue import days_overdue
from desktop.rules.permissions import RECORD_ACTIONS, Actor
from desktop.rules.satisfaction import percent

LINE_SETTING, USUAL_LINE = "talk_rate_line", 60
SUPERVISION = "supervision_letter"


@dataclass(frozen=True)
class Proposal:
    """A unit that should be talked to in a round: why in words with its figures, which kind of talk, and the findings behind it."""

    unit_id: int
    unit: str
    round_id: int
    round: str
    kind: str
    reason: str
    matter: str
    findings: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    talk: str = ""
    """The number of the talk that answers it; '' while nobody was talked to."""
    stands: str = ""
    """What that talk came to, in words: 5月20日已约谈."""
    state: str = ""
    """The state of that talk."""

    def as_values(self) -> dict[str, Any]:
        """What a talk takes over from it."""
        taken = {"unit": self.unit_id, "round": self.round_id, "kind": self.kind, "reason": self.reason}
        return {**taken, "matter": self.matter, "findings": self.findings}


def proposals(reader: Reader, as_of: str, rounds: Sequence[int] = ()) -> tuple[Proposal, ...]:
    """Every proposal of the rounds (by default all that had their feedback), also those that a talk has answered."""
    found: list[Proposal] = []
    for row in round_queries.rounds(reader):
        if (rounds and row.id not in rounds) or not row.feedback_on or row.feedback_on > as_of:
            continue
        for rule in _RULES:
            for one in rule(reader, row, as_of):
                if one.unit_id not in {other.unit_id for other in found if other.round_id == row.id}:
                    found.append(one)
    return tuple(answered(reader, found, as_of))


def open_proposals(reader: Reader, as_of: str, rounds: Sequence[int] = ()) -> tuple[Proposal, ...]:
    """Those that no talk has answered yet."""
    return tuple(one for one in proposals(reader, as_of, rounds) if not one.talk)


def waive(ledger: Ledger, actor: Actor, proposal: Proposal, reason: str) -> Changes:
    """不约谈: the proposal is entered and waived as one action, so that it is seen who decided it and why."""
    register = books.book(ledger.writing(), "talk")
    step = register.step("waive")
    assert step is not None
    if next(answered(ledger.writing(), [proposal], ledger.today())).talk:
        raise KnownError(f"{proposal.unit}已经登记约谈，不再登记不约谈。请刷新后再看。", "nothing_due")
    with change(ledger, actor, RECORD_ACTIONS[step.right], f"不约谈 {proposal.unit}", reason=reason) as changes:
        made = verbs.insert(ledger, changes, register, verbs.Draft(proposal.as_values(), state="proposed"))
        verbs.move(ledger, actor, changes, register, made.id, step, {}, reason=reason)
    return changes


def line(reader: Reader) -> int:
    """The office's line of the rate, in percent."""
    return int(setting(reader, LINE_SETTING) or USUAL_LINE)


def _unanswered_letters(reader: Reader, row: RoundRow, as_of: str) -> Iterator[Proposal]:
    """A 督办函 was not answered by its day, and what it was about is still overdue."""
    late = {
        one.unit_id
        for one in letters.unanswered(reader, as_of)
        if one.kind == SUPERVISION and one.round_id == row.id and (one.reply_by or "") < as_of
    }
    for unit_id, findings in _overdue(reader, row.id, as_of).items():
        if unit_id in late:
            longest = max(days_overdue(one, as_of) for one in findings)
            matter = f"督办函逾期未回，仍有 {len(findings)} 条逾期，最长 {longest} 天"
            yield _proposal(row, findings, unit_id, "secretary", "overdue", matter)


def _low_rates(reader: Reader, row: RoundRow, as_of: str) -> Iterator[Proposal]:
    """The rate of a unit under the office's basis is below the office's line."""
    wanted, overdue = line(reader), _overdue(reader, row.id, as_of)
    basis = bases.default_basis(reader)
    for figure in tally(reader, basis, as_of, by="unit", scope=Scope(rounds=(row.id,))):
        rate = basis_rules.rate(basis, figure.numerator, figure.denominator)
        if figure.key_id is None or not rate.denominator:
            continue
        if Decimal(rate.numerator) * 100 < Decimal(wanted) * rate.denominator:
            matter = f"整改率 {rate.text}（{rate.numerator}/{rate.denominator}），低于 {wanted}%"
            findings = overdue.get(figure.key_id, [])
            matter += f"；逾期 {len(findings)} 条" if findings else ""
            yield _proposal(row, findings, figure.key_id, "reminder", "low_rate", matter, figure.key)


def _overdue(reader: Reader, round_id: int, as_of: str) -> dict[int, list[BriefRow]]:
    found: dict[int, list[BriefRow]] = {}
    for row in list_briefs(reader, FindingCriteria(rounds=(round_id,)), as_of):
        if days_overdue(row, as_of):
            found.setdefault(row.unit_id, []).append(row)
    return found


def _proposal(
    row: RoundRow, findings: Sequence[BriefRow], unit_id: int, kind: str, reason: str, matter: str, unit: str = ""
) -> Proposal:
    name = unit or findings[0].unit_name
    return Proposal(
        unit_id, name, row.id, row.name, kind, reason, matter,
        tuple(one.id for one in findings), tuple(one.number for one in findings),
    )  # fmt: skip


def answered(reader: Reader, found: Sequence[Proposal], as_of: str) -> Iterator[Proposal]:
    """With the talk that the unit had for that round, also one that was waived."""
    register = books.book(reader, "talk")
    talks = queries.records(reader, register.shape, as_of)
    by_unit = {(one.stored["unit"], one.stored["round"]): one for one in talks if one.state != "proposed"}
    for one in found:
        talk = by_unit.get((one.unit_id, one.round_id))
        if talk is None:
            yield one
        else:
            day = (
                talk.stored["held_on"] if talk.state == register.begins else talk.state_on
            )  # 待约谈 is of the day to come
            word = register.state(talk.state).word
            yield replace(one, talk=talk.number, stands=f"{month_day(day)}{word}" if day else word, state=talk.state)


def _false_close_outs(reader: Reader, row: RoundRow, as_of: str) -> Iterator[Proposal]:
    """虚假销号: a finding that counted as done was opened again by a check."""
    by_unit: dict[int, list[Record]] = {}
    for one in queries.records(reader, books.book(reader, CHECKS.name).shape, as_of):
        if one.state == REOPENED and one.stored["round"] == row.id:
            by_unit.setdefault(one.stored["unit"], []).append(one)
    for unit_id, found in by_unit.items():
        matter = f"回访核查不属实重新打开 {len(found)} 条：{'、'.join(one.finding for one in found)}"
        yield Proposal(
            unit_id, found[0].unit, row.id, row.name, "secretary", "false_close_out", matter,
            tuple(one.stored["finding"] for one in found), tuple(one.finding for one in found),
        )  # fmt: skip


def _low_grades(reader: Reader, row: RoundRow, as_of: str) -> Iterator[Proposal]:
    """The grade that was fixed is the lowest of its scheme, or a veto stands."""
    for one in queries.records(reader, books.book(reader, SCORE_SHEETS.name).shape, as_of):
        if one.stored["round"] != row.id or one.state != "fixed":
            continue
        lowest = scores.read_cut_offs(scoring.scheme_of(reader, one.stored["scheme"]).cut_offs)[-1][0]
        if one.grade == lowest or one.vetoed:
            matter = f"评估等次“{one.grade}”（{one.total} 分{'，一票否决' if one.vetoed else ''}）"
            yield Proposal(one.stored["unit"], one.unit, row.id, row.name, "leading_group", "low_grade", matter)


def _low_satisfaction(reader: Reader, row: RoundRow, as_of: str) -> Iterator[Proposal]:
    """The lowest of several rates, each of all surveys of a unit together, as papers say it; where all are equal nobody is the lowest."""
    asked: dict[tuple[int, str], list[Record]] = {}
    for one in queries.records(reader, books.book(reader, SURVEYS.name).shape, as_of):
        if one.stored["round"] == row.id:
            asked.setdefault((one.stored["unit"], one.unit), []).append(one)
    found = {unit: together(one.stored for one in own).rate for unit, own in asked.items()}
    rates = {unit: rate for unit, rate in found.items() if rate is not None}
    if len(set(rates.values())) > 1:
        for (unit_id, name), rate in rates.items():
            if rate == min(rates.values()):
                matter = f"满意率 {percent(rate)}，在 {len(rates)} 家中最低"
                yield Proposal(unit_id, name, row.id, row.name, "reminder", "low_satisfaction", matter)


_RULES: tuple[Callable[[Reader, RoundRow, str], Iterator[Proposal]], ...] = (
    _unanswered_letters, _false_close_outs, _low_grades, _low_satisfaction, _low_rates,
)  # fmt: skip
