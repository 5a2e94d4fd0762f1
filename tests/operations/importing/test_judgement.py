"""ledger.md §5: what each fault of a list means: leaves the row out, asks, or is only a note; what a clerk picked."""

import pytest

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing import judgement
from desktop.operations.importing.judgement import Picks

NOTES = [
    "hidden_row",
    "hidden_column",
    "hidden_sheet",
    "not_a_list_sheet",
    "picture_not_read",
    "bad_character",
    "trimmed",
    "trimmed_value",
]
ASKS = [
    "unknown_unit", "multiple_units", "missing_unit", "before_feedback", "possible_duplicate", "formula_no_value", "error_value", "verdict_needs_gate",
    "bad_date", "unknown_status", "amount_in_words",
]  # fmt: skip


def fault(kind, level="warning"):
    return ReadingFault("清单", 5, "due_on", None, level, kind, "说明")


@pytest.mark.parametrize("kind, level, out, asked", [
    *((kind, "warning", False, False) for kind in NOTES), *((kind, "warning", False, True) for kind in ASKS), ("missing_text", "warning", True, False),
    *((kind, "error", True, False) for kind in (*NOTES, *ASKS)),
])  # fmt: skip
def test_each_kind_means_one_of_three(kind, level, out, asked):
    one = fault(kind, level)
    assert (judgement.leaves_out(one), judgement.asks(one)) == (out, asked)
    assert judgement.hinder([one]) == ([one] if out or asked else [])


def test_only_dates_before_the_feedback_are_left_empty():
    assert judgement.emptied([fault("before_feedback"), fault("bad_date")]) == {("清单", 5, "due_on")}
    assert {
        "unknown_unit",
        "multiple_units",
        "missing_unit",
    } == judgement.NO_UNIT and judgement.BEFORE_FEEDBACK == "before_feedback"


@pytest.mark.parametrize("proposed", [True, False])
def test_a_field_is_taken_as_proposed_unless_the_clerk_chose_otherwise(proposed):
    place = ("清单", 5)
    assert Picks().takes(place, "owner", proposed=proposed) is proposed
    for chosen in (True, False):
        picks = Picks(fields={(*place, "owner"): chosen})
        assert picks.takes(place, "owner", proposed=proposed) is chosen
        assert picks.takes(place, "remark", proposed=proposed) is proposed
        assert Picks(frozenset({place}), picks.fields).takes(place, "owner", proposed=proposed) is False
        assert Picks(frozenset({("清单", 6)}), picks.fields).takes(place, "owner", proposed=proposed) is chosen


def test_a_fault_of_our_own_has_the_shape_of_the_readers():
    one = judgement.own_fault(FindingDraft(sheet="清单", row=5), "due_on", "x", "说明", ("甲",))
    assert one == ReadingFault("清单", 5, "due_on", "", "warning", "x", "第 5 行：说明", ("甲",))
