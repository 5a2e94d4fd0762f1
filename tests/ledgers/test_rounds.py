"""The rounds, said once: what is needed, what a plain edit sets, which dates ask for work; the code is given once."""

from desktop.ledgers.rounds import ROUND_BOOK, ROUND_EDITABLE
from tests.ledgers.declared import flags


def test_the_code_is_given_once_and_everything_else_is_plain():
    assert {field.name for field in ROUND_BOOK.fields} - {"code"} == ROUND_EDITABLE and {
        field.name for field in ROUND_BOOK.fields if field.needed
    } == {"name"}
    assert {field.name for field in ROUND_BOOK.deadlines} == {"plan_due_on", "reminder_on", "ends_on", "review_due_on"}
    assert [field.name for field in ROUND_BOOK.fields if not field.hidden] == ["code", "name", "feedback_on"] and all(
        rule.refuses for rule in ROUND_BOOK.rules
    )


def test_what_the_fields_and_steps_of_round_are_beside_their_words():
    assert flags(ROUND_BOOK) == {
        "needed": "name",
        "deadline": "plan_due_on reminder_on ends_on review_due_on",
        "hidden": "kind batch special_topic scheme mobilised_on on_site_from on_site_to leading_group_on secretary_meeting_on months plan_due_on reminder_on ends_on review_due_on state opening_closed",
    }  # fmt: skip
