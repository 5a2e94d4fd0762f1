"""Step 8: what decides a figure and stands in a unit's row, or names a finding's county leader, is dated: an event keeps what was before."""

STATEMENTS = (
    "alter table record_event add column was text not null default ''",
    "create index record_event_step on record_event (register, step, record_id)",
)
