"""Papers as data: the kinds that clerks of the office make, as declarations; replies that came before their letter was entered."""

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
    """
    create table early_reply (
        id integer primary key,
        letter_number text not null check (letter_number <> ''),
        happened_on text not null check (happened_on glob '????-??-??'),
        person text not null default '',
        number text not null default '',
        adopted integer,
        note text not null default '',
        sha256 text not null default '',
        file_name text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
)
