"""The demonstration's office: what its data leave open is said once."""

from types import SimpleNamespace

from db.queries import coverage
from desktop.operations import rounds
from desktop.operations.change import change
from desktop.operations.demonstration.county import _date_terms
from desktop.rules.permissions import Action
from tests.builders import EVERYONE


def test_a_term_that_runs_still_ends_five_years_after_its_first_day(ledger):
    county = {
        "terms": [
            {"term": "十四届", "from": "2016-09-01", "to": "2021-08-30"},
            {"term": "十五届", "from": "2021-09-01", "to": None},
        ]
    }
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "植入") as changes:
        for name in ("十四届县委第一轮（常规）", "十五届县委第一轮（常规）"):
            rounds.insert_round(changes, name, {})
        _date_terms(changes, SimpleNamespace(county=county))
    days = [(one.from_on, one.to_on) for one in coverage.terms(ledger.reader)]
    assert sorted(days) == [("2016-09-01", "2021-08-30"), ("2021-09-01", "2026-08-31")]
