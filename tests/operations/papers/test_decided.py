"""What was decided of a wrong figure: told with its reason, or with the paper that corrects it; another value is another difference."""

from dataclasses import replace

from desktop.operations.papers import decided
from desktop.operations.papers.decided import Decision, by_difference, corrections_of

KEPT = Decision(1, "处理1", "2026-06-05", 4, "逾期数", "m1", "3", "2", "kept", "作说明保留", "补登在后")
CORRECTED = replace(KEPT, id=2, state="corrected", word="已更正", correction="云巡更〔2026〕1号")


def test_a_decision_is_told_by_its_reason_or_by_the_paper_that_corrects():
    assert (KEPT.told, CORRECTED.told) == ("作说明保留：补登在后", "已更正：云巡更〔2026〕1号")
    assert "correction" not in KEPT.as_json() and CORRECTED.as_json()["correction"] == "云巡更〔2026〕1号"


def test_of_one_difference_the_last_decision_counts_and_another_value_is_another_difference(monkeypatch):
    other = replace(KEPT, id=3, recomputed="1")
    monkeypatch.setattr(decided, "decisions", lambda _reader, _letter=None: (KEPT, CORRECTED, other))
    found = by_difference(None)
    assert found[KEPT.about] is CORRECTED and found[other.about] is other and len(found) == 2


def test_the_register_says_what_became_of_each_figure(monkeypatch):
    monkeypatch.setattr(decided, "decisions", lambda _reader, letter=None: (KEPT, CORRECTED) if letter == 4 else ())
    assert corrections_of(None, 4) == ("作说明保留：逾期数 3→2（补登在后）", "已更正：逾期数 3→2，见云巡更〔2026〕1号")
    assert corrections_of(None, 5) == ()
