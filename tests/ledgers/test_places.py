"""Every book stands under one place of the window: its own, or among 更多账册."""

from desktop.ledgers import books
from desktop.ledgers.places import FURTHER, PAGES, further_books, page_of


def test_a_book_has_its_page_or_is_among_the_further_ones_never_both():
    for one in books.declared():
        assert (page_of(one.name) == FURTHER) == (one.name in further_books()) == (one.name not in PAGES)
    assert page_of("talk") == "talks" and list(further_books()) == [
        one.name for one in books.declared() if one.name not in PAGES
    ]
