"""A list of a book under review: every row of the sheet is counted once, heads mean what they mean for this book alone, ticks are judged."""

import openpyxl
import pytest

from db.queries import lists
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations.importing import mappings
from desktop.operations.importing.decisions import Decisions, fault_key
from desktop.operations.importing.judgement import Options, Picks
from desktop.operations.importing.record_review import RecordReview, review_of
from desktop.operations.importing.review import HeadNotFound, Review, raw_rows
from desktop.operations.records import importing, verbs
from tests.builders import EVERYONE, a_round, a_unit

HEAD = ["日期", "方式", "单位", "对方", "答复"]
GOOD = ["2026-05-11", "电话", "县民政局", "张三", "下周报"]


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县民政局党组", short="县民政局")
    return ledger


def a_list(folder, *rows, name="催办.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("说明").append(["填表说明：按月填"])
    book.save(folder / name)
    return folder / name


def review(ledger, path):
    return review_of(ledger, EVERYONE, path, Options(), "", "chase")


def test_every_row_of_the_sheet_is_counted_once(office, tmp_path):
    rows = (["督办记录"], HEAD, GOOD, [], ["五月", *GOOD[1:]], ["合计", 2], ["注：按月填"])
    one = review(office, a_list(tmp_path, *rows))
    reviewed = one.read(Decisions())
    whole, blank = raw_rows(reviewed)
    assert (whole, blank) == (7, 1) and sum(reviewed.counts.values()) + blank == whole
    left = one.read(Decisions(seen=frozenset(map(fault_key, reviewed.open_faults))))
    assert not left.open_faults and sum(left.counts.values()) + blank == whole and left.counts["error_rows"] == 1


def test_what_a_head_means_is_said_by_the_book_alone(office, tmp_path):
    path = a_list(tmp_path, ["日期", "方式", "单位", "谁接的"], GOOD[:4])
    one = review(office, path)
    decided = Decisions(mapping={"谁接的": "person"})
    one.enter(decided, one.read(decided))
    [(_id, signature, mapping)] = lists.mappings(office.reader)
    assert mappings.parted(signature)[0] == "chase" and mapping == {"谁接的": "person"}
    assert review(office, path).read(Decisions()).mapping == mapping
    other = review_of(office, EVERYONE, path, Options(), "", "talk")
    assert isinstance(other, RecordReview) and "谁接的" not in other.read(Decisions()).mapping
    assert type(review_of(office, EVERYONE, path, Options(), "", "")) is Review


def test_a_file_without_two_known_heads_is_pointed_at(office, tmp_path):
    with pytest.raises(HeadNotFound) as told:
        review(office, a_list(tmp_path, ["甲", "乙"], GOOD[:2])).read(Decisions())
    assert [one.name for one in told.value.sheets] == ["Sheet", "说明"]


def test_ticks_that_do_not_fit_together_are_refused_with_their_row_and_nothing_is_entered(
    office, tmp_path, monkeypatch
):
    book = books.book(office.reader, "chase")
    path = a_list(tmp_path, HEAD, GOOD)
    importing.take(office, EVERYONE, book, path)
    number = verbs.stored(office.reader, book, 1)["number"]
    verbs.edit(office, EVERYONE, book, [1], {"person": "手改"})
    one = review(office, a_list(tmp_path, ["编号", *HEAD], [number, *GOOD[:3], "王五", "已报"], name="二.xlsx"))
    reviewed = one.read(Decisions())
    judge = importing.judge

    def strict(register, record, *rest, **told):
        if record.get("person") == "王五":
            raise KnownError("对方不对。", "rule")
        judge(register, record, *rest, **told)

    monkeypatch.setattr(importing, "judge", strict)
    [matched] = reviewed.comparison.matched.values()
    ticked = Decisions(picks=Picks(fields={(*matched.place, "person"): True}))
    with pytest.raises(KnownError, match="第 2 行：对方不对"):
        one.enter(ticked, reviewed)
    assert office.reader.value("select count(*) from import_batch") == 1
    entered = one.enter(Decisions(), reviewed)
    assert (entered.changed, verbs.stored(office.reader, book, 1)["person"]) == (1, "手改")
