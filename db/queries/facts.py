"""Small facts that operations ask before they write: numbers, dates, what the close-out gate looks at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.queries.standing import author, immediate_days
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


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where a finding stands on a date as known today: the lanes, and the instants (date and place) of claim and verdict."""

    claim: str = "not_started"
    verdict: str = "not_started"
    presence: str = ""
    due_on: str | None = None
    review_on: str | None = None
    claim_at: tuple[str, int] = ("", 0)
    verdict_at: tuple[str, int] = ("", 0)
    claim_event: int = 0

    @property
    def waiting(self) -> bool:
        """Whether the unit reports done, newer than the office's last word, and the matter is not settled."""
        settled = self.verdict in ("done", "transferred")
        return self.claim == "done" and self.claim_at > self.verdict_at and not settled


def round_code(reader: Reader, round_id: int) -> str:
    """The code of a round, such as 15-06."""
    return str(reader.value("select code from round where id = ?", (round_id,)))


def number(reader: Reader, finding_id: int) -> str:
    """The permanent number of a finding."""
    return str(reader.value("select number from finding where id = ?", (finding_id,)))


def finding_id(reader: Reader, number: str) -> int | None:
    """The finding with a permanent number."""
    return reader.number("select id from finding where number = ?", (number,))


def numbers_of_findings(reader: Reader) -> tuple[tuple[int, str, int], ...]:
    """Every living finding: id, permanent number, round."""
    rows = reader.tuples("select id, number, round_id from finding where removed_in is null order by id")
    return tuple((row[0], row[1], row[2]) for row in rows)


def files_of_findings(reader: Reader) -> frozenset[tuple[int, str]]:
    """Finding and hash of every piece of evidence that is kept as a file."""
    rows = reader.tuples("select finding_id, sha256 from evidence where removed_in is null and sha256 <> ''")
    return frozenset((row[0], row[1]) for row in rows)


def is_removed(reader: Reader, finding_id: int) -> bool:
    """Whether a finding is in the recycle bin."""
    return reader.value("select removed_in from finding where id = ?", (finding_id,)) is not None


def number_taken(reader: Reader, number: str) -> bool:
    """Whether a permanent number was ever given."""
    return reader.value("select 1 from finding where number = ?", (number,)) is not None


def feedback_on(reader: Reader, round_id: int, unit_id: int) -> str | None:
    """The feedback date of a unit in a round: its own, else the round's."""
    return reader.text(
        """
        select coalesce((select feedback_on from round_unit where round_id = round.id and unit_id = ? and removed_in is null), feedback_on)
          from round where id = ?
        """,
        (unit_id, round_id),
    )


def is_round_given(reader: Reader, round_id: int, today: str) -> bool:
    """Whether a round, or a unit in it, has had its feedback."""
    return bool(
        reader.value(
            """
            select exists (select 1 from round where id = ?1 and feedback_on <= ?2)
                or exists (select 1 from round_unit where round_id = ?1 and removed_in is null and feedback_on <= ?2)
            """,
            (round_id, today),
        )
    )


def first_work_on(reader: Reader, round_id: int, unit_id: int | None) -> str | None:
    """The first day of a deed that stands on findings of a unit in a round, or of those that the round's own feedback binds."""
    return reader.text(
        f"""
        select min(effective_on) from finding_event join finding on finding.id = finding_event.finding_id
         where finding.round_id = :round and finding.removed_in is null and {_STANDING} and not finding_event.opening
           and finding_event.kind not in ('give', 'note', 'set')
           and (finding.unit_id = :unit or (:unit is null and not exists (
                    select 1 from round_unit as own where own.round_id = :round and own.unit_id = finding.unit_id
                       and own.removed_in is null and own.feedback_on is not null)))
        """,
        {"round": round_id, "unit": unit_id},
    )


def exists(reader: Reader, table: str, row_id: int) -> bool:
    """Whether there is a row."""
    return reader.value(f"select 1 from [{table}] where id = ?", (row_id,)) is not None


