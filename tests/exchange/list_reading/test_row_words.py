"""RULES §2: rows that are no findings, by their words, and section titles without their dress."""

import pytest

from desktop.exchange.list_reading import row_words as words


@pytest.mark.parametrize("text, reason", [
    ("合计", "total"), ("合 计", "total"), ("本页合计：12", "total"), ("总计（共3个问题）", "total"), ("小计", "subtotal"), ("县财政局小计：3个", "subtotal"), ("县财政局合计", "subtotal"), ("小计：3个问题", "subtotal"), ("合计：县财政局3个，县民政局2个", "total"), ("累计，3个", "total"), ("会计账目不清", None), ("合计金额不符的问题", None), ("", None),
])  # fmt: skip
def test_totals_and_subtotals(text, reason):
    assert words.total_reason(text) == reason


@pytest.mark.parametrize("text, alone, footer", [
    ("填表人：程青禾", True, True), ("填表人：程青禾", False, True), ("审核人", False, True), ("填表人程青禾", True, True), ("填表人程青禾", False, False), ("第1页共2页", False, True), ("第 1 页", True, True), ("-3-", True, True), ("-3-", False, False), ("3", True, False), ("2025年6月30日", True, True), ("2025年6月30日", False, False),
    ("（盖章）", False, True), ("联系电话：0000-1", False, True), ("县财政局（公章）", False, True), ("账目不清", True, False),
])  # fmt: skip
def test_signatures_page_numbers_and_a_date_alone(text, alone, footer):
    assert words.is_footer(text, alone=alone) is footer


@pytest.mark.parametrize("text, note, fill_in, title", [
    ("注：以上属实", True, False, False), ("填表说明：逐条填写", True, False, False), ("填报单位：云台镇", False, True, False), ("截至：2025年6月", False, True, False), ("金额单位：万元", False, True, False), ("县财政局整改台账", False, False, True), ("续表", False, False, True), ("附件1：", False, False, True), ("账目不清", False, False, False),
])  # fmt: skip
def test_notes_fill_in_lines_and_titles(text, note, fill_in, title):
    assert (words.is_note(text), words.is_fill_in(text), words.is_title(text)) == (note, fill_in, title)


def test_only_some_fill_in_lines_name_the_unit():
    assert (
        words.names_the_unit("填报单位：云台镇")
        and not words.names_the_unit("截至：2025年6月")
        and not words.names_the_unit("金额单位：万元")
    )


@pytest.mark.parametrize(
    "text, none",
    [
        ("（本轮无问题）", True),
        ("未发现问题", True),
        ("无", True),
        ("/", True),
        ("（无）", True),
        ("无证经营", False),
        ("未发现问题线索上报", False),
    ],
)
def test_a_unit_without_findings_says_so(text, none):
    assert words.says_no_finding(text) is none


@pytest.mark.parametrize(
    "text, serial",
    [
        ("3", True),
        ("JT-01", True),
        ("1.2", True),
        ("（3）", True),
        ("③", True),
        ("一", True),
        ("１２", True),
        ("1-2-3-4", True),
        ("1-2-3-4-5", False),
        ("1234567", False),
        ("3个", False),
        ("", False),
        ("问题1", False),
    ],
)
def test_what_counts_as_a_number_of_a_row(text, serial):
    assert words.is_serial(text) is serial


@pytest.mark.parametrize(
    "text, count", [("4", True), ("共4个", True), ("（4个问题）", True), ("65%", True), ("4处账目", False), ("", False)]
)
def test_a_bare_count(text, count):
    assert words.is_bare_count(text) is count


@pytest.mark.parametrize("text, level, said", [
    ("一、党的领导方面", 1, "党的领导方面"), ("（一）学习（4个）", 2, "学习"), ("第一部分：概况", 1, "概况"), ("1.账目", 3, "账目"), ("（1）账目", 4, "账目"), ("账目：共3个问题", 0, "账目"), ("党的 领导", 0, "党的 领导"), ("一、 党的 领导（2个问题）", 1, "党的 领导"), ("二、县财政局：", 1, "县财政局"),
])  # fmt: skip
def test_a_section_title_is_read_without_number_and_count(text, level, said):
    found = words.section_of(text)
    assert found.level == level and found.words.lstrip("：:") == said


@pytest.mark.parametrize(
    "number, text, title",
    [
        ("一", "党的领导", "一、党的领导"),
        ("（一）", "学习", "（一）学习"),
        ("一、", "党的领导", "一、党的领导"),
        ("1", "账目", None),
        ("一", "这是一句完整的话。", None),
        ("一", "", None),
        ("一", "字" * 60, "一、" + "字" * 60),
        ("一", "字" * 61, None),
    ],
)
def test_a_title_may_have_its_number_in_the_next_cell(number, text, title):
    assert words.numbered_title(number, text) == title


def test_a_category_of_a_column_loses_only_the_dress_of_upper_levels():
    assert [words.category_words(text) for text in ("一、党的领导（4个）", "（二）学习", "1.账目", "账目（4个）")] == [
        "党的领导",
        "学习",
        "1.账目",
        "账目",
    ]


@pytest.mark.parametrize(
    "texts, reason",
    [
        (["合计", "3"], "total"),
        (["问题总数12"], "total"),
        (["填表人：程"], "footer"),
        (["审核人：", "林"], "footer"),
        (["2025年6月30日"], "footer"),
        (["2025年6月30日", "x"], None),
        (["以下空白"], "note"),
        (["注：属实"], "note"),
        (["账目不清", "县财政局"], None),
        ([], None),
    ],
)
def test_why_a_row_behind_the_last_finding_is_none(texts, reason):
    assert words.tail_reason(texts) == reason


def test_what_ends_a_table_and_a_total_alone():
    assert (
        words.ends_a_table(["合计"])
        and words.ends_a_table(["x", "注：y"])
        and words.ends_a_table(["填表人：程"])
        and not words.ends_a_table([])
        and not words.ends_a_table(["账目"])
    )
    assert (
        words.is_total_alone("合计：3个")
        and not words.is_total_alone("县财政局合计")
        and words.is_label("审核人：林")
        and not words.is_label("审核")
    )
    assert words.is_kind_of_finding("长期整改事项") and not words.is_kind_of_finding("县财政局")
