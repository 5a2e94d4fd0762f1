"""S3: saved views: one name once per owner, one person's own or shared, of the book for which they were saved."""

import json

import pytest

from db.queries import drafts
from desktop.errors import KnownError
from desktop.operations import undo, views
from tests.builders import EVERYONE


def names(ledger, person, book="finding"):
    return [row.name for row in drafts.views(ledger.reader, person.name, book)]


def test_a_view_is_ones_own_or_the_offices(ledger, clerk, reviewer):
    views.save_as(ledger, clerk, " 我的 ", {"filters": {}})
    views.save_as(ledger, clerk, "大家的", {"filters": {}}, shared=True)
    assert (names(ledger, clerk), names(ledger, reviewer)) == (["我的", "大家的"], ["大家的"])
    assert ledger.reader.column("select sort from saved_view order by id") == (0, 1)


def test_a_name_stands_once_per_owner(ledger, clerk, reviewer):
    views.save_as(ledger, clerk, "甲", {})
    for name in ("甲", " 甲 ", "", " "):
        with pytest.raises(KnownError):
            views.save_as(ledger, clerk, name, {})
    views.save_as(ledger, reviewer, "甲", {})
    views.save_as(ledger, clerk, "甲", {}, shared=True)
    with pytest.raises(KnownError):
        views.save_as(ledger, reviewer, "甲", {}, shared=True)
    assert ledger.reader.value("select count(*) from saved_view") == 3


@pytest.mark.parametrize("book", ["finding", "talk"])
def test_a_view_holds_what_was_saved_last_and_stays_with_its_book(ledger, clerk, book):
    made, _changes = views.save_as(ledger, clerk, "甲", {"order": "unit"}, book=book)
    views.save(ledger, clerk, made, {"order": "due"})
    held = json.loads(drafts.view(ledger.reader, made).definition)
    assert held["order"] == "due" and held.get("book") == (None if book == "finding" else book)
    assert names(ledger, clerk, book) == ["甲"]
    assert names(ledger, clerk, "talk" if book == "finding" else "finding") == []


def test_a_view_taken_away_is_gone_until_it_is_brought_back(ledger, clerk):
    made, _changes = views.save_as(ledger, clerk, "甲", {})
    views.remove(ledger, clerk, made)
    assert names(ledger, clerk) == []
    for deed in (lambda: views.save(ledger, clerk, made, {}), lambda: views.remove(ledger, clerk, made)):
        with pytest.raises(KnownError):
            deed()
    views.save_as(ledger, clerk, "甲", {})
    undo.undo(ledger, EVERYONE)
    undo.undo(ledger, EVERYONE)
    assert names(ledger, clerk) == ["甲"]
