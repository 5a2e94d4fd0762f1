"""变动说明: why a rate changed between two dates, cause by cause, each with its findings; the sums are checked (R4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.queries.changes import event_facts, finding_facts, findings_moved_since
from db.queries.standing import EVER
from db.reader import Reader
from db.records import Basis, Scope
from desktop.errors import KnownError
from desktop.rules import basis as bases
from desktop.rules.change_causes import Cause, Moment, causes_between
from desktop.rules.rate import Rate
from desktop.statistics.rectification_rate import rate_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two rates and the causes between them; `adds_up` says that the causes sum to the difference."""

    basis: Basis
    before: Moment
    after: Moment
    rate_before: Rate
    rate_after: Rate
    causes: tuple[Cause, ...]

    @property
    def adds_up(self) -> bool:
        """Whether the causes sum to the difference of the two counts, on both sides."""
        numerator = self.rate_after.numerator - self.rate_before.numerator
        denominator = self.rate_after.denominator - self.rate_before.denominator
        told = (sum(c.numerator for c in self.causes), sum(c.denominator for c in self.causes))
        return told == (numerator, denominator)

    @property
    def basis_text(self) -> str:
        """The sentence printed under the table."""
        return bases.definition(self.basis)


def explain(reader: Reader, basis: Basis, before: Moment, after: Moment, *, scope: Scope | None = None) -> Explanation:
    """Compare two moments under one basis: 反馈入账, 销号, 反弹, 核减, 拆分, 合并, 移交 …, and what was entered late."""
    if before.as_of > after.as_of:
        raise KnownError(f"起始日期 {before.as_of} 晚于截止日期 {after.as_of}。请对调两个日期。")
    first, second = (rate_of(reader, basis, one.as_of, one.known_at, scope=scope) for one in (before, after))
    return Explanation(basis, before, after, first, second, _causes(reader, basis, before, after, scope))


def _causes(
    reader: Reader, basis: Basis, before: Moment, after: Moment, scope: Scope | None
) -> tuple[Cause, ...]:  # fmt: skip
    """Read of those findings alone to which something happened since the earlier date, where their own events tell all of it."""
    known = EVER if before.known_at == after.known_at else min(before.known_at or EVER, after.known_at or EVER)
    moved, read = findings_moved_since(reader, before.as_of, known), scope
    if moved is not None:
        chosen = scope or Scope()
        among = set(chosen.findings or moved)
        read = replace(chosen, findings=tuple(one for one in moved if one in among))
        if not read.findings:
            return ()
    facts = finding_facts(reader, read)
    events = event_facts(reader, tuple(fact.id for fact in facts) if read else None, measures=basis.level == "measure")
    return causes_between(facts, events, basis, before, after, scope)
