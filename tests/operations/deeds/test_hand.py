"""How a deed reads its flat arguments: dates, numbers, files, findings, measures, units, rounds; each wrong one is told by its kind."""

import pytest

from desktop.errors import KnownError
from desktop.operations import findings, units
from desktop.operations.deeds.hand import COMMON, Deed, Done, Hand
from tests.builders import EVERYONE, a_unit


@pytest.fixture
def hand(office, tmp_path):
    return lambda **args: Hand(office, EVERYONE, tmp_path, args)


def kind_of(ask):
    with pytest.raises(KnownError) as refused:
        ask()
    return refused.value.kind


def test_texts_dates_and_lists(hand):
    one = hand(
        text=" 甲 ",
        nothing=None,
        count=3,
        on="2026年6月1日",
        late="2026-06-06",
        wrong="2026-02-31",
        many=["a", "b"],
        single="a",
        blank="",
    )
    assert (one.text("text"), one.text("nothing", "x"), one.text("missing", "y"), one.text("count")) == (
        "甲",
        "x",
        "y",
        "3",
    )
    assert (one.on(), hand().on(), one.day("missing"), one.day("blank")) == ("2026-06-01", "2026-06-05", None, None)
    assert (one.several("many"), one.several("single"), one.several("blank"), one.several("missing")) == (
        ["a", "b"],
        ["a"],
        [],
        [],
    )
    assert (one.whole("count"), one.whole("missing")) == (3, None)
    assert kind_of(lambda: one.day("wrong")) == "not_a_date"


@pytest.mark.parametrize("on, sound", [("2026-06-05", True), ("2026-06-04", True), ("2026-06-06", False)])
def test_a_deed_of_the_past_is_not_of_tomorrow(hand, on, sound):
    if sound:
        assert hand(on=on).past() == on
    else:
        assert kind_of(hand(on=on).past) == "in_future"


def test_files_are_taken_from_the_scripts_folder(hand, tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert hand(file="a.txt").path("file") == tmp_path / "a.txt" == hand(file=str(tmp_path / "a.txt")).path("file")
    for missing in ("b.txt", ""):
        assert kind_of(lambda missing=missing: hand(file=missing).path("file")) == "no_file"


def test_a_finding_is_known_by_its_number_and_in_the_bin_only_where_that_is_meant(hand, office):
    assert hand(number="15-06-0001").finding() == hand().finding("15-06-0001") == 1
    assert kind_of(lambda: hand(number="15-06-0009").finding()) == "unknown_record"
    findings.remove(office, EVERYONE, [1], "录错")
    assert kind_of(lambda: hand(number="15-06-0001").finding()) == "wrong_state"
    assert hand().finding("15-06-0001", removed=True) == 1


@pytest.mark.parametrize("place, found", [("1", 1), ("2", 2), ("0", None), ("3", None)])
def test_measures_are_counted_from_one(hand, place, found):
    if found is None:
        assert kind_of(lambda: hand(measure=place).measure(1)) == "unknown_record"
    else:
        assert hand(measure=place).measure(1) == found
    assert hand().measure(1) is None


def test_units_and_rounds_are_known_by_any_name_and_a_merged_unit_leads_to_its_successor(hand, office):
    other = a_unit(office, "县财政局党组")
    units.merge(office, EVERYONE, 1, other, "2026-05-01")
    assert (hand(unit="县民政局党组").unit(), hand(unit="县民政局党组").unit(since="2026-06-01")) == (1, other)
    assert hand(unit="县民政局党组").unit(since="2026-04-30") == 1 and hand(into="县财政局党组").unit("into") == other
    assert hand(round="15-06").round() == hand(round="十五届县委第六轮（常规）").round() == 1
    for ask in (hand(unit="县水务局").unit, hand().unit, hand(round="九").round, hand().round):
        assert kind_of(ask) == "unknown_word"


def test_a_deed_knows_its_fields_beside_the_common_ones():
    assert Deed(lambda hand: Done(), "甲", ("text",)).known == COMMON | {"text"} == {"number", "on", "reason", "text"}
