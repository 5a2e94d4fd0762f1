"""The second part of the report as far as ledgers know it: measures and recommendation letters; the rest the clerk types."""

from __future__ import annotations

from typing import Any

from db.queries import findings as finding_queries
from db.queries import report as queries
from db.reader import Reader
from db.records import RoundRow, Scope
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.snapshot import Snapshot
from desktop.statistics.rectification_rate import rate_table


def words(reader: Reader, shot: Snapshot, one: RoundRow) -> dict[str, Any]:
    """Counts from the measures and from the register of papers; a register without such papers says nothing."""
    return {**_measures(reader, shot), **_letters(reader, shot), **_last_round(reader, shot, one)}


def _measures(reader: Reader, shot: Snapshot) -> dict[str, Any]:
    rows = shot.counted()
    found = finding_queries.measures_of(reader, [row.id for row in rows], shot.as_of, shot.known_at)
    numbers = {row.id: row.number for row in rows}
    if not found:
        return {}
    return {
        "措施数": shot.moment.figure("措施数", len(found), dict.fromkeys(numbers[item.finding_id] for item in found))
    }


def _letters(reader: Reader, shot: Snapshot) -> dict[str, Any]:
    sent = queries.recommendation_letters(reader, shot.round_id, shot.as_of)
    if not sent:
        return {}
    figure = shot.moment.figure
    found: dict[str, Any] = {
        "建议书数": figure("建议书数", len(sent)),
        "建议书部门": list(dict.fromkeys(letter.addressee for letter in sent)),
    }
    replied = [letter for letter in sent if letter.replied]
    if replied:
        found["建议回复数"] = figure("建议回复数", len(replied))
    items = sum(letter.items for letter in sent)
    if items:
        found["建议条数"] = figure("建议条数", items)
    adopted = sum(letter.adopted for letter in replied)
    if adopted:
        found["采纳条数"] = figure("采纳条数", adopted)
    return found


def _last_round(reader: Reader, shot: Snapshot, one: RoundRow) -> dict[str, Any]:
    """The rate of the round before at the end of its own period, under the same basis."""
    before = queries.round_before(reader, one.id)
    if before is None or not before.ends_on:
        return {}
    table = rate_table(reader, shot.basis, before.ends_on, None, scope=Scope(rounds=(before.id,)))
    rate = table.total.rate
    if not rate.denominator:
        return {}
    own = PrintedRate(rate.numerator, rate.denominator, rate.on_paper)
    rows = queries.numbers_of(reader, [item.finding_id for item in table.total.behind_denominator])
    return {"上轮同期率": shot.moment.figure("上轮同期率", own, rows)}
