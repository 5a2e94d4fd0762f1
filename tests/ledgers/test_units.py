"""The register of units, said once: the full name goes by dates, everything else is plain."""

from desktop.ledgers.units import UNIT_BOOK, UNIT_EDITABLE, UNIT_LINEAGE


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
