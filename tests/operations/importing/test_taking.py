"""X5: what the preview of a list offers for taking is taken, whatever the finding is and whatever the row says."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from db.queries import facts
from db.queries.history import fields_of as row_of
from desktop.operations import attributes, findings, measures, progress
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft
from desktop.operations.importing import list_due
from desktop.operations.importing.field_change import DUE, MEASURE, MEASURE_WORDS
from desktop.operations.importing.list_changes import Listed, fields_of
from desktop.operations.importing.rows import Entry
from desktop.operations.importing.second_list import Matched
from desktop.operations.importing.taking import Taking
from desktop.operations.measures import MeasureDraft
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_round, a_unit

TODAY, LIST, GIVEN, TO_COME = "2026-06-05", "2026-05-31", "2026-03-18", "2026-07-01"
OWN_DAYS = "2026-04-02"
DAYS = ("2026-03-25", OWN_DAYS, "2026-06-18", "2026-09-30")
NATURES = ("ordinary", "immediate", "long_term")


def a_listed_finding(ledger, feedback_on=GIVEN, *, opening=False, **fields):
    """A finding with one measure, and what it needs to be in an import."""
    round_id, unit_id = a_round(ledger, f"轮{ledger.reader.value('select count(*) from round')}", feedback_on), None
    unit_id = ledger.reader.value("select min(id) from unit") or a_unit(ledger)
    draft = FindingDraft(round_id, unit_id, "党费收缴不及时", opening=opening, **fields)
    one, _changes = findings.add(ledger, EVERYONE, draft)
    if feedback_on and feedback_on <= TODAY:
        measures.add(ledger, EVERYONE, one, [MeasureDraft("清退", owner="甲")], "2026-03-20")
    return one


def offered(ledger, one, said, *, opening=False):
    return fields_of(ledger.reader, one, Listed(said, LIST, TODAY, EVERYONE, opening))


def taken(ledger, one, said, fields, *, opening=False):
    row = Matched("清单", 2, one, facts.number(ledger.reader, one), "县民政局党组", "党费收缴不及时", (), said)
    with change(ledger, EVERYONE, Action.IMPORT, "试") as changes:
        entry = Entry(facts.round_of(ledger.reader, one), LIST, opening, "清单.xlsx", set(), (), changes=changes)
        Taking(ledger, EVERYONE, entry).take(row, {field.name: field for field in fields})


def takeable(fields):
    return [field for field in fields if not field.blocked]


def rests(ledger, one, said, **mode):
    """What is still offered of the dates once everything was taken."""
    return [field.name for field in takeable(offered(ledger, one, said, **mode)) if field.name in (DUE, "first_due_on")]


@pytest.mark.parametrize("listed", DAYS)
@pytest.mark.parametrize("feedback_on", [GIVEN, TO_COME, None])
@pytest.mark.parametrize("written", [None, "2026-06-18"])
@pytest.mark.parametrize("nature", NATURES)
def test_every_date_that_is_offered_is_taken_and_then_no_more_offered(ledger, nature, written, feedback_on, listed):
    one = a_listed_finding(ledger, feedback_on, nature=nature, first_due_on=written)
    said = {"due_on": listed}
    fields = offered(ledger, one, said)
    in_force = written or (OWN_DAYS if nature == "immediate" and feedback_on == GIVEN else None)

    assert [field.name for field in fields] == ([] if listed == in_force else [DUE])
    assert all(field.ledger == (in_force or "") for field in fields)
    if in_force and listed < in_force:
        assert [field.blocked for field in fields] == [list_due.EARLIER]
    taken(ledger, one, said, takeable(fields))
    applied = ledger.reader.column("select due_on from extension")
    later = bool(in_force and listed > in_force and feedback_on != TO_COME)
    assert applied == ((listed,) if later else ())
    assert facts.lanes(ledger.reader, one, TODAY).due_on == (written if in_force else listed)
    assert rests(ledger, one, said) == []


def every_choice_is_taken(ledger, one, said):
    """Each choice among the fields that are offered, on the same ledger, and taken back."""
    fields = takeable(offered(ledger, one, said))
    row = Matched("清单", 2, one, "", "县民政局党组", "党费收缴不及时", (), said)
    for count in range(1, len(fields) + 1):
        for chosen in combinations(fields, count):
            with pytest.raises(Undone), change(ledger, EVERYONE, Action.IMPORT, "试") as changes:
                entry = Entry(1, LIST, False, "清单.xlsx", set(), (), changes=changes)
                Taking(ledger, EVERYONE, entry).take(row, {field.name: field for field in chosen})
                raise Undone


@pytest.mark.parametrize("told", NATURES)
@pytest.mark.parametrize("nature", NATURES)
def test_so_is_every_choice_of_dates_and_nature_in_one_row(ledger, nature, told):
    one = a_listed_finding(ledger, nature=nature)
    every_choice_is_taken(ledger, one, {"due_on": DAYS[3], "values": {"nature": told, "first_due_on": DAYS[0]}})


@pytest.mark.acceptance
@pytest.mark.parametrize("feedback_on", [GIVEN, TO_COME, None])
@pytest.mark.parametrize("written", [None, "2026-06-18"])
@pytest.mark.parametrize("nature", NATURES)
def test_so_it_is_whatever_the_dates_and_whether_the_feedback_was_given(ledger, nature, written, feedback_on):
    one = a_listed_finding(ledger, feedback_on, nature=nature, first_due_on=written)
    for listed, first, told in product(DAYS, [None, *DAYS], [None, *NATURES]):
        values = {name: value for name, value in (("nature", told), ("first_due_on", first)) if value}
        every_choice_is_taken(ledger, one, {"due_on": listed, "values": values})


class Undone(Exception):
    """Each choice is tried on the same ledger and taken back whole."""


def test_a_whole_list_is_not_lost_for_an_immediate_finding_without_a_written_date(ledger):
    """The date in force by its own days is told, and the later one of the list is applied for."""
    one = a_listed_finding(ledger, "2026-01-05", nature="immediate")
    [field] = offered(ledger, one, {"due_on": "2026-06-30"})

    assert (field.ledger, field.listed, field.conflict, field.blocked) == ("2026-01-20", "2026-06-30", "", "")
    taken(ledger, one, {"due_on": "2026-06-30"}, [field])
    assert ledger.reader.column("select due_on from extension") == ("2026-06-30",)


@pytest.mark.parametrize("verdict", ["done", "transferred", "long_term", "partly_done"])
def test_a_later_date_beside_a_verdict_of_the_opening_is_taken(ledger, verdict):
    """K13"""
    one = a_listed_finding(ledger, opening=True, first_due_on="2026-06-18")
    said = {"due_on": "2026-09-30", "status": verdict, "verified_status": verdict}
    fields = takeable(offered(ledger, one, said, opening=True))

    assert {field.name for field in fields} == {DUE, "status", "verified_status"}
    taken(ledger, one, said, fields, opening=True)
    assert facts.lanes(ledger.reader, one, TODAY).verdict == verdict


@pytest.mark.parametrize("finding_is_opening", [True, False])
@pytest.mark.parametrize("list_is_opening", [True, False])
@pytest.mark.parametrize("measure_says", [None, "done"])
def test_the_claims_of_a_row_and_of_its_measures_are_all_opening_ones_or_none_is(
    ledger, finding_is_opening, list_is_opening, measure_says
):
    """K13"""
    one = a_listed_finding(ledger, opening=finding_is_opening)
    own = {"text": "清退", **({"status": measure_says} if measure_says else {})}
    said = {"status": "done", "measures": [own, {**own, "text": "建制"}]}
    before = ledger.reader.value("select max(id) from finding_event")
    taken(ledger, one, said, takeable(offered(ledger, one, said)), opening=list_is_opening)

    marks = ledger.reader.tuples("select measure_id is null, opening from finding_event where id > ?", (before,))
    assert {opening for _whole, opening in marks} == {finding_is_opening and list_is_opening}
    assert len(marks) == 4 and sum(whole for whole, _opening in marks) == 1


def measure_of(ledger, one):
    return row_of(ledger.reader, "measure", facts.measure_ids(ledger.reader, one)[0])


@pytest.mark.parametrize("kind", [None, "date", "month_end", "year_end"])
def test_the_date_of_a_measure_comes_with_the_way_in_which_it_is_written(ledger, kind):
    one = a_listed_finding(ledger)
    said = {"measures": [{"text": "清退", "due_on": "2026-06-30", **({"due_kind": kind} if kind else {})}]}
    taken(ledger, one, said, takeable(offered(ledger, one, said)))

    assert (measure_of(ledger, one)["due_on"], measure_of(ledger, one)["due_kind"]) == ("2026-06-30", kind or "date")
    assert offered(ledger, one, said) == ()


@pytest.mark.parametrize("kind", ["long_term", "immediate"])
def test_so_does_the_way_alone_where_it_names_no_date(ledger, kind):
    one = a_listed_finding(ledger)
    said = {"measures": [{"text": "清退", "due_kind": kind}]}
    taken(ledger, one, said, takeable(offered(ledger, one, said)))

    assert (measure_of(ledger, one)["due_on"], measure_of(ledger, one)["due_kind"]) == (None, kind)
    assert offered(ledger, one, said) == ()


def test_what_left_the_list_takes_no_word_of_its_measures_l1(ledger):
    """L-1"""
    one = a_listed_finding(ledger)
    progress.withdraw(ledger, EVERYONE, [one], "2026-06-01", "重复", "领导小组")
    measure = {"text": "清退", "owner": "乙", "due_on": "2026-06-30", "status": "done"}
    fields = offered(ledger, one, {"measures": [measure, {"text": "建制"}]})

    assert sum(field.name.startswith((MEASURE, MEASURE_WORDS)) for field in fields) == 3 and len(fields) == 4
    assert takeable(fields) == []


def test_what_decides_a_figure_is_mended_before_the_feedback(ledger):
    """L-4: the day of the list is never one to come."""
    one = a_listed_finding(ledger, TO_COME)
    said = {"values": {"nature": "immediate", "category1": "新类"}, "due_on": "2026-09-30"}
    fields = offered(ledger, one, said)
    assert {field.name for field in takeable(fields)} == {"nature", "category1", DUE}
    taken(ledger, one, said, fields)
    assert facts.attribute_on(ledger.reader, one, "nature", TODAY) == "immediate"
    assert {"nature", "category1"} <= attributes.DATED
