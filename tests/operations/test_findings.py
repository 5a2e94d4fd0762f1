"""Findings: a number given once, a day on which they were given, plain edits, co-units, the recycle bin (L-5, L-7)."""

import json

import pytest

from db.queries import facts
from db.queries.standing import FACTS
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import EDITABLE, FIELDS
from desktop.operations import attributes, doors, findings, own_fields, rounds
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, check_plain
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit


def number(ledger, finding_id):
    return facts.number(ledger.reader, finding_id)


def stored(ledger, finding_id, name):
    return ledger.reader.value(f"select {name} from finding where id = ?", (finding_id,))


def inserted(ledger, draft, **named):
    with change(ledger, EVERYONE, Action.ADD_FINDING, "试") as changes:
        return findings.insert_finding(changes, draft, **named)


def test_numbers_run_in_each_round_and_none_is_given_twice_l5(ledger):
    """L-5"""
    unit, first, second = a_unit(ledger), a_round(ledger), a_round(ledger, "十五届县委第七轮")
    assert [number(ledger, a_finding(ledger, first, unit)) for _ in range(2)] == ["15-06-0001", "15-06-0002"]
    assert number(ledger, a_finding(ledger, second, unit)) == "15-07-0001"
    findings.remove(ledger, EVERYONE, [2], "录错")
    assert number(ledger, a_finding(ledger, first, unit)) == "15-06-0003"
    inserted(ledger, FindingDraft(first, unit, "已有号"), number="15-06-0004")
    assert number(ledger, a_finding(ledger, first, unit)) == "15-06-0005"


@pytest.mark.parametrize("text", ["", " ", "\n　"])
def test_a_finding_without_words_is_none(ledger, text):
    with pytest.raises(KnownError):
        a_finding(ledger, text=text)
    assert ledger.reader.value("select count(*) from finding") == 0


def test_it_is_given_on_the_feedback_of_its_unit_else_of_its_round_else_today(ledger):
    def given(finding_id):
        return ledger.reader.value("select effective_on from finding_event where finding_id = ?", (finding_id,))

    unit, other = a_unit(ledger), a_unit(ledger, "县财政局党组")
    told, silent = a_round(ledger), a_round(ledger, "十五届县委第七轮", None)
    rounds.place_units(ledger, EVERYONE, told, [other], "2026-03-25")
    assert given(a_finding(ledger, told, unit)) == "2026-03-18"
    assert given(a_finding(ledger, told, other)) == "2026-03-25"
    assert given(a_finding(ledger, silent, unit)) == "2026-06-05"
    assert given(inserted(ledger, FindingDraft(told, unit, "甲"), given_on="2026-04-01")[0]) == "2026-04-01"


def test_it_begins_in_the_list_not_started_with_the_date_in_force(ledger):
    made, _number = inserted(
        ledger, FindingDraft(a_round(ledger), a_unit(ledger), "甲", first_due_on="2026-05-01"), due_on="2026-07-01"
    )
    lanes = facts.lanes(ledger.reader, made, "2026-06-05")

    assert (lanes.presence, lanes.claim, lanes.verdict, lanes.due_on) == (
        "in",
        "not_started",
        "not_started",
        "2026-07-01",
    )
    assert stored(ledger, made, "first_due_on") == "2026-05-01"
    assert not facts.lanes(ledger.reader, made, "2026-03-17").presence, "before the feedback it is not in the list"


def test_a_new_finding_brings_its_unit_into_the_round(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger)
    for _ in range(2):
        a_finding(ledger, round_id, unit)
    assert ledger.reader.tuples("select round_id, unit_id from round_unit") == ((round_id, unit),)


def test_only_what_a_plain_edit_may_set_is_set_w3():
    """W-3: every other column of a finding is a deed's."""
    assert set(EDITABLE) > {"owner", "remark", "text"}
    for name in (
        "number",
        "round_id",
        "unit_id",
        "parent_id",
        "opening",
        "import_id",
        "removed_in",
        "verdict",
        "claim",
        "due_on",
        "no_such",
    ):
        if name not in EDITABLE:
            with pytest.raises(KnownError) as refused:
                check_plain({name: "x", "owner": "甲"})
            assert refused.value.kind == "not_plain"
    check_plain({name: "x" for name in EDITABLE} | {"own_1": "x"})
    for empty in ("", " ", "　\n"):
        with pytest.raises(KnownError) as refused:
            check_plain({"text": empty})
        assert refused.value.kind == "empty"


def test_every_plain_field_is_set_on_each_finding_and_on_no_other(ledger):
    one, other, third = (a_finding(ledger) for _ in range(3))
    plain = sorted(
        field.name
        for field in FIELDS
        if field.name in EDITABLE and field.name not in attributes.DATED and field.holds in (Holds.TEXT, Holds.LONG)
    )
    changes = findings.edit(
        ledger,
        EVERYONE,
        [one, other],
        {name: f"新{name}" for name in plain if name != "due_kind"} | {"people": 3, "is_common": True},
    )

    for name in plain:
        if name != "due_kind":
            assert stored(ledger, one, name) == stored(ledger, other, name) == f"新{name}"
            assert stored(ledger, third, name) != f"新{name}"
    assert (stored(ledger, one, "people"), stored(ledger, one, "is_common"), stored(ledger, third, "people")) == (
        3,
        1,
        None,
    )
    assert changes.title == "修改 2 条问题"


