"""W-4: every table of the ledger has a word for people, and each its own; a declared book is called by its title."""

from db import digest
from desktop.ledgers import books
from desktop.ledgers.table_words import TABLE_WORDS, table_word


def test_every_table_is_told_in_chinese_w4(ledger):
    """W-4"""
    tables = set(digest.all_tables(ledger.reader))
    assert not {table for table in tables if table_word(table).isascii()}
    assert len({table_word(table) for table in tables}) == len(tables)
    assert len(set(TABLE_WORDS.values())) == len(TABLE_WORDS)


def test_a_book_that_is_declared_later_is_called_by_its_title(own_book):
    assert table_word(own_book.name) == "走访" and all(table_word(one.name) == one.title for one in books.declared())
    assert table_word("no_such_table") == "no_such_table"
