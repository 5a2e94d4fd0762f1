"""The life of one finding for its 历史 and 文书 tabs: who did what when, which fields changed, which papers name it."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.standing import EVER, entered_on, moment, stands
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


_MINE = """
    mine (table_name, row_id) as (
        select 'finding', :id
        union all select 'measure', id from measure where finding_id = :id
        union all select 'evidence', id from evidence where finding_id = :id
        union all select 'co_unit', id from co_unit where finding_id = :id
        union all select 'finding_event', id from finding_event where finding_id = :id
        union all select 'retraction', retraction.id from retraction
                    join finding_event on finding_event.id = retraction.event_id where finding_event.finding_id = :id
    )"""
_LOGGED = """
      from mine
      join change_log as log on log.table_name = mine.table_name and log.row_id = mine.row_id
      join action on action.id = log.action_id
     where substr(action.recorded_at, 1, 10) <= :until"""
_SENT = f"""
      from letter_finding join letter on letter.id = letter_finding.letter_id
     where letter_finding.finding_id = :id and letter.removed_in is null
       and coalesce(letter.issued_on, '') <= :as_of and {entered_on("letter")} <= :known_at"""


def trail(reader: Reader, finding_id: int, until: str = EVER) -> tuple[TrailRow, ...]:
    """Everything logged about a finding up to a day of work, newest first."""
    return reader.rows(
        TrailRow,
        f"""
        with {_MINE}
        select log.seq, action.id, action.recorded_at, action.user_name, action.title, action.reason, action.overridden,
               log.table_name, log.row_id, log.verb, log.before, log.after
        {_LOGGED} order by log.seq desc""",
        {"id": finding_id, "until": until},
    )


def mentions(reader: Reader, finding_id: int, as_of: str = EVER, known_at: str | None = None) -> tuple[MentionRow, ...]:
    """The papers in the register on a day that name a finding, the last first; one made void later was in force then."""
    return reader.rows(
        MentionRow,
        f"""
        select letter.id, letter.kind, letter.title, letter.number, letter.addressee, letter.issued_on, letter.reply_by,
               iif(letter.state = 'void' and exists (
                       select 1 from letter_event as e where e.letter_id = letter.id and e.kind = 'void'
                          and e.happened_on > :as_of), 'issued', letter.state)
        {_SENT} order by letter.issued_on desc, letter.id desc""",
        {"id": finding_id, **moment(as_of, known_at)},
    )


def phrases(reader: Reader, kind: str) -> tuple[str, ...]:
    """The office's stock phrases of a kind."""
    return reader.column("select text from phrase where kind = ? and removed_in is null order by sort, id", (kind,))


def pane_counts(
    reader: Reader, finding_id: int, as_of: str = EVER, known_at: str | None = None, until: str = EVER
) -> tuple[int, int, int]:
    """How many entries of progress, papers and logged actions a finding has on a day: what its tabs then list."""
    [row] = reader.tuples(
        f"""
        with {_MINE}
        select (select count(*) from finding_event as e
                 where finding_id = :id and measure_id is null and kind in ('claim', 'verify') and {stands()}),
               (select count(*) {_SENT}),
               (select count(distinct log.action_id) {_LOGGED})""",
        {"id": finding_id, "until": until, **moment(as_of, known_at)},
    )
    return int(row[0]), int(row[1]), int(row[2])
