"""巡察后评估表: one a unit, blank until its counts are typed, without a number (papers/25c)."""

from desktop.documents.recipes.post_inspection_assessment import ITEMS, RECIPE
from tests.documents.papers import lines_of, press


def test_it_is_one_a_unit_and_bears_no_number():
    assert (RECIPE.form, RECIPE.per, RECIPE.rows.always, RECIPE.issuers[0].series) == ("sheet", "unit", True, "")


def test_without_counts_it_is_a_blank_form_of_the_usual_items():
    lines = lines_of(press(RECIPE.kind).render({**RECIPE.sample(), **RECIPE.default}, draft=False).data)

    assert [line.split(" | ")[1] for line in lines if "□ | □ | □ | □ | □" in line] == list(ITEMS)
    assert any("一项只选一档" in line for line in lines) and not any("发出" in line for line in lines)
