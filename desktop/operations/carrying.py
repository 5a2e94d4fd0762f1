"""结转: which open findings of a round are still to be carried into a later one, and carrying them as one action (page 25, M4).

Number, history and first date stay with the finding, its rate with its own round (ledger.md §3): a carry-over only adds a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries import lineage
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries.carry_overs import carried
from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria, FindingRow, RoundRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.later import Later
from desktop.ledgers.carry_overs import CARRY_OVERS
from desktop.operations.change import Changes, change
from desktop.rules.overdue import is_open
from desktop.rules.permissions import Action, Actor

if TYPE_CHECKING:
    from desktop.ledgers import books
    from desktop.operations.records import verbs
else:  # how many were carried is asked by every list, to carry some by one page
    books, verbs = Later("desktop.ledgers.books"), Later("desktop.operations.records.verbs")


@dataclass(frozen=True)
class Unclosed:
    """An open finding of a round: who answers for it from now on, and whether the unit was renamed or merged since the feedback."""

    row: FindingRow
    owner_id: int
    owner: str
    was: str
    to_rounds: tuple[str, ...] = ()
    owner_short: str = ""

    @property
    def id(self) -> int:
        """That of the finding."""
        return self.row.id

    @property
    def number(self) -> str:
        """The permanent number, which stays."""
        return self.row.number

    @property
    def is_other_unit(self) -> bool:
        """Whether somebody must confirm who answers for it: the unit bears another name now, or went into another."""
        return self.owner != self.was


@dataclass(frozen=True)
class OpenList:
    """All open findings of the rounds: those still to be carried, and those that were."""

    waiting: tuple[Unclosed, ...]
    carried: tuple[Unclosed, ...]

    def sum_text(self) -> str:
        """未结账 49 = 已结转 43 + 未结转 6"""
        whole = len(self.waiting) + len(self.carried)
        return f"未结账 {whole} = 已结转 {len(self.carried)} + 未结转 {len(self.waiting)}"


def later_rounds(reader: Reader, rounds: Sequence[int]) -> tuple[RoundRow, ...]:
    """The rounds into which findings of these can be carried, the next one first, of whichever term; one without a feedback date is still to come."""
    every = round_queries.rounds(reader)
    own = [one.feedback_on or "" for one in every if one.id in rounds]
    if not own:
        return ()
    later = [one for one in every if one.id not in rounds and (one.feedback_on or "9999") > max(own)]
    return tuple(sorted(later, key=lambda one: (one.feedback_on or "9999", one.id)))


def carried_into(
    reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None = None
) -> tuple[FindingRow, ...]:
    """上轮结转: the open findings of other rounds that were carried into these; they stand in no rate of theirs."""
    wanted = set(rounds)
    ids = tuple(finding for finding, into in carried(reader, as_of, known_at).items() if into & wanted)
    if not ids:
        return ()
    rows = list_findings(reader, FindingCriteria(ids=ids), as_of, known_at)
    return tuple(row for row in rows if row.round_id not in wanted and is_open(row))


def unclosed(reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None = None) -> OpenList:
    """The open findings of one or several rounds, long-term ones too, in the order of the list.

    Of several (换届: all rounds of a term) one that was carried into another of them still waits: nobody outside follows it on yet.
    """
    criteria = FindingCriteria(rounds=tuple(rounds))
    rows = [row for row in list_findings(reader, criteria, as_of, known_at) if is_open(row)] if rounds else []
    into = {one: found - set(rounds) for one, found in carried(reader, as_of, known_at).items()}
    names = {one.id: one.name for one in round_queries.rounds(reader)}
    owners = _owners(reader, rows, as_of)
    was = _names_at_feedback(reader, rows, as_of)
    found = [
        Unclosed(
            row,
            owners[row.unit_id][0],
            owners[row.unit_id][1],
            was[row.unit_id],
            tuple(names[one] for one in sorted(into.get(row.id, ())) if one in names),
            owners[row.unit_id][2] or owners[row.unit_id][1],
        )
        for row in rows
    ]
    return OpenList(tuple(one for one in found if not one.to_rounds), tuple(one for one in found if one.to_rounds))


def carry(
    ledger: Ledger,
    actor: Actor,
    findings: Sequence[int],
    to_round: int,
    on: str,
    reason: str,
    owners: Mapping[int, int],
    supervisors: Mapping[int, str],
) -> Changes:
    """结转 as one action: a record for each finding, with its new owner; one that is closed refuses all."""
    if not findings:
        raise KnownError("没有选定要结转的问题。请先勾选。", "empty")
    register = books.book(ledger.writing(), CARRY_OVERS.name)
    name = next((one.name for one in round_queries.rounds(ledger.writing()) if one.id == to_round), "")
    with change(ledger, actor, Action.CARRY_OVER, f"结转 {len(findings)} 条至{name}", reason=reason) as changes:
        for finding in dict.fromkeys(findings):
            values = {
                "on": on, "finding": finding, "to_round": to_round, "new_owner": owners.get(finding),
                "supervisor": supervisors.get(finding, ""), "reason": reason.strip(),
            }  # fmt: skip
            verbs.insert(ledger, changes, register, verbs.Draft(values, on))
    return changes


def _owners(reader: Reader, rows: Sequence[FindingRow], as_of: str) -> dict[int, tuple[int, str, str]]:
    """Of each unit: the one that stands for it on the day, with its name and its short name."""
    merged = {one: lineage.successor(reader, one, as_of) for one in {row.unit_id for row in rows}}
    units = {one.id: (one.name, one.short) for one in unit_queries.units_by_id(reader, merged.values(), as_of)}
    return {one: (into, *units.get(into, ("", ""))) for one, into in merged.items()}


def _names_at_feedback(reader: Reader, rows: Sequence[FindingRow], as_of: str) -> dict[int, str]:
    """What each unit was called when it had its feedback."""
    days = {row.unit_id: row.feedback_on or as_of for row in rows}
    by_day: dict[str, list[int]] = {}
    for unit, day in days.items():
        by_day.setdefault(day, []).append(unit)
    return {one.id: one.name for day, ids in by_day.items() for one in unit_queries.units_by_id(reader, ids, day)}
