"""监督责任清单: every number of the list is told with its finding as it stands; what left since the last issue is counted, its number never used again (papers/20)."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries import books as queries
from desktop.ledgers import books
from desktop.operations import organisation_duties, progress
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from desktop.operations.records import verbs
from tests.builders import EVERYONE, a_finding, a_unit, no_evidence_faults
from tests.operations.papers.conftest import TODAY


@pytest.fixture
def listed(office):
    """Three marked findings of a township; the second is closed out; desks are given to two."""
    ledger, round_id, *_units = office
    town = a_unit(ledger, "云溪镇党委", kind="乡镇")
    made = [
        a_finding(ledger, round_id, town, f"第{n}项", first_due_on="2026-09-10", on_organisation=True) for n in range(3)
    ]
    progress.close_out(ledger, EVERYONE, made[1], "2026-09-05", no_evidence_faults, override_reason="会议")
    organisation_duties.fill(ledger, EVERYONE, (round_id,))
    register = books.book(ledger.reader, "organisation_duty")
    first, second, third = (one.id for one in queries.records(ledger.reader, register.shape, ledger.today()))
    verbs.edit(ledger, EVERYONE, register, [first, third], {"desk": "干部科", "person": "庄明远"})
    verbs.edit(ledger, EVERYONE, register, [second], {"desk": "组织科", "progress": "补证中"})
    return ledger, round_id, town, made


def gathered(listed, as_of=TODAY):
    ledger, round_id, *_rest = listed
    return making.gather(ledger.writing(), Request("organization_responsibility_list", TODAY, as_of, round_id))


def test_the_list_tells_each_number_with_its_finding_and_its_sums_agree(listed):
    words = gathered(listed)[0].words

    assert [row["建账号"] for row in words["监督清单"]] == ["组1", "组2", "组3"]
    assert [row["状态"] for row in words["监督清单"]] == ["逾期", "销号", "逾期"]
    desks = {one["名"]: (int(one["数"]), int(one["销号"])) for one in words["科室汇总"]}
    assert desks == {"干部科": (2, 0), "组织科": (1, 1)}
    assert (int(words["涉组涉干数"]), int(words["涉组涉干单位数"]), int(words["涉组涉干销号"])) == (3, 1, 1)
    assert words["监督清单"][0]["时限"] == date(2026, 9, 10) and "未编入数" not in words


def test_what_is_marked_and_has_no_number_is_told(listed):
    ledger, round_id, town, _made = listed
    a_finding(ledger, round_id, town, "第4项", on_organisation=True)

    words = gathered(listed)[0].words

    assert int(words["未编入数"]) == 1 and len(words["监督清单"]) == 3


def test_what_left_since_the_last_issue_is_counted_and_its_number_stays_away(listed, workshop, tmp_path, clock):
    ledger, round_id, town, made = listed
    issuing.issue(ledger, EVERYONE, workshop, gathered(listed), tmp_path, waived=("监督清单.责任人",))
    clock.set("2026-10-20T09:00:00")
    progress.withdraw(ledger, EVERYONE, [made[0]], "2026-10-19", "重复", "领导小组")

    words = making.gather(
        ledger.writing(), Request("organization_responsibility_list", date(2026, 10, 20), date(2026, 10, 20), round_id)
    )[0].words

    assert int(words["减少"]) == 1 and [row["建账号"] for row in words["监督清单"]] == ["组2", "组3"]
