"""Lists enter in one transaction or not at all; every row has its fate; opening balances are verdicts of before (X5, X6)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from db import digest
from db.queries import history
from desktop.cli.list_json import answer as answer_of
from desktop.errors import Forbidden, KnownError
from desktop.operations import undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.finding_lists import check_options
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_round, a_unit

SAMPLES = Path(__file__).parents[2] / "samples" / "A_finding_lists"
HEAD = ["序号", "单位", "反馈问题", "具体表现", "整改措施", "责任领导", "整改时限", "完成情况", "认定情况"]


def workbook(path, rows, head=HEAD):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("清单")
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)
    return path


def row(text, unit="县民政局党组", **fields):
    values = {
        "序号": 1,
        "单位": unit,
        "具体表现": text,
        "反馈问题": "",
        "整改措施": "",
        "责任领导": "",
        "整改时限": "2026-06-18",
    }
    return [({**values, **fields}).get(name, "") for name in HEAD]


@pytest.fixture
def office(ledger):
    a_round(ledger, "十五届县委第六轮（常规）")
    a_unit(ledger, "县民政局党组")
    a_unit(ledger, "县财政局党组")
    return ledger


def take(ledger, path, actor=EVERYONE, **options):
    return files.take(ledger, actor, Wanted(path), Options(**options))


def texts(ledger):
    return ledger.reader.column("select text from finding where removed_in is null order by id")


def test_a_sound_list_is_entered_whole_and_every_row_has_its_fate(office, tmp_path):
    path = workbook(tmp_path / "清单.xlsx", [row("党费欠缴3个月"), row("低保审核不严，应退未退6户", "县财政局党组")])

    taken = take(office, path)

    assert answer_of(taken)["entered"] == 2
    assert texts(office) == ("党费欠缴3个月", "低保审核不严，应退未退6户")
    assert office.reader.column("select fate from import_row order by row") == ("ignored", "entered", "entered")
    assert office.reader.value("select sha256 from import_batch") in office.pool.hashes()


def test_one_fault_keeps_the_whole_list_out_and_changes_nothing(office, tmp_path):
    path = workbook(tmp_path / "清单.xlsx", [row("甲事"), row("乙事", 整改时限="2024.13.1")])
    before = digest.content_digest(office.reader)

    taken = take(office, path)

    assert not taken.done
    assert [fault["kind"] for fault in answer_of(taken)["faults"]] == ["invalid_date"]
    assert digest.content_digest(office.reader) == before


def test_accepted_faults_leave_fields_empty_and_hold_rows_without_a_unit(office, tmp_path):
    path = workbook(tmp_path / "清单.xlsx", [row("甲事", 整改时限="2024.13.1"), row("乙事", "县没有局")])

    taken = take(office, path, accept_faults=True)

    assert texts(office) == ("甲事",)
    assert office.reader.value("select first_due_on from finding") is None
    assert [held["row"] for held in answer_of(taken)["held"]] == [3]


def test_dates_before_the_feedback_are_asked_and_left_empty(office, tmp_path):
    path = workbook(tmp_path / "清单.xlsx", [row("甲事", 整改时限="2026-03-10")])

    assert [fault["kind"] for fault in answer_of(take(office, path))["faults"]] == ["before_feedback"]
    take(office, path, accept_faults=True)

    assert office.reader.value("select first_due_on from finding") is None


def test_a_verdict_of_done_is_entered_as_a_claim_and_asks_for_the_gate_w1(office, tmp_path):
    path = workbook(tmp_path / "清单.xlsx", [row("甲事", 完成情况="已完成", 认定情况="已销号")])

    taken = take(office, path, accept_faults=True)

    assert "verdict_needs_gate" in [fault["kind"] for fault in answer_of(taken)["faults"]]
    lanes = office.reader.tuples("select claim_state, verdict_state from finding_event where kind <> 'give'")
    assert lanes == (("done", None),)


def test_an_opening_balance_sets_both_lanes_and_is_marked(office, tmp_path):
    path = workbook(
        tmp_path / "清单.xlsx", [row("甲事", 完成情况="已完成", 认定情况="已销号"), row("乙事", 完成情况="正在推进")]
    )

    take(office, path, opening=True, reason="本办自3月启用", list_date="2026-05-31")

    states = office.reader.tuples(
        "select kind, claim_state, verdict_state, effective_on, known_on, opening from finding_event where kind <> 'give' order by id"
    )
    assert ("verify", None, "done", "2026-05-31", "2026-05-31", 1) in states
    assert office.reader.column("select opening from finding") == (1, 1)
    assert "清单.xlsx" in office.reader.value("select paper from finding_event where verdict_state = 'done'")


def test_an_opening_needs_its_right_and_a_reason(office, tmp_path, clerk):
    path = workbook(tmp_path / "清单.xlsx", [row("甲事")])

    with pytest.raises(KnownError, match="理由"):
        take(office, path, opening=True)
    with pytest.raises(Forbidden):
        take(office, path, clerk, opening=True, reason="启用")


def test_an_import_is_undone_days_later_to_the_same_content_x6(office, tmp_path, clock):
    before = digest.content_digest(office.reader)
    taken = take(
        office, workbook(tmp_path / "清单.xlsx", [row("甲事", 完成情况="已完成"), row("乙事", 整改措施="1.甲；2.乙")])
    )
    clock.set("2026-06-20T09:00:00")

    undo.undo_import(office, EVERYONE, answer_of(taken)["import_number"])

    assert digest.content_digest(office.reader) == before
    assert answer_of(take(office, tmp_path / "清单.xlsx"))["import_number"] == 2


def test_rows_that_the_round_already_has_are_not_entered_twice(office, tmp_path):
    path = workbook(tmp_path / "清单.xlsx", [row("甲事"), row("乙事")])
    take(office, path)

    again = take(office, path, accept_faults=True)

    assert not again.done
    assert [one["row"] for one in answer_of(again)["same"]] == [2, 3] and not answer_of(again)["held"]
    assert texts(office) == ("甲事", "乙事")


def test_a_coarser_column_makes_one_problem_per_unit_and_text_l2(office, tmp_path):
    path = workbook(
        tmp_path / "清单.xlsx", [row("接待超标", 反馈问题="财务管理不严"), row("无来函接待", 反馈问题="财务管理不严")]
    )

    take(office, path)

    assert office.reader.column("select text from problem") == ("财务管理不严",)
    assert office.reader.column("select count(distinct parent_id) from finding") == (1,)
    assert office.reader.column("select category1 from finding") == ("", "")


def test_measures_of_one_cell_become_rows_of_their_own_l3(office, tmp_path):
    take(office, workbook(tmp_path / "清单.xlsx", [row("甲事", 整改措施="1.补缴党费；2.建立台账")]))

    assert office.reader.column("select text from measure order by seq") == ("补缴党费", "建立台账")


def test_the_round_is_made_where_it_is_named_and_asked_where_several_stand(office, tmp_path):
    path = workbook(tmp_path / "清单.xlsx", [row("甲事")])
    take(office, path, round_name="十五届县委第七轮", feedback_on="2026-05-01")

    with pytest.raises(KnownError, match="2 个轮次"):
        take(office, path)

    assert office.reader.column("select code from round order by id") == ("15-06", "15-07")


def test_a_refused_file_answers_with_its_reason_and_changes_nothing(office):
    before = digest.content_digest(office.reader)

    taken = take(office, SAMPLES / "a16_传输中断" / "传输中断.xlsx")

    assert (taken.done, answer_of(taken)["form"], answer_of(taken)["reason"]) == (False, "refused", "corrupt")
    assert digest.content_digest(office.reader) == before


def test_the_unit_register_of_the_samples_is_taken_in(ledger):
    taken = files.take(ledger, EVERYONE, Wanted(SAMPLES / "units.json"), Options())

    names = {unit["name"] for unit in json.loads((SAMPLES / "units.json").read_text("utf-8"))}
    assert answer_of(taken)["entered"] == len(names)
    assert set(ledger.reader.column("select name from unit_name")) == names


def test_a_backup_is_made_before_an_import_b1(office, tmp_path):
    take(office, workbook(tmp_path / "清单.xlsx", [row("甲事")]))

    assert "before_import" in office.reader.column("select occasion from backup_record")
    assert history.latest_actions(office.reader, 1)[0].title == "导入 清单.xlsx"


@pytest.mark.parametrize(("named", "made"), [("", "未命名轮次"), ("第七轮", "第七轮")])
def test_a_list_into_a_ledger_without_rounds_makes_the_one_that_is_named(ledger, tmp_path, named, made):
    a_unit(ledger, "县民政局党组")
    path = workbook(tmp_path / "清单.xlsx", [row("党费收缴不及时")])
    files.take(ledger, EVERYONE, Wanted(path), Options(round_name=named))
    assert ledger.reader.column("select name from round") == (made,)


@pytest.mark.parametrize(
    ("options", "kind"),
    [({"list_date": "2026-06-05"}, None), ({"list_date": "2026-06-06"}, "future"), ({"list_date": "2026-02-30"}, "date"), ({}, None), ({"opening": True, "reason": "启用"}, None)],
)  # fmt: skip
def test_the_day_of_a_list_is_a_real_one_and_today_at_the_latest(options, kind):
    if kind is None:
        check_options(Options(**options), "2026-06-05")
    else:
        with pytest.raises(KnownError) as refused:
            check_options(Options(**options), "2026-06-05")
        assert refused.value.kind == kind
    with pytest.raises(KnownError, match="理由"):
        check_options(Options(opening=True, reason=" "), "2026-06-05")


def test_the_next_list_enters_what_it_changed_and_leaves_the_rest(office, tmp_path):
    """K-9: what may be taken is taken; a second list that says the same changes nothing."""
    take(office, workbook(tmp_path / "五月.xlsx", [row("党费欠缴3个月", 责任领导="段然")]))
    taken = take(office, workbook(tmp_path / "六月.xlsx", [row("党费欠缴3个月", 责任领导="林深")]))

    assert answer_of(taken)["entered"] == 0
    assert office.reader.tuples("select text, responsible_leader from finding") == (("党费欠缴3个月", "林深"),)
