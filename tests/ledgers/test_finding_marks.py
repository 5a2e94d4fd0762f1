"""The drawn marks of a finding: lanes apart, both together, and the deadline on its date."""

import pytest

from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.finding_marks import claim_mark, deadline_mark, month_day, state_mark, verdict_mark, whom
from tests.finding_rows import AS_OF, a_row


@pytest.mark.parametrize("fields, word", [
    ({"verdict": "done"}, "已销号"), ({"claim": "done", "claim_newer": 1}, "待核实"), ({"claim": "done", "claim_newer": 0}, "正在推进"), ({"present": 0, "presence_kind": "withdraw"}, "不再整改"),
    ({"present": 1, "presence_kind": "withdraw"}, "正在推进"), ({"present": 0, "presence_kind": "split"}, "已拆分"),
])  # fmt: skip
def test_both_lanes_together_say_one_word(fields, word):
    assert state_mark(a_row(1, **fields)).word == word


def test_done_is_the_units_word_or_the_offices():
    assert (claim_mark("done").word, claim_mark("done").shape, verdict_mark("done").word) == (
        "自报完成",
        Shape.DOT,
        "已销号",
    )
    assert claim_mark("partly_done") == verdict_mark("partly_done") and claim_mark("in_progress").word == "正在推进"


@pytest.mark.parametrize("fields, word, shape", [
    ({"due_on": "2026-06-01"}, "逾期 4 天", Shape.TRIANGLE), ({"due_on": "2026-06-05"}, "今天到期", Shape.DIAMOND), ({"due_on": "2026-06-08"}, "剩 3 天", Shape.DIAMOND), ({"due_on": "2026-06-09"}, "剩 4 天", Shape.DIAMOND_OUTLINE),
    ({"claim": "done", "claim_newer": 1, "claim_on": "2026-06-02"}, "6月2日 报", Shape.DASH), ({"claim": "done", "claim_newer": 1, "claim_on": None}, "已报", Shape.DASH), ({"due_on": None}, "", Shape.DASH), ({"verdict": "done"}, "", Shape.DASH),
    ({"verdict": "long_term", "review_on": "2026-09-10"}, "9月复查", Shape.DASH), ({"verdict": "long_term", "review_on": "2026-06-01"}, "逾期 4 天", Shape.TRIANGLE), ({"nature": "long_term", "review_on": "2026-09-10"}, "剩 97 天", Shape.DIAMOND_OUTLINE),
])  # fmt: skip
def test_a_deadline_is_drawn_as_it_stands_on_the_date(fields, word, shape):
    mark = deadline_mark(a_row(1, **fields), AS_OF)
    assert (mark.word, mark.shape) == (word, shape)
    assert (mark.tone is Tone.RED) == word.startswith("逾期")


def test_a_day_is_told_without_leading_noughts():
    assert month_day("2026-06-02") == "6月2日"


def test_of_many_units_those_with_most_findings_are_named_and_all_are_counted():
    rows = [a_row(place, unit_short=unit) for place, unit in enumerate("乙甲甲丙丙丙", 1)]
    assert whom(rows) == "丙 3、甲 2 等 3 家"
    assert whom(rows[:3]) == "甲 2、乙 1" and whom([]) == ""
