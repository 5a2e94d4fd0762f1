"""P-3: the clauses of papers to leaders and departments that deny something hang on words that are computed or ticked."""

from desktop.documents.lexicon import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_what_is_denied_is_an_assertion_and_only_one_of_them_is_ticked():
    denied = [WORDS[name] for name in ("没有业务问题", "没有专项问题", "没有逾期", "全部入反馈", "无需协调")]

    assert {one.level for one in denied} == {ASSERTION}
    assert [one.name for one in denied if one.typed] == ["无需协调"]
