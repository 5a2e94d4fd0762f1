"""What the draw page shows: the round's frame of the day, or its standing draw with what the person at work may see of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from db.queries import books as queries
from db.queries import findings as finding_queries
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.ledgers import books
from desktop.ledgers.draws import DRAWN, DRAWS, REPLACED
from desktop.operations.follow_up.draw_view import DrawView, view_of
from desktop.operations.follow_up.drawing import result_of
from desktop.operations.follow_up.draws_compared import Compared, compared
from desktop.operations.follow_up.frames import frame_of, read_back, share_of
from desktop.operations.follow_up.progress import FollowUp, follow_up
from desktop.operations.records.verbs import author_of
from desktop.rules.category_order import category_place
from desktop.rules.state_words import chip
from desktop.ui import page_rounds
from desktop.ui.pages.follow_up.draw_tables import CategoryLine
from desktop.ui.sight import Sight

PURPOSE = "follow_up"


@dataclass(frozen=True)
class LeftOut:
    """Findings that are left out of the next draw of a round, by id, with their numbers, the reason and who watched."""

    round_id: int
    findings: tuple[int, ...]
    numbers: tuple[str, ...]
    reason: str
    supervisor: str

    @property
    def values(self) -> dict[str, Any]:
        """What the draw takes."""
        return {"excluded": list(self.findings), "excluded_reason": self.reason, "supervisor": self.supervisor}


@dataclass(frozen=True)
class DrawFacts:
    """`record` is the standing draw of the round; `sealed`: it is not locked, and somebody else drew."""

    round_id: int | None
    round: str
    view: DrawView | None
    record: Record | None = None
    sealed: bool = False
    former: int = 0
    progress: FollowUp | None = None
    categories: tuple[CategoryLine, ...] = ()
    """For reading only."""
    ids: Mapping[str, int] = field(default_factory=dict)
    """The findings of the frame by number, to open them."""
    compared: Compared | None = None
    """With the draw before it; None where there is none, or its result is sealed."""
    states: tuple[tuple[str, int], ...] = ()
    """How the drawn findings stand, in words."""
    transferred: frozenset[str] = frozenset()
    """Drawn findings of which only the hand-over is checked."""
    shorts: Mapping[str, str] = field(default_factory=dict)
    """The short names of the units of the round, by the full names that the frame tells."""


def facts_of(sight: Sight, without: LeftOut | None = None) -> DrawFacts:
    """Of the round that is chosen, the first of several, else the last that had its feedback; `without` is what will be left out of it."""
    reader = sight.reader
    shown = (
        round_queries.round_by_id(reader, found)
        if (found := page_rounds.shown_round(sight, page_rounds.DRAW)) is not None
        else None
    )
    if shown is None:
        return DrawFacts(None, "", None)
    round_id, name = shown.id, shown.name
    draws = _draws(reader, round_id, sight.as_of, sight.known_at)
    standing = next((one for one in reversed(draws) if one.state != REPLACED), None)
    former = sum(1 for one in draws if one.state == REPLACED)
    if standing is None:
        left_out = without.findings if without is not None and without.round_id == round_id else ()
        frame = frame_of(reader, round_id, sight.as_of, sight.known_at, left_out)
        ids = finding_queries.ids_by_number(reader, [one.number for one in frame])
        return DrawFacts(round_id, name, view_of(frame, Fraction(1, 3)) if frame else None, former=former, ids=ids)
    sealed = standing.state == DRAWN and author_of(reader, DRAWS, standing.id) != sight.actor.name
    drawn = None if sealed else result_of(standing.stored)
    view = view_of(read_back(standing.frame), share_of(standing.share), drawn)
    told = None if standing.state == DRAWN else follow_up(reader, standing, sight.as_of, sight.known_at)
    facts = DrawFacts(round_id, name, view, standing, sealed, former, told)
    if drawn is None:
        return replace(
            facts, ids=finding_queries.ids_by_number(reader, [one.number for one in read_back(standing.frame)])
        )
    facts = replace(facts, compared=compared(reader, standing, sight.as_of, sight.known_at))
    return _with_findings(reader, facts, frozenset(drawn.findings), standing)


def _with_findings(reader: Reader, facts: DrawFacts, drawn: frozenset[str], record: Record) -> DrawFacts:
    """With what the findings of the frame say on its day."""
    held = {one.number for one in read_back(record.frame)}
    criteria = FindingCriteria(rounds=(int(record.stored["round"]),))
    rows = [row for row in finding_queries.list_findings(reader, criteria, record.as_of) if row.number in held]
    mine = [row for row in rows if row.number in drawn]
    first = dict.fromkeys(sorted((row.category1 for row in rows), key=category_place))
    states = Counter(chip(row.claim, row.verdict, bool(row.claim_newer)).word for row in mine)
    units = unit_queries.units_of_round(reader, int(record.stored["round"]), record.as_of)
    return replace(
        facts,
        shorts={unit.name: unit.short for unit in units if unit.short},
        categories=tuple(CategoryLine(one, _of(rows, one), _of(mine, one)) for one in first),
        ids={row.number: row.id for row in rows},
        states=tuple(states.most_common()),
        transferred=frozenset(row.number for row in mine if row.verdict == "transferred"),
    )


def _of(rows: list[FindingRow], category: str) -> tuple[str, ...]:
    return tuple(row.number for row in rows if row.category1 == category)


def _draws(reader: Reader, round_id: int, as_of: str, known_at: str | None) -> list[Record]:
    shape = books.book(reader, DRAWS.name).shape
    return [
        one
        for one in queries.records(reader, shape, as_of, known_at)
        if (one.stored["round"], one.stored["purpose"]) == (round_id, PURPOSE)
    ]
