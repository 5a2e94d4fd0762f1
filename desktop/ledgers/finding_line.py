"""One finding as it is shown on a date: its row, and what is computed from it when first asked."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, overload

from db.late_rows import SCREEN, LateRows
from db.packed import Packed
from db.records import FindingRow
from desktop.ledgers.column import Mark
from desktop.ledgers.finding_marks import deadline_mark, state_mark
from desktop.ledgers.own_fields import is_own
from desktop.ledgers.terms import FLAG_WORDS, NATURE_WORDS, claim_word, verdict_word
from desktop.rules.deadlines import days_between
from desktop.rules.deeds import Standing
from desktop.rules.overdue import days_overdue, deadline, due_date, is_open, is_waiting
from desktop.rules.state_words import lanes_text

KEPT = 1_000
"""Lines of a long list that are kept as they were made: some screens of a grid."""


@dataclass(eq=False)
class FindingLine:
    """A row of the finding ledger with what is computed from it when first asked; other names are those of the row.

    Never changed after it is made; not frozen only because ten thousand frozen ones cost a tenth of a second.
    """

    row: FindingRow
    seq: int
    on: str

    def __getattr__(self, name: str) -> Any:
        if name == "row" or name.startswith("__"):
            raise AttributeError(name)
        return self.own_values.get(name) if is_own(name) else getattr(self.row, name)

    @cached_property
    def own_values(self) -> Mapping[str, Any]:
        """The values of the office's own fields, by the name of the field."""
        found: Mapping[str, Any] = json.loads(self.row.own) if self.row.own != "{}" else {}
        return found

    @property
    def id(self) -> int:
        """The finding."""
        return self.row.id

    @cached_property
    def state(self) -> Mark:
        """What the two lanes say together; made when first asked, most rows are never painted."""
        return state_mark(self.row)

    @cached_property
    def deadline(self) -> Mark:
        """The deadline as seen on the date."""
        return deadline_mark(self.row, self.on)

    @cached_property
    def overdue(self) -> int:
        """Days overdue, 0 where it is not."""
        return days_overdue(self.row, self.on)

    @cached_property
    def waiting(self) -> bool:
        """待核实"""
        return is_waiting(self.row)

    @cached_property
    def standing(self) -> Standing:
        """Where the finding stands, for the table of deeds."""
        row = self.row
        given = row.feedback_on is not None and row.feedback_on <= self.on
        return Standing(
            row.number, bool(row.present), row.claim, row.verdict, self.waiting, given, row.feedback_on, row.due_on
        )

    @property
    def state_word(self) -> str:
        """The word of the chip, which filters name."""
        return self.state.word

    @property
    def unit(self) -> str:
        """The unit's short name."""
        return self.row.unit_short or self.row.unit_name

    @property
    def measures(self) -> str:
        """Measures done of all, as 2/3."""
        return f"{self.row.measures_done}/{self.row.measures_total}" if self.row.measures_total else ""

    @property
    def due(self) -> str:
        """The date that binds; long-term items are due by their review."""
        return due_date(self.row) or ""

    @property
    def days_left(self) -> int | None:
        """Days to the date that binds, of what is still open and not reported done; negative when overdue."""
        if not self.due or not is_open(self.row) or self.waiting:
            return None
        return days_between(self.on, self.due)

    @property
    def is_long_term(self) -> bool:
        """Found long-term, or given as long-term."""
        return "long_term" in (self.row.verdict, self.row.nature)

    @property
    def lacks_evidence(self) -> bool:
        """Reported as good as done, without a piece of evidence."""
        return not self.row.evidence_count and not self.row.opening and self.row.claim in ("done", "basically_done")

    @property
    def measure_list(self) -> list[str]:
        """The measures in their order; the query leaves the sorting to those few rows that are told in full."""
        by_place: dict[str, str] = json.loads(self.row.measure_texts)
        return [by_place[place] for place in sorted(by_place, key=int)]

    @property
    def measures_text(self) -> str:
        """The measures in full, numbered where there are several."""
        texts = self.measure_list
        return (
            "\n".join(f"{place}、{text}" for place, text in enumerate(texts, 1)) if len(texts) > 1 else "".join(texts)
        )

    @property
    def co_unit_names(self) -> str:
        """The units that share the finding, listed and never counted."""
        return "、".join(json.loads(self.row.co_units))

    @property
    def lanes(self) -> str:
        """What paper and workbook say of the state: the office's word, both lanes in words where the unit is ahead."""
        if self.row.presence_kind and not self.row.present:
            return self.state.word
        if self.row.claim == "done" and self.row.verdict not in ("done", "transferred"):
            return lanes_text(self.row.claim, self.row.verdict)
        return verdict_word(self.row.verdict)

    @property
    def timing(self) -> str:
        """How the deadline stands, in words."""
        return deadline(self.row, self.on).text.lstrip("▲◆◇—").strip()

    @property
    def due_told(self) -> str:
        """The date that binds; before it the word of a term that is no plain date, so that a list reads back as it was."""
        due = self.due
        if self.row.nature == "ordinary":
            return due
        word = NATURE_WORDS[self.row.nature]
        return f"{word}，{int(due[:4])}年{int(due[5:7])}月{int(due[8:])}日" if due else word

    @property
    def due_printed(self) -> str:
        """The date that binds; a long-term item without one says so."""
        return self.due or (NATURE_WORDS["long_term"] if self.row.nature == "long_term" else "")

    @property
    def category(self) -> str:
        """The finest of the two upper levels, where paper has room for one."""
        return self.row.category2 or self.row.category1

    @property
    def remark_told(self) -> str:
        """The remark; an opening balance is marked wherever it prints (ledger.md §3)."""
        return self.row.remark + ("（期初）" if self.row.opening else "")

    @property
    def source_place(self) -> str:
        """Sheet and row of the list that it came from."""
        return f"{self.row.source_sheet} 第{self.row.source_row}行" if self.row.source_row else ""

    @property
    def other_cells(self) -> str:
        """Cells of the list that belong to no field, with their heads."""
        return "；".join(f"{head}：{text}" for head, text in json.loads(self.row.other).items())

    @property
    def flags(self) -> tuple[str, ...]:
        """The marks of the finding in words."""
        return tuple(word for name, word in FLAG_WORDS.items() if getattr(self.row, name))

    @property
    def claim_text(self) -> str:
        """The unit's lane in words."""
        return claim_word(self.row.claim)

    @property
    def verdict_text(self) -> str:
        """The office's lane in words."""
        return verdict_word(self.row.verdict)


