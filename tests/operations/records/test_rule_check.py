"""`check` lists every broken rule of every record, those that only warn as such (registers.md §0)."""

from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.operations.records.rule_check import broken
from tests.builders import EVERYONE


def test_a_warning_is_told_with_its_record_and_a_sound_ledger_tells_nothing(ledger, office):
    assert list(broken(ledger.reader, "2026-06-05")) == []
    chase = books.as_declared("chase")
    made, _changes = verbs.add(ledger, EVERYONE, chase, {"on": "2026-06-01", "unit": office["unit"]})
    [one] = broken(ledger.reader, "2026-06-05")
    assert (one.book, one.number, one.kind, one.warns) == ("督办记录", made.number, "no_findings", True)


def test_a_rule_that_refuses_and_is_broken_all_the_same_is_no_warning(ledger, office):
    chase = books.as_declared("chase")
    verbs.add(ledger, EVERYONE, chase, {"on": "2026-06-05", "unit": office["unit"], "findings": office["findings"]})
    assert [(one.kind, one.warns) for one in broken(ledger.reader, "2026-06-04")] == [("in_future", False)]
