"""P-9: a reply that comes before its letter is registered is kept under the letter's number and tied when the letter comes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.queries import papers as queries
from desktop.errors import KnownError
from desktop.operations.deeds.hand import Hand
from desktop.operations.deeds.letter_deeds import reply
from desktop.operations.papers import early_replies, issuing, making, numbers, registering
from desktop.operations.papers.happenings import Happening
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked

SENT = registering.SentPaper("supervision_letter", "函", "青督〔2026〕7号", "2026-08-01", "青岩县住房和城乡建设局党组")


@pytest.mark.parametrize("dress", ["青督〔2026〕7号", "青督[2026]007号", "青督（２０２６）７号"])
def test_a_reply_waits_for_its_letter_and_is_tied_to_it_p9(office, tmp_path, dress):
    ledger = office[0]
    scan = tmp_path / "回复.pdf"
    scan.write_bytes(b"%PDF-1.4 reply")
    early_replies.enter(
        ledger, EVERYONE, dress, Happening("2026-08-09", person="赵一", number="住建〔2026〕3号", scan=scan)
    )

    letter_id, _changes = registering.register(ledger, EVERYONE, SENT)

    [event] = queries.events_of_letter(ledger.reader, letter_id)
    assert (event.kind, event.happened_on, event.person, event.number) == (
        "reply",
        "2026-08-09",
        "赵一",
        "住建〔2026〕3号",
    )
    assert ledger.pool.read(event.sha256) == b"%PDF-1.4 reply"
    assert queries.early_replies(ledger.reader) == ()


def test_it_is_tied_to_a_paper_that_is_issued_under_the_number_too_p9(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    early_replies.enter(ledger, EVERYONE, "青巡督〔2026〕1号", Happening("2026-10-09"))

    [made] = issuing.issue(
        ledger, EVERYONE, workshop, making.gather(ledger.writing(), asked(round_id, housing)), tmp_path
    )

    assert [event.kind for event in queries.events_of_letter(ledger.reader, made.letter_id)] == ["reply"]


def test_a_reply_older_than_the_letter_waits_on_p9(office):
    ledger = office[0]
    early_replies.enter(ledger, EVERYONE, SENT.number, Happening("2026-07-31"))
    early_replies.enter(ledger, EVERYONE, SENT.number, Happening("2026-08-09"))

    letter_id, _changes = registering.register(ledger, EVERYONE, SENT)

    assert [one.happened_on for one in queries.early_replies(ledger.reader)] == ["2026-07-31"]
    assert len(queries.events_of_letter(ledger.reader, letter_id)) == 1


@pytest.mark.parametrize(("adopted", "tied"), [(None, True), (2, True), (3, False)])
def test_a_reply_that_adopts_more_than_was_advised_waits_on_p9(office, adopted, tied):
    """P-9: what the register refuses of a reply it refuses of one that waited, by the same rule."""
    ledger = office[0]
    early_replies.enter(ledger, EVERYONE, SENT.number, Happening("2026-08-09", adopted=adopted))

    letter_id, _changes = registering.register(ledger, EVERYONE, replace(SENT, words={"建议": ["甲", "乙"]}))

    assert len(queries.events_of_letter(ledger.reader, letter_id)) == tied
    assert len(queries.early_replies(ledger.reader)) == 1 - tied
    if not tied:
        with pytest.raises(KnownError, match="多于建议的 2 条"):
            registering.log_event(ledger, EVERYONE, letter_id, "reply", Happening("2026-08-09", adopted=adopted))


def test_what_is_no_number_or_stands_in_the_register_is_refused_p9(office):
    ledger = office[0]
    registering.register(ledger, EVERYONE, SENT)

    with pytest.raises(KnownError, match="请在那一件上登记回复") as refused:
        early_replies.enter(ledger, EVERYONE, SENT.number, Happening("2026-08-09"))
    assert refused.value.kind == numbers.TAKEN
    with pytest.raises(KnownError, match="不是文号"):
        early_replies.enter(ledger, EVERYONE, "那份函", Happening("2026-08-09"))
    with pytest.raises(KnownError) as refused:
        early_replies.enter(ledger, EVERYONE, "青督〔2026〕8号", Happening("2030-01-01"))
    assert refused.value.kind == "paper_dates"


def test_the_deed_keeps_a_reply_to_a_letter_that_is_not_there_yet_p9(office, tmp_path):
    ledger = office[0]

    done = reply(Hand(ledger, EVERYONE, tmp_path, {"number": "青督〔2026〕9号", "on": "2026-08-09"}))

    assert done.number == "青督〔2026〕9号"
    assert [one.letter_number for one in queries.early_replies(ledger.reader)] == ["青督〔2026〕9号"]
