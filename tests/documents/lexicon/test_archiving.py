"""papers/25b: volumes are typed, sums are not; what is asserted is ticked."""

from desktop.documents.lexicon.archiving import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_sums_are_computed_and_assertions_are_ticked():
    assert [one.name for one in WORDS if not one.typed] == ["卷数", "件数", "页数"]
    assert [one.name for one in WORDS if one.level == ASSERTION] == ["清点无缺", "电子清单另附"]
