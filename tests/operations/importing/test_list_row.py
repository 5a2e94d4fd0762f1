"""A row of a list as it would be entered: every field in its own place, and what it said, without what it left empty (W-3, X5)."""

from datetime import date

import pytest

from desktop.ledgers.finding_draft import FindingDraft, MeasureDraft
from desktop.operations.importing.kept_cells import Kept
from desktop.operations.importing.list_row import Ground, draft_of, measures_of, said_of

PLAIN = ("responsible_leader", "responsible_department", "owner", "remark")
ROW = {
    "sheet": "清单", "row": 5, "rows": [5, 6], "serial": "7", "text": "党费收缴不及时", "category": "一 / 二", "amount_yuan": 3300, "due_on": "2026-06-18",
    "due_kind": "date", "status": "done", "completed_on": "2026-05-01", "progress": "已补缴", "measures": ["甲", "乙"], **{name: f"印{name}" for name in PLAIN},
}  # fmt: skip


def ground(**fields):
    return Ground(
        **{
            "round_id": 1,
            "list_date": "2026-05-31",
            "opening": False,
            "file_name": "五月.xlsx",
            "emptied": set(),
            "faults": (),
            **fields,
        }
    )


def row(**fields):
    return FindingDraft(**{**ROW, **fields})


def draft(one=None, kept=None, **fields):
    return draft_of(ground(**fields), one or row(), 2, 3, kept or Kept())


def test_every_field_of_a_row_lands_in_its_own_place_w3():
    """W-3"""
    found = draft(batch_id=9, opening=True)
    assert {name: getattr(found, name) for name in PLAIN} == {name: f"印{name}" for name in PLAIN}
    assert (found.round_id, found.unit_id, found.parent_id, found.text, found.serial) == (
        1,
        2,
        3,
        "党费收缴不及时",
        "7",
    )
    assert (found.category1, found.category2, found.category3, found.amount_yuan) == ("一", "二", "", 3300)
    assert (found.first_due_on, found.due_kind, found.review_on, found.nature) == (
        "2026-06-18",
        "date",
        None,
        "ordinary",
    )
    assert (found.import_id, found.sheet, found.row, found.opening) == (9, "清单", 5, True)
    assert draft().import_id is None and draft().opening is False


@pytest.mark.parametrize(
    "due_kind, nature, review_on",
    [
        ("long_term", "long_term", "2026-06-18"),
        ("immediate", "immediate", None),
        ("month_end", "ordinary", None),
        (None, "ordinary", None),
    ],
)
def test_the_deadline_says_the_nature(due_kind, nature, review_on):
    found = draft(row(due_kind=due_kind))
    assert (found.nature, found.review_on, found.due_kind) == (nature, review_on, due_kind or "")


def test_the_first_deadline_stands_where_a_later_one_is_beside_it():
    assert draft(row(first_due_on="2026-05-01")).first_due_on == "2026-05-01"
    assert draft(row(due_on=None)).first_due_on is None


def test_a_date_that_entering_leaves_empty_is_empty_whatever_row_of_the_finding_it_stands_in():
    for number in (5, 6):
        assert draft(emptied={("清单", number, "due_on")}).first_due_on is None
        assert (
            said_of(ground(emptied={("清单", number, "completed_on")}), row(), draft(), Kept()).get("completed_on")
            is None
        )
    assert (
        draft(emptied={("清单", 7, "due_on"), ("别的", 5, "due_on"), ("清单", 5, "completed_on")}).first_due_on
        == "2026-06-18"
    )


@pytest.mark.parametrize("path, parent, levels", [
    ("一 / 二 / 三 / 四 / 五", None, ("一", "二", "三", "四 / 五")), ("一 / 二 / 三 / 四", None, ("一", "二", "三", "四")), ("一 / 总问题", "总问题", ("一", "", "", "")),
    ("一 / 总问题", " 总问题 ", ("一", "", "", "")), ("总问题 / 一", "总问题", ("总问题", "一", "", "")), (" 一 /  / 二", None, ("一", "", "", "")), (None, None, ("", "", "", "")),
])  # fmt: skip
def test_the_category_path_ends_before_the_coarser_problem_and_has_four_levels(path, parent, levels):
    found = draft(row(category=path, parent=parent))
    got = (found.category1, found.category2, found.category3, found.category4)
    assert got == levels or (path == " 一 /  / 二" and got[0] == "一")


def test_kept_cells_of_our_own_list_stand_before_what_was_read():
    kept = Kept(ours=True, values={"owner": "另人", "own_1": "自设"}, other={"别栏": "x"})
    found = draft(row(remark="印remark（期初）"), kept)
    assert (found.owner, found.own, found.other, found.remark) == ("另人", {"own_1": "自设"}, {"别栏": "x"}, "印remark")
    assert draft(row(remark="印remark（期初）")).remark == "印remark（期初）", "another office's words are its own"


def test_what_the_row_said_is_kept_without_what_it_left_empty_x5():
    found = said_of(ground(), row(), draft(), Kept())
    assert found == {
        "values": {**{name: f"印{name}" for name in PLAIN}, "amount_yuan": 3300, "category1": "一", "category2": "二"}, "due_on": "2026-06-18", "status": "done",
        "completed_on": "2026-05-01", "progress": "已补缴", "serial": "7", "measures": [{"text": "甲"}, {"text": "乙"}],
    }  # fmt: skip
    bare = FindingDraft(sheet="清单", row=5, rows=[5], text="甲")
    assert said_of(ground(), bare, draft(bare), Kept()) == {}


def test_a_long_term_row_a_nature_and_kept_values_are_said_too():
    one = row(due_kind="long_term", completed_on=None)
    kept = Kept(
        ours=True,
        values={"owner": "另人", "own_1": date(2026, 1, 2), "review_on": "2026-12-01"},
        claimed_on="2026-05-02",
    )
    found = said_of(ground(), one, draft(one, kept), kept)
    assert (found["long_term"], found["values"]["nature"], found["completed_on"]) == (True, "long_term", "2026-05-02")
    assert (found["values"]["owner"], found["values"]["own_1"], "review_on" in found["values"]) == (
        "另人",
        "2026-01-02",
        False,
    )


def test_measures_keep_their_own_words_and_empty_ones_are_none():
    details = [MeasureDraft("甲", owner="李", row=5), MeasureDraft(" "), MeasureDraft("乙", status="done")]
    assert measures_of(row(measure_details=details)) == [details[0], details[2]]
    said = said_of(ground(), row(measure_details=details), draft(), Kept())
    assert said["measures"] == [{"text": "甲", "owner": "李"}, {"text": "乙", "status": "done"}]
    assert measures_of(row(measures=["丙", ""])) == [MeasureDraft("丙")] and measures_of(row(measures=[])) == []
