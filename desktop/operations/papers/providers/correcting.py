"""What the decisions on an issued paper say to the letter that corrects it: one letter for each paper with figures to be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from db.queries import letters as letter_queries
from db.queries.books import Record
from db.records import LetterRow
from desktop.documents.recipes.correction_letter import FIRST_ORGAN, LEADING_GROUP
from desktop.errors import KnownError
from desktop.ledgers.paper_decisions import CORRECTED, PAPER_DECISIONS, TO_CORRECT
from desktop.operations.papers import catalogue, dates, of_records
from desktop.operations.papers.decided import LEFT_OUT
from desktop.operations.papers.of_records import told
from desktop.operations.papers.sheet import Occasion


def of_round(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """Each issued paper of the round with figures to be corrected, by the correction that carries them out; told once more also what went out.

    A paper that is void by now is corrected by no other.
    """
    groups: dict[tuple[int, int | None], list[Record]] = {}
    for one in occasion.everywhere(PAPER_DECISIONS.name):
        if one.stored["letter"] is None or one.stored["round"] not in (None, occasion.round.id):
            continue
        if _is_due(occasion, one):  # those of a void correction go along with what was decided since: one letter stands
            groups.setdefault((one.stored["letter"], None), []).append(one)
        elif occasion.request.again and one.state == CORRECTED:
            groups.setdefault((one.stored["letter"], one.stored["correction"]), []).append(one)
    for (letter_id, _correction), records in groups.items():
        letter = letter_queries.letter(occasion.reader, letter_id)
        if letter is not None and (letter.state == "issued" or occasion.request.again):
            yield _of_letter(occasion, letter, records)


def _is_due(occasion: Occasion, one: Record) -> bool:
    """To be corrected, and no correction is in force."""
    sent = one.stored["correction"]
    letter = letter_queries.letter(occasion.reader, sent) if sent else None
    return one.state == TO_CORRECT or (one.state == CORRECTED and letter is not None and letter.state == "void")


def _of_letter(occasion: Occasion, letter: LetterRow, records: Sequence[Record]) -> of_records.DueRecord:
    """To whom the former paper went; what it was about goes along, so that no other unit can be named."""
    about = {finding for one in records for finding in one.stored["findings"] or ()}
    if letter.unit_id is None:
        about |= set(letter_queries.findings_of_letter(occasion.reader, letter.id))
    return of_records.DueRecord(letter.unit_id, frozenset(about), _words(occasion, letter, records), letter.addressee)


def _words(occasion: Occasion, letter: LetterRow, records: Sequence[Record]) -> dict[str, Any]:
    rows = list(dict.fromkeys(number for one in records for number in one.fields["findings"] or ()))
    return {
        "原函文号": letter.number or None, "原函日期": dates.day(letter.issued_on), "原件标题": letter.title,
        "更正号": "、".join(one.number for one in records),
        "更正原因": "；".join(dict.fromkeys(str(one.fields["reason"]).strip("。；") for one in records)),
        "更正数": occasion.shot.moment.figure("更正数", len(records), rows),
        "更正事项": [_row(one) for one in records], FIRST_ORGAN: _organ(occasion, letter),
    }  # fmt: skip


def _row(one: Record) -> dict[str, Any]:
    now = one.fields["recomputed"]
    return {"名": one.fields["figure"], "原文": one.fields["quoted"] or None, "原数": one.fields["printed"], "改数": None if now == LEFT_OUT else now}  # fmt: skip


def _organ(occasion: Occasion, letter: LetterRow) -> str:
    """The leading group where it signed the former paper; every other one is corrected by the office."""
    try:
        signed = catalogue.recipe(occasion.reader, letter.kind).issuers[0].organ
    except KnownError:  # a paper of another desk, of a kind that the program does not make
        return ""
    return signed if signed == LEADING_GROUP else ""


of_records.SOURCES[PAPER_DECISIONS.name] = of_round
WORDS = told("原件标题", "更正号", "更正原因", "更正数", "更正事项")
