"""What the report on a term says of proofs, reviews and lists comes from the books, and only where they prove it (papers/18)."""

from __future__ import annotations

from desktop.operations.papers.providers import term_records
from tests.operations.papers.handed_in import enter, plan_under_review, step
from tests.operations.papers.providers.test_term_coverage import term, words  # noqa: F401

ON = "2026-07-01"


def test_working_papers_are_said_to_be_there_for_all_only_where_each_finding_is_named(term):  # noqa: F811
    ledger, first, second, _units = term
    rows = {"title": "底稿", "made_on": ON, "round": first, "unit": 1}
    enter(ledger, "working_paper", **rows, findings=[1, 2])
    assert words(term).get("底稿逐题") is None
    enter(ledger, "working_paper", **rows, findings=[3, 4, 5])
    assert words(term)["底稿逐题"] is True


def test_the_stages_of_every_round_are_its_reviews(term):  # noqa: F811
    ledger, first, _second, (housing, farming, _village) = term
    for unit in (housing, farming):
        plan_under_review(ledger, first, unit, ("县纪委监委", None, "措施不实"))
    found = words(term)
    assert (int(found["联审轮"]), int(found["联审意见"])) == (1, 2) and len(found["联审轮"].rows) == 2


def test_a_negative_list_counts_what_stands_in_it(term):  # noqa: F811
    ledger, first, *_rest = term
    group = enter(ledger, "common_group", name="入账滞后", findings=[1, 2], round=first)
    enter(ledger, "common_group", name="公示不全", findings=[3], round=first)
    assert words(term).get("负面清单") is None
    step(ledger, "common_group", group, "confirm", on=ON)
    assert int(words(term)["负面清单"]) == 1


def test_a_report_signed_by_the_head_of_a_unit_is_no_countersignature_of_a_leader(term):  # noqa: F811
    ledger, first, _second, (housing, farming, _village) = term
    enter(ledger, "copy_report", level="leader", addressee="秦望舒", round=first)
    for unit, name in ((housing, "秦望舒"), (farming, "周柏川")):
        enter(ledger, "submission", unit=unit, kind="report", received_on=ON, round=first, signed_by=name)
    assert int(words(term)["签字背书"]) == 1


def test_the_way_of_villages_is_told_where_each_has_one(term):  # noqa: F811
    ledger, *_rest, (_housing, _farming, village) = term
    assert words(term).get("对村方式") is None
    classed = {"unit": village, "year": 2026, "mode": "直接巡", "decided_on": ON}
    enter(ledger, "unit_class", **classed, also={"class": "A"})
    assert words(term)["对村方式"] == "直接巡察1个"


def test_every_word_of_the_module_has_one_provider():
    assert not set(term_records.WORDS) & {name for names, _how in term_records.TOGETHER for name in names}
