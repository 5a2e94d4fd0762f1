"""M4, page 25: carrying over in the window, three keys of work; what cannot be done says why."""

import pytest

from desktop.ledgers.column import Kind
from desktop.operations import progress, undo, units
from desktop.operations.carrying import carried_into, carry, unclosed
from desktop.rules.permissions import Actor, Right
from desktop.ui.asks import AskFindings
from desktop.ui.frame.switch_panels import RoundPanel
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.pages.rounds.carry_page import CARRIED, CarryPage, table_of
from tests.builders import EVERYONE, a_round
from tests.operations.health.sound_office import a_sound_office


@pytest.fixture
def office(context):
    round_id, places, ids = a_sound_office(context.ledger)
    progress.stage_done(context.ledger, EVERYONE, ids[1], "2026-06-01", "2026-09-30", "阶段任务完成")
    later = a_round(context.ledger, "十五届县委第七轮（常规）", feedback_on="2026-06-04")
    context.set_switches(round_ids=(round_id,))
    return round_id, places, ids, later


def page_of(qtbot, context):
    page = CarryPage(context)
    qtbot.addWidget(page)
    context.changed.connect(page.on_changed)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    return page


def test_what_is_open_is_ticked_and_goes_over_in_one_press(qtbot, context, office):
    page = page_of(qtbot, context)
    assert [line.id for line in page.table.records()] == office[2][1:]
    assert page.sum.text() == "未结账 3 = 已结转 0 + 未结转 3" and page.carry_button.text() == "结转 3 条"
    assert "（25.0% 1/4）" in page.law.text() and page.to_round.currentText() == "十五届县委第七轮（常规）"

    with qtbot.waitSignal(context.changed, timeout=10_000):
        page.carry_button.click()

    qtbot.waitUntil(lambda: page.sum.text() == "未结账 3 = 已结转 3 + 未结转 0")
    assert page.table.records() == [] and not page.carry_button.isEnabled()
    page.tabs.set_current(CARRIED)
    assert [line.to_rounds for line in page.table.records()] == ["十五届县委第七轮（常规）"] * 3
    assert len(carried_into(context.reader, (office[3],), context.as_of)) == 3


def test_a_renamed_unit_is_not_ticked_until_the_clerk_does(qtbot, context, office):
    units.rename(context.ledger, EVERYONE, office[1][0], "县城市运行局党组", "2026-06-01", "")
    page = page_of(qtbot, context)

    assert page.carry_button.text() == "结转 2 条" and "◆ 1 条的责任单位更名或合并过" in page.law.text()
    page.table.model.tick([office[2][1]], True)
    assert page.carry_button.text() == "结转 3 条"


def test_the_button_is_grey_with_its_reason_beside_it(qtbot, context, office):
    page = page_of(qtbot, context)
    page.reason.setText(" ")
    assert (page.carry_button.isEnabled(), page.hint.text()) == (False, "要写理由")
    page.reason.setText("跟踪")
    page.on.setText("13月")
    assert page.hint.text() == "结转日期写得不对"
    context.set_switches(round_ids=(office[3],))
    page.refresh()
    assert page.hint.text() == "还没有后面的轮次，请先新建轮次"
    context.set_switches(round_ids=())
    page.refresh()
    assert "选一个轮次" in page.law.text() and not page.carry_button.isEnabled()


def test_a_clerk_without_the_right_is_told_so(qtbot, context, office):
    context.seat(Actor("李建国", frozenset({Right.ENTER})))
    page = page_of(qtbot, context)

    assert not page.carry_button.isEnabled() and "审核" in page.hint.text()


