"""B2: the papers of the story stand in the register as they went out, with their receipts and replies."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from db.queries import letters, register
from db.queries.settings import setting
from desktop.operations.demonstration import papers
from tests.builders import EVERYONE, a_finding, a_round, a_unit

CHASE = {
    "no": "云巡办函〔2026〕1号", "sent": "2026-01-08", "to": "县财政局党组", "findings": ["14-05-0001"], "copies": ["派驻纪检监察组"],
    "signed": "2026-01-09", "reply_due": "2026-01-18", "answered": "2026-01-19", "received_by": "文鹏",
}  # fmt: skip
ADVICE = {
    "no": "云巡建〔2025〕1号", "round": "14-05", "to": "县财政局党组", "subject": "关于专项整治的建议", "sent": "2025-07-02",
    "copies": ["夏守义"], "findings": ["14-05-0001"], "advice": ["制定规范", "列席旁听"], "reply_due": "2025-08-31",
    "received_by": "文鹏", "replied": "2025-08-25", "reply_no": "云宣函〔2025〕16号", "adopted": 2,
}  # fmt: skip


@pytest.fixture
def entered(ledger):
    round_id = a_round(ledger, "十四届县委第五轮（常规）", feedback_on="2025-06-20")
    unit = a_unit(ledger, "县财政局党组")
    finding = a_finding(ledger, round_id, unit)
    number = ledger.reader.value("select number from finding")
    chases = [
        {**CHASE, "kind": kind, "no": f"云巡办函〔2026〕{place}号", "findings": [number]}
        for place, kind in enumerate(("提醒函", "中期提醒函", "督办函"), 1)
    ]
    chases[0] |= {"answered": None}
    others = [
        {"no": f"云巡办函〔2026〕{place}号", "sent": "2026-01-20", "kind": kind, "to": "县委组织部"}
        for place, kind in enumerate(("移交函", "联审意见反馈函", "回访工作函"), 4)
    ]
    told = SimpleNamespace(
        letters=chases, recommendations=[{**ADVICE, "findings": [number]}], other_letters=others,
        county={"county_leaders": [{"name": "夏守义", "title": "县委常委、纪委书记"}]},
    )  # fmt: skip
    papers.enter_papers(ledger, EVERYONE, told, {number[:5]: round_id, "14-05": round_id})
    return ledger, {row.number: row for row in letters.letters(ledger.reader)}, round_id, unit, finding


def test_each_has_its_kind_its_title_its_addressee_and_its_dates(entered):
    _ledger, rows, round_id, unit, _finding = entered
    kinds = [
        "due_warning_letter",
        "reminder_letter",
        "supervision_letter",
        "referral_letter",
        "joint_review_letter",
        "other_letter",
    ]
    titles = ["关于提醒巡察整改问题的函"] * 2 + [
        "关于督办巡察整改问题的函",
        "移交函（县委组织部）",
        "联审意见反馈函（县委组织部）",
        "回访工作函（县委组织部）",
    ]
    told = [rows[f"云巡办函〔2026〕{place}号"] for place in range(1, 7)]

    assert [(one.kind, one.title) for one in told] == list(zip(kinds, titles, strict=True))
    assert {(one.round_id, one.unit_id, one.issued_on, one.reply_by) for one in told[:3]} == {
        (round_id, unit, "2026-01-08", "2026-01-18")
    }
    assert {(one.addressee, one.issued_on) for one in told[3:]} == {("县委组织部", "2026-01-20")}
    advice = rows["云巡建〔2025〕1号"]
    assert (advice.kind, advice.title, advice.unit_id, advice.reply_by) == (
        "recommendation_letter", ADVICE["subject"], unit, "2025-08-31",
    )  # fmt: skip


def test_a_paper_is_received_and_answered_where_that_happened_and_no_other(entered):
    ledger, rows, *_rest = entered
    happened = set(ledger.reader.tuples("select letter_id, kind, happened_on, person from letter_event"))
    first, second = rows["云巡办函〔2026〕1号"].id, rows["云巡办函〔2026〕2号"].id
    advice = rows["云巡建〔2025〕1号"].id

    assert {one for one in happened if one[0] == first} == {(first, "receipt", "2026-01-09", "文鹏")}
    assert (second, "reply", "2026-01-19", "文鹏") in happened
    assert {(advice, "receipt", "2025-07-02", "文鹏"), (advice, "reply", "2025-08-25", "文鹏")} <= happened
    replied = ledger.reader.tuples(
        "select number, adopted from letter_event where letter_id = ? and kind = 'reply'", (advice,)
    )
    assert [tuple(one) for one in replied] == [("云宣函〔2025〕16号", 2)]


def test_each_names_its_findings_and_leaders_have_their_last_title(entered):
    ledger, rows, _round, _unit, finding = entered
    linked = set(ledger.reader.tuples("select letter_id, finding_id from letter_finding"))

    assert linked == {(row.id, finding) for number, row in rows.items() if number[-2] in "123"}
    assert setting(ledger.reader, "leader_titles") == '{"夏守义": "纪委书记"}'
    assert register.unit_id(ledger.reader, "县财政局党组") is not None
