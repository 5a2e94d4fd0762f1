"""L-4: the kind and the county leader of a unit, and the county leader of a finding, are dated: a figure on a day reads the value of that day."""

import itertools

import pytest

from db.digest import content_digest
from db.queries.changes import event_facts, finding_facts
from db.queries.findings import list_findings
from db.queries.register import unit_id
from db.queries.tallies import items, tally
from db.queries.units import name_on, unit
from db.records import Basis, FindingCriteria, Scope
from desktop.errors import KnownError
from desktop.operations import findings, round_opening, undo, units
from desktop.operations.records import own_rows
from desktop.operations.records.questions import Wanted
from desktop.rules.change_causes import Moment
from desktop.rules.standing import counted_items
from desktop.statistics.explain import explain
from desktop.statistics.trend import trend
from tests.builders import EVERYONE, a_finding, a_unit

MAY, JUNE = "2026-05-31", "2026-06-05"
VERIFIED = Basis("甲", "finding", verified_only=True, numerator=("done",), exclude=())
NO_VILLAGES = Basis("乙", "finding", verified_only=True, numerator=("done",), exclude=(), include_villages=False)


@pytest.fixture
def one(ledger, clock):
    """A finding of a unit whose county leader is 张三, given in May."""
    clock.set("2026-05-10T09:00:00")
    made = a_finding(ledger)
    unit_id = ledger.reader.value("select unit_id from finding")
    units.edit(ledger, EVERYONE, unit_id, {"supervising_leader": "张三", "kind": "县直"})
    clock.set("2026-06-05T09:00:00")
    return made, unit_id


def by_leader(ledger, as_of, known_at=None):
    return {group.key: group.denominator for group in tally(ledger.reader, VERIFIED, as_of, known_at, by="leader")}


def shown(ledger, as_of, known_at=None):
    return [row.county_leader for row in list_findings(ledger.reader, FindingCriteria(), as_of, known_at)]


def test_another_leader_answers_from_the_day_of_the_change_l4(ledger, one):
    units.edit(ledger, EVERYONE, one[1], {"supervising_leader": "李四"}, "分工", on="2026-06-01")

    assert by_leader(ledger, MAY) == {"张三": 1} and by_leader(ledger, JUNE) == {"李四": 1}
    assert by_leader(ledger, JUNE, "2026-06-04") == {"张三": 1}
    assert (
        shown(ledger, MAY) == ["张三"]
        and shown(ledger, JUNE) == ["李四"]
        and shown(ledger, JUNE, "2026-06-04") == ["张三"]
    )
    assert unit(ledger.reader, one[1], MAY).supervising_leader == "张三"


def test_a_corrected_leader_was_it_all_along_and_is_known_from_now_l4(ledger, one):
    units.edit(ledger, EVERYONE, one[1], {"supervising_leader": "李四"}, "分工", corrects=True)

    assert by_leader(ledger, MAY) == {"李四": 1}
    assert by_leader(ledger, MAY, "2026-06-04") == {"张三": 1}


def test_what_was_empty_is_filled_in_for_all_dates_l4(ledger, one):
    assert by_leader(ledger, "2026-05-20") == {"张三": 1}


def test_the_own_leader_of_a_given_finding_is_dated_too_l4(ledger, one):
    findings.edit(ledger, EVERYONE, [one[0]], {"county_leader": "王五"})
    assert by_leader(ledger, JUNE) == {"王五": 1}
    findings.edit(ledger, EVERYONE, [one[0]], {"county_leader": ""}, on="2026-06-05")
    assert by_leader(ledger, JUNE) == {"张三": 1}


def test_a_basis_without_villages_asks_what_the_unit_was_on_the_day_l4(ledger, one):
    units.edit(ledger, EVERYONE, one[1], {"kind": "村（社区）"}, "改制", on="2026-06-03")

    counts = [tally(ledger.reader, NO_VILLAGES, day)[0].denominator for day in ("2026-06-02", "2026-06-03")]
    assert counts == [1, 0]
    assert tally(ledger.reader, NO_VILLAGES, JUNE, "2026-06-04")[0].denominator == 1
    told = explain(ledger.reader, NO_VILLAGES, Moment("2026-06-02"), Moment(JUNE))
    assert told.adds_up and [cause.denominator for cause in told.causes] == [-1]
    assert [point.verdict.denominator for point in trend(ledger.reader, NO_VILLAGES, ["2026-06-02", "2026-06-03"])] == [
        1,
        0,
    ]


@pytest.mark.parametrize(("on", "word"), [("2026-06-06", "今天"), ("2026-02-31", "真实"), ("2026-06-01", "早于上一次")])
def test_a_change_is_on_a_real_day_after_the_last_one_and_not_in_the_future(ledger, one, on, word):
    units.edit(ledger, EVERYONE, one[1], {"supervising_leader": "李四"}, "分工", on="2026-06-02")

    with pytest.raises(KnownError, match=word):
        units.edit(ledger, EVERYONE, one[1], {"supervising_leader": "王五"}, "分工", on=on)


def test_a_replaced_value_asks_for_the_reason_where_the_unit_has_findings_l4(ledger, one):
    for fields in ({"supervising_leader": "李四"}, {"kind": "村"}, {"supervising_leader": ""}):
        with pytest.raises(KnownError, match="理由"):
            units.edit(ledger, EVERYONE, one[1], fields)
    units.edit(ledger, EVERYONE, one[1], {"phone": "6620001"})
    assert by_leader(ledger, JUNE) == {"张三": 1}


