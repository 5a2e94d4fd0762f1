"""What every page is given: the sum of a piece of work and its verbs stay in sight (architecture.md §2.8)."""

from __future__ import annotations

import pytest

from desktop.ui.pages import PAGES


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_the_foot_of_a_page_never_scrolls_out_of_sight(entry, context):
    """With large letters in a low window the body scrolls; 入账 beside the sum must not go with it."""
    page = entry.make(context)
    foot = getattr(page, "foot", None)
    if foot is not None:
        assert not page.scroller.isAncestorOf(foot)
        assert page.below.indexOf(foot) >= 0
    page.deleteLater()
