"""Step 2: what decides a figure becomes an event; an event keeps its place in its day; what an undo spared is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATES = (
    "'not_started', 'in_progress', 'partly_done', 'long_term', 'basically_done', 'not_done', 'done', 'transferred'"
)
_FORMER = (
    "id, finding_id, measure_id, kind, claim_state, verdict_state, presence, effective_on, recorded_at, known_on, due_on, "
    "review_on, text, reason, approver, actor, refused, opening, paper, related, copy_of, action_id"
)

# The check of the kinds cannot be altered in place, so the table is built anew. `attribute`, `old` and `value` tell what
# kind 'set' changed; `place` is the id whose place in the order of its day a later copy or correction keeps.
_EVENTS = f"""
    create table event_anew (
        id integer primary key,
        finding_id integer not null references finding (id),
        measure_id integer references measure (id),
        kind text not null check (kind in ('give', 'claim', 'verify', 'extend', 'withdraw', 'split', 'merge', 'transfer',
                                           'reopen', 'stage_done', 'carry_over', 'correct', 'note', 'set')),
        claim_state text check (claim_state in ({_STATES})),
        verdict_state text check (verdict_state in ({_STATES})),
        presence text check (presence in ('in', 'out')),
        effective_on text not null check (effective_on glob '????-??-??'),
        recorded_at text not null check (recorded_at glob '????-??-??T??:??:??*'),
        known_on text not null check (known_on glob '????-??-??'),
        due_on text check (due_on glob '????-??-??'),
        review_on text check (review_on glob '????-??-??'),
        text text not null default '',
        reason text not null default '',
        approver text not null default '',
        actor text not null default '',
        refused integer not null default 0 check (refused in (0, 1)),
        opening integer not null default 0 check (opening in (0, 1)),
        paper text not null default '',
        related text not null default '[]' check (json_valid(related)),
        copy_of integer references event_anew (id),
        action_id integer not null references action (id),
        attribute text not null default '' check (attribute in ('', 'nature', 'unit_id', 'category1', 'category2',
                                                  'category3', 'category4', 'first_due_on', 'due_on', 'review_on')),
        old text not null default '',
        value text not null default '',
        place integer,
        check ((kind = 'set') = (attribute <> ''))
    ) strict
"""
_RETRACTIONS = """
    create table retraction (
        id integer primary key,
        event_id integer not null unique references finding_event (id),
        recorded_at text not null,
        known_on text not null check (known_on glob '????-??-??'),
        reason text not null default '',
        action_id integer not null references action (id)
    ) strict
"""
_INDEXES = (
    "create index finding_event_copy on finding_event (copy_of) where copy_of is not null",
    "create index finding_event_standing on finding_event (finding_id, measure_id, effective_on, coalesce(place, id))",
    "create index finding_event_action on finding_event (action_id)",
    "create index finding_event_attribute on finding_event (finding_id) where attribute <> ''",
)
_NEW_TABLES = (
    # The feedback to a round or one of its units, and the end of a round: one value a day of knowledge, never undone,
    # only followed by the next one.
    """
    create table round_date_event (
        id integer primary key,
        round_id integer not null references round (id),
        unit_id integer references unit (id),
        name text not null check (name in ('feedback_on', 'ends_on')),
        old text check (old glob '????-??-??'),
        value text check (value glob '????-??-??'),
        reason text not null default '',
        recorded_at text not null check (recorded_at glob '????-??-??T??:??:??*'),
        known_on text not null check (known_on glob '????-??-??'),
        action_id integer not null references action (id)
    ) strict
    """,
    "create index round_date_event_round on round_date_event (round_id, name)",
    # Rows of an undone action that the clerk chose to keep.
    """
    create table undo_spared (
        id integer primary key,
        action_id integer not null references action (id),
        table_name text not null,
        row_id integer not null
    ) strict
    """,
    "create index undo_spared_row on undo_spared (table_name, row_id)",
)


def apply(db: Database) -> None:
    """Build the event table anew with all of its rows, and the two new tables.

    Retractions are put aside while the table they refer to is exchanged; the triggers are rebuilt at every open.
    """
    db.execute(_EVENTS)
    db.execute(f"insert into event_anew ({_FORMER}) select {_FORMER} from finding_event order by id")
    db.execute("create temp table retraction_aside as select * from retraction")
    db.execute("drop table retraction")
    db.execute("drop table finding_event")
    db.execute("alter table event_anew rename to finding_event")
    db.execute(_RETRACTIONS)
    db.execute("insert into retraction select * from retraction_aside")
    db.execute("drop table temp.retraction_aside")
    for statement in (*_INDEXES, *_NEW_TABLES):
        db.execute(statement)
