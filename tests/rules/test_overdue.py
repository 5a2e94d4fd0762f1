from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from desktop.rules.overdue import days_overdue, deadline, due_date, quiet_days

TODAY = "2026-06-05"


@dataclass(frozen=True)
class Finding:
    nature: str = "ordinary"
    claim: str = "in_progress"
    claim_on: str | None = "2026-06-02"
    verdict: str = "in_progress"
    claim_newer: int = 0
    present: int = 1
    due_on: str | None = "2026-05-18"
    review_on: str | None = None
    feedback_on: str | None = "2026-03-18"
    immediate_days: int = 15


def test_w5_a_date_that_passed_is_overdue_by_its_days():
    assert days_overdue(Finding(), TODAY) == 18
    assert deadline(Finding(), TODAY).text == "▲逾期 18 天"


@pytest.mark.parametrize(
    "finding",
    [
        Finding(verdict="done"),
        Finding(verdict="transferred"),
        Finding(present=0),
        Finding(claim="done", claim_newer=1),
        Finding(due_on=TODAY),
        Finding(due_on=None),
        Finding(verdict="long_term", review_on="2026-12-01"),
        Finding(nature="long_term", review_on="2026-12-01"),
    ],
    ids=[
        "closed",
        "handed over",
        "gone",
        "waits for us",
        "the day itself",
        "no date",
        "long term",
        "long-term by nature",
    ],
)
def test_what_owes_nothing_now_is_not_overdue(finding):
    assert days_overdue(finding, TODAY) == 0


def test_a_done_claim_that_was_refused_does_not_stop_the_clock():
    assert days_overdue(Finding(claim="done", claim_newer=0, verdict="not_done"), TODAY) == 18


def test_a_long_term_item_is_overdue_by_its_review():
    assert days_overdue(Finding(verdict="long_term", review_on="2026-06-01"), TODAY) == 4


def test_an_immediate_item_without_a_date_has_its_own_days():
    finding = Finding(nature="immediate", due_on=None)

    assert due_date(finding) == "2026-04-02"
    assert days_overdue(finding, TODAY) == 64
    assert due_date(Finding(nature="immediate", due_on=None, immediate_days=30)) == "2026-04-17"


@pytest.mark.parametrize(
    ("due", "text"),
    [("2026-06-05", "◆今天到期"), ("2026-06-07", "◆剩 2 天"), ("2026-06-08", "◆剩 3 天"), ("2026-06-18", "◇剩 13 天")],
)
def test_the_mark_of_a_date_to_come_counts_the_days(due, text):
    assert deadline(Finding(due_on=due), TODAY).text == text


def test_what_was_reported_says_when():
    assert deadline(Finding(claim="done", claim_newer=1), TODAY).text == "—6月2日 报"


def test_closed_out_findings_carry_no_mark():
    assert deadline(Finding(verdict="done"), TODAY).text == ""


@pytest.mark.parametrize("case, days", [
    (Finding(claim="done", claim_newer=1), 0), (Finding(due_on=TODAY), 0), (Finding(due_on="2026-06-06"), 1), (Finding(due_on="2026-06-04"), 1),
    (Finding(due_on=None), 0), (Finding(verdict="done"), 0), (Finding(present=0), 0),
])  # fmt: skip
def test_the_days_of_a_mark_are_those_of_its_words(case, days):
    assert deadline(case, TODAY).days == days


def test_a_finding_is_quiet_since_the_last_word_of_anybody_else_since_its_feedback():
    """“no movement for N days”"""
    bare = {
        "last_on": None,
        "claim_on": None,
        "verdict_on": None,
        "feedback_on": "2026-03-18",
        "given_on": "2026-03-01",
    }
    told = SimpleNamespace(**{**bare, "last_on": "2026-05-01", "claim_on": "2026-05-20", "verdict_on": "2026-05-11"})
    assert quiet_days(SimpleNamespace(**bare), "2026-06-05") == 79
    assert quiet_days(SimpleNamespace(**{**bare, "feedback_on": None}), "2026-03-11") == 10
    assert quiet_days(told, "2026-06-05") == 16 and quiet_days(told, "2026-05-01") == 0
