"""The unit of a letter, as titles and addressees write it."""

import pytest

from desktop.exchange.feedback_letter.addressees import kernel, round_named, units_of


@pytest.mark.parametrize(
    "title",
    [
        "中共青岩县委第一巡察组关于巡察{}的反馈意见", "关于对{}开展常规巡察的反馈意见", "关于{}的巡察反馈意见", "关于{}巡察情况的反馈意见",
        "关于十四届县委第三轮巡察{}的反馈意见", "巡察{}反馈意见", "县委第一巡察组向{}反馈巡察情况", "关于对{}进行巡察的反馈意见",
        "关于{}巡察整改专项检查的反馈意见", "中共青岩县委巡察工作领导小组办公室关于反馈{}巡察情况的函",
    ],
)  # fmt: skip
@pytest.mark.parametrize("unit", ["青岩县住房和城乡建设局党组", "云台镇党委", "石桥村党支部", "青岩县委组织部"])
def test_a_title_names_the_unit(title, unit):
    assert units_of(title.format(unit), "") == [unit]


def test_a_title_without_a_unit_leaves_it_to_the_addressee():
    assert units_of("关于十四届县委第三轮巡察的反馈意见", "青岩县水利局党组：") == ["青岩县水利局党组"]
    assert units_of("反馈意见", "") == []


@pytest.mark.parametrize("gap", ["、", "和", "及"])
def test_several_units_are_parted_and_a_name_with_its_own_and_stays_whole(gap):
    two = ["青岩县住房和城乡建设局党组", "青岩县卫生健康局党组"]

    assert units_of(f"关于巡察{gap.join(two)}的反馈意见", "") == two
    assert units_of("关于巡察两个单位的反馈意见", f"{gap.join(two)}：") == two


def test_the_kernel_of_a_name_goes_without_county_and_party_body():
    assert [kernel(name) for name in ("青岩县水利局党组", "县水利局党组", "云台镇党委", "水利局")] == [
        "水利局",
        "水利局",
        "云台镇",
        "水利局",
    ]


def test_the_round_is_told_where_it_is_named():
    assert round_named("按照十四届县委第三轮巡察部署") == "十四届县委第三轮"
    assert round_named("按照统一部署") == ""


def test_where_title_and_addressee_name_as_many_the_title_is_believed():
    """The title bears the full name."""
    assert units_of("关于巡察青岩县水利局党组的反馈意见", "县水利局党组：") == ["青岩县水利局党组"]


@pytest.mark.parametrize(
    "title, unit",
    [
        ("县委巡察组关于巡察青岩县水利局党组延伸云台镇党委的反馈意见", "青岩县水利局党组"),
        ("青岩县水利局党组巡察云台镇党委反馈意见", "云台镇党委"),
    ],
)
def test_behind_its_subject_the_first_unit_is_meant_and_without_one_the_last(title, unit):
    assert units_of(title, "") == [unit]


def test_a_longer_list_of_addressees_is_believed_before_the_title_and_only_the_first_300_signs_are_read():
    assert units_of("关于巡察青岩县水利局党组的反馈意见", "县水利局党组、云台镇党委：") == [
        "县水利局党组",
        "云台镇党委",
    ]
    assert (
        units_of("一" * 290 + "巡察云台镇党委反馈意见", "") != []
        and units_of("一" * 300 + "巡察云台镇党委反馈意见", "") == []
    )


def test_a_name_that_is_nothing_but_dress_stays():
    assert kernel(" 党 组 ") == "党组"


@pytest.mark.parametrize(
    ("title", "addressed", "unit"),
    [
        ("县委巡察三组向县财政局党组反馈巡察情况", "县财政局党组：", "县财政局党组"), ("县委巡察第2组对云台镇党委的反馈意见", "", "云台镇党委"),
        ("关于十四届县委第二轮对县水利局党组常规巡察情况的反馈", "", "县水利局党组"), ("关于巡察向阳镇党委的反馈意见", "", "向阳镇党委"),
        ("关于对向阳镇党委开展巡察的反馈意见", "向阳镇党委：", "向阳镇党委"), ("县委第一巡察组向向阳镇党委反馈情况", "向阳镇党委：", "向阳镇党委"),
        ("县委第三轮巡察向云台镇党委反馈意见", "云台镇党委：", "云台镇党委"),
    ],
)  # fmt: skip
def test_the_team_and_the_round_before_a_name_are_no_part_of_it(title, addressed, unit):
    assert units_of(title, addressed) == [unit]
