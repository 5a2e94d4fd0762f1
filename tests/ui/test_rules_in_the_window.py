"""R-1: no form of the window passes a rule that refuses: every case of every book is typed into its dialog, told in words, and enters nothing."""

from __future__ import annotations

import pytest

from desktop.ledgers import books
from desktop.operations.records.values import read_values
from desktop.operations.records.words import lookup
from desktop.ui.dialogs.record_dialog import RecordDialog
from tests.builders import a_finding, a_round, a_unit
from tests.cli.rule_cases import BROKEN, ROUND, SOUND, UNIT
from tests.ui.office import settled


@pytest.fixture
def office(context):
    round_id, unit_id = a_round(context.ledger, ROUND), a_unit(context.ledger, UNIT)
    a_finding(context.ledger, round_id, unit_id, "欠缴党费", first_due_on="2026-06-30", due_kind="date")


@pytest.mark.parametrize(("book", "kind", "change"), BROKEN, ids=lambda one: str(one)[:24])
def test_the_dialog_stays_open_with_the_sentence_and_nothing_is_entered(qtbot, context, office, book, kind, change):
    register = books.book(context.reader, book)
    typed = read_values(register, SOUND[book] | change, lookup(context.reader))
    dialog = RecordDialog(context, register, preset=typed)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.verb.click()
    settled(qtbot, context)
    assert dialog.isVisible() and not dialog.wrong.isHidden(), dialog.wrong.text()
    assert "请" in dialog.wrong.text() and dialog.verb.isEnabled()
    assert context.reader.value(f"select count(*) from [{book}]") == 0
