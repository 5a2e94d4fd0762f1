"""X5, K9: the same list next month. Each field is a merge of three words: the last list's, this list's, the ledger's."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

from db import digest
from db.queries import facts
from db.queries.history import fields_of
from desktop.cli.list_json import answer as answer_of
from desktop.errors import KnownError
from desktop.operations import evidence, findings, progress, undo, units
from desktop.operations.importing import files, finding_lists
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options, Picks
from desktop.rules.permissions import COMMAND_LINE
from tests.builders import EVERYONE, a_round, a_unit, claimed

MAY, JUNE = "2026-04-30", "2026-05-31"
HEAD = [
    "序号",
    "单位",
    "具体表现",
    "整改措施",
    "责任人",
    "责任领导",
    "整改时限",
    "完成情况",
    "整改进展",
    "备注",
    "涉及金额（元）",
]
USUAL = {"单位": "县民政局党组", "整改时限": "2026-06-18", "完成情况": "正在推进", "责任人": "李明"}


def listed(folder, name, rows, sheet="清单", head=HEAD):
    path = folder / f"{name}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, head)
        for number, row in enumerate(rows, 1):
            values = {**USUAL, "序号": number, **row}
            page.write_row(number, 0, [values.get(title, "") for title in head])
    return path


def take(ledger, path, on, actor=EVERYONE, **options):
    return answer_of(files.take(ledger, actor, Wanted(path), Options(list_date=on, **options)))


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县民政局党组")
    return ledger


@pytest.fixture
def again(office, tmp_path):
    """Enter a list in May, let the office work, and take it anew in June with other words."""

    def both(first, second, between=lambda ledger: None, actor=EVERYONE, **options):
        take(office, listed(tmp_path, "五月", [first]), MAY)
        between(office)
        return take(office, listed(tmp_path, "六月", [second]), JUNE, actor, **options)

    return both


def lanes(ledger):
    return facts.lanes(ledger.reader, 1, "2026-06-05")


def named(answer, key):
    return [one["field"] for row in answer[key] for one in row["fields"]]


PLAIN = [
    ("责任人", "王强", "owner", "王强"),
    ("责任领导", "赵局长", "responsible_leader", "赵局长"),
    ("备注", "已约谈", "remark", "已约谈"),
    ("涉及金额（元）", 1200, "amount_yuan", 1200),
]


@pytest.mark.parametrize(("head", "cell", "name", "value"), PLAIN)
def test_a_new_word_enters_where_the_ledger_was_not_edited_since(office, again, head, cell, name, value):
    answer = again({"具体表现": "甲事"}, {"具体表现": "甲事", head: cell})

    assert named(answer, "changed") == [name] and not answer["conflicts"]
    assert fields_of(office.reader, "finding", 1)[name] == value
    assert answer["entered"] == 0 and answer["import_number"] == 2


@pytest.mark.parametrize(("head", "cell", "name", "value"), PLAIN)
def test_where_the_ledger_was_edited_and_both_differ_nothing_is_taken_unasked(office, again, head, cell, name, value):
    mine = 7 if name == "amount_yuan" else "办内"

    def edited(ledger):
        findings.edit(ledger, EVERYONE, [1], {name: mine})

    answer = again({"具体表现": "甲事"}, {"具体表现": "甲事", head: cell}, edited)

    assert named(answer, "conflicts") == [name] and not answer["changed"]
    assert fields_of(office.reader, "finding", 1)[name] == mine


def test_what_the_list_says_as_before_does_not_undo_the_offices_edit(office, again):
    answer = again(
        {"具体表现": "甲事"},
        {"具体表现": "甲事"},
        lambda ledger: findings.edit(ledger, EVERYONE, [1], {"owner": "办内"}),
    )

    assert len(answer["same"]) == 1 and not answer["changed"] and not answer["conflicts"]
    assert fields_of(office.reader, "finding", 1)["owner"] == "办内"


def test_a_new_state_is_a_claim_on_its_day_with_its_words_and_the_measures_follow(office, again):
    first = {"具体表现": "甲事", "整改措施": "清退"}
    answer = again(first, {**first, "完成情况": "已完成", "整改进展": "已清退6户"})

    assert named(answer, "changed") == ["status", "progress"]
    assert lanes(office).claim == "done" and lanes(office).claim_at[0] == JUNE
    told = office.reader.tuples(
        "select measure_id, claim_state, text from finding_event where action_id = (select max(action_id) from finding_event) order by id"
    )
    assert told == ((None, "done", "已清退6户"), (1, "done", ""))
    assert lanes(office).verdict == "not_started"


def test_a_completion_before_the_last_word_still_stands_as_the_newer_word(office, again):
    head = [*HEAD, "完成日期"]
    folder = office.folder.parent
    take(office, listed(folder, "五月", [{"具体表现": "甲事"}], head=head), MAY)
    row = {"具体表现": "甲事", "完成情况": "已完成", "完成日期": "2026-04-20"}
    take(office, listed(folder, "六月", [row], head=head), JUNE)

    assert lanes(office).claim == "done"


def test_only_new_words_of_progress_are_added_as_a_note(office, again):
    first = {"具体表现": "甲事", "整改进展": "已部署"}
    answer = again(first, {**first, "整改进展": "已清退3户"})

    assert named(answer, "changed") == ["progress"]
    assert office.reader.column("select kind from finding_event order by id")[-1] == "note"
    assert lanes(office).claim == "in_progress"


def test_a_later_date_is_applied_for_and_moves_nothing_until_it_is_granted(office, again):
    again({"具体表现": "甲事"}, {"具体表现": "甲事", "整改时限": "2026-09-30"}, actor=COMMAND_LINE)

    assert lanes(office).due_on == "2026-06-18"
    applied = office.reader.tuples("select finding_id, first_due, due_on, source, reason from extension")
    assert applied == ((1, "2026-06-18", "2026-09-30", "list", "清单所载"),)


def test_an_earlier_date_is_a_conflict_that_only_its_deed_settles(office, again):
    picks_all = {"具体表现": "甲事", "整改时限": "2026-06-01"}
    answer = again({"具体表现": "甲事"}, picks_all)

    assert named(answer, "conflicts") == ["due_on"]
    assert lanes(office).due_on == "2026-06-18"


def close(ledger):
    claimed(ledger, 1, on="2026-05-10")
    evidence.add_paper(ledger, EVERYONE, 1, "回执", "卷3")
    progress.close_out(ledger, EVERYONE, 1, "2026-05-12", evidence.faults)


def transfer(ledger):
    progress.transfer(ledger, EVERYONE, 1, "2026-05-12", "涉嫌违纪", "县纪委")


def withdraw(ledger):
    progress.withdraw(ledger, EVERYONE, [1], "2026-05-12", "重复", "书记专题会")


@pytest.mark.parametrize("deed", [close, transfer, withdraw])
def test_no_list_moves_a_finding_that_is_closed_handed_over_or_gone(office, again, deed):
    """L-1, L-2: the law stands for lists too, whatever the clerk ticks."""
    answer = again({"具体表现": "甲事"}, {"具体表现": "甲事", "完成情况": "部分完成"}, deed)

    assert named(answer, "conflicts") == ["status"]
    before = lanes(office)
    path = office.folder.parent / "六月.xlsx"
    reading = files.look(office, Wanted(path), Options(list_date=JUNE)).reading
    everything = Picks(fields={("清单", 2, "status"): True})
    finding_lists.enter(office, EVERYONE, reading, path, Options(list_date=JUNE), picks=everything)
    assert lanes(office) == before


def test_a_closed_finding_whose_list_says_done_is_the_same(office, again):
    answer = again({"具体表现": "甲事"}, {"具体表现": "甲事", "完成情况": "已完成"}, close)

    assert len(answer["same"]) == 1 and not answer["conflicts"]


def test_an_older_list_that_comes_late_changes_nothing_unasked(office, again, tmp_path):
    again({"具体表现": "甲事"}, {"具体表现": "甲事", "完成情况": "已完成", "责任人": "王强"})
    answer = take(office, listed(tmp_path, "四月", [{"具体表现": "甲事", "责任人": "旧人"}]), "2026-04-10")

    assert set(named(answer, "conflicts")) == {"status", "owner"} and not answer["changed"]
    assert lanes(office).claim == "done"


def test_what_was_refused_and_is_reported_again_is_asked(office, again):
    done = {"具体表现": "甲事", "完成情况": "已完成"}
    answer = again(done, done, lambda ledger: progress.refuse(ledger, EVERYONE, 1, "2026-05-10", "佐证不足"))

    assert named(answer, "conflicts") == ["status"]
    assert lanes(office).claim == "in_progress"


def test_new_measures_come_in_but_a_rewording_is_asked(office, again, tmp_path):
    first = {"具体表现": "甲事", "整改措施": "1.清退\n2.建制"}
    answer = again(first, {**first, "整改措施": "1.清退\n2.建制\n3.培训"})

    assert named(answer, "changed") == ["measures"]
    assert office.reader.column("select text from measure order by seq") == ("清退", "建制", "培训")
    third = take(office, listed(tmp_path, "七月", [{**first, "整改措施": "1.清退\n2.建立制度\n3.培训"}]), "2026-06-05")
    assert named(third, "conflicts") == ["measures"]
    assert len(office.reader.column("select id from measure")) == 3


def test_what_the_list_leaves_out_is_told_and_stays(office, tmp_path):
    take(office, listed(tmp_path, "五月", [{"具体表现": "甲事"}, {"具体表现": "乙事"}]), MAY)
    answer = take(office, listed(tmp_path, "六月", [{"具体表现": "甲事"}, {"具体表现": "丙事"}]), JUNE)

    assert [one["text"] for one in answer["missing"]] == ["乙事"]
    assert answer["entered"] == 1
    assert office.reader.column("select text from finding where removed_in is null") == ("甲事", "乙事", "丙事")


def test_only_new_leaves_the_rest_as_it_is(office, again):
    answer = again({"具体表现": "甲事"}, {"具体表现": "甲事", "完成情况": "已完成"}, only_new=True)

    assert named(answer, "changed") == ["status"] and answer["import_number"] is None
    assert lanes(office).claim == "in_progress"


def test_one_undo_takes_the_whole_list_back_and_redo_brings_it(office, again):
    take_back = {"具体表现": "甲事", "整改措施": "清退"}
    second = {**take_back, "完成情况": "已完成", "责任人": "王强", "整改时限": "2026-09-30", "整改进展": "已清退"}
    before = []
    again(take_back, second, lambda ledger: before.append(digest.content_digest(ledger.reader)))
    after = digest.content_digest(office.reader)

    undo.undo_import(office, EVERYONE, 2)
    assert digest.content_digest(office.reader) == before[0]
    undo.redo(office, EVERYONE)
    assert digest.content_digest(office.reader) == after


def test_later_work_is_listed_before_an_import_is_taken_back(office, again):
    again({"具体表现": "甲事"}, {"具体表现": "甲事", "责任人": "王强"})
    findings.edit(office, EVERYONE, [1], {"owner": "后来"})

    with pytest.raises(undo.TouchedSince):
        undo.undo_import(office, EVERYONE, 2, later=undo.Later.ASK)


def test_an_undone_list_is_no_base(office, again, tmp_path):
    """After the undo the list of May is the last one again, so June's word is a change once more."""
    second = {"具体表现": "甲事", "责任人": "王强"}
    again({"具体表现": "甲事"}, second)
    undo.undo_import(office, EVERYONE, 2)

    assert named(take(office, tmp_path / "六月.xlsx", JUNE), "changed") == ["owner"]


