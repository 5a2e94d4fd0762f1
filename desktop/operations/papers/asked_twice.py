"""A paper asked for a second time on one day: a whole batch leaves it out, the window asks before it goes out again.

The same paper is one of the same kind, addressee, round, day and date of the facts, about the same findings and the same record. A paper made
void may go out again, and so may one that a clerk prepared: it waits until it is issued, and then it waits no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.letters import findings_of_letter, letters
from db.reader import Reader
from db.records import LetterRow
from desktop.errors import KnownError
from desktop.operations.papers.gathered import Gathered

_NAMED = 6


@dataclass(frozen=True)
class LeftOut:
    """A paper that a batch leaves out: its addressee, and under which number (or title) the same one went out today."""

    addressee: str
    number: str

    def __str__(self) -> str:
        return f"{self.addressee}（{self.number}）"


def fresh(reader: Reader, sound: Sequence[Gathered]) -> tuple[list[Gathered], list[LeftOut]]:
    """Those that have not gone out yet, and those that are left out. KnownError where nothing is left; it names them."""
    rest: list[Gathered] = []
    omitted: list[LeftOut] = []
    for one in sound:
        sent = [] if one.prepared_id is not None else [it for it in sent_today(reader, one) if _same(reader, it, one)]
        if sent:
            omitted.append(LeftOut(one.addressee, sent[0].number or sent[0].title))
        else:
            rest.append(one)
    if omitted and not rest:
        raise KnownError(f"没有签发：{named(omitted)}。要再发一份，请写明单位。", "sent_already")
    return rest, omitted


def named(omitted: Sequence[LeftOut]) -> str:
    """Those left out, as a sentence without its end."""
    more = f"等 {len(omitted)} 份" if len(omitted) > _NAMED else ""
    return f"{'、'.join(map(str, omitted[:_NAMED]))}{more}今天已经签发过"


def told(reader: Reader, one: Gathered) -> str:
    """What a clerk must confirm before a second paper of the day goes out to the same addressee; '' where there is none."""
    sent = sent_today(reader, one)
    same = [letter for letter in sent if _same(reader, letter, one)]
    for letter in same or sent:
        return f"今天已发{'同样的' if same else ''} {letter.number or letter.title}"
    return ""


def sent_today(reader: Reader, one: Gathered) -> list[LetterRow]:
    """The papers of the same kind and round that went out to the same addressee on the day of this one."""
    said = (one.unit_id, one.addressee, one.issued_on.isoformat())
    return [
        letter
        for letter in letters(reader, kind=one.kind, unit_id=one.unit_id, round_id=one.round_id)
        if (letter.unit_id, letter.addressee, letter.issued_on) == said and letter.state != "void"
    ]


def _same(reader: Reader, letter: LetterRow, one: Gathered) -> bool:
    """The facts of the same date, about the same findings and the same record."""
    if letter.as_of != one.as_of.isoformat() or not letter.title.endswith(one.entitled("")):
        return False
    return set(findings_of_letter(reader, letter.id)) == set(one.findings)
