"""Categories stand in the order of their Chinese numbers."""

from __future__ import annotations

import pytest

from desktop.rules.category_order import UNNUMBERED, category_place


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("一 决策部署", 1),
        ("二、作风", 2),
        ("（三）组织建设", 3),
        ("九", 9),
        ("十 其他", 10),
        ("十二 村居", 12),
        ("二十一", 21),
        ("二十", 20),
    ],
)
def test_a_number_in_front_gives_the_place(name, place):
    assert category_place(name) == place


@pytest.mark.parametrize("name", ["未分类", "", "选人用人", "职能责任一"])
def test_a_category_without_a_number_comes_last(name):
    assert category_place(name) == UNNUMBERED


def test_code_points_would_not_give_this_order():
    names = ["三 组织", "一 决策", "四 整改", "二 作风"]
    assert sorted(names, key=category_place) == ["一 决策", "二 作风", "三 组织", "四 整改"]
