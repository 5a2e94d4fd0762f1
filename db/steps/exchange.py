"""Step 11: a step of a record keeps its place in its day, so that the order is the same on every copy of a ledger."""

STATEMENTS = ("alter table record_event add column place integer",)