def work(ledger, one):
    """Changes and corrections of one fact and of two, each an action."""
    finding_id, unit_id = one
    steps = (
        lambda: units.edit(
            ledger, EVERYONE, unit_id, {"supervising_leader": "李四", "kind": "村"}, "分工", on="2026-06-01"
        ),
        lambda: units.edit(ledger, EVERYONE, unit_id, {"supervising_leader": "王五"}, "分工", corrects=True),
        lambda: units.edit(ledger, EVERYONE, unit_id, {"supervising_leader": "赵六"}, "分工", on="2026-06-03"),
        lambda: findings.edit(ledger, EVERYONE, [finding_id], {"county_leader": "孙七"}),
    )
    return [step().action_id for step in steps]


def figures(ledger):
    days = ("2026-05-20", "2026-06-01", "2026-06-02", "2026-06-03", JUNE)
    return [(by_leader(ledger, day), tally(ledger.reader, NO_VILLAGES, day)[0].denominator) for day in days]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::3])
def test_undo_and_redo_in_any_order_are_exact_inverses_l3_l4(ledger, one, order):
    before = content_digest(ledger.reader), figures(ledger)
    made = work(ledger, one)
    after = content_digest(ledger.reader), figures(ledger)

    taken = {place: undo.undo(ledger, EVERYONE, made[place]).action_id for place in order}
    assert (content_digest(ledger.reader), figures(ledger)) == before
    for place in reversed(order[::-1]):
        undo.undo(ledger, EVERYONE, taken[place])
    assert (content_digest(ledger.reader), figures(ledger)) == after


@pytest.mark.parametrize("basis", [VERIFIED, NO_VILLAGES])
@pytest.mark.parametrize("leader", ["", "张三", "李四", "王五", "赵六", "孙七"])
def test_the_query_and_the_plain_reading_agree_over_dated_facts_l4(ledger, one, basis, leader):
    made = work(ledger, one)
    undo.undo(ledger, EVERYONE, made[2])
    scope, reader = Scope(leader=leader), ledger.reader
    facts = finding_facts(reader, scope)
    for as_of, known_at in itertools.product(("2026-05-20", "2026-06-01", "2026-06-03", JUNE), (None, "2026-06-04")):
        asked = items(reader, basis, as_of, known_at, scope=scope)
        read = counted_items(facts, event_facts(reader), basis, as_of, known_at, scope)
        assert [(i.item, i.counted) for i in asked] == [(i.item, i.counted) for i in read]


def test_a_finding_that_moved_takes_the_leader_of_the_unit_that_it_was_of_l4(ledger, clock, one):
    from desktop.operations import attributes

    other = a_unit(ledger, "县审计局党组")
    units.edit(ledger, EVERYONE, other, {"supervising_leader": "钱八"})
    units.edit(ledger, EVERYONE, other, {"supervising_leader": "周九"}, "分工", on="2026-06-04")
    attributes.reclassify(ledger, EVERYONE, one[0], {"unit_id": other}, "2026-06-02", "划转")

    assert [list(by_leader(ledger, day)) for day in ("2026-06-01", "2026-06-02", "2026-06-04")] == [
        ["张三"],
        ["钱八"],
        ["周九"],
    ]
    told = explain(ledger.reader, VERIFIED, Moment("2026-06-01"), Moment(JUNE), scope=Scope(leader="周九"))
    assert told.adds_up and sum(cause.denominator for cause in told.causes) == 1


def test_a_register_that_changes_what_decides_figures_is_refused_whole_with_every_unit_l4(ledger, one):
    """L-4: whatever the way in, the reason is asked; all at once, and nothing of the register is entered."""
    other = a_unit(ledger, "县审计局党组")
    drafts = [
        units.UnitDraft("县林业局党组"),
        units.UnitDraft(name_on(ledger.reader, one[1], JUNE), kind="村", supervising_leader="李四", phone="6620001"),
        units.UnitDraft("县审计局党组", kind="县直"),
    ]
    for enter in (
        lambda: units.add(ledger, EVERYONE, drafts),
        lambda: round_opening.enter_units(ledger, EVERYONE, drafts, None, "粘贴名册"),
    ):
        with pytest.raises(KnownError, match="类别 县直 → 村、分管县领导 张三 → 李四") as told:
            enter()
        assert told.value.kind == "reason" and unit_id(ledger.reader, "县林业局党组") is None
    units.add(ledger, EVERYONE, drafts, reason="县里调整分工")
    assert by_leader(ledger, MAY) == {"张三": 1} and by_leader(ledger, JUNE) == {"李四": 1}
    assert unit(ledger.reader, other, MAY).kind == "县直", "what was empty was so all along"


def test_the_register_of_units_tells_kind_and_leader_of_the_day_as_known_l4(ledger, one):
    units.edit(ledger, EVERYONE, one[1], {"supervising_leader": "李四"}, "分工", on="2026-06-01")

    def told(as_of, known_at=None):
        [row] = own_rows.OWN_ROWS["unit"](ledger, as_of, known_at, Wanted())
        return row["supervising_leader"]

    assert [told(MAY), told(JUNE), told(JUNE, "2026-06-04"), told(MAY, JUNE), told(JUNE, JUNE)] == [
        "张三",
        "李四",
        "张三",
        "张三",
        "李四",
    ]


def test_a_refused_day_names_the_unit_or_the_finding_and_the_field_l4(ledger, one):
    for edit, place in (
        (
            lambda: units.edit(ledger, EVERYONE, one[1], {"supervising_leader": "李四"}, "分工", on="2027-01-01"),
            "党组的分管县领导",
        ),
        (lambda: units.edit(ledger, EVERYONE, one[1], {"kind": "村"}, "改制", on="2027-01-01"), "党组的类别"),
    ):
        with pytest.raises(KnownError, match=place):
            edit()
