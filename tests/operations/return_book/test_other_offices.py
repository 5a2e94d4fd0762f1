"""Own variants, held back from the rules' making: cells as units fill them in (RULES §6, §12; X8)."""

import pytest

from desktop.operations.return_book.receiving import look
from tests.operations.return_book.returns import Office, filled


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


@pytest.mark.parametrize(
    ("field", "written", "meant"),
    [
        ("status", "完成", "done"),
        ("status", "已整改完成", "done"),
        ("status", " 已 完 成 ", "done"),
        ("status", "√", "done"),
        ("status", "正在推进", "in_progress"),
        ("status", "基本完成。", "basically_done"),
        ("owner", "　贺知微 ", None),
        ("owner", "贺知微", None),
        ("owner", "贺 知 微、程青禾", "贺知微、程青禾"),
        ("completed_on", "2026.5.20", "2026-05-20"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(office, field, written, meant):
    """A state by its usual words, blanks that say nothing new, dates by their points."""
    number = office.number(office.one)
    received = look(office.ledger, filled(office.sent(), {(number, field): written}))
    changes = [(one.key, one.field, one.returned.meant) for one in received.outcome.merged.changes]
    assert changes == ([] if meant is None else [(number, field, meant)]) and not received.outcome.faults
