"""W-3, L8: the form shows and keeps every field under its own name; a field that a clerk adds is there at once, everywhere in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from db.queries.findings import co_unit_ids, finding
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FIELDS, finding_line, table_of
from desktop.operations import own_fields
from desktop.rules.permissions import Actor, Right
from desktop.ui.pages.findings.finding_dialog import FindingDialog
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.widgets.unit_picker import unit_choices
from tests.builders import EVERYONE
from tests.every_field import TODAY, a_marked_finding
from tests.ui.office import an_office, settled, show


@pytest.fixture
def marked(qtbot, context):
    finding_id, found = a_marked_finding(context.ledger)
    line = finding_line(finding(context.reader, finding_id, TODAY), 1, TODAY)
    dialog = FindingDialog(context, unit_choices(context), line.round_id, line)
    qtbot.addWidget(dialog)
    return dialog, line, found


def shown(widget):
    if isinstance(widget, QCheckBox):
        return widget.isChecked()
    if isinstance(widget, QComboBox):
        return widget.currentData()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


def test_every_editor_shows_its_own_mark_and_gives_it_back(marked):
    """W-3"""
    dialog, _line, found = marked
    editors = {name: editor for name, editor in dialog.editors.items() if name in found}

    assert {name: editor.value() for name, editor in editors.items()} == {name: found[name] for name in editors}
    for name, editor in editors.items():
        if editor.field.holds not in (Holds.FLAG, Holds.CHOICE):
            assert shown(editor.widget) == editor.field.text(found[name]), name
    assert set(found) - set(editors) == {"due_kind", "review_on"}


def test_saving_without_a_change_changes_nothing(marked, context):
    """W-3"""
    dialog, _line, _found = marked
    before = context.reader.value("select max(id) from action")
    dialog.try_it()

    assert context.reader.value("select max(id) from action") == before


def test_co_units_are_a_field_of_the_form(marked, context, qtbot):
    dialog, line, _found = marked
    assert dialog.shared.text() == "县财政局"
    dialog.shared.setText("")
    dialog.try_it()
    settled(qtbot, context)

    assert co_unit_ids(context.reader, line.id) == ()


def test_a_field_that_a_clerk_adds_is_in_grid_form_filter_and_batch_at_once_and_leaves_again(qtbot, context):
    """L8"""
    an_office(context.ledger, count=3)
    page = show(qtbot, context, FindingsPage(context))
    name, changes = own_fields.add(context.ledger, EVERYONE, "风险等级", Holds.CHOICE, ("高", "中", "低"))
    page.on_changed(changes)

    assert page.table.model.columns[-1].title == "风险等级"
    line = page.table.records()[0]
    page.deeds.edit_cell(line, name, "中")
    settled(qtbot, context)
    page.refresh()
    assert page.table.model.columns[-1].text(page.table.records()[0]) == "中"
    dialog = FindingDialog(context, unit_choices(context), line.round_id, page.table.records()[0])
    qtbot.addWidget(dialog)
    assert dialog.editors[name].value() == "中"

    page.on_changed(own_fields.remove(context.ledger, EVERYONE, name))
    assert all(column.title != "风险等级" for column in page.table.model.columns)
    again, changes = own_fields.add(context.ledger, EVERYONE, "风险等级", Holds.CHOICE, ("高", "中", "低"))
    page.on_changed(changes)
    assert again == name
    assert getattr(page.table.records()[0], name) == "中"


def test_a_field_that_asks_for_another_right_is_grey_in_form_grid_and_batch(marked, context, monkeypatch, qtbot):
    """R-1, W-3: for every field of the finding ledger, as in every other book."""
    fields = tuple(replace(field, right=Right.AUDIT) if field.plain else field for field in FIELDS)
    context.actor = Actor("李建国", frozenset({Right.ENTER}))
    monkeypatch.setattr("desktop.ui.pages.findings.finding_dialog.FIELDS", fields)
    dialog = FindingDialog(context, [], 1, None)
    qtbot.addWidget(dialog)
    for name, editor in dialog.editors.items():
        assert editor.widget.isEnabled() == editor.field.own, name
    table = replace(table_of(()), columns=tuple(field.as_column() for field in fields)).held_by(context.actor.rights)
    assert not any(column.editable for column in table.columns)
    assert all("审计" in column.reason for column, field in zip(table.columns, fields, strict=True) if field.plain)
