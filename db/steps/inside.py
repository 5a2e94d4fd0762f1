"""Step 10: an own field of the office may be 内部: it is shown inside and enters no file that leaves."""

STATEMENTS = ("alter table own_field add column internal integer not null default 0 check (internal in (0, 1))",)
