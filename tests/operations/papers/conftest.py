"""An office with two units, findings overdue since June, and its words for papers."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.operations.office import set_up
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from tests.builders import EVERYONE, a_finding, a_round, a_unit

TODAY = date(2026, 10, 9)
BEFORE = {
    "kind": "常规",
    "on_site_from": "2025-11-03",
    "on_site_to": "2025-12-26",
    "secretary_meeting_on": "2026-02-05",
}


@pytest.fixture
def office(ledger, clock):
    clock.set("2026-10-09T09:00:00")
    words = {
        "county": "青岩县",
        "office": "中共青岩县委巡察工作领导小组办公室",
        "leading_group": "中共青岩县委巡察工作领导小组",
        "contact": "林知远",
        "phone": "0000-6123456",
        "number_prefix": "青",
    }
    set_up(ledger, EVERYONE, words)
    round_id = a_round(ledger, "十四届县委第六轮", feedback_on="2026-03-10", ends_on="2026-09-10", months=6, **BEFORE)
    housing = a_unit(ledger, "县住房和城乡建设局党组", kind="县直部门", discipline_team="派驻县住建局纪检监察组")
    farming = a_unit(ledger, "县农业农村局党组", kind="县直部门")
    for text in ("老旧小区改造结余资金96.5万元未清理", "施工许可事中检查记录不全，抽查9件缺4件"):
        a_finding(
            ledger,
            round_id,
            housing,
            text,
            first_due_on="2026-09-10",
            due_kind="date",
            responsible_leader="周柏川",
            category2="资金管理",
        )
    a_finding(
        ledger,
        round_id,
        farming,
        "高标准农田2024年任务1.2万亩，进驻时完成0.8万亩",
        first_due_on="2026-09-10",
        due_kind="date",
        responsible_leader="沈叙言",
    )
    return ledger, round_id, housing, farming


@pytest.fixture
def workshop(office):
    return Workshop(office[0])


def asked(round_id, *unit_ids, kind="supervision_letter", **fields):
    return Request(
        kind, TODAY, fields.pop("as_of", date(2026, 9, 30)), round_id, tuple(unit_ids), not unit_ids, **fields
    )
