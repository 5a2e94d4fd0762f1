"""Step 6, part: a document number is 代字, year and sequence, once over all kinds, void ones too.

Letters entered before this step get their lines in the first action that enters a paper (so that the log tells of them);
numbers that were given twice then are told by check, and never keep a ledger from opening.
"""

STATEMENTS = (
    """
    create table paper_number (
        id integer primary key,
        letter_id integer not null references letter (id),
        word text not null,
        year integer not null,
        seq integer not null,
        removed_in integer references action (id)
    ) strict
    """,
    "create unique index paper_number_once on paper_number (word, year, seq) where removed_in is null",
    "create index paper_number_letter on paper_number (letter_id)",
)
