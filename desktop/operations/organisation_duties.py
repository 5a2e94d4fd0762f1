"""按涉组涉干补齐: every finding marked 涉组涉干 gets its number in the supervision list; numbers that were given never shift (M17)."""

from __future__ import annotations

from db.queries import findings as finding_queries
from db.queries import organisation_duties as queries
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.organisation_duties import ORGANISATION_DUTIES
from desktop.operations.change import Changes, change
from desktop.operations.records import verbs
from desktop.rules.permissions import RECORD_ACTIONS, Actor


def without_number(reader: Reader, round_id: int | None, as_of: str) -> tuple[FindingRow, ...]:
    """The marked findings of a round, or of all, that stand in the list on a day and have no number yet, in order of their permanent numbers."""
    criteria = FindingCriteria(rounds=(round_id,) if round_id is not None else ())
    marked = [row for row in finding_queries.list_findings(reader, criteria, as_of) if row.on_organisation]
    ordered = {row.id: row for row in sorted(marked, key=lambda row: row.number)}
    return tuple(ordered[one] for one in queries.unnumbered(reader, tuple(ordered)))


def fill(ledger: Ledger, actor: Actor, round_id: int | None) -> Changes:
    """Number what has no number, as one action; KnownError where there is nothing to number."""
    rows = without_number(ledger.writing(), round_id, ledger.today())
    if not rows:
        raise KnownError("涉组涉干的问题都已编入监督责任清单，没有要补的。", "nothing_due")
    register = books.book(ledger.writing(), ORGANISATION_DUTIES.name)
    title = f"编入监督责任清单 {len(rows)} 条"
    with change(ledger, actor, RECORD_ACTIONS[ORGANISATION_DUTIES.add_right], title) as changes:
        for row in rows:
            verbs.insert(ledger, changes, register, verbs.Draft({"finding": row.id, "round": row.round_id}))
    return changes
