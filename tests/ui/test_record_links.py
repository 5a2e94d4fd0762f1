"""registers.md §0: a record shows whom it names and who names it, and a click opens either."""

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.operations.records import verbs
from desktop.ui.asks import AskRecord
from desktop.ui.pages.register.page import RegisterPage
from tests import naming_book
from tests.builders import EVERYONE
from tests.ui.office import show


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    naming_book.declare(monkeypatch)


@pytest.fixture
def ledger(declared, ledger):
    from db.store import open_ledger
    from tests.ui.conftest import standing_clock

    ledger.close()
    return open_ledger(ledger.folder, None, standing_clock)


def test_a_record_links_to_the_record_it_names_and_to_those_that_name_it(qtbot, context, monkeypatch):
    ledger = context.ledger
    squad, _ = verbs.add(ledger, EVERYONE, naming_book.SQUADS, {"name": "第一分队", "made_on": "2026-03-01"})
    errand, _ = verbs.add(ledger, EVERYONE, naming_book.ERRANDS, {"on": "2026-05-01", "squad": squad.id})
    opened = []
    monkeypatch.setattr(context, "open_page", lambda *asked: opened.append(asked))
    for book, word, wanted in (
        ("errand", "第一分队", ("squad", squad.id)),
        ("squad", errand.number, ("errand", errand.id)),
    ):
        page = show(qtbot, context, RegisterPage(context, book, lambda b=book: (b,)))
        page.view.select(errand.id if book == "errand" else squad.id)
        [button] = [one for one in page.findChildren(QPushButton) if one.text() == word]
        button.click()
        assert opened[-1] == ("books", AskRecord(*wanted))
