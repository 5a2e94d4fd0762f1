"""Page 17: the form of a talk stands beside its list, and the list says its sum."""

import re
from types import SimpleNamespace

from PySide6.QtCore import Qt

from db.queries import drafts as stored
from desktop.ledgers.field import Holds
from desktop.ledgers.surveys import SURVEYS
from desktop.ui.pages.register import pane_form
from desktop.ui.pages.register.begun import typed_in
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.register.pane_form import sum_of
from desktop.ui.widgets import draft_keeper
from tests.ui import book_office
from tests.ui.book_office import every_round, saved
from tests.ui.office import settled, show

office, shown = book_office.office, book_office.shown


def test_the_form_of_a_talk_stands_beside_its_list_and_is_saved_from_there(qtbot, context, office, shown):
    """Page 17: the list stays in use, nothing else begins meanwhile, and giving up shows the record again."""
    page = shown("talk")
    view = page.view
    view.edit()
    form = view.pane.form.form
    assert form.isVisibleTo(view) and not form.isWindow() and view.pane.whole.isHidden()
    number = view.in_hand().number
    assert view.pane.title_label.text() == f"修改约谈提醒 {number}", "the list beside it moves on"

    said = []
    view.failed.connect(lambda error: said.append(str(error)))
    view.add()
    view.take(view.register.step("hold"))
    assert (
        view.pane.form.form is form
        and said == [f"右边的“修改约谈提醒 {number}”还没有保存。请先保存或取消，再办别的。"] * 2
    )

    form.editors["place"].show("县委小会议室")
    saved(qtbot, context, form.verb.click)
    assert view.pane.form.form is None and not view.pane.whole.isHidden()
    assert view.in_hand().fields["place"] == "县委小会议室"

    view.edit()
    qtbot.keyClick(view.pane.form.form, Qt.Key.Key_Escape)
    assert view.pane.form.form is None and not view.pane.whole.isHidden()


def test_ctrl_enter_in_a_line_of_the_form_is_its_verb(qtbot, context, office, shown):
    """It saves from a line as it does from a text of several lines; what is lacking is said."""
    view = shown("talk").view
    view.add()
    form = view.pane.form.form
    qtbot.keyClick(form.editors["place"].widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.pane.form.form is form and form.wrong.isVisibleTo(form) and "没有" in form.wrong.text()
    form.reject()


def test_words_that_were_typed_do_not_go_by_escape(qtbot, context, office, shown):
    view = shown("talk").view
    view.edit()
    form = view.pane.form.form
    form.editors["place"].widget.setText("县委小会议室")
    qtbot.keyClick(form.editors["place"].widget, Qt.Key.Key_Escape)
    assert view.pane.form.form is form and "按“取消”" in form.wrong.text()
    form.cancel.click()
    assert view.pane.form.form is None and context.ledger.reader.value("select count(*) from draft") == 0


def test_what_is_typed_in_a_form_stands_there_again_for_the_same_person(qtbot, context, office, shown):
    """The page is left (another page, another person, the lock, the end): values and words that are none yet are kept until saved or given up."""
    page = shown("talk")
    page.view.edit()
    form = page.view.pane.form.form
    days = next(name for name, one in form.editors.items() if one.field.holds is Holds.DATE)
    form.editors["place"].widget.setText("县委小会议室")
    form.editors[days].widget.setText("下月初")
    form.editors["unit"].show(office["unit"])
    typed = typed_in(form)
    page.leave()
    settled(qtbot, context)

    again = show(qtbot, context, RegisterPage(context, page.view.register.title, lambda: ("talk",)))
    every_round(qtbot, context)
    other = again.view.pane.form.form
    assert (
        typed_in(other) == typed and other.record.id == form.record.id and other.editors[days].widget.text() == "下月初"
    )
    assert again.view.pane.form.begun() is not None and again.view.pane.title_label.text().startswith("修改")
    other.cancel.click()
    settled(qtbot, context)
    last = show(qtbot, context, RegisterPage(context, page.view.register.title, lambda: ("talk",)))
    assert last.view.pane.form.form is None


def test_what_is_typed_is_in_the_ledger_soon_after_without_that_anything_is_left(
    qtbot, context, office, shown, monkeypatch
):
    """A crash loses no more than in any other form: nobody left the page, and a new window goes on."""
    monkeypatch.setattr(pane_form, "TYPED_AFTER_MS", 0)
    monkeypatch.setattr(draft_keeper, "KEPT_AFTER_MS", 0)
    page = shown("talk")
    page.view.add()
    form = page.view.pane.form.form
    form.editors["place"].widget.setText("县委小会议室")
    form.editors["reason"].widget.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bool(stored.drafts(context.reader, context.actor.name, "record:")), timeout=5000)
    settled(qtbot, context)

    again = show(qtbot, context, RegisterPage(context, page.view.register.title, lambda: ("talk",)))
    assert typed_in(again.view.pane.form.form) == typed_in(form)
    form.cancel.click()
    settled(qtbot, context)
    assert not stored.drafts(context.reader, context.actor.name, "record:")


def test_a_form_outlives_that_its_book_gets_a_field_and_an_untouched_one_is_not_kept(qtbot, context, office, shown):
    page = shown("talk")
    page.view.add()
    page.leave()
    assert page.view.pane.form.begun() is None
    page.view.pane.form.form.editors["place"].widget.setText("县委小会议室")
    former = page.view
    page._forget()
    assert page.view is not former and page.view.pane.form.form.editors["place"].value() == "县委小会议室"


def test_the_pane_stands_for_a_form_also_beside_an_empty_list(qtbot, context, office, shown):
    view = shown("talk", 0).view
    assert view.pane.isHidden()
    view.add()
    assert not view.pane.isHidden() and view.pane.form.title == "登记谈话"
    view.pane.form.form.cancel.click()
    assert view.pane.isHidden()


def test_a_list_that_is_added_up_says_its_records_by_kind_and_the_units(context, office, shown):
    """Page 17: 9 次 = 书记约谈 5 + 提醒谈话 4；9 家单位; 谈话次数 and 单位 are two numbers."""
    view = shown("talk", 3).view
    told = view.sums.full_text()
    numbers = [int(one) for one in re.findall(r"\d+", told)]
    assert numbers[0] == len(view.table.records()) == sum(numbers[1:-1]) and numbers[-1] == 1
    assert re.fullmatch(r"3 次 = \S+ \d+( \+ \S+ \d+)*；1 家单位", told)


def test_a_record_without_a_unit_adds_no_unit_to_the_sum():
    """Two surveys of one unit and one that names none are of one unit."""
    register = SURVEYS
    unit = next(field.name for field in register.fields if field.holds is Holds.UNIT)
    records = [SimpleNamespace(fields={}, stored={unit: one}) for one in (7, 7, None)]
    assert sum_of(register, records).endswith("；1 家单位")
    assert "家单位" not in sum_of(register, records[2:])
