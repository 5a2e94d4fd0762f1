"""Every declared book, and one of the tests' own, through the one page: the same tests for all of them (registers.md §0)."""

import gc
from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import OF_BOOKS, Holds
from desktop.ledgers.leaving import kept_inside
from desktop.operations import own_fields, undo
from desktop.operations.records import importing, verbs
from desktop.rules.permissions import Actor, Right
from desktop.statistics.two_way import book_fields
from desktop.ui import aside
from desktop.ui.asks import AskImport
from desktop.ui.dialogs.print_list_dialog import PrintDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.register import proposals_card
from desktop.ui.pages.register.pasting import pasted
from desktop.ui.pages.register.record_dialogs import BatchDialog, BinDialog
from desktop.ui.pages.statistics.page import StatisticsPage
from desktop.ui.widgets.clip import copied
from desktop.ui.widgets.record_editors import typed_words
from tests.builders import EVERYONE, a_round
from tests.nasty_book import EVERY_BOOK
from tests.operations.records.test_verbs import sample
from tests.ui import book_office
from tests.ui.book_office import every_round, saved
from tests.ui.office import looked_up, settled, show

every = pytest.mark.parametrize("name", EVERY_BOOK)
CLERK = Actor("李建国", frozenset({Right.ENTER}))


ledger, office, shown = book_office.ledger, book_office.office, book_office.shown


@every
def test_the_arrows_of_the_pane_step_through_the_records(qtbot, context, shown, name):
    """W-6: 上一条 and 下一条 below a record."""
    view = shown(name, 3).view
    view.table.select_id(view.table.records()[0].id)

    for words, place in (("下一条", 1), ("下一条", 2), ("上一条", 1)):
        next(one for one in view.pane.findChildren(QPushButton) if words in one.text()).click()
        settled(qtbot, context)
        assert view.table.current_record().id == view.table.records()[place].id


def test_a_page_stays_while_its_test_holds_but_a_part_of_it(shown):
    view = shown("regulation", 2).view
    gc.collect()
    assert view.table.select_id(view.table.records()[1].id) and view.pane.record is not None


@every
def test_a_record_is_typed_and_shown(qtbot, context, office, shown, name):
    page = shown(name, 0)
    view = page.view
    values = sample(view.register, office)  # before the form: it offers the records that are there
    every_round(qtbot, context)
    dialog = RecordDialog(context, view.register, parent=page)
    qtbot.addWidget(dialog)
    for field, editor in dialog.editors.items():
        if field in values:
            held = view.register.field(field)
            words = "15-06-0001" if held.holds is Holds.FINDING else None
            if held.holds is Holds.FINDINGS:
                words = ("15-06-0001",)
            elif held.holds is Holds.UNITS:
                words = ("县民政局",)
            elif held.holds in OF_BOOKS:
                words = queries.word_of(context.reader, held.target, values[field])
            editor.show(values[field], words)
    saved(qtbot, context, dialog.try_it)
    [record] = view.table.records()
    assert record.state == view.register.first_state and record.number in view.pane.title_label.text()
    for field in view.register.fields:
        if values.get(field.name) == "" and view.register.fixed:  # what seals a moment names it by itself
            continue
        if field.name in values and field.holds not in (Holds.UNIT, Holds.FILE) and not field.salted:
            assert record.stored[field.name] == values[field.name], field.name
    assert page.status_texts()[0].endswith(" 1")


@every
def test_what_is_missing_is_said_in_the_form(qtbot, context, office, shown, name):
    page = shown(name, 0)
    dialog = RecordDialog(context, page.view.register, parent=page)
    qtbot.addWidget(dialog)
    dialog.try_it()
    settled(qtbot, context)
    assert dialog.wrong.text() and page.view.table.records() == []


