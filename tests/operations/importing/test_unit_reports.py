"""A unit's report enters as the unit's claims and notes, never as verdicts, in one action that is taken back exactly (RULES §10, ledger.md §3)."""

from __future__ import annotations

import pytest

from db.digest import content_digest
from db.queries import imports, list_rows
from desktop.errors import KnownError
from desktop.operations import progress, undo
from desktop.operations.doors import standing_of
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed, no_evidence_faults
from tests.exchange.word_files import paragraph, save

TEXTS = (
    "惠农补贴发放把关不严，向4名已故人员发放补贴3.0万元。",
    "公务接待管理不规范，2份无公函。",
    "集体“三资”底数不清，15处资产未登记。",
)
FRONT = ("县民政局党组关于巡察整改进展情况的报告", "县委巡察办：", "现报告如下。", "一、整改情况")
ANSWERS = (
    "（一）针对“惠农补贴发放把关不严”问题。整改情况：追回3.0万元。该问题已完成整改。",
    "（二）针对“公务接待管理欠规范”问题。整改情况：退缴2万元。该问题正在推进。",
)
SIGNED = ("中共县民政局党组", "2026年5月20日")


@pytest.fixture
def office(ledger):
    """The ledger with three findings of a unit, 1 to 3."""
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    for text in TEXTS:
        a_finding(ledger, round_id, unit_id, text)
    return ledger


def a_report(folder, *lines, name="整改报告.docx"):
    return save(folder, [paragraph(line) for line in lines], name)


def take(ledger, path, **more):
    wanted = Wanted(path, "rectification_report", more.pop("unit", ""))
    return files.take(ledger, EVERYONE, wanted, Options(**more))


def look(ledger, path, **more):
    return files.look(ledger, Wanted(path, "rectification_report", more.pop("unit", "")), Options(**more), EVERYONE)


def stands(ledger, finding_id):
    today = ledger.today()
    return standing_of(ledger.writing(), finding_id, today, today)


def deeds(taken):
    return [(one.item.finding, one.deed, one.state, one.on) for one in taken.report.proposals]


def test_answers_become_claims_of_the_day_of_the_report_and_no_verdict_moves(office, tmp_path):
    """D15: claims proposed, never verdicts"""
    taken = take(office, a_report(tmp_path, *FRONT, *ANSWERS, *SIGNED))
    one, two, three = (stands(office, finding_id) for finding_id in (1, 2, 3))
    assert taken.done and [found.claim for found in (one, two, three)] == ["done", "in_progress", "not_started"]
    assert {found.verdict for found in (one, two, three)} == {"not_started"}
    assert {on for *_rest, on in deeds(taken)} == {"2026-05-20"} and one.waiting


def test_looking_changes_nothing_and_tells_what_is_missing(office, tmp_path):
    before = content_digest(office.writing())
    seen = look(office, a_report(tmp_path, *FRONT, *ANSWERS))
    assert seen.dry_run and [fault.kind for fault in seen.faults] == ["missing_answer"]
    assert content_digest(office.writing()) == before


def test_undo_returns_the_exact_earlier_content(office, tmp_path):
    before = content_digest(office.writing())
    taken = take(office, a_report(tmp_path, *FRONT, *ANSWERS))
    assert content_digest(office.writing()) != before
    undo.undo_import(office, EVERYONE, taken.report.import_number)
    assert content_digest(office.writing()) == before
    assert take(office, tmp_path / "整改报告.docx").done


def test_the_same_report_is_not_entered_twice(office, tmp_path):
    path = a_report(tmp_path, *FRONT, *ANSWERS)
    take(office, path)
    before = content_digest(office.writing())
    with pytest.raises(KnownError, match="已经入账"):
        take(office, path)
    assert content_digest(office.writing()) == before


def test_answers_that_differ_ask_and_are_then_only_noted(office, tmp_path):
    again = "关于“惠农补贴发放把关不严”一事，补充报告：尚有1户未追回。该问题正在推进。"
    path = a_report(tmp_path, *FRONT, *ANSWERS, "二、其他情况", again)
    asked = take(office, path)
    assert not asked.done and "没有入账" in asked.complaint and imports.imports(office.writing()) == ()
    taken = take(office, path, accept_faults=True)
    assert [(number, deed) for number, deed, *_rest in deeds(taken)] == [
        (number_of(office, 1), "note"),
        (number_of(office, 2), "claim"),
        (number_of(office, 1), "note"),
    ]
    assert stands(office, 1).claim == "not_started"


def number_of(ledger, finding_id):
    return stands(ledger, finding_id).number


def test_an_answer_about_no_finding_is_held_back_and_the_rest_is_entered(office, tmp_path):
    foreign = "（三）针对“办公楼漏雨影响群众办事”问题。整改情况：维修260平方米。该问题已完成整改。"
    path = a_report(tmp_path, *FRONT, *ANSWERS, foreign)
    assert not take(office, path).done
    taken = take(office, path, accept_faults=True)
    assert taken.report.entered == 2 and [one.deed for one in taken.report.proposals] == ["claim", "claim", ""]


