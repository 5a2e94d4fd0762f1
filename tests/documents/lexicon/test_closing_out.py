"""P-3: what a unit hands in comes from the ledger; a clerk may only say it better or tick what is grave."""

from desktop.documents.lexicon.closing_out import WORDS

BY_NAME = {field.name: field for field in WORDS}


def test_only_day_result_supervisor_and_gravity_may_be_typed():
    assert {name for name, field in BY_NAME.items() if field.typed} == {"申请日期", "自报成效", "监督方", "报领导小组"}


def test_without_evidence_a_day_or_a_result_nothing_is_closed_out():
    assert all(BY_NAME[name].missing == "拦发" for name in ("佐证", "完成日期", "自报成效", "监督方", "销号问题"))
