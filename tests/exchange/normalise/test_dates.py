"""X3: written deadlines become days and kinds, or faults; nothing is guessed (RULES §5)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.dates import DateReading, latest, read_date
from desktop.exchange.normalise.office_words import OfficeWords

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


@pytest.mark.parametrize(
    ("written", "day", "kind"),
    [
        ("2024年6月30日前完成整改，长期巩固", date(2024, 6, 30), "long_term"),
        ("2024年6月底前取得阶段性成效并长期坚持", date(2024, 6, 30), "long_term"),
        ("①2024年5月底前②长期坚持", date(2024, 5, 31), "long_term"),
        ("长期坚持，2024年12月底前见效", date(2024, 12, 31), "long_term"),
        ("2024年底前完成并持续坚持", date(2024, 12, 31), "long_term"),
        ("持续推进，力争2024年9月30日前见效", date(2024, 9, 30), "long_term"),
        ("2024年4月-6月，长期巩固", date(2024, 6, 30), "long_term"),
        ("长期（2024年6月30日前完成首轮）", date(2024, 6, 30), "long_term"),
        ("立行立改，3月20日前完成", date(2024, 3, 20), "immediate"),
        ("立行立改2024年3月15日", date(2024, 3, 15), "immediate"),
        ("立行立改、长期坚持", None, "long_term"),
        *[
            (word, None, "long_term")
            for word in ["长期坚持", "长期", "常态化", "持续坚持", "持续整改", "持续推进", "长期巩固"]
        ],
        *[
            (word, None, "immediate")
            for word in ["立行立改", "即知即改", "立即整改", "立查立改", "即时整改", "即改", "马上整改"]
        ],
    ],
)
def test_a_date_beside_a_standing_duty_is_that_of_its_stage(written, day, kind):
    """K5: wherever the date stands and whatever else is said."""
    assert read_date(written, date(2024, 3, 1)) == DateReading(day, kind)


@pytest.mark.parametrize(
    ("written", "day", "kind"),
    [
        ("2024年内", date(2024, 12, 31), "year_end"),
        ("2024年之内", date(2024, 12, 31), "year_end"),
        ("年内", date(2024, 12, 31), "year_end"),
        ("今年内", date(2024, 12, 31), "year_end"),
        ("2025 / 8 / 15", date(2025, 8, 15), "date"),
        ("2025年/9月", date(2025, 9, 30), "month_end"),
        ("2025、6、30", date(2025, 6, 30), "date"),
        ("2025--07-31", date(2025, 7, 31), "date"),
        ("2025年6月30日24时前", date(2025, 6, 30), "date"),
        ("2025年6月30日24:00前", date(2025, 6, 30), "date"),
        ("2025.3.1-6.30", date(2025, 6, 30), "date"),
        ("2025/3/1—6/30前", date(2025, 6, 30), "date"),
        ("2024年12月内", date(2024, 12, 31), "month_end"),
    ],
)
def test_years_ends_and_mixed_marks_are_read(written, day, kind):
    """K5, and the mixed separators of section I."""
    assert read_date(written, date(2024, 3, 1)) == DateReading(day, kind)


@pytest.mark.parametrize(
    ("written", "day", "first"),
    [
        ("2024年3月31日（延期至2024年6月30日）", date(2024, 6, 30), date(2024, 3, 31)),
        ("2024年3月31日，延期至6月30日", date(2024, 6, 30), date(2024, 3, 31)),
        ("延期至2024年9月底", date(2024, 9, 30), None),
    ],
)
def test_an_extension_in_the_cell_keeps_the_first_date(written, day, first):
    """K7."""
    reading = read_date(written, date(2024, 3, 1))

    assert (reading.on, reading.first_on) == (day, first)


def test_a_second_date_in_brackets_and_two_stages_are_ambiguous():
    """K5, K7."""
    assert read_date("2025-8-5（原2025-7-5）", FEEDBACK).fault == "ambiguous_date"
    assert read_date("2024年6月底前完成，2024年9月底前验收，长期坚持", FEEDBACK).fault == "ambiguous_date"
    assert read_date("长期坚持2024年2月30日", FEEDBACK).on is None


@pytest.mark.parametrize("written", ["即日起至2025年6月30日", "自反馈之日起至2025年6月30日", "从3月起到2025年6月30日"])
def test_a_span_that_begins_with_some_day_ends_on_its_date(written):
    """K5."""
    assert read_date(written, FEEDBACK) == DateReading(date(2025, 6, 30), "date")


def test_a_first_date_that_is_called_so_is_kept():
    """K7."""
    assert read_date("原定6月底，经批准延期至9月底", FEEDBACK).first_on == date(2025, 6, 30)


def test_a_word_that_the_office_taught_is_a_deadline():
    """K17."""
    office = OfficeWords(deadlines={"集中整改期内": "2024-06-30", "随时": "long_term"})

    assert read_date("集中整改期内", FEEDBACK, office=office) == DateReading(date(2024, 6, 30), "date")
    assert read_date("随 时", FEEDBACK, office=office) == DateReading(None, "long_term")
    assert read_date("集中整改期内", FEEDBACK).fault == "not_a_date"


def test_five_thousand_digits_are_no_date_and_no_crash():
    """S-8."""
    assert read_date("9" * 5000, FEEDBACK).fault == "not_a_date"
    assert read_date(int("9" * 4000), FEEDBACK).fault == "not_a_date"


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (2025, "year_only"),
        (1999, "year_only"),
        (1899, "not_a_date"),
        (203, "not_a_date"),
        (20, "not_a_date"),
        (99, "not_a_date"),
    ],
)
def test_four_digits_of_this_or_the_last_century_are_a_year_and_other_numbers_no_date(number, fault):
    assert read_date(number, None).fault == fault
