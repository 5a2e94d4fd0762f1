"""P-9: one record and one rule for what happens to a paper, whether it is logged, waits, or makes the paper void."""

from __future__ import annotations

import json

import pytest

from desktop.operations.change import change
from desktop.operations.papers import registering
from desktop.operations.papers.happenings import Happening, dates_of
from desktop.rules.paper_dates import PaperDates
from desktop.rules.permissions import Action
from tests.builders import EVERYONE

SENT = registering.SentPaper("supervision_letter", "函", "青督〔2026〕7号", "2026-08-01", "青岩县住房和城乡建设局党组")


@pytest.mark.parametrize(
    ("words", "advised"),
    [({}, None), ({"建议": []}, None), ({"建议": "甲"}, None), ({"建议": ["甲"]}, 1), ({"建议": ["甲", "乙"]}, 2)],
)
def test_the_rule_looks_at_what_the_register_holds_of_the_paper_p9(office, words, advised):
    """P-9"""
    ledger = office[0]
    letter_id, _changes = registering.register(ledger, EVERYONE, SENT)
    with change(ledger, EVERYONE, Action.LOG_LETTER, "改") as changes:
        changes.writer.update("letter", letter_id, {"words": json.dumps(words, ensure_ascii=False), "state": "void"})

    assert dates_of(ledger.writing(), letter_id, "2026-10-09", "reply", "2026-08-09", 1) == PaperDates(
        "2026-10-09", "2026-08-01", event="reply", happened_on="2026-08-09", void=True, adopted=1, advised=advised
    )


def test_a_happening_is_kept_with_its_scan(office, tmp_path):
    ledger = office[0]
    scan = tmp_path / "回复.pdf"
    scan.write_bytes(b"%PDF-1.4")
    with change(ledger, EVERYONE, Action.LOG_LETTER, "登记") as changes:
        bare = Happening("2026-08-09", "赵一", "住建〔2026〕3号", 2, "注").fields(changes, ledger)
        full = Happening("2026-08-09", scan=scan).fields(changes, ledger)

    assert bare == {
        "happened_on": "2026-08-09", "person": "赵一", "number": "住建〔2026〕3号", "adopted": 2, "note": "注",
    }  # fmt: skip
    assert full["file_name"] == "回复.pdf" and ledger.pool.read(full["sha256"]) == b"%PDF-1.4"
