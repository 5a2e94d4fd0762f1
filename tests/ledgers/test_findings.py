"""The finding ledger as a table: marks of the two lanes and of deadlines, order inside units, typed values."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.errors import KnownError
from desktop.ledgers.field import NUMBERS
from desktop.ledgers.finding_marks import claim_mark, month_day, verdict_mark
from desktop.ledgers.findings import FIELDS, FINDINGS, TABLE, by_unit, finding_line
from desktop.ledgers.typed_values import typed_value
from desktop.operations import progress
from desktop.ui.widgets.date_edit import read_date
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed
from tests.ledgers.declared import flags, summed_wrongly, wrapped_wrongly

TODAY = "2026-06-05"


def line_of(ledger, **fields):
    finding_id = a_finding(ledger, due_kind="date", **fields)
    return finding_id, lambda: next(
        finding_line(row, 1, TODAY)
        for row in list_findings(ledger.reader, FindingCriteria(ids=(finding_id,), presence="any"), TODAY)
    )


@pytest.mark.parametrize(
    ("due", "word", "left", "overdue"),
    [
        ("2026-05-18", "逾期 18 天", -18, 18),
        ("2026-06-05", "今天到期", 0, 0),
        ("2026-06-07", "剩 2 天", 2, 0),
        ("2026-06-18", "剩 13 天", 13, 0),
        (None, "", None, 0),
    ],
)
def test_a_deadline_is_seen_as_its_days(ledger, due, word, left, overdue):
    _finding_id, line = line_of(ledger, first_due_on=due)

    assert (line().deadline.word, line().days_left, line().overdue) == (word, left, overdue)


def test_what_waits_for_the_office_is_never_overdue(ledger):
    finding_id, line = line_of(ledger, first_due_on="2026-05-18")
    claimed(ledger, finding_id, on="2026-06-02")

    assert (line().state_word, line().deadline.word, line().overdue) == ("待核实", "6月2日 报", 0)


def test_a_long_term_item_shows_the_month_of_its_review(ledger):
    finding_id, line = line_of(ledger, first_due_on="2026-05-18")
    progress.stage_done(ledger, EVERYONE, finding_id, "2026-06-01", "2026-09-30")

    assert (line().state_word, line().deadline.word) == ("长期坚持", "9月复查")


def test_a_withdrawn_finding_says_so_and_has_no_deadline(ledger):
    finding_id, line = line_of(ledger, first_due_on="2026-05-18")
    progress.withdraw(ledger, EVERYONE, [finding_id], "2026-06-01", "事实不清", "领导小组")

    assert (line().state_word, line().deadline.word) == ("不再整改", "")


def test_the_units_done_is_never_the_offices():
    assert (claim_mark("done").word, verdict_mark("done").word) == ("自报完成", "已销号")
    assert month_day("2026-06-02") == "6月2日"


def test_findings_stand_by_unit_and_inside_it_by_number(ledger):
    round_id, first, second = a_round(ledger), a_unit(ledger, "县教育局党组"), a_unit(ledger, "柳坪乡党委")
    for unit in (first, second, first):
        a_finding(ledger, round_id, unit)

    rows = by_unit(list_findings(ledger.reader, FindingCriteria(), TODAY))
    assert [(row.unit_id, row.number[-4:]) for row in rows] == [(first, "0001"), (first, "0003"), (second, "0002")]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("first_due_on", "618", "2026-06-18"),
        ("first_due_on", "", None),
        ("people", "36", 36),
        ("nature", "立行立改", "immediate"),
        ("owner", " 孙涛 ", "孙涛"),
    ],
)
def test_typed_words_become_values(field, typed, value):
    assert typed_value(TABLE.column(field), typed, date(2026, 6, 5), read_date) == value


@pytest.mark.parametrize(
    ("field", "typed"), [("first_due_on", "2024.13.1"), ("people", "几人"), ("nature", "尽快"), ("text", " ")]
)
def test_what_cannot_be_stored_is_said(field, typed):
    with pytest.raises(KnownError):
        typed_value(TABLE.column(field), typed, date(2026, 6, 5), read_date)


def test_every_column_can_be_read_from_a_line(ledger):
    _finding_id, line = line_of(ledger, first_due_on="2026-06-18")

    assert all(isinstance(column.text(line()), str) for column in TABLE.columns)


def test_a_column_that_is_not_typed_in_says_why():
    assert all(column.reason for column in TABLE.columns if not column.editable)


def test_subtotals_add_every_number_that_is_entered_and_a_count_of_nothing_is_left_blank():
    """A day that is left is no count: its nought says that today is the last."""
    numbers = [field for field in FIELDS if field.holds in NUMBERS]
    no_counts = {"seq", "days_left"}

    assert summed_wrongly(FINDINGS) == []
    assert {one.name for one in numbers if one.summed} == {one.name for one in numbers if one.plain}
    assert {one.name for one in numbers if one.zero_is_blank} == {
        one.name for one in numbers if not one.plain and one.name not in no_counts
    }
    assert [one.name for one in FIELDS if one.counts_rows] == ["seq"]


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(FINDINGS) == []


def test_what_the_fields_and_steps_of_finding_are_beside_their_words():
    assert flags(FINDINGS) == {
        "needed": "text",
        "hidden": "measures_text responsible_leader responsible_department owner co_unit_names category1 category2 category3 category4 nature first_due_on due_kind review_on amount_yuan people flags working_paper evidence_count claim_text claim_on verdict_text verdict_on last_text last_on extensions reopened characterisation requirement parent_text county_leader department_in_charge supervising_desk supervising_person responsibility_level source years remark round_name given_on feedback_on overdue days_left timing category in_feedback is_common on_organisation on_ideology named_by_secretary assigned_to_secretary livelihood is_long_term lacks_evidence opening serial source_place other_cells",
        "zero_is_blank": "evidence_count extensions reopened overdue",
        "merge": "unit",
        "summed": "amount_yuan people",
        "counts_rows": "seq",
        "not stored": "seq state_word due measures measures_text co_unit_names flags evidence_count claim_text claim_on verdict_text verdict_on last_text last_on extensions reopened parent_text round_name given_on feedback_on overdue days_left timing category is_long_term lacks_evidence source_place other_cells",
    }  # fmt: skip
