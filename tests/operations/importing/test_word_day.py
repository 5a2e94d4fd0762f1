"""A word of the unit counts from its day, never before the finding was given nor before the word it follows."""

from db.queries import facts
from desktop.operations.importing.word_day import day_of_word
from tests.builders import a_finding, claimed


def test_the_day_of_a_word(ledger):
    finding_id = a_finding(ledger)
    reader, today = ledger.writing(), ledger.today()
    first = facts.given_on(reader, finding_id)
    assert day_of_word(reader, finding_id, "2025-01-01", today) == first
    assert day_of_word(reader, finding_id, "2026-05-20", today) == "2026-05-20"
    assert day_of_word(reader, finding_id, "2031-01-01", today) == today
    claimed(ledger, finding_id, "2026-06-01")
    assert day_of_word(ledger.writing(), finding_id, "2026-05-20", today) == "2026-06-01"


def test_a_finding_given_after_its_feedback_hears_no_word_before_it_was_given(ledger, monkeypatch):
    finding_id, reader, today = a_finding(ledger), ledger.writing(), ledger.today()
    for given, day in (("2026-05-25", "2026-05-25"), (None, "2026-05-20")):
        monkeypatch.setattr(facts, "given_on", lambda *_asked, given=given: given)
        assert day_of_word(reader, finding_id, "2026-05-20", today) == day
