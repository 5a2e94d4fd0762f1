"""结果录入: every drawn unit with its visit, every drawn finding with its check, and what the clerk enters there (page 13b, M10, W10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.queries import books as queries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.queries.tallies import tally
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, Scope
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.draws import DRAWS, LOCKED
from desktop.ledgers.finding_draft import FindingDraft
from desktop.ledgers.visits import CHECKS, FALSE, GRADES, TRUE, VISITS, WAITING
from desktop.operations import findings as finding_operations
from desktop.operations.change import Changes, change
from desktop.operations.follow_up.drawing import result_of
from desktop.operations.follow_up.visiting import CLOSED
from desktop.operations.records import verbs
from desktop.rules import basis as basis_rules
from desktop.rules import visit_results as rules
from desktop.rules.permissions import RECORD_ACTIONS, Actor, Right

PURPOSE = "follow_up"
FROM_VISIT = "回访"
"""The source of a finding that a visit came upon."""


@dataclass(frozen=True)
class Checked:
    """A drawn finding as it stands, with its check where there is one."""

    finding: FindingRow
    check: Record | None

    @property
    def waits(self) -> bool:
        """Whether a reviewer has to decide."""
        return self.check is not None and self.check.state == WAITING


@dataclass(frozen=True)
class UnitResult:
    """A drawn unit with its visit; `new` counts the findings of the unit that visits came upon."""

    id: int
    name: str
    visit: Record | None
    rows: tuple[Checked, ...]
    new: int = 0

    @property
    def checked(self) -> int:
        """Findings that were checked."""
        return sum(one.check is not None for one in self.rows)

    @property
    def false(self) -> int:
        """Those that are not as reported."""
        return sum(one.check is not None and one.check.stored["found"] == FALSE for one in self.rows)

    @property
    def grade(self) -> str:
        """The grade that was given."""
        return str(self.visit.stored["grade"] or "") if self.visit is not None else ""

    @cached_property
    def proposal(self) -> rules.Proposal | None:
        """The grade that the checks propose, once all are there."""
        found = [str(one.check.stored["found"]) for one in self.rows if one.check is not None]
        return rules.proposed(found, len(self.rows))

    def number(self, name: str) -> int:
        """A count that the visit bears: talks, visits."""
        return int(self.visit.stored[name] or 0) if self.visit is not None else 0


@dataclass(frozen=True)
class Results:
    """The locked draw of a round with everything entered by it; no units where none is locked."""

    draw: Record | None
    units: tuple[UnitResult, ...] = ()

    @property
    def rows(self) -> tuple[Checked, ...]:
        """Every drawn finding."""
        return tuple(row for one in self.units for row in one.rows)

    @property
    def checked(self) -> int:
        """Findings that were checked."""
        return sum(one.checked for one in self.units)

    @property
    def visited(self) -> int:
        """Units of which every drawn finding was checked."""
        return sum(one.checked == len(one.rows) for one in self.units)

    @property
    def false(self) -> int:
        """Findings that are not as reported."""
        return sum(one.false for one in self.units)

    @property
    def sentence(self) -> str:
        """已核 236/238 条，32/33 家"""
        return f"已核 {self.checked}/{len(self.rows)} 条，{self.visited}/{len(self.units)} 家"


def results(reader: Reader, round_id: int, as_of: str, known_at: str | None = None) -> Results:
    """Read the follow-up of a round as it stood."""
    draw = locked_draw(reader, round_id, as_of, known_at)
    if draw is None:
        return Results(None)
    numbers = set(result_of(draw.stored).findings)
    every = list_findings(reader, FindingCriteria(rounds=(round_id,), presence="any"), as_of, known_at)
    visits = [one for one in _records(reader, VISITS.name, as_of, known_at) if one.stored["draw"] == draw.id]
    ids = {one.id for one in visits}
    checks = {
        (one.stored["finding"]): one
        for one in _records(reader, CHECKS.name, as_of, known_at)
        if one.stored["visit"] in ids
    }
    by_unit: dict[int, list[Checked]] = {}
    for row in sorted((one for one in every if one.number in numbers), key=lambda one: one.number):
        by_unit.setdefault(row.unit_id, []).append(Checked(row, checks.get(row.id)))
    order = {one.id: place for place, one in enumerate(unit_queries.units(reader, as_of))}
    of_unit = {one.stored["unit"]: one for one in visits}
    return Results(
        draw,
        tuple(
            UnitResult(unit, rows[0].finding.unit_short or rows[0].finding.unit_name, of_unit.get(unit), tuple(rows), _new(every, unit))
            for unit, rows in sorted(by_unit.items(), key=lambda one: order.get(one[0], len(order)))
        ),
    )  # fmt: skip


def effect(reader: Reader, basis: Basis, round_id: int, finding: int, as_of: str, known_at: str | None = None) -> str:
    """91.5% → 91.3%（653/714 → 652/714）: what the rate of the round is once a finding is opened again; '' where it cannot be said."""
    [whole] = tally(reader, basis, as_of, known_at, scope=Scope((round_id,)))
    [mine] = tally(reader, basis, as_of, known_at, scope=Scope((round_id,), findings=(finding,)))
    before = (whole.numerator, whole.denominator)
    after = rules.reopened(basis, before, (mine.numerator, mine.denominator))
    if after is None:
        return ""
    rates = [basis_rules.rate(basis, *one).text or "—" for one in (before, after)]
    return f"{rates[0]} → {rates[1]}（{before[0]}/{before[1]} → {after[0]}/{after[1]}）"


def enter(
    ledger: Ledger,
    actor: Actor,
    draw: int,
    unit: int,
    finding: int,
    ways: str,
    found: str,
    text: str,
    *,
    reopens: bool = False,
) -> Changes:
    """A check of a drawn finding, with the visit to its unit where there is none yet; `reopens` opens it again as closed falsely."""
    if found == TRUE and not ways:
        raise KnownError("没有勾选任何方式，不能记“属实”。请在听、查、看、问、访中至少勾选一种。", "no_ways")
    right = Right.REVIEW if reopens else Right.ENTER
    with change(ledger, actor, RECORD_ACTIONS[right], "登记核查 1 条", reason=text if reopens else "") as changes:
        visit = _visit_of(ledger, changes, draw, unit)
        values = {"visit": visit, "finding": finding, "ways": ways, "found": found, "text": text.strip()}
        register = books.book(changes.writer, CHECKS.name)
        made = verbs.insert(ledger, changes, register, verbs.Draft(values))
        if reopens and made.state == WAITING:
            _settle(ledger, actor, changes, made.id, "reopen", text)
    return changes


def settle(ledger: Ledger, actor: Actor, check: int, step: str, reason: str) -> Changes:
    """What waits is decided: `reopen` as 虚假销号, or `keep` the verdict."""
    with change(ledger, actor, RECORD_ACTIONS[Right.REVIEW], "核查不属实的处理", reason=reason) as changes:
        _settle(ledger, actor, changes, check, step, reason)
    return changes


def edit_check(ledger: Ledger, actor: Actor, check: int, values: dict[str, Any]) -> Changes:
    """Ways and words of a check; what was found stays."""
    return verbs.edit(ledger, actor, books.book(ledger.writing(), CHECKS.name), [check], values)


def count(ledger: Ledger, actor: Actor, draw: int, unit: int, talks: int, visits: int) -> Changes:
    """How many were talked to and called on, with the visit where there is none yet."""
    with change(ledger, actor, RECORD_ACTIONS[Right.ENTER], "登记督查谈话、走访") as changes:
        register = books.book(changes.writer, VISITS.name)
        values = {"talks": talks, "visits": visits}
        verbs.update(ledger, changes, register, _visit_of(ledger, changes, draw, unit), values)
    return changes


def grade(ledger: Ledger, actor: Actor, visit: int, chosen: str, by_rule: str, reason: str = "") -> Changes:
    """评定等次; another grade than the proposed one says why."""
    if by_rule and chosen != by_rule and not reason.strip():
        raise KnownError(f"按核查结果是“{by_rule}”，评为“{chosen}”要写等次理由。请补写。", "other_grade")
    if chosen not in GRADES:
        raise KnownError(f"没有“{chosen}”这一等。可写：{'、'.join(GRADES)}。", "no_grade")
    register = books.book(ledger.writing(), VISITS.name)
    step = register.step("grade")
    assert step is not None, "declared"
    return verbs.take(ledger, actor, register, visit, step, {"grade": chosen, "grade_reason": reason.strip()})[1]


def new_finding(ledger: Ledger, actor: Actor, round_id: int, unit: int, text: str) -> Changes:
    """登记新问题: what the visit came upon becomes a finding of the round."""
    if not text.strip():
        raise KnownError("没有写问题。请写明新发现的问题。", "empty")
    draft = FindingDraft(round_id, unit, text.strip(), source=FROM_VISIT, in_feedback=False)
    return finding_operations.add(ledger, actor, draft)[1]


def is_closed(row: Checked) -> bool:
    """Whether a check that finds it false contradicts a verdict."""
    return row.finding.verdict in CLOSED


def _settle(ledger: Ledger, actor: Actor, changes: Changes, check: int, name: str, reason: str) -> None:
    register = books.book(changes.writer, CHECKS.name)
    step = register.step(name)
    assert step is not None, "declared"
    verbs.move(ledger, actor, changes, register, check, step, {}, reason=reason)


def _visit_of(ledger: Ledger, changes: Changes, draw: int, unit: int) -> int:
    """The visit to a unit by a draw: the one that is there, else one of today."""
    for one in _records(changes.writer, VISITS.name, ledger.today(), None):
        if one.stored["draw"] == draw and one.stored["unit"] == unit:
            return one.id
    [drawn] = queries.records(changes.writer, books.as_declared(DRAWS.name).shape, ledger.today(), ids=[draw])
    values = {"on": ledger.today(), "unit": unit, "draw": draw, "round": drawn.stored["round"]}
    return verbs.insert(ledger, changes, books.book(changes.writer, VISITS.name), verbs.Draft(values)).id


def locked_draw(reader: Reader, round_id: int, as_of: str, known_at: str | None = None) -> Record | None:
    """The locked draw of the follow-up of a round, as it stood; None where there is none yet."""
    found = [
        one
        for one in _records(reader, DRAWS.name, as_of, known_at)
        if (one.stored["round"], one.stored["purpose"]) == (round_id, PURPOSE) and one.state == LOCKED
    ]
    return found[-1] if found else None


def _records(reader: Reader, name: str, as_of: str, known_at: str | None) -> tuple[Record, ...]:
    return queries.records(reader, books.as_declared(name).shape, as_of, known_at, bare=True)


def _new(every: Sequence[FindingRow], unit: int) -> int:
    return sum(one.source == FROM_VISIT and one.unit_id == unit for one in every)
