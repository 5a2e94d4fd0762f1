"""Step 1: the register of papers, their figures, number series, prepared papers, and the registers of prints, exports and backups."""

STATEMENTS = (
    """
    create table number_series (
        id integer primary key,
        kind text not null,
        pattern text not null,
        year integer not null,
        next integer not null default 1 check (next >= 1),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table number_reservation (
        id integer primary key,
        pattern text not null,
        year integer not null,
        first integer not null,
        last integer not null,
        note text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table letter (
        id integer primary key,
        kind text not null,
        title text not null,
        round_id integer references round (id),
        unit_id integer references unit (id),
        addressee text not null default '',
        copies_to text not null default '',
        number text not null default '',
        pattern text not null default '',
        year integer,
        seq integer,
        issued_on text check (issued_on glob '????-??-??'),
        as_of text check (as_of glob '????-??-??'),
        known_at text check (known_at glob '????-??-??'),
        basis_id integer references basis (id),
        basis_text text not null default '',
        reply_by text check (reply_by glob '????-??-??'),
        origin text not null default 'issued' check (origin in ('issued', 'registered')),
        file_name text not null default '',
        sha256 text not null default '',
        draft_sha256 text not null default '',
        words text not null default '{}' check (json_valid(words)),
        differences text not null default '[]' check (json_valid(differences)),
        classification text not null default '',
        copy_numbers text not null default '',
        state text not null default 'issued' check (state in ('issued', 'void')),
        note text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    "create index letter_unit on letter (unit_id, kind)",
    """
    create table letter_finding (
        id integer primary key,
        letter_id integer not null references letter (id),
        finding_id integer not null references finding (id),
        sort integer not null default 0
    ) strict
    """,
    "create index letter_finding_letter on letter_finding (letter_id)",
    "create index letter_finding_finding on letter_finding (finding_id)",
    """
    create table letter_figure (
        id integer primary key,
        letter_id integer not null references letter (id),
        token text not null,
        name text not null,
        value text not null,
        origin text not null check (origin in ('computed', 'typed')),
        basis text not null default '',
        as_of text,
        known_at text,
        findings text not null default '[]' check (json_valid(findings))
    ) strict
    """,
    "create index letter_figure_letter on letter_figure (letter_id)",
    """
    create table letter_event (
        id integer primary key,
        letter_id integer not null references letter (id),
        kind text not null check (kind in ('sent', 'receipt', 'reply', 'void', 'note')),
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
    "create index letter_event_letter on letter_event (letter_id)",
    """
    create table prepared_paper (
        id integer primary key,
        kind text not null,
        round_id integer references round (id),
        unit_id integer references unit (id),
        name text not null default '',
        fields text not null default '{}' check (json_valid(fields)),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table template_file (
        id integer primary key,
        kind text not null,
        version integer not null,
        sha256 text not null,
        file_name text not null,
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table export_record (
        id integer primary key,
        kind text not null check (kind in ('print', 'export', 'paper')),
        title text not null,
        classification text not null default '',
        purpose text not null default '',
        copies integer not null default 1,
        first_copy integer,
        last_copy integer,
        pages integer,
        rows integer,
        criteria text not null default '',
        as_of text,
        basis text not null default '',
        file_name text not null default '',
        sha256 text not null default '',
        action_id integer not null references action (id)
    ) strict
    """,
    """
    create table copy_record (
        id integer primary key,
        export_id integer not null references export_record (id),
        copy_number integer not null,
        holder text not null default '',
        state text not null default 'given' check (state in ('given', 'returned', 'destroyed', 'void')),
        changed_on text check (changed_on glob '????-??-??'),
        note text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table backup_record (
        id integer primary key,
        made_at text not null,
        occasion text not null,
        place text not null check (place in ('local', 'external')),
        path text not null,
        size integer not null default 0,
        sha256 text not null,
        digest text not null default '',
        counts text not null default '{}' check (json_valid(counts)),
        verified integer not null default 0 check (verified in (0, 1)),
        action_id integer not null references action (id)
    ) strict
    """,
    """
    create table drill_record (
        id integer primary key,
        made_at text not null,
        path text not null,
        result text not null check (json_valid(result)),
        action_id integer not null references action (id)
    ) strict
    """,
)
