"""Step 9: the book of return workbooks that went out: version, day, date due, what became of each."""

_DAY = "check ({0} glob '????-??-??')"

STATEMENTS = (
    f"""
    create table return_book (
        id integer primary key,
        number text not null unique check (number <> ''),
        unit_id integer not null references unit (id),
        round_id integer references round (id),
        version integer,
        sent_on text not null {_DAY.format("sent_on")},
        due_on text {_DAY.format("due_on")},
        rows integer,
        returned_on text {_DAY.format("returned_on")},
        package text not null default '',
        remark text not null default '',
        classification text not null default '',
        own text not null default '{{}}' check (json_valid(own)),
        removed_in integer references action (id)
    ) strict
    """,
    "create index return_book_package on return_book (package)",
)
