"""Under which place of the window each book stands (ux/pages.md §0); a book without one stands among 更多账册."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.later import Later

if TYPE_CHECKING:
    from desktop.ledgers import books
else:  # the rail asks which page a book is on before any page needs a declaration
    books = Later("desktop.ledgers.books")

PAGES = {
    **dict.fromkeys(("draw", "visit", "check"), "follow_up"),
    **dict.fromkeys(("talk", "survey", "score_scheme", "score_sheet"), "talks"),
    **dict.fromkeys(("chase", "extension", "reminder"), "chasing"),
    **dict.fromkeys(("submission", "opinion", "review_party"), "review"),
    **dict.fromkeys(("common_group", "recommendation", "copy_report"), "advice"),
    **dict.fromkeys(("stored_figure", "freeze"), "stored"),
    **dict.fromkeys(("inspector", "avoidance", "team", "unit_class"), "pool"),
    **dict.fromkeys(("briefing", "lecture", "contact_point", "carry_over", "archive"), "before"),
}  # fmt: skip
FURTHER = "books"
BESIDE_FINDINGS = ("working_paper", "secretary_item", "petition")
"""The books that have a tab beside the list of findings; the others of its page stand behind 更多账册▾."""


def page_of(book: str) -> str:
    """The page on which a book is shown."""
    return PAGES.get(book, FURTHER)


def books_of(page: str) -> tuple[str, ...]:
    """The books of a page, in order of declaration."""
    return tuple(one.name for one in books.declared() if page_of(one.name) == page)


def further_books() -> tuple[str, ...]:
    """The books that have no place of their own: those with a tab first, then in order of declaration."""
    return (*BESIDE_FINDINGS, *folded_books())


def folded_books() -> tuple[str, ...]:
    """Those behind 更多账册▾."""
    return tuple(name for name in books_of(FURTHER) if name not in BESIDE_FINDINGS)
