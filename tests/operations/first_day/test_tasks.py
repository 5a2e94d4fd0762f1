"""design.md §7: each task is open in a fresh demonstration, done after its deeds, and not after others."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries import first_day as queries
from desktop.ledgers.arrangement import Arrangement
from desktop.ledgers.draws import DRAWS
from desktop.operations import closing, evidence, logins, pasting, progress, rounds, undo, units
from desktop.operations.findings import FindingDraft, add
from desktop.operations.first_day.tasks import REPORT, TASKS
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.lists import printing
from desktop.operations.lists.view import Criteria, by_criteria
from desktop.operations.papers import handing_out, issuing, making, registering
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.operations.records import verbs
from desktop.paper.finding_list import FULL_COLUMNS
from tests.builders import EVERYONE
from tests.operations.first_day.conftest import PROVEN
from tests.operations.follow_up.conftest import SECOND, SPOKEN
from tests.operations.importing.test_review import HEADS, a_list
from tests.ui.test_help_sheet import QUOTED

TODAY = date(2026, 6, 5)
MINZHENG, JIAOYU, LIUPING = "县民政局党组", "县教育局党组", "柳坪乡党委"
SOUND = (
    (1, MINZHENG, "", "违规发放值班补贴", 142800, "2026.6.18", "周立群"),
    (2, JIAOYU, "", "占道经营摊位费收缴不入账", 5316, "2026.6.18", "孙涛"),
)


def test_the_tasks_are_the_twelve_of_the_design_and_all_are_open_at_first(county):
    assert [task.key for task in TASKS] == [f"T{number}" for number in range(1, 13)]
    assert [task.key for task in TASKS if county.check(task.key).done] == []


def test_every_card_says_what_to_do_in_two_or_three_sentences_and_names_a_page():
    from desktop.ui.pages import PAGES

    pages = {entry.key for entry in PAGES}
    assert {task.page for task in TASKS} <= pages
    assert {task.key for task in TASKS if not 2 <= task.words.count("。") <= 3} == set()
    assert all(QUOTED.findall(task.words) or "Ctrl" in task.words for task in TASKS)


def test_what_was_done_before_the_person_came_in_does_not_count(county):
    ledger = county.ledger
    every = [one for ids in county.findings.values() for one in ids]
    for one in every[:20]:
        progress.note(ledger, EVERYONE, one, "2026-06-05", "电话了解")
    assert county.check("T3").done
    before = queries.began(ledger.newest)
    logins.log_entry(ledger, EVERYONE)  # coming in again begins nothing anew
    assert queries.began(ledger.newest) == before and county.check("T3").done


# -- T2


def take(county, path, name="练习轮次"):
    return files.take(county.ledger, EVERYONE, Wanted(path), Options(round_name=name, accept_faults=True))


def test_t2_a_whole_list_goes_in_is_taken_back_and_goes_in_again(county, tmp_path):
    rounds.add(county.ledger, EVERYONE, "练习轮次", {"feedback_on": "2026-03-18"})
    path = a_list(tmp_path, SOUND)
    take(county, path)
    assert "撤销" in county.lacks("T2") and "整表" not in county.lacks("T2")
    undo.undo_import(county.ledger, EVERYONE, 1)
    assert county.lacks("T2") == "撤销以后还没有把同一份清单再次导入"
    take(county, path)
    assert county.check("T2").done


def test_t2_a_list_that_lost_a_row_or_another_list_does_not_count(county, tmp_path):
    rounds.add(county.ledger, EVERYONE, "练习轮次", {"feedback_on": "2026-03-18"})
    lossy = (*SOUND, (3, JIAOYU, "", None, None, "2026.6.18", "孙涛"))
    take(county, a_list(tmp_path, lossy))
    assert "整表" in county.lacks("T2")
    undo.undo_import(county.ledger, EVERYONE, 1)
    other = tmp_path / "另一份"
    other.mkdir()
    take(county, a_list(other, SOUND))
    assert "还没有把导入撤销" in county.lacks("T2") and len(HEADS) == len(SOUND[0])


# -- T3, T4


def test_t3_twenty_findings_of_two_units_get_their_words(county):
    for one in county.findings[MINZHENG]:
        progress.note(county.ledger, EVERYONE, one, "2026-06-05", "电话了解")
    assert county.lacks("T3") == "写了进展的问题有 14 个，要 20 个；涉及 1 家单位，要 2 家"
    for one in county.findings[MINZHENG]:
        progress.note(county.ledger, EVERYONE, one, "2026-06-05", "又一次")  # the same findings again
    assert not county.check("T3").done
    for one in county.findings[JIAOYU][:6]:
        progress.note(county.ledger, EVERYONE, one, "2026-06-05", "现场看过")
    assert county.check("T3").done
    undo.undo(county.ledger, EVERYONE)
    assert not county.check("T3").done


def close(county, one, **how):
    closing.close_out(county.ledger, EVERYONE, one, "2026-06-05", evidence.faults, **how)


def test_t4_seven_are_closed_on_evidence_and_three_refused(county):
    claims = county.findings[MINZHENG][4:]
    for one in claims[:6]:
        close(county, one)
    for one in claims[7:10]:
        progress.refuse(county.ledger, EVERYONE, one, "2026-06-05", "材料不全")
    assert county.lacks("T4") == "有佐证的销号 6 条，要 7 条"
    close(county, claims[6])
    assert county.check("T4").done


def test_t4_a_close_out_past_the_gate_spoils_it(county):
    claims = county.findings[MINZHENG][4:]
    for one in claims[:7]:
        close(county, one)
    for one in (claims[7], *county.findings[MINZHENG][:2]):
        progress.refuse(county.ledger, EVERYONE, one, "2026-06-05", "材料不全")
    close(county, claims[PROVEN], override_reason="领导已当面看过")
    assert county.lacks("T4") == "有 1 条没有佐证或越过条件就销了号，请撤销"


# -- T5, T10: what is said


def test_t5_the_figure_that_is_said_is_compared_with_the_ledgers(county):
    rate, opened = county.check("T5").questions
    assert rate.label == "县民政局党组截至2026年5月31日的整改率" and opened.wanted == ("14",)
    for said, told in (
        (("", " "), "还没有作答"),
        (("0.0%", "13"), "第2问答的与台账算出的不同"),
        (("14", "0.0%"), "第1问、第2问答的与台账算出的不同"),
        (("0.0%",), "第2问答的与台账算出的不同"),
    ):
        county.mark = county.mark.answered("T5", said)
        assert county.lacks("T5") == told
    county.mark = county.mark.answered("T5", (" 0.0％", "１４"))
    assert county.check("T5").done


def test_t10_the_rows_behind_a_figure_are_named_in_any_order(county, tmp_path):
    [question] = county.check("T10").questions
    assert len(question.wanted) == 4
    county.mark = county.mark.answered("T10", ("、".join(question.wanted[:3]),))
    assert county.lacks("T10").endswith("；第1问答的与台账算出的不同")
    county.mark = county.mark.answered("T10", ("，".join(reversed(question.wanted)),))
    assert county.lacks("T10") == "还没有签发截至2026年5月31日的整改综合情况汇报"
    for day, done in ((TODAY, False), (date(2026, 5, 31), True)):
        making.prepare(county.ledger, EVERYONE, REPORT, "书记专题会", WORDS, county.round)
        issue(county, tmp_path, REPORT, as_of=day)
        assert county.check("T10").done is done


# -- T6, T7, T9: papers


WORDS = {
    "主送": "县委书记专题会",
    "自报差原因": ["两个问题没有结果佐证"],
    "下步": [{"标题": "盯住逾期问题", "内容": "对逾期问题逐件督办"}],
}


def issue(county, folder, kind, *unit_names, as_of=TODAY):
    chosen = tuple(county.units[name] for name in unit_names)
    request = Request(kind, TODAY, as_of, county.round, chosen, not chosen)
    gathered = making.gather(county.ledger.writing(), request)
    return issuing.issue(county.ledger, EVERYONE, Workshop(county.ledger), gathered, folder)


def test_t6_every_overdue_unit_has_its_letter_and_they_are_printed(county, tmp_path):
    [first] = issue(county, tmp_path, "supervision_letter", MINZHENG)
    assert county.lacks("T6") == "还有 1 家逾期单位没有督办函；还没有把这些函一次打印或合并"
    [second] = issue(county, tmp_path, "supervision_letter", LIUPING)
    handing_out.enter_prints(county.ledger, EVERYONE, [first.letter_id])
    assert county.lacks("T6") == "还没有把这些函一次打印或合并"
    handing_out.enter_prints(county.ledger, EVERYONE, [second.letter_id])
    assert county.check("T6").done
    registering.void(county.ledger, EVERYONE, second.letter_id, "2026-06-05", "写错了")
    assert county.lacks("T6").startswith("还有 1 家逾期单位")


def test_t7_a_batch_that_skips_one_after_a_card_was_mended(county, tmp_path):
    issue(county, tmp_path, "reminder_letter", MINZHENG, JIAOYU)
    assert county.lacks("T7") == "出函以前还没有补正一家收函单位的联系人或电话"
    units.edit(county.ledger, EVERYONE, county.units[JIAOYU], {"phone": "6620002"})
    assert not county.check("T7").done
    issue(county, tmp_path, "reminder_letter")
    assert not county.check("T7").done
    issue(county, tmp_path, "reminder_letter", JIAOYU, LIUPING)
    assert county.check("T7").done


def test_t9_a_third_is_drawn_locked_redrawn_by_another_and_printed(county, tmp_path):
    record = verbs.add(county.ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN})[0]
    assert county.lacks("T9").startswith("还没有锁定")
    verbs.take(county.ledger, EVERYONE, DRAWS, record.id, DRAWS.step("lock"), None)
    seed = county.ledger.newest.value("select seed from draw")
    assert county.lacks("T9").startswith("还没有由第二人重抽核对")
    verbs.take(county.ledger, SECOND, DRAWS, record.id, DRAWS.step("check"), {"seed": seed})
    assert county.lacks("T9") == "锁定以后还没有签发抽样锁定单；还没有打印抽样锁定单"
    [sheet] = issue(county, tmp_path, "sample_lock")
    assert county.lacks("T9") == "还没有打印抽样锁定单"
    handing_out.enter_prints(county.ledger, EVERYONE, [sheet.letter_id])
    assert county.check("T9").done


def test_t9_another_share_does_not_count(county):
    verbs.add(county.ledger, EVERYONE, DRAWS, {"round": county.round, "share": "1/4", **SPOKEN})
    assert county.lacks("T9").startswith("还没有按 1/3 抽取")


# -- T8, T11


def printed(county, columns=FULL_COLUMNS[:-1], paper="A3", copies=10, path=None):
    shown = by_criteria(county.ledger.newest, Criteria((county.round,), Arrangement()), "2026-06-05", "全部")
    plan = printing.Plan("问题清单", paper=paper, columns=tuple(columns))
    laid = printing.layout(county.ledger.newest, shown, plan, "2026-06-05")
    numbers = printing.next_copies(county.ledger.newest, copies)
    made_of = {"title": "问题清单", "settings": {"paper": paper, "columns": list(columns)}}
    job = printing.Job(numbers, made_of=made_of)
    if path is None:
        printing.record(county.ledger, EVERYONE, shown, plan, laid, job)
    else:
        printing.write(county.ledger, EVERYONE, shown, plan, laid, path, job)


@pytest.mark.parametrize(
    ("how", "missing"),
    [
        ({}, ""),
        ({"paper": "A4"}, "纸张不是 A3"),
        ({"copies": 9}, "印了 9 份，要 10 份"),
        ({"columns": FULL_COLUMNS}, "要比常用的列恰好少一列"),
        ({"columns": FULL_COLUMNS[:-2]}, "要比常用的列恰好少一列"),
    ],
)
def test_t8_the_list_on_a3_in_ten_copies_with_one_column_less(county, how, missing):
    printed(county, **how)
    assert county.lacks("T8") == missing


def test_t8_without_a_printer_the_pdf_counts(county, tmp_path):
    printed(county, path=tmp_path / "清单.pdf")
    assert county.check("T8").done


def test_t11_twelve_rows_are_pasted_the_leader_changed_and_both_undone(county):
    ledger, ids = county.ledger, county.findings[MINZHENG][:12]
    pasting.edit_each(ledger, EVERYONE, {one: {"owner": f"责任人{one}"} for one in ids}, "粘贴 12 行")
    pasting.edit_each(ledger, EVERYONE, {one: {"responsible_leader": "杨帆"} for one in ids}, "批量修改 12 条")
    assert county.lacks("T11") == "粘贴还没有撤销；成批修改还没有撤销"
    undo.undo(ledger, EVERYONE)
    assert county.lacks("T11") == "粘贴还没有撤销"
    undo.undo(ledger, EVERYONE)
    assert county.check("T11").done
    undo.redo(ledger, EVERYONE)
    assert not county.check("T11").done


def test_t11_fewer_than_twelve_rows_do_not_count(county):
    ids = county.findings[MINZHENG][:11]
    pasting.edit_each(county.ledger, EVERYONE, {one: {"owner": "某人"} for one in ids}, "粘贴 11 行")
    undo.undo(county.ledger, EVERYONE)
    assert county.lacks("T11") == "还没有一次粘贴 12 行；还没有成批改 12 条的责任领导"


def test_a_round_made_for_practice_is_not_asked_about(county):
    round_id, _changes = rounds.add(county.ledger, EVERYONE, "练习轮次", {"feedback_on": "2026-05-18"})
    add(county.ledger, EVERYONE, FindingDraft(round_id, county.units[JIAOYU], "练习问题", first_due_on="2026-05-20"))
    assert len(county.check("T10").questions[0].wanted) == 4
