"""巡察整改监督责任清单: a table across of the marked findings under their own numbers (papers/20)."""

from desktop.documents.recipes.organization_responsibility_list import RECIPE


def test_it_is_a_table_of_a_round_for_the_desks():
    assert (RECIPE.form, RECIPE.per, RECIPE.addressee, RECIPE.guarded) == ("table", "round", "own", False)
    assert [one.name for one in RECIPE.missing(RECIPE.sample() | {"监督清单": None})] == ["监督清单"]


def test_its_preview_adds_up():
    words = RECIPE.example()
    rows = words["监督清单"]
    assert len(rows) == words["涉组涉干数"] == sum(one["数"] for one in words["科室汇总"])
    assert len({row["单位"] for row in rows}) == words["涉组涉干单位数"]
    assert sum(row["状态"] == "销号" for row in rows) == words["涉组涉干销号"] and RECIPE.missing(RECIPE.sample()) == ()
