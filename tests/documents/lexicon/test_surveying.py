"""papers/30: the counts are those of the register; questions and opinions are the office's own words."""

from desktop.documents.lexicon.surveying import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_no_count_of_a_survey_is_typed_and_what_is_denied_is_proven_or_ticked():
    surveyed = [field for field in WORDS if not field.name.startswith("评估")]
    assert {field.name for field in surveyed if field.typed} == {"测评问项", "测评意见", "没有书面意见"}
    assert [field.name for field in WORDS if field.level == ASSERTION] == ["无效票", "没有书面意见"]
