"""Kind and county leader of a unit and the county leader of a finding decide figures: each change is a dated event (ledger.md §3, L-4).

Where nothing stood, what is filled in was true all along and is known from now on. What stood is either changed from a day on
(变更) or was wrong since it began (更正).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.queries import facts, history, record_history
from db.queries import units as unit_queries
from db.queries.standing import EVER_SINCE, FACTS
from desktop.errors import KnownError
from desktop.ledgers.stored_words import column_word
from desktop.operations.change import Changes
from desktop.operations.records import record_events
from desktop.rules.workflow import is_date


def changes_of(table: str, row: Mapping[str, Any], fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The dated facts among the fields that change what stood before, so that since when must be told."""
    return tuple(name for name in FACTS[table] if name in fields and row[name] and row[name] != fields[name])


def put(
    changes: Changes,
    table: str,
    row_id: int,
    fields: Mapping[str, Any],
    *,
    on: str = "",
    corrects: bool = False,
    reason: str = "",
) -> None:
    """Set fields of a unit or a finding inside an action; of the dated facts among them tell since when: `on`, by default today."""
    row = history.fields_of(changes.writer, table, row_id)
    for name in FACTS[table]:
        if name in fields and fields[name] != row[name]:
            try:
                since = _since(changes, table, row_id, name, on or changes.known_on, fresh=corrects or not row[name])
            except KnownError as error:
                raise KnownError(
                    f"{_whose(changes, table, row_id)}的{column_word(table, name)}：{error}", error.kind
                ) from error
            was = str(row[name])
            record_events.enter(changes, table, row_id, name, str(fields[name]), since, reason, was)
    changes.writer.update(table, row_id, dict(fields))


def follow(changes: Changes, table: str, row_id: int) -> None:
    """Bring what a row says of its dated facts in line with what their events say last, as figures of today read them."""
    told = record_history.facts_told(changes.writer, table, row_id)
    row = history.fields_of(changes.writer, table, row_id)
    changed = {name: value for name, value in told.items() if (row[name] or "") != value}
    if changed:
        changes.writer.update(table, row_id, changed)


def _whose(changes: Changes, table: str, row_id: int) -> str:
    """The number of a finding, or the name of a unit."""
    if table == "finding":
        return facts.number(changes.writer, row_id)
    return unit_queries.name_on(changes.writer, row_id, changes.known_on)


def _since(changes: Changes, table: str, row_id: int, name: str, on: str, *, fresh: bool) -> str:
    """The day from which a value is true; `fresh`: since what it replaces began."""
    last = record_history.last_day(changes.writer, table, row_id, name)
    if fresh:
        return last or EVER_SINCE
    if not is_date(on) or on > changes.known_on:
        raise KnownError(f"变更日期“{on}”不是今天（{changes.known_on}）或以前的真实日期。请改正。", "date")
    if last and on < last:
        raise KnownError(f"变更日期 {on} 早于上一次变更的 {last}。当时就填错了的，请选“更正”。", "date")
    return on
