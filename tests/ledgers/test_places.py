"""Every book stands under one place of the window: its own, or among 更多账册."""

from desktop.ledgers import books
from desktop.ledgers.places import BESIDE_FINDINGS, FURTHER, PAGES, folded_books, further_books, page_of


def test_a_book_has_its_page_or_is_among_the_further_ones_never_both():
    for one in books.declared():
        assert (page_of(one.name) == FURTHER) == (one.name in further_books()) == (one.name not in PAGES)
    assert page_of("talk") == "talks"
    assert set(further_books()) == {one.name for one in books.declared() if one.name not in PAGES}


def test_the_books_with_a_tab_beside_the_findings_come_first_and_the_others_are_folded():
    assert further_books() == (*BESIDE_FINDINGS, *folded_books()) and not set(BESIDE_FINDINGS) & set(folded_books())
