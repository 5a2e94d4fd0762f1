"""P-16: the clause on extensions agrees in number with the findings that it speaks of, as it is printed."""

from __future__ import annotations

import docx
import pytest

from desktop.operations import progress
from desktop.operations.papers import issuing, making
from tests.builders import EVERYONE, a_finding
from tests.operations.papers.conftest import asked


@pytest.fixture
def body(office, workshop, tmp_path):
    ledger, round_id, _housing, farming = office

    def printed(more):
        [one] = ledger.reader.column("select id from finding where unit_id = ?", (farming,))
        progress.extend(ledger, EVERYONE, one, "2026-09-20", "2026-09-01", "审批未下", "领导小组")
        for _ in range(more):
            a_finding(ledger, round_id, farming, "灌溉渠道未验收", first_due_on="2026-09-10", due_kind="date")
        found = making.gather(ledger.writing(), asked(round_id, farming))
        [draft] = issuing.draft(workshop, found, tmp_path)
        return "".join(paragraph.text for paragraph in docx.Document(str(draft.path)).paragraphs)

    return printed


def test_one_finding_was_extended_and_no_part_of_it(body):
    said = body(0)
    assert "有1个问题逾期未完成，已逾期10天，经延期1次后仍未完成，现予督办。" in said
    assert "部分问题" not in said


def test_of_several_some_were_extended(body):
    assert "其中部分问题已延期1次后仍未完成，现予督办。" in body(1)
