"""Which finding a row of a list names: by its permanent number, else by unit and text; of several of one text the one with its serial."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from db.queries import list_rows
from db.queries.list_rows import Candidate
from db.reader import Reader
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing.last_list import plain
from desktop.rules.likeness import alike

Place = tuple[str, int]
Row = tuple[FindingDraft, int]
"""A row and its unit."""
_NUMBER_HEADS = ("编号", "问题编号", "永久编号")
_NEAR = 0.8


class Pool:
    """The findings of a round, each of which one row may name."""

    def __init__(self, reader: Reader, candidates: Sequence[Candidate]) -> None:
        self._reader = reader
        self._left = {one.id: one for one in candidates}
        self._by_text: dict[tuple[int, str], list[Candidate]] = {}
        for one in candidates:
            self._by_text.setdefault((one.unit_id, plain(one.text)), []).append(one)
        self._by_number = {one.number: one for one in candidates}
        self._serials: dict[int, str] = {}

    def assign(self, rows: Sequence[Row]) -> dict[Place, Candidate]:
        """Row by row the finding that it names. What is certain goes first, whatever the order of the list."""
        found: dict[Place, Candidate] = {}
        for name in (self._numbered, self._with_serial, self._worded):
            for finding, unit_id in rows:
                place = (finding.sheet, finding.row)
                one = None if place in found else name(finding, unit_id)
                if one is not None:
                    found[place] = one
                    del self._left[one.id]
        return found

    def left(self) -> list[Candidate]:
        """Those in the counts that no row named."""
        return [one for one in self._left.values() if one.present]

    def _numbered(self, finding: FindingDraft, _unit_id: int) -> Candidate | None:
        """The permanent number is certain, also where the row names another unit."""
        found = self._by_number.get(number_in_list(finding))
        return found if found is not None and found.id in self._left else None

    def _with_serial(self, finding: FindingDraft, unit_id: int) -> Candidate | None:
        alike = self._alike(finding, unit_id)
        if len(alike) < 2 or not finding.serial:
            return None
        return next((one for one in alike if self._serial(one) == finding.serial), None)

    def _worded(self, finding: FindingDraft, unit_id: int) -> Candidate | None:
        return min(self._alike(finding, unit_id), key=lambda one: not one.present, default=None)

    def _alike(self, finding: FindingDraft, unit_id: int) -> list[Candidate]:
        return [one for one in self._by_text.get((unit_id, plain(finding.text)), ()) if one.id in self._left]

    def _serial(self, one: Candidate) -> str:
        """Its number in the last list that named it."""
        if one.id not in self._serials:
            last = list_rows.last_said(self._reader, one.id)
            self._serials[one.id] = str(json.loads(last.said).get("serial", "")) if last else ""
        return self._serials[one.id] or one.serial


def number_in_list(finding: FindingDraft) -> str:
    """The permanent number that a row of a list bears, empty where it bears none."""
    return next((finding.other[head].strip() for head in _NUMBER_HEADS if finding.other.get(head)), "")


def near_ones(rows: Sequence[Row], missing: Sequence[Candidate]) -> dict[Place, Candidate]:
    """New rows whose text is almost that of one finding of their unit that the list leaves out: it may only have been worded anew."""
    of_unit: dict[int, dict[str, Candidate]] = {}
    for one in missing:
        of_unit.setdefault(one.unit_id, {}).setdefault(plain(one.text), one)
    texts = {unit_id: tuple(known) for unit_id, known in of_unit.items()}
    found: dict[Place, Candidate] = {}
    for finding, unit_id in rows:
        likest = _likest(plain(finding.text), texts.get(unit_id, ()))
        if likest is not None:
            found[(finding.sheet, finding.row)] = of_unit[unit_id][likest]
    return found


@lru_cache(maxsize=10_000)
def _likest(text: str, others: tuple[str, ...]) -> str | None:
    """The text that is most like a new one, if near; the first of equals. A list is compared again after every repair."""
    near = alike(text, others, _NEAR)
    return max(near, key=near.__getitem__, default=None)