@every
def test_every_step_opens_a_form_of_its_own_and_moves_the_record(qtbot, context, office, shown, name):
    page = shown(name)
    view = page.view
    been: set[str] = set()
    while view.in_hand() is not None and view.in_hand().state not in been:  # a review may lead back to the beginning
        record = view.in_hand()
        been.add(record.state)
        step = next(iter(view.register.steps_from(record.state)), None)
        shown_steps = {key for key, button in view.pane.steps.items() if not button.isHidden()}
        assert shown_steps == {one.name for one in view.register.steps_from(record.state)}
        if step is None:
            break
        dialog = RecordDialog(context, view.register, record, step, page)
        qtbot.addWidget(dialog)
        for need in step.needs:
            dialog.editors[need].show(sample(view.register, office)[need])
        if dialog.reason is not None:
            dialog.reason.set_text("理由")
        saved(qtbot, context, dialog.try_it)
        assert view.in_hand().state == (step.to or record.state)


@every
def test_cell_fill_down_paste_batch_and_bin(qtbot, context, office, shown, name, tmp_path):
    page = shown(name, 3)
    view = page.view
    first, second, third = view.table.records()
    saved(qtbot, context, partial(view.table.edited.emit, first, "remark", "甲"))
    assert view.table.records()[0].remark == "甲"

    QGuiApplication.clipboard().setText("编号\t备注\n" + f"{third.number}\t丙\n{second.number}\t乙\n")
    saved(qtbot, context, view.paste)
    assert [one.remark for one in view.table.records()] == ["甲", "乙", "丙"]
    undo.undo(context.ledger, EVERYONE)
    view.refresh()
    assert [one.remark for one in view.table.records()] == ["甲", "", ""]

    dialog = BatchDialog(context, view.register, view.table.records(), page)
    qtbot.addWidget(dialog)
    dialog.which.setCurrentText("备注")
    dialog.editors[dialog.which.currentIndex()].show("同")
    saved(qtbot, context, dialog.try_it)
    assert {one.remark for one in view.table.records()} == {"同"}

    view.table.model.tick([second.id], True)
    if view.register.add_final:  # what was settled for good stays
        with qtbot.waitSignal(view.failed):
            view.remove()
        assert len(view.table.records()) == 3
        return
    saved(qtbot, context, view.remove)
    assert [one.id for one in view.table.records()] == [first.id, third.id]
    dialog = BinDialog(context, view.register, page)
    qtbot.addWidget(dialog)
    dialog.list.selectAll()
    saved(qtbot, context, dialog.try_it)
    assert len(view.table.records()) == 3


@every
def test_export_import_and_print_from_the_page(qtbot, context, office, shown, name, tmp_path):
    page = shown(name, 2)
    view = page.view
    notices = []
    context.notified.connect(notices.append)
    view.export_to(tmp_path / "表.xlsx")
    settled(qtbot, context)
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    assert sheet.max_row == head[0].row + 2

    read = importing.look(context.ledger, view.register, tmp_path / "表.xlsx", how=importing.Looking(actor=EVERYONE))
    assert [(one.fate, one.fields) for one in read.records] == [("same", ())] * 2

    inside = kept_inside(view.register.all_fields)
    shown_inside = kept_inside(column.declared for column in view.table.model.columns if column.declared)
    assert notices and (
        notices[0].endswith(f"表.xlsx。{shown_inside}") if shown_inside else notices[0].endswith("表.xlsx")
    )
    printing = PrintDialog(context, view.listed(), view.list_title(), page)
    qtbot.addWidget(printing)
    notes = [label.text() for label in printing.findChildren(QLabel)]
    assert (inside in notes) if inside else not any("内部栏" in text for text in notes)
    printing.copies.setValue(2)
    printing.print_to(tmp_path / "表.pdf")
    settled(qtbot, context)
    assert (tmp_path / "表.pdf").exists()
    assert context.reader.value("select count(*) from copy_record") == 2


@every
def test_an_own_field_appears_in_grid_and_form_at_once(qtbot, context, office, shown, name):
    """L8"""
    page = shown(name)
    saved(qtbot, context, lambda: context.write(own_fields.add, "包案领导", Holds.TEXT, (), name))
    assert "包案领导" in [column.title for column in page.view.table.model.all_columns]
    dialog = RecordDialog(context, page.view.register, page.view.in_hand(), parent=page)
    qtbot.addWidget(dialog)
    assert any(editor.field.title == "包案领导" for editor in dialog.editors.values())


