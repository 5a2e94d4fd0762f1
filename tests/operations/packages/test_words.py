"""E1, E4: what a package brings is told by the numbers and names that people know, and a conflict by all that its sides say."""

import pytest

from desktop.ledgers.table_words import table_word
from desktop.operations import findings, measures, own_fields, progress, units
from desktop.operations.measures import MeasureDraft
from desktop.operations.packages.words import Told, ToldConflict, ToldSide, Words, open_lines
from desktop.operations.units import UnitDraft
from tests import exchanged
from tests.builders import CLAIMANT, EVERYONE


@pytest.fixture
def pair(tmp_path):
    return exchanged.copies(tmp_path, 1, "甲乙", shared=0)


def brought(one, two):
    """What the package of the second would bring to the first, in words."""
    exchanged.agree(one, two)
    return Words(one.receive(two.package())[0])


def number(copy):
    return str(copy.ledger.reader.value("select number from finding where id = 1"))


def test_a_line_names_the_record_the_field_and_every_side_with_its_author_and_time():
    sides = (ToldSide("甲", "李建国", "2026-06-05T09:00:59"), ToldSide("", "王敏", "2026-06-05T10:00:00"))
    told = ToldConflict("15-06-0003", "owner", "责任人", "", "甲", "", sides)

    assert told.line == "15-06-0003 责任人：甲（李建国 2026-06-05 09:00）／空（王敏 2026-06-05 10:00）"
    assert Told("finding", "x").fields == ()


def test_what_is_new_and_what_changed_is_told_by_number_and_name(pair):
    one, two = pair
    units.add(two.ledger, EVERYONE, [UnitDraft("县档案馆党组")])
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "乙", "remark": "附"})
    measures.add(two.ledger, EVERYONE, 1, [MeasureDraft("措" * 40)], two.day())
    words = brought(one, two)

    assert words.changed == [Told("finding", number(one), ("owner", "remark"))]
    told = {(each.table, each.record) for each in words.new}
    assert {
        ("unit", "县档案馆党组"),
        ("unit_name", "县档案馆党组"),
        ("measure", "措" * 30),
    } <= told and words.conflicts == []


def test_a_row_without_a_name_is_told_by_what_it_belongs_to(pair):
    one, two = pair
    progress.claim(two.ledger, CLAIMANT, 1, "done", two.day())
    words = brought(one, two)

    assert ("finding_event", f"{number(one)} {table_word('finding_event')}") in {
        (each.table, each.record) for each in words.new
    }
    assert words.record("unit", "没有的") == table_word("unit") and words.record("finding", "没有的") == table_word(
        "finding"
    )


def test_a_unit_is_known_by_its_last_name(pair):
    one, two = pair
    unit = two.ledger.reader.value("select min(id) from unit")
    units.rename(two.ledger, EVERYONE, unit, "县民政和社会局党组", two.day())
    units.edit(two.ledger, EVERYONE, unit, {"phone": "1"})
    words = brought(one, two)

    assert [each.record for each in words.changed if each.table == "unit"] == ["县民政和社会局党组"]


def test_a_conflict_of_a_field_says_what_was_before_and_both_sides(pair):
    one, two = pair
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "原"})
    exchanged.end([one, two])
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "甲"})
    exchanged.agree(two, one)
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "乙"})
    [told] = brought(one, two).conflicts

    assert (told.record, told.field, told.title) == (number(one), "owner", "责任人")
    assert (told.base, told.mine, told.theirs) == ("原", "甲", "乙") and [side.value for side in told.sides] == [
        "乙",
        "甲",
    ]
    assert open_lines(one.ledger.reader) == [told.line] and open_lines(two.ledger.reader) == []


def test_nothing_in_conflict_is_no_line(pair):
    assert open_lines(pair[0].ledger.reader) == []


def test_claims_in_conflict_are_told_in_words_with_their_day(pair):
    one, two = pair
    on = one.day()
    progress.claim(one.ledger, CLAIMANT, 1, "done", on)
    exchanged.agree(two, one)
    progress.claim(two.ledger, CLAIMANT, 1, "in_progress", on)
    [told] = brought(one, two).conflicts

    assert (
        (told.field, told.base) == ("claim_state", "未启动 2026-03-18")
        and told.mine.endswith(f" {on}")
        and told.theirs.endswith(f" {on}")
    )
    assert told.mine != told.theirs and "done" not in told.mine and told.record == number(one)


def test_a_value_that_names_a_row_is_told_by_its_name_and_a_removal_by_what_became_of_the_row(pair):
    one, two = pair
    words, other = brought(one, two), one.ledger.reader.value("select max(id) from unit")
    uid = words._plan.own.uids["unit", other]

    assert words._value(("finding", "x", "unit_id"), uid) == "县审计局党组"
    assert words._value(("finding", "x", "unit_id"), None) == ""
    assert [words._value(("finding", "x", "removed_in"), said) for said in (1, 0)] == ["移入回收站", "保留"]


def test_a_field_of_the_office_is_told_by_its_title(pair):
    one, two = pair
    name, _changes = own_fields.add(one.ledger, EVERYONE, "包案领导", own_fields.Holds.TEXT)
    exchanged.end([one, two])
    findings.edit(one.ledger, EVERYONE, [1], {name: "赵"})
    exchanged.agree(two, one)
    findings.edit(two.ledger, EVERYONE, [1], {name: "钱"})
    [told] = brought(one, two).conflicts

    assert (told.field, told.title, told.mine, told.theirs) == (name, "包案领导", "赵", "钱")


def test_words_for_places_orders_and_lanes(pair):
    words = brought(*pair)

    assert words._field(("finding_event", "x", "@stands"))[0] == "event"
    assert words._field(("round", "x", "=code"))[0] == "code"
    assert words._field(("finding", "x", "other.自己的栏")) == ("自己的栏", "自己的栏")
    assert words._value(("finding_event", "x", "@stands"), None) == "撤回"
    assert (
        words._value(("finding", "x", "own@order"), ["a"]) == "" and words._value(("round", "x", "=code"), "X1") == "X1"
    )
    assert words._whose(("finding_event", "没有 0 1", "@stands")) == table_word("finding")
