"""全县巡察工作进展情况报告: red and upward, so that a signatory stands in its head (papers/18)."""

from desktop.documents.recipes import inspection_progress_report
from desktop.documents.recipes.inspection_progress_upward_report import RECIPE


def test_it_is_red_names_its_signatory_and_says_what_the_other_says():
    assert (RECIPE.form, RECIPE.addressee, RECIPE.default["文种尾"]) == ("red", "organ", "报告")
    assert RECIPE.missing({**RECIPE.sample(), "签发人": ""})[0].name == "签发人"
    assert {one.name for one in inspection_progress_report.RECIPE.fields} <= {one.name for one in RECIPE.fields}
