"""A list of a book: what was read, passed over and entered is told in counts, and a fault keeps all of it out unless accepted."""

import openpyxl
import pytest

from desktop.ledgers import books
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.book_files import look, of_book, take
from desktop.operations.importing.judgement import Options
from tests.builders import EVERYONE, a_unit

HEADS = ["谈话日期", "谈话类型", "单位", "约谈人", "被约谈人", "事由", "整改要求", "状态"]
GOOD = ["2026-05-06", "书记约谈", "县民政局党组", "张明", "李文", "整改率低", "一个月内清退", "已约谈"]
BAD = ["2026-13-06", *GOOD[1:]]


@pytest.fixture
def office(ledger):
    a_unit(ledger, "县民政局党组")
    return ledger


def wanted(tmp_path, *rows, heads=HEADS):
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    path = tmp_path / "约谈.xlsx"
    book.save(path)
    return Wanted(path, "talk")


def talks(ledger):
    return ledger.reader.value("select count(*) from talk where removed_in is null")


def test_looking_counts_and_enters_nothing_and_taking_says_how_many(office, tmp_path):
    asked = wanted(tmp_path, GOOD)
    seen = look(office, EVERYONE, asked, Options())
    assert (
        seen.dry_run
        and seen.lines[0].startswith("读出")
        and " 1 " in seen.lines[0]
        and "需看 0 处" in seen.lines[0]
        and talks(office) == 0
    )
    taken = take(office, EVERYONE, asked, Options())
    assert (
        taken.done
        and taken.lines[-1].startswith("已登记 1 ")
        and "第 1 次导入" in taken.lines[-1]
        and talks(office) == 1
    )


def test_a_fault_keeps_the_whole_list_out_and_accepted_the_rest_goes_in(office, tmp_path):
    asked = wanted(tmp_path, GOOD, BAD)
    told = take(office, EVERYONE, asked, Options())
    assert (
        (told.done, talks(office)) == (False, 0)
        and "有 1 处要改" in told.complaint
        and "--accept-faults" in told.complaint
    )
    assert "需看 1 处" in told.lines[0] and told.lines[1].startswith("第 3 行")
    assert take(office, EVERYONE, asked, Options(accept_faults=True)).done and talks(office) == 1


def test_a_column_that_the_book_does_not_know_is_told(office, tmp_path):
    assert (
        "这些列不认识，没有收：心情"
        in look(office, EVERYONE, wanted(tmp_path, [*GOOD, "好"], heads=[*HEADS, "心情"]), Options()).lines[0]
    )


def test_a_file_that_cannot_be_read_answers_with_its_reason_both_ways(office, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04")
    for answer in (
        look(office, EVERYONE, Wanted(path, "talk"), Options()),
        take(office, EVERYONE, Wanted(path, "talk"), Options()),
    ):
        assert (answer.form, answer.done) == ("refused", False) and answer.complaint == str(answer.refused)


def test_every_book_is_a_form_of_its_own_name(office):
    for book in books.declared():
        way = of_book(book)
        assert (way.form, way.title) == (book.name, book.title) and way.look is look and way.take is take


def test_what_was_edited_since_is_told_with_both_sides_stays_and_stands_in_the_answer(office, tmp_path):
    """X5 on the command line: a conflict is no fault, and no list writes over it."""
    from desktop.cli.list_json import answer
    from desktop.operations.records import verbs

    take(office, EVERYONE, wanted(tmp_path, GOOD), Options())
    book = books.book(office.reader, "talk")
    number = verbs.stored(office.reader, book, 1)["number"]
    verbs.edit(office, EVERYONE, book, [1], {"talker": "手改"})
    again = wanted(tmp_path, [number, *GOOD[:3], "别人", *GOOD[4:]], heads=["编号", *HEADS])
    told = take(office, EVERYONE, again, Options())
    [line] = [line for line in told.lines if "台账照旧" in line]
    assert number in line and "台账“手改”，本表“别人”" in line and told.done
    [disputed] = answer(told)["conflicts"]
    assert [(each["title"], each["ledger"], each["list"]) for each in disputed["fields"]] == [
        ("约谈人", "手改", "别人")
    ]
    assert verbs.stored(office.reader, book, 1)["talker"] == "手改"


def test_a_list_of_a_book_may_stand_in_a_word_table(office, tmp_path):
    from tests.exchange.word_files import save, table

    told = take(office, EVERYONE, Wanted(save(tmp_path, [table([HEADS, GOOD])], "约谈.docx"), "talk"), Options())
    assert told.done and talks(office) == 1
