"""The people of the office, said once: name and rights are needed, rights are the four of the office."""

from desktop.ledgers.users import USER_BOOK
from desktop.rules.permissions import RIGHT_WORDS
from tests.ledgers.declared import flags


def test_a_person_has_a_name_and_rights():
    assert {field.name for field in USER_BOOK.fields if field.needed} == {"name", "rights"}
    assert dict(USER_BOOK.field("rights").choices) == {str(right): word for right, word in RIGHT_WORDS.items()}
    assert [state.code for state in USER_BOOK.states] == ["active", "inactive"] and all(
        rule.refuses for rule in USER_BOOK.rules
    )


def test_what_the_fields_and_steps_of_user_are_beside_their_words():
    assert flags(USER_BOOK) == {
        "needed": "name rights",
    }  # fmt: skip
