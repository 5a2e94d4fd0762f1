"""The register of units, said once: the full name goes by dates, everything else is plain."""

from desktop.ledgers.units import UNIT_BOOK, UNIT_EDITABLE, UNIT_LINEAGE, UNITS
from tests.ledgers.declared import flags


def test_the_full_name_and_the_lineage_are_deeds_and_everything_else_is_plain():
    assert {field.name for field in UNIT_BOOK.fields} - {"name"} == UNIT_EDITABLE and not any(
        field.plain for field in UNIT_LINEAGE
    )
    hidden = {field.name for field in UNIT_BOOK.fields if field.hidden}
    assert hidden == {"organ", "party_form", "superior", "department_in_charge", "discipline_team"} and all(
        rule.refuses for rule in UNIT_BOOK.rules
    )


def test_no_word_of_a_list_heads_two_fields():
    words = [word for field in UNIT_BOOK.fields for word in field.words]
    assert len(words) == len(set(words))


def test_order_and_short_name_stay_while_the_register_is_scrolled():
    assert UNITS.frozen == 2 and [column.field for column in UNITS.columns[:3]] == ["sort", "short", "name"]
    assert [column.field for column in UNITS.columns if column.hidden] == [
        field.name for field in UNIT_BOOK.fields if field.hidden
    ]


def test_what_the_fields_and_steps_of_unit_are_beside_their_words():
    assert flags(UNIT_BOOK) == {
        "hidden": "organ party_form superior department_in_charge discipline_team",
    }  # fmt: skip
