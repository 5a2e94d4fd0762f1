"""What the register of talks says to the record of a talk that reminds; what is said in it stays blank (papers/29)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from db.queries import units as unit_queries
from db.queries.books import Record
from desktop.documents.vocabulary import chinese_date
from desktop.ledgers.talks import REASONS, TALKS
from desktop.operations.papers import dates, of_records
from desktop.operations.papers.of_records import told
from desktop.operations.papers.providers.talk import goes_before, post_of
from desktop.operations.papers.sheet import Occasion

REMINDS = "reminder"
_LEAST = 2
"""So many talk to somebody; where the register names fewer, the clerk names them (papers/29)."""
_AGREED = ("planned", "notified", "held", "followed")
_PARTS = re.compile(r"[\n；;]+")
_NUMBER = re.compile(r"^\s*(?:\d+[.．、]|[（(]\d+[）)]|[一二三四五六七八九十]+是)\s*")
_PEOPLE = re.compile(r"[、，,；;\s]+")


def of_round(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """Each talk of the round that reminds and is to be held or was, the last one first."""
    talks = occasion.records(TALKS.name)
    for one in sorted(talks, key=lambda each: each.fields["held_on"] or "", reverse=True):
        if one.stored["kind"] == REMINDS and one.state in _AGREED:
            yield of_records.DueRecord(
                one.stored["unit"], frozenset(one.stored["findings"] or ()), _words(occasion, one, talks)
            )


def _words(occasion: Occasion, one: Record, talks: tuple[Record, ...]) -> dict[str, Any]:
    fields = one.fields
    unit = unit_queries.unit(occasion.reader, one.stored["unit"], occasion.request.issued_on.isoformat())
    post = post_of(unit, fields["post"] or "") if unit is not None else fields["post"] or ""
    talkers = [name for name in _PEOPLE.split(fields["talker"] or "") if name]
    before = sorted(
        each.fields["held_on"]
        for each in talks
        if each.stored["kind"] == REMINDS and each.fields["talked_to"] == fields["talked_to"] and goes_before(each, one)
    )
    earlier = [chinese_date(day) for text in before if (day := dates.day(text)) is not None]
    return {
        "谈话号": one.number, "谈话日期": dates.day(fields["held_on"]), "谈话对象": f"{post}{fields['talked_to']}", "谈话人": talkers if len(talkers) >= _LEAST else None,
        "谈话地点": fields["place"] or None, "提醒事由": fields["matter"] or REASONS.get(one.stored["reason"], "") or None,
        "提醒问题": list(fields["findings"] or ()) or None, "提醒要点": _points(fields["demands"] or "") or None,
        "前次谈话": earlier or None, "建议期限": dates.day(fields["follow_up_due"]),
        "谈话次数": occasion.shot.moment.figure("谈话次数", len(earlier) + 1) if earlier else None,
    }  # fmt: skip


def _points(demands: str) -> list[str]:
    """One point a line, without the numbers that were typed before it."""
    return [text for part in _PARTS.split(demands) if (text := _NUMBER.sub("", part).strip(" 。"))]


of_records.SOURCES[TALKS.name] = of_round
WORDS = told(
    "谈话号", "谈话日期", "谈话对象", "谈话人", "谈话地点", "提醒事由", "提醒问题", "提醒要点", "前次谈话", "谈话次数", "建议期限",
)  # fmt: skip
