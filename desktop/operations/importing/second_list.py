"""A list against the ledger: which rows are findings that it already has, and what the list says anew of them (X5, K9).

Every row of the list has one fate: 新增, 改动, 冲突, 相同 or 不收. Findings of the same rounds and units that the list does not name
are told and left alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from db.queries import facts, list_rows, register
from db.queries.history import last_action
from db.reader import Reader
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing.kept_cells import read_kept
from desktop.operations.importing.last_list import plain
from desktop.operations.importing.list_changes import FieldChange, Listed, fields_of
from desktop.operations.importing.list_rounds import Rounds
from desktop.operations.importing.list_row import Ground, draft_of, said_of
from desktop.operations.importing.seen_before import SeenBefore
from desktop.rules.permissions import Actor

Place = tuple[str, int]
_NUMBER_HEADS = ("编号", "问题编号", "永久编号")


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
            self.actor.name,
            self.actor.rights,
            self.today,
            last_action(self.reader),
        )


def compare(findings: Iterable[FindingDraft], rounds: Rounds, asking: Asking) -> Comparison:
    """Match every row and say what it says anew. Rows without a known unit, or of a round to be made, match nothing."""
    result = Comparison(new_rounds=list(rounds.unknown))
    reader, before = asking.reader, asking.before
    before.stand_on(asking.basis)
    pool: dict[int, _Pool] = {}
    named: dict[int, set[int]] = {}
    emptied = _by_row(asking.ground)
    for finding in findings:
        round_id, unit_id = rounds.id_of(finding), _unit_id(asking, finding)
        if round_id is None or unit_id is None:
            continue
        if round_id not in pool:
            pool[round_id] = _Pool(before.fact(("round", round_id), partial(list_rows.candidates, reader, round_id)))
        named.setdefault(round_id, set()).add(unit_id)
        found = pool[round_id].take(finding, unit_id)
        if found is not None:
            empty = frozenset().union(*(emptied.get((finding.sheet, row), ()) for row in finding.rows))
            matched = before.row(finding, found, empty, partial(_matched, asking, finding, found, unit_id))
            result.matched[matched.place] = matched
    for round_id, units in named.items():
        result.missing += [one for one in pool[round_id].left() if one.unit_id in units]
    return result


def _unit_id(asking: Asking, finding: FindingDraft) -> int | None:
    name = finding.unit
    found: int | None = (
        asking.before.fact(("unit", name), partial(register.unit_id, asking.reader, name)) if name else None
    )
    return found


def _by_row(ground: Ground) -> dict[tuple[str, int], set[str]]:
    """The fields that entering leaves empty, row by row."""
    found: dict[tuple[str, int], set[str]] = {}
    for sheet, row, column in ground.emptied:
        found.setdefault((sheet, row), set()).add(column)
    return found


def _matched(asking: Asking, finding: FindingDraft, found: list_rows.Candidate, unit_id: int) -> Matched:
    reader, ground, today = asking.reader, asking.ground, asking.today
    kept = read_kept(reader, finding.other, today)
    draft = draft_of(ground, finding, unit_id, None, kept)
    said = said_of(ground, finding, draft, kept)
    if plain(finding.text) != plain(found.text):
        said = {**said, "values": {**said.get("values", {}), "text": finding.text}}
    speaks = Listed(said, ground.list_date, today, asking.actor)
    closed = facts.lanes(reader, found.id, today).verdict == "done"
    return Matched(
        finding.sheet, finding.row, found.id, found.number, found.unit, found.text,
        fields_of(reader, found.id, speaks), said, closed,
    )  # fmt: skip


class _Pool:
    """The findings of a round, each of which one row may name."""

    def __init__(self, candidates: Iterable[list_rows.Candidate]) -> None:
        self._left = {one.id: one for one in candidates}
        self._by_text: dict[tuple[int, str], list[list_rows.Candidate]] = {}
        for one in self._left.values():
            self._by_text.setdefault((one.unit_id, plain(one.text)), []).append(one)
        self._by_number = {one.number: one for one in self._left.values()}

    def take(self, finding: FindingDraft, unit_id: int) -> list_rows.Candidate | None:
        """The finding that a row names: by its permanent number, else by unit and text, of several the one with its serial."""
        found = self._numbered(finding, unit_id) or self._worded(finding, unit_id)
        if found is not None:
            del self._left[found.id]
        return found

    def left(self) -> list[list_rows.Candidate]:
        """Those in the counts that no row named."""
        return [one for one in self._left.values() if one.present]

    def _numbered(self, finding: FindingDraft, unit_id: int) -> list_rows.Candidate | None:
        other = finding.other
        number = next((str(other[head]).strip() for head in _NUMBER_HEADS if other.get(head)), "")
        found = self._by_number.get(number)
        return found if found is not None and found.unit_id == unit_id and found.id in self._left else None

    def _worded(self, finding: FindingDraft, unit_id: int) -> list_rows.Candidate | None:
        found = [one for one in self._by_text.get((unit_id, plain(finding.text)), ()) if one.id in self._left]
        serial = finding.serial
        return min(found, key=lambda one: (not one.present, one.serial != serial), default=None)