def test_a_closed_finding_only_gets_a_note(office, tmp_path):
    """A verdict is moved by no paper of the unit."""
    finding_id = 1
    claimed(office, finding_id)
    progress.close_out(office, EVERYONE, finding_id, "2026-06-02", no_evidence_faults, override_reason="佐证在纸质卷")
    taken = take(office, a_report(tmp_path, *FRONT, *ANSWERS, *SIGNED))
    assert [deed for _number, deed, *_rest in deeds(taken)] == ["note", "claim"]
    assert stands(office, finding_id).verdict == "done"


def test_a_claim_of_a_day_on_which_the_finding_was_closed_is_only_noted(office, tmp_path):
    claimed(office, 1, "2026-05-10")
    progress.close_out(office, EVERYONE, 1, "2026-05-15", no_evidence_faults, override_reason="佐证在纸质卷")
    progress.reopen(office, EVERYONE, 1, "2026-06-01", "反弹")
    taken = take(office, a_report(tmp_path, *FRONT, *ANSWERS, *SIGNED))
    assert deeds(taken)[0][1:] == ("claim", "done", "2026-06-01") and taken.done


def test_an_answer_that_says_no_state_asks_and_is_then_noted(office, tmp_path):
    path = a_report(tmp_path, *FRONT, "（一）针对“惠农补贴发放把关不严”问题。整改情况：追回3.0万元。")
    assert [fault.kind for fault in take(office, path).faults][:1] == ["unknown_status"]
    assert [deed for _number, deed, *_rest in deeds(take(office, path, accept_faults=True))] == ["note"]


def test_a_report_leaves_the_word_of_the_last_list_alone(office, tmp_path):
    """X5: the next list is compared with the last list, not with what a unit reported between them."""
    finding_id = 1
    before = list_rows.last_said(office.writing(), finding_id)
    take(office, a_report(tmp_path, *FRONT, *ANSWERS))
    assert list_rows.last_said(office.writing(), finding_id) == before


def test_every_paragraph_of_the_report_has_its_fate_in_the_ledger(office, tmp_path):
    take(office, a_report(tmp_path, *FRONT, *ANSWERS, *SIGNED))
    rows = office.writing().tuples("select row, fate, reason from import_row order by row")
    assert [row[0] for row in rows] == list(range(1, 9))
    assert [row[1] for row in rows] == ["ignored"] * 4 + ["claim"] * 2 + ["ignored"] * 2


def test_a_report_without_a_certain_answer_enters_nothing(office, tmp_path):
    told = take(office, a_report(tmp_path, *FRONT, "我局高度重视。"))
    assert not told.done and "账本未改动" in told.complaint


def test_a_day_that_lies_ahead_is_not_the_day_of_the_report(office, tmp_path):
    seen = look(office, a_report(tmp_path, *FRONT, *ANSWERS, "中共县民政局党组", "2031年5月20日"))
    assert seen.report.said_on == office.today()


def test_the_day_that_is_named_counts_but_never_before_the_feedback(office, tmp_path):
    seen = look(office, a_report(tmp_path, *FRONT, *ANSWERS), list_date="2026-01-02")
    assert min(on for *_rest, on in deeds(seen)) >= "2026-03-18"


def test_unit_and_round_must_be_certain(office, tmp_path):
    unnamed = a_report(tmp_path, "整改进展情况的报告", *FRONT[1:], *ANSWERS)
    with pytest.raises(KnownError, match="--unit"):
        look(office, unnamed)
    assert look(office, unnamed, unit="县民政局党组").report.unit == "县民政局党组"
    with pytest.raises(KnownError, match="--unit"):
        look(office, unnamed, unit="县水利局党组")
    with pytest.raises(KnownError, match="没有轮次"):
        look(office, unnamed, unit="县民政局党组", round_name="没有这一轮")
    other = a_round(office, "十五届县委第七轮")
    a_finding(office, other, 1, "党费收缴不及时，欠缴3个月")
    with pytest.raises(KnownError, match="--round"):
        look(office, unnamed, unit="县民政局党组")
    assert look(office, unnamed, unit="县民政局党组", round_name="十五届县委第六轮（常规）").report.reading.items
    a_unit(office, "县财政局党组")
    with pytest.raises(KnownError, match="没有问题"):
        look(office, unnamed, unit="县财政局党组")


def test_a_report_that_bears_the_name_of_another_unit_asks(office, tmp_path):
    a_unit(office, "县财政局党组")
    path = a_report(tmp_path, "县财政局党组关于巡察整改进展情况的报告", *FRONT[1:], *ANSWERS)
    told = take(office, path, unit="县民政局党组")
    assert not told.done and told.faults[0].kind == "other_unit"
