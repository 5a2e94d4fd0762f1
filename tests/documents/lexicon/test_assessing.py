"""papers/13: points come from the score sheet, an item without grounds keeps the paper from going out."""

from desktop.documents.lexicon.assessing import WORDS

BY_NAME = {field.name: field for field in WORDS}


def test_only_what_follows_and_what_to_watch_may_be_typed():
    assert {name for name, field in BY_NAME.items() if field.typed} == {"后续", "关注事项"}


def test_an_item_needs_grounds_and_no_survey_prints_no_rate():
    assert next(item for item in BY_NAME["评分"].items if item.name == "依据").missing == "拦发"
    assert BY_NAME["测评满意率"].missing == "略"
