"""The registers of prints and of copies: what was logged is not typed over."""

from desktop.ledgers.prints import COPY_BOOK, PRINT_BOOK
from tests.ledgers.declared import flags


def test_a_print_is_logged_and_of_a_copy_only_who_holds_it_is_plain():
    assert not any(field.plain for field in PRINT_BOOK.fields)
    assert {field.name for field in COPY_BOOK.fields if field.plain} == {"holder", "changed_on", "note"}
    hidden = {field.name for field in (*PRINT_BOOK.fields, *COPY_BOOK.fields) if field.hidden}
    assert hidden == {"criteria", "file_name", "sha256"}


def test_what_the_fields_and_steps_of_print_are_beside_their_words():
    assert flags(PRINT_BOOK) == {
        "hidden": "criteria file_name sha256",
    }  # fmt: skip


def test_what_the_fields_and_steps_of_copy_are_beside_their_words():
    assert flags(COPY_BOOK) == {
    }  # fmt: skip
