"""To whom a bulletin cannot go is refused by its whole name, and nothing beside it."""

import pytest

from desktop.operations.papers.upward import above


@pytest.mark.parametrize(
    "name",
    [
        "县委", "青岩县委", "中共云岭县委", "县委常委会", "县委书记专题会", "县委巡察工作领导小组", "市委", "省委巡视办", "云岭市委巡察工作领导小组",
        "县委书记", "县委常委", "副县长秦望舒", "县长程砚秋", "程砚秋同志", "县政协主席",
    ],
)  # fmt: skip
def test_whom_the_office_reports_to_is_above_alone_and_among_others(name):
    assert above(name, "青岩县") == above(f"各乡镇党委，{name}、县民政局党组", "青岩县") == name


@pytest.mark.parametrize(
    "name",
    [
        "", "团县委", "共青团青岩县委", "民盟县委", "县教育局党组、县民政局党组、团县委", "县委农村工作领导小组", "全体乡镇党委书记", "县委办公室主任",
        "云岭市委组织部", "县委组织部", "县委巡察工作领导小组成员单位", "县委巡察工作领导小组办公室", "县直机关工委书记", "各乡镇党委，县直各单位党组（党委）",
        "县委政法委", "市委组织部、团市委", "有关村（社区）书记、主任",
    ],
)  # fmt: skip
def test_organs_beside_the_office_and_posts_in_the_units_are_not(name):
    assert above(name, "青岩县") == above(name, "") == ""
