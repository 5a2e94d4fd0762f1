"""Tables of reports: a row to an answer, rows of measures together, cards, sections, totals (RULES §10)."""

import pytest

from desktop.exchange.word_reading.paragraphs import TablePlace
from tests.exchange.unit_reports.papers import FRONT, cells, read, told

HEAD = ("序号", "反馈问题", "整改措施", "整改进展", "完成情况")


def states(*rows, head=HEAD, **more):
    return [one[:2] for one in told(read(*FRONT, *cells(head, *rows), **more))]


def test_of_the_states_of_an_answers_measures_the_most_backward_counts():
    rows = (("1", "惠农补贴发放把关不严", "比对", "追回3万元", "已完成"), ("", "", "建制度", "起草", "正在推进"))
    assert states(*rows) == [("QY-02", "in_progress")]


def test_a_finding_said_again_in_each_row_of_its_measures_is_one_answer_and_with_its_own_serial_another():
    rows = [
        ("1", "惠农补贴发放把关不严", "比对", "追回3万元", "已完成"),
        ["", "惠农补贴发放把关不严", "建制度", "印发", "已完成"],
    ]
    assert states(*rows) == [("QY-02", "done")]
    rows[1][0] = "2"
    assert states(*rows) == [("QY-02", "done")] * 2


def test_a_cell_merged_downwards_goes_on():
    rows = (("1", "惠农补贴发放把关不严", "比对", "3万元", "已完成"), ("2", "（续）", "公示", "2次", "正在推进"))
    assert states(*rows, continued=frozenset({TablePlace(0, 2, 1)})) == [("QY-02", "in_progress")]


def test_two_findings_in_one_cell_are_two_answers_of_the_same_paragraphs():
    rows = (("1", "1.集体“三资”底数不清；2.“三会一课”制度落实不严格", "清产", "15处", "已完成"),)
    assert states(*rows) == [("QY-05", "done"), ("QY-06", "done")]


def test_the_outcome_is_a_progress_where_it_is_long_and_nothing_else_says_one():
    long = "已追回资金3万元，谈话提醒2人，印发了《补贴资金发放核对办法》并组织培训"
    reading = read(*FRONT, *cells(("序号", "问题", "完成情况"), ("1", "惠农补贴发放把关不严", long)))
    assert reading.items[0].text == long
    short = read(*FRONT, *cells(("序号", "问题", "完成情况"), ("1", "惠农补贴发放把关不严", "已完成")))
    assert short.items[0].claimed_status == "done"


def test_sections_totals_and_heads_said_again_are_no_answers():
    reading = read(
        *FRONT,
        *cells(HEAD, ("一、已完成的问题",), ("1", "惠农补贴发放把关不严", "比对", "3万元"), HEAD, ("合计", "1")),
    )
    assert told(reading) == [("QY-02", "done", (9, 10, 11, 12))]
    assert [reason for _para, reason in reading.context[3:]] == ["table_header"] * 5 + ["table_section"] + [
        "table_header"
    ] * 5 + ["table_total"] * 2


def test_a_card_is_one_answer_from_each_finding_on():
    rows = (
        ("反馈问题", "惠农补贴发放把关不严"),
        ("整改措施", "比对"),
        ("整改成效", "追回3万元"),
        ("整改状态", "已完成"),
    )
    assert told(read(*FRONT, *cells(*rows))) == [("QY-02", "done", tuple(range(3, 11)))]


def test_a_table_without_findings_is_context():
    reading = read(*FRONT, *cells(("年度", "金额"), ("2024", "3")))
    assert reading.items == [] and [reason for _para, reason in reading.context[3:]] == ["table"] * 4


def test_a_card_of_names_and_values_side_by_side_is_one_answer():
    card = cells(("反馈问题", "惠农补贴发放把关不严"), ("整改进展", "追回3万元"), ("完成情况", "已完成"))
    assert [one[:2] for one in told(read(*FRONT, *card))] == [("QY-02", "done")]


def test_the_number_in_its_own_column_names_the_finding_unless_the_words_are_clearly_anothers():
    head = ("问题编号", "问题及整改措施", "进展情况", "是否完成")
    rows = (
        ("QY-02", "有关补贴", "追回3万元", "是"),
        ("QY-05、QY-06", "资产和组织生活", "登记15处", "否"),
        ("QY-01", "惠农补贴发放把关不严", "追回3万元", "是"),
        ("2", "公务接待管理不规范，超标准接待3次。", "退缴", "是"),
    )
    found = told(read(*FRONT, *cells(head, *rows)))
    assert [one[:2] for one in found] == [
        ("QY-02", "done"),
        ("QY-05", "not_done"),
        ("QY-06", "not_done"),
        (None, "done"),
        ("QY-04", "done"),
    ]


