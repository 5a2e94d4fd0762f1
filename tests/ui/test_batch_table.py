"""The rows of a batch: what the check says in one mark, and the number of what went out."""

from types import SimpleNamespace

import pytest

from desktop.ledgers.column import Tone
from desktop.ui.pages.letters.batch_table import as_sent, counted_titles, state_mark, titled_counts
from desktop.ui.paper_desk import Draft


def a_draft(blocking=(), marked=(), title="督办函", record="", sent=""):
    recipe = SimpleNamespace(title=title, record_of=lambda _words: record)
    gathered = SimpleNamespace(recipe=recipe, words={})
    return Draft(1, gathered, "第六轮", 3, 1, blocking, marked, b"", (), 2, title, sent=sent)


@pytest.mark.parametrize(("draft", "text", "tone", "tip"), [
    (a_draft(), "可签发", Tone.GREEN, "可签发"),
    (a_draft(("主送",)), "缺：主送", Tone.RED, "缺：主送"),
    (a_draft(("主送", "日期", "密级"), ("领导",)), "缺：主送、日期 等 3 项", Tone.RED, "缺：主送、日期、密级"),
    (a_draft((), ("领导",)), "请确认：领导", Tone.AMBER, "请确认：领导"),
    (a_draft(("主送",), sent="云巡督〔2026〕1号"), "已签发", Tone.GREEN, "云巡督〔2026〕1号"),
])  # fmt: skip
def test_what_lacks_comes_before_what_is_to_be_confirmed_and_all_of_it_stands_in_the_tip(draft, text, tone, tip):
    mark = state_mark(draft)
    assert (mark.word, mark.tone) == (text, tone) and mark.tooltip.endswith(tip)


@pytest.mark.parametrize(("number", "record", "shown", "sent"), [
    ("云巡督〔2026〕1号", "", "1 号", "云巡督〔2026〕1号"), ("", "约谈〔2026〕2号", "约谈〔2026〕2号", "督办函"), ("", "", "", "督办函"),
])  # fmt: skip
def test_a_paper_that_went_out_shows_its_number_its_record_or_its_title(number, record, shown, sent):
    row = as_sent(a_draft(record=record), SimpleNamespace(number=number, title="督办函"))
    assert (row.number, row.sent) == (shown, sent)
    assert as_sent(row, None) is row, "what did not go out stays as it is"


def test_kinds_are_counted_in_the_order_of_the_batch():
    drafts = [a_draft(), a_draft(title="整改通知"), a_draft()]
    assert (counted_titles(drafts), titled_counts(drafts)) == ("督办函 2 份、整改通知 1 份", "2 份督办函、1 份整改通知")
    assert counted_titles(()) == ""
