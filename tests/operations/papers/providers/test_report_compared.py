"""P-1: two rounds are compared on equal days after feedback, or both at their periods' end, with both dates; else not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.providers.report_compared import comparable_days
from tests.builders import a_finding, a_round
from tests.documents.papers import lines_of, press


@dataclass
class Round:
    feedback_on: str | None
    ends_on: str | None


NOW, BEFORE = Round("2026-03-18", "2026-06-18"), Round("2025-05-10", "2025-11-10")


@pytest.mark.parametrize(
    ("own", "other", "as_of", "expected"),
    [
        (NOW, BEFORE, "2026-06-05", (date(2026, 6, 5), date(2025, 7, 28), 79)),
        (NOW, BEFORE, "2026-07-01", (date(2026, 6, 18), date(2025, 11, 10), 0)),
        (NOW, BEFORE, "2026-03-18", None),
        (NOW, Round(None, "2025-11-10"), "2026-06-05", None),
        (NOW, Round("2026-03-10", "2026-09-10"), "2026-06-18", (date(2026, 6, 18), date(2026, 6, 10), 92)),
        (NOW, Round("2026-03-30", None), "2026-06-05", None),
    ],
)
def test_comparable_days_p1(own, other, as_of, expected):
    assert comparable_days(own, other, as_of) == expected


def test_a_report_prints_both_dates_or_no_comparison_p1(office):
    ledger, round_id, housing, _farming = office
    before = a_round(ledger, "十四届县委第五轮", feedback_on="2025-05-10", ends_on="2025-11-10", months=6)
    a_finding(ledger, before, housing, "往来款未清理")
    request = Request("rectification_summary_report", date(2026, 8, 1), date(2026, 8, 1), round_id)

    [paper] = making.gather(ledger.writing(), request)

    assert int(paper.words["比较天数"]) == 144
    text = "".join(lines_of(press(paper.kind).render(paper.words).data))
    assert "按反馈后144天比较，上轮截至2025年10月1日整改率为" in text
    assert "本轮截至2026年8月1日整改率为" in text
    assert "同期" not in text
