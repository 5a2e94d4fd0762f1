"""The list of findings in the order of the office's units, of which the first rows are read at once and the others behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace

from db.late_rows import LateRows
from db.queries.finding_statement import IN_ORDER
from db.queries.findings import conditions, in_parts, list_findings
from db.queries.standing import moment
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from db.store import Ledger

FROM = 1_000
"""So many findings are late; fewer are read before a glance is over."""


def late_findings(
    ledger: Ledger, criteria: FindingCriteria, as_of: str, known_at: str | None = None, *, seen: Iterable[int] = ()
) -> LateRows[FindingRow] | None:
    """The rows of `list_findings` by unit and number, the ids in `seen` among those read first; None where few are wanted.

    `criteria` may narrow by what a finding is, not by where it stands. It asks over the ledger's connection of its own (`apart`), and
    goes on with it: nobody else may ask there. What is written meanwhile is not seen.
    """
    if not ledger.is_apart or criteria.ids or not _are_many(ledger.reader):
        return None
    if replace(criteria, rounds=(), units=()) != FindingCriteria():
        raise ValueError("late findings are chosen by round and unit")
    source = _Findings(ledger.reader, criteria, as_of, known_at)
    found = source.in_order()
    if len(found) < FROM:
        return None
    ids, amounts = zip(*found, strict=True)
    rows = LateRows(FindingRow, ids, source, known={"amount_yuan": amounts}, seen=seen)
    ledger.hand_over(rows)
    return rows


class _Findings:
    """All as at the first question."""

    def __init__(self, reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None) -> None:
        self._reader, self._criteria, self._as_of, self._known_at = reader, criteria, as_of, known_at
        self._moment = ExitStack()
        self._moment.enter_context(reader.at_one_moment())

    def in_order(self) -> tuple[tuple[int, int | None], ...]:
        """Id and amount of each row, as they stand in the list."""
        filters, _standing, parameters = conditions(self._criteria)
        sql = IN_ORDER.format(filters=filters)
        return self._reader.tuples(sql, {**moment(self._as_of, self._known_at), **parameters})

    def some(self, ids: Sequence[int]) -> Sequence[FindingRow]:
        """The rows of some ids."""
        return list_findings(self._reader, FindingCriteria(ids=tuple(ids)), self._as_of, self._known_at)

    def parts(self) -> Iterable[Sequence[FindingRow]]:
        """All rows, as they were entered."""
        return in_parts(self._reader, FindingRow, self._criteria, self._as_of, self._known_at)

    def stop_when(self, stop: Callable[[], bool]) -> None:
        """Let a running question end."""
        self._reader.stop_when(stop)

    def end(self) -> None:
        """Close the connection."""
        reader, self._reader = self._reader, None  # type: ignore[assignment]
        if reader is not None:
            self._moment.close()
            reader.close()


def _are_many(reader: Reader) -> bool:
    return int(reader.value("select count(*) from (select 1 from finding limit ?)", (FROM,))) == FROM
