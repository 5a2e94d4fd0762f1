"""问题台账 through the real page: tasks T3 and T4, keys, input method, drafts, batch, recycle bin, views."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ui.pages.findings_page import FindingsPage
from tests.ui.office import an_office, show

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = "2026-06-05"


@pytest.fixture
def page(qtbot, context):
    an_office(context.ledger, count=24, claimed=10, proven=7)
    return show(qtbot, context, FindingsPage(context))


def lines(context):
    return {row.id: row for row in list_findings(context.reader, FindingCriteria(presence="any"), TODAY)}


def test_the_page_shows_the_round_and_its_first_finding(page):
    assert page.table.scope_text() == "24 / 24"
    assert page.pane.head.number.text() == page.table.records()[0].number
