"""本格历史 with 还原, and 误销号更正 in one step (W-6)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QMenu

from desktop.ledgers import books
from desktop.ledgers.findings import FIELDS, TABLE
from desktop.operations import attributes, cell_life, evidence, findings, progress
from desktop.operations.records import verbs
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.register.record_menu import ask_record_life
from tests.builders import EVERYONE
from tests.ui.office import an_office, lines, next_dialog, say_yes, settled, show


@pytest.fixture
def page(qtbot, context):
    _round, context.units, _ids = an_office(context.ledger, count=4, claimed=1, proven=1)
    return show(qtbot, context, FindingsPage(context))


def menu_of(page, field):
    """The menu of the cell of a column, for the row in hand."""
    menu = QMenu(page)
    page._fill_menu(menu, TABLE.column(field))
    return {action.text(): action for action in menu.actions()}


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_a_cell_tells_who_changed_it_when_from_what_to_what(qtbot, context, page):
    """W-6 (A2): each step of the field, none of another, the last first."""
    line = page.in_hand()
    findings.edit(context.ledger, EVERYONE, [line.id], {"owner": "马春生"}, reason="人事调整")
    findings.edit(context.ledger, EVERYONE, [line.id], {"remark": "另一栏"})

    life = cell_life.of_finding(context.reader, line.id, "owner")
    [last, first] = life.steps
    assert (last.old, last.new, last.user_name) == ("周立群（办公室主任）", "马春生", EVERYONE.name)
    assert last.recorded_at == "2026-06-05 10:32" and "人事调整" in last.why
    assert first.entered and first.new == "周立群（办公室主任）"


def test_a_former_value_comes_back_by_one_choice(qtbot, context, page):
    """W-6 (A2): 还原 is a change of its own in the log."""
    line = page.in_hand()
    findings.edit(context.ledger, EVERYONE, [line.id], {"owner": "马春生"})
    page.refresh()
    next_dialog(lambda dialog: dialog.buttons[0].click())
    menu_of(page, "owner")["本格历史…"].trigger()
    settled(qtbot, context)

    assert lines(context)[line.id].owner == "周立群（办公室主任）"
    assert len(cell_life.of_finding(context.reader, line.id, "owner").steps) == 3


@pytest.mark.parametrize(
    ("field", "stored", "value"),
    [("nature", "nature", "long_term"), ("unit", "unit_id", None), ("category1", "category1", "三 另一类")],
)
def test_what_decides_a_figure_comes_back_by_its_own_deed_with_a_reason(qtbot, context, page, field, stored, value):
    """W-6 (A2), B-1: a dated attribute goes back as an event, true from a day on."""
    line, ledger = page.in_hand(), context.ledger
    value = value or context.units[1]
    before = getattr(line, stored)
    deed = attributes.recategorise if stored == "category1" else attributes.reclassify
    deed(ledger, EVERYONE, line.id, {stored: value}, "2026-05-01", "领导小组会议调整")
    page.refresh()
    page.table.select_id(line.id)

    life = cell_life.of_finding(context.reader, line.id, field)
    assert life.steps[0].since == "2026-05-01" and "领导小组会议调整" in life.steps[0].why
    assert life.steps[0].value == before

    def choose(dialog):
        if stored != "category1":
            say_yes(qtbot, lambda asked: asked.reason.setText("调整有误"))
        dialog.buttons[0].click()

    next_dialog(choose)
    menu_of(page, field)["本格历史…"].trigger()
    settled(qtbot, context)
    assert getattr(lines(context)[line.id], stored) == before
    attributes_set = ledger.reader.column("select value from finding_event where attribute = ? order by id", (stored,))
    assert list(attributes_set) == [str(value), str(before)]


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_every_column_has_a_life_or_says_why_not(qtbot, context, page, field):
    """W-6 (A2): the entry opens, or is grey with the reason of the column."""
    entry = menu_of(page, field)["本格历史…"]
    if entry.isEnabled():
        assert cell_life.of_finding(context.reader, page.in_hand().id, field).title
    else:
        assert entry.toolTip()


def test_the_cells_of_records_have_lives_too(qtbot, context, page):
    """W-6 (A2): any record's field, set back by a plain edit."""
    ledger = context.ledger
    chase = books.book(ledger.reader, "chase")
    fields = {"unit": context.units[0], "on": "2026-06-01", "channel": "phone", "person": "王敏"}
    made, _changes = verbs.add(ledger, EVERYONE, chase, fields)
    verbs.edit(ledger, EVERYONE, chase, [made.id], {"person": "马春生", "unit": context.units[1]})
    books_page = show(qtbot, context, RegisterPage(context, "督办", lambda: ("chase",)))
    view = books_page.view
    view.select(made.id)
    units = cell_life.of_record(context.reader, chase, made.id, chase.field("unit"))
    assert (units.steps[0].old, units.steps[0].new) == ("县城市管理局党组", "柳坪乡党委")

    next_dialog(lambda dialog: dialog.buttons[0].click())
    ask_record_life(view, view.table.table.column("person"))
    settled(qtbot, context)
    assert view.in_hand().fields["person"] == "王敏"


def test_a_mistaken_close_out_is_taken_back_in_one_step_and_is_no_relapse(qtbot, context, page):
    """W-6: the verdict is what it was before, the day of the close-out knows nothing of it, 反弹 stays 0."""
    line, ledger = page.in_hand(), context.ledger
    assert not menu_of(page, "owner")["误销号更正…"].isEnabled()
    progress.close_out(ledger, EVERYONE, line.id, "2026-06-05", evidence.faults, "已核实")
    page.refresh()
    page.table.select_id(line.id)
    assert lines(context)[line.id].verdict == "done"

    say_yes(qtbot, lambda dialog: dialog.reason.set_text("点错了行"))
    menu_of(page, "owner")["误销号更正…"].trigger()
    settled(qtbot, context)

    after = lines(context)[line.id]
    assert (after.verdict, after.claim, after.reopened) == (line.row.verdict, "done", 0)
    assert "点错了行" in context.reader.value("select reason from action order by id desc limit 1")


def test_looking_back_a_cell_tells_only_what_was_done_by_then(qtbot, context, page):
    """L-9, W-6: the life of a cell ends with the day looked at."""
    line = page.in_hand()
    findings.edit(context.ledger, EVERYONE, [line.id], {"owner": "马春生"})
    assert cell_life.of_finding(context.reader, line.id, "owner", "2026-05-31").steps == ()
