"""Every declared book is reached where ux/pages.md §0 puts it; a folded one is a tab while it is chosen."""

from __future__ import annotations

import pytest

from desktop.ledgers import books
from desktop.ledgers.places import BESIDE_FINDINGS, FURTHER, folded_books, page_of
from desktop.ui.asks import AskTab
from desktop.ui.pages import PAGES
from desktop.ui.widgets.folded_tabs import FoldedTabs
from tests.ui.office import show

ENTRIES = {entry.key: entry for entry in PAGES}


@pytest.mark.parametrize("key", sorted({page_of(one.name) for one in books.declared()}))
def test_each_book_of_a_page_is_shown_when_it_is_asked_for(qtbot, context, key):
    page = show(qtbot, context, ENTRIES[key].make(context))
    for name in (one.name for one in books.declared() if page_of(one.name) == key):
        page.open_with(AskTab(name))
        assert page.tabs.current() == name and page.view.name == name
        assert not page.tabs.button(name).isHidden()
        said = page.view.register.title
        assert said[: 2 if name == "copy_report" else None] in page.status_texts()[0], "pages.md §15: 抄报 9 件 189 条"


def test_every_page_stands_in_the_rail_or_under_a_place_of_it_and_no_digit_is_given_twice():
    keys = [entry.shortcut for entry in PAGES if entry.shortcut]
    assert len(set(keys)) == len(keys)
    assert all(not entry.place or not ENTRIES[entry.place].place for entry in PAGES)
    digits = {entry.shortcut: entry.title for entry in PAGES}
    assert (digits["Ctrl+4"], digits["Ctrl+6"], digits["Ctrl+7"]) == ("联审", "评价约谈", "建议抄报")


def test_a_folded_tab_is_seen_while_it_is_chosen_and_the_menu_names_all_of_them(qtbot):
    tabs = FoldedTabs([("a", "甲", None), ("b", "乙", None), ("c", "丙", None)], ("b", "c"), "更多账册")
    qtbot.addWidget(tabs)
    seen = lambda: [key for key in tabs.keys() if not tabs.button(key).isHidden()]  # noqa: E731
    assert seen() == ["a"] and [entry.text() for entry in tabs.more.menu().actions()] == ["乙", "丙"]
    tabs.more.menu().actions()[1].trigger()
    assert tabs.current() == "c" and seen() == ["a", "c"]
    tabs.set_current("a")
    assert seen() == ["a"]
    qtbot.addWidget(bare := FoldedTabs([("a", "甲", None)], (), "更多账册"))
    assert bare.more.isHidden()


def test_the_tabs_beside_the_findings_lead_to_their_books_and_back(qtbot, context):
    opened = []
    context.open_page = lambda key, payload=None: opened.append((key, payload))
    page = show(qtbot, context, ENTRIES[FURTHER].make(context))
    assert page.tabs.current() == BESIDE_FINDINGS[0]
    page.tabs.set_current("findings")
    assert opened == [("findings", AskTab("findings"))] and page.tabs.current() == BESIDE_FINDINGS[0]
    assert set(page.tabs.keys()) == {"findings", "recheck", *BESIDE_FINDINGS, *folded_books()}
    page.tabs.set_current("recheck")
    assert opened[-1] == ("recheck", AskTab("recheck"))
