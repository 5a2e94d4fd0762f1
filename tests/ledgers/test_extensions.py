"""延期申请: later than what is in force, decided once by a reviewer (registers.md §4)."""

import pytest

from desktop.ledgers.extensions import EXTENSIONS, check
from desktop.rules.permissions import Right
from tests.ledgers.declared import flags, wrapped_wrongly


@pytest.mark.parametrize(
    "first, wanted, found",
    [
        ("2026-06-18", "2026-06-19", []),
        ("2026-06-18", "2026-06-18", ["not_later"]),
        ("2026-06-18", "2026-06-17", ["not_later"]),
        (None, "2026-06-18", []),
        ("2026-06-18", None, []),
    ],
)
def test_what_is_asked_for_is_later_than_what_is_in_force(first, wanted, found):
    assert [fault.kind for fault in check({"first_due": first, "due_on": wanted}, "2026-06-05")] == found


def test_a_reviewer_grants_with_an_approver_or_refuses_with_a_reason_and_then_it_is_final():
    grant, refuse = EXTENSIONS.step("grant"), EXTENSIONS.step("refuse")
    assert (grant.frm, grant.to, grant.needs, grant.right, grant.reason) == (
        ("applied",),
        "granted",
        ("approver",),
        Right.REVIEW,
        False,
    )
    assert (refuse.frm, refuse.to, refuse.right, refuse.reason) == (("applied",), "refused", Right.REVIEW, True)
    assert EXTENSIONS.is_final("granted") and EXTENSIONS.is_final("refused") and not EXTENSIONS.is_final("applied")
    assert {field.name for field in EXTENSIONS.fields if field.needed} == {"finding", "due_on", "reason"}
    assert not EXTENSIONS.field("first_due").plain and all(rule.refuses for rule in EXTENSIONS.rules)


def test_the_standard_columns_are_all_but_the_hidden_ones():
    assert {field.name for field in EXTENSIONS.fields if field.hidden} == {"source"}


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(EXTENSIONS) == []


def test_what_the_fields_and_steps_of_extension_are_beside_their_words():
    assert flags(EXTENSIONS) == {
        "needed": "finding due_on reason",
        "deadline": "first_due due_on",
        "hidden": "source",
        "reason": "refuse",
    }  # fmt: skip
