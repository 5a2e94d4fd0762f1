"""D4: the office's seal, where it has a picture of it; else an empty place of the same size, to be sealed by hand."""

from __future__ import annotations

import base64
from types import SimpleNamespace

import pytest

from desktop.errors import KnownError
from desktop.operations.office import set_up
from desktop.operations.papers import making
from desktop.operations.papers import office as office_words
from desktop.operations.papers.office import (
    SEAL_BYTES,
    addressee,
    copies,
    organ,
    posts_of_leaders,
    read_posts,
    round_words,
    seal,
    seal_setting,
    without_post,
)
from tests.builders import EVERYONE, a_unit
from tests.documents.papers import PNG
from tests.operations.papers.conftest import TODAY, asked


def seal_of(office):
    [one] = making.gather(office[0].writing(), asked(office[1], office[2]))
    return one.words["印章"]


def test_the_seal_of_a_letter_is_the_offices_picture_d4(office):
    empty = seal_of(office)
    set_up(office[0], EVERYONE, {"seal_picture": seal_setting(PNG)})

    assert empty.png.startswith(b"\x89PNG") and empty.size == (42, 42)
    assert seal_of(office).png == PNG


@pytest.mark.parametrize(("data", "said"), [(b"GIF89a", "不是 PNG"), (PNG + bytes(SEAL_BYTES), "太大")])
def test_what_is_no_picture_of_a_seal_says_why_d4(data, said):
    with pytest.raises(KnownError, match=said):
        seal_setting(data)


def test_the_largest_picture_of_a_seal_is_taken_and_without_one_its_place_is_a_dot_d4(ledger):
    most = PNG + bytes(SEAL_BYTES - len(PNG))
    assert SEAL_BYTES == 200_000 and base64.b64decode(seal_setting(most)) == most
    with pytest.raises(KnownError, match="超过200 KB"):
        seal_setting(most + b"x")
    assert (seal(ledger.reader).size, seal(ledger.reader).png.startswith(b"\x89PNG")) == ((42, 42), True)


@pytest.mark.parametrize("said, name, found", [
    ({}, "county_office", ""), ({"county": "青岩县"}, "county_office", "中共青岩县委办公室"), ({"county": "青岩县", "county_office": "县委办"}, "county_office", "县委办"),
    ({"office": "巡察办"}, "leading_group", "巡察办"), ({"office": "巡察办", "leading_group": "领导小组"}, "leading_group", "领导小组"), ({"office": "巡察办"}, "office", "巡察办"),
    ({"office": "巡察办"}, "discipline", ""),
])  # fmt: skip
def test_an_organ_signs_by_the_name_that_the_office_has_said(monkeypatch, ledger, said, name, found):
    monkeypatch.setattr(office_words, "setting", lambda _reader, key: said.get(key, ""))
    assert organ(ledger.reader, name) == found


@pytest.mark.parametrize("name, words", [
    ("十五届县委第六轮（常规）", "十五届县委第六轮巡察"), ("十五届县委第六轮巡察", "十五届县委第六轮巡察"), ("第六轮(甲)（乙） ", "第六轮巡察"), ("机动巡察（一）", "机动巡察"),
])  # fmt: skip
def test_a_round_is_called_a_round_of_inspection_once(name, words):
    assert round_words(SimpleNamespace(name=name)) == words


@pytest.mark.parametrize("leader, team, told", [
    (True, True, ["副县长何方", "县委组织部", "派驻组"]), (False, True, ["县委组织部", "派驻组"]), (True, False, ["副县长何方", "县委组织部"]), (False, False, ["县委组织部"]),
])  # fmt: skip
def test_copies_go_to_the_leader_with_his_post_then_organs_then_the_discipline_team(ledger, leader, team, told):
    set_up(ledger, EVERYONE, {"leader_titles": '{"何方": "副县长"}'})
    unit = SimpleNamespace(supervising_leader="何方", discipline_team="派驻组")

    assert copies(ledger.reader, unit, ("县委组织部", ""), leader=leader, team=team) == told
    assert copies(ledger.reader, SimpleNamespace(supervising_leader="", discipline_team=""), ()) == []
    assert copies(ledger.reader, SimpleNamespace(supervising_leader="别人", discipline_team=""), ()) == ["别人"]


@pytest.mark.parametrize(
    "name, lacks", [("", False), ("何方", False), ("周柏川", True), ("县委副书记周柏川", False), ("周县长", False)]
)
def test_a_leader_is_without_a_post_where_neither_name_nor_office_says_one(ledger, name, lacks):
    set_up(ledger, EVERYONE, {"leader_titles": '{"何方": "副县长"}'})
    assert without_post(ledger.reader, name) is lacks


def test_posts_are_read_line_by_line_and_those_that_lack_one_are_shown_empty(ledger):
    assert read_posts("何方\u3000副县长 兼\n周柏川\n\n  沈叙言   常委 ") == {"何方": "副县长 兼", "沈叙言": "常委"}
    set_up(ledger, EVERYONE, {"leader_titles": '{"何方": "副县长"}'})
    a_unit(ledger, supervising_leader="周柏川")
    assert posts_of_leaders(ledger.reader) == {"何方": "副县长", "周柏川": ""}


def test_a_unit_that_left_the_register_gets_no_paper(ledger):
    set_up(ledger, EVERYONE, {"county": "青岩县"})
    unit, name = addressee(ledger.reader, a_unit(ledger, "县民政局党组"), TODAY)
    assert (unit.name, name) == ("县民政局党组", "青岩县民政局党组")
    with pytest.raises(KnownError, match="不在名册"):
        addressee(ledger.reader, 99, TODAY)
