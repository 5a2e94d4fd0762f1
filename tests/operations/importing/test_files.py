"""A file is taken in by its form, which its content tells; looking at one enters nothing, whatever it is."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from db.digest import content_digest
from db.queries import imports
from db.store import create_ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import dumping
from desktop.operations.importing import files, list_files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.importing.test_second_list import listed

SAMPLES = Path(__file__).parents[2] / "samples"
BROKEN = SAMPLES / "A_finding_lists" / "a16_传输中断" / "传输中断.xlsx"
RATES = SAMPLES / "D_rates" / "r03_自报与认定_退回.json"


def a_list(folder, **row):
    return listed(folder, "清单", [{"具体表现": "党费收缴不及时", **row}])


def a_register_of_units(folder):
    path = folder / "单位.json"
    path.write_text(json.dumps([{"name": "县财政局党组"}]), "utf-8")
    return path


def a_list_of_talks(folder):
    book = openpyxl.Workbook()
    book.active.append(["谈话日期", "谈话类型", "单位", "约谈人", "被约谈人", "事由", "整改要求", "状态"])
    book.active.append(["2026-05-06", "书记约谈", "县民政局党组", "张明", "李文", "整改率低", "一个月内清退", "已约谈"])
    path = folder / "约谈.xlsx"
    book.save(path)
    return path


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县民政局党组")
    return ledger


@pytest.fixture
def dump(clock, tmp_path):
    """Everything of another ledger."""
    other = create_ledger(tmp_path / "别处.ledger", None, clock)
    a_finding(other)
    path = dumping.write(other, EVERYONE, tmp_path / "全部.json").path
    other.close()
    return path


def look(ledger, path, form="", **options):
    return files.look(ledger, Wanted(path, form), Options(**options), EVERYONE)


def take(ledger, path, form="", **options):
    return files.take(ledger, EVERYONE, Wanted(path, form), Options(**options))


BY_CONTENT = [
    (a_list, "", "finding_list"),
    (a_register_of_units, "", "units"),
    (a_list_of_talks, "talk", "talk"),
]


@pytest.mark.parametrize(("made", "named", "form"), BY_CONTENT)
def test_what_is_looked_at_enters_nothing_and_what_is_taken_is_there(office, tmp_path, made, named, form):
    path, before = made(tmp_path), content_digest(office.reader)
    seen = look(office, path, named)
    assert (seen.form, seen.dry_run, content_digest(office.reader)) == (form, True, before)

    taken = take(office, path, named)
    assert (taken.form, taken.dry_run, taken.done, taken.complaint) == (form, False, True, "")
    assert content_digest(office.reader) != before
    assert seen.lines and taken.lines


@pytest.mark.parametrize("form", ["dump", "events"])
def test_so_it_is_with_what_only_an_empty_ledger_takes(ledger, dump, form):
    path, before = dump if form == "dump" else RATES, content_digest(ledger.reader)
    seen = look(ledger, path)
    assert (seen.form, seen.dry_run, content_digest(ledger.reader)) == (form, True, before)

    taken = take(ledger, path)
    count = ledger.reader.value("select count(*) from finding")
    assert (taken.form, taken.done) == (form, True) and count > 0
    assert f"问题 {count} " in seen.lines[0] and f"问题 {count} " in taken.lines[0]
    with pytest.raises(KnownError, match="空账本"):
        take(ledger, path)


def test_a_file_that_is_refused_says_why_and_neither_way_enters_anything(office):
    before = content_digest(office.reader)
    for answer in (look(office, BROKEN), take(office, BROKEN)):
        assert (answer.form, answer.done) == ("refused", False)
        assert answer.refused is not None and answer.complaint == str(answer.refused)
    assert content_digest(office.reader) == before


@pytest.mark.parametrize("content", ["", "{", "不是"])
def test_what_is_called_json_and_is_none_is_told_with_its_name(office, tmp_path, content):
    path = tmp_path / "坏.json"
    path.write_text(content, "utf-8")
    with pytest.raises(KnownError, match="坏.json"):
        look(office, path)


def test_a_form_that_does_not_exist_is_answered_with_those_that_do(office, tmp_path):
    path = a_list(tmp_path)
    for way in (look, take):
        with pytest.raises(KnownError, match="没有“没有这种”") as told:
            way(office, path, "没有这种")
        assert all(one.form in str(told.value) for one in files.forms())


def test_every_declared_book_is_a_form_and_each_is_named_once():
    names = [one.form for one in files.forms()]
    assert {one.name for one in books.declared()} | {one.form for one in files.WAYS} == set(names)
    assert len(set(names)) == len(names)
    assert all(one.title and one.extensions for one in files.forms())


def test_a_list_that_comes_again_unchanged_says_that_nothing_was_entered(office, tmp_path):
    path = a_list(tmp_path)
    take(office, path, list_date="2026-05-31")
    before = content_digest(office.reader)
    again = take(office, path, list_date="2026-05-31")
    assert not again.done and "没有入账" in again.complaint and "与台账相同 1 条。" in again.lines
    assert content_digest(office.reader) == before


def test_a_list_with_faults_is_looked_at_with_every_fault_and_its_copy_marks_them(office, tmp_path):
    path = a_list(tmp_path, 整改时限="2024.13.1")
    whole = path.read_bytes()
    seen = look(office, path)
    assert [fault.kind for fault in seen.faults] == ["invalid_date"]

    copy = list_files.annotated_copy(office, EVERYONE, Wanted(path), Options(), tmp_path / "批注.xlsx")
    notes = [cell.comment.text for row in openpyxl.load_workbook(copy).active for cell in row if cell.comment]
    assert len(notes) == 1 and path.read_bytes() == whole


def test_of_a_refused_file_no_copy_is_made(office, tmp_path):
    with pytest.raises(KnownError):
        list_files.annotated_copy(office, EVERYONE, Wanted(BROKEN), Options(), tmp_path / "批注.xlsx")
    assert not list(tmp_path.glob("批注*"))


@pytest.mark.parametrize("named", ["name", "code"])
def test_the_reader_is_told_the_feedback_of_the_round_that_is_named(office, named):
    a_round(office, "十五届县委第七轮（常规）", feedback_on="2026-05-20")

    def feedback(**options):
        return list_files.context_of(office, Wanted(Path("清单.xlsx")), Options(**options), None, None).feedback_on

    [row] = [one for one in imports.rounds(office.reader) if one.feedback_on == "2026-05-20"]
    assert str(feedback(round_name=getattr(row, named))) == "2026-05-20"
    assert str(feedback(feedback_on="2026-04-01")) == "2026-04-01"
    assert feedback() is None  # two rounds, and none is named


@pytest.mark.parametrize(
    ("title", "form"),
    [("关于巡察整改进展情况的报告", "rectification_report"), ("关于巡察县民政局党组的反馈意见", "feedback_letter")],
)
def test_a_word_file_is_known_by_its_title(tmp_path, title, form):
    paper = docx.Document()
    for line in (title, "一、党的建设方面", "（一）党费收缴不及时。"):
        paper.add_paragraph(line)
    paper.save(tmp_path / "报来.docx")
    assert files.form_of_paper(tmp_path / "报来.docx") == form
