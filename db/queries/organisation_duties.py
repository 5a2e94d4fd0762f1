"""What the supervision list of the organisation department asks of findings: which are marked, which have a number."""

from __future__ import annotations

from db.reader import Reader


def unnumbered(reader: Reader, finding_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Those of some findings that have no number in the list, in the order given."""
    taken = set(reader.column("select finding_id from organisation_duty where removed_in is null"))
    return tuple(one for one in finding_ids if one not in taken)


def duty_faults(reader: Reader, finding: int, as_of: str, own: object = None) -> tuple[str, ...]:
    """not_marked: no finding of 涉组涉干 in the list on a day; numbered_twice: another record has it."""
    marked = reader.value("select on_organisation from finding where id = ? and removed_in is null", (finding,))
    there = reader.value(
        """select presence from finding_event
            where finding_id = ? and presence is not null and effective_on <= ?
              and not exists (select 1 from retraction where retraction.event_id = finding_event.id)
            order by effective_on desc, coalesce(place, id) desc, id desc limit 1""",
        (finding, as_of),
    )
    twice = reader.value(
        "select 1 from organisation_duty where finding_id = :finding and removed_in is null and id is not :own",
        {"finding": finding, "own": own},
    )
    found = {"not_marked": not marked or there == "out", "numbered_twice": bool(twice)}
    return tuple(kind for kind, holds in found.items() if holds)
