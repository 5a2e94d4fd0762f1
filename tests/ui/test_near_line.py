"""新增问题: a quiet line names the finding that says nearly the same; the way to it loses nothing that was typed, and nothing is refused."""

from __future__ import annotations

import pytest

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ui.asks import AskFinding
from desktop.ui.pages.findings.finding_dialog import FindingDialog
from desktop.ui.widgets.unit_picker import unit_choices
from tests.ui.office import TEXTS, an_office, settled


@pytest.fixture
def office(context):
    return an_office(context.ledger, count=6)


def opened(qtbot, context, office, line=None):
    dialog = FindingDialog(context, unit_choices(context), office[0], line)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(qtbot, context)
    return dialog


def typed(qtbot, context, dialog, unit, text):
    dialog.units.set_unit(unit)
    dialog.text.set_text(text)
    qtbot.waitUntil(lambda: not dialog.similar._timer.isActive(), timeout=5_000)
    settled(qtbot, context)


def test_the_nearest_finding_is_named_while_typing_and_goes_when_it_is_like_no_longer(qtbot, context, office):
    _round, units, ids = office
    dialog = opened(qtbot, context, office)
    assert dialog.similar.isHidden()
    typed(qtbot, context, dialog, units[0], TEXTS[0].replace("7 次", "9 次"))
    assert dialog.similar.near.finding.id == ids[0] and not dialog.similar.isHidden()
    assert dialog.similar.button.text().startswith("去看 ")
    typed(qtbot, context, dialog, units[0], "道路硬化工程未招标，直接指定施工队施工")
    assert dialog.similar.isHidden()


def test_it_blocks_nothing(qtbot, context, office):
    _round, units, _ids = office
    before = len(list_findings(context.reader, FindingCriteria(), "2026-06-05"))
    dialog = opened(qtbot, context, office)
    typed(qtbot, context, dialog, units[0], TEXTS[0])
    dialog.verb.click()
    settled(qtbot, context)
    assert dialog.result() == dialog.DialogCode.Accepted
    assert len(list_findings(context.reader, FindingCriteria(), "2026-06-05")) == before + 1


def test_the_way_to_it_keeps_what_was_typed_for_the_next_time(qtbot, context, office):
    _round, units, ids = office
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    dialog = opened(qtbot, context, office)
    dialog.editors["owner"].widget.setText("周立群")
    typed(qtbot, context, dialog, units[0], TEXTS[0])
    dialog.similar.button.click()
    settled(qtbot, context)
    assert asked == [("findings", AskFinding(ids[0]))] and not dialog.isVisible()

    again = opened(qtbot, context, office)
    assert (again.units.unit_id(), again.text.text(), again.editors["owner"].value()) == (units[0], TEXTS[0], "周立群")
    again.verb.click()
    settled(qtbot, context)
    assert opened(qtbot, context, office).text.text() == ""
