"""The list of 问题台账 as it is read: its lines, the declaration with the office's own fields, and what is said of the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.findings import packed_findings
from db.queries.late_findings import late_findings
from db.records import FindingCriteria
from desktop.ledgers.arrangement import Arrangement
from desktop.ledgers.column import LedgerTable
from desktop.ledgers.findings import FindingLine, by_unit, finding_lines, table_of
from desktop.operations.carrying import carried_into
from desktop.operations.own_fields import own_fields
from desktop.ui.pages.findings.asked import Ask, load
from desktop.ui.sight import Sight


@dataclass(frozen=True)
class Listed:
    """What was read at one moment; `sentence` says what was asked for, '' for the findings of the chosen rounds."""

    lines: Sequence[FindingLine]
    table: LedgerTable
    sentence: str = ""
    title: str = ""
    carried: int = 0
    """上轮结转: told apart, in no figure of the chosen rounds."""


def read(ask: Ask | None, in_sight: Sequence[int], how: Arrangement, sight: Sight) -> Listed:
    """The findings of the chosen rounds, or exactly those that were asked for; lines are numbered in the office's order.

    Of many those of `in_sight` (ids) and the first are read, the others behind them; all where they are filtered or sorted, which asks every row.
    """
    sentence = title = ""
    if ask is None:
        criteria = FindingCriteria(rounds=sight.scope.rounds)
        when = sight.as_of, sight.known_at
        late = None if how.filters or how.sort else late_findings(sight.ledger, criteria, *when, seen=in_sight)
        found = late or by_unit(packed_findings(sight.reader, criteria, *when))
    else:
        asked = load(sight, ask)
        found, sentence, title = by_unit(asked.rows), asked.sentence, asked.title
    lines = finding_lines(found, sight.as_of)
    rounds = sight.scope.rounds
    carried = len(carried_into(sight.reader, rounds, sight.as_of, sight.known_at)) if rounds else 0
    return Listed(lines, table_of(own_fields(sight.reader)), sentence, title, carried)
