"""问题清单（被巡察单位版）: one to each unit, a row a problem, with the dates of plan and objection."""

from desktop.documents.recipes.unit_finding_list import RECIPE


def test_each_unit_gets_all_its_findings_by_problem():
    assert RECIPE.each and RECIPE.rows.by_problem and not RECIPE.rows.narrowed and RECIPE.rows.order == "category"
    assert [(one.event, one.base, one.of_round) for one in RECIPE.dues] == [
        ("整改方案", "反馈日期", "plan_due_on"),
        ("提出异议", "反馈日期", ""),
    ]
    assert RECIPE.copies is None and RECIPE.guarded


def test_its_preview_counts_its_rows_and_numbers_them_from_one():
    words = RECIPE.example()
    assert words["问题总数"] == len(words["问题清单"]) == words["入反馈数"] + words["清单另列数"]
    assert [row["编号"][-3:] for row in words["问题清单"]] == ["001", "002", "003", "004"]
    assert words["反馈日期"] < words["异议期限"] < words["回复期限"] < words["问题清单"][0]["时限"]
    assert RECIPE.missing(RECIPE.sample()) == ()
