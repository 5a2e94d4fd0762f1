"""What another place asked this page to show: it is loaded by id, whatever round is chosen, and a band says what is special about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.findings import packed_findings
from db.records import FindingCriteria, FindingRow
from desktop.ui.asks import AskFinding, AskFindings, AskUnit
from desktop.ui.sight import Sight

Ask = AskFinding | AskFindings | AskUnit


@dataclass(frozen=True)
class Asked:
    """The rows that an ask means on the date in force, and a sentence that says where they come from."""

    rows: Sequence[FindingRow]
    sentence: str

    @property
    def title(self) -> str:
        """The sentence without what is special."""
        return self.sentence.partition("；")[0]


def load(sight: Sight, ask: Ask) -> Asked:
    """The rows by the ids that the ask names: rows of other rounds and rows that left the list are among them."""
    if isinstance(ask, AskUnit):
        criteria = FindingCriteria(units=(ask.unit_id,), rounds=sight.scope.rounds)
        rows = packed_findings(sight.reader, criteria, sight.as_of, sight.known_at)
        name = (rows[0].unit_short or rows[0].unit_name) if rows else "这个单位"
        return Asked(rows, f"{name} {len(rows)} 条")
    ids = (ask.finding_id,) if isinstance(ask, AskFinding) else tuple(dict.fromkeys(ask.ids))
    criteria = FindingCriteria(ids=ids, presence="any")
    rows = packed_findings(sight.reader, criteria, sight.as_of, sight.known_at) if ids else ()
    title = "要看的这一条" if isinstance(ask, AskFinding) else ask.title
    return Asked(rows, "；".join([title, *_special(sight, rows, len(ids))]))


def _special(sight: Sight, rows: Sequence[FindingRow], asked: int) -> list[str]:
    """What a reader would not expect in the list that is chosen."""
    chosen = set(sight.scope.rounds)
    other = sum(1 for row in rows if chosen and row.round_id not in chosen)
    gone = sum(1 for row in rows if not row.present)
    told = []
    if other:
        told.append(f"另一轮次的 {other} 条")
    if gone:
        told.append(f"已不在清单内的 {gone} 条")
    if asked > len(rows):
        told.append(f"{sight.as_of} 还没有入账的 {asked - len(rows)} 条不显示")
    return told
