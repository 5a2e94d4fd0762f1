"""Step 26: since then an action that takes back registrations of findings, or enters them again, tells what stands after it (`db.merge.lane_states`), and one that closes a conflict tells that undoing it opens the conflict again (`db.merge.nodes`).

What a former program logged lacks both, on every copy and for ever: nothing of that time is asked about otherwise than it was.
"""

STATEMENTS = (
    "alter table finding_event add column tells_state integer not null default 1",
    "alter table retraction add column tells_state integer not null default 1",
    "alter table merge_conflict add column undo_opens integer not null default 0",
)
