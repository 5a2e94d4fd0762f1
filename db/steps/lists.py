"""Step 4: what a list said of each row (the base of the next list), the office's own words, imports that wait half repaired."""

STATEMENTS = (
    # The values of the row as they would be entered; '{}' for rows of imports from before this step, whose values are
    # those that the import itself wrote.
    "alter table import_row add column said text not null default '{}' check (json_valid(said))",
    "create index import_row_finding on import_row (finding_id) where finding_id is not null",
    """
    create table office_word (
        id integer primary key,
        kind text not null check (kind in ('state', 'deadline', 'head', 'unit', 'amount')),
        word text not null check (word <> ''),
        meaning text not null check (meaning <> ''),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table kept_import (
        id integer primary key,
        file_name text not null,
        sha256 text not null check (length(sha256) = 64),
        round_name text not null default '',
        decisions text not null default '{}' check (json_valid(decisions)),
        open_faults integer not null default 0,
        kept_on text not null check (kept_on glob '????-??-??'),
        user_name text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
)
