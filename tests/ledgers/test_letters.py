"""The register of papers, said once: what was issued is not typed over, one date asks for work."""

from desktop.ledgers.letters import LETTER_BOOK, LETTER_LINKS
from tests.ledgers.declared import flags


def test_of_a_paper_only_the_note_is_plain_and_the_reply_asks_for_work():
    assert {field.name for field in LETTER_BOOK.fields if field.plain} == {"note"} and [
        field.name for field in LETTER_BOOK.deadlines
    ] == ["reply_by"]
    shown = [field.name for field in LETTER_BOOK.fields if not field.hidden]
    assert shown == ["number", "kind", "addressee", "issued_on", "received_on", "reply_by", "replied_on", "state"]
    assert all(rule.refuses for rule in LETTER_BOOK.rules) and not any(field.plain for field in LETTER_LINKS)


def test_what_the_fields_and_steps_of_letter_are_beside_their_words():
    assert flags(LETTER_BOOK) == {
        "deadline": "reply_by",
        "hidden": "title copies_to seq classification as_of basis_text file_name note",
    }  # fmt: skip
