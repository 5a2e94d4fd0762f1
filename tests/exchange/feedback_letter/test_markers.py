"""Numbers of clauses are told from numbers of the text, typed and automatic."""

import pytest

from desktop.exchange.feedback_letter.markers import automatic_marker, typed_marker


@pytest.mark.parametrize(
    ("text", "rank", "value", "rest"),
    [
        ("一、总体评价", 1.0, 1, "总体评价"),
        ("十二、其他", 1.0, 12, "其他"),
        ("（三)聚焦", 2.0, 3, "聚焦"),
        ("(一)聚焦", 2.0, 1, "聚焦"),
        ("㈡聚焦", 2.0, 2, "聚焦"),
        ("\u3000\u30001．食堂", 3.0, 1, "食堂"),
        ("1 、食堂", 3.0, 1, "食堂"),
        ("１．食堂", 3.0, 1, "食堂"),
        ("⒈食堂", 3.0, 1, "食堂"),
        ("1.2023年以来", 3.0, 1, "2023年以来"),
        ("1.18个微信群", 3.0, 1, "18个微信群"),
        ("1.5万元补贴", 3.0, 1, "5万元补贴"),
        ("（1）借调", 4.0, 1, "借调"),
        ("(2)档案", 4.0, 2, "档案"),
        ("⑵档案", 4.0, 2, "档案"),
        ("2）档案", 4.5, 2, "档案"),
        ("③档案", 5.0, 3, "档案"),
        ("问题一：档案", 3.0, 1, "档案"),
        ("2.1 档案", 3.1, 1, " 档案"),
        ("第一部分 总体", 0.0, 1, " 总体"),
    ],
)
def test_a_number_before_a_clause_is_known(text, rank, value, rest):
    found = typed_marker(text, 1)

    assert (found.rank, found.value, text[found.length :]) == (rank, value, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2023年以来",
        "一些干部",
        "一是学习",
        "3.5万元",
        "（见附件）",
        "29名党员",
        "十项制度",
        "1",
        "“1.”",
        "（二）"[:1],
        "2.18个村",
    ],
)
def test_numbers_of_the_text_are_none(text):
    assert typed_marker(text, 1) is None


def test_a_number_of_two_parts_belongs_to_the_clause_above_it():
    assert typed_marker("2.1学习", 3).rank == 3.1
    assert typed_marker("2.1学习", 2).rank == 3.0


def test_a_line_that_goes_on_may_begin_with_a_measure():
    assert typed_marker("1.5万元。", 1, goes_on=True) is None
    assert typed_marker("1.5家企业", 1, goes_on=True).value == 1


@pytest.mark.parametrize(
    ("label", "rank", "value"),
    [
        ("一、", 1.0, 1),
        ("（二）", 2.0, 2),
        ("3.", 3.0, 3),
        ("3", 3.0, 3),
        ("（4）", 4.0, 4),
        ("⑤", 5.0, 5),
        ("1.2", 3.1, 2),
        ("a)", 6.0, 0),
    ],
)
def test_an_automatic_number_takes_no_characters(label, rank, value):
    found = automatic_marker(label)

    assert (found.rank, found.value, found.length) == (rank, value, 0)


@pytest.mark.parametrize("label", ["●", "\uf06c", "-", "", "◆"])
def test_bullets_are_no_numbers(label):
    assert automatic_marker(label) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第三部分：甲", (0.0, 3, 5)), ("一、甲", (1.0, 1, 2)), ("十二.甲", (1.0, 12, 3)), ("（二）甲", (2.0, 2, 3)), ("（二）、甲", (2.0, 2, 4)), ("问题3：甲", (3.0, 3, 4)), ("（4）甲", (4.0, 4, 3)),
        ("4）甲", (4.5, 4, 2)), ("5.甲", (3.0, 5, 2)), ("　5、甲", (3.0, 5, 3)), ("①甲", (5.0, 1, 1)), ("⑳、甲", (5.0, 20, 2)), ("⑴甲", (4.0, 1, 1)), ("⒇甲", (4.0, 20, 1)), ("⒈甲", (3.0, 1, 1)),
        ("⒛.甲", (3.0, 20, 2)), ("㈠甲", (2.0, 1, 1)), ("㈩甲", (2.0, 10, 1)), ("㊀甲", (5.0, 1, 1)), ("㊉甲", (5.0, 10, 1)), ("❶甲", (5.0, 1, 1)), ("❿甲", (5.0, 10, 1)), (" ①．甲", (5.0, 1, 3)),
        ("2.1 甲", (3.1, 1, 3)), ("2.1.3 甲", (3.2, 3, 5)), ("1.2.3.4 甲", (3.3000000000000003, 4, 7)), ("", None), ("甲", None), ("2024年", None), ("3.5万元", None), ("➀甲", None),
    ],
)  # fmt: skip
def test_every_number_has_its_rank_its_value_and_its_length(text, told):
    found = typed_marker(text, 0)
    assert (found and (found.rank, found.value, found.length)) == told


@pytest.mark.parametrize(
    ("text", "expected", "goes_on", "value"),
    [
        ("2.18个村", 2, False, 2), ("2.18个村", 3, False, 18), ("2.18个村", 5, False, None), ("3.2024年以来", 9, False, 3), ("3.5万元", 3, False, 3), ("3.5万元", 3, True, None),
        ("3.5万元", 4, False, None), ("7.8处未整改", 7, True, 7),
    ],
)  # fmt: skip
def test_a_number_before_a_figure_is_one_where_it_is_the_next(text, expected, goes_on, value):
    found = typed_marker(text, expected, goes_on=goes_on)
    assert (found and found.value) == value


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("一、", (1.0, 1)),
        ("（二）", (2.0, 2)),
        ("3.", (3.0, 3)),
        ("3", (3.0, 3)),
        ("2.1", (3.1, 1)),
        ("①", (5.0, 1)),
        ("•", None),
        ("", None),
        ("—", None),
        ("a)", (6.0, 0)),
        ("甲", (6.0, 0)),
    ],
)
def test_whatever_word_prints_is_a_number_or_a_bullet(label, told):
    found = automatic_marker(label)
    assert (found and (found.rank, found.value, found.length)) == (told and (*told, 0))