def test_an_import_from_before_the_words_were_kept_says_what_it_wrote(office, again):
    """Former ledgers have no `said`: their base is what the import itself entered."""

    def forget(ledger):
        ledger.writer._connection.execute("drop trigger if exists import_row_update")
        ledger.writer._connection.execute("pragma ignore_check_constraints = off")
        for (name,) in ledger.reader.tuples(
            "select name from sqlite_master where tbl_name = 'import_row' and type = 'trigger'"
        ):
            ledger.writer._connection.execute(f"drop trigger {name}")
        ledger.writer._connection.execute("update import_row set said = '{}'")

    answer = again(
        {"具体表现": "甲事", "整改进展": "已部署"},
        {"具体表现": "甲事", "整改进展": "已部署", "完成情况": "已完成", "责任人": "王强"},
        forget,
    )

    assert set(named(answer, "changed")) == {"status", "owner"}


def test_a_finding_that_no_list_named_is_asked_where_it_holds_another_word(office, tmp_path):
    round_id = office.reader.value("select id from round")
    draft = findings.FindingDraft(round_id, 1, "甲事", owner="手填")
    findings.add(office, EVERYONE, draft)
    answer = take(office, listed(tmp_path, "六月", [{"具体表现": "甲事"}]), JUNE)

    assert named(answer, "conflicts") == ["owner"]
    assert "status" in named(answer, "changed")


