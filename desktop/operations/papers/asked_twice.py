"""A whole batch asked for a second time: who already got the same paper of the same day, about the same findings, gets no second one."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries.letters import findings_of_letter, letters
from db.reader import Reader
from desktop.errors import KnownError
from desktop.operations.papers.gathered import Gathered


def fresh(reader: Reader, sound: Sequence[Gathered]) -> list[Gathered]:
    """Those that have not gone out yet, by kind, addressee, round, day, date of the facts and findings.

    KnownError where nothing is left, with the numbers that were given. A paper made void may go out again.
    """
    numbers = [_sent(reader, one) for one in sound]
    rest = [one for one, number in zip(sound, numbers, strict=True) if not number]
    if sound and not rest:
        raise KnownError(
            f"没有签发：这 {len(sound)} 份今天已经签发过（{numbers[0]}{'起' if len(numbers) > 1 else ''}）。"
            "要再发一份，请写明单位。",
            "sent_already",
        )
    return rest


def _sent(reader: Reader, one: Gathered) -> str:
    """The number under which the same paper went out; '' where it did not."""
    for letter in letters(reader, kind=one.kind, round_id=one.round_id):
        said = (letter.unit_id, letter.addressee, letter.issued_on, letter.as_of)
        same = said == (one.unit_id, one.addressee, one.issued_on.isoformat(), one.as_of.isoformat())
        if same and letter.state != "void" and set(findings_of_letter(reader, letter.id)) == set(one.findings):
            return letter.number
    return ""
