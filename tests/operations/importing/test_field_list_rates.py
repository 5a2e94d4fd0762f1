"""Lists rebuilt from the field, entered: the figure that must follow (K1, K2, K3, K9, K13; `rate` and `first` of the samples)."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from db.queries import bases
from db.records import Basis
from desktop.operations import rounds, units
from desktop.operations.importing import files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.units import UnitDraft
from desktop.statistics.rectification_rate import rate_table
from tests.builders import EVERYONE
from tests.exchange.field_lists import FOLDER
from tests.exchange.sample_lists import register

RATED = sorted(
    path.name for path in FOLDER.glob("*expected.json") if "rate" in json.loads(path.read_text(encoding="utf-8"))
)
CLAIMS = Basis(name="自报", verified_only=False)


@pytest.fixture
def county(ledger):
    drafts = [UnitDraft(unit.name, aliases=unit.aliases) for unit in register().units]
    units.add(ledger, EVERYONE, drafts)
    return ledger


@pytest.mark.parametrize("case", RATED)
def test_the_rate_after_entering_is_what_the_list_says(county, case):
    expected = json.loads((FOLDER / case).read_text(encoding="utf-8"))
    rounds.add(county, EVERYONE, "第六轮", {"feedback_on": expected["context"]["feedback_on"]})
    opening = "--opening" in expected.get("command", "")
    steps = [(expected["first"], "2024-05-31")] if "first" in expected else []
    for name, day in [*steps, (expected["file"], "2024-06-30")]:
        options = Options(list_date=day, opening=opening, reason="期初", accept_faults=True)
        assert files.take(county, EVERYONE, Wanted(FOLDER / name), options).done

    wanted = expected["rate"]
    basis = bases.default_basis(county.reader)
    if "核实" not in wanted.get("basis", "核实"):
        basis = CLAIMS
    rate = rate_table(county.reader, replace(basis, level=wanted.get("level", "finding")), "2026-06-05").total.rate

    assert rate.denominator == wanted["denominator"]
    assert rate.numerator == wanted.get("numerator", rate.numerator)


def test_all_rated_cases_are_here():
    assert len(RATED) == 7
