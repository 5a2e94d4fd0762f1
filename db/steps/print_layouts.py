"""Step 7: what a printed list was made of, so that the same list can be printed again with new copy numbers."""

STATEMENTS = (
    """
    create table print_layout (
        id integer primary key,
        export_id integer not null unique references export_record (id),
        made_of text not null check (json_valid(made_of))
    ) strict
    """,
)
