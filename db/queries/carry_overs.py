"""What was carried over: by the book, and by the events of ledgers that had no book of it."""

from __future__ import annotations

from collections.abc import Iterator

from db.queries.standing import last_event, moment, stands
from db.reader import Reader


def carried(reader: Reader, as_of: str, known_at: str | None = None) -> dict[int, frozenset[int]]:
    """The rounds into which each finding was carried by a day, as known; a former event names its round in words."""
    rows = reader.tuples(
        f"""
        select c.finding_id, c.to_round_id from carry_over as c
         where c.removed_in is null and c.on_ <= :as_of
           and exists (select 1 from record_event as e where e.register = 'carry_over' and e.record_id = c.id
                         and e.known_on <= :known_at
                         and not exists (select 1 from record_retraction as r where r.event_id = e.id))
        union
        select e.finding_id, round.id from finding_event as e, json_each(e.related) as named
          join round on named.value in (round.name, round.code) and round.removed_in is null
         where e.kind = 'carry_over' and {stands()}""",
        moment(as_of, known_at),
    )
    found: dict[int, set[int]] = {}
    for finding, round_id in rows:
        found.setdefault(finding, set()).add(round_id)
    return {finding: frozenset(rounds) for finding, rounds in found.items()}


def carry_faults(reader: Reader, finding: int, to_round: int, day: str, but: object = None) -> Iterator[str]:
    """What speaks against carrying a finding into a round on a day: `closed`, `same_round`, `twice`."""
    verdict = reader.text(
        f"select verdict_state from finding_event where id = {last_event('verdict', ':finding')}",
        {"finding": finding, **moment(day, None)},
    )
    if verdict in ("done", "transferred"):
        yield "closed"
    later = reader.value(
        """
        select coalesce(later.feedback_on, '9999') > coalesce(own.feedback_on, '') and later.id <> own.id
          from finding join round as own on own.id = finding.round_id join round as later on later.id = :to_round
         where finding.id = :finding""",
        {"finding": finding, "to_round": to_round},
    )
    if not later:
        yield "same_round"
    if reader.value(
        """select 1 from carry_over where finding_id = :finding and to_round_id = :to_round and removed_in is null
              and id is not :but""",
        {"finding": finding, "to_round": to_round, "but": but},
    ):
        yield "twice"
