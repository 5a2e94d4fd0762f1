"""W-3: what a book declares and what its table holds agree, for every book that has a table; one declaration, no list beside it."""

from __future__ import annotations

import pytest

from desktop.ledgers import books
from desktop.ledgers.dictionaries import CATEGORY_BOOK, PHRASE_BOOK
from desktop.ledgers.findings import FINDINGS
from desktop.ledgers.letters import LETTER_BOOK
from desktop.ledgers.measures import MEASURES
from desktop.ledgers.rounds import ROUND_BOOK
from desktop.ledgers.told import told_text
from desktop.ledgers.units import UNIT_BOOK

BOOKS = (FINDINGS, UNIT_BOOK, MEASURES, ROUND_BOOK, LETTER_BOOK, CATEGORY_BOOK, PHRASE_BOOK)
_ELSEWHERE = {"unit": {"name"}, "finding": {"unit"}, "letter": {"replied_on", "received_on"}}
"""Fields that stand in another table: names of units by date, the events of papers."""


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_stored_field_is_a_column_of_its_table(ledger, book):
    """W-3"""
    columns = set(ledger.reader.column("select name from pragma_table_info(?)", (book.name,)))
    stored = {field.name for field in book.fields if field.stored} - _ELSEWHERE.get(book.name, set())

    assert stored <= columns


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_column_that_holds_words_has_a_field(ledger, book):
    """W-3: no column is forgotten by the form, the grid and the history."""
    plumbing = {
        "id", "removed_in", "import_id", "parent_id", "round_id", "unit_id", "term_id", "other", "own", "source_sheet", "source_row",
        "finding_id", "number", "pattern", "year", "known_at", "origin", "sha256", "draft_sha256", "approved_sha256", "copy_numbers", "parent_round_id", "template", "state",
    }  # fmt: skip
    columns = set(ledger.reader.column("select name from pragma_table_info(?)", (book.name,))) - plumbing

    assert columns - {field.name for field in book.fields} <= {"seq", "basis_id", "words", "differences"}


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_titles_and_names_are_given_once(book):
    """W-3"""
    for words in ([field.name for field in book.fields], [field.title for field in book.fields]):
        assert len(set(words)) == len(words)


def test_a_text_is_told_as_it_is():
    class Record:
        name, note = "县民政局党组", ""

    name = next(field for field in UNIT_BOOK.fields if field.name == "name")
    assert told_text(name, Record()) == "县民政局党组"


def test_declared_books_are_walked_found_and_withdrawn(ledger, own_book):
    assert (
        own_book in books.declared()
        and books.is_declared(own_book.name)
        and books.as_declared(own_book.name) is own_book
    )
    assert books.book(ledger.reader, own_book.name).fields == own_book.fields
    books.withdraw(own_book.name)
    books.withdraw(own_book.name)
    assert not books.is_declared(own_book.name) and own_book not in books.declared()
    with pytest.raises(KeyError):
        books.as_declared(own_book.name)


def test_everything_is_every_book_with_a_table_and_every_declared_one_once(own_book):
    """W-3"""
    names = [one.name for one in books.everything()]

    assert len(set(names)) == len(names)
    assert set(names) == {one.name for one in books.WITH_TABLES} | {one.name for one in books.declared()}
    assert own_book.name in names


@pytest.mark.parametrize("book", books.WITH_TABLES, ids=lambda book: book.name)
def test_what_is_told_of_a_book_begins_with_the_fields_of_its_grid(book):
    """W-3"""
    told = books.told_fields(book.name)

    assert told[: len(book.fields)] == book.fields
    assert told[len(book.fields) :] == books.BESIDE.get(book.name, ())
    assert len({field.name for field in told}) == len(told)
