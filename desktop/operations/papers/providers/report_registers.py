"""The second part of the report as far as ledgers know it: measures and recommendation letters; the rest the clerk types."""

from __future__ import annotations

from typing import Any

from db.queries import findings as finding_queries
from db.queries import report as queries
from desktop.operations.papers.sheet import Sheet


def measures(sheet: Sheet) -> dict[str, Any]:
    """How many measures there are, and whether each has somebody who answers for it and a date (P-3)."""
    shot = sheet.shot
    rows = [row for one in shot.counted() for row in one.rows]
    found = finding_queries.measures_of(sheet.reader, [row.id for row in rows], shot.as_of, shot.known_at)
    if not found:
        return {}
    numbers = {row.id: row.number for row in rows}
    assigned = all((one.leader or one.owner) and one.due_on for one in found)
    counted = shot.moment.figure("措施数", len(found), dict.fromkeys(numbers[item.finding_id] for item in found))
    return {"措施数": counted, "措施逐条落实": assigned or None}


def letters(sheet: Sheet) -> dict[str, Any]:
    """Recommendation letters of the round in the register of papers; where there are none nothing is said."""
    shot = sheet.shot
    sent = queries.recommendation_letters(sheet.reader, sheet.occasion.round.id, shot.as_of)
    if not sent:
        return {}
    figure = shot.moment.figure
    replied = [letter for letter in sent if letter.replied]
    counted = {
        "建议回复数": len(replied),
        "建议条数": sum(letter.items for letter in sent),
        "采纳条数": sum(letter.adopted for letter in replied),
    }
    return {
        "建议书数": figure("建议书数", len(sent)),
        "建议书部门": list(dict.fromkeys(letter.addressee for letter in sent)),
        **{name: figure(name, count) for name, count in counted.items() if count},
    }


WORDS: dict[str, Any] = {}
TOGETHER = (
    (("措施数", "措施逐条落实"), measures),
    (("建议书数", "建议书部门", "建议回复数", "建议条数", "采纳条数"), letters),
)
