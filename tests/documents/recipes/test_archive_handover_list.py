"""巡察档案移交目录: volumes with their sums; that nothing lacks is ticked by the clerk and never stands beside what lacks (papers/25b)."""

from desktop.documents.recipes.archive_handover_list import RECIPE
from tests.documents.papers import lines_of, press


def test_its_preview_adds_up():
    words = RECIPE.example()
    rows = words["案卷"]
    assert (words["卷数"], words["件数"], words["页数"]) == (
        len(rows),
        sum(r["件"] for r in rows),
        sum(r["页"] for r in rows),
    )
    assert RECIPE.missing(RECIPE.sample()) == ()


def test_what_lacks_and_nothing_lacks_never_stand_together():
    words = {**RECIPE.sample(), "缺件": ["谈话记录2份缺页码"], "补交期限": None, "清点无缺": True}
    assert [one.name for one in RECIPE.missing(words)] == ["补交期限"]
    text = "".join(lines_of(press(RECIPE.kind).render(words | {"补交期限": "2026年11月30日"}).data))
    assert "谈话记录2份缺页码" in text and "没有缺件" not in text
