"""X3: written deadlines become days and kinds, or faults; nothing is guessed (RULES §5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.dates import DateReading, latest, read_date

FEEDBACK = date(2025, 1, 10)
DAYS = st.dates(date(2020, 1, 1), date(2039, 12, 31))


@pytest.mark.parametrize(
    ("written", "day", "kind"),
    [
        ("2025.3.5", "2025-03-05", "date"),
        ("2025/3/5", "2025-03-05", "date"),
        (20250305, "2025-03-05", "date"),
        ("２０２５年３月５日前", "2025-03-05", "date"),
        ("二〇二五年三月五日", "2025-03-05", "date"),
        ("25.8.15", "2025-08-15", "date"),
        ("45732", "2025-03-16", "date"),
        (45747, "2025-03-31", "date"),
        ("2025-06-30 00:00:00", "2025-06-30", "date"),
        ("2025年3月", "2025-03-31", "month_end"),
        ("2025年3月前", "2025-03-31", "month_end"),
        ("2025.10", "2025-10-31", "month_end"),
        ("5月底前", "2025-05-31", "month_end"),
        ("1月5日前", "2026-01-05", "date"),
        ("3月上旬", "2025-03-10", "date"),
        ("2025年3月中旬前", "2025-03-20", "date"),
        ("3月下旬", "2025-03-31", "month_end"),
        ("上半年", "2025-06-30", "month_end"),
        ("2025年第二季度前", "2025-06-30", "month_end"),
        ("2025年底前", "2025-12-31", "year_end"),
        ("今年底", "2025-12-31", "year_end"),
        ("2025年3月至6月", "2025-06-30", "month_end"),
        ("2025-3-1至2025-6-30", "2025-06-30", "date"),
        ("2025年1-6月", "2025-06-30", "month_end"),
        ("20250301-20250630", "2025-06-30", "date"),
        ("长期坚持", None, "long_term"),
        ("2025年6月底前，长期坚持", "2025-06-30", "long_term"),
        ("立行立改", None, "immediate"),
        ("立行立改，3月5日前", "2025-03-05", "immediate"),
        ("立行立改并长期坚持", None, "long_term"),
        ("2025年6月底（长期坚持）", "2025-06-30", "month_end"),
        ("/", None, None),
    ],
)
def test_a_deadline_is_read_as_the_office_means_it(written, day, kind):
    reading = read_date(written, FEEDBACK)

    assert reading == DateReading(date.fromisoformat(day) if day else None, kind)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("2025.13.1", "invalid_date"),
        ("2月30日", "invalid_date"),
        ("2月29日", "invalid_date"),
        ("2025年", "year_only"),
        (2025, "year_only"),
        (2025.1, "ambiguous_date"),
        ("2025年6月底（原定2024年12月）", "ambiguous_date"),
        ("2025年12月至3月", "ambiguous_date"),
        ("3月底、6月底", "ambiguous_date"),
        ("收到反馈后3个月内", "relative_date"),
        ("下个月底", "relative_date"),
        ("已完成", "status_in_date"),
        ("待上级批复后实施", "not_a_date"),
        (True, "not_a_date"),
        ("底", "not_a_date"),
        (float("nan"), "not_a_date"),
        (1e308, "not_a_date"),
    ],
)
def test_what_is_no_certain_day_is_a_fault_without_a_day(written, fault):
    assert read_date(written, FEEDBACK) == DateReading(None, None, fault)


def test_before_a_month_can_be_read_as_its_first_day():
    assert read_date("2025年3月前", FEEDBACK, before_month_is_its_end=False).on == date(2025, 3, 1)
    assert read_date("2025年3月底前", FEEDBACK, before_month_is_its_end=False).on == date(2025, 3, 31)


def test_without_a_day_of_feedback_a_date_without_year_is_ambiguous():
    assert read_date("3月5日前", None).fault == "ambiguous_date"


@given(DAYS)
def test_every_spelling_of_a_day_is_the_same_day(day):
    year, month, number = day.year, day.month, day.day
    spellings = [
        f"{year}.{month}.{number}",
        f"{year}-{month:02}-{number:02}",
        f"{year}/{month}/{number}",
        f"{year}{month:02}{number:02}",
        f"{year}年{month}月{number}日",
        f" {year} 年 {month} 月 {number} 号 前",
        str((day - date(1899, 12, 30)).days),
        day,
    ]

    assert {read_date(spelling, FEEDBACK) for spelling in spellings} == {DateReading(day, "date")}


@given(DAYS, DAYS.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_a_date_without_year_is_the_first_on_or_after_feedback(feedback, day):
    reading = read_date(f"{day.month}月{day.day}日", feedback)

    assert reading.on is not None
    assert feedback <= reading.on <= feedback + timedelta(days=366)
    assert (reading.on.month, reading.on.day) == (day.month, day.day)


@given(DAYS, DAYS)
def test_of_a_span_the_later_end_counts(one, other):
    first, last = sorted((one, other))

    assert (
        read_date(f"{first.year}年{first.month}月{first.day}日—{last.year}年{last.month}月{last.day}日", FEEDBACK).on
        == last
    )


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers(), st.none(), st.booleans()))
def test_no_cell_content_breaks_the_reading_and_a_fault_has_no_day(content):
    reading = read_date(content, FEEDBACK)

    assert reading.fault is None or reading.on is None


def test_an_item_of_several_rows_takes_its_latest_day():
    rows = [
        DateReading(date(2025, 3, 5), "date"),
        DateReading(date(2025, 12, 31), "year_end"),
        DateReading(None, "immediate"),
    ]

    assert latest(rows) == DateReading(date(2025, 12, 31), "year_end")
    assert latest([*rows, DateReading(None, "long_term")]).kind == "long_term"
