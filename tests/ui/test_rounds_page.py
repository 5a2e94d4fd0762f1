"""轮次与单位: timetable, units typed and pasted, a new round (design.md 3.12)."""

from datetime import date

import pytest

from db.queries import history
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from desktop.operations import rounds
from desktop.ui.pages.rounds.page import ALL, RoundsPage
from desktop.ui.pages.rounds.round_dialogs import (
    AliasDialog,
    MergeUnitDialog,
    NewRoundDialog,
    RenameUnitDialog,
    RoundDateDialog,
    SinceWhenDialog,
    UnitsDialog,
    chinese,
    proposed_name,
)
from desktop.ui.widgets.unit_picker import UnitPicker, former_units, unit_choices
from tests.ui.office import an_office

TODAY = "2026-06-05"


@pytest.fixture
def page(qtbot, context):
    round_id, units, _ids = an_office(context.ledger, count=4)
    context.set_switches(round_ids=(round_id,))
    page = RoundsPage(context)
    qtbot.addWidget(page)
    context.changed.connect(page.on_changed)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    return page


def one_round(page):
    return round_queries.round_by_id(page.context.reader, page.round().id)


def carried(qtbot, dialog):
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.context.changed):
        dialog.try_it()
    return dialog


def test_the_round_of_the_switch_is_in_hand_with_its_dates_and_units(page):
    assert page.round().name == "十五届县委第六轮（常规）"
    assert page.timetable.fields["feedback_on"].text() == "2026-03-18"
    assert [unit.short for unit in page.units.records()] == ["县城管局", "柳坪乡"]
    assert page.status_texts() == ["轮次 1", "单位 2 / 2"]


def test_empty_dates_are_filled_by_the_rules(qtbot, page):
    empty = {"plan_due_on": None, "reminder_on": None, "ends_on": None}
    rounds.edit(page.context.ledger, page.context.actor, page.round().id, empty, "试验")
    page.refresh()

    with qtbot.waitSignal(page.context.changed):
        page.timetable.link.click()

    one = one_round(page)
    assert (one.plan_due_on, one.ends_on) == ("2026-04-02", "2026-06-18")


def test_a_date_that_was_empty_is_entered_at_once(qtbot, page):
    field = page.timetable.fields["secretary_meeting_on"]
    field.setText("218")
    with qtbot.waitSignal(page.context.changed):
        field.editingFinished.emit()

    assert one_round(page).secretary_meeting_on == "2026-02-18"


def test_a_changed_date_needs_a_reason_that_the_log_keeps(qtbot, page):
    dialog = RoundDateDialog(page.context, page, page.round().id, "feedback_on", "反馈", date(2026, 3, 20))
    dialog.try_it()
    assert dialog.wrong.text() == "“理由”是空的。请填写。"

    dialog.reason.setText("领导小组会议决定")
    carried(qtbot, dialog)

    assert one_round(page).feedback_on == "2026-03-20"
    assert history.latest_actions(page.context.reader, 1)[0].reason == "领导小组会议决定"


def test_a_unit_is_edited_in_its_cell(qtbot, page):
    unit = page.units.records()[0]
    with qtbot.waitSignal(page.context.changed):
        page.units.edited.emit(unit, "phone", "6620153")

    assert page.units.records()[0].phone == "6620153"


def test_a_wrong_place_in_the_order_is_refused_in_words(page):
    page.units.edited.emit(page.units.records()[0], "sort", "十二")

    assert page.error_bar.title.text() == "“序列”填的是“十二”，应为整数，如 12。"


def test_the_full_name_is_read_only_and_says_why(page):
    column = page.units.table.column("name")

    assert not column.editable and "更名" in column.reason


def test_renaming_keeps_the_old_name_for_earlier_days(qtbot, page):
    unit = page.units.records()[0]
    dialog = RenameUnitDialog(page.context, page, unit)
    dialog.name.setText("县城市管理和综合执法局党组")
    dialog.start.setText("2026-06-01")
    carried(qtbot, dialog)

    assert unit_queries.name_on(page.context.reader, unit.id, TODAY) == "县城市管理和综合执法局党组"
    assert unit_queries.name_on(page.context.reader, unit.id, "2026-05-31") == "县城市管理局党组"


def test_pasted_units_are_entered_and_put_into_the_round(qtbot, page):
    dialog = UnitsDialog(page.context, page, page.round().id, page.round().name)
    dialog.names.setPlainText("县林业局党组\t县林业局\n县水利局党组")
    carried(qtbot, dialog)

    assert [unit.short for unit in page.units.records()][2:] == ["县林业局", "县水利局"]


