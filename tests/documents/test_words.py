"""Numbering and filters, as the papers' reference has them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.figures import Figure, PlainRate, Typed
from desktop.documents.words import (
    FILTER_NAMES,
    FILTERS,
    Lacking,
    chinese_number,
    comma_joined,
    enumerated,
    first_sentence,
    in_one_line,
    itemised,
    listed,
    money,
    month_day,
    numbering,
    on_two_lines,
    ten_thousands,
    total,
    trimmed,
    with_parts,
    year_month,
)


def test_headings_count_on_and_lower_levels_begin_again() -> None:
    levels = numbering()

    counted = [str(levels[name]) for name in ("一级", "二级", "二级", "三级", "四级", "一级", "二级", "重编", "一级")]

    assert counted == ["一、", "（一）", "（二）", "1.", "（1）", "二、", "（一）", "", "一、"]


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "100")],
)
def test_numbers_in_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], ""),
        (["甲。"], "甲。"),
        (["甲；", "乙。"], "一是甲；二是乙。"),
        (["甲", "乙", "丙"], "一是甲；二是乙；三是丙。"),
    ],
)
def test_items_are_counted_only_where_there_are_several(items: list[str], sentence: str) -> None:
    assert str(itemised(items)) == sentence


def test_lists_are_joined_with_marks_that_book_titles_do_not_need() -> None:
    assert str(enumerated(["甲", "乙"])) == "甲、乙"
    assert str(enumerated(["《甲》", "《乙》", "丙"])) == "《甲》《乙》、丙"
    assert str(comma_joined(["甲", "乙"])) == "甲，乙"
    assert str(listed(["甲", "乙", "丙"], 3, "个单位")) == "甲、乙、丙"
    assert str(listed(["甲", "乙", "丙", "丁"], 3, "个单位")) == "甲、乙、丙等4个单位"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (8600, "8600元"),
        (418000, "41.8万元"),
        (1268000, "126.8万元"),
        (10000, "1万元"),
        (0, "0元"),
        (Decimal("9999.50"), "9999.5元"),
    ],
)
def test_money_in_the_larger_unit_without_trailing_noughts(yuan: int, words: str) -> None:
    assert money(yuan) == words


@given(st.integers(0, 10**12))
def test_money_can_be_read_back(yuan: int) -> None:
    text = money(yuan)
    number, unit = (text[:-2], 10000) if text.endswith("万元") else (text[:-1], 1)

    assert Decimal(number) * unit == yuan


def test_a_column_of_ten_thousands_has_bare_numbers() -> None:
    assert ten_thousands(418000) == "41.8"
    assert ten_thousands("—") == "—"


def test_a_rate_prints_bare_or_with_its_parts() -> None:
    rate = Figure("整改率", PlainRate(62, 70), ("1",))

    assert str(rate) == "88.6%"
    assert str(with_parts(rate)) == "88.6%（62/70）"
    assert with_parts(rate).rows == ("1",)
    assert str(PlainRate(0, 0)) == with_parts(PlainRate(0, 0)) == "—"


def test_dates_in_their_forms() -> None:
    day = date(2026, 9, 1)

    assert (month_day(day), year_month(day), on_two_lines(day)) == ("9月1日", "2026年9月", "2026年\n9月1日")
    assert (month_day("—"), on_two_lines("—")) == ("—", "—")


def test_a_clerks_full_stop_is_taken_off() -> None:
    assert trimmed("甲。；") == "甲"
    assert trimmed("甲） ") == "甲）"


def test_a_word_over_rows_is_summed_with_its_trail() -> None:
    rows = [{"数": Figure("数", 1, ("a",))}, {"数": Figure("数", 2, ("b",))}]

    assert total(rows, "数") == 3
    assert total(rows, "数").rows == ("a", "b")
    assert total([], "数") == 0


def test_a_lacking_word_is_false_and_empty_and_never_above_anything() -> None:
    lacking = Lacking(name="回复期限")

    assert not lacking
    assert list(lacking) == []
    assert not lacking > 1
    assert not lacking < 1
    assert str(lacking) == "〔缺:回复期限〕"


@pytest.mark.parametrize("name", FILTER_NAMES[:-2])
def test_no_filter_stumbles_over_a_word_that_is_missing_p14(name: str) -> None:
    """P-14: a paper with a gap prints it as the word's handling says; nothing dies with an error of the machine."""
    arguments = ("数",) if name == "和" else ()

    assert str(FILTERS[name](Lacking(name="金额"), *arguments)) in ("〔缺:金额〕", "", "0")


