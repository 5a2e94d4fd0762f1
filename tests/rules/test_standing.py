"""The cases of samples/D_rates by the plain reading of events, without any ledger (R1, R6)."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from db.queries.standing import EVER
from db.records import EventFact, FindingFact, Scope, UnitFact
from desktop.exchange.formats.events import read
from desktop.rules import basis as bases
from desktop.rules.standing import Standing, counted_items, end_of, is_eligible, is_known, most_backward, standings

CASES = sorted((Path(__file__).parents[1] / "samples" / "D_rates").glob("*.json"))


def plain(document):
    drafts = read(document)
    ids = {code: number for number, code in enumerate(drafts.findings, 1)}
    measures = {code: number for number, code in enumerate(drafts.measures, 1)}
    facts = [
        FindingFact(ids[f.number], f.number, None, 0, 0, f.category or "", "", f.nature)
        for f in drafts.findings.values()
    ]
    events = [
        EventFact(n, ids[e.finding], measures.get(e.measure), e.kind, e.claim, e.verdict, e.presence, e.on, e.on)
        for n, e in enumerate(drafts.events, 1)
    ]
    return drafts, facts, events


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem[:3])
def test_r1_r6_the_plain_reading_of_events_gives_the_expected_counts(path):
    document = json.loads(path.read_text("utf-8"))
    drafts, facts, events = plain(document)
    codes = dict(enumerate(drafts.findings, 1))

    for query in document["queries"]:
        basis = bases.from_words({**query["basis"], **{n: query[n] for n in ("level", "rounding", "decimals")}})
        counts = defaultdict(lambda: [0, 0], {} if query["by"] else {None: [0, 0]})
        for item in counted_items(facts, events, basis, query["as_of"]):
            key = getattr(drafts.findings[codes[item.finding_id]], query["by"]) if query["by"] else None
            counts[key][0] += item.hit
            counts[key][1] += item.counted
        told = {key: (n, d, bases.rate(basis, n, d).text) for key, (n, d) in counts.items()}
        assert told == {row["key"]: (row["numerator"], row["denominator"], row["rate"]) for row in query["expect"]}


def event(number, on, known="2026-01-01", retracted=None, **lanes):
    blank = {"claim_state": None, "verdict_state": None, "presence": None}
    return EventFact(
        number, 1, None, "claim", **{**blank, **lanes}, effective_on=on, known_on=known, retracted_on=retracted
    )


def test_equal_dates_go_by_entry_and_a_back_dated_entry_goes_by_its_date():
    events = [
        event(1, "2026-02-01", claim_state="done"),
        event(2, "2026-02-01", claim_state="not_done"),
        event(3, "2026-01-01", claim_state="done"),
    ]

    assert standings(events, "2026-03-01")[(1, None)] == Standing(claim="not_done")


def test_r2_what_was_taken_back_later_was_still_known_before():
    taken_back = event(1, "2026-02-01", known="2026-02-02", retracted="2026-03-01", claim_state="done")

    assert [is_known(taken_back, day) for day in ("2026-02-01", "2026-02-02", "2026-02-28", "2026-03-01", None)] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_a_whole_stands_where_its_most_backward_part_stands():
    assert most_backward(["done", "not_started", "not_done"]) == "not_done"
    assert most_backward(["transferred", "done"]) == "done"
    assert most_backward(["transferred", "transferred"]) == "transferred"


def a_finding(**fields):
    return FindingFact(1, "甲-1", None, 7, 1, "", "", "", **fields)


@pytest.mark.parametrize(
    ("fact", "known_at", "end"),
    [
        (a_finding(), None, EVER),
        (a_finding(ends_on="2026-09-10"), None, "2026-09-10"),
        (a_finding(ends_on="2026-09-10", ends_told=(("2026-09-01", "2026-10-10"),)), None, "2026-10-10"),
        (a_finding(ends_on="2026-09-10", ends_told=(("2026-09-01", "2026-10-10"),)), "2026-08-31", "2026-09-10"),
        (a_finding(ends_on="2026-09-10", ends_told=(("2026-09-01", None),)), None, EVER),
    ],
)
def test_a_round_without_an_end_runs_on_and_a_later_end_counts_from_the_day_it_was_known(fact, known_at, end):
    assert end_of(fact, known_at) == end


def test_within_the_period_a_round_without_an_end_counts_all_that_was_done():
    events = [
        event(1, "2026-03-01", presence="in", claim_state="not_started", verdict_state="not_started"),
        event(2, "2026-08-01", claim_state="done", verdict_state="done"),
    ]
    basis = replace(bases.from_words({}), within_period=True, level="finding")

    def state(**fields):
        [item] = counted_items([a_finding(**fields)], events, basis, "2026-12-31")
        return item.state

    assert state() == "done" and state(ends_on="2026-07-31") == "not_started"


BASIS = bases.from_words({})
OF_COUNTY = {1: UnitFact("县直部门", "赵书记"), 2: UnitFact("村", "钱书记"), 3: UnitFact("", "", named_as_village=True)}


def eligible(standing=Standing(), scope=None, basis=BASIS, **fields):
    usual = {"unit_id": 1, "category": "一", "leader": "", "nature": "ordinary"}
    fact = FindingFact(1, "甲-1", None, 7, **{**usual, **fields}, units=OF_COUNTY)
    return is_eligible(fact, standing, basis, scope)


@pytest.mark.parametrize(
    ("standing", "scope", "counts"),
    [
        (Standing(), Scope(), True), (Standing(), Scope(category="一"), True), (Standing(), Scope(category="二"), False), (Standing(category1="二"), Scope(category="二"), True),
        (Standing(category1="二"), Scope(category="一"), False), (Standing(), Scope(units=(1,)), True), (Standing(), Scope(units=(2,)), False), (Standing(unit_id="2"), Scope(units=(2,)), True),
        (Standing(), Scope(leader="赵书记"), True), (Standing(county_leader="孙书记"), Scope(leader="孙书记"), True), (Standing(county_leader="孙书记"), Scope(leader="赵书记"), False),
        (Standing(of_units=(("supervising_leader 1", "李书记"),)), Scope(leader="李书记"), True), (Standing(of_units=(("supervising_leader 2", "李书记"),)), Scope(leader="李书记"), False),
    ],
)  # fmt: skip
def test_a_scope_looks_at_a_finding_as_it_stood_on_the_date(standing, scope, counts):
    """L-4: category, unit and leader by the last event before the date, else as they were before any."""
    assert eligible(standing, scope) is counts


def test_the_findings_own_leader_answers_before_that_of_its_unit():
    assert eligible(scope=Scope(leader="孙书记"), leader="孙书记") and not eligible(
        scope=Scope(leader="赵书记"), leader="孙书记"
    )


@pytest.mark.parametrize(
    ("nature", "told", "included", "counts"),
    [
        ("immediate", None, False, False),
        ("immediate", None, True, True),
        ("ordinary", "immediate", False, False),
        ("immediate", "ordinary", False, True),
    ],
)
def test_what_is_put_right_at_once_counts_only_where_the_basis_says_so(nature, told, included, counts):
    assert eligible(Standing(nature=told), None, replace(BASIS, include_immediate=included), nature=nature) is counts


@pytest.mark.parametrize(
    ("unit", "told", "counts"),
    [
        (1, None, True),
        (2, None, False),
        (3, None, False),
        (1, "村", False),
        (2, "县直部门", True),
        (3, "县直部门", True),
        (9, None, True),
    ],
)
def test_villages_are_known_by_their_kind_on_the_date_and_without_one_by_their_name(unit, told, counts):
    standing = Standing(of_units=((f"kind {unit}", told),)) if told else Standing()
    assert eligible(standing, None, replace(BASIS, include_villages=False), unit_id=unit) is counts
    assert eligible(standing, None, replace(BASIS, include_villages=True), unit_id=unit)