def test_a_table_may_name_its_findings_by_their_numbers_alone():
    rows = (("QY-02", "比对", "追回3万元", "已完成"), ("QY-05", "清产", "登记15处", "正在推进"))
    assert states(*rows, head=("问题编号", "整改措施", "整改进展", "完成情况")) == [
        ("QY-02", "done"),
        ("QY-05", "in_progress"),
    ]


def test_the_lower_of_two_rows_of_heads_says_what_a_column_holds():
    """整改落实 spans 措施及成效 and 是否完成, and stands where its last column ends."""
    rows = (
        ("", "", "整改落实", ""), ("", "", "措施及成效", "是否完成整改"), ("1", "惠农补贴发放把关不严", "追回3万元", "是"), ("2", "集体“三资”底数不清", "登记", "否"),
    )  # fmt: skip
    for at in (2, 3):
        upper = ["序号", "反馈问题", *("整改落实" if column == at else "" for column in (2, 3))]
        assert states(*rows[1:], head=upper) == [("QY-02", "done"), ("QY-05", "not_done")]


@pytest.mark.parametrize("column", [0, 4])
def test_a_category_over_all_columns_ends_the_finding_above_it(column):
    """A cell over all columns has the place of its first or of its last one."""
    category = ["二、廉洁方面" if at == column else "" for at in range(5)]
    rows = (
        ("1", "惠农补贴发放把关不严", "比对", "追回3万元", "已完成"),
        category,
        ("2", "集体“三资”底数不清", "清产", "登记", "推进中"),
    )
    reading = read(*FRONT, *cells(HEAD, *rows))
    assert [one[:2] for one in told(reading)] == [("QY-02", "done"), ("QY-05", "in_progress")]
    assert (13, "table_section") in reading.context


@pytest.mark.parametrize("head", ["反馈问题及整改情况", "存在问题和整改进展", "问题以及整改成效"])
def test_a_cell_that_holds_the_finding_and_what_was_done_falls_apart_at_its_labels(head):
    rows = (
        ("1", "反馈问题：惠农补贴发放把关不严。\n整改情况：追回3万元。\n整改状态：已完成。", "甲"),
        ("2", "集体“三资”底数不清。整改情况：高度重视。整改状态：正在推进。", "乙"),
    )
    reading = read(*FRONT, *cells(("序号", head, "责任人"), *rows))
    assert [one[:2] for one in told(reading)] == [("QY-02", "done"), ("QY-05", "in_progress")]
    assert [item.empty_talk for item in reading.items] == [False, True]
    assert reading.items[0].text == "追回3万元。"


@pytest.mark.parametrize(
    "head", [("整改措施", "整改成效", "完成情况"), ("整改进展", "整改状态"), ("责任人", "整改状态", "整改进展")]
)
def test_a_table_without_findings_tells_of_the_one_that_the_line_above_names(head):
    told_of = {
        "整改措施": "比对",
        "整改成效": "追回3万元",
        "整改进展": "追回3万元",
        "完成情况": "已完成",
        "整改状态": "已完成",
        "责任人": "张三",
    }
    rows = [head, [told_of[name] for name in head]]
    reading = read(*FRONT, "（一）惠农补贴发放把关不严", *cells(*rows), "（二）集体“三资”底数不清。登记15处。")
    first = 4 + len(head)
    assert told(reading) == [
        ("QY-02", "done", (3, *range(first, first + len(head)))),
        ("QY-05", None, (first + len(head),)),
    ]
    assert not reading.items[0].empty_talk


@pytest.mark.parametrize(
    ("above", "head"),
    [
        ("（一）惠农补贴发放把关不严。追回3万元。", ("整改措施", "整改成效")), ("（一）有关情况", ("整改措施", "整改成效")),
        ("（一）惠农补贴发放把关不严", ("乡镇", "户数")),
    ],
)  # fmt: skip
def test_a_table_below_an_answer_or_of_other_things_tells_of_none(above, head):
    reading = read(*FRONT, above, *cells(head, ("比对", "追回3万元")))
    assert all(set(item.paras) <= {3} for item in reading.items) and (6, "table") in reading.context
