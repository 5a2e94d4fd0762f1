"""The life of one finding for its 历史 and 文书 tabs: who did what when, which fields changed, which papers name it."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class TrailRow:
    """A logged change of a finding, its measures or its evidence; `before` and `after` are JSON of the changed fields."""

    seq: int
    action_id: int
    recorded_at: str
    user_name: str
    title: str
    reason: str
    overridden: int
    table: str
    row_id: int
    verb: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A paper that names a finding."""

    id: int
    kind: str
    title: str
    number: str
    addressee: str
    issued_on: str | None
    reply_by: str | None
    state: str


def trail(reader: Reader, finding_id: int) -> tuple[TrailRow, ...]:
    """Everything logged about a finding, newest first."""
    return reader.rows(
        TrailRow,
        """
        with mine (table_name, row_id) as (
            select 'finding', :id
            union all select 'measure', id from measure where finding_id = :id
            union all select 'evidence', id from evidence where finding_id = :id
            union all select 'co_unit', id from co_unit where finding_id = :id
            union all select 'finding_event', id from finding_event where finding_id = :id
            union all select 'retraction', retraction.id from retraction
                        join finding_event on finding_event.id = retraction.event_id where finding_event.finding_id = :id
        )
        select log.seq, action.id, action.recorded_at, action.user_name, action.title, action.reason, action.overridden,
               log.table_name, log.row_id, log.verb, log.before, log.after
          from mine
          join change_log as log on log.table_name = mine.table_name and log.row_id = mine.row_id
          join action on action.id = log.action_id
         order by log.seq desc
        """,
        {"id": finding_id},
    )


def mentions(reader: Reader, finding_id: int) -> tuple[MentionRow, ...]:
    """The papers in the register that name a finding, the last first."""
    return reader.rows(
        MentionRow,
        """
        select letter.id, letter.kind, letter.title, letter.number, letter.addressee, letter.issued_on, letter.reply_by, letter.state
          from letter_finding join letter on letter.id = letter_finding.letter_id
         where letter_finding.finding_id = ? and letter.removed_in is null
         order by letter.issued_on desc, letter.id desc
        """,
        (finding_id,),
    )


def phrases(reader: Reader, kind: str) -> tuple[str, ...]:
    """The office's stock phrases of a kind."""
    return reader.column("select text from phrase where kind = ? and removed_in is null order by sort, id", (kind,))


def pane_counts(reader: Reader, finding_id: int) -> tuple[int, int, int]:
    """How many entries of progress, papers and logged actions a finding has."""
    [row] = reader.tuples(
        """
        select (select count(*) from finding_event as event
                 where finding_id = :id and measure_id is null and kind in ('claim', 'verify')
                   and not exists (select 1 from retraction where event_id = event.id)),
               (select count(*) from letter_finding join letter on letter.id = letter_finding.letter_id
                 where letter_finding.finding_id = :id and letter.removed_in is null),
               (select count(distinct log.action_id) from change_log as log
                 where (log.table_name = 'finding' and log.row_id = :id)
                    or (log.table_name = 'finding_event' and log.row_id in (select id from finding_event where finding_id = :id)))
        """,
        {"id": finding_id},
    )
    return int(row[0]), int(row[1]), int(row[2])
