"""Common findings that the ledger proposes beside those that were decided: derived on each question, decisions kept by finding (M8, S4, page 14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.queries import book_links
from db.queries import books as queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.recommendations import COMMON_GROUPS
from desktop.operations.change import Changes, change
from desktop.operations.matters import matters_of
from desktop.operations.records import verbs
from desktop.rules.common_findings import LEAST_UNITS, LIKENESS, Group, Told, common
from desktop.rules.permissions import RECORD_ACTIONS, Actor

DROPPED = "dropped"


@dataclass(frozen=True)
class Asked:
    """How groups are looked for: in which rounds (all where empty), from how many units and which likeness on."""

    rounds: tuple[int, ...] = ()
    least_units: int = LEAST_UNITS
    likeness: float = LIKENESS

    @property
    def words(self) -> str:
        """By what a group was found, for its record."""
        return f"至少 {self.least_units} 家，相似 {self.likeness:.2f}"


@dataclass(frozen=True)
class GroupProposal:
    """A group that the texts tell, the findings of it by id in order of their numbers, and the record that decided it, if any.

    `gained` are findings that this record never named; what was taken out of it stays out.
    """

    group: Group
    findings: tuple[int, ...]
    record: Record | None = None
    gained: tuple[int, ...] = ()


@dataclass(frozen=True)
class Found:
    """The proposals, most units first, and how many findings were looked through."""

    proposals: tuple[GroupProposal, ...]
    looked_through: int

    @property
    def grouped(self) -> int:
        """Findings that are in a group."""
        return sum(len(one.findings) for one in self.proposals)

    @property
    def apart(self) -> int:
        """Findings that are in none."""
        return self.looked_through - self.grouped

    @property
    def waiting(self) -> int:
        """Groups that nobody decided, or that gained findings since."""
        return sum(1 for one in self.proposals if one.record is None or one.gained)


def proposed(reader: Reader, as_of: str, asked: Asked = Asked()) -> Found:
    """Every group of the list on a date. One that was dropped does not come back unless it gained a finding."""
    rows = list_findings(reader, FindingCriteria(rounds=asked.rounds), as_of)
    ids = {row.number: row.id for row in rows}
    told = [Told(row.number, row.unit_name, row.text) for row in rows]
    decided = queries.records(reader, books.book(reader, COMMON_GROUPS.name).shape, as_of)
    ever = book_links.ever_linked(reader, COMMON_GROUPS.name, "findings")
    found = []
    for group in common(told, matters_of(reader), asked.likeness, asked.least_units):
        findings = tuple(ids[number] for number in group.findings)
        record = _decided(group, findings, decided, ever)
        known = ever.get(record.id, set()) if record is not None else set()
        gained = () if record is None else tuple(one for one in findings if one not in known)
        if record is None or gained or record.state != DROPPED:
            found.append(GroupProposal(group, findings, record, gained))
    return Found(tuple(found), len(rows))


def _decided(
    group: Group, findings: Sequence[int], decided: Sequence[Record], ever: Mapping[int, set[int]]
) -> Record | None:
    """The record of the same matter that shares most findings with a group; else the one that holds most of it."""
    shared = {one.id: len(ever.get(one.id, set()).intersection(findings)) for one in decided}
    same = [one for one in decided if shared[one.id] and group.name in (one.stored["matter"], one.stored["name"])]
    holding = [one for one in decided if shared[one.id] * 2 > len(findings)]
    return max(same or holding, key=lambda one: (shared[one.id], -one.id), default=None)


def enter(ledger: Ledger, actor: Actor, proposal: GroupProposal, asked: Asked) -> Changes:
    """登记: the group as a record of the book, to be confirmed or dropped."""
    with change(
        ledger, actor, RECORD_ACTIONS[COMMON_GROUPS.add_right], f"登记共性问题 {proposal.group.name}"
    ) as changes:
        _insert(ledger, changes, proposal, asked)
    return changes


def take_in(ledger: Ledger, actor: Actor, proposal: GroupProposal) -> Changes:
    """补入: the findings that a group gained since. One that was dropped is entered anew: what was decided was said of fewer."""
    register = books.book(ledger.writing(), COMMON_GROUPS.name)
    record, step = proposal.record, register.step("move")
    assert record is not None and step is not None
    findings = (*record.stored["findings"], *proposal.gained)
    title = f"{record.number} 补入 {len(proposal.gained)} 条"
    with change(ledger, actor, RECORD_ACTIONS[step.right], title) as changes:
        verbs.move(ledger, actor, changes, register, record.id, step, {"findings": findings})
    return changes


def drop(ledger: Ledger, actor: Actor, proposal: GroupProposal, asked: Asked, reason: str) -> Changes:
    """不算共性: entered and dropped as one action, so that it is seen who decided it and why."""
    register = books.book(ledger.writing(), COMMON_GROUPS.name)
    step = register.step("drop")
    assert step is not None
    with change(ledger, actor, RECORD_ACTIONS[step.right], f"不算共性 {proposal.group.name}", reason=reason) as changes:
        made = _insert(ledger, changes, proposal, asked)
        verbs.move(ledger, actor, changes, register, made.id, step, {}, reason=reason)
    return changes


def _insert(ledger: Ledger, changes: Changes, proposal: GroupProposal, asked: Asked) -> verbs.Entered:
    register = books.book(changes.writer, COMMON_GROUPS.name)
    level = "round" if len(asked.rounds) == 1 else "term"
    values = {
        "name": proposal.group.name,
        "matter": proposal.group.name,
        "level": level,
        "rule": asked.words,
        "findings": proposal.findings,
        "round": asked.rounds[0] if level == "round" else None,
    }
    return verbs.insert(ledger, changes, register, verbs.Draft(values))
