"""What the charts are given: plain numbers and the texts that the caller has already put into words. Nothing is computed here.

Rates come as a fraction for the length of a bar and as the text that is printed; charts never make a percentage themselves.
"""

from dataclasses import dataclass
from datetime import date

STATE_GROUPS = ("已销号", "待核实", "基本、阶段性完成", "推进、未启动", "移交")
"""Order of the parts of a bar in the chart of states, dark to outline (design.md §5)."""

FEW = 10
"""Units with fewer findings get a light bar: their rate jumps with every single finding."""


NO_FINDINGS = "—（无问题）"
"""A denominator of zero has no rate."""


@dataclass(frozen=True)
class UnitBar:
    """One unit: its rate (None where it has no findings), the rate's text, and numerator over denominator."""

    key: str
    name: str
    rate: float | None
    rate_text: str
    numerator: int
    denominator: int
    compared: float | None = None
    overdue: int = 0
    group: str = ""


@dataclass(frozen=True)
class Pooled:
    """The rate of all units together (sums divided, never a mean of rates) and its text."""

    rate: float
    text: str


@dataclass(frozen=True)
class TrendPoint:
    """Cumulated counts on a day; None is a gap and stays one."""

    on: date
    verified: int | None
    claimed: int | None


@dataclass(frozen=True)
class StateBar:
    """One category with the counts of `STATE_GROUPS` in their order."""

    key: str
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class ChangeStep:
    """One named cause of a change and by how much it moves the number."""

    key: str
    label: str
    delta: int


@dataclass(frozen=True)
class Change:
    """A number on two dates and the causes between them; they must add up."""

    start_label: str
    start: int
    steps: tuple[ChangeStep, ...]
    end_label: str
    end: int

    def __post_init__(self) -> None:
        if self.start + sum(step.delta for step in self.steps) != self.end:
            raise ValueError("the causes of the change do not add up to it")

    def sum_text(self) -> str:
        """The sum as it is printed: 80 − 13 + 1 = 68."""
        parts = [f" {'−' if step.delta < 0 else '+'} {abs(step.delta)}" for step in self.steps if step.delta]
        return f"{self.start}{''.join(parts)} = {self.end}"


@dataclass(frozen=True)
class ProcessBar:
    """One stage of the process: its count, and its share of the first stage as text (empty for the first)."""

    key: str
    label: str
    count: int
    share_text: str = ""
