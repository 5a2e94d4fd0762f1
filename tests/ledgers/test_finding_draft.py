"""L-1: a draft of a finding keeps what was said, says nothing of the rest, and stores both apart."""

from __future__ import annotations

import pytest

from desktop.ledgers.finding_draft import DRAFTED, FindingDraft

WORDS = {name: f"<{name}>" for name in DRAFTED}


def test_every_field_that_is_said_is_stored_and_read_again():
    draft = FindingDraft(1, 2, "问题", **WORDS)

    assert {name: draft.stored()[name] for name in DRAFTED} == WORDS
    assert {name: draft.said(name) for name in DRAFTED} == WORDS
    assert {name: getattr(draft, name) for name in DRAFTED} == WORDS


@pytest.mark.parametrize("name", DRAFTED)
def test_a_field_of_which_nothing_was_said_is_empty_and_left_to_the_ledger(name):
    draft = FindingDraft(1, 2, "问题", **{**WORDS, name: None})

    assert draft.said(name) is None and name not in draft.stored()
    assert getattr(draft, name) == getattr(FindingDraft(1, 2, "问题"), name)
    assert FindingDraft(1, 2, "问题").but(**{name: "x"}).stored()[name] == "x"


def test_the_place_in_a_list_is_stored_where_there_is_one():
    assert FindingDraft(1, 2, "问题").stored()["source_row"] is None
    for row in (1, 7):
        stored = FindingDraft(1, 2, "问题", row=row, sheet="Sheet1", import_id=5, parent_id=4, opening=True).stored()
        assert (stored["source_row"], stored["source_sheet"], stored["import_id"]) == (row, "Sheet1", 5)
        assert (stored["parent_id"], stored["opening"], stored["round_id"], stored["unit_id"]) == (4, True, 1, 2)


def test_a_field_that_no_finding_has_is_refused():
    with pytest.raises(TypeError, match="no_such"):
        FindingDraft(1, 2, "问题", no_such="x")
    with pytest.raises(AttributeError):
        _ = FindingDraft(1, 2, "问题").no_such
