"""Step 5: the definitions of own fields."""

STATEMENTS = (
    """
    create table own_field (
        id integer primary key,
        book text not null,
        name text not null,
        title text not null check (title <> ''),
        holds text not null,
        choices text not null default '[]' check (json_valid(choices)),
        width integer not null default 100,
        removed_in integer references action (id)
    ) strict
    """,
    "create unique index own_field_name on own_field (book, name)",
)
