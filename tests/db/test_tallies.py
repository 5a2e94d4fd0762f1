"""The cases of samples/D_rates through the ledger's own queries (R1, R6)."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from db.queries.tallies import items, tally
from db.store import create_ledger
from desktop.exchange.formats.events import read_file
from desktop.operations.trial import enter_events
from desktop.rules import basis as bases
from desktop.rules.permissions import COMMAND_LINE

CASES = sorted((Path(__file__).parents[1] / "samples" / "D_rates").glob("*.json"))


def clock() -> datetime:
    return datetime(2026, 6, 5, 9, 0)


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.stem[:3])
def case(request, tmp_path_factory):
    ledger = create_ledger(tmp_path_factory.mktemp("case") / "case.ledger", None, clock)
    enter_events(ledger, COMMAND_LINE, read_file(request.param))
    yield ledger, json.loads(request.param.read_text("utf-8"))
    ledger.close()


def basis_of(query):
    return bases.from_words({**query["basis"], **{name: query[name] for name in ("level", "rounding", "decimals")}})


def test_r1_r6_every_query_of_the_rate_cases_has_the_expected_counts_and_rate(case):
    ledger, document = case

    for query in document["queries"]:
        basis = basis_of(query)
        found = tally(ledger.reader, basis, query["as_of"], by=query["by"])
        told = [
            (row.key or None, row.numerator, row.denominator, bases.rate(basis, row.numerator, row.denominator).text)
            for row in found
        ]
        assert sorted(told, key=str) == sorted(
            ((row["key"], row["numerator"], row["denominator"], row["rate"]) for row in query["expect"]), key=str
        )


def test_r3_the_rows_behind_every_number_are_as_many_as_the_number(case):
    ledger, document = case

    for query in document["queries"]:
        basis = basis_of(query)
        behind = items(ledger.reader, basis, query["as_of"], by=query["by"])
        for row in tally(ledger.reader, basis, query["as_of"], by=query["by"]):
            own = [item for item in behind if item.key == row.key]
            assert row.denominator == sum(item.counted for item in own)
            assert row.numerator == sum(item.hit for item in own)


def test_a_rate_reads_the_lanes_and_findings_from_their_narrow_indexes(ledger):
    sql, told = [], {}

    class Told:
        def rows(self, _record, statement, parameters):
            sql.append(statement), told.update(parameters)
            return ()

    tally(
        Told(),
        basis_of({"basis": {}, "level": "finding", "rounding": "half_up", "decimals": 1}),
        "2026-06-01",
        by="unit",
    )
    plan = " ".join(row[3] for row in ledger.reader.tuples(f"explain query plan {sql[0]}", told))

    assert "SCAN e USING INDEX finding_event_lanes" in plan and "USING COVERING INDEX finding_counted" in plan
