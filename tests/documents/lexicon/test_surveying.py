"""papers/30: the counts are those of the register; questions and opinions are the office's own words."""

from desktop.documents.lexicon.surveying import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_no_count_is_typed_and_void_ballots_are_proven():
    assert {field.name for field in WORDS if field.typed} == {"测评问项", "测评意见"}
    assert [field.name for field in WORDS if field.level == ASSERTION] == ["无效票"]
