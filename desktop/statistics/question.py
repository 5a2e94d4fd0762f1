"""What a figure or chart is asked about: the basis, the two dates, which findings, by what, and since when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from db.queries.rounds import rounds
from db.reader import Reader
from db.records import Basis, FindingCriteria, RoundRow, Scope
from desktop.rules import basis as basis_rules
from desktop.rules.change_causes import Moment


@dataclass(frozen=True)
class Question:
    """What a chart is asked about; `compared_on` is an earlier date or None. `known_at` None: as was true."""

    basis: Basis
    as_of: str
    known_at: str | None = None
    scope: Scope = field(default_factory=Scope)
    by: str = "unit"
    compared_on: str | None = None

    @property
    def before(self) -> Moment | None:
        """The earlier moment, by the same of the two truths."""
        if self.compared_on is None:
            return None
        return Moment(self.compared_on, self.compared_on if self.known_at else None)

    @property
    def criteria(self) -> FindingCriteria:
        """The same findings, for lists."""
        return FindingCriteria(rounds=self.scope.rounds, units=self.scope.units, ids=self.scope.findings)

    @property
    def source(self) -> str:
        """The line under each chart: basis and date."""
        return f"口径：{basis_rules.title(self.basis)} · 截至 {self.as_of}"

    @property
    def remaining_word(self) -> str:
        """What is not in the numerator: 未销号, or in general 未计入分子."""
        plain = self.basis.verified_only and self.basis.numerator == ("done",)
        return "未销号" if plain else "未计入分子"

    @property
    def rate_word(self) -> str:
        """核实整改率 by the office's lane, 自报完成率 by the unit's."""
        return "核实整改率" if self.basis.verified_only else "自报完成率"


def by_lane(basis: Basis, *, verified: bool) -> Basis:
    """The same basis by the office's or the unit's lane; where that is not its own lane, its name says so."""
    if basis.verified_only is verified:
        return basis
    return replace(basis, verified_only=verified, name=f"{basis.name}·按{'核实' if verified else '自报'}")


def chosen_rounds(reader: Reader, scope: Scope) -> tuple[RoundRow, ...]:
    """The rounds of a scope, all where it names none; the latest first."""
    return tuple(one for one in rounds(reader) if not scope.rounds or one.id in scope.rounds)


def month_day(day: str) -> str:
    """'2026-05-31' as '5月31日'."""
    return f"{int(day[5:7])}月{int(day[8:10])}日"
