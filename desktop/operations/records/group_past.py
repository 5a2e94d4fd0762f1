"""What earlier rounds and letters say of a group of common findings: how often it was found before, and what was recommended then (page 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.books import Record
from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria
from desktop.operations.matters import matters_of
from desktop.operations.records.group_proposals import Asked, GroupProposal, named_by_letters
from desktop.rules.common_findings import Told, common


@dataclass(frozen=True)
class Past:
    """`earlier` are the findings of the same matter in rounds that were not asked for, `before` the letters that named some of them;
    `sent` the letters that name at least half of the group itself. Letters stand in order of entry.
    """

    earlier: tuple[int, ...] = ()
    before: tuple[Record, ...] = ()
    sent: tuple[Record, ...] = ()

    @property
    def words(self) -> str:
        """往轮 27 条，已发过 4 份建议书"""
        told = [f"往轮 {len(self.earlier)} 条"] if self.earlier else []
        return "，".join([*told, *([f"已发过 {len(self.before)} 份建议书"] if self.before else [])])

    @property
    def addressee(self) -> int | None:
        """The unit to which the last letter of the matter went."""
        last = next(reversed((*self.before, *self.sent)), None)
        unit = last.stored["unit"] if last is not None else None
        return int(unit) if unit else None


def pasts(reader: Reader, as_of: str, asked: Asked, proposals: Sequence[GroupProposal]) -> tuple[Past, ...]:
    """The past of each group, in their order."""
    named = named_by_letters(reader, as_of)
    before = _earlier(reader, as_of, asked)
    found = []
    for one in proposals:
        matter = one.record.stored["matter"] if one.record is not None else None
        earlier = before.get(str(matter or one.group.name), ())
        former = tuple(letter for letter, some in named if letter not in one.sent and not some.isdisjoint(earlier))
        found.append(Past(earlier, former, one.sent))
    return tuple(found)


def _earlier(reader: Reader, as_of: str, asked: Asked) -> dict[str, tuple[int, ...]]:
    """Matter → the findings of it in other rounds; none where all rounds were asked for."""
    if not asked.rounds:
        return {}
    rows = {
        row.number: row for row in list_findings(reader, FindingCriteria(), as_of) if row.round_id not in asked.rounds
    }
    told = [Told(row.number, row.unit_name, row.text) for row in rows.values()]
    groups = common(told, matters_of(reader), asked.likeness, 1)
    return {group.name: tuple(rows[number].id for number in group.findings) for group in groups}
