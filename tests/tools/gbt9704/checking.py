"""One paper under the checker: what it asks for, what came out, and what the rules have said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.tools.gbt9704.asked import Asked
from tests.tools.gbt9704.recognition import recognise
from tests.tools.gbt9704.seen import Seen
from tests.tools.gbt9704.standard import TOL


@dataclass
class Result:
    """What one rule said; `status` is ok, FAIL or n/a."""

    rule: str
    status: str
    expected: str
    measured: str


@dataclass
class Check:
    """Handed from rule to rule; `kinds` are the paragraphs by what they are."""

    asked: Asked
    seen: Seen | None
    form: str
    required: tuple[str, ...] = ()
    results: list[Result] = field(default_factory=list)
    kinds: dict[str, list[Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.kinds = recognise(self.asked)

    def add(self, rule: str, expected: str, measured: str, ok: bool | None) -> None:
        """Enter what a rule found; None: not measurable here."""
        self.results.append(Result(rule, "n/a" if ok is None else "ok" if ok else "FAIL", expected, measured))

    def near(
        self, rule: str, expected: float, value: float | None, tol: float = TOL, unit: str = "mm", note: str = ""
    ) -> None:
        """Enter a measure that is to lie within `tol` of what is expected."""
        wanted = f"{expected:g}±{tol:g} {unit}{note}"
        if value is None:
            self.add(rule, wanted, "not found", None)
        else:
            self.add(rule, wanted, f"{value:.2f} {unit}", abs(value - expected) <= tol)
