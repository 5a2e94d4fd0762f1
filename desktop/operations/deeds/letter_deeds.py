"""The deeds on letters: issue, register afterwards, and what happens to one after it went out."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import letters as letter_queries
from db.queries import units as unit_queries
from desktop.errors import KnownError
from desktop.operations.deeds.hand import Deed, Done, Hand
from desktop.operations.papers import numbers
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.happenings import Happening
from desktop.rules.document_numbers import read_number
from desktop.rules.permissions import Right

_ISSUE = ("kind", "round", "unit", "units", "as_of", "known_at", "basis", "date", "fields", "out", "all")


def issue(hand: Hand) -> Done:
    """Issue a paper of a kind to one unit, several, or all that have cause; `fields` are the words that the clerk types."""
    # Word is loaded where a paper is made, not at every command
    from desktop.host.fonts import installed_families
    from desktop.operations.papers import issuing, making, prepared_mentions
    from desktop.operations.papers.workshop import Workshop

    given = hand.args.get("fields") or {}
    if not isinstance(given, dict):
        raise KnownError("fields 应是“字段: 值”的一个对象。", "not_plain")
    names = [*hand.several("unit"), *hand.several("units")]
    today = hand.ledger.today()
    issued_on = hand.day("date") or hand.day("on") or today
    request = Request(
        kind=hand.text("kind"),
        issued_on=date.fromisoformat(issued_on),
        as_of=date.fromisoformat(hand.day("as_of") or issued_on),
        round_id=hand.round() if hand.text("round") else None,
        unit_ids=tuple(Hand(hand.ledger, hand.actor, hand.folder, {"unit": one}).unit() for one in names),
        everyone=bool(hand.args.get("all")),
        given=given,
        basis_name=hand.text("basis"),
        known_at=date.fromisoformat(hand.day("known_at") or today) if hand.text("known_at") else None,
        actor=hand.actor,
    )
    sound, blocked = issuing.sort_out(making.gather(hand.reader, request))
    if not sound:
        lacking = "；".join(f"{one.addressee}缺{'、'.join(one.missing)}" for one in blocked)
        raise KnownError(f"没有签发：{lacking}。请补齐后再签发。", "blocked")
    workshop = Workshop(hand.ledger, installed_families())
    sound, told = prepared_mentions.followed(workshop, hand.reader, request, sound)
    prepared_mentions.refuse_unsure(told)
    return _issued(hand, workshop, sound)


def _issued(hand: Hand, workshop: Any, sound: list[Any]) -> Done:
    from desktop.operations.papers import issuing

    if hand.text("out"):
        made = issuing.issue(
            hand.ledger, hand.actor, workshop, sound, hand.folder / hand.text("out"), number=hand.text("number")
        )
    else:
        with tempfile.TemporaryDirectory() as aside:  # the frozen file stays in the ledger's pool
            made = issuing.issue(hand.ledger, hand.actor, workshop, sound, Path(aside), number=hand.text("number"))
    given = tuple(one.number for one in made)
    return Done(given[0], "issued", given)


def register(hand: Hand) -> Done:
    """补登: a paper that went out without the program."""
    from desktop.operations.papers import registering
    from desktop.operations.papers.registering import SentPaper

    unit = hand.unit() if hand.text("unit") else None
    addressee = hand.text("addressee") or (unit_queries.name_on(hand.reader, unit, hand.on()) if unit else "")
    if not addressee:
        raise KnownError("补登要写明主送单位。", "empty")
    paper = SentPaper(
        hand.text("kind"), hand.text("title"), hand.text("number"), hand.day("issued_on") or hand.on(), addressee, unit,
        hand.round() if hand.text("round") else None, [hand.finding(one) for one in hand.several("findings")],
        hand.day("reply_by"), file=hand.path("file") if hand.text("file") else None,
    )  # fmt: skip
    registering.register(hand.ledger, hand.actor, paper)
    return Done(paper.number, "issued")


def _happening(hand: Hand) -> Happening:
    scan = hand.path("file") if hand.text("file") else None
    note = hand.text("note") or hand.text("reason")
    return Happening(hand.on(), hand.text("person"), hand.text("reply_number"), hand.whole("adopted"), note, scan)


def _log(hand: Hand, kind: str) -> Done:
    from desktop.operations.papers import registering

    letter_id = _letter(hand)
    registering.log_event(hand.ledger, hand.actor, letter_id, kind, _happening(hand))
    return _done(hand, letter_id)


def sent(hand: Hand) -> Done:
    """送出"""
    return _log(hand, "sent")


def receipt(hand: Hand) -> Done:
    """签收"""
    return _log(hand, "receipt")


def reply(hand: Hand) -> Done:
    """回复; one that comes before its letter is registered waits for it under the letter's number."""
    from desktop.operations.papers import early_replies

    number = hand.text("number")
    if numbers.paper_named(hand.reader, number) is not None or read_number(number) is None:
        return _log(hand, "reply")
    early_replies.enter(hand.ledger, hand.actor, number, _happening(hand))
    return Done(number)


def void(hand: Hand) -> Done:
    """作废"""
    from desktop.operations.papers import registering

    letter_id = _letter(hand)
    registering.void(hand.ledger, hand.actor, letter_id, hand.on(), hand.text("reason"))
    return _done(hand, letter_id)


def _letter(hand: Hand) -> int:
    number = hand.text("number")
    found = numbers.paper_named(hand.reader, number)
    if found is None:
        raise KnownError(f"发文登记里没有文号“{number}”。请核对。", "unknown_record")
    return found


def _done(hand: Hand, letter_id: int) -> Done:
    row = letter_queries.letter(hand.reader, letter_id)
    return Done(hand.text("number"), "" if row is None else row.state)


_LOGGED = ("person", "reply_number", "adopted", "note", "file")
DEEDS: dict[str, Deed] = {
    "issue": Deed(issue, "签发", _ISSUE, ("kind",), Right.REVIEW, to="issued"),
    "register": Deed(
        register, "补登", ("kind", "title", "issued_on", "addressee", "unit", "round", "findings", "reply_by", "file"),
        ("kind", "title"), Right.REVIEW, to="issued",
    ),
    "sent": Deed(sent, "登记送出", _LOGGED),
    "receipt": Deed(receipt, "登记签收", _LOGGED),
    "reply": Deed(reply, "登记回复", _LOGGED),
    "void": Deed(void, "作废", (), (), Right.REVIEW, True, ("issued",), "void"),
}  # fmt: skip
