"""一是…二是… within a clause and below a heading."""

from desktop.exchange.feedback_letter.points import parted, points_of


def test_points_are_taken_without_their_numbers():
    assert points_of("管理混乱。一是未比价；二是有结余；三是陪餐不严。") == ["未比价；", "有结余；", "陪餐不严。"]


def test_words_that_only_look_like_points_are_none():
    assert points_of("个别村一是一、二是二也分不清。") == []
    assert points_of("问题之一是不学习。") == []
    assert points_of("一是不学习。") == []
    assert points_of("一是否学习；二是否记录。") == []
    assert points_of("一是甲；三是乙。") == []


def test_points_begin_after_any_mark_and_on_a_new_line():
    assert points_of("一是甲；\n二是乙。\n经查属实。") == ["甲；", "乙。"]
    assert points_of("主要表现：一是甲，二是乙") == ["甲，", "乙"]


def test_lines_below_a_heading_are_parted_and_what_goes_on_joins():
    assert parted(["有短板。一是甲；", "其中乙村突出。", "二是丙。", "三是丁；四是戊。"]) == [
        ([0, 1], "甲；\n其中乙村突出。"),
        ([2], "丙。"),
        ([3], "丁；"),
        ([3], "戊。"),
    ]


def test_lines_without_two_points_stay_whole():
    assert parted(["甲。", "一是乙。"]) == []


def test_two_points_are_enough():
    assert parted(["一是甲；", "二是乙。"]) == [([0], "甲；"), ([1], "乙。")]
