"""Small facts that operations ask before they write: numbers, dates, what the close-out gate looks at."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader

_STANDING = "not exists (select 1 from retraction where retraction.event_id = finding_event.id)"


@dataclass(frozen=True, slots=True)
class CloseOutCase:
    """What the close-out gate looks at."""

    measures: int
    measures_done: int
    evidence: int
    opening: int
    feedback_on: str | None
    claimed_by: str
    verdict: str
    presence: str


def round_code(reader: Reader, round_id: int) -> str:
    """The code of a round, such as 15-06."""
    return str(reader.value("select code from round where id = ?", (round_id,)))


def number(reader: Reader, finding_id: int) -> str:
    """The permanent number of a finding."""
    return str(reader.value("select number from finding where id = ?", (finding_id,)))


def finding_id(reader: Reader, number: str) -> int | None:
    """The finding with a permanent number."""
    return reader.value("select id from finding where number = ?", (number,))


def number_taken(reader: Reader, number: str) -> bool:
    """Whether a permanent number was ever given."""
    return reader.value("select 1 from finding where number = ?", (number,)) is not None


def feedback_on(reader: Reader, round_id: int, unit_id: int) -> str | None:
    """The feedback date of a unit in a round: its own, else the round's."""
    return reader.value(
        """
        select coalesce((select feedback_on from round_unit where round_id = round.id and unit_id = ? and removed_in is null), feedback_on)
          from round where id = ?
        """,
        (unit_id, round_id),
    )


def parent_of(reader: Reader, finding_id: int) -> int | None:
    """The coarser problem of a finding."""
    return reader.value("select parent_id from finding where id = ?", (finding_id,))


def problem_id(reader: Reader, round_id: int, unit_id: int, text: str) -> int | None:
    """The living problem of a unit with this text."""
    return reader.value(
        "select id from problem where round_id = ? and unit_id = ? and text = ? and removed_in is null",
        (round_id, unit_id, text),
    )


def co_units(reader: Reader, finding_id: int) -> tuple[tuple[int, int], ...]:
    """Row id and unit id of each co-unit."""
    return tuple(
        (row[0], row[1])
        for row in reader.tuples(
            "select id, unit_id from co_unit where finding_id = ? and removed_in is null", (finding_id,)
        )
    )


def own_values(reader: Reader, finding_id: int) -> str:
    """What a finding holds in the office's own fields, as JSON by name."""
    return str(reader.value("select own from finding where id = ?", (finding_id,)) or "{}")


def measure_ids(reader: Reader, finding_id: int) -> tuple[int, ...]:
    """The living measures of a finding, in order."""
    return reader.column(
        "select id from measure where finding_id = ? and removed_in is null order by seq, id", (finding_id,)
    )


def due_on(reader: Reader, finding_id: int, on: str) -> str | None:
    """The due date in force on a date: the last extension, else the first date."""
    return reader.value(
        f"""
        select coalesce((select due_on from finding_event where finding_id = finding.id and due_on is not null and effective_on <= ? and {_STANDING}
                          order by effective_on desc, id desc limit 1), first_due_on)
          from finding where id = ?
        """,
        (on, finding_id),
    )


def close_out_case(reader: Reader, finding_id: int, on: str, today: str) -> CloseOutCase:
    """What the gate looks at for a finding, as it stands today.

    The claim's author is the person named in the event where one is (played data), else the clerk who entered it.
    """
    found = reader.row(
        CloseOutCase,
        f"""
        select (select count(*) from measure where finding_id = finding.id and removed_in is null),
               (select count(*) from measure where finding_id = finding.id and removed_in is null
                   and (select coalesce(verdict_state, claim_state) from finding_event
                         where measure_id = measure.id and effective_on <= :today and (verdict_state is not null or claim_state is not null)
                           and {_STANDING}
                         order by effective_on desc, id desc limit 1) in ('done', 'transferred')),
               (select count(*) from evidence where finding_id = finding.id and removed_in is null),
               opening,
               coalesce((select feedback_on from round_unit where round_id = finding.round_id and unit_id = finding.unit_id and removed_in is null),
                        (select feedback_on from round where id = finding.round_id)),
               coalesce((select case when claim_state = 'done' then
                                     case when actor <> '' then actor else (select user_name from action where id = finding_event.action_id) end
                                else '' end
                           from finding_event where finding_id = finding.id and measure_id is null and claim_state is not null
                            and effective_on <= :today and {_STANDING}
                          order by effective_on desc, id desc limit 1), ''),
               coalesce((select verdict_state from finding_event where finding_id = finding.id and measure_id is null and verdict_state is not null
                            and effective_on <= :today and {_STANDING}
                          order by effective_on desc, id desc limit 1), ''),
               coalesce((select presence from finding_event where finding_id = finding.id and presence is not null
                            and effective_on <= :today and {_STANDING}
                          order by effective_on desc, id desc limit 1), '')
          from finding where id = :finding_id
        """,
        {"finding_id": finding_id, "on": on, "today": today},
    )
    assert found is not None
    return found


def measure_event_ids(reader: Reader, measure_id: int) -> tuple[int, ...]:
    """The standing events of a measure."""
    return reader.column(
        f"select id from finding_event where measure_id = ? and {_STANDING} order by id", (measure_id,)
    )


def pool_file_id(reader: Reader, sha256: str) -> int | None:
    """The row of a pooled file."""
    return reader.value("select id from pool_file where sha256 = ?", (sha256,))


def evidence_files(reader: Reader, finding_id: int) -> tuple[tuple[str, str], ...]:
    """Title and hash of each piece of evidence that is kept as a file."""
    rows = reader.tuples(
        "select title, sha256 from evidence where finding_id = ? and removed_in is null and sha256 <> '' order by id",
        (finding_id,),
    )
    return tuple((row[0], row[1]) for row in rows)


def is_in_use(reader: Reader) -> bool:
    """Whether a ledger has findings or units."""
    return bool(reader.value("select exists (select 1 from finding) or exists (select 1 from unit)"))
