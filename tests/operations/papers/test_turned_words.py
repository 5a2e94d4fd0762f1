"""P-12: a finding that was pasted with characters that turn the order stands on its paper in the order in which it is read."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from desktop.operations.papers import edited, issuing, making
from tests.builders import EVERYONE, a_finding
from tests.operations.papers.conftest import asked

TURNED = "灌溉\u202e渠道未\u202c验\u2067收\u2069有\u061c三\u200f处"


@pytest.fixture
def gathered(office):
    ledger, round_id, _housing, farming = office
    a_finding(
        ledger, round_id, farming, TURNED, first_due_on="2026-09-10", due_kind="date", responsible_leader="周柏川"
    )
    return making.gather(ledger.writing(), asked(round_id, farming))


def all_words(data):
    paper = docx.Document(BytesIO(data))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "".join((*(paragraph.text for paragraph in paper.paragraphs), *cells))


def test_a_turned_finding_is_issued_in_order_p12(office, workshop, gathered, tmp_path):
    [made] = issuing.issue(office[0], EVERYONE, workshop, gathered, tmp_path)
    said = all_words(made.path.read_bytes())
    assert "灌溉渠道未验收有三处" in said and not set(said) & set("\u202e\u202c\u2067\u2069\u061c\u200f")


def test_its_approved_draft_goes_out_as_it_is_p12(office, workshop, gathered, tmp_path):
    [draft] = issuing.draft(workshop, gathered, tmp_path)
    made = edited.issue(office[0], EVERYONE, workshop, gathered, draft.path, tmp_path / "out")
    assert "灌溉渠道未验收有三处" in all_words(made.path.read_bytes())
