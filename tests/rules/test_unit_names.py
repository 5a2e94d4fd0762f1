"""The shorter names of a unit follow from its full name."""

import pytest

from desktop.rules.unit_names import derived_names, full_name


@pytest.mark.parametrize(
    "name, kind, short, party_short, full",
    [
        ("青岩县农业农村局党组", "县直部门", "县农业农村局", "县农业农村局党组", "青岩县农业农村局党组"),
        (
            "县住房和城乡建设局党组",
            "县直部门",
            "县住房和城乡建设局",
            "县住房和城乡建设局党组",
            "青岩县住房和城乡建设局党组",
        ),
        ("石桥乡党委", "乡镇", "石桥乡党委", "石桥乡党委", "青岩县石桥乡党委"),
        ("青岩县石桥乡党委", "乡镇", "石桥乡党委", "石桥乡党委", "青岩县石桥乡党委"),
        ("石桥乡双河村党支部", "村（社区）", "石桥乡双河村党支部", "石桥乡双河村党支部", "青岩县石桥乡双河村党支部"),
    ],
)
def test_shorter_names_and_the_addressee_line_follow_from_the_full_name(name, kind, short, party_short, full):
    names = derived_names(name, kind, "青岩县")

    assert (names.short, names.party_short) == (short, party_short)
    assert full_name(name, "青岩县") == full


def test_without_a_county_nothing_is_added_or_taken():
    assert full_name("县民政局党组", "") == "县民政局党组"
    assert derived_names("县民政局党组").party_short == "县民政局党组"


@pytest.mark.parametrize(
    "name, short, party_short",
    [
        ("青岩县", "青岩县", "青岩县"),
        ("青岩县委党校", "县委党校", "县委党校"),
        ("青岩县石桥镇", "石桥镇", "石桥镇"),
        (" 青岩县水务局党委 ", "县水务局", "县水务局党委"),
        ("石桥乡党总支", "石桥乡党总支", "石桥乡党总支"),
    ],
)
def test_the_countys_name_goes_and_its_last_character_stays_for_its_bodies(name, short, party_short):
    names = derived_names(name, "", "青岩县")
    assert (names.short, names.party_short) == (short, party_short)


@pytest.mark.parametrize(
    "name, full",
    [("县", "青岩县县"), ("县民政局", "青岩县民政局"), ("石桥乡", "青岩县石桥乡"), ("青岩县民政局", "青岩县民政局")],
)
def test_the_county_stands_in_front_once(name, full):
    assert full_name(name, "青岩县") == full


@pytest.mark.parametrize(
    "name, full",
    [
        ("县委", "青岩县委"),
        ("县", "青岩县县"),
        ("青岩县", "青岩县"),
        ("县水利局党组", "青岩县水利局党组"),
        ("水利局", "青岩县水利局"),
    ],
)
def test_the_last_character_of_a_county_is_shared_by_a_body_of_two_characters_and_more(name, full):
    assert full_name(name, "青岩县") == full and full_name(name, "") == name
