"""Common findings that the ledger proposes beside those that were decided: derived on each question, decisions kept by finding (M8, S4, page 14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from db.queries import book_links
from db.queries import books as queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.recommendations import COMMON_GROUPS, RECOMMENDATIONS
from desktop.ledgers.register import Step
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
    """A group that the texts tell or that people decided; the findings of it by id in order of their numbers, and the record that decided it, if any.

    `gained` are findings that this record never named; what was taken out of it stays out, and what was put into another group is there alone.
    `sent` are the letters that name at least half of the group, in order of entry.
    """

    group: Group
    findings: tuple[int, ...]
    record: Record | None = None
    gained: tuple[int, ...] = ()
    sent: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Found:
    """The proposals, those that wait for a decision first, then most units first, and how many findings were looked through."""

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
        """Groups about which somebody has to decide."""
        return sum(waits(one) for one in self.proposals)


def waits(proposal: GroupProposal) -> bool:
    """Whether somebody has to decide about a group: it gained findings since, or it is neither listed nor recommended about (待定)."""
    if proposal.gained:
        return True
    undecided = proposal.record is None or proposal.record.state == COMMON_GROUPS.first_state
    return undecided and not proposal.sent


def proposed(reader: Reader, as_of: str, asked: Asked = Asked()) -> Found:
    """Every group of the list on a date. One that was dropped does not come back unless it gained a finding; one that stands is
    told as it was decided, also where the texts are grouped otherwise now. No finding is in two groups.
    """
    rows = {row.number: row for row in list_findings(reader, FindingCriteria(rounds=asked.rounds), as_of)}
    told = [Told(row.number, row.unit_name, row.text) for row in rows.values()]
    decided = queries.records(reader, books.book(reader, COMMON_GROUPS.name).shape, as_of)
    ever = book_links.ever_linked(reader, COMMON_GROUPS.name, "findings")
    known = {row.id for row in rows.values()}
    home = _homes(decided, known)
    found: list[GroupProposal] = []
    gained: dict[int, list[tuple[Group, tuple[int, ...]]]] = defaultdict(list)
    for group in common(told, matters_of(reader), asked.likeness, asked.least_units):
        findings = tuple(rows[number].id for number in group.findings)
        record = _decided(group, findings, decided, ever)
        if record is not None and record.state != DROPPED:
            new = tuple(one for one in findings if one not in home and one not in ever.get(record.id, ()))
            gained[record.id].append((group, new))
            continue
        free = [number for number in group.findings if rows[number].id not in home]
        group = replace(group, findings=tuple(free), units=len({rows[number].unit_name for number in free}))
        ids = tuple(rows[number].id for number in free)
        new = () if record is None else tuple(one for one in ids if one not in ever.get(record.id, ()))
        if group.units >= asked.least_units and (record is None or new):
            found.append(GroupProposal(group, ids, record, new))
    found += [
        _standing(one, gained[one.id], home, rows) for one in decided if one.id in set(home.values()) | set(gained)
    ]
    named = named_by_letters(reader, as_of)
    found = [replace(one, sent=_sent(one.findings, named)) for one in found if one.findings]
    found.sort(key=lambda one: (not waits(one), -one.group.units, -len(one.findings), one.group.name))
    return Found(tuple(found), len(rows))


def named_by_letters(reader: Reader, as_of: str) -> list[tuple[Record, frozenset[int]]]:
    """The letters of recommendation in order of entry, with the findings that each names."""
    letters = queries.records(reader, books.book(reader, RECOMMENDATIONS.name).shape, as_of)
    return [(letter, frozenset(letter.stored["findings"] or ())) for letter in letters]


def _sent(findings: Sequence[int], named: Sequence[tuple[Record, frozenset[int]]]) -> tuple[Record, ...]:
    """The letters that name at least half of some findings."""
    own = frozenset(findings)
    return tuple(letter for letter, some in named if len(own & some) * 2 >= len(own) > 0)


def _homes(decided: Sequence[Record], known: AbstractSet[int]) -> dict[int, int]:
    """Finding → the record of a standing group that holds it, the first one where several do."""
    standing = [one for one in decided if one.state != DROPPED]
    return {
        finding: one.id for one in reversed(standing) for finding in one.stored["findings"] or () if finding in known
    }


def _standing(
    record: Record,
    gained: Sequence[tuple[Group, tuple[int, ...]]],
    home: Mapping[int, int],
    rows: Mapping[str, FindingRow],
) -> GroupProposal:
    """A group as it was decided, with what the texts tell to belong to it besides."""
    new = dict.fromkeys(one for _group, some in gained for one in some)
    own = {number: row for number, row in rows.items() if home.get(row.id) == record.id or row.id in new}
    shared = dict.fromkeys(word for group, _new in gained for word in group.shared)
    units = len({row.unit_name for row in own.values()})
    name, matter = str(record.stored["name"]), record.stored["matter"]
    if gained and name == matter:  # nobody gave it a name of its own: it is called as the office calls the matter now
        name = gained[0][0].name
    group = Group(name, tuple(sorted(own)), units, tuple(shared))
    return GroupProposal(group, tuple(own[number].id for number in group.findings), record, tuple(new))


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
    register, record, step = books.book(ledger.writing(), COMMON_GROUPS.name), proposal.record, _step(ledger, "move")
    assert record is not None
    findings = (*record.stored["findings"], *proposal.gained)
    title = f"{record.number} 补入 {len(proposal.gained)} 条"
    with change(ledger, actor, RECORD_ACTIONS[step.right], title) as changes:
        verbs.move(ledger, actor, changes, register, record.id, step, {"findings": findings})
    return changes


def drop(ledger: Ledger, actor: Actor, proposal: GroupProposal, asked: Asked, reason: str) -> Changes:
    """不算共性: entered and dropped as one action, so that it is seen who decided it and why."""
    register, step = books.book(ledger.writing(), COMMON_GROUPS.name), _step(ledger, "drop")
    with change(ledger, actor, RECORD_ACTIONS[step.right], f"不算共性 {proposal.group.name}", reason=reason) as changes:
        made = _insert(ledger, changes, proposal, asked)
        verbs.move(ledger, actor, changes, register, made.id, step, {}, reason=reason)
    return changes


def rename(ledger: Ledger, actor: Actor, proposal: GroupProposal, asked: Asked, name: str) -> Changes:
    """改名: the group under the clerk's own name; one that nobody entered yet is entered with it."""
    step = _step(ledger, "rename")
    title = f"共性问题改名 {proposal.group.name} → {name}"
    with change(ledger, actor, RECORD_ACTIONS[step.right], title) as changes:
        record = _entered(ledger, changes, proposal, asked)
        verbs.move(ledger, actor, changes, books.book(changes.writer, COMMON_GROUPS.name), record, step, {"name": name})
    return changes


