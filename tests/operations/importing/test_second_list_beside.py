"""X5, K9: what a row says beside the fields of the book, and rows of several rounds: told, taken, taken back."""

from __future__ import annotations

import pytest
import xlsxwriter

from db import digest
from desktop.operations import undo
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import HEAD, JUNE, MAY, USUAL, lanes, listed, named, take


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县民政局党组")
    return ledger


BESIDE = [
    ("反馈问题", "", "粗问题", "parent"),
    ("反馈问题", "旧问题", "粗问题", "parent"),
    ("配合单位", "", "县财政局党组", "co_units"),
    ("底稿页码", "3", "5", "other"),
]


@pytest.mark.parametrize(("head", "first", "second", "name"), BESIDE)
def test_what_a_row_says_beside_the_fields_of_the_book_is_a_change_too(office, tmp_path, head, first, second, name):
    a_unit(office, "县财政局党组")
    columns = [*HEAD, head]
    take(office, listed(tmp_path, "五月", [{"具体表现": "甲事", head: first}], head=columns), MAY)
    before = digest.content_digest(office.reader)
    path = listed(tmp_path, "六月", [{"具体表现": "甲事", head: second}], head=columns)
    answer = take(office, path, JUNE)

    assert named(answer, "changed") == [name] and not answer["conflicts"]
    again = files.look(office, Wanted(path), Options(list_date=JUNE)).entered.comparison
    assert [one.kind for one in again.matched.values()] == ["same"]
    undo.undo_import(office, EVERYONE, 2)
    assert digest.content_digest(office.reader) == before


def test_owner_and_date_of_a_measure_with_its_own_row_are_changes(office, tmp_path):
    def two(owner, due):
        rest = dict.fromkeys(("序号", "单位", "具体表现", "完成情况"), "")
        first = {"具体表现": "甲事", "整改措施": "清退", "责任人": "李明", "整改时限": "2026-06-18"}
        return [first, {**rest, "整改措施": "建制", "责任人": owner, "整改时限": due}]

    take(office, listed(tmp_path, "五月", two("王强", "2026-06-10")), MAY)
    path = listed(tmp_path, "六月", two("赵六", "2026-06-15"))
    answer = take(office, path, JUNE)

    told = [one["title"] for row in answer["changed"] for one in row["fields"]]
    assert "措施“建制”责任人" in told and "措施“建制”时限" in told
    assert office.reader.tuples("select owner, due_on from measure where text = '建制'") == (("赵六", "2026-06-15"),)
    again = files.look(office, Wanted(path), Options(list_date=JUNE)).entered.comparison
    assert [one.changes for one in again.matched.values()] == [()]


def test_another_day_for_a_state_that_stands_is_told_and_left_to_its_deed(office, tmp_path):
    columns = [*HEAD, "完成日期"]
    done = {"具体表现": "甲事", "完成情况": "已完成"}
    take(office, listed(tmp_path, "五月", [{**done, "完成日期": "2026-04-20"}], head=columns), MAY)
    answer = take(office, listed(tmp_path, "六月", [{**done, "完成日期": "2026-05-06"}], head=columns), JUNE)

    assert named(answer, "conflicts") == ["completed_on"] and lanes(office).claim_at[0] == "2026-04-20"


def test_a_permanent_number_under_another_unit_is_told_and_moves_nothing(office, tmp_path):
    a_unit(office, "县财政局党组")
    take(office, listed(tmp_path, "五月", [{"具体表现": "甲事"}]), MAY)
    row = {"具体表现": "甲事", "单位": "县财政局党组", "编号": "15-06-0001"}
    answer = take(office, listed(tmp_path, "六月", [row], head=[*HEAD, "编号"]), JUNE)

    assert named(answer, "conflicts") == ["unit"] and answer["entered"] == 0
    assert office.reader.column("select unit_id from finding") == (1,)


def test_a_sheet_for_each_round_puts_its_rows_there_and_the_answer_names_them_all(office, tmp_path):
    """Last years' books: one text in three rounds is three findings, and the same book again is the same."""
    path = tmp_path / "历年.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("第四轮", "第五轮", "第六轮"):
            page = book.add_worksheet(name)
            page.write_row(0, 0, HEAD)
            page.write_row(1, 0, [{**USUAL, "具体表现": "甲事", "序号": 1}.get(title, "") for title in HEAD])
    options = Options(list_date=JUNE, rounds={"第六轮": "十五届县委第六轮（常规）"})
    taken = files.take(office, EVERYONE, Wanted(path), options)

    assert {*taken.entered.round_name.split("、")} == {"第四轮", "第五轮", "十五届县委第六轮（常规）"}
    assert len(office.reader.column("select distinct round_id from finding")) == 3
    again = files.look(office, Wanted(path), options).entered.comparison
    assert [one.kind for one in again.matched.values()] == ["same"] * 3 and not again.new_rounds
