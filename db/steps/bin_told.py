"""Step 27: since then an action that puts a row into the recycle bin tells what it had seen of it (`db.merge.bin_states`).

What a former program logged lacks this column, on every copy and for ever: nothing of that time is asked about otherwise than it was.
"""

STATEMENTS = ("alter table action add column tells_bin integer not null default 1",)
