"""X5: every field that a list can say anew has a name that no other has, and a title."""

from __future__ import annotations

from itertools import permutations

from desktop.ledgers.findings import FIELDS
from desktop.ledgers.own_fields import is_own
from desktop.operations.importing import field_change
from desktop.operations.importing.field_change import MEASURE, MEASURE_WORDS, NO_FIELDS, REVIEW, TITLES, FieldChange

STORED = {field.name for field in FIELDS if field.stored}


def test_whatever_is_no_field_of_the_book_has_its_own_title_and_the_review_is_one():
    assert set(TITLES) == NO_FIELDS | {REVIEW} and all(TITLES.values())
    assert len(set(TITLES.values())) == len(TITLES)
    assert REVIEW in STORED and not any(is_own(name) for name in NO_FIELDS)


def test_a_word_of_one_measure_is_never_taken_for_another_name():
    names = [*NO_FIELDS, *STORED, f"{MEASURE}4", f"{MEASURE_WORDS}4:owner"]
    marks = (MEASURE, MEASURE_WORDS)
    assert not any(one.startswith(other) for one, other in permutations(marks, 2))
    assert [name for name in names if name.startswith(marks)] == names[-2:]


def test_why_a_row_is_in_dispute_is_said_differently_for_every_reason():
    reasons = (field_change.EDITED, field_change.OLDER, field_change.NO_BASE)
    assert len(set(reasons)) == 3 and all(reasons)


def test_what_nothing_stands_against_is_a_change_and_writes_its_value_alone():
    one = FieldChange("owner", "责任人", "甲", "乙", "乙")
    assert (one.conflict, one.blocked, dict(one.beside)) == ("", "", {})