def test_the_units_that_should_be_talked_to_add_up_and_a_talk_answers_them(qtbot, context, office, shown):
    """Page 17: the count of the card is a sum that adds up."""
    page = shown("talk", 0)
    card = page.view.above
    assert card.note_label.full_text() == "1 家 = 未谈 1 + 已办 0"
    values = card.in_hand().as_values() | {"talker": "甲", "talked_to": "乙"}
    saved(qtbot, context, lambda: context.write(verbs.add, page.view.register, values))
    assert card.note_label.full_text() == "1 家 = 未谈 0 + 待约谈 1 + 已办 0" and not card.talk_button.isEnabled()


def test_nobody_is_talked_to_by_the_proposals_of_a_former_round_while_the_next_are_read(
    qtbot, context, office, shown, monkeypatch
):
    """Also after a question that failed: what stands there is still of the former round."""
    card = shown("talk", 0).view.above
    asked, said = [], []
    for signal in (card.talk_asked, card.waive_asked):
        signal.disconnect()  # the page would open its form
        signal.connect(asked.append)
    monkeypatch.setattr(aside, "ENTRIES_AT_ONCE", -1)
    monkeypatch.setattr(context, "show_error", said.append)
    asking = proposals_card.proposals
    monkeypatch.setattr(proposals_card, "proposals", lambda *_of: known_error("读不出", "proposals"))
    card.refresh()

    def nothing_serves():
        card.table.activated.emit(card.table.current_record())
        card.talk_button.click(), card.waive_button.click()
        return not (asked or card.in_hand() or card.table.isEnabled() or "家" in card.note_label.full_text())

    assert nothing_serves()
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    assert nothing_serves()
    monkeypatch.setattr(proposals_card, "proposals", asking)
    card.refresh()
    qtbot.waitUntil(lambda: card.in_hand() is not None, timeout=5000)
    card.talk_button.click()
    assert len(asked) == 1 and card.table.isEnabled() and card.note_label.full_text() == "1 家 = 未谈 1 + 已办 0"


def known_error(*said):
    raise KnownError(*said)


def test_a_past_day_shows_the_state_of_then_and_takes_no_entry(qtbot, context, office, shown):
    """L-9"""
    from datetime import date

    page = shown("talk")
    view = page.view
    verbs.take(
        context.ledger, EVERYONE, view.register, view.records[0].id, view.register.step("hold"), {}, on="2026-06-05"
    )
    context.set_switches(as_of=date(2026, 5, 25), known=False)
    settled(qtbot, context)
    assert [record.state for record in view.records] == ["planned"] and not view.pane.edit_button.isEnabled()
    context.set_switches(as_of=date(2026, 5, 19), known=False)
    assert view.records == ()


def test_books_of_a_finding_are_listed_in_its_pane(qtbot, context, office):
    from desktop.ui.pages.findings.records_tab import records_of

    for name in ("chase", "talk", "regulation", "extension"):
        register = books.book(context.reader, name)
        verbs.add(context.ledger, EVERYONE, register, sample(register, office))
    found = records_of(context.reader, office["finding"], "2026-06-05", None)
    assert {register.name for register, _record in found} == {"chase", "talk", "regulation", "extension"}


