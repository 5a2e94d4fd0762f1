"""Return workbooks: which were sent to a unit, what the ledger said when one was sent, and which files came back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.queries.known import Row, rows_after
from db.queries.standing import author, entered_on
from db.reader import Reader

LATEST = 9_000_000_000_000_000_000
"""The action after every other: what the ledger says now."""
_LEVELS = ("category1", "category2", "category3", "category4")


@dataclass(frozen=True, slots=True)
class SentBook:
    """One return workbook that went out: by the register of exports, so that no second list can disagree with it."""

    package_id: str
    as_of: str
    action_id: int
    recorded_at: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding as it stood when an action was done: its row, both lanes, its date and the last words about it."""

    number: str
    id: int
    unit_id: int
    text: str
    category: str
    owner: str
    remark: str
    due_kind: str
    due_on: str | None
    presence: str = ""
    claim: str = "not_started"
    claim_on: str | None = None
    verdict: str = "not_started"
    progress: str = ""


def sent_books(reader: Reader, prefix: str) -> tuple[SentBook, ...]:
    """The return workbooks whose package begins so, in the order in which they went out."""
    return reader.rows(
        SentBook,
        """
        select record.criteria, record.as_of, record.action_id, action.recorded_at, record.file_name
          from export_record as record join action on action.id = record.action_id
         where record.kind = 'export' and substr(record.criteria, 1, length(?1)) = ?1 order by record.id""",
        (prefix,),
    )


def entered_books(reader: Reader, package: str, *, whole: bool = False) -> tuple[int, ...]:
    """The entries in the book of return workbooks whose package begins so (`whole`: is this one), in order of entry."""
    return reader.column(
        """
        select id from return_book where removed_in is null
           and case when ?2 then package = ?1 else substr(package, 1, length(?1)) = ?1 end order by id""",
        (package, int(whole)),
    )


def taken_as(reader: Reader, form: str, sha256: str) -> int | None:
    """The number of the standing import in which this very file was taken."""
    return reader.number(
        "select number from import_batch where form = ? and sha256 = ? and removed_in is null", (form, sha256)
    )


def standing_of_round(reader: Reader, round_id: int, as_of: str, action_id: int = LATEST) -> tuple[Standing, ...]:
    """Every finding of a round on a day, as the ledger knew it once an action was done, in order of entry."""
    rows = {
        row_id: row for row_id, row in rows_after(reader, "finding", action_id).items() if row["round_id"] == round_id
    }
    found = {row_id: _begun(row) for row_id, row in rows.items()}
    events = reader.tuples(
        """
        select e.finding_id, e.kind, e.effective_on, e.claim_state, e.verdict_state, e.presence, e.due_on, e.text
          from finding_event as e join finding on finding.id = e.finding_id
         where finding.round_id = ?1 and e.measure_id is null and e.effective_on <= ?2 and e.action_id <= ?3
           and not exists (select 1 from retraction as r where r.event_id = e.id and r.action_id <= ?3)
         order by e.effective_on, coalesce(e.place, e.id), e.id""",
        (round_id, as_of, action_id),
    )
    for finding_id, kind, day, claim, verdict, presence, due_on, text in events:
        if (stands := found.get(finding_id)) is None:
            continue
        told = text if kind in ("claim", "note") else ""
        stands = replace(
            stands, presence=presence or stands.presence, due_on=due_on or stands.due_on, verdict=verdict or stands.verdict,
            progress=told or stands.progress,
        )  # fmt: skip
        found[finding_id] = replace(stands, claim=claim, claim_on=day) if claim else stands
    return tuple(found[row_id] for row_id in sorted(found))


def _begun(row: Row) -> Standing:
    category = " / ".join(row[level] for level in _LEVELS if row[level])
    return Standing(
        row["number"], row["id"], row["unit_id"], row["text"], category, row["owner"], row["remark"], row["due_kind"],
        row["first_due_on"],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hand:
    """Who last changed a field of a finding, and on which day that was entered."""

    on: str
    who: str


_LANES = {
    "status": "e.claim_state is not null",
    "completed_on": "e.claim_state is not null",
    "progress": "e.kind in ('claim', 'note') and e.text <> ''",
}
"""Which events tell a field that no row holds (`_row` of the return workbook)."""


def last_hand(reader: Reader, finding_id: int, field: str) -> Hand | None:
    """Whose work the ledger shows in a field now: the entry that decides it, or who took a later one back; None where nobody wrote it."""
    if field in _LANES:
        mine = f"e.finding_id = ? and e.measure_id is null and {_LANES[field]}"
        told = reader.row(Hand, _deciding(mine), (finding_id, finding_id))
    else:
        told = reader.row(
            Hand,
            """
            select substr(action.recorded_at, 1, 10), action.user_name from change_log as log join action on action.id = log.action_id
             where log.table_name = 'finding' and log.row_id = ? and json_type(log.after, '$.' || ?) is not null
             order by log.seq desc limit 1""",
            (finding_id, field),
        )
    return told


def _deciding(mine: str) -> str:
    """SQL of the day and author of the standing event that comes last, or of what took back one behind it after it was entered."""
    return f"""
        with deciding as (
            select e.id, e.effective_on, coalesce(e.place, e.id) as place from finding_event as e
             where {mine} and not exists (select 1 from retraction as r where r.event_id = e.id)
             order by e.effective_on desc, coalesce(e.place, e.id) desc, e.id desc limit 1)
        select day, who from (
            select e.action_id as step, {entered_on("finding_event", "e")} as day, {author("finding_event", "e.id", "action.user_name")} as who
              from deciding join finding_event as e on e.id = deciding.id join action on action.id = e.action_id
            union all
            select r.action_id, {entered_on("retraction", "r")}, {author("retraction", "r.id", "action.user_name")}
              from retraction as r join finding_event as e on e.id = r.event_id join action on action.id = r.action_id
             where {mine} and not exists (
                   select 1 from deciding as d where (e.effective_on, coalesce(e.place, e.id), e.id) <= (d.effective_on, d.place, d.id)))
         order by step desc limit 1"""
