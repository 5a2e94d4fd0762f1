"""Permanent numbers of records: by the book's pattern, by year where it names one, never given twice."""

from dataclasses import replace

from desktop.ledgers.talks import TALKS
from desktop.operations import undo
from desktop.operations.change import change
from desktop.operations.records.numbers import next_number
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


def given(ledger, register, *days):
    with change(ledger, EVERYONE, Action.EDIT_RECORD, "试") as changes:
        return [next_number(changes, register, day) for day in days]


def test_numbers_are_counted_by_year_and_go_on_after_an_undo(ledger):
    assert given(ledger, TALKS, "2026-06-05", "2026-07-01", "2027-01-01", "2026-06-05") == [
        "约谈〔2026〕1号",
        "约谈〔2026〕2号",
        "约谈〔2027〕1号",
        "约谈〔2026〕3号",
    ]
    undo.undo(ledger, EVERYONE)
    assert given(ledger, TALKS, "2026-06-05") == ["约谈〔2026〕4号"]


def test_a_book_without_a_year_or_a_pattern_counts_through(ledger):
    assert given(ledger, replace(TALKS, number="谈{号}"), "2026-06-05", "2027-01-01") == ["谈1", "谈2"]
    assert given(ledger, replace(TALKS, name="other", number=""), "2026-06-05") == ["other-1"]
