"""The dates of the notice are computed; how long before its date an extension is asked for the clerk may set."""

from desktop.documents.lexicon import WORDS


def test_the_dates_are_computed_and_the_days_ahead_may_be_set():
    assert not WORDS["节点"].typed and {part.name for part in WORDS["节点"].items} == {"名称", "日期", "材料", "对象"}
    assert WORDS["申请提前天数"].typed
