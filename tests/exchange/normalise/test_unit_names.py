"""Units against the register: near names are proposed, never assumed (RULES §3)."""

import pytest

from desktop.exchange.normalise.unit_names import RegisteredUnit, UnitReading, UnitRegister, read_unit
from tests.exchange.sample_lists import register


@pytest.mark.parametrize("written", ["县农业农村局", " 农业农村局 ", "县农业农村局（续）", "青岩县农业农村局党组"])
def test_a_known_name_becomes_the_full_name(written):
    assert read_unit(written, register()) == UnitReading("青岩县农业农村局党组")


def test_a_name_one_character_off_stays_as_written_and_the_near_one_is_proposed():
    assert read_unit("县农业农林局", register()) == UnitReading("县农业农林局", "unknown_unit")
    assert register().nearest("县农业农林局")[0] == "青岩县农业农村局党组"


def test_what_all_units_share_makes_no_likeness():
    assert register().nearest("县城管局") == ()


@pytest.mark.parametrize(
    "written", ["县财政局、县民政局", "县财政局\n县水务局", "县财政局和县民政局", "县财政局（牵头）；县民政局（配合）"]
)
def test_two_units_in_a_cell_stay_as_written(written):
    assert read_unit(written, register()) == UnitReading(written, "multiple_units")


def test_a_conjunction_inside_a_name_is_no_second_unit():
    assert read_unit("县卫生和计划生育局", register()).fault == "unknown_unit"
    assert read_unit("县住房和城乡规划局党组", register()).fault == "unknown_unit"


def test_in_a_title_the_longest_name_counts_and_of_equals_the_last():
    assert register().longest_in("中共青岩县交通运输局党组整改台账") == "青岩县交通运输局党组"
    assert register().longest_in("云台镇石桥村问题清单") == "石桥村党支部"


def test_a_section_title_is_a_units_only_where_it_says_no_more():
    assert register().in_title("县财政局（4个问题）") == "青岩县财政局党组"
    assert register().in_title("财政局系统违规兼职取酬方面") is None


def test_what_the_clerk_answered_before_is_known():
    answered = UnitRegister(register().units, answers={"县农业农林局": "青岩县农业农村局党组"})

    assert read_unit("县农业农林局", answered) == UnitReading("青岩县农业农村局党组")


@pytest.mark.parametrize(
    "written",
    [
        "县教育体育局",
        "县教育体育局党组",
        "教育体育局党组",
        "青岩县教育体育局",
        "中共青岩县教育体育局党组",
        "县教体局（牵头）",
        "县教体局（盖章）",
        "青岩县教育体育局党组（配合单位）",
    ],
)
def test_every_name_that_the_program_shows_for_a_unit_is_read(written):
    """K15."""
    assert read_unit(written, register()) == UnitReading("青岩县教育体育局党组")


def test_a_shorter_name_that_two_units_share_names_neither():
    """K15: nothing is assumed."""
    twins = UnitRegister(
        (RegisteredUnit("青岩县城关镇党委"), RegisteredUnit("青岩县城关镇党组"), RegisteredUnit("青岩县财政局党组"))
    )

    assert read_unit("城关镇", twins).fault == "unknown_unit"
    assert read_unit("县财政局", twins).unit == "青岩县财政局党组"


def test_a_register_is_the_same_as_another_by_its_units_and_answers_alone():
    one, other = (UnitRegister((RegisteredUnit("青岩县财政局党组"),)) for _ in "甲乙")
    one.nearest("县财政林局")

    assert one == other and "_" not in repr(one)
    with pytest.raises(TypeError):
        UnitRegister((), {}, {})
