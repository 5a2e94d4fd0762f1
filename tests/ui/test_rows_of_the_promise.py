"""Rows of the promise (product.md) that no page of their own proves: each through the widgets that a clerk uses for it."""

from __future__ import annotations

import pytest

from db.queries import books as queries
from db.queries import rounds as round_queries
from db.queries.letters import findings_of_letter, letters
from desktop.ledgers import books
from desktop.ledgers.rounds import ROUND_KINDS
from desktop.operations.findings import edit
from desktop.operations.units import edit as edit_unit
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.rounds.page import RoundsPage
from desktop.ui.pages.rounds.round_dialogs import NewRoundDialog
from tests.builders import EVERYONE
from tests.operations.papers.handed_in import enter
from tests.ui.book_office import saved
from tests.ui.office import Hands, settled, show
from tests.ui.paper_office import Answer, an_office_with_overdue


@pytest.fixture
def office(context):
    round_id, units, ids = an_office_with_overdue(context.ledger, late=2)
    context.set_switches(round_ids=(round_id,))
    return round_id, units, ids


def batch_of(qtbot, context, kind):
    page = show(qtbot, context, LettersPage(context))
    page.batch.kinds.set_kind(kind)
    settled(qtbot, context)
    return page.batch


def issued(qtbot, context, batch):
    """Tick every row that may go out and press 签发; what the register then has of the kind."""
    kind = batch.kinds.kind()
    batch.table.model.tick([draft.id for draft in batch.drafts], True)
    hands = Hands(batch.page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(batch.issue_button)
    settled(qtbot, context)
    return letters(context.reader, kind=kind)


def filled(qtbot, context, page, values, record=None, step=None):
    """The form of a record or of a step, filled and saved; the record as it then stands."""
    dialog = RecordDialog(context, page.view.register, record, step, page)
    qtbot.addWidget(dialog)
    for name, value in values.items():
        dialog.editors[name].show(value)
    saved(qtbot, context, dialog.try_it)
    name = page.view.register.name
    [found] = queries.records(context.reader, books.as_declared(name).shape, context.as_of)
    return found


def test_m6_every_leader_and_every_unit_gets_its_own_list_in_one_batch(qtbot, context, office):
    _round, units, ids = office
    for unit, leader in zip(units, ("秦望舒", "秦望舒", "段立新", "段立新", "乔大川", "乔大川"), strict=True):
        edit_unit(context.ledger, EVERYONE, unit, {"supervising_leader": leader})
    sent = issued(qtbot, context, batch_of(qtbot, context, "leader_copy_report"))
    assert {one.addressee for one in sent} == {"秦望舒同志", "段立新同志", "乔大川同志"}
    told = [finding for one in sent for finding in findings_of_letter(context.reader, one.id)]
    assert sorted(told) == sorted(ids)

    sent = issued(qtbot, context, batch_of(qtbot, context, "unit_finding_list"))
    assert {one.unit_id for one in sent} == set(units)


def recommended(qtbot, context, office):
    """The book of recommendation letters with one of three items."""
    _round, units, _ids = office
    enter(
        context.ledger,
        "recommendation",
        on="2026-05-01",
        unit=units[0],
        title="规范票据",
        issued_on="2026-05-01",
        items=3,
    )
    page = show(qtbot, context, RegisterPage(context, "建议书", lambda: ("recommendation",)))
    register = page.view.register
    return page, register


def test_m7_a_reply_and_what_was_taken_up_stand_beside_the_letter(qtbot, context, office):
    page, register = recommended(qtbot, context, office)
    [record] = page.view.records
    replied = filled(qtbot, context, page, {"replied_on": "2026-05-20"}, record, register.step("reply"))
    adopted = filled(qtbot, context, page, {"items_adopted": 2}, replied, register.step("adopt"))
    assert (adopted.state, adopted.stored["items_adopted"]) == ("adopted", 2)


def test_m7_more_taken_up_than_recommended_is_refused_in_the_form(qtbot, context, office):
    page, register = recommended(qtbot, context, office)
    replied = filled(qtbot, context, page, {"replied_on": "2026-05-20"}, page.view.records[0], register.step("reply"))
    dialog = RecordDialog(context, register, replied, register.step("adopt"), page)
    qtbot.addWidget(dialog)
    dialog.editors["items_adopted"].show(4)
    dialog.try_it()
    settled(qtbot, context)
    assert dialog.wrong.text() and page.view.records[0].state == "replied"


def test_m13_what_is_put_right_at_once_has_a_notice_with_its_own_date(qtbot, context, office):
    round_id, units, ids = office
    edit(context.ledger, EVERYONE, ids[:1], {"nature": "immediate"}, reason="当场能改")
    enter(context.ledger, "team", on="2026-05-01", round=round_id, name="第一巡察组", leader="吴洋", units=tuple(units))
    page = show(qtbot, context, LettersPage(context))
    page.open_with({"kind": "immediate_rectification_notice", "finding_ids": ids[:1]})
    settled(qtbot, context)
    tab = page.stack.currentWidget()
    tab.form().set_fields({**tab.form().fields(), "单位": "县民政局党组"})
    tab.read()
    settled(qtbot, context)
    text = tab.reader.preview.text()
    assert "自收到本通知书之日起10个工作日内" in text and "第1家单位的第1个问题" in text


def test_m14_the_progress_report_counts_the_findings_of_the_ledger(qtbot, context, office):
    page = show(qtbot, context, LettersPage(context))
    page.open_with({"kind": "inspection_progress_report"})
    settled(qtbot, context)
    tab = page.stack.currentWidget()
    settled(qtbot, context)
    counted = [entry for entry in tab.reader.preview.figures() if entry.rows]
    assert counted and max(len(entry.rows) for entry in counted) == len(office[2])


def test_m22_findings_on_posts_and_on_ideology_go_to_the_department_of_their_field(qtbot, context, office):
    _round, _units, ids = office
    edit(context.ledger, EVERYONE, ids[:2], {"on_organisation": 1})
    edit(context.ledger, EVERYONE, ids[2:3], {"on_ideology": 1})
    sent = issued(qtbot, context, batch_of(qtbot, context, "special_check_referral"))
    told = {one.addressee: sorted(findings_of_letter(context.reader, one.id)) for one in sent}
    assert told == {"县委组织部": ids[:2], "县委宣传部": ids[2:3]}


@pytest.mark.parametrize("kind", ["提级", "交叉"])
def test_m23_a_round_has_a_kind_of_its_own(qtbot, context, office, kind):
    page = show(qtbot, context, RoundsPage(context))
    dialog = NewRoundDialog(context, page)
    qtbot.addWidget(dialog)
    assert {dialog.kind.itemText(place) for place in range(dialog.kind.count())} == set(ROUND_KINDS)
    dialog.kind.setCurrentText(kind)
    dialog.feedback.setText("2026-09-10")
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    assert round_queries.rounds(context.reader)[0].kind == kind


def test_m23_a_team_from_another_county_names_it(qtbot, context, office):
    round_id, *_rest = office
    enter(context.ledger, "inspector", on="2026-05-01", name="吴洋")
    page = show(qtbot, context, RegisterPage(context, "巡察组", lambda: ("team",)))
    given = {"round": round_id, "name": "第一巡察组", "leader": "吴洋", "kind": "cross"}
    record = filled(qtbot, context, page, {**given, "home": "邻县"})
    assert (record.stored["kind"], record.stored["home"]) == ("cross", "邻县")
