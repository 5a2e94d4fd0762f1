"""M18: the figures of visits, checks and surveys with their rows (registers.md §10)."""

from desktop.ledgers.surveys import SURVEYS
from desktop.operations.figure_moment import Moment
from desktop.operations.follow_up_figures import FOLLOW_UP_FIGURES
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_round, a_unit

TODAY = "2026-06-05"


def figure(ledger, name):
    return FOLLOW_UP_FIGURES[name](Moment(ledger, TODAY, None, ()), name)


def survey(ledger, satisfied, weights=""):
    said = {"handed_out": 10, "returned": 10, "valid": 10, "basically": 0, "dissatisfied": 10 - satisfied, "unknown": 0}
    place = {
        "on": "2026-06-01",
        "unit": a_unit(ledger, f"县第{satisfied}局党组"),
        "round": a_round(ledger, f"第{satisfied}轮"),
    }
    return verbs.add(ledger, EVERYONE, SURVEYS, {**said, **place, "satisfied": satisfied, "weights": weights})[0].number


def test_an_empty_ledger_has_no_rates_and_no_counts(ledger):
    assert [figure(ledger, name).value for name in ("visits", "checks")] == ["0", "0"]
    for name in ("precision_rate", "false_close_out_rate", "satisfaction_rate"):
        assert figure(ledger, name).denominator == 0 and figure(ledger, name).rows == ()


def test_satisfaction_pools_the_valid_sheets_of_all_surveys(ledger):
    rows = (survey(ledger, 9), survey(ledger, 6))
    told = figure(ledger, "satisfaction_rate")
    assert (told.numerator, told.denominator, told.value, told.rows) == (15, 20, "75.0%", rows)
    survey(ledger, 5, "0.5 0 0 0")
    assert figure(ledger, "satisfaction_rate").value == "58.3%"
