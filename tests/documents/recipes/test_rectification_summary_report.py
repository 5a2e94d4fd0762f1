"""整改综合情况汇报: a round as a whole, from the snapshot; figures of its preview agree with each other."""

from desktop.documents.recipes.rectification_summary_report import RECIPE


def test_it_is_of_the_round_and_asks_for_no_guard_of_repeated_letters():
    assert not RECIPE.guarded and not RECIPE.each and (RECIPE.per, RECIPE.form) == ("round", "internal")
    assert RECIPE.default.keys() == {"联审方"} and RECIPE.default["联审方"] == RECIPE.example()["联审方"]


def test_the_list_of_open_findings_stands_once_with_its_own_columns_and_what_is_immediate_may_lack():
    names = [field.name for field in RECIPE.fields]
    assert len(names) == len(set(names))
    field = {field.name: field for field in RECIPE.fields}
    assert [item.name for item in field["未销清单"].items][:3] == ["单位", "编号", "表现"] and len(
        field["未销清单"].items
    ) >= 10
    assert field["立行立改数"].missing == "略"


def test_its_preview_agrees_with_itself():
    words = RECIPE.example()
    for table in ("单位表", "类别表"):
        rows = words[table]
        assert (sum(row["总数"] for row in rows), sum(row["销号"] for row in rows)) == (words["总数"], words["销号"])
        assert all((row["整改率"].numerator, row["整改率"].denominator) == (row["销号"], row["总数"]) for row in rows)
    assert (
        words["总数"] - words["销号"]
        == words["未销"]
        == len(words["未销清单"])
        == sum(one["数"] for one in words["未销分项"])
    )
    assert words["自报"] - words["销号"] == words["自报差"] and words["单位数"] == len(words["单位表"])
    assert words["未销清单"][0]["逾期天数"] == (words["截止日期"] - words["未销清单"][0]["原时限"]).days
    assert all(one.handling != "拦发" for one in RECIPE.missing(RECIPE.sample()))
