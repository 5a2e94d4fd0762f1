from __future__ import annotations

from db.packed import Packed
from db.queries import findings
from db.records import FindingCriteria
from desktop.operations import findings as operations
from desktop.operations import progress, units
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed


def row_of(ledger, finding_id, as_of="2026-06-05", known_at=None):
    return findings.finding(ledger.reader, finding_id, as_of, known_at)


def numbers(ledger, **criteria):
    return [row.id for row in findings.list_findings(ledger.reader, FindingCriteria(**criteria), "2026-06-05")]


def test_a_row_shows_both_lanes_with_their_dates(ledger):
    finding = a_finding(ledger, measures_=2)
    claimed(ledger, finding, "2026-06-01")

    row = row_of(ledger, finding)

    assert (row.claim, row.claim_on, row.verdict, row.claim_newer) == ("done", "2026-06-01", "not_started", 1)
    assert (row.measures_done, row.measures_total, row.evidence_count) == (0, 2, 0)
    assert (row.last_text, row.given_on, row.present, row.presence_kind) == ("已补缴", "2026-03-18", 1, "")


def test_a_row_of_an_earlier_day_shows_that_day(ledger):
    finding = a_finding(ledger)
    claimed(ledger, finding, "2026-06-01")

    row = row_of(ledger, finding, "2026-05-31")

    assert (row.claim, row.claim_newer, row.last_text) == ("not_started", 0, "")


def test_r2_what_is_entered_later_was_not_known_before(ledger, clock):
    finding = a_finding(ledger)
    clock.set("2026-06-20T09:00:00")
    claimed(ledger, finding, "2026-06-01")

    assert row_of(ledger, finding, "2026-06-10", "2026-06-10").claim == "not_started"
    assert row_of(ledger, finding, "2026-06-10").claim == "done"


def test_w4_an_extension_moves_the_date_and_the_first_date_stays(ledger):
    finding = a_finding(ledger, first_due_on="2026-05-18")
    progress.extend(ledger, EVERYONE, finding, "2026-09-30", "2026-05-10", "招标流标", "分管县领导")

    row = row_of(ledger, finding)

    assert (row.first_due_on, row.due_on, row.extensions) == ("2026-05-18", "2026-09-30", 1)
    assert row_of(ledger, finding, "2026-05-09").due_on == "2026-05-18"


def test_l4_what_left_the_counts_is_listed_only_when_asked_for(ledger):
    kept, gone = a_finding(ledger), a_finding(ledger)
    progress.withdraw(ledger, EVERYONE, [gone], "2026-06-01", "查无实据", "领导小组")

    assert numbers(ledger) == [kept]
    assert numbers(ledger, presence="out") == [gone]
    assert row_of(ledger, gone).presence_kind == "withdraw"
    assert row_of(ledger, gone, "2026-05-31").present == 1


def test_a_removed_finding_is_in_the_recycle_bin_and_nowhere_else(ledger):
    finding = a_finding(ledger)
    operations.remove(ledger, EVERYONE, [finding], "重复录入")

    assert numbers(ledger, presence="any") == []
    assert [row[0] for row in findings.removed_findings(ledger.reader)] == [finding]


def test_criteria_narrow_the_list(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger, supervising_leader="梁景行")
    one = a_finding(ledger, round_id, unit_id, category1="一", owner="周柏川", on_organisation=True)
    other = a_finding(ledger, round_id, a_unit(ledger, "县审计局党组"), category1="二", nature="immediate")
    claimed(ledger, other)

    assert numbers(ledger, units=(unit_id,)) == [one]
    assert numbers(ledger, category1="二") == numbers(ledger, nature="immediate") == [other]
    assert numbers(ledger, leader="梁景行") == numbers(ledger, owner="周柏川") == [one]
    assert numbers(ledger, flags=("on_organisation",)) == numbers(ledger, claim=("not_started",)) == [one]
    assert numbers(ledger, waiting=True) == [other]
    assert numbers(ledger, rounds=(round_id,), without_evidence=True) == [one, other]


def test_l6_a_row_carries_the_name_that_was_valid_on_the_day(ledger):
    unit = a_unit(ledger, "县卫生和计划生育局党组")
    finding = a_finding(ledger, unit_id=unit)
    units.rename(ledger, EVERYONE, unit, "县卫生健康局党组", "2026-04-01")

    assert row_of(ledger, finding, "2026-03-31").unit_name == "县卫生和计划生育局党组"
    assert row_of(ledger, finding, "2026-04-01").unit_name == "县卫生健康局党组"


