"""The ledger's queries against the plain reading of events, on random ledgers (R1, R2, R3, R4, R6)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.queries.changes import event_facts, finding_facts
from db.queries.findings import list_findings, measures_of
from db.queries.tallies import GROUPS, items, tally
from db.records import FindingCriteria, Scope
from db.store import create_ledger
from desktop.rules.change_causes import Moment
from desktop.rules.standing import counted_items, standings
from desktop.statistics.explain import explain
from desktop.statistics.rectification_rate import rate_table
from desktop.statistics.trend import trend
from tests.random_ledgers import DAYS, Places, bases, books, days

known = st.one_of(st.none(), days)
quick = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
long = settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    numbers = count()

    def new_ledger():
        folder = tmp_path_factory.mktemp("random") / f"random{next(numbers)}.ledger"
        return create_ledger(folder, None, lambda: datetime(2026, 6, 5, 9))

    made = Places(new_ledger)
    yield made
    made.ledger.close()


def query_and_plain_reading_agree(places, book, basis, as_of, known_at):
    scope, reader = Scope(findings=places.write(book)), places.ledger.reader

    asked = items(reader, basis, as_of, known_at, scope=scope)

    read = counted_items(finding_facts(reader, scope), event_facts(reader, scope.findings), basis, as_of, known_at)
    assert sorted((i.item, i.finding_id, i.state, i.counted, i.hit) for i in asked) == sorted(
        (i.item, i.finding_id, i.state, i.counted, i.hit) for i in read
    )


def the_list_stands_where_the_plain_reading_stands(places, book, as_of, known_at):
    scope, reader = Scope(findings=places.write(book)), places.ledger.reader

    rows = list_findings(reader, FindingCriteria(ids=scope.findings, presence="any"), as_of, known_at)

    read = standings(event_facts(reader, scope.findings), as_of, known_at)
    assert {
        row.id: (row.claim, row.verdict, "in" if row.present else "out", row.due_on, row.review_on) for row in rows
    } == {
        finding: (lanes.claim or "not_started", lanes.verdict or "not_started", *lanes[2:5])
        for (finding, measure), lanes in read.items()
        if measure is None and lanes.presence
    }
    measures = measures_of(reader, scope.findings, as_of, known_at)
    assert {row.id: (row.claim, row.verdict) for row in measures} == {
        measure: (lanes.claim or "not_started", lanes.verdict or "not_started")
        for (_finding, measure), lanes in read.items()
        if measure is not None and (lanes.claim or lanes.verdict)
    }


def groups_are_the_rows_behind_them_and_sum_to_the_total(places, book, basis, as_of, known_at, by):
    scope, reader = Scope(findings=places.write(book)), places.ledger.reader

    table = rate_table(reader, basis, as_of, known_at, by=by, scope=scope)

    [whole] = tally(reader, basis, as_of, known_at, scope=scope)
    asked = tally(reader, basis, as_of, known_at, by=by, scope=scope)
    assert [(r.key, r.key_id, r.rate.numerator, r.rate.denominator) for r in table.rows] == [
        (t.key, t.key_id, t.numerator, t.denominator) for t in asked
    ]
    counts = Counter()
    for row in table.rows:
        assert len(row.behind_numerator) == row.rate.numerator
        assert len(row.behind_denominator) == row.rate.denominator
        counts.update(numerator=row.rate.numerator, denominator=row.rate.denominator)
    assert (counts["numerator"], counts["denominator"]) == (whole.numerator, whole.denominator)
    assert (table.total.rate.numerator, table.total.rate.denominator) == (whole.numerator, whole.denominator)


def causes_sum_to_the_change(places, book, basis, dates, known_at):
    scope, reader = Scope(findings=places.write(book)), places.ledger.reader
    first, second = sorted(dates)

    for before, after in (
        (Moment(first, first), Moment(second, second)),
        (Moment(first, known_at), Moment(second, known_at)),
    ):
        explanation = explain(reader, basis, before, after, scope=scope)
        assert explanation.adds_up


def trend_points_are_the_tallies_of_their_dates(places, book, basis, known_at):
    scope, reader = Scope(findings=places.write(book)), places.ledger.reader

    points = trend(reader, basis, DAYS, known_at, scope=scope)

    for point in points:
        [whole] = tally(reader, basis, point.on, known_at, scope=scope)
        told = point.verdict if basis.verified_only else point.claim
        assert (told.numerator, told.denominator) == (whole.numerator, whole.denominator)
    for point in trend(reader, basis, DAYS, scope=scope, as_known=True):
        [whole] = tally(reader, basis, point.on, point.on, scope=scope)
        told = point.verdict if basis.verified_only else point.claim
        assert (told.numerator, told.denominator) == (whole.numerator, whole.denominator)


@quick
@given(books, bases, days, known)
def test_r2_the_query_counts_what_the_plain_reading_of_events_counts(places, book, basis, as_of, known_at):
    query_and_plain_reading_agree(places, book, basis, as_of, known_at)


@quick
@given(books, days, known)
def test_r2_the_list_of_findings_stands_where_the_plain_reading_stands(places, book, as_of, known_at):
    the_list_stands_where_the_plain_reading_stands(places, book, as_of, known_at)


@quick
@given(books, bases, days, known, st.sampled_from(GROUPS))
def test_r3_r6_groups_are_the_rows_behind_them_and_sum_to_the_total(places, book, basis, as_of, known_at, by):
    groups_are_the_rows_behind_them_and_sum_to_the_total(places, book, basis, as_of, known_at, by)


@quick
@given(books, bases, st.tuples(days, days), known)
def test_r4_the_causes_of_a_change_sum_to_it_exactly(places, book, basis, dates, known_at):
    causes_sum_to_the_change(places, book, basis, dates, known_at)


@quick
@given(books, bases, known)
def test_points_of_a_trend_are_the_tallies_of_their_dates(places, book, basis, known_at):
    trend_points_are_the_tallies_of_their_dates(places, book, basis, known_at)


@pytest.mark.acceptance
@pytest.mark.timeout(1800)
@long
@given(books, bases, st.tuples(days, days), known, st.sampled_from(GROUPS))
def test_thousands_of_ledgers_agree_in_every_question(places, book, basis, dates, known_at, by):
    query_and_plain_reading_agree(places, book, basis, dates[0], known_at)
    the_list_stands_where_the_plain_reading_stands(places, book, dates[0], known_at)
    groups_are_the_rows_behind_them_and_sum_to_the_total(places, book, basis, dates[0], known_at, by)
    causes_sum_to_the_change(places, book, basis, dates, known_at)
    trend_points_are_the_tallies_of_their_dates(places, book, basis, known_at)
