"""变动说明: why a rate changed between two dates, cause by cause, each with its findings; the sums are checked (R4)."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.changes import event_facts, finding_facts
from db.reader import Reader
from db.records import Basis, Scope
from desktop.errors import KnownError
from desktop.rules import basis as bases
from desktop.rules.change_causes import Cause, Moment, causes_between
from desktop.rules.rate import Rate
from desktop.statistics.rectification_rate import rate_table


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
    facts = finding_facts(reader, scope)
    chosen = tuple(fact.id for fact in facts) if scope else None
    events = event_facts(reader, chosen, measures=basis.level == "measure")
    first = rate_table(reader, basis, before.as_of, before.known_at, scope=scope).total.rate
    second = rate_table(reader, basis, after.as_of, after.known_at, scope=scope).total.rate
    return Explanation(basis, before, after, first, second, causes_between(facts, events, basis, before, after, scope))
