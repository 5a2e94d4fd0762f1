"""papers/10: of a talk everything is what the clerk or the register of talks says; only the day of its papers is computed."""

from desktop.documents.lexicon.talk import WORDS


def test_only_the_day_of_the_papers_is_computed():
    assert [word.name for word in WORDS if not word.typed] == ["材料期限"]


def test_who_came_along_and_the_talk_before_may_be_left_out():
    assert {word.name for word in WORDS if word.missing == "略"} == {"参加", "上次约谈"}
    assert {word.name for word in WORDS if word.missing == "标红"} == {"约谈时刻"}