def test_the_new_round_tells_what_was_carried_into_it_apart(qtbot, context, office):
    page = page_of(qtbot, context)
    with qtbot.waitSignal(context.changed, timeout=10_000):
        page.carry_button.click()
    context.set_switches(round_ids=(office[3],))
    findings = FindingsPage(context)
    qtbot.addWidget(findings)
    findings.show()
    findings.refresh()

    assert list(findings.status_texts())[:4] == ["共 0 条", "筛选后 0", "选中 0", "上轮结转 3"]
    panel = RoundPanel(findings, context)
    qtbot.addWidget(panel)
    button = next(one for one in panel.findChildren(type(page.carry_button)) if one.text() == "上轮结转 3 条")
    with qtbot.waitSignal(context.page_asked) as asked:
        button.click()
    assert asked.args == ["findings", AskFindings(tuple(office[2][1:]), "上轮结转")]


def test_the_eight_checks_stand_beside_the_list_and_open_their_rows(qtbot, context, office):
    page = page_of(qtbot, context)
    qtbot.waitUntil(lambda: len(page.checks.lines) == 8, timeout=10_000)
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))

    assert page.checks.foot.text().startswith("8 项 = 通过 7 + 未通过 1。")
    page.checks.table.asked.emit(page.checks.lines[0].door)
    [(key, payload)] = asked
    assert key == "findings" and payload.ids == tuple(office[2][1:])
    context.set_switches(round_ids=())
    page.refresh()
    assert page.checks.lines == () and "只选一个轮次" in page.checks.foot.text()


def test_a_whole_term_goes_into_the_next_one_in_one_press(qtbot, context, office):
    """M4, 换届: with all rounds of the term ticked, what was carried inside it goes on too; one undo takes all back."""
    carry(context.ledger, EVERYONE, office[2][1:2], office[3], "2026-06-05", "上轮未结账", {}, {})
    after = a_round(context.ledger, "十六届县委第一轮（常规）", feedback_on="2026-06-05", code="16-01")
    context.set_switches(round_ids=(office[0], office[3]))
    page = page_of(qtbot, context)
    assert page.carry_button.text() == "结转 3 条" and page.to_round.currentData() == after
    assert "2 轮合计（25.0% 1/4）" in page.law.text()
    with qtbot.waitSignal(context.changed, timeout=10_000):
        page.carry_button.click()
    qtbot.waitUntil(lambda: page.sum.text() == "未结账 3 = 已结转 3 + 未结转 0")
    undo.undo(context.ledger, EVERYONE)
    assert len(unclosed(context.ledger.newest, (office[0], office[3]), context.as_of).waiting) == 3


def test_the_remedy_of_the_open_findings_leads_to_the_list_beside_it(qtbot, context, office):
    """Page 25: 去结转 stays on the page; its result opens the rows in the ledger as every other one does."""
    page, asked = page_of(qtbot, context), []
    context.page_asked.connect(lambda key, payload: asked.append(key))
    qtbot.waitUntil(lambda: bool(page.checks.lines), timeout=10_000)
    line = page.checks.lines[0]
    assert line.verb == "去结转"
    page.tabs.set_current("carried")
    for column, wanted in ((3, []), (2, ["findings"])):
        page.checks.table.setCurrentIndex(page.checks.table.figures.index(0, column))
        page.checks.table.asked.emit(line.door)
        assert asked == wanted
    assert page.tabs.current() == "waiting"


def test_only_what_was_carried_over_says_where_to(qtbot, context, office):
    page = page_of(qtbot, context)
    assert "已转入" not in [column.title for column in page.table.model.columns]
    page.tabs.set_current("carried")
    assert "已转入" in [column.title for column in page.table.model.columns]
    page.tabs.set_current("waiting")
    assert "已转入" not in [column.title for column in page.table.model.columns]


def test_a_day_of_another_year_says_its_year_and_is_filtered_as_a_day():
    column = table_of("2026").column("review_on")
    assert (column.show("2026-06-30"), column.show("2025-12-31"), column.show("")) == ("6月30日", "2025年12月31日", "—")
    assert column.kind is Kind.DATE and table_of("2026") is table_of("2026")
