"""papers/13, M11: every item adds up to the total; grade, line and what follows are the scheme's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.operations.papers import making
from desktop.operations.papers.providers.assessing import consequence, lines_of, standard
from desktop.rules.scores import read_computed, read_scheme, read_values, result
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import step
from tests.operations.papers.recorded import asked_people, scored


def words_of(office):
    [one] = making.gather(office[0].writing(), asked(office[1], office[2], kind="rectification_assessment"))
    return one.words


def test_the_sheet_says_items_sums_grade_and_what_follows(office):
    scored(office[0], office[1], office[2])
    words = words_of(office)

    rows = [
        (row["组"], row["名"], str(row["分值"]), str(row["得分"]), str(row["加减"]), row["依据"])
        for row in words["评分"]
    ]
    assert rows == [
        ("组织", "起评分", "10", "10", "0", "本部分从满分起评"), ("组织", "报送", "0", "0", "-3", "迟报一次"),
        ("成效", "成效", "90", "81", "0", "销号8成"),
    ]  # fmt: skip
    assert [str(words[name]) for name in ("满分", "基本得分", "加减合计", "总分")] == ["100", "91", "-3", "88"]
    assert (words["评估等次"], words["等次标准"]) == ("好", "85分及以上为好，60分及以上不足85分为中，60分以下为差")
    assert (
        (int(words["评估问题数"]), int(words["评估销号数"])) == (2, 0)
        and "测评满意率" not in words
        and "后续" not in words
    )


def test_a_veto_stands_with_its_fact_and_people_that_were_asked_give_the_rate(office):
    asked_people(office[0], office[1], office[2])
    scored(office[0], office[1], office[2], values="2 60 销号7成\n3.1 1 佐证造假")
    words = words_of(office)

    assert words["否决"] == ["佐证造假"] and words["评估等次"] == "差" and str(words["测评满意率"]) == "88.9%"


@pytest.mark.parametrize(("on", "grade"), [("2026-09-30", "中"), ("2026-10-01", "好")])
def test_a_grade_fixed_after_the_day_of_the_paper_is_none_of_that_day(office, on, grade):
    record = scored(office[0], office[1], office[2])
    step(office[0], "score_sheet", record, "fix", on=on, why="领导小组研究", grade="中")
    words = words_of(office)
    assert words["评估等次"] == grade and words.get("等次理由") == ("领导小组研究" if grade == "中" else None)
    assert words.get("后续") == ("二次整改" if grade == "中" else None)


def test_a_figure_without_data_is_no_ground_so_that_the_paper_waits():
    nodes = read_scheme("1｜满意度｜｜10\n1.1｜满意率｜得分｜10｜｜满意率｜≥95:10；≥0:0")
    for said, grounds in (("1.1 缺 满意率 —（没有测评）", None), ("1.1 0 满意率 12.0%（测评〔2026〕1号）", True)):
        scores = read_computed(said)
        [row] = lines_of(nodes, scores, result(nodes, scores).parts)
        assert bool(row["依据"]) == bool(grounds)


@pytest.mark.parametrize(
    "values", ["", "1.1 2 甲\n2 5 乙", "1.1 20 甲\n1.2 15 丙\n2 1 乙", "1.2 3 丙\n4 -5 丁\n2 30 乙", "4 5 丁"]
)
def test_whatever_was_scored_the_lines_add_up_to_the_total(values):
    """Where more is taken off than a part has, a line says so."""
    nodes = read_scheme(
        "1｜组织｜｜20\n1.1｜报送｜扣分｜20\n1.2｜审核｜扣分｜15\n2｜成效｜得分｜80\n4｜其他｜酌情｜｜5"
    )
    scores = read_values(values)
    reached = result(nodes, scores)

    rows = list(lines_of(nodes, scores, reached.parts))

    assert sum((row["得分"] + row["加减"] for row in rows), Decimal(0)) == reached.total
    assert sum(row["分值"] for row in rows) == 100


def test_a_standard_of_two_grades_and_the_consequence_of_one():
    assert standard("过≥60；不过≥0") == "60分及以上为过，60分以下为不过"
    assert consequence("一般：二次整改\n差：约谈", "差") == "约谈" and consequence("一般：二次整改", "好") is None
