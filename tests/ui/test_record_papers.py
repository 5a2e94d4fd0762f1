"""Papers of single records are offered where the clerk stands, and 文书 then shows only these."""

from __future__ import annotations

import pytest

from desktop.ledgers.findings import FINDINGS
from desktop.operations.papers import catalogue
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.pages.findings.papers import open_papers
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.register.page import RegisterPage
from tests.operations.papers.recorded import asked_people, reported_done
from tests.ui.office import settled, show
from tests.ui.paper_office import an_office_with_overdue

DAY = "2026-05-20"


@pytest.fixture
def round_and_units(context):
    round_id, units, _ids = an_office_with_overdue(context.ledger, late=2)
    return round_id, units


def asked_of(context):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    return asked


def entry(page, words):
    page.menu.aboutToShow.emit()  # as when a person opens it
    return next(one for one in page.menu.actions() if words in one.text())


def test_the_survey_in_hand_gets_its_sheet_and_only_its(qtbot, context, round_and_units):
    round_id, units = round_and_units
    for unit in units[:2]:
        asked_people(context.ledger, round_id, unit, day=DAY)
    page = show(qtbot, context, RegisterPage(context, "测评", lambda: ("survey",)))
    asked = asked_of(context)
    page.view.select(page.view.records[-1].id)
    entry(page, "出满意度测评表和汇总").trigger()
    [(key, payload)] = asked
    assert key == "letters" and payload["kind"] == "satisfaction_survey" and len(payload["records"]) == 1

    letters = show(qtbot, context, LettersPage(context))
    letters.open_with(payload)
    settled(qtbot, context)
    [draft] = letters.batch.drafts
    assert payload["records"][0] in draft.paper_for and draft.state != "缺项"
    assert letters.batch.number_label.full_text().startswith("签发后不编文号")

    letters.batch.whole.click()
    settled(qtbot, context)
    assert len(letters.batch.drafts) == 2


def test_without_a_record_in_hand_it_is_said_what_to_do(qtbot, context, round_and_units):
    page = show(qtbot, context, RegisterPage(context, "测评", lambda: ("survey",)))

    entry(page, "出满意度测评表和汇总").trigger()

    assert "请先选一条" in page.error_bar.title.text() + page.error_bar.remedy.text()


def test_of_the_chosen_findings_those_reported_done_get_their_approval_sheet(qtbot, context, round_and_units):
    round_id, units = round_and_units
    page = show(qtbot, context, FindingsPage(context))
    asked = asked_of(context)
    entry(page, "出问题整改销号审批表").trigger()
    assert not asked and "没有自报完成" in page.error_bar.title.text() + page.error_bar.remedy.text()

    finding = reported_done(context.ledger, round_id, units[0], day=DAY)
    page.refresh()
    settled(qtbot, context)
    page.chosen = lambda: [line for line in page.lines if line.id == finding]
    open_papers(page, "close_out_approval")
    [(key, payload)] = asked
    assert (
        key == "letters" and payload["records"] == [page.chosen()[0].row.number] and payload["unit_ids"] == [units[0]]
    )


def test_a_kind_that_the_office_makes_later_is_offered_when_the_menu_next_opens(
    qtbot, context, round_and_units, monkeypatch
):
    page = show(qtbot, context, FindingsPage(context))
    [(title, kind, book)] = catalogue.record_papers(context.reader, [FINDINGS.name])
    assert entry(page, f"出{title}…")
    found = [(title, kind, book), ("销号会审单", "own_1", book)]
    monkeypatch.setattr(catalogue, "record_papers", lambda *_asked: found)
    assert entry(page, "出销号会审单…")
    page.menu.aboutToShow.emit()
    offered = [one.text() for one in page.menu.actions() if one.text() in (f"出{title}…", "出销号会审单…")]
    assert offered == [f"出{title}…", "出销号会审单…"]
    found[1] = ("销号会商单", "own_1", book)
    assert entry(page, "出销号会商单…").isVisible()
    renamed = found.pop()
    page.menu.aboutToShow.emit()
    assert not next(one for one in page.menu.actions() if renamed[0] in one.text()).isVisible()