def finding_line(row: FindingRow, seq: int, on: str) -> FindingLine:
    """A row as it is shown on a date."""
    return FindingLine(row, seq, on)


def finding_lines(rows: Sequence[FindingRow], on: str) -> Sequence[FindingLine]:
    """All rows as they are shown on a date, numbered as they come; of packed and late ones each line is made when it is looked at."""
    if isinstance(rows, Packed | LateRows):
        return FindingLines(rows, on)
    return tuple(finding_line(row, seq, on) for seq, row in enumerate(rows, start=1))


def rows_of(lines: Sequence[FindingLine]) -> Sequence[FindingRow]:
    """The rows behind lines, in their order."""
    return lines.rows() if isinstance(lines, FindingLines) else tuple(line.row for line in lines)


class FindingLines(Sequence[FindingLine]):
    """Lines of packed or late rows; those that were just looked at are kept, so that what is painted is not made for each cell."""

    def __init__(self, rows: Packed[FindingRow] | LateRows[FindingRow], on: str) -> None:
        self._rows, self._on = rows, on
        self._places = array("I", range(len(rows)))
        self._ids = array("q", rows.column("id"))
        self._kept: dict[int, FindingLine] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[FindingLine]:
        if len(self) <= SCREEN:  # so few are looked at as they are: late rows need not be whole
            yield from map(self.__getitem__, range(len(self)))
            return
        for place, row in zip(self._places, self.rows(), strict=True):
            yield FindingLine(row, place + 1, self._on)

    @overload
    def __getitem__(self, at: int) -> FindingLine: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[FindingLine]: ...

    def __getitem__(self, at: int | slice) -> FindingLine | Sequence[FindingLine]:
        if isinstance(at, slice):
            return self.picked(range(*at.indices(len(self))))
        place = self._places[at]
        line = self._kept.get(place)
        if line is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            line = self._kept[place] = FindingLine(self._rows[place], place + 1, self._on)
        return line

    def picked(self, places: Iterable[int]) -> FindingLines:
        """Some of the lines; they keep their numbers."""
        some = copy(self)
        some._places = array("I", map(self._places.__getitem__, places))
        return some

    def ids(self) -> array[int]:
        """The findings."""
        return array("q", map(self._ids.__getitem__, self._places))

    def rows(self) -> Packed[FindingRow]:
        """The rows behind the lines."""
        return self._rows.in_order(self._places)

    def column(self, field: str) -> Iterable[Any]:
        """A field of the row of each line."""
        if isinstance(self._rows, LateRows):
            return self._rows.column_at(field, self._places)
        return self.rows().column(field)

    @property
    def late(self) -> LateRows[FindingRow] | None:
        """The rows, where they are read behind what is looked at."""
        return self._rows if isinstance(self._rows, LateRows) else None


def by_unit(rows: Sequence[FindingRow]) -> Sequence[FindingRow]:
    """The office's order of units as it comes, inside a unit by permanent number."""
    named = ("round_id", "unit_id", "number")
    if isinstance(rows, Packed):
        return rows.in_order(_unit_order(zip(*map(rows.column, named), strict=True)))
    return [rows[place] for place in _unit_order(map(attrgetter(*named), rows))]


def _unit_order(told: Iterable[tuple[int, int, str]]) -> list[int]:
    groups: dict[tuple[int, int], int] = {}
    keys = [(groups.setdefault((round_id, unit), len(groups)), number) for round_id, unit, number in told]
    return sorted(range(len(keys)), key=keys.__getitem__)
