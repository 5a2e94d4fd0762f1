"""Papers as data: the kinds that clerks of the office make, as declarations."""

STATEMENTS = (
    """
    create table paper_kind (
        id integer primary key,
        kind text not null check (kind <> ''),
        title text not null check (title <> ''),
        declaration text not null check (json_valid(declaration)),
        removed_in integer references action (id)
    ) strict
    """,
    "create unique index paper_kind_name on paper_kind (kind) where removed_in is null",
    "create unique index paper_kind_title on paper_kind (title) where removed_in is null",
)
