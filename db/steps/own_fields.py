"""Step 5, the part of the finding ledger: the values of the office's own fields, as JSON by the name of the field."""

STATEMENTS = ("alter table finding add column own text not null default '{}' check (json_valid(own))",)
