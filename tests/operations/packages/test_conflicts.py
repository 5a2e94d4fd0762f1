"""E4: a conflict stays listed until somebody writes its own field; a number given up goes to the one who stood back."""

import pytest

from db.merge.state import Conflict, Side
from db.queries import packages
from desktop.operations import findings, rounds
from desktop.operations.change import change
from desktop.operations.packages import conflicts
from desktop.rules.permissions import Action
from tests import exchanged
from tests.builders import EVERYONE

IDS = {("finding", "aa"): 3, ("unit", "aa"): 4, ("unit", "bb"): 5, ("talk", "=cc#1"): 6}


@pytest.fixture
def pair(tmp_path):
    """Two copies with a finding and two rounds each, that say different things of the owner of the finding."""
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "甲"})
    exchanged.agree(two, one)
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "乙"})
    exchanged.end([one, two])
    return one, two


def listed(copy):
    return [(one.id, one.table, one.row_id, one.field) for one in packages.open_conflicts(copy.ledger.reader)]


def settled_by(copy):
    return list(copy.ledger.reader.column("select removed_in from merge_conflict order by id"))


def test_each_side_is_said_with_its_time_and_its_author_the_shown_one_first():
    sides = (Side("乙", "2026-06-02", "王", "n2"), Side(None, "2026-06-01", "李", "n1"))

    assert conflicts.said_of(Conflict(("finding", "u", "owner"), sides)) == [
        ["乙", "2026-06-02", "王"],
        [None, "2026-06-01", "李"],
    ]


@pytest.mark.parametrize(
    "table, uid, row",
    [
        ("finding", "aa", 3),
        ("unit", "aa", 4),
        ("finding", "bb", 0),
        ("round", "round#12", 12),
        ("round", "unit#12", 0),
        ("x", "", 0),
    ],
)
def test_a_row_is_known_by_its_uid_or_the_id_that_it_has_everywhere(table, uid, row):
    assert conflicts.row_of(IDS, table, uid) == row


@pytest.mark.parametrize(
    "whose, row",
    [("aa 0 17", 3), ("bb", 5), ("=cc#1 0 17", 6), ("finding#8 0 17", 8), ("=dd#9 0 17", 0), ("dd 0 17", 0)],
)
def test_a_place_in_a_day_belongs_to_the_row_that_it_begins_with(whose, row):
    assert conflicts.home_of(IDS, whose) == row


def test_two_values_are_one_conflict_of_their_row_and_field_on_both_copies(pair):
    assert [listed(copy) for copy in pair] == [[(1, "finding", 1, "owner")]] * 2
    said = [packages.open_conflicts(copy.ledger.reader)[0].sides for copy in pair]
    assert said[0] == said[1] and [(value, user) for value, _at, user in said[0]] == [
        ("乙", EVERYONE.name),
        ("甲", EVERYONE.name),
    ]


@pytest.mark.parametrize("deed", ["field", "round", "finding"])
def test_whatever_else_is_written_the_conflict_stays_as_it_was_recorded(pair, deed):
    one = pair[0]
    if deed == "field":
        findings.edit(one.ledger, EVERYONE, [1], {"remark": "另一栏"})
    elif deed == "round":
        rounds.edit(one.ledger, EVERYONE, 1, {"ends_on": "2026-09-18"}, "延长")
    else:
        one.add_finding()

    assert listed(one) == [(1, "finding", 1, "owner")] and settled_by(one) == [None]


def test_whoever_writes_the_field_settles_it_and_his_action_is_told(pair):
    one, two = pair
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "丙"})
    told = one.ledger.reader.value("select max(id) from action")

    assert listed(one) == [] and settled_by(one) == [told]
    exchanged.end([one, two])
    assert listed(two) == [] and two.ledger.reader.value("select owner from finding") == "丙"


def test_a_side_that_is_said_anew_is_another_conflict(pair):
    """The former entry is closed by the same action that enters the new one."""
    one, two = pair
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "丁"})
    assert listed(two) == []
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "戊"})
    exchanged.end([one, two])

    [again] = packages.open_conflicts(one.ledger.reader)
    assert {value for value, _at, _user in again.sides} == {"丁", "戊"} and again.id == 2


@pytest.fixture
def claimed(tmp_path):
    """Both copies gave one code to a round of their own."""
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    rounds.add(one.ledger, EVERYONE, "第三轮", {"code": "X1"})
    exchanged.agree(two, one)
    rounds.add(two.ledger, EVERYONE, "第四轮", {"code": "X1"})
    exchanged.end([one, two])
    return one, two


def codes(copy):
    return dict(copy.ledger.reader.tuples("select name, code from round where number = 0 or id > 2"))


def write_code(copy, name, code):
    ledger = copy.ledger
    with change(ledger, EVERYONE, Action.EDIT_ROUND, "改代码") as changes:
        row = ledger.reader.value("select id from round where name = ?", (name,))
        changes.writer.update("round", row, {"code": code})


def test_a_name_that_the_first_claimant_gives_up_goes_to_the_one_who_stood_back(claimed):
    one, two = claimed
    stood_back = codes(one)["第四轮"]
    assert (
        codes(one)["第三轮"] == "X1" and stood_back.startswith("X1-") and [one[3] for one in listed(two)] == ["=code"]
    )

    write_code(one, "第三轮", "X2")

    assert (codes(one)["第三轮"], codes(one)["第四轮"], listed(one)) == ("X2", "X1", [])
    exchanged.end([one, two])
    assert codes(two) == codes(one) and listed(two) == [] and one.digest == two.digest


def test_a_name_is_not_given_back_while_the_first_claimant_keeps_it(claimed):
    one = claimed[0]
    before = codes(one)
    rounds.edit(
        one.ledger,
        EVERYONE,
        one.ledger.reader.value("select id from round where name = '第三轮'"),
        {"ends_on": "2026-09-18"},
        "延长",
    )

    assert codes(one) == before and [each[3] for each in listed(one)] == ["=code"]


def test_what_stood_back_in_the_recycle_bin_comes_out_where_its_place_is_free(tmp_path):
    """Both placed one unit of one round with another entry: where the first leaves, the other stands again."""
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    rounds.place_units(one.ledger, EVERYONE, 2, [1])
    exchanged.agree(two, one)
    rounds.place_units(two.ledger, EVERYONE, 2, [1])
    exchanged.end([one, two])

    assert one.ledger.reader.value("select count(*) from round_unit where round_id = 2 and removed_in is null") == 1
    assert listed(one) == listed(two) == [] and one.digest == two.digest
