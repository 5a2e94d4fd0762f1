"""单份出文: a letter composed from chosen findings, prepared, issued; what is missing is named and takes no number."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries import letters as letter_queries
from db.queries import papers
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ledgers.talks import TALKS
from desktop.operations.papers import making
from desktop.operations.records import verbs
from desktop.ui.dialogs.style_dialog import StyleDialog
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.register.page import RegisterPage
from tests.builders import EVERYONE
from tests.ui.office import Hands, settled, show
from tests.ui.paper_office import Answer, an_office_with_overdue

FIELDS = {
    "主送": "县财政局党组",
    "事由": "规范票据管理",
    "领域": "票据管理",
    "审议日期": "2026-05-28",
    "问题表现": [{"标题": "票据不规范", "事实": "抽查2025年票据，有缺号"}],
    "建议": [{"标题": "统一票据领用", "内容": "建立领用登记，按月核销"}],
}

NEXT = [{"标题": "盯住逾期问题", "内容": "6月18日期满前逐条督办"}]


@pytest.fixture
def office(context):
    return an_office_with_overdue(context.ledger)


@pytest.fixture
def page(qtbot, context, office):
    page = show(qtbot, context, LettersPage(context))
    settled(qtbot, context)
    return page


def composed(page, context, qtbot, ids, fields=FIELDS):
    page.open_with({"kind": "recommendation_letter", "finding_ids": ids[:3]})
    tab = page.stack.currentWidget()
    numbers = tab.form().fields()["问题编号"]
    tab.form().set_fields({**fields, "问题编号": numbers})
    read(tab, context, qtbot)
    return tab


def read(tab, context, qtbot):
    tab.read()
    settled(qtbot, context)


def test_findings_chosen_on_another_page_arrive_by_their_numbers(page, context, qtbot, office):
    tab = composed(page, context, qtbot, office[2])
    rows = list_findings(context.reader, FindingCriteria(ids=tuple(office[2][:3])), "2026-06-05")

    assert tab.form().fields()["问题编号"] == [row.number for row in rows]
    assert "关于规范票据管理的巡察建议书" in tab.reader.preview.text().replace("\n", "").replace("\u2028", "")


def test_a_composed_letter_is_issued_after_its_sentence(page, context, qtbot, office):
    tab = composed(page, context, qtbot, office[2])
    hands = Hands(page)
    answer = Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(tab.issue_button)
    settled(qtbot, context)

    [letter] = letter_queries.letters(context.reader, kind="recommendation_letter")
    assert "将签发 1 份巡察建议书，占用" in answer.dialog_text
    assert letter.addressee == "云岭县财政局党组"
    assert letter_queries.findings_of_letter(context.reader, letter.id)
    assert tab.form().fields() == {}


def test_what_is_missing_is_named_and_nothing_can_be_issued(page, context, qtbot, office):
    lacking = {name: value for name, value in FIELDS.items() if name != "审议日期"}

    tab = composed(page, context, qtbot, office[2], lacking)

    assert "审议日期" in tab.told.full_text()
    assert not tab.issue_button.isEnabled()


def test_a_prepared_letter_waits_and_leaves_the_list_when_it_is_issued(page, context, qtbot, office):
    tab = composed(page, context, qtbot, office[2])
    hands = Hands(page)
    hands.click(tab.keep_button)
    settled(qtbot, context)
    assert [one.name for one in papers.prepared(context.reader)] == ["规范票据管理"]
    read(tab, context, qtbot)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(tab.issue_button)
    settled(qtbot, context)

    assert papers.prepared(context.reader) == ()


def test_a_draft_that_another_page_put_by_is_written_on_and_waits_no_longer_when_it_is_issued(
    page, context, qtbot, office
):
    """到文书写完: what was kept keeps what was typed for it, takes the words of now, and nothing waits after the issue."""
    kind = "recommendation_letter"
    for name in ("规范票据管理", "另一件"):
        making.prepare_anew(context.ledger, EVERYONE, kind, name, {**FIELDS, "事由": name}, None, None)
    kept, other = papers.prepared(context.reader, kind)
    asked = {"kind": kind, "finding_ids": office[2][:3], "words": {"事由": "规范票据领用"}}
    page.open_with({**asked, "prepared": kept.id})
    tab = page.stack.currentWidget()
    read(tab, context, qtbot)
    assert tab.prepared.currentData() == kept.id
    assert (tab.form().fields()["事由"], tab.form().fields()["建议"]) == ("规范票据领用", FIELDS["建议"])
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(tab.issue_button)
    settled(qtbot, context)
    assert papers.prepared(context.reader) == (other,)

    page.open_with({**asked, "prepared": other.id})
    page.open_with(asked)
    assert tab.prepared.currentData() == 0, "words without a draft are a new paper's"


def test_preparing_again_replaces_the_prepared_letter(page, context, qtbot, office):
    tab = composed(page, context, qtbot, office[2])
    tab.keep_prepared()
    settled(qtbot, context)
    tab.form().editors["事由"].set_value("规范票据领用")

    tab.keep_prepared()
    settled(qtbot, context)

    assert [one.name for one in papers.prepared(context.reader)] == ["规范票据领用"]


def test_the_report_is_gathered_and_its_open_findings_wait_for_the_next_step(page, context, qtbot):
    page.open_with({"kind": "rectification_summary_report"})
    settled(qtbot, context)
    tab = page.stack.currentWidget()
    settled(qtbot, context)

    assert tab.draft is not None
    assert len(tab.form().editors["未销清单"].value()) == 18
    assert "未销清单" not in tab.form().fields()


def test_what_is_typed_is_there_again_after_the_program_was_closed(page, context, qtbot, office):
    tab = composed(page, context, qtbot, office[2])
    page.leave()
    settled(qtbot, context)

    again = LettersPage(context)
    qtbot.addWidget(again)
    again.open_with({"kind": "recommendation_letter"})
    settled(qtbot, context)

    assert again.stack.currentWidget().form().fields()["事由"] == "规范票据管理"
    assert tab.form().fields()["事由"] == "规范票据管理"


def test_a_report_of_a_past_day_can_be_issued(page, context, qtbot):
    """A report tells of its 截至; looking back is no reason to keep it."""
    page.open_with({"kind": "rectification_summary_report"})
    settled(qtbot, context)
    context.set_switches(as_of=date(2026, 5, 31), known=False)
    settled(qtbot, context)
    tab = page.stack.currentWidget()
    tab.form().editors["下步"].set_value(NEXT)
    read(tab, context, qtbot)
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(tab.issue_button)
    settled(qtbot, context)

    [report] = letter_queries.letters(context.reader, kind="rectification_summary_report")
    assert report.as_of == "2026-05-31"
    assert report.issued_on == "2026-06-05"


def test_the_notice_of_a_talk_opens_with_what_the_register_says(page, context, qtbot, office):
    round_id, units, ids = office
    said = {"kind": "leading_group", "talker": "顾怀远", "talked_to": "程知行", "post": "党组书记", "reason": "overdue"}
    finding = list_findings(context.reader, FindingCriteria(ids=tuple(ids[:1])), "2026-06-05")[0]
    values = {
        **said,
        "matter": "1个问题逾期",
        "unit": finding.unit_id,
        "round": finding.round_id,
        "findings": (finding.id,),
    }
    talk, _changes = verbs.add(context.ledger, EVERYONE, TALKS, values)
    talks = RegisterPage(context, "评价约谈", lambda: ("talk",))
    qtbot.addWidget(talks)
    talks.refresh()
    talks.view.select(talk.id)
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))

    talks._talk_paper()
    [(key, payload)] = asked
    page.open_with(payload)
    settled(qtbot, context)

    fields = page.stack.currentWidget().form().fields()
    assert (key, payload.number) == ("letters", talk.number)
    assert fields["问题编号"] == [finding.number]
    assert fields["事由"] == "1个问题逾期"
    assert fields["被约谈人"].endswith("党组书记程知行")


def test_the_usage_of_a_draft_is_told_with_place_and_wording_and_stops_nothing(
    page, context, qtbot, office, monkeypatch
):
    """00-style: remarks on the paper in sight, and a row leads to its place."""
    loose = {**FIELDS, "建议": [{"标题": "统一票据领用", "内容": "由一把手负责，尽快建立领用登记"}]}
    seen = []
    monkeypatch.setattr(StyleDialog, "exec", lambda dialog: seen.append(dialog))

    tab = composed(page, context, qtbot, office[2], loose)
    reader = tab.reader
    Hands(page).click(reader.style_button)

    [dialog] = seen
    lines = dialog.table.all_records()
    assert reader.style_button.text() == f"用语提示 {len(lines)} 处" and tab.issue_button.isEnabled()
    assert {"主要负责人", "于××××年×月×日前"} <= {one.proposal for one in lines}
    dialog.table.activated.emit(lines[0])
    assert reader.preview.sheet.textCursor().selectedText() == lines[0].found

    composed(page, context, qtbot, office[2])
    assert reader.remarks == () and reader.style_button.isHidden()
