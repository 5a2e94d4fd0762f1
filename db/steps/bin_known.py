"""Step 28: since then who writes on a row in the recycle bin tells that he knew it there, and what names the row is told of too (`db.merge.bin_states`).

It changes no table: `tells_bin` of an action says 2 since then. A program that knows only form 1 would read it as that and ask about rows on
which both agree; by the name of this step it refuses packages of this one, as it refuses the ledger.
"""

STATEMENTS: tuple[str, ...] = ()
