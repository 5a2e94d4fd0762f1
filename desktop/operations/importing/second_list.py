"""A list against the ledger: which rows are findings that it already has, and what the list says anew of them (X5, K9).

Every row of the list has one fate: 新增, 改动, 冲突, 相同 or 不收. Findings of the same rounds and units that the list does not name
are told and left alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from db.queries import facts, list_rows
from db.queries.findings import list_findings
from db.queries.history import last_action
from db.reader import Reader
from db.records import FindingCriteria
from desktop.ledgers.field import Holds
from desktop.ledgers.finding_draft import FindingDraft
from desktop.ledgers.findings import FIELDS, FindingLine, finding_line
from desktop.operations.importing.field_change import FieldChange
from desktop.operations.importing.kept_cells import read_kept
from desktop.operations.importing.last_list import plain
from desktop.operations.importing.list_changes import Listed, fields_of
from desktop.operations.importing.list_rounds import Rounds
from desktop.operations.importing.list_row import Ground, draft_of, said_of
from desktop.operations.importing.row_matching import Pool, near_ones
from desktop.operations.importing.seen_before import SeenBefore
from desktop.operations.own_fields import own_fields
from desktop.operations.unit_lookup import unit_of_list
from desktop.rules.permissions import Actor

Place = tuple[str, int]


@dataclass(frozen=True)
class Matched:
    """A row of the list and the finding that it names; `fields` are what it says anew."""

    sheet: str
    row: int
    finding_id: int
    number: str
    unit: str
    text: str
    fields: tuple[FieldChange, ...]
    said: Mapping[str, Any]
    closed: bool = False

    @property
    def place(self) -> Place:
        """Where the row stands."""
        return (self.sheet, self.row)

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What is taken by default."""
        return tuple(one for one in self.fields if not one.conflict)

    @property
    def conflicts(self) -> tuple[FieldChange, ...]:
        """What a person must decide."""
        return tuple(one for one in self.fields if one.conflict)

    @property
    def kind(self) -> str:
        """conflict, changed or same."""
        return "conflict" if self.conflicts else "changed" if self.fields else "same"


@dataclass
class Comparison:
    """The list against the ledger: matched rows by place, findings that the list leaves out, rounds that are not there yet."""

    matched: dict[Place, Matched] = field(default_factory=dict)
    missing: list[list_rows.Candidate] = field(default_factory=list)
    new_rounds: list[str] = field(default_factory=list)
    near: dict[Place, list_rows.Candidate] = field(default_factory=dict)
    """Rows that match nothing, with the one finding that the list leaves out and whose text is almost theirs."""

    def of(self, finding: FindingDraft) -> Matched | None:
        """The match of a row that was read."""
        return self.matched.get((finding.sheet, finding.row))


@dataclass(frozen=True)
class Asking:
    """Who compares a list with the ledger, on which ground and day; `before` remembers between two comparisons of one list."""

    reader: Reader
    ground: Ground
    actor: Actor
    today: str
    before: SeenBefore = field(default_factory=SeenBefore)

    @property
    def basis(self) -> tuple[Hashable, ...]:
        """What the answer for every row rests on, besides the row and its finding."""
        ground = self.ground
        return (
            ground.list_date,
            ground.opening,
            ground.has_verdict_column,
            self.actor.name,
            self.actor.rights,
            self.today,
            last_action(self.reader),
        )


def compare(findings: Sequence[FindingDraft], rounds: Rounds, asking: Asking) -> Comparison:
    """Match every row and say what it says anew. Rows without a known unit, or of a round to be made, match nothing."""
    result = Comparison(new_rounds=list(rounds.unknown))
    reader, before, emptied = asking.reader, asking.before, _by_row(asking.ground)
    before.stand_on(asking.basis)
    placed: dict[int, list[tuple[FindingDraft, int]]] = {}
    for finding in findings:
        round_id = rounds.id_of(finding)
        unit_id = _unit_id(asking, finding, round_id)
        if round_id is not None and unit_id is not None:
            placed.setdefault(round_id, []).append((finding, unit_id))
    for round_id, rows in placed.items():
        pool = Pool(reader, before.fact(("round", round_id), partial(list_rows.candidates, reader, round_id)))
        named = pool.assign(rows)
        for finding, unit_id in rows:
            found = named.get((finding.sheet, finding.row))
            if found is None:
                continue
            empty = frozenset().union(*(emptied.get((finding.sheet, row), ()) for row in finding.rows))
            matched = before.row(finding, found, empty, partial(_matched, asking, finding, found, round_id, unit_id))
            result.matched[matched.place] = matched
        units = {unit_id for _finding, unit_id in rows}
        missing = [one for one in pool.left() if one.unit_id in units]
        result.missing += missing
        result.near |= near_ones([one for one in rows if (one[0].sheet, one[0].row) not in named], missing)
    return result


def _unit_id(asking: Asking, finding: FindingDraft, round_id: int | None) -> int | None:
    name, day = finding.unit, asking.ground.list_date
    if not name:
        return None
    found: int | None = asking.before.fact(
        ("unit", name, round_id, day), partial(unit_of_list, asking.reader, name, round_id, day)
    )
    return found


def _marks(reader: Reader) -> frozenset[str]:
    return frozenset(one.name for one in (*FIELDS, *own_fields(reader)) if one.holds is Holds.FLAG)


def _lines(reader: Reader, round_id: int, today: str) -> dict[int, FindingLine]:
    """The findings of a round as the ledger shows them."""
    rows = list_findings(reader, FindingCriteria(rounds=(round_id,), presence="any"), today)
    return {row.id: finding_line(row, 0, today) for row in rows}


def _by_row(ground: Ground) -> dict[tuple[str, int], set[str]]:
    """The fields that entering leaves empty, row by row."""
    found: dict[tuple[str, int], set[str]] = {}
    for sheet, row, column in ground.emptied:
        found.setdefault((sheet, row), set()).add(column)
    return found


def _matched(asking: Asking, finding: FindingDraft, found: list_rows.Candidate, round_id: int, unit_id: int) -> Matched:
    reader, ground, today = asking.reader, asking.ground, asking.today
    kept = read_kept(reader, finding.other, today)
    draft = draft_of(ground, finding, unit_id, None, kept)
    said = said_of(ground, finding, draft, kept)
    if plain(finding.text) != plain(found.text):
        said = {**said, "values": {**said.get("values", {}), "text": finding.text}}
    marks = asking.before.fact("marks", partial(_marks, reader))
    shown = asking.before.fact(("shown", round_id), partial(_lines, reader, round_id, today)).get(found.id)
    speaks = Listed(
        said, ground.list_date, today, asking.actor, ground.opening, unit_id, finding.unit or "", marks, shown
    )
    closed = facts.lanes(reader, found.id, today).verdict == "done"
    return Matched(
        finding.sheet, finding.row, found.id, found.number, found.unit, found.text,
        fields_of(reader, found.id, speaks), said, closed,
    )  # fmt: skip
