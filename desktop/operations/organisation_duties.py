"""按涉组涉干补齐: every finding marked 涉组涉干 gets its number in the supervision list; numbers that were given never shift (M17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from db.queries import books as book_queries
from db.queries import findings as finding_queries
from db.queries import organisation_duties as queries
from db.queries.books import Record
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.finding_marks import state_mark
from desktop.ledgers.organisation_duties import ORGANISATION_DUTIES
from desktop.operations.change import Changes, change
from desktop.operations.duty_desks import DutyDesk, desks_of_units
from desktop.operations.records import verbs
from desktop.rules.permissions import RECORD_ACTIONS, Actor

GONE = "已移出"


def without_number(reader: Reader, rounds: tuple[int, ...], as_of: str) -> tuple[FindingRow, ...]:
    """The marked findings of rounds (none: of all) that stand in the list on a day and have no number yet, in order of their permanent numbers."""
    found = finding_queries.list_findings(reader, FindingCriteria(rounds=rounds), as_of)
    marked = [row for row in found if row.on_organisation]
    ordered = {row.id: row for row in sorted(marked, key=lambda row: row.number)}
    return tuple(ordered[one] for one in queries.unnumbered(reader, tuple(ordered)))


@dataclass(frozen=True)
class DutyLine:
    """A finding of the supervision list under its own number (None: marked, and not numbered yet); `row` is None where it left the list."""

    record: Record | None
    row: FindingRow | None
    proposed: DutyDesk = DutyDesk()
    """What 督促科室对照表 says of its unit: taken over where it is numbered, and where neither desk nor person was entered."""

    @property
    def waits(self) -> bool:
        """Whether `fill` has something to enter on it."""
        return self.record is None or (bool(self.proposed.desk) and self.row is not None and _undesked(self.record))

    @property
    def state(self) -> str:
        """What the main list says of it, 已移出 where it is there no more."""
        return state_mark(self.row).word if self.row is not None else GONE


def listed(reader: Reader, rounds: tuple[int, ...], as_of: str, known_at: str | None = None) -> tuple[DutyLine, ...]:
    """The list of rounds (none: of all): the numbered ones in their order, then those that are marked and wait for a number, as `fill` finds them."""
    rows = {
        row.id: row
        for row in finding_queries.list_findings(reader, FindingCriteria(rounds=rounds), as_of, known_at)
        if row.on_organisation
    }
    shape = books.book(reader, ORGANISATION_DUTIES.name).shape
    records = [
        one
        for one in book_queries.records(reader, shape, as_of, known_at)
        if not rounds or one.stored["round"] in rounds or one.stored["finding"] in rows
    ]
    desks = desks_of_units(reader, as_of, known_at)

    def line(record: Record | None, row: FindingRow | None) -> DutyLine:
        return DutyLine(record, row, desks.get(row.unit_id, DutyDesk()) if row is not None else DutyDesk())

    numbered = [line(one, rows.pop(one.stored["finding"], None)) for one in records]
    return (*numbered, *(line(None, row) for row in sorted(rows.values(), key=lambda row: row.number)))


def sums(lines: Sequence[DutyLine]) -> str:
    """48 = 已销号 30 + 正在推进 6 + …"""
    counts = Counter(one.state for one in lines)
    return f"{len(lines)} = " + " + ".join(f"{word} {count}" for word, count in counts.most_common()) if lines else ""


def fill(ledger: Ledger, actor: Actor, rounds: tuple[int, ...]) -> Changes:
    """Number what has no number in rounds (none: in all), with desk and person of 督促科室对照表, which also fills those of records that hold neither.

    One action; KnownError where there is nothing to enter.
    """
    reader, today = ledger.writing(), ledger.today()
    rows, desks = without_number(reader, rounds, today), desks_of_units(reader, today)
    bare = [one for one in listed(reader, rounds, today) if one.record is not None and one.waits] if desks else []
    if not rows and not bare:
        raise KnownError("涉组涉干的问题都已编入监督责任清单，没有要补的。", "nothing_due")
    register = books.book(reader, ORGANISATION_DUTIES.name)
    told = [f"编入监督责任清单 {len(rows)} 条"] if rows else []
    told += [f"按对照表补督促科室 {len(bare)} 条"] if bare else []
    with change(ledger, actor, RECORD_ACTIONS[ORGANISATION_DUTIES.add_right], "，".join(told)) as changes:
        for row in rows:
            own = _as_values(desks.get(row.unit_id, DutyDesk()))
            verbs.insert(ledger, changes, register, verbs.Draft({"finding": row.id, "round": row.round_id} | own))
        for one in bare:
            assert one.record is not None
            verbs.update(ledger, changes, register, one.record.id, _as_values(one.proposed))
    return changes


def _undesked(record: Record) -> bool:
    return not record.stored["desk"] and not record.stored["person"]


def _as_values(desk: DutyDesk) -> dict[str, str]:
    return {"desk": desk.desk, "person": desk.person} if desk.desk else {}
