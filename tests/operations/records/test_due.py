"""What is due in the books: a promise that passed asks for work while a finding of it is open, a follow-up until it is entered."""

from db.queries import findings as finding_queries
from db.records import FindingCriteria
from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.operations.records.due import due, told_as_waiting, waiting_for_review
from tests.builders import EVERYONE, a_finding, claimed
from tests.operations.records.test_verbs import sample


def told(ledger, as_of="2026-06-05"):
    return [(one.register, one.on, one.days) for one in due(ledger.reader, as_of)]


def test_a_follow_up_is_due_until_it_is_entered(ledger, office):
    register = books.book(ledger.reader, "talk")
    made, _ = verbs.add(ledger, EVERYONE, register, sample(register, office) | {"follow_up_due": "2026-05-27"})
    assert told(ledger) == [("talk", "2026-05-20", -16), ("talk", "2026-05-27", -9)]
    verbs.take(ledger, EVERYONE, register, made.id, register.step("hold"))
    verbs.take(ledger, EVERYONE, register, made.id, register.step("follow"), on="2026-06-04")
    assert told(ledger) == [] and told(ledger, "2026-06-03") == [("talk", "2026-05-27", -7)]


def test_a_promise_is_due_while_its_finding_waits_for_the_unit(ledger, office):
    register = books.book(ledger.reader, "chase")
    verbs.add(ledger, EVERYONE, register, sample(register, office) | {"promised_on": "2026-06-01"})
    assert told(ledger) == [("chase", "2026-06-01", -4)]
    claimed(ledger, office["finding"])
    assert told(ledger) == []


def test_a_talk_whose_day_is_set_is_due_until_it_is_held(ledger, office):
    register = books.book(ledger.reader, "talk")
    values = sample(register, office) | {"held_on": "2026-06-08", "follow_up_due": None}
    made, _ = verbs.add(ledger, EVERYONE, register, values)
    assert [(one.title, one.days) for one in due(ledger.reader, "2026-06-05")] == [("登记谈话", 3)]
    verbs.take(ledger, EVERYONE, register, made.id, register.step("hold"), {"held_on": "2026-06-04"})
    assert told(ledger) == []


def test_an_extension_waits_for_review_until_it_is_decided(ledger, office):
    register = books.book(ledger.reader, "extension")
    values = sample(register, office) | {"due_on": "2026-08-30", "approver": "县委"}
    made, _ = verbs.add(ledger, EVERYONE, register, values)
    assert [record.id for record in waiting_for_review(ledger.reader, "2026-06-05")["extension"]] == [made.id]
    assert told(ledger) == []
    verbs.take(ledger, EVERYONE, register, made.id, register.step("refuse"), reason="理由不足")
    assert waiting_for_review(ledger.reader, "2026-06-05") == {}


def test_findings_that_the_caller_has_read_are_not_read_again(ledger, office, monkeypatch):
    """The page has them; a record that names others besides is told by these too, and the answer is the same."""
    register = books.book(ledger.reader, "chase")
    other = a_finding(ledger, office["round"], office["unit"])
    for findings in ((office["finding"],), (office["finding"], other)):
        verbs.add(
            ledger, EVERYONE, register, sample(register, office) | {"promised_on": "2026-06-01", "findings": findings}
        )
    claimed(ledger, office["finding"])
    alone = told(ledger)
    rows = {row.id: row for row in finding_queries.list_findings(ledger.reader, FindingCriteria(), "2026-06-05")}
    asked = []
    read = finding_queries.list_findings

    def counted(reader, criteria, *moment):
        asked.append(criteria.ids)
        return read(reader, criteria, *moment)

    monkeypatch.setattr(finding_queries, "list_findings", counted)
    assert [(one.register, one.on, one.days) for one in due(ledger.reader, "2026-06-05", read=rows)] == alone
    assert len(alone) == 1 and asked == []
    due(ledger.reader, "2026-06-05", read={office["finding"]: rows[office["finding"]]})
    assert asked == [(other,)]


def test_what_is_entered_as_done_waits_for_no_review(ledger):
    """作说明保留, 确认无误: a reviewer may decide otherwise, but nobody is asked to."""
    done = {"paper_decision": "kept", "recheck_answer": "confirmed"}
    assert not any(told_as_waiting(books.as_declared(book), state) for book, state in done.items())
    assert told_as_waiting(books.as_declared("check"), "waiting_review")
