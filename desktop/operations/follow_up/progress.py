"""How far the follow-up of a draw is: units visited and findings checked, of those drawn and of all (page 13b, M10)."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries import books as queries
from db.queries.standing import EVER
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.draws import DRAWS
from desktop.ledgers.visits import CHECKS, FALSE, REOPENED, VISITS
from desktop.operations.follow_up.drawing import result_of


@dataclass(frozen=True)
class FollowUp:
    """Numbers of findings and names of units: drawn, and of these checked and visited; what was found false, and what it reopened."""

    units: tuple[str, ...]
    visited: tuple[str, ...]
    findings: tuple[str, ...]
    checked: tuple[str, ...]
    false: tuple[str, ...]
    reopened: tuple[str, ...]
    units_of: int
    findings_of: int

    @property
    def sentence(self) -> str:
        """已核 61/63 条，5/5 家"""
        return f"已核 {len(self.checked)}/{len(self.findings)} 条，{len(self.visited)}/{len(self.units)} 家"

    @property
    def both_thirds(self) -> bool:
        """Whether a third of all units was visited, and of all findings checked."""
        return len(self.visited) * 3 >= self.units_of and len(self.checked) * 3 >= self.findings_of


def follow_up(reader: Reader, draw: queries.Record, as_of: str = EVER, known_at: str | None = None) -> FollowUp:
    """What the visits by a draw came to until a day."""
    drawn = result_of(draw.stored)
    visits = [
        one
        for one in queries.records(reader, books.book(reader, VISITS.name).shape, as_of, known_at)
        if one.stored["draw"] == draw.id
    ]
    ids = {one.id for one in visits}
    checks = [
        one
        for one in queries.records(reader, books.book(reader, CHECKS.name).shape, as_of, known_at)
        if one.stored["visit"] in ids and one.finding in drawn.findings
    ]
    return FollowUp(
        drawn.units,
        tuple(sorted({one.unit for one in visits} & set(drawn.units))),
        drawn.findings,
        tuple(sorted({one.finding for one in checks})),
        tuple(sorted(one.finding for one in checks if one.stored["found"] == FALSE)),
        tuple(sorted(one.finding for one in checks if one.state == REOPENED)),
        drawn.units_of,
        drawn.findings_of,
    )


def draws_of(reader: Reader, as_of: str, known_at: str | None = None) -> tuple[queries.Record, ...]:
    """Every draw, the last first."""
    found = queries.records(reader, books.book(reader, DRAWS.name).shape, as_of, known_at)
    return tuple(reversed(found))