def test_events_of_a_finding_keep_what_was_taken_back(ledger):
    finding = a_finding(ledger)
    claimed(ledger, finding)
    operations.remove(ledger, EVERYONE, [finding], "录错")

    told = findings.events_of(ledger.reader, finding)

    assert [(event.kind, event.retracted_on) for event in told] == [("give", "2026-06-05"), ("claim", "2026-06-05")]
    assert told[1].actor == "县民政局"


def test_measures_show_their_own_lanes(ledger):
    finding = a_finding(ledger, measures_=2)
    [first, _second] = findings.measures_of(ledger.reader, [finding], "2026-06-05")
    progress.verify(ledger, EVERYONE, finding, "done", "2026-06-01", measure_id=first.id)

    told = findings.measures_of(ledger.reader, [finding], "2026-06-05")

    assert [(m.text, m.verdict, m.verdict_on) for m in told] == [
        ("措施1", "done", "2026-06-01"),
        ("措施2", "not_started", "2026-03-20"),
    ]
    assert findings.measures_of(ledger.reader, [finding], "2026-03-19") == ()


def test_a_finding_is_found_by_its_number_or_the_end_of_it(ledger):
    finding = a_finding(ledger)
    number = row_of(ledger, finding).number

    assert findings.finding_id_by_number(ledger.reader, number) == finding
    assert findings.finding_id_by_number(ledger.reader, number[-4:]) == finding
    assert findings.finding_id_by_number(ledger.reader, "99-99-9999") is None


def test_l5_co_units_are_listed_and_not_counted(ledger):
    lead, other = a_unit(ledger), a_unit(ledger, "县审计局党组")
    finding = a_finding(ledger, unit_id=lead)
    operations.set_co_units(ledger, EVERYONE, finding, [other])

    assert findings.co_unit_ids(ledger.reader, finding) == (other,)
    assert findings.findings_shared_with(ledger.reader, other) == (finding,)
    assert numbers(ledger, units=(other,)) == []


def test_rows_come_in_the_order_of_round_unit_and_entry(ledger):
    later, earlier = a_round(ledger, "十五届县委第七轮"), a_round(ledger, "十五届县委第六轮")
    second, first = a_unit(ledger, "乙党组", sort=2), a_unit(ledger, "甲党组", sort=1)
    ids = [a_finding(ledger, r, u) for r, u in ((later, first), (earlier, second), (earlier, first), (earlier, first))]

    assert numbers(ledger) == [ids[2], ids[3], ids[1], ids[0]]


def test_a_coarser_problem_is_shown_with_its_findings(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    with change(ledger, EVERYONE, Action.ADD_FINDING, "问题") as changes:
        problem = changes.writer.insert("problem", {"round_id": round_id, "unit_id": unit_id, "text": "党费管理混乱"})
    finding, _changes = operations.add(
        ledger, EVERYONE, FindingDraft(round_id, unit_id, "欠缴3个月", parent_id=problem)
    )

    assert row_of(ledger, finding).parent_text == "党费管理混乱"


def test_many_findings_are_read_in_parts_and_say_the_same(ledger, monkeypatch):
    """Three rounds' order, ids with gaps, one that left the list, one of another unit: parts of two, against one statement."""
    first, second = a_round(ledger), a_round(ledger, "第十六轮")
    late, early = a_unit(ledger, "乙局党组"), a_unit(ledger, "甲局党组")
    made = [a_finding(ledger, round_id, unit) for round_id in (second, first) for unit in (late, early, late)]
    claimed(ledger, made[1], "2026-06-01")
    asked = (FindingCriteria(), FindingCriteria(rounds=(first,)), FindingCriteria(ids=tuple(made[:4]), presence="any"))
    whole = [findings.list_findings(ledger.reader, one, "2026-06-05") for one in asked]

    monkeypatch.setattr(findings, "BLOCK", 2)
    monkeypatch.setattr("db.packed.BLOCK", 2)

    for one, wanted in zip(asked, whole, strict=True):
        packed = findings.packed_findings(ledger.reader, one, "2026-06-05")
        assert findings.list_findings(ledger.reader, one, "2026-06-05") == wanted
        assert isinstance(packed, Packed) and tuple(packed) == wanted
    assert not ledger.reader._connection.in_transaction


def test_findings_are_found_by_their_numbers(ledger):
    finding = a_finding(ledger)
    number = row_of(ledger, finding).number
    assert findings.ids_by_number(ledger.reader, [number, "没有的号"]) == {number: finding}