def move_out(ledger: Ledger, actor: Actor, proposal: GroupProposal, asked: Asked, out: Collection[int]) -> Changes:
    """移出本组: the group without some findings. It keeps knowing them, so that they are not proposed for it again."""
    rest = tuple(one for one in proposal.findings if one not in out)
    if not rest:
        raise KnownError("移出后这一组没有问题了。整组不要的，请用“不算共性…”。", "empty")
    title = f"{proposal.group.name} 移出 {len(proposal.findings) - len(rest)} 条"
    return _regroup(ledger, actor, proposal, asked, rest, title)


def merge(ledger: Ledger, actor: Actor, proposal: GroupProposal, asked: Asked, other: GroupProposal) -> Changes:
    """并组: the findings of another group come into this one; the other, where it was entered, is dropped with where they are now."""
    kept = other.record is not None and other.record.state != DROPPED
    if kept and other.record is not None and other.record.state != COMMON_GROUPS.states[0].code:
        raise KnownError(f"“{other.group.name}”已列入负面清单，不能并走。请反过来，把这一组并入它。", "wrong_state")
    into, drop_step, move_step = proposal.group.name, _step(ledger, "drop"), _step(ledger, "move")
    with change(ledger, actor, RECORD_ACTIONS[move_step.right], f"{other.group.name} 并入 {into}") as changes:
        register = books.book(changes.writer, COMMON_GROUPS.name)
        if kept and other.record is not None:
            verbs.move(ledger, actor, changes, register, other.record.id, drop_step, {}, reason=f"并入“{into}”")
        record = _entered(ledger, changes, proposal, asked)
        findings = (*proposal.findings, *other.findings)
        verbs.move(ledger, actor, changes, register, record, move_step, {"findings": findings})
    return changes


def _regroup(
    ledger: Ledger, actor: Actor, proposal: GroupProposal, asked: Asked, findings: tuple[int, ...], title: str
) -> Changes:
    step = _step(ledger, "move")
    with change(ledger, actor, RECORD_ACTIONS[step.right], title) as changes:
        record = _entered(ledger, changes, proposal, asked)
        register = books.book(changes.writer, COMMON_GROUPS.name)
        gained = tuple(one for one in proposal.gained if one not in findings)
        if gained and proposal.record is not None and record == proposal.record.id:  # named once, so that it is known
            whole = (*proposal.record.stored["findings"], *gained)
            verbs.move(ledger, actor, changes, register, record, step, {"findings": whole})
        verbs.move(ledger, actor, changes, register, record, step, {"findings": findings})
    return changes


def _entered(ledger: Ledger, changes: Changes, proposal: GroupProposal, asked: Asked) -> int:
    """The record of a group, made where there is none or where it was dropped for fewer findings."""
    if proposal.record is not None and proposal.record.state != DROPPED:
        return proposal.record.id
    return _insert(ledger, changes, proposal, asked).id


def _step(ledger: Ledger, name: str) -> Step:
    step = books.book(ledger.writing(), COMMON_GROUPS.name).step(name)
    assert step is not None
    return step


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
