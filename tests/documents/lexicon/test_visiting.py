"""P-3: that nothing untrue was found is proven by the checks; grades and shares come from the follow-up's own books."""

from desktop.documents.lexicon import WORDS
from desktop.documents.vocabulary import ASSERTION


def test_what_was_found_is_computed_and_only_the_text_is_typed():
    assert WORDS["没有不属实"].level == ASSERTION and not WORDS["没有不属实"].typed
    assert not any(WORDS[name].typed for name in ("结果表", "等次汇总", "点名单位", "单位比例", "问题比例"))
    assert all(WORDS[name].typed for name in ("典型", "督查问题", "督查要求"))
