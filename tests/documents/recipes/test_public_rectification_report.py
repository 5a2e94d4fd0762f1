"""整改情况公开稿: signed by the unit, its counts over what may be told; no word for a lead or a person (papers/24)."""

import pytest

from desktop.documents.recipes.public_rectification_report import RECIPE
from tests.documents.papers import lines_of, press


def test_it_is_the_units_own_and_names_no_finding_lead_or_person():
    assert (RECIPE.form, RECIPE.addressee, RECIPE.per) == ("internal", "unit", "unit")
    assert not RECIPE.lists_findings and not [field for field in RECIPE.fields if "线索" in field.name]


def test_its_preview_adds_up():
    words = RECIPE.sample()
    assert words["公开完成"] + words["公开未完成"] == words["公开问题数"]
    assert RECIPE.missing(words) == () and RECIPE.missing({**words, "例外数": 1})[0].name == "例外批准"


@pytest.mark.parametrize("unit", ["青岩县民政局党组", "中共青岩县民政局党组"])
def test_title_and_signature_say_the_party_once(unit):
    lines = lines_of(press(RECIPE.kind).render({**RECIPE.sample(), "单位": unit}).data)

    assert lines[0].startswith("中共青岩县民政局党组关于") and lines[-2] == "中共青岩县民政局党组"


@pytest.mark.parametrize(("closed", "left", "said"), [
    (0, 10, "尚未完成整改，整改率"), (10, 0, "已完成整改10个"), (9, 1, "其余1个继续整改。"),
])  # fmt: skip
def test_what_is_not_there_is_not_counted_as_nought(closed, left, said):
    words = {**RECIPE.sample(), "公开完成": closed, "公开未完成": left, "公开全部完成": left == 0 or None}
    text = "".join(lines_of(press(RECIPE.kind).render(words).data))

    assert said in text and "完成整改0个" not in text and "其余0个" not in text
    assert ("继续推进未完成问题整改" in text) == bool(left) and ("巩固已有成果" in text) == bool(closed)
