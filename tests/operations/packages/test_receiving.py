"""E1, E2, E4: what one copy did comes into another: equal digests in whatever order, every conflict listed, nothing dropped."""

import json
import random
from datetime import timedelta

import pytest

from db.queries import facts, packages
from desktop.errors import Forbidden
from desktop.operations import findings, own_fields, progress, units
from desktop.operations.packages import receiving
from desktop.operations.packages.plan import NotReceived
from desktop.operations.packages.receiving import Sender
from desktop.operations.packages.words import Words
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import COMMAND_LINE
from tests import exchanged
from tests.builders import CLAIMANT, EVERYONE


@pytest.fixture
def pair(tmp_path):
    return exchanged.copies(tmp_path, 1, "甲乙", shared=0)


def first(copy):
    return copy.ledger.reader.value("select min(id) from finding")


def both_ways(one, two):
    exchanged.end([one, two])
    assert one.digest == two.digest and one.conflicts == two.conflicts


def fields(copy):
    return [(one.table, one.field) for one in packages.open_conflicts(copy.ledger.reader)]


def test_a_package_again_and_an_older_one_after_a_newer_one_change_nothing(pair):
    one, two = pair
    older = two.package()
    two.claim()
    newer = two.package()
    exchanged.agree(one, two)
    one.receive(newer)
    digest, actions = one.digest, one.ledger.reader.value("select count(*) from action")
    for content in (newer, older, newer):
        plan, changes = one.receive(content)
        assert changes is None and not plan.new
    assert (one.digest, one.ledger.reader.value("select count(*) from action")) == (digest, actions)


def test_two_values_of_a_field_are_a_conflict_until_somebody_writes_it(pair):
    one, two = pair
    findings.edit(one.ledger, EVERYONE, [first(one)], {"owner": "甲"})
    exchanged.agree(two, one)
    findings.edit(two.ledger, EVERYONE, [first(two)], {"owner": "乙", "remark": "只在乙机"})
    plan, _changes = one.receive(two.package())
    [told] = Words(plan).conflicts
    assert (told.field, told.base, told.mine, told.theirs) == ("owner", "", "甲", "乙")
    assert "责任人" in told.line and "甲" in told.line
    both_ways(one, two)
    assert fields(one) == [("finding", "owner")]
    assert one.ledger.reader.value("select owner || remark from finding") == "乙只在乙机"
    findings.edit(one.ledger, EVERYONE, [first(one)], {"owner": "丙"})
    assert fields(one) == []
    both_ways(one, two)
    assert fields(two) == [] and two.ledger.reader.value("select owner from finding") == "丙"


def test_equal_values_and_different_fields_are_none(pair):
    one, two = pair
    findings.edit(one.ledger, EVERYONE, [first(one)], {"owner": "甲"})
    findings.edit(two.ledger, EVERYONE, [first(two)], {"owner": "甲", "remark": "乙"})
    both_ways(one, two)
    assert fields(one) == []


def test_two_claims_are_both_kept_and_listed_and_the_later_one_settles(pair):
    one, two = pair
    on = one.day()
    progress.claim(one.ledger, CLAIMANT, first(one), "done", on, "完成")
    exchanged.agree(two, one)
    progress.claim(two.ledger, CLAIMANT, first(two), "in_progress", on, "没有")
    both_ways(one, two)
    assert fields(one) == [("finding", "@claim")]
    assert one.ledger.reader.value("select count(*) from finding_event where kind = 'claim'") == 2
    progress.claim(two.ledger, CLAIMANT, first(two), "partly_done", on, "一半")
    assert fields(two) == []
    both_ways(one, two)


def test_a_number_given_twice_stays_with_the_first_and_the_other_gets_an_end(pair):
    one, two = pair
    one.add_finding()
    exchanged.agree(two, one)
    two.add_finding()
    both_ways(one, two)
    numbers = one.ledger.reader.column("select number from finding order by number")
    same = [number for number in numbers if any(other.startswith(f"{number}-") for other in numbers)]
    if same:  # both were put into the same round
        assert ("finding", "=number") in fields(one)
    assert len(set(numbers)) == 3


def test_a_unit_that_both_entered_is_one_unit(pair):
    one, two = pair
    units.add(one.ledger, EVERYONE, [UnitDraft("县档案馆党组", kind="事业单位")])
    units.add(two.ledger, EVERYONE, [UnitDraft("县档案馆党组", kind="党政机关")])
    both_ways(one, two)
    assert one.ledger.reader.value("select count(*) from unit_name where name = '县档案馆党组'") == 1
    assert ("unit", "kind") in fields(one)


