"""抄报与移交 of rounds: to each county leader what is found in the units in charge, to each organ what bears its mark, and what became of it (page 15, M6, M22)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.queries import books as queries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.queries.moved import named_in_letters
from db.queries.tallies import items
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, Scope
from desktop.ledgers.copies import COPY_REPORTS
from desktop.operations import unit_lookup
from desktop.operations.papers import catalogue
from desktop.operations.papers.office import leader_titles
from desktop.rules import basis as basis_rules
from desktop.rules.overdue import days_overdue
from desktop.rules.rate import Rate

MARKED: tuple[tuple[str, str, str, Callable[[FindingRow], Any]], ...] = (
    ("organisation", "县委组织部", "涉组涉干", lambda row: row.on_organisation),
    ("publicity", "县委宣传部", "涉意识形态", lambda row: row.on_ideology),
)
"""Level of the copy, organ, why, and which findings concern it."""
IN_CHARGE = "行业主管"


@dataclass(frozen=True)
class Part:
    """Some findings of the round: how many, of which units, their rate and what is overdue; `findings` are the rows behind all of it."""

    findings: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    rate: Rate | None = None
    late: tuple[int, ...] = ()


@dataclass(frozen=True)
class LeaderLine:
    """A county leader with the last copy that was entered; one who has no unit in the round gets none."""

    name: str
    title: str
    part: Part
    copy: Record | None = None


@dataclass(frozen=True)
class OrganLine:
    """Where marked findings go, and which of them wait for nothing: a record or a paper carried them there, or they are handed over."""

    level: str
    name: str
    why: str
    part: Part
    moved: tuple[int, ...] = ()
    copy: Record | None = None


@dataclass(frozen=True)
class Dispatch:
    """The board of page 15; the parts of the leaders are the round, those of the organs overlap and are never added."""

    leaders: tuple[LeaderLine, ...]
    organs: tuple[OrganLine, ...]
    whole: Part

    @property
    def due(self) -> tuple[LeaderLine, ...]:
        """The leaders to whom something is to be sent."""
        return tuple(one for one in self.leaders if one.part.findings)

    @property
    def unnamed(self) -> int:
        """Findings for which no leader is known."""
        return len(self.whole.findings) - sum(len(one.part.findings) for one in self.leaders)

    @property
    def words(self) -> str:
        """9 件 = 已签收 8 + 未签收 1; those that nobody entered are told apart."""
        entered = [one.copy for one in self.due if one.copy is not None]
        received = sum(one.state not in ("open", "sent") for one in entered)
        told = f"应抄报 {len(self.due)} 件 = 已签收 {received} + 未签收 {len(entered) - received}"
        left = len(self.due) - len(entered)
        told += f" + 未登记 {left}" if left else ""
        return told + (f"；{self.unnamed} 条没有分管县领导" if self.unnamed else "")

    @property
    def sums(self) -> str:
        """县领导合计 12 家 189 条，逾期 7: what the parts of the leaders come to."""
        units = {unit for one in self.due for unit in one.part.units}
        findings = sum(len(one.part.findings) for one in self.due)
        late = sum(len(one.part.late) for one in self.due)
        return f"县领导合计 {len(units)} 家 {findings} 条，逾期 {late}"


def board(reader: Reader, basis: Basis, rounds: tuple[int, ...], as_of: str, known_at: str | None = None) -> Dispatch:
    """Read the rounds once and part them by leader and by organ."""
    rows = list_findings(reader, FindingCriteria(rounds=rounds), as_of, known_at)
    counted: dict[int, list[bool]] = defaultdict(list)  # under some bases a finding has several items
    for item in items(reader, basis, as_of, known_at, scope=Scope(rounds)):
        if item.counted:
            counted[item.finding_id].append(item.hit)
    units = {one.id: one for one in unit_queries.units(reader, as_of, known_at)}
    names = {one: units[one].short or units[one].name for one in units}

    def part(some: Iterable[FindingRow]) -> Part:
        own = [row for row in some if row.id in counted]
        hits = [hit for row in own for hit in counted[row.id]]
        rate = basis_rules.rate(basis, sum(hits), len(hits))
        shown = tuple(dict.fromkeys(names.get(row.unit_id, row.unit_name) for row in own))
        return Part(tuple(row.id for row in own), shown, rate, tuple(row.id for row in own if days_overdue(row, as_of)))

    copies = copies_of(reader, rounds, as_of, known_at)
    by_leader: dict[str, list[FindingRow]] = {
        one.supervising_leader: [] for one in units.values() if one.supervising_leader
    }
    for row in rows:
        known = units.get(row.unit_id)
        leader = row.county_leader or (known.supervising_leader if known is not None else "")
        if leader:
            by_leader.setdefault(leader, []).append(row)
    titles = leader_titles(reader)
    leaders = [
        LeaderLine(name, titles.get(name, ""), part(own), _last(copies, "leader", name))
        for name, own in by_leader.items()
    ]
    leaders.sort(key=lambda one: not one.part.findings)
    return Dispatch(tuple(leaders), _organs(Moves(reader, copies, as_of), rows, part), part(rows))


class Moves:
    """What carried findings to other organs by a day: records of 抄报移交, and papers of transfer that went to them."""

    def __init__(self, reader: Reader, copies: Mapping[str, list[Record]], as_of: str) -> None:
        self._reader, self.copies = reader, copies
        transfers = tuple(
            one.kind for one in catalogue.recipes(reader) if one.each and one.per in ("department", "organ")
        )
        self._letters = named_in_letters(reader, transfers, as_of)

    def left(self, level: str, name: str, rows: Iterable[FindingRow]) -> list[FindingRow]:
        """Those that nothing carried to the organ; what was handed over to be dealt with elsewhere is not carried again."""
        own = (copy for copy in self.copies.get(level, ()) if _is_to(copy, level, name))
        carried = {finding for copy in own for finding in copy.stored["findings"] or ()}
        unit = unit_lookup.unit_named(self._reader, name)
        for letter in self._letters:
            if name in letter.addressee or (unit is not None and letter.unit_id == unit):
                carried.add(letter.finding_id)
        return [row for row in rows if row.id not in carried and row.verdict != "transferred"]


def _organs(
    moves: Moves, rows: Sequence[FindingRow], part: Callable[[Iterable[FindingRow]], Part]
) -> tuple[OrganLine, ...]:
    """The organs that marks name, then the departments in charge."""
    departments: dict[str, list[FindingRow]] = defaultdict(list)
    for row in rows:
        if row.department_in_charge:
            departments[row.department_in_charge].append(row)
    wanted = [(level, name, why, [row for row in rows if concerns(row)]) for level, name, why, concerns in MARKED]
    wanted += [("department", name, IN_CHARGE, own) for name, own in departments.items()]
    found = []
    for level, name, why, own in wanted:
        told = part(own)
        if not told.findings:
            continue
        left = {row.id for row in moves.left(level, name, own)}
        moved = tuple(one for one in told.findings if one not in left)
        found.append(OrganLine(level, name, why, told, moved, _last(moves.copies, level, name)))
    return tuple(found)


def copies_of(reader: Reader, rounds: tuple[int, ...], as_of: str, known_at: str | None) -> dict[str, list[Record]]:
    """The copies of the rounds by level, in the order of entry."""
    found: dict[str, list[Record]] = defaultdict(list)
    for one in queries.records(reader, COPY_REPORTS.shape, as_of, known_at):
        if not rounds or one.stored["round"] in rounds:
            found[one.stored["level"] or ""].append(one)
    return found


def _is_to(copy: Record, level: str, name: str) -> bool:
    """An organ is known by its level, a person or a department by the name that was entered."""
    return level in ("organisation", "publicity") or name in str(copy.stored["addressee"])


def _last(copies: Mapping[str, list[Record]], level: str, name: str) -> Record | None:
    mine = [one for one in copies.get(level, ()) if _is_to(one, level, name)]
    return mine[-1] if mine else None