def parent_of(reader: Reader, finding_id: int) -> int | None:
    """The coarser problem of a finding."""
    return reader.number("select parent_id from finding where id = ?", (finding_id,))


def problem_id(reader: Reader, round_id: int, unit_id: int, text: str) -> int | None:
    """The living problem of a unit with this text."""
    return reader.number(
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


def lanes(reader: Reader, finding_id: int, on: str) -> Lanes:
    """Where a finding stands on a date, by its own events; its dates where none of them moved them."""
    written = reader.tuples("select first_due_on, review_on from finding where id = ?", (finding_id,))
    first_due_on, review_on = written[0] if written else (None, None)
    stands = Lanes(due_on=first_due_on, review_on=review_on)
    rows = reader.tuples(
        f"""
        select id, coalesce(place, id), effective_on, claim_state, verdict_state, presence, due_on, review_on from finding_event
         where finding_id = ? and measure_id is null and effective_on <= ? and {_STANDING}
         order by effective_on, coalesce(place, id)
        """,
        (finding_id, on),
    )
    for event, place, day, claim, verdict, presence, due, review in rows:
        stands = replace(
            stands,
            presence=presence or stands.presence,
            due_on=due or stands.due_on,
            review_on=review or stands.review_on,
        )
        if claim:
            stands = replace(stands, claim=claim, claim_at=(day, place), claim_event=event)
        if verdict:
            stands = replace(stands, verdict=verdict, verdict_at=(day, place))
    return stands


def due_moved_after(reader: Reader, finding_id: int, on: str, until: str) -> str | None:
    """The date in force since the due date was moved behind a day; None where it was not."""
    rows = reader.column(
        f"""
        select due_on from finding_event
         where finding_id = ? and measure_id is null and due_on is not null
           and effective_on > ? and effective_on <= ? and {_STANDING}
         order by effective_on desc, coalesce(place, id) desc limit 1
        """,
        (finding_id, on, until),
    )
    return rows[0] if rows else None


def feedback_of(reader: Reader, finding_id: int) -> str | None:
    """The feedback date of a finding's unit in its round, as known today."""
    rows = reader.tuples("select round_id, unit_id from finding where id = ?", (finding_id,))
    return feedback_on(reader, *rows[0]) if rows else None


def own_days(reader: Reader, finding_id: int) -> int:
    """The days that a finding has from its feedback where it is an immediate one, by the rules of its round."""
    sql = f"select {immediate_days('finding.round_id')} from finding where id = ?"
    return int(reader.value(sql, (finding_id,)))


def claimants(reader: Reader, event_id: int) -> frozenset[str]:
    """The users to whom a standing claim is due: who entered it first, and who redid it after another had undone it.

    Undoing and redoing by one person changes nothing of whose claim it is.
    """
    return frozenset(
        reader.column(
            f"""
            with family (id, action_id) as (
                select id, action_id from finding_event
                 where coalesce(copy_of, id) = (select coalesce(copy_of, id) from finding_event where id = ?1)
            )
            select {author("finding_event", "(select id from family order by id limit 1)", "user_name")}
              from action where id = (select action_id from family order by id limit 1)
            union
            select redo.user_name from finding_event
              join action as redo on redo.id = finding_event.action_id
              join action as undo on undo.id = redo.undoes
             where finding_event.id = ?1 and redo.user_name <> undo.user_name
            """,
            (event_id,),
        )
    )


def is_opening(reader: Reader, finding_id: int) -> bool:
    """Whether a finding came with the opening balances."""
    return bool(reader.value("select opening from finding where id = ?", (finding_id,)))


def is_opening_event(reader: Reader, event_id: int) -> bool:
    """Whether an event came with the opening balances."""
    return bool(reader.value("select opening from finding_event where id = ?", (event_id,)))


def _last_of_measure(lane: str) -> str:
    """SQL for where a measure stands in a lane."""
    return f"""(select {lane} from finding_event
                 where finding_id = measure.finding_id and measure_id = measure.id and effective_on <= :today and {lane} is not null and {_STANDING}
                 order by effective_on desc, coalesce(place, id) desc limit 1)"""


def close_out_case(reader: Reader, finding_id: int, today: str) -> CloseOutCase:
    """What the gate looks at for a finding beside its lanes, as it stands today."""
    found = reader.row(
        CloseOutCase,
        f"""
        select (select count(*) from measure where finding_id = finding.id and removed_in is null),
               (select count(*) from measure where finding_id = finding.id and removed_in is null
                   and ({_last_of_measure("claim_state")} in ('done', 'transferred')
                        or {_last_of_measure("verdict_state")} in ('done', 'transferred'))),
               (select count(*) from evidence where finding_id = finding.id and removed_in is null),
               opening,
               coalesce((select feedback_on from round_unit where round_id = finding.round_id and unit_id = finding.unit_id and removed_in is null),
                        (select feedback_on from round where id = finding.round_id))
          from finding where id = :finding_id
        """,
        {"finding_id": finding_id, "today": today},
    )
    assert found is not None
    return found


def attributes(reader: Reader, finding_id: int) -> dict[str, str]:
    """The attributes of a finding that events have set, with the values that stand last; one taken back whole says its first."""
    rows = reader.tuples(
        f"""
        select attribute, value, old, {_STANDING} from finding_event
         where finding_id = ? and attribute <> '' order by effective_on, coalesce(place, id), id
        """,
        (finding_id,),
    )
    firsts = reader.tuples(
        "select attribute, old from finding_event where finding_id = ? and attribute <> '' order by coalesce(place, id) desc, id desc",
        (finding_id,),
    )
    return dict(firsts) | {name: value for name, value, _old, stands in rows if stands}


def attribute_on(reader: Reader, finding_id: int, name: str, on: str) -> str:
    """An attribute of a finding on a date, as known today; text, '' where it is empty."""
    rows = reader.tuples(
        f"""
        select value from finding_event
         where finding_id = ? and attribute = ? and effective_on <= ? and {_STANDING}
         order by effective_on desc, coalesce(place, id) desc limit 1
        """,
        (finding_id, name, on),
    )
    if rows:
        return str(rows[0][0])
    first = reader.tuples(
        "select old from finding_event where finding_id = ? and attribute = ? order by id limit 1", (finding_id, name)
    )
    now = reader.value(f"select {name} from finding where id = ?", (finding_id,))
    return str(first[0][0]) if first else "" if now is None else str(now)


def finding_of_measure(reader: Reader, measure_id: int) -> int:
    """The finding of a measure."""
    return int(reader.value("select finding_id from measure where id = ?", (measure_id,)) or 0)


def round_of(reader: Reader, finding_id: int) -> int:
    """The round of a finding."""
    return int(reader.value("select round_id from finding where id = ?", (finding_id,)))


def unit_of(reader: Reader, finding_id: int) -> int:
    """The unit of a finding, as known today."""
    return int(reader.value("select unit_id from finding where id = ?", (finding_id,)))


def given_on(reader: Reader, finding_id: int) -> str | None:
    """The day from which a finding is in the list."""
    return reader.text(
        f"select min(effective_on) from finding_event where finding_id = ? and presence = 'in' and {_STANDING}",
        (finding_id,),
    )


def measure_event_ids(reader: Reader, measure_id: int) -> tuple[int, ...]:
    """The standing events of a measure."""
    return reader.column(
        f"""
        select id from finding_event
         where finding_id = (select finding_id from measure where id = ?1) and measure_id = ?1 and {_STANDING} order by id
        """,
        (measure_id,),
    )


def pool_file_id(reader: Reader, sha256: str) -> int | None:
    """The row of a pooled file."""
    return reader.number("select id from pool_file where sha256 = ?", (sha256,))


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