def test_every_filter_of_a_single_value_changes_a_value_and_leaves_what_is_missing_missing_p14() -> None:
    """P-14"""
    rate = PlainRate(62, 70)
    for name, value, words in (("中文数", 12, "十二"), ("万元", 418_000, "41.8万元"), ("带数", rate, "88.6%（62/70）")):
        assert str(FILTERS[name](value)) == words, name
        assert FILTERS[name](None) is None and isinstance(FILTERS[name](Lacking(name="甲")), Lacking)


@pytest.mark.parametrize("mark", "，。；;：:、！？!?（(")
def test_a_line_break_becomes_a_comma_unless_a_mark_stands_before_it_p16(mark: str) -> None:
    """P-16"""
    for gap in ("\n", "\r\n", " \n　", "\u2028"):
        assert in_one_line(f"甲{mark}{gap}乙") == f"甲{mark}乙" and in_one_line(f"甲{gap}乙") == "甲，乙"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("甲乙丙丁戊己。庚辛", "甲乙丙丁戊己"),
        ("甲乙丙丁戊。庚辛", "甲乙丙丁戊。庚辛"),
        ("甲乙丙丁戊己！庚辛", "甲乙丙丁戊己"),
        ("长" * 120, "长" * 120),
        ("长" * 121, "长" * 120 + "……"),
        ("长" * 50 + "，" + "长" * 90, "长" * 50 + "……"),
        ("长" * 119 + "，" + "长" * 90, "长" * 119 + "……"),
        ("长" * 120 + "，" + "长" * 90, "长" * 120 + "……"),
        ("，" + "长" * 130, "，" + "长" * 119 + "……"),
        ("甲乙丙丁戊己（详见附件）。", "甲乙丙丁戊己"),
    ],
)
def test_a_letter_quotes_the_first_sentence_of_at_most_four_lines_p10(text: str, quoted: str) -> None:
    """P-10"""
    assert first_sentence(text) == quoted
    assert str(first_sentence(Typed(text, "事实"))) == quoted and first_sentence(7) == 7


def test_ten_thousands_leave_what_is_no_sum_and_keep_the_trail() -> None:
    assert (ten_thousands(Decimal("12345")), ten_thousands(0), ten_thousands(True)) == ("1.2345", "0", True)
    summed = ten_thousands(Figure("金额", 418_000, ("a",)))
    assert (str(summed), summed.rows) == ("41.8", ("a",)) and str(money(Figure("金额", 418_000, ("a",)))) == "41.8万元"


def test_a_list_up_to_three_is_told_whole_unless_another_measure_is_asked() -> None:
    assert (
        str(listed(["甲", "乙", "丙"])) == "甲、乙、丙"
        and str(listed(["甲", "乙", "丙", "丁"])) == "甲、乙、丙等4个单位"
    )
    assert not itemised([]) and not enumerated([]) and bool(enumerated(["甲"]))


def test_a_lacking_word_is_the_same_as_another_and_its_parts_lack_too() -> None:
    lacking = Lacking(name="单位")
    assert lacking == Lacking(name="别的") and lacking != "单位" and hash(lacking) == hash(Lacking(name="单位"))
    assert str(lacking.简称) == "〔缺:单位.简称〕" and str(lacking["简称"]) == "〔缺:单位〕" and len(lacking) == 0
    assert not lacking >= 1 and not lacking <= 1 and (lacking + 1) is lacking and (1 - lacking) is lacking
    with pytest.raises(AttributeError):
        lacking._own  # noqa: B018


@pytest.mark.parametrize("number, said", [(0, "零"), (9, "九"), (11, "十一"), (19, "十九"), (30, "三十"), ("7", "七")])
def test_the_numbers_of_headings(number, said) -> None:
    assert chinese_number(number) == said


def test_the_first_and_the_sum_of_a_list() -> None:
    assert FILTERS["first"]([]) == "" and FILTERS["first"](["甲", "乙"]) == "甲" and FILTERS["length"]("甲乙") == 2
    assert total([{"数": 1}, {"数": 2}, {"数": 4}], "数") == 7
    assert (
        year_month("—") == "—"
        and in_one_line("甲（见附件1）乙（见" + "长" * 21 + "）") == "甲乙（见" + "长" * 21 + "）"
    )
