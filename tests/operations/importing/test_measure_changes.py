"""X5: what a row that comes again says of measures: every difference once, with both sides in words, and who must be asked."""

from __future__ import annotations

import pytest

from db.queries.list_rows import MeasureState
from desktop.ledgers.terms import DUE_KIND_WORDS
from desktop.operations.importing.field_change import MEASURE, MEASURE_WORDS, MEASURES, OLDER, PROGRESS
from desktop.operations.importing.last_list import LastList
from desktop.operations.importing.measure_changes import measure_changes
from desktop.rules.state_words import STATE_WORDS

KNOWN = MeasureState(4, "完善 党费台账", "in_progress", "李文", "2026-06-30", "date")
SAME = {"text": "完善党费台账", "status": "in_progress", "owner": "李文", "due_on": "2026-06-30"}


def judged(_kind, now, listed, base, **_how):
    """The merge of three in its simplest form: nothing, a change, or a dispute."""
    if listed == now:
        return None
    return "" if base == now else "有争议"


def changes(*told, known=(KNOWN,), base=None, blocked="", older=False):
    def refuses(*_deed, **_of):
        return blocked

    return list(measure_changes(told, known, base or LastList(True), judged, refuses, older=older))


def test_a_row_that_says_the_same_changes_nothing():
    assert changes(SAME) == []
    assert changes({"text": "完善党费台账"}) == []


@pytest.mark.parametrize("state", sorted(set(STATE_WORDS) - {"in_progress"}))
def test_what_the_unit_says_anew_is_told_in_words(state):
    base = LastList(True, measures={"完善党费台账": {"status": "in_progress"}})
    [one] = changes({**SAME, "status": state, PROGRESS: "已补缴"}, base=base)

    assert (one.name, one.ledger, one.listed) == (f"{MEASURE}4", STATE_WORDS["in_progress"], STATE_WORDS[state])
    assert (one.value, one.conflict, one.blocked) == ((state, "已补缴"), "", "")
    assert one.title == "措施“完善 党费台账”自报"


@pytest.mark.parametrize(("name", "value", "word"), [("owner", "王芳", "责任人"), ("due_on", "2026-07-31", "时限")])
def test_owner_and_date_that_the_list_changed_are_taken_and_those_of_the_ledger_disputed(name, value, word):
    agreed = LastList(True, measures={"完善党费台账": {name: getattr(KNOWN, name)}})

    for base, why in ((agreed, ""), (LastList(True), "有争议")):
        [one] = changes({**SAME, name: value}, base=base)
        assert (one.name, one.title) == (f"{MEASURE_WORDS}4:{name}", f"措施“完善 党费台账”{word}")
        assert (one.ledger, one.listed, one.value, one.conflict) == (getattr(KNOWN, name), value, value, why)


def test_a_deed_that_is_closed_stands_at_every_change_that_needs_it():
    new = {"status": "done", "owner": "王芳", "due_on": "2026-07-31"}
    told = changes({**SAME, **new}, {"text": "新措施"}, blocked="已经销号")

    words = {f"{MEASURE_WORDS}4:owner", f"{MEASURE_WORDS}4:due_on"}
    assert {one.name for one in told if one.blocked == "已经销号"} == {MEASURES, f"{MEASURE}4", *words}
    assert len(told) == 4 and all(one.conflict for one in told)


@pytest.mark.parametrize("now", ["date", "long_term", "immediate", ""])
@pytest.mark.parametrize("listed", ["date", "month_end", "year_end", "long_term", "immediate", ""])
def test_a_time_limit_is_its_date_or_else_the_way_in_which_it_is_written(now, listed):
    dated = {"date": "2026-06-30", "month_end": "2026-06-30", "year_end": "2026-12-31"}
    known = MeasureState(4, "完善党费台账", "in_progress", "李文", dated.get(now), now)
    said = {"text": "完善党费台账", "due_kind": listed, **({"due_on": dated[listed]} if listed in dated else {})}
    last = {"due_kind": now, "due_on": dated.get(now, "")}
    shown = {way: dated.get(way) or DUE_KIND_WORDS[way] for way in DUE_KIND_WORDS}
    told = changes(said, known=(known,), base=LastList(True, measures={"完善党费台账": last}))

    if not listed or shown[now] == shown[listed]:
        assert told == []
    else:
        [one] = told
        assert (one.ledger, one.listed, one.value) == (shown[now], shown[listed], dated.get(listed, ""))
        assert (one.beside, one.conflict) == ({"due_kind": listed}, "")


def test_new_measures_come_together_and_ask_where_they_may_be_old_ones_in_new_words():
    new = [{"text": "补缴党费"}, {"text": "开展培训"}]
    [beside] = changes(SAME, *new)
    [instead] = changes(*new)
    [old] = changes(SAME, *new, older=True)

    assert (beside.name, beside.listed, beside.value, beside.conflict) == (MEASURES, "补缴党费；开展培训", new, "")
    assert "改了写法" in instead.conflict
    assert old.conflict == OLDER


def test_what_the_last_list_had_and_the_office_removed_is_not_new():
    assert changes(SAME, {"text": "补缴 党费"}, base=LastList(True, measures={"补缴党费": {}})) == []
