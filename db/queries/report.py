"""What the report asks of other registers: recommendation letters with their replies, the round before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.queries.standing import moment, stands
from db.reader import Reader
from db.records import Place

RECOMMENDATION = "recommendation_letter"
"""The kind of paper whose replies and adopted items are counted."""


@dataclass(frozen=True, slots=True)
class SentRecommendation:
    """A recommendation letter of a round: items it makes, whether it was answered, how many items were adopted."""

    addressee: str
    items: int
    replied: int
    adopted: int


@dataclass(frozen=True, slots=True)
class RoundBefore:
    """The round whose feedback came last before another's."""

    id: int
    name: str
    ends_on: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a finding is not done, by its extension or by the refusal of its close-out."""

    finding_id: int
    refused: int
    reason: str


@dataclass(frozen=True, slots=True)
class FormerPaper:
    """A paper that went out before, and the date that its figures tell of."""

    issued_on: str
    as_of: str | None


def recommendation_letters(reader: Reader, round_id: int, as_of: str) -> tuple[SentRecommendation, ...]:
    """The letters sent by a date, with what was answered by then."""
    return reader.rows(
        SentRecommendation,
        """
        select coalesce(nullif(unit.short, ''), letter.addressee),
               coalesce(json_array_length(letter.words, '$.建议'), 0),
               exists (select 1 from letter_event as e where e.letter_id = letter.id and e.kind = 'reply' and e.removed_in is null
                          and e.happened_on <= ?2),
               coalesce((select sum(e.adopted) from letter_event as e where e.letter_id = letter.id and e.kind = 'reply'
                            and e.removed_in is null and e.happened_on <= ?2), 0)
          from letter left join unit on unit.id = letter.unit_id
         where letter.kind = ?3 and letter.round_id = ?1 and letter.state = 'issued'
           and letter.removed_in is null and letter.issued_on <= ?2
         order by letter.issued_on, letter.id
        """,
        (round_id, as_of, RECOMMENDATION),
    )


def round_before(reader: Reader, round_id: int) -> RoundBefore | None:
    """The round fed back last before this one."""
    return reader.row(
        RoundBefore,
        """
        select id, name, ends_on from round
         where removed_in is null and feedback_on < (select feedback_on from round where id = ?)
         order by feedback_on desc, id desc limit 1
        """,
        (round_id,),
    )


def numbers_of(reader: Reader, finding_ids: Iterable[int]) -> tuple[str, ...]:
    """The permanent numbers of findings."""
    ids = json.dumps(list(dict.fromkeys(finding_ids)))
    return reader.column(
        "select number from finding where id in (select value from json_each(?)) order by number", (ids,)
    )


def reasons_on(reader: Reader, finding_ids: Iterable[int], as_of: str, known_at: str | None) -> tuple[Reason, ...]:
    """The reasons of extensions and refusals that stand on a date, as known on another, finding by finding in the order of their effect."""
    return reader.rows(
        Reason,
        f"""
        select e.finding_id, e.refused, e.reason
          from json_each(:ids) as wanted cross join finding_event as e on e.finding_id = wanted.value
         where e.measure_id is null and e.reason <> '' and (e.kind = 'extend' or e.refused) and {stands()}
         order by wanted.key, e.effective_on, e.id
        """,
        {**moment(as_of, known_at), "ids": json.dumps(list(finding_ids))},
    )


def last_of_kind(reader: Reader, kind: str, round_id: int, before: Place) -> FormerPaper | None:
    """The last paper of a kind on a round that stands before a place in the register, void ones left out."""
    found = reader.rows(
        FormerPaper,
        """
        select issued_on, as_of from letter
         where kind = ? and round_id = ? and (issued_on, id) < (?, ?) and state = 'issued' and removed_in is null
         order by issued_on desc, id desc limit 1
        """,
        (kind, round_id, *before),
    )
    return found[0] if found else None
