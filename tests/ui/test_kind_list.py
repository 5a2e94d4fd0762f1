"""The list of kinds: those that ask for work stand first with how many, and the one in hand stays in hand."""

import pytest

from desktop.documents.recipes import RECIPES
from desktop.ui.pages.letters.kind_list import KIND, WAITING, KindList


@pytest.fixture
def kinds(qtbot, theme):
    made = KindList(theme, RECIPES)
    qtbot.addWidget(made)
    return made


def lines(kinds):
    return [kinds.list.item(row).text().strip() for row in range(kinds.list.count())]


def test_kinds_that_ask_for_work_stand_first_the_most_first(kinds):
    kinds.set_kind("talk_notice")
    told = []
    kinds.chosen.connect(told.append)
    kinds.show_work({"talk_notice": 1, "supervision_letter": 4, "no_such_kind": 9})

    assert lines(kinds)[:3] == [WAITING, "督办函　4", "约谈通知书　1"]
    assert kinds.kind() == "talk_notice" and told == []
    shown = [kinds.list.item(row).data(KIND) for row in range(kinds.list.count()) if kinds.list.item(row).data(KIND)]
    assert sorted(shown) == sorted(one.kind for one in RECIPES)


def test_without_work_there_is_no_such_group(kinds):
    kinds.show_work({"talk_notice": 1})
    kinds.show_work({})
    assert WAITING not in lines(kinds)


def test_a_kind_is_found_by_its_title_whatever_count_stands_behind(kinds):
    kinds.show_work({"supervision_letter": 4})
    kinds.search.setText("督办函")
    assert not kinds.item_of("supervision_letter").isHidden() and kinds.item_of("talk_notice").isHidden()
    kinds.search.setText("4")
    assert kinds.item_of("supervision_letter").isHidden()


def test_a_list_opens_on_the_kind_that_asks_for_work_first_once_that_is_known(kinds):
    told = []
    kinds.open_first()
    kinds.chosen.connect(told.append)
    kinds.show_work({"talk_notice": 4})
    assert kinds.kind() == "talk_notice" and told == ["talk_notice"]
    kinds.show_work({"talk_notice": 4, "supervision_letter": 9})
    assert kinds.kind() == "supervision_letter"


@pytest.mark.parametrize("hold", [lambda kinds: kinds.set_kind("feedback"), lambda kinds: kinds.stay()])
def test_what_somebody_put_in_hand_stays_there(kinds, hold):
    kinds.open_first()
    hold(kinds)
    held = kinds.kind()
    kinds.show_work({"talk_notice": 4})
    assert kinds.kind() == held
