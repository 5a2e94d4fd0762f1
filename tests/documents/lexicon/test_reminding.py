"""papers/29: whom, when, why and what about comes from the register of talks; what was said stays blank."""

from desktop.documents.lexicon.reminding import WORDS


def test_only_talkers_and_points_may_be_typed_and_nothing_of_the_talk_itself():
    assert {field.name for field in WORDS if field.typed} == {"谈话人", "提醒要点"}
    assert not {"谈话内容", "表态"} & {field.name for field in WORDS}
