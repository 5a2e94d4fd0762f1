"""An office with one finding, for the records of books."""

import pytest

from tests.builders import a_finding, a_round, a_unit


@pytest.fixture
def office(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger, short="县民政局")
    finding = a_finding(ledger, round_id, unit, first_due_on="2026-06-30", due_kind="date")
    return {"ledger": ledger, "round": round_id, "unit": unit, "finding": finding, "findings": (finding,)}
