"""W7: opinion sheets go out one for each unit and party and come back by key, all at once, as one action that one undo takes back."""

import openpyxl
import pytest

from db.digest import content_digest
from db.queries import books as queries
from desktop.errors import KnownError
from desktop.exchange.return_book.opinion_form import OPINIONS as FORM
from desktop.ledgers.opinions import OPINIONS
from desktop.operations import undo
from desktop.operations.joint_review import deciding
from desktop.operations.joint_review.entering import take_back
from desktop.operations.joint_review.sheet_rows import WHOLE
from desktop.rules.joint_review import Cell, Heard
from tests.builders import EVERYONE
from tests.operations.joint_review.reviews import Review, filled


@pytest.fixture
def review(ledger, tmp_path):
    return Review(ledger, tmp_path / "意见表")


def taken(review, *paths, kind="report"):
    return take_back(review.ledger, EVERYONE, paths, (review.round,), kind)


def opinions(review):
    return queries.records(review.ledger.newest, OPINIONS.shape, "9999-12-31")


def test_only_the_own_columns_are_open_and_the_keys_are_hidden(review):
    files = review.sent()
    assert len(files) == 4 and len({one.name for one in files}) == 4 and "县委组织部" in files[1].name
    sheet = openpyxl.load_workbook(files[0])[FORM.sheet]
    heads = {cell.value: cell.column_letter for cell in sheet[3]}
    assert list(heads) == list(FORM.titles.values()) and sheet.protection.sheet
    assert sheet.column_dimensions[heads["问题标识"]].hidden
    for field, title in FORM.titles.items():
        assert sheet[f"{heads[title]}4"].protection.locked == (field not in FORM.editable)
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [WHOLE, *review.numbers]
    assert queries.state_now(review.ledger.newest, "submission", review.submission) == "in_review"


def test_all_sheets_come_back_at_once_and_one_undo_takes_all_of_it_back(review):
    files, (one, two, _three) = review.sent(), review.numbers
    before = content_digest(review.ledger.newest)
    backs = [
        filled(files[0], {(one, "opinion"): "请补充核查结果", (one, "returns"): "是", (WHOLE, "opinion"): "总体可行"}),
        filled(files[1], {}),
        filled(files[3], {(one, "opinion"): "认可整改结果", (two, "opinion"): "补照片", (two, "grade"): "中"}),
    ]
    found = taken(review, *backs)
    assert (found.taken, found.entered, found.refusals, found.unmatched) == (3, 4, (), ())
    line = review.line()
    assert [line.cells[party] for party in review.parties] == [
        Cell(Heard.CONFLICT, 2), Cell(Heard.RECEIVED, 0), Cell(Heard.MISSING), Cell(Heard.CONFLICT, 2)
    ]  # fmt: skip
    assert {one.stored["stage"] for one in opinions(review)} == {"first"}
    undo.undo(review.ledger, EVERYONE)
    assert content_digest(review.ledger.newest) == before and not opinions(review)
    assert taken(review, *backs).entered == 4, "what was undone may come again"


def test_a_sheet_of_another_gate_or_turn_is_refused_with_its_sentence(review):
    review.handed_in(kind="plan")
    plan, report = review.sent("plan")[0], review.sent()[0]
    month = f"{int(review.ledger.today()[5:7])}月"
    assert taken(review, filled(plan, {})).files[0].refused == (
        f"这是整改方案的意见表（{month}），现在收的是整改进展报告。未导入。"
    )
    deciding.give_back(review.ledger, EVERYONE, review.submission, "重写")
    review.handed_in(on="2026-06-04")
    assert taken(review, filled(report, {})).files[0].refused == (
        f"这是县教育局整改进展报告第 1 次送审的意见表（{month}），现在收的是第 2 次。未导入。"
    )
    assert not opinions(review)


def test_a_row_that_is_not_the_units_is_told_under_unmatched(review):
    back = filled(
        review.sent()[1],
        {(review.numbers[0], "opinion"): "请核对"},
        added=[{"key": "15-06-9999", "text": "别家的问题", "opinion": "请核对"}, {"text": "另外一个问题", "opinion": "请核对"}],
    )  # fmt: skip
    found = taken(review, back)
    assert found.entered == 1
    assert found.unmatched == tuple(
        f"县委组织部意见表第 {row} 行的问题不在本单位清单，已列在“没对上”。" for row in (8, 9)
    )


def test_a_foreign_forged_or_repeated_file_enters_nothing(review, tmp_path):
    sheet = review.sent()[0]
    forged = filled(sheet, {}, name="改.xlsx", mark={"signature": "0" * 32})
    assert "签名" in taken(review, forged).files[0].refused
    strange = filled(sheet, {}, name="别.xlsx", mark={"package_id": "YJ-99-1-1-1"})
    assert "不是本账本发出的意见表" in taken(review, strange).files[0].refused
    good = filled(sheet, {(review.numbers[0], "opinion"): "请核对"})
    other = filled(sheet, {(review.numbers[1], "opinion"): "请核对"}, name="又一份.xlsx")
    found = taken(review, good, other)
    assert found.taken == 1 and "选了两份" in found.files[1].refused
    assert "导入中收过" in taken(review, good).files[0].refused and len(opinions(review)) == 1


def test_a_later_sheet_changes_its_own_opinion_and_never_one_that_is_settled(review):
    one, two, _three = review.numbers
    first = review.sent()[0]
    taken(review, filled(first, {(one, "opinion"): "请核对", (two, "opinion"): "请补写"}))
    deciding.settle(review.ledger, EVERYONE, [opinions(review)[1].id], "yes")
    again = review.sent()[0]
    changed = {(one, "opinion"): "请核对金额", (two, "opinion"): "不用补写"}
    found = taken(review, filled(again, changed, name="第二版.xlsx"))
    assert [each.text for each in opinions(review)] == ["请核对金额", "请补写"]
    assert found.unmatched == ("县纪委监委意见表第 6 行的意见已定，改写的没有取。",)
    stale = taken(review, filled(first, {(one, "opinion"): "又一种说法"}, name="旧版.xlsx"))
    assert stale.unmatched[0] == "县纪委监委意见表第 5 行的意见台账中已另改，没有取。" and stale.entered == 0


def test_nothing_to_review_or_nobody_to_review_is_said(review):
    with pytest.raises(KnownError, match="还没有在审的整改方案"):
        review.sent("plan")