def test_the_dry_run_says_the_same_and_writes_nothing(office, again, tmp_path):
    take(office, listed(tmp_path, "五月", [{"具体表现": "甲事"}]), MAY)
    before = digest.content_digest(office.reader)
    path = listed(tmp_path, "六月", [{"具体表现": "甲事", "完成情况": "已完成"}])
    answer = answer_of(files.look(office, Wanted(path), Options(list_date=JUNE)))

    assert named(answer, "changed") == ["status"]
    assert json.dumps(answer, ensure_ascii=False)
    assert digest.content_digest(office.reader) == before


def test_rows_of_several_rounds_each_go_into_their_own_and_unknown_ones_are_made(office, tmp_path):
    head = [*HEAD, "轮次"]
    rows = [
        {"具体表现": "甲事", "轮次": "十五届县委第六轮（常规）"},
        {"具体表现": "甲事", "轮次": "十五届县委第五轮（常规）"},
    ]
    path = listed(tmp_path, "各轮", rows, head=head)

    assert answer_of(files.look(office, Wanted(path), Options()))["new_rounds"] == ["十五届县委第五轮（常规）"]
    answer = take(office, path, JUNE)

    assert answer["entered"] == 2 and answer["new_rounds"] == ["十五届县委第五轮（常规）"]
    names = office.reader.column("select round.name from finding join round on round.id = round_id order by finding.id")
    assert names == ("十五届县委第六轮（常规）", "十五届县委第五轮（常规）")


