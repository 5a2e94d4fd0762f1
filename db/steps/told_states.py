"""Step 25: since then an action that enters or takes back steps of records also tells in which state a record stands (`db.merge.record_states`).

What a former program logged lacks this column, on every copy and for ever, and so tells no state: nothing of that time is asked about.
"""

STATEMENTS = (
    "alter table record_event add column tells_state integer not null default 1",
    "alter table record_retraction add column tells_state integer not null default 1",
)
