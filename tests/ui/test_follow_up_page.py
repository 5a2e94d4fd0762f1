"""M10, W9: the draw from the window: two digits, 抽取, a second person, locking, printing; before the lock only the drawer sees the result."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.queries import books as queries
from db.queries import prints
from db.queries.findings import finding
from desktop.ledgers.draws import DRAWS
from desktop.operations import progress
from desktop.operations.follow_up.draws_compared import Compared, ComparedUnit
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from desktop.ui.pages.follow_up import page as pages
from desktop.ui.pages.follow_up.compare_dialog import table_of
from desktop.ui.pages.follow_up.draw_desk import SEALED
from desktop.ui.pages.follow_up.draw_dialogs import (
    BlankSheetsDialog,
    ExcludeDialog,
    LockDialog,
    SecondDrawDialog,
    StrataDialog,
)
from desktop.ui.pages.follow_up.page import FollowUpPage
from tests.builders import EVERYONE, a_finding, a_round
from tests.operations.follow_up.conftest import county  # noqa: F401
from tests.ui.office import next_dialog, settled, show


@pytest.fixture
def page(qtbot, context, county):  # noqa: F811
    return show(qtbot, context, FollowUpPage(context))


def draws(context):
    return queries.records(context.reader, DRAWS.shape, "9999-12-31")


def draw(qtbot, context, page):
    card = page.desk.seed_card
    for field, text in zip((*card.digits, *card.speakers), ("4", "7", "王敏", "县纪委监委 林晓"), strict=True):
        field.setText(text)
    qtbot.keyClick(card.digits[1], Qt.Key.Key_Return)
    settled(qtbot, context)


def lines(table):
    return [[cell.plain for cell in line.cells] for line in table.figures.lines]


def test_two_digits_draw_and_every_count_is_a_sum(qtbot, context, page, county):  # noqa: F811
    draw(qtbot, context, page)
    [made] = draws(context)
    assert made.seed == f"{context.ledger.today().replace('-', '')}-47" and page.desk.seed_card.seed.text() == made.seed
    *units, total = lines(page.desk.drawn)
    assert sum(int(one[3]) for one in units) == int(total[3]) and sum(int(one[4]) for one in units) == int(total[4])
    assert int(total[4]) == made.findings_drawn and all(len(one[5].split()) == int(one[4]) for one in units)
    *strata, whole = lines(page.desk.strata)
    for column in range(1, 6):
        assert sum(int(one[column]) for one in strata) == int(whole[column])
    assert page.desk.proofs[0].text().startswith(f"单位　{made.units_drawn} / {made.units_of} ≥")
    assert page.status_texts()[1] == f"抽中 {made.units_drawn} 家 {made.findings_drawn} 条"
    *categories, every = lines(page.desk.categories)
    assert [sum(int(one[place]) for one in categories) for place in (1, 2)] == [int(every[1]), int(every[2])]
    assert (int(every[1]), int(every[2])) == (made.findings_of, made.findings_drawn)
    assert every[3].endswith(f"（{made.findings_drawn}/{made.findings_of}）")
    assert all(mark.mark.word.startswith("达到三分之一") for mark in page.desk.reached)
    assert "4（王敏）、7（县纪委监委 林晓）" in page.desk.seed_card.said.text()
    assert made.number in page.desk.foot.text() and "监督人" in page.desk.foot.text()
    assert "还没有锁定" in page.desk.foot.text() and "＿＿" not in page.desk.foot.text(), (
        "nothing to be signed before the lock"
    )


def test_every_count_opens_its_findings_and_the_draw_stands_beside_the_one_before(qtbot, context, page, monkeypatch):
    opened = []
    monkeypatch.setattr(context, "open_page", lambda name, payload=None: opened.append((name, payload)))
    draw(qtbot, context, page)
    desk = page.desk
    assert not desk.compare_button.isEnabled() and desk.compare_button.toolTip().startswith("这是第一次抽样")
    desk.by_unit_button.click()
    for table in (desk.strata, desk.drawn, desk.categories):
        for line in table.figures.lines:
            for cell in line.cells:
                if cell.opens is not None:
                    table.asked.emit(cell.opens)
                    assert len(opened[-1][1].ids) == int(cell.plain), opened[-1][1].title
    [made] = draws(context)
    assert len(opened[0][1].ids) == made.findings_drawn and {name for name, _ask in opened} == {"findings"}
    verbs.take(context.ledger, EVERYONE, DRAWS, made.id, DRAWS.step("replace"), reason="另抽")
    page.desk.refresh()
    settled(qtbot, context)
    draw(qtbot, context, page)
    next_dialog(lambda dialog: dialog.table.asked.emit(dialog.table.figures.lines[0].cells[3].opens))
    desk.compare_button.click()
    assert "两次都抽中" in opened[-1][1].title


def test_one_digit_is_refused_with_the_sentence(qtbot, context, page):
    page.desk.seed_card.digits[0].setText("4")
    page.desk.seed_card.draw_button.click()
    settled(qtbot, context)
    assert any("种子要两位数字，由两个人各报一位" in one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert draws(context) == ()


def test_before_the_lock_only_the_drawer_sees_what_was_drawn(qtbot, context, page, county):  # noqa: F811
    other = Actor("别人", frozenset(Right))
    verbs.add(context.ledger, other, DRAWS, {"round": county.round, "seed": "甲"})
    page.refresh()
    shown = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert SEALED in shown and not page.desk.drawn.isVisible()
    assert not any(number in shown for number in queries.records(context.reader, DRAWS.shape, "9999-12-31")[0].findings)


def test_a_draw_is_locked_once_and_its_form_is_asked_for(qtbot, context, page, monkeypatch):
    draw(qtbot, context, page)
    asked = []
    monkeypatch.setattr(
        pages.PrintDialog, "exec", lambda dialog: asked.append((dialog.copies.value(), dialog.title.text()))
    )
    monkeypatch.setattr(LockDialog, "exec", lambda dialog: (dialog.verb.click(), settled(qtbot, context), True)[-1])
    assert page.lock_button.isEnabled()
    page.lock_button.click()
    settled(qtbot, context)
    assert draws(context)[0].state == "locked" and draws(context)[0].findings and asked[0][0] == 2
    assert "抽样锁定单" in asked[0][1] and not page.lock_button.isEnabled()


def test_a_changed_list_is_told_when_locking(qtbot, context, page, county):  # noqa: F811
    draw(qtbot, context, page)
    progress.withdraw(context.ledger, EVERYONE, [county.findings[0]], context.ledger.today(), "重复", "领导小组")
    dialog = LockDialog(context, draws(context)[0], page)
    qtbot.addWidget(dialog)
    dialog.verb.click()
    settled(qtbot, context)
    assert "名单在抽取后变了" in dialog.wrong.text() and draws(context)[0].state == "drawn"


def test_the_drawer_cannot_be_the_second_person(qtbot, context, page):
    draw(qtbot, context, page)
    dialog = SecondDrawDialog(context, draws(context)[0], page)
    qtbot.addWidget(dialog)
    dialog.seed.setText(draws(context)[0].seed)
    dialog.verb.click()
    settled(qtbot, context)
    assert "要由另一人办" in dialog.wrong.text() and not draws(context)[0].checked_by


def test_the_tabs_are_the_books_and_the_desk_stands_for_the_draws(qtbot, context, page):
    assert list(page.tabs.keys()) == ["desk", "results", "visit", "draw", "check"]
    for name in page.tabs.keys():
        page.tabs.set_current(name)
        settled(qtbot, context)
        assert page.view.name == {"desk": "draw", "results": "check"}.get(name, name) and page.status_texts()
        assert page.lock_button.isVisible() == (name == "desk")


def test_what_is_left_out_beforehand_leaves_the_frame_and_is_entered_with_the_draw(
    qtbot,
    context,
    page,
    county,  # noqa: F811
    monkeypatch,
):
    """Page 13: 排除…, with reason and supervisor; before the draw nothing is written."""
    row = finding(context.reader, county.findings[0], context.as_of)

    def said(dialog):
        for name, text in (("excluded", row.number), ("excluded_reason", "正在办案"), ("supervisor", "林晓")):
            dialog.editors[name].show(text, text)
        dialog.verb.click()
        return dialog.result_value is not None

    monkeypatch.setattr(ExcludeDialog, "exec", said)
    page.desk.exclude_button.click()
    settled(qtbot, context)
    assert page.desk.counted.text() == f"4 家　{len(county.findings) - 1} 条" and draws(context) == ()
    assert page.desk.left_out.full_text() == f"1 条：{row.number}（正在办案；监督人 林晓）"

    draw(qtbot, context, page)
    [made] = draws(context)
    assert (made.excluded, made.supervisor, made.findings_of) == ((row.number,), "林晓", len(county.findings) - 1)
    assert page.desk.left_out.full_text() == f"1 条：{row.number}（正在办案；监督人 林晓）"
    assert not page.desk.exclude_button.isEnabled() and "已经抽取" in page.desk.exclude_button.toolTip()


def test_leaving_out_without_reason_or_of_another_round_is_refused(qtbot, context, page, county):  # noqa: F811
    other = a_finding(
        context.ledger,
        a_round(context.ledger, "另一轮", feedback_on="2025-06-07"),
        next(iter(county.units.values())),
        "别轮的",
    )
    dialog = ExcludeDialog(context, county.round, None, page)
    qtbot.addWidget(dialog)
    dialog.editors["excluded"].show([other])
    dialog.verb.click()
    assert "要写理由和监督人" in dialog.wrong.text() and "不在本轮抽样名单中" in dialog.wrong.text()
    assert dialog.result() == 0


def test_strata_are_set_and_the_table_follows(qtbot, context, page, monkeypatch):
    """Page 13: 改分层…"""
    before = [one[0] for one in lines(page.desk.strata)]
    assert before == ["县直部门", "乡镇（街道）", "合计"]

    def said(dialog):
        dialog.boxes["街道"].setCurrentText("街道")
        dialog.verb.click()
        settled(qtbot, context)

    monkeypatch.setattr(StrataDialog, "exec", said)
    page.desk.strata_button.click()
    page.refresh()
    settled(qtbot, context)
    assert [one[0] for one in lines(page.desk.strata)] == ["县直部门", "乡镇（街道）", "街道", "合计"]


def test_blank_forms_are_printed_after_the_lock_only(qtbot, context, page, tmp_path):
    """Page 13: they tell what was drawn."""
    draw(qtbot, context, page)
    assert not page.sheets_button.isEnabled() and page.sheets_button.toolTip() == "锁定抽样以后才能打印"
    verbs.take(context.ledger, EVERYONE, DRAWS, draws(context)[0].id, DRAWS.step("lock"), {})
    page.refresh()
    settled(qtbot, context)
    assert page.sheets_button.isEnabled() and page.columns_button.isHidden()

    dialog = BlankSheetsDialog(context, page.desk.facts.round_id, "抽样", page)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.print_to(tmp_path / "表.pdf")
    (entry,) = prints.exports(context.reader)
    assert (entry.title, entry.rows) == ("回访督查表", draws(context)[0].findings_drawn) and entry.pages >= draws(
        context
    )[0].units_drawn


def test_numbers_of_one_round_stand_side_by_side_without_what_all_have_in_common():
    both = ("15-06-0001", "15-06-0002")
    shown = table_of(Compared("上次", (ComparedUnit("县教育局", both, both),), (), (), True), {})
    assert shown.heads[-1].title == "两次都抽中的问题编号（15-06-）" and shown.lines[0].cells[-1].plain == "0001 0002"