def test_a_written_round_can_mean_one_that_is_there(office, tmp_path):
    path = listed(tmp_path, "各轮", [{"具体表现": "甲事", "轮次": "第六轮"}], head=[*HEAD, "轮次"])
    answer = take(office, path, JUNE, rounds={"第六轮": "十五届县委第六轮（常规）"})

    assert answer["new_rounds"] == [] and office.reader.value("select count(*) from round") == 1


def test_the_day_above_the_table_is_the_day_of_the_list_and_is_said(office, tmp_path):
    """K16: 截至 lines."""
    path = tmp_path / "截至.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("清单")
        page.write(0, 0, "整改台账（截至2026年5月20日）")
        page.write_row(1, 0, HEAD)
        page.write_row(2, 0, [{**USUAL, "具体表现": "甲事", "序号": 1}.get(title, "") for title in HEAD])
    taken = files.take(office, EVERYONE, Wanted(path), Options())

    assert lanes(office).claim_at[0] == "2026-05-20"
    assert any("2026-05-20" in line for line in taken.lines)


def test_a_day_of_the_list_to_come_is_refused(office, tmp_path):
    with pytest.raises(KnownError):
        take(office, listed(tmp_path, "明天", [{"具体表现": "甲事"}]), "2026-06-06")


def test_a_list_after_a_merger_enters_on_the_successor_and_finds_it_there_again(office, tmp_path):
    """撤并: a unit stays meant in the round in which it has findings; in a later round its successor is, and the same list is the same."""
    gone, into = a_unit(office, "县残联党组"), a_unit(office, "县卫健局党组")
    of_unit = "select unit_id from finding where text = ?"
    take(office, listed(tmp_path, "前", [{"单位": "县残联党组", "具体表现": "甲事"}]), MAY)
    units.merge(office, EVERYONE, gone, into, "2026-05-15")
    both = [{"单位": "县残联党组", "具体表现": text} for text in ("甲事", "乙事")]
    take(office, listed(tmp_path, "同轮", both), JUNE)
    assert [office.reader.value(of_unit, (text,)) for text in ("甲事", "乙事")] == [gone, gone]

    later = listed(tmp_path, "后轮", [{"单位": "县残联党组", "具体表现": "丙事"}])
    take(office, later, JUNE, round_name="十五届县委第七轮（常规）")
    assert office.reader.value(of_unit, ("丙事",)) == into
    again = take(office, later, JUNE, round_name="十五届县委第七轮（常规）")
    assert len(again["same"]) == 1 and not again["entered"]
