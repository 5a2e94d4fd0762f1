"""S3: views of a book that are saved, chosen and taken away; and where the marker stands when another book is turned to."""

from __future__ import annotations

import pytest

from db.queries import drafts
from desktop.ledgers import books
from desktop.operations import undo, views
from desktop.operations.records import verbs
from desktop.ui.pages.register.page import RegisterPage
from tests.builders import EVERYONE
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import sample
from tests.ui import book_office
from tests.ui.book_office import saved
from tests.ui.office import settled, show

every = pytest.mark.parametrize("name", EVERY_BOOK)
ledger, office, shown = book_office.ledger, book_office.office, book_office.shown


@every
def test_a_view_of_the_book_is_saved_chosen_and_taken_away(qtbot, context, office, shown, name):
    """S3, registers.md §0: filters and columns under a name, of this book alone; 撤销 brings a removed one back."""
    view = shown(name, 2).view
    own = [column.field for column in view.table.model.columns]
    kept = own[:3]
    view.table.apply_columns({"columns": kept})
    with qtbot.waitSignal(context.changed):
        context.write(views.save_as, "简表", view.table.view_definition(), book=name)
    settled(qtbot, context)
    [row] = view.saved_views.rows()
    assert drafts.views(context.reader, context.actor.name) == ()
    view.table.apply_columns({"columns": own})
    view.saved_views.choose(row.id)
    assert [column.field for column in view.table.model.columns] == kept
    assert view.saved_views.text() == "视图 简表" and not view.table.keeps_columns
    view.table.apply_columns({"columns": own[:4]})
    assert view.saved_views.text() == "视图 简表*"
    saved(qtbot, context, view.saved_views.save)
    assert view.saved_views.text() == "视图 简表" and view.saved_views.rows()[0].name == "简表"
    saved(qtbot, context, view.saved_views.remove)
    assert view.saved_views.rows() == () and view.saved_views.text() == "视图 全部"
    assert [column.field for column in view.table.model.columns] == own


@every
def test_a_chosen_view_that_is_taken_away_by_whatever_way_is_chosen_no_more(qtbot, context, office, shown, name):
    """S3: 撤销 of its saving, or a removal elsewhere; the clerk's own columns come back and are remembered again."""
    view = shown(name, 2).view
    own = [column.field for column in view.table.model.columns]
    for way in (
        lambda view_id: views.remove(context.ledger, EVERYONE, view_id),
        lambda _id: undo.undo(context.ledger, EVERYONE),
    ):
        view.table.apply_columns({"columns": own[:3]})
        with qtbot.waitSignal(context.changed):
            context.write(views.save_as, "甲", view.table.view_definition(), book=name)
        settled(qtbot, context)
        view.table.apply_columns({"columns": own})
        [row] = view.saved_views.rows()
        view.saved_views.choose(row.id)
        assert view.saved_views.text() == "视图 甲"

        context.announce(way(row.id))
        settled(qtbot, context)

        assert view.saved_views.text() == "视图 全部" and view.saved_views.current() is None
        assert view.table.keeps_columns and [column.field for column in view.table.model.columns] == own


@pytest.mark.parametrize("count", [0, 2])
def test_the_marker_goes_with_the_book_that_is_turned_to(qtbot, context, office, count):
    """Ctrl+T from one grid leads into the next one, or to its tab where there is nothing yet."""
    page = show(qtbot, context, RegisterPage(context, "两本", lambda: ("chase", "meeting")))
    for name, many in (("chase", 1), ("meeting", count)):
        register = books.book(context.reader, name)
        for _ in range(many):
            verbs.add(context.ledger, EVERYONE, register, sample(register, office))
    page.refresh()
    page.view.table.grid.setFocus()
    page.tabs.step(1)
    assert page.tabs.current() == "meeting"
    wanted = page.view.table.grid if count else page.tabs.button("meeting")
    assert page.window().focusWidget() is wanted


def test_filtering_sorting_and_columns_ask_the_ledger_nothing_for_the_button(
    qtbot, context, office, shown, monkeypatch
):
    """The views are read when the page is; each change is compared in memory."""
    view = shown("talk", 2).view
    asked = []
    monkeypatch.setattr(drafts, "views", lambda *given: asked.append(given) or ())
    view.table.apply_columns({"columns": ["unit"]})
    view.table.definition_changed.emit()
    view.saved_views.fill()
    assert asked == []
    view.refresh()
    assert len(asked) == 1
