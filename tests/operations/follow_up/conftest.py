"""A round with two kinds of units and nine findings, and two people who may review."""

from types import SimpleNamespace

import pytest

from desktop.operations import findings
from desktop.operations.findings import FindingDraft
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE, a_round, a_unit

SECOND = Actor("林晓", frozenset({Right.ENTER, Right.REVIEW}))
SPOKEN = {"seed_digits_a": "4", "seed_digits_b": "7", "spoken_by_a": "王敏", "spoken_by_b": "县纪委监委 林晓"}


@pytest.fixture
def county(ledger):
    round_id = a_round(ledger)
    kinds = {"县民政局党组": "县直部门", "县教育局党组": "县直部门", "柳坪乡党委": "乡镇", "城关街道党工委": "街道"}
    unit_ids = {name: a_unit(ledger, name, kind=kind) for name, kind in kinds.items()}
    drafts = [
        FindingDraft(round_id, unit, f"问题{name}{n}")
        for name, unit in unit_ids.items()
        for n in range(1 + len(name) // 3)
    ]
    ids = [findings.add(ledger, EVERYONE, draft)[0] for draft in drafts]
    return SimpleNamespace(round=round_id, units=unit_ids, findings=ids)