def test_a_list_that_is_chosen_on_the_page_goes_through_the_wizard_of_imports(context, shown, monkeypatch):
    page = shown("chase", 0)
    asked = []
    context.page_asked.connect(lambda name, payload: asked.append((name, payload)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("催办.xlsx", ""))
    page.view.import_list()
    assert asked == [("import", AskImport("chase", Path("催办.xlsx")))]


@every
def test_a_record_is_found_by_the_search_and_shown_also_from_another_round(qtbot, context, office, shown, name):
    """W-2"""
    from desktop.ui.asks import AskRecord

    page = shown(name)
    view = page.view
    [record] = view.records
    verbs.edit(context.ledger, EVERYONE, view.register, [record.id], {"remark": "独此一词"})
    other = a_round(context.ledger, "十五届县委第七轮（常规）", feedback_on="2026-05-18")
    context.set_switches(round_ids=(other,))
    settled(qtbot, context)
    [hit] = [hit for hit in looked_up(context, "独此", []) if isinstance(hit.ask, AskRecord)]
    page.open_with(hit.ask)
    assert view.in_hand().id == record.id and hit.title == record.number


@every
def test_the_book_is_counted_by_two_fields_and_a_number_opens_its_records(qtbot, context, office, name):
    """R7, registers.md §0: statistics of every declared book, one of the tests' own among them."""
    register = books.book(context.reader, name)
    for _ in range(2):
        verbs.add(context.ledger, EVERYONE, register, sample(register, office))
    page = show(qtbot, context, StatisticsPage(context))
    every_round(qtbot, context)
    page.tabs.set_current("pivot")
    settled(qtbot, context)
    tab = page.tab()
    fields = [tab.choice.rows.itemData(place) for place in range(tab.choice.rows.count())]
    tab.choice.choose("unit", "category")
    names = [field.name for field in book_fields(register)]
    tab.choice.choose(names[0], names[1], name)
    settled(qtbot, context)
    assert fields != [tab.choice.rows.itemData(place) for place in range(tab.choice.rows.count())]
    total = tab.table.figures.lines[-1].cells[-1]
    assert total.plain == "2"
    tab._open(total.opens)
    assert len(page.panel.rows()) == 2 and page.panel.tick.isVisible()
    with qtbot.waitSignal(context.page_asked) as asked:
        page.panel.open_in_ledger()
    assert asked.args[1].book == name
    page.panel.copy_list()
    assert QGuiApplication.clipboard().text().count("\n") == 3


@every
def test_a_field_that_asks_for_another_right_is_grey_in_grid_form_batch_and_step(
    qtbot, context, office, shown, name, monkeypatch
):
    """R-1, W-3: the window greys what the door would refuse, and says which right it asks for."""
    context.actor = CLERK
    usual = books.as_declared(name)
    held = {
        field.name
        for place, field in enumerate(usual.fields)
        if field.plain and place % 2 and not field.lacking(CLERK.rights)
    }
    fields = [replace(one, right=Right.AUDIT) if one.name in held else one for one in usual.fields]
    page = shown(name)
    assert all(column.editable for column in page.view.table.model.all_columns if column.field in held)
    monkeypatch.setitem(books._BOOKS, name, replace(usual, fields=tuple(fields)))
    page = shown(name, 0)
    columns = {column.field: column for column in page.view.table.model.all_columns}
    for field in held:
        assert not columns[field].editable and "审计" in columns[field].reason
    assert any(column.editable for column in columns.values())
    dialog = RecordDialog(context, page.view.register, page.view.in_hand())
    qtbot.addWidget(dialog)
    for field, editor in dialog.editors.items():
        assert editor.widget.isEnabled() == (not editor.field.lacking(CLERK.rights))
        assert field not in held or "审计" in editor.widget.toolTip()
    batch = BatchDialog(context, page.view.register, page.view.records)
    qtbot.addWidget(batch)
    assert not {field.name for field in batch._fields} & held
    context.actor = EVERYONE
    page.refresh()
    assert all(column.editable for column in page.view.table.model.all_columns if column.field in held)


@every
def test_what_the_grid_copies_comes_back_as_the_same_values_of_the_same_types(qtbot, context, office, shown, name):
    """K10, X11: dates, money, choices, links, people: copied with their heads and pasted over themselves nothing is an edit."""
    page = shown(name, 2)
    table = page.view.table
    editable = [column for column in table.model.all_columns if column.editable and column.declared is not None]
    number = next((one for one in table.model.all_columns if one.field == "number"), None)
    table.model.set_columns([*([number] if number else []), *editable])
    table.grid.selectAll()
    table.grid.copy(with_header=True)
    block = copied()
    columns, whole = table.model.columns, table.model.all_columns
    assert len(block.texts()) == 3
    assert pasted(block, table.records(), columns, whole, (0, 0), typed_words(context)) == {}


def test_a_list_is_not_chosen_in_vain(monkeypatch, context, office, shown):
    """导入… of who may not enter: refused before a file is looked for."""
    view, said, asked = shown("talk").view, [], []
    view.failed.connect(lambda error: said.append(str(error)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: asked.append(1) or ("", ""))
    view.import_list()
    monkeypatch.setattr(context, "actor", Actor("来客", frozenset()))
    view.import_list()
    assert len(asked) == len(said) == 1