def test_own_fields_of_one_name_and_two_meanings_are_two_fields_with_their_values(pair):
    one, two = pair
    for copy, title, value in ((one, "包案领导", "赵"), (two, "走访", "三次")):
        name, _changes = own_fields.add(copy.ledger, EVERYONE, title, own_fields.Holds.TEXT)
        assert name == "own_1"
        findings.edit(copy.ledger, EVERYONE, [first(copy)], {name: value})
    both_ways(one, two)
    titles = {field.name: field.title for field in own_fields.own_fields(one.ledger.reader)}
    held = json.loads(one.ledger.reader.value("select own from finding"))
    assert {titles[name]: value for name, value in held.items()} == {"包案领导": "赵", "走访": "三次"}


def test_what_was_removed_here_and_edited_there_is_asked(pair):
    one, two = pair
    findings.remove(one.ledger, EVERYONE, [first(one)], "录错了")
    findings.edit(two.ledger, EVERYONE, [first(two)], {"owner": "乙"})
    both_ways(one, two)
    assert one.ledger.reader.value("select owner from finding") == "乙"
    assert one.ledger.reader.value("select removed_in is not null from finding") == 1


def test_who_entered_it_there_may_not_close_it_out_here_alone(pair):
    """The claim of a colleague stays his, whoever received it."""
    one, two = pair
    progress.claim(two.ledger, CLAIMANT, first(two), "done", two.day(), "完成")
    exchanged.agree(one, two)
    one.receive(two.package())
    event = one.ledger.reader.value("select id from finding_event where kind = 'claim'")
    assert facts.claimants(one.ledger.reader, event) == {CLAIMANT.name}


def test_ledgers_without_a_common_past_are_refused(tmp_path, pair):
    stranger, _other = exchanged.copies(tmp_path, 2, "丙丁", began=exchanged.BEGAN - timedelta(days=1))
    with pytest.raises(NotReceived) as refused:
        pair[0].receive(stranger.package())
    assert refused.value.kind == "stranger"


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        ({"steps": ["m0001"]}, "version"),
        ({"purges": ["x"]}, "purged"),
        ({"placeless": ["x"]}, "placeless"),
        ({"nodes": [["x"]]}, "damaged"),
        ({"nodes": None}, "damaged"),
        ({"counters": 3}, "damaged"),
    ],
)
def test_what_cannot_be_united_is_refused_and_leaves_nothing(pair, spoil, kind):
    one, two = pair
    two.claim()
    exchanged.agree(one, two)
    digest = one.digest
    with pytest.raises(NotReceived) as refused:
        one.receive(two.package() | spoil)
    assert refused.value.kind == kind and one.digest == digest


def test_a_package_from_the_future_is_refused(pair):
    one, two = pair
    two.ledger.clock.now += timedelta(days=3)
    two.claim()
    with pytest.raises(NotReceived) as refused:
        one.receive(two.package())
    assert refused.value.kind == "clock"


def test_receiving_needs_the_right_to_review(pair):
    one, two = pair
    two.claim()
    with pytest.raises(Forbidden):
        receiving.receive(one.ledger, COMMAND_LINE, two.package(), Sender("乙", "0" * 64))


def test_the_third_copy_learns_from_the_second_what_the_first_did(tmp_path):
    one, two, three = exchanged.copies(tmp_path, 3)
    dice = random.Random(3)
    for copy in (one, two, three):
        for _ in range(dice.randint(3, 6)):
            copy.step()
    for source, target in ((one, two), (two, three), (three, one), (three, two)):
        exchanged.agree(target, source)
        target.receive(source.package())
    assert one.digest == two.digest == three.digest


def test_what_a_list_said_of_a_record_goes_along_so_that_the_next_list_elsewhere_knows_what_was_edited(pair, tmp_path):
    """E2, X5: the record has another id on the other copy."""
    import openpyxl

    from desktop.ledgers import books
    from desktop.operations.importing.field_change import EDITED
    from desktop.operations.records import importing, verbs

    one, two = pair
    book = books.book(one.ledger.reader, "chase")
    listed = ["2026-05-11", "电话", "县民政局党组", "张三", "下周报"]

    def a_list(head, row):
        made = openpyxl.Workbook()
        made.active.append(head)
        made.active.append(row)
        made.save(tmp_path / "催办.xlsx")
        return tmp_path / "催办.xlsx"

    head = ["日期", "方式", "单位", "对方", "答复"]
    importing.take(two.ledger, EVERYONE, book, a_list(head, [*listed[:3], "另一个", "无"]))
    importing.take(one.ledger, EVERYONE, book, a_list(head, listed))
    both_ways(one, two)
    [(record, number)] = two.ledger.reader.tuples("select id, number from chase where person = '张三'")
    assert record != one.ledger.reader.value("select id from chase where person = '张三'")
    verbs.edit(two.ledger, EVERYONE, book, [record], {"person": "手改"})
    [row] = importing.look(two.ledger, book, a_list(["编号", *head], [number, *listed[:3], "王五", "又报"])).records
    assert {each.title: each.conflict for each in row.fields} == {"对方": EDITED, "答复": ""}
