"""Whether a returned workbook is the one that is due, and what of it is entered by which deed or kept out with its reason (X8, X9)."""

import pytest

from desktop.operations import progress
from desktop.operations.return_book.receiving import Picks, look
from tests.builders import CLAIMANT
from tests.operations.return_book.returns import Office, filled


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


def seen(office, cells, picks=None, work=None, mark=None):
    """What a look at the book says, with the cells of the first finding filled in; `work` is done after the sending."""
    path = office.sent()
    if work:
        work()
    one = office.number(office.one)
    return look(office.ledger, filled(path, {(one, name): value for name, value in cells.items()}, mark), picks)


def kept_out(found):
    return {told.field: told.reason for told in found.not_entered}


def test_a_change_is_told_with_what_the_ledger_and_the_unit_say(office):
    found = seen(office, {"owner": "程青禾", "remark": "等批复", "status": "已完成"})
    one = office.number(office.one)
    told = {
        name: (change.title, change.ledger, change.listed, change.value) for name, change in found.taken[one].items()
    }
    assert told["owner"] == ("责任人", "贺知微", "程青禾", "程青禾") and told["remark"] == (
        "备注",
        "",
        "等批复",
        "等批复",
    )
    assert told["status"][3] == "done" and not found.not_entered
    assert found.ids[one] == office.one and found.texts[one] == "党费收缴不及时" and found.unit == "县民政局党组"


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"completed_on": "2026-05-20"}, "completed_on", "只改了完成日期，没有改状态"), ({"status": "已完成", "completed_on": "2026-06-06"}, "completed_on", "晚于今天 2026-06-05"),
        ({"status": "已完成", "completed_on": "2026-03-17"}, "completed_on", "早于反馈日期 2026-03-18"), ({"extend_reason": "缺钱"}, "extend_reason", "没有写申请延期至哪一天"),
        ({"extend_to": "2026-06-01"}, "extend_to", ""), ({"due_on": "长期坚持"}, "due_on", "“长期坚持”不是日期"),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_kept_out_with_its_reason(office, cells, field, reason):
    found = seen(office, cells)
    assert set(kept_out(found)) == {field} and reason in kept_out(found)[field] and kept_out(found)[field]


@pytest.mark.parametrize("day", ["2026-03-18", "2026-06-05"])
def test_a_day_of_completion_may_be_that_of_feedback_and_today(office, day):
    found = seen(office, {"status": "已完成", "completed_on": day})
    assert not found.not_entered and found.days == {office.number(office.one): day}


def test_an_extension_goes_with_its_reason_and_once_alone(office):
    found = seen(office, {"extend_to": "2026-09-30", "extend_reason": "资金未到位"})
    one = office.number(office.one)
    assert found.extensions == [(one, "2026-09-30")] and dict(found.taken[one]["due_on"].beside) == {
        "reason": "资金未到位"
    }
    assert dict(seen(office, {"extend_to": "2026-09-30"}).taken[one]["due_on"].beside) == {"reason": ""}
    from desktop.operations.return_book.entering import merge

    path = filled(office.sent(), {(one, "extend_to"): "2026-09-30"}, name="一.xlsx")
    merge(office.ledger, CLAIMANT, path)
    again = seen(office, {"extend_to": "2026-09-30"})
    assert "延期至 2026-09-30 的申请已经登记" in kept_out(again).values()


# -- what the clerk decided ----------------------------------------------------------------------------


def office_claims(office):
    return lambda: progress.claim(office.ledger, CLAIMANT, office.one, "basically_done", office.ledger.today())


def test_a_conflict_stays_open_until_a_side_is_chosen_for_its_cell_or_for_all(office):
    cell = (office.number(office.one), "status")

    found = seen(office, {"status": "已完成"}, work=office_claims(office))
    assert [(edit.key, edit.field) for edit in found.open_conflicts] == [cell] and not found.taken


@pytest.mark.parametrize(
    ("picked", "open_", "taken"),
    [
        ({"unit_side": True}, 0, True),
        ({"ledger_side": True}, 0, False),
        ({"keep_ledger": True}, 0, False),
        ({"left": True}, 1, False),
    ],
)
def test_each_way_to_decide_a_conflict(office, picked, open_, taken):
    cell = frozenset({(office.number(office.one), "status")})
    picks = Picks(**{name: True if name == "keep_ledger" else cell for name in picked})
    found = seen(office, {"status": "已完成"}, picks, office_claims(office))
    assert len(found.open_conflicts) == open_ and bool(found.taken) is taken


def test_a_change_that_is_left_is_not_entered(office):
    cell = (office.number(office.one), "owner")
    assert not seen(office, {"owner": "程青禾"}, Picks(left=frozenset({cell}))).taken


def test_what_was_emptied_is_taken_only_where_the_clerk_says_so_and_never_a_state(office):
    one = office.number(office.one)
    assert not seen(office, {"owner": None, "status": None}).taken
    found = seen(office, {"owner": None, "status": None}, Picks(unit_side=frozenset({(one, "owner"), (one, "status")})))
    assert found.taken[one]["owner"].value == "" and kept_out(found) == {"status": "这一栏只增不减，不能清空"}


# -- the mark ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "kind", "said"),
    [
        ({"unit": "县教育局党组"}, "other_unit", "表中单位是“县教育局党组”，签名却是县民政局党组的表"), ({"round": "别的轮次"}, "other_round", "表中轮次是“别的轮次”"),
        ({"version": 2}, "old_version", "写的是第 2 版，签名却是第 1 版"), ({"version": "甲"}, "old_version", "写的是第 ？ 版"), ({"signature": "0" * 32}, "signature", "签名与台账发出时的内容对不上"),
        ({"package_id": "PK-1"}, "no_package_id", "这份表（PK-1）不是本账本发出的"), ({"package_id": None}, "no_package_id", "没有本程序发出时的标记"),
        ({"package_id": "HS-1-1-0"}, "no_package_id", "不是本账本发出的"), ({"package_id": "HS-1-1-2"}, "no_package_id", "不是本账本发出的"),
    ],
)  # fmt: skip
def test_a_mark_that_was_changed_is_refused_by_the_first_thing_that_does_not_agree(office, mark, kind, said):
    """X9"""
    found = seen(office, {"remark": "单位"}, mark=mark)
    assert found.outcome.refused.kind == kind and said in found.outcome.refused.why and not found.taken
    assert (found.named is None) is (kind == "no_package_id") and found.package is None


def test_a_file_that_is_no_workbook_answers_with_its_reason(office, tmp_path):
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04")
    assert look(office.ledger, path).outcome.refused.kind == "corrupt"


def test_looking_enters_nothing(office):
    before = office.ledger.reader.value("select count(*) from action")
    path = office.sent()
    count = office.ledger.reader.value("select count(*) from action")
    look(office.ledger, filled(path, {(office.number(office.one), "remark"): "单位"}))
    assert office.ledger.reader.value("select count(*) from action") == count > before
