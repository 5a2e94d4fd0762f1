"""Step 19: what a list said of a record of a declared book, the base of the next list, as it is kept of findings since step 4."""

STATEMENTS = (
    "alter table import_row add column register text not null default ''",
    "alter table import_row add column record_id integer",
    "create index import_row_record on import_row (register, record_id) where record_id is not null",
)
