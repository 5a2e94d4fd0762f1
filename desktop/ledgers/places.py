"""Under which place of the window each book stands (ux/pages.md §0); a book without one stands among 更多账册."""

from __future__ import annotations

from desktop.ledgers import books

PAGES = {
    "talk": "talks", "chase": "supervision", "extension": "supervision",
    **dict.fromkeys(("inspector", "avoidance", "team", "unit_class"), "pool"),
    **dict.fromkeys(("briefing", "lecture", "contact_point"), "before"),
}  # fmt: skip
FURTHER = "books"


def page_of(book: str) -> str:
    """The page on which a book is shown."""
    return PAGES.get(book, FURTHER)


def books_of(page: str) -> tuple[str, ...]:
    """The books of a page, in order of declaration."""
    return tuple(one.name for one in books.declared() if page_of(one.name) == page)


def further_books() -> tuple[str, ...]:
    """The books that have no place of their own, in order of declaration."""
    return tuple(one.name for one in books.declared() if one.name not in PAGES)
