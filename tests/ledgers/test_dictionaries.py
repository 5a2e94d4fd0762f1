"""The dictionaries of the office: categories and phrases are plain, an alias is remembered and removed, never rewritten."""

from desktop.ledgers.dictionaries import ALIAS_BOOK, CATEGORY_BOOK, PHRASE_BOOK


def test_what_is_edited_and_what_is_not():
    assert all(field.plain for field in (*CATEGORY_BOOK.fields, *PHRASE_BOOK.fields)) and not any(
        field.plain for field in ALIAS_BOOK.fields
    )
