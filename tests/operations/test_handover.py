"""交接单: all that is under a person's name, and nothing of others; what is settled or used is not handed over."""

from __future__ import annotations

import pytest

from desktop.ledgers import books
from desktop.operations import closing, handover, progress
from desktop.operations.change import change
from desktop.operations.drill_record import record_html, text_of
from desktop.operations.papers import making, numbers, registering
from desktop.operations.papers.registering import SentPaper
from desktop.operations.records import verbs
from desktop.rules.permissions import Action, Actor, Right
from tests.builders import CLAIMANT, a_finding, a_round, a_unit, no_evidence_faults
from tests.ui.office import prove

TODAY = "2026-06-05"
LEAVER = Actor("孟文静", frozenset({Right.ENTER, Right.REVIEW}))
OTHER = Actor("李建国", frozenset({Right.ENTER, Right.REVIEW}))


@pytest.fixture
def office(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger, "县城市管理局党组", short="县城管局")
    ids = [
        a_finding(ledger, round_id, unit, f"问题{place}", supervising_person=who)
        for place, who in enumerate(("孟文静", "孟文静", "李建国"))
    ]
    return round_id, unit, ids


def found(ledger, name="孟文静"):
    return handover.handover(ledger.newest, name, TODAY, "李建国")


def names(ledger, kind, name="孟文静"):
    return [one.name for one in found(ledger, name).items if one.kind == kind]


def close(ledger, finding):
    progress.claim(ledger, CLAIMANT, finding, "done", "2026-06-01", "已办")
    prove(ledger, finding)
    closing.close_out(ledger, OTHER, finding, "2026-06-02", no_evidence_faults)


def promised(ledger, actor, office, finding):
    values = {
        "on": "2026-06-01",
        "unit": office[1],
        "findings": (finding,),
        "promised_on": "2026-06-12",
        "answered": "月底前办完",
    }
    return verbs.add(ledger, actor, books.as_declared("chase"), values)[0].number


def test_open_findings_of_the_person_stand_on_the_sheet_and_closed_ones_do_not(ledger, office):
    assert names(ledger, handover.OPEN) == ["15-06-0001", "15-06-0002"]
    close(ledger, office[2][0])
    assert names(ledger, handover.OPEN) == ["15-06-0002"] and names(ledger, handover.OPEN, "李建国") == ["15-06-0003"]


def test_a_promise_is_the_persons_who_was_given_it_while_its_finding_is_open(ledger, office):
    mine = promised(ledger, LEAVER, office, office[2][2])
    promised(ledger, OTHER, office, office[2][1])
    [item] = [one for one in found(ledger).items if one.kind == handover.PROMISES]
    assert (item.name, item.day) == (mine, "2026-06-12") and item.text == "县城管局（15-06-0003）：月底前办完"
    close(ledger, office[2][2])
    assert names(ledger, handover.PROMISES) == []


def test_prepared_papers_reserved_numbers_views_and_drafts_are_told(ledger, office):
    making.prepare(ledger, LEAVER, "talk_notice", "约谈局长", {}, office[0])
    making.prepare(ledger, OTHER, "talk_notice", "约谈书记", {}, office[0])
    numbers.reserve(ledger, LEAVER, "supervision_letter", 2026, 11, 12, "留给办公室")
    with change(ledger, LEAVER, Action.SAVE_VIEW, "视图") as changes:
        changes.writer.insert("saved_view", {"user_name": "孟文静", "name": "我的逾期", "definition": "{}"})
        changes.writer.insert("draft", {"user_name": "孟文静", "place": "finding.add", "content": "x"})
    assert names(ledger, handover.PREPARED) == ["约谈局长"] and names(ledger, handover.VIEWS) == ["我的逾期"]
    [item] = [one for one in found(ledger).items if one.kind == handover.RESERVED]
    assert "11" in item.name and item.text == "尚有 2 个未用（留给办公室）" and found(ledger).drafts == 1


def test_a_range_whose_numbers_are_all_used_is_no_longer_handed_over(ledger, office):
    numbers.reserve(ledger, LEAVER, "supervision_letter", 2026, 11, 11)
    text = numbers.fill(numbers.pattern_for(ledger.newest, "supervision_letter"), 2026, 11)
    paper = SentPaper("supervision_letter", "督办函", text, "2026-06-01", "县城管局", office[1], office[0], [])
    registering.register(ledger, OTHER, paper)
    assert names(ledger, handover.RESERVED) == []


def test_the_sheet_says_what_it_counts_and_leaves_the_rest_to_those_who_sign(ledger, office):
    promised(ledger, LEAVER, office, office[2][2])
    told = found(ledger)
    assert told.law == "3 项 = 在办问题 2 + 单位答应 1"
    text, html = text_of(handover.record_of(told)), record_html(handover.record_of(told))
    for word in (
        "移交人：孟文静",
        "接收人：李建国",
        "15-06-0001",
        "2026-06-12",
        "□与所列一致",
        "监交人：＿＿＿＿＿",
        "共3 项：在办问题 2、单位答应 1。",
    ):
        assert word in text and (word in html or word.startswith("共"))
    assert "已" not in text.split("清点结果")[1]


def test_who_has_nothing_has_an_empty_sheet(ledger, office):
    told = found(ledger, "王敏")
    assert told.items == () and "名下没有要交接的事项。" in text_of(handover.record_of(told))
