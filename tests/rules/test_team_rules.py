"""Who may not be in a team, when two stays meet, and what a team lacks."""

import pytest

from desktop.rules.team_rules import Stay, already_placed, avoids, elsewhere, lacking, overlap, size_fault, years

MAY = Stay("2026-05-01", "2026-05-31")


@pytest.mark.parametrize(
    ("other", "meet"),
    [
        (Stay("2026-05-31", "2026-06-30"), True),
        (Stay("2026-04-01", "2026-05-01"), True),
        (Stay("2026-06-01", "2026-06-30"), False),
        (Stay("2026-04-01", "2026-04-30"), False),
        (Stay("2026-04-01", None), True),
        (Stay("2026-06-01", None), False),
    ],
)
@pytest.mark.parametrize("same_round", [True, False])
def test_two_stays_meet_where_they_share_a_day_the_first_and_the_last_included(other, meet, same_round):
    assert overlap(MAY, other, same_round=same_round) is overlap(other, MAY, same_round=same_round) is meet


@pytest.mark.parametrize("other", [Stay(), Stay(None, "2026-05-10")])
def test_stays_whose_begin_is_not_known_meet_in_one_round_alone(other):
    assert overlap(MAY, other, same_round=True)
    assert not overlap(MAY, other, same_round=False)


@pytest.mark.parametrize(
    ("from_on", "to_on", "said"),
    [
        ("2021-03-01", "2024-08-31", "2021—2024"),
        ("2021-03-01", "2021-08-31", "2021"),
        ("2021-03-01", None, "2021年起"),
        (None, "2024-08-31", "至2024年"),
        (None, None, ""),
    ],
)
def test_years_are_told_as_far_as_they_are_known(from_on, to_on, said):
    assert years(from_on, to_on) == said


def test_an_avoidance_names_its_kind_the_unit_the_years_and_the_remedy():
    told = avoids("任职回避", "县教育局", "2021-03-01", "2024-08-31", "陈立军", "第一巡察组")

    assert told == ("不能编入：任职回避（县教育局，2021—2024）。陈立军不能在第一巡察组，请换人，或把该单位调给别的组。")


def test_an_avoidance_without_years_tells_the_unit_alone():
    assert "（县教育局）" in avoids("地域回避", "县教育局", None, None, "陈立军", "第一巡察组")


def test_who_is_in_another_team_is_told_with_its_round_and_its_days():
    assert "陈立军已在第二巡察组（第七轮，2026-05-01 至 2026-05-31）" in elsewhere(
        "陈立军", "第二巡察组", "第七轮", MAY
    )
    assert "2026-05-01 至 撤离" in elsewhere("陈立军", "第二巡察组", "第七轮", Stay("2026-05-01"))
    assert "陈立军已在第二巡察组（第七轮）" in elsewhere("陈立军", "第二巡察组", "第七轮", Stay())


def test_an_avoidance_of_somebody_who_is_placed_is_refused_with_person_team_and_unit():
    told = already_placed("陈立军", "第一巡察组", "县教育局")

    assert told.startswith("陈立军编在第一巡察组，任务单位有县教育局。")


@pytest.mark.parametrize(("people", "is_fault"), [(4, True), (5, False), (8, False), (9, True)])
def test_a_team_has_five_to_eight_people(people, is_fault):
    assert bool(size_fault("第一巡察组", people)) is is_fault


def test_the_size_of_a_team_is_told_with_what_it_should_be():
    assert size_fault("第一巡察组", 9) == "第一巡察组有 9 人，应为 5 至 8 人。请增减人员。"


def test_a_team_lacks_the_specialties_that_nobody_in_it_has():
    assert lacking(["组织", "法律"]) == ("纪检", "财审")
    assert lacking(["财审", "组织", "纪检"]) == ()