def test_what_makes_no_unit_is_told_before_anything_is_entered(qtbot, page):
    """K10: the dialog says what was left out, and why a block is not taken."""
    dialog = UnitsDialog(page.context, page, page.round().id, page.round().name)
    dialog.names.setPlainText("一、县直部门（2个）\n1.县林业局党组\n三、云岭一中\n合计\t2")
    assert dialog.counted.text() == "将登记 2 个单位；未作单位：“一、县直部门（2个）”“合计 2”。"

    dialog.names.setPlainText("")
    assert dialog.counted.text() == ""
    dialog.names.setPlainText("县林业局党组" + "\t甲" * 20_000)
    assert "2000 格" in dialog.counted.text()


def test_an_alias_is_remembered_once(qtbot, page):
    dialog = AliasDialog(page.context, page, page.units.records()[0])
    dialog.alias.setText("县城管理局")
    carried(qtbot, dialog)

    assert history.latest_actions(page.context.reader, 1)[0].title == "记住单位别名 县城管理局"


def test_a_unit_with_findings_is_not_taken_out_of_the_round(qtbot, page):
    page.units.select_id(page.units.records()[0].id)
    page.take_out_button.click()

    qtbot.waitUntil(page.error_bar.isVisible)
    assert "已有问题，不能移出" in page.error_bar.title.text()


def test_a_new_round_takes_the_units_of_the_last_one_and_its_dates_from_the_rules(qtbot, page):
    dialog = NewRoundDialog(page.context, page)
    assert dialog.name.text() == "十五届县委第七轮（常规）"
    assert len(dialog.table.ticked_ids()) == 2
    dialog.feedback.setText("2026-09-10")
    carried(qtbot, dialog)

    newest = round_queries.rounds(page.context.reader)[0]
    assert (newest.name, newest.code, newest.plan_due_on, newest.ends_on) == (
        "十五届县委第七轮（常规）", "15-07", "2026-09-25", "2026-12-10",
    )  # fmt: skip
    assert len(unit_queries.units_of_round(page.context.reader, newest.id, TODAY)) == 2


def test_without_the_right_nothing_can_be_typed(qtbot, page):
    page.context.set_switches(as_of=date(2026, 5, 31))
    page.refresh()

    assert not page.timetable.fields["feedback_on"].isEnabled()
    assert not page.units.model.editable and not page.rename_button.isEnabled()


def test_the_tab_of_all_units_shows_those_of_no_round_too(page):
    page.tabs.set_current(ALL)

    assert page.take_out_button.isEnabled() is False
    assert len(page.units.records()) == 2


@pytest.mark.parametrize("number, word", [(1, "一"), (7, "七"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三")])
def test_numbers_of_rounds_are_written_in_chinese(number, word):
    assert chinese(number) == word


def test_the_first_round_is_named_after_the_office_s_term(context):
    from desktop.operations import office

    office.set_up(context.ledger, context.actor, {"term": "十六届"})

    assert proposed_name(context) == "十六届县委第一轮（常规）"


def test_another_county_leader_is_asked_since_when_and_the_past_keeps_the_former_one_l4(qtbot, page, monkeypatch):
    """L-4"""
    unit = page.units.records()[0]
    with qtbot.waitSignal(page.context.changed):
        page.units.edited.emit(unit, "supervising_leader", "张三")
    shown = []

    def answer(dialog):
        shown.append(dialog)
        dialog.try_it()
        assert dialog.wrong.text() == "“理由”是空的。请填写。"
        dialog.reason.setText("分工调整")
        carried(qtbot, dialog)
        return True

    monkeypatch.setattr(SinceWhenDialog, "exec", answer)
    page.units.edited.emit(page.units.records()[0], "supervising_leader", "李四")

    assert len(shown) == 1
    leaders = [unit_queries.unit(page.context.reader, unit.id, day).supervising_leader for day in ("2026-05-31", TODAY)]
    assert leaders == ["张三", "李四"]


def test_a_unit_goes_into_another_and_is_offered_no_more(qtbot, page):
    gone, into = page.units.records()[:2]
    dialog = MergeUnitDialog(page.context, page, gone)
    dialog.try_it()
    assert dialog.wrong.text() == "请选择承接单位，可输入简称或拼音首字母。"
    dialog.into.set_unit(into.id)
    carried(qtbot, dialog)

    assert former_units(page.context) == {gone.id}
    picker = UnitPicker(unit_choices(page.context), former_units(page.context))
    picker.setText(gone.short)
    picker.editingFinished.emit()
    assert picker.unit_id() is None
    picker.set_unit(gone.id)
    assert picker.unit_id() == gone.id, "what stands is shown"