def test_each_finding_may_get_its_own_value_in_one_step(ledger):
    one, other = a_finding(ledger), a_finding(ledger)
    before = ledger.reader.value("select count(*) from action")
    findings.edit_each(ledger, EVERYONE, {one: {"owner": "甲"}, other: {"owner": "乙", "years": "2024"}}, "粘贴")
    assert (stored(ledger, one, "owner"), stored(ledger, other, "owner"), stored(ledger, one, "years")) == (
        "甲",
        "乙",
        "",
    )
    assert ledger.reader.value("select count(*) from action") == before + 1


def test_a_plain_edit_needs_the_right_to_enter_also_beside_a_dated_field(ledger, reviewer):
    from desktop.rules.permissions import Actor, Right

    one, only_reviews = a_finding(ledger), Actor("只审核", frozenset({Right.REVIEW}))
    with pytest.raises(Forbidden):
        findings.edit(ledger, only_reviews, [one], {"owner": "甲"})
    with pytest.raises(Forbidden):
        findings.edit(ledger, only_reviews, [one], {"owner": "甲", "nature": "immediate"}, reason="会议")
    with pytest.raises(Forbidden):
        findings.edit(ledger, only_reviews, [one], {}, co_units=[])
    findings.edit(ledger, only_reviews, [one], {"nature": "immediate"}, reason="会议")
    assert (stored(ledger, one, "owner"), stored(ledger, one, "nature")) == ("", "immediate")


def test_own_values_join_those_that_stand_and_empty_ones_go(ledger):
    first, _changes = own_fields.add(ledger, EVERYONE, "包案领导", own_fields.Holds.TEXT)
    second, _changes = own_fields.add(ledger, EVERYONE, "走访次数", own_fields.Holds.INT)
    one = a_finding(ledger)
    findings.edit(ledger, EVERYONE, [one], {first: "甲"})
    findings.edit(ledger, EVERYONE, [one], {second: 0, "owner": "乙"})
    assert json.loads(stored(ledger, one, "own")) == {first: "甲", second: 0}
    for empty in (None, ""):
        findings.edit(ledger, EVERYONE, [one], {first: "甲"})
        findings.edit(ledger, EVERYONE, [one], {first: empty})
        assert json.loads(stored(ledger, one, "own")) == {second: 0}


def test_co_units_are_named_once_and_the_others_leave(ledger):
    one, units = a_finding(ledger), [a_unit(ledger, f"县第{n}局党组") for n in range(3)]

    def shared():
        return sorted(unit for _row, unit in facts.co_units(ledger.reader, one))

    findings.set_co_units(ledger, EVERYONE, one, [units[0], units[1], units[0]])
    assert shared() == units[:2]
    findings.edit(ledger, EVERYONE, [one], {"owner": "甲"})
    assert shared() == units[:2], "an edit that names none leaves them"
    findings.edit(ledger, EVERYONE, [one], {}, co_units=[units[1], units[2]])
    assert shared() == units[1:]
    assert ledger.reader.value("select count(*) from co_unit") == 3
    findings.edit(ledger, EVERYONE, [one], {}, co_units=[])
    assert shared() == []


def test_after_the_feedback_a_finding_goes_only_by_a_reviewer_with_a_reason_l7(ledger, clerk, reviewer):
    """L-7"""
    later = a_round(ledger, "十五届县委第八轮", "2026-07-01")
    given, early = a_finding(ledger), a_finding(ledger, later)
    findings.remove(ledger, clerk, [early])
    for actor, reason in ((clerk, "录错"), (reviewer, ""), (reviewer, " ")):
        with pytest.raises((Forbidden, KnownError)):
            findings.remove(ledger, actor, [given], reason)
    assert stored(ledger, given, "removed_in") is None
    findings.remove(ledger, reviewer, [given], "录错")
    assert stored(ledger, given, "removed_in") is not None
    assert (
        facts.lanes(ledger.reader, given, "2026-06-05").presence is None
        or not facts.lanes(ledger.reader, given, "2026-06-05").presence
    )
    assert ledger.reader.column("select kind from action where title like '移入%' order by id") == (
        "remove",
        "remove_given",
    )


def test_only_a_field_that_decides_a_figure_asks_where_the_finding_stands(ledger, monkeypatch):
    """A long plain edit writes its field on each finding, and asks nothing of it that it does not use."""
    one = a_finding(ledger, first_due_on="2026-06-18")
    asked, standing_of = [], doors.standing_of
    monkeypatch.setattr(doors, "standing_of", lambda *said: asked.append(said[1]) or standing_of(*said))
    texts = {one.name for one in FIELDS if one.name in EDITABLE and one.holds in (Holds.TEXT, Holds.LONG)}
    for name in sorted((texts | {"county_leader", "first_due_on"}) - {"due_kind"}):
        asked.clear()
        findings.edit(ledger, EVERYONE, [one], {name: "2026-06-01" if name == "first_due_on" else "甲"}, reason="试")
        assert bool(asked) == (name in attributes.DATED or name in FACTS["finding"]), name
