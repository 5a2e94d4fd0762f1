"""Which tables of a letter are lists of findings."""

import pytest

from desktop.exchange.feedback_letter.finding_tables import findings_of
from desktop.exchange.feedback_letter.lines import lines_of
from desktop.exchange.feedback_letter.outline import Table
from desktop.exchange.word_reading.paragraphs import TablePlace
from desktop.exchange.word_reading.word_source import read_word_bytes
from tests.exchange.word_files import table, word_file


def found(rows):
    text = read_word_bytes(word_file([table(rows)]), "x.docx")
    return [(one.text, len(one.lines)) for one in findings_of(Table(lines_of(text.paragraphs)), text.continued)]


@pytest.mark.parametrize(
    "head", ["问题", "存在问题", "问题描述", "具体表现", "反馈问题", "主要问题", "存在的主要问题", "发现问题"]
)
def test_a_column_of_findings_makes_a_list(head):
    assert found([["序号", head], ["1", "学习不深入"], ["2", "作风不实"]]) == [("学习不深入", 2), ("作风不实", 2)]


@pytest.mark.parametrize("head", ["问题数量", "问题类别", "户数", "金额（元）", "问题（个）"])
def test_a_table_of_figures_is_none(head):
    assert found([["单位", head], ["石桥村", "7"]]) == []


def test_a_title_row_and_a_head_said_again_are_no_findings():
    rows = [["问题清单"], ["序号", "问题"], ["1", "学习不深入"], ["序号", "问题"], ["2", "作风不实"], ["", "无"]]

    assert found(rows) == [("学习不深入", 2), ("作风不实", 2)]


def test_of_two_columns_that_speak_of_findings_the_better_one_holds_them_wherever_it_stands():
    for heads, rows in ((["问题", "问题描述"], ["甲类", "学习不深入"]), (["问题描述", "问题"], ["学习不深入", "甲类"])):
        told = [text for text, _lines in found([heads, rows])]
        assert len(told) == 1 and told[0] in rows
    assert found([["序号", "问题", "问题"], ["1", "甲", "乙"]]) == [("甲", 3)], "of equals the first"


@pytest.mark.parametrize("titles, is_list", [(0, True), (3, True), (4, False)])
def test_the_head_is_one_of_the_first_four_rows_and_has_two_cells(titles, is_list):
    rows = [["题"]] * titles + [["序号", "问题"], ["1", "学习不深入"]]
    assert bool(found(rows)) == is_list and found([["问题"], ["学习不深入"]]) == []


@pytest.mark.parametrize("word", ["合计", "总计", "小计", "共计"])
def test_a_sum_in_one_of_the_first_two_cells_is_no_finding(word):
    head = ["序号", "单位", "问题"]
    assert found([head, [word, "3", "3个"], ["", f"{word}3", "3个"], ["1", "甲村", f"{word}数有误"]]) == [
        (f"{word}数有误", 3)
    ]


def test_a_cell_that_goes_on_downwards_gives_its_rows_to_the_finding_above_unless_it_says_something():
    rows = [["序号", "问题", "金额"], ["1", "学习不深入", "1"], ["2", "", "2"], ["3", "作风不实", "3"]]
    text = read_word_bytes(word_file([table(rows)]), "x.docx")
    lines = Table(lines_of(text.paragraphs))
    number = text.paragraphs[0].place.table
    going_on = frozenset({TablePlace(number, 2, 1), TablePlace(number, 3, 1)})

    assert [(one.text, len(one.lines)) for one in findings_of(lines, going_on)] == [("学习不深入", 5), ("作风不实", 3)]
    assert [one.text for one in findings_of(lines, frozenset())] == ["学习不深入", "作风不实"]
