"""Step 1: problems, findings, measures, their append-only events, evidence and imports."""

STATES = "'not_started', 'in_progress', 'partly_done', 'long_term', 'basically_done', 'not_done', 'done', 'transferred'"

STATEMENTS = (
    """
    create table import_batch (
        id integer primary key,
        number integer not null unique,
        form text not null,
        file_name text not null,
        sha256 text not null,
        size integer not null default 0,
        round_id integer references round (id),
        opening integer not null default 0 check (opening in (0, 1)),
        reason text not null default '',
        list_date text check (list_date glob '????-??-??'),
        summary text not null default '{}' check (json_valid(summary)),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table import_row (
        id integer primary key,
        import_id integer not null references import_batch (id),
        sheet text not null,
        row integer not null,
        fate text not null,
        reason text not null default '',
        finding_id integer references finding (id)
    ) strict
    """,
    "create index import_row_import on import_row (import_id)",
    """
    create table column_mapping (
        id integer primary key,
        signature text not null,
        mapping text not null check (json_valid(mapping)),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table problem (
        id integer primary key,
        round_id integer not null references round (id),
        unit_id integer not null references unit (id),
        text text not null check (text <> ''),
        removed_in integer references action (id)
    ) strict
    """,
    """
    create table finding (
        id integer primary key,
        number text not null unique,
        parent_id integer references problem (id),
        round_id integer not null references round (id),
        unit_id integer not null references unit (id),
        text text not null check (text <> ''),
        category1 text not null default '',
        category2 text not null default '',
        category3 text not null default '',
        category4 text not null default '',
        characterisation text not null default '',
        requirement text not null default '',
        nature text not null default 'ordinary' check (nature in ('ordinary', 'immediate', 'long_term')),
        amount_yuan integer check (amount_yuan is null or amount_yuan >= 0),
        people integer check (people is null or people >= 0),
        years text not null default '',
        responsible_leader text not null default '',
        responsible_department text not null default '',
        owner text not null default '',
        supervising_desk text not null default '',
        supervising_person text not null default '',
        department_in_charge text not null default '',
        county_leader text not null default '',
        working_paper text not null default '',
        source text not null default '',
        in_feedback integer not null default 1 check (in_feedback in (0, 1)),
        is_common integer not null default 0 check (is_common in (0, 1)),
        on_organisation integer not null default 0 check (on_organisation in (0, 1)),
        on_ideology integer not null default 0 check (on_ideology in (0, 1)),
        named_by_secretary integer not null default 0 check (named_by_secretary in (0, 1)),
        responsibility_level text not null default '',
        first_due_on text check (first_due_on glob '????-??-??'),
        due_kind text not null default '' check (due_kind in ('', 'date', 'month_end', 'year_end', 'long_term', 'immediate')),
        review_on text check (review_on glob '????-??-??'),
        remark text not null default '',
        serial text not null default '',
        import_id integer references import_batch (id),
        source_sheet text not null default '',
        source_row integer,
        opening integer not null default 0 check (opening in (0, 1)),
        other text not null default '{}' check (json_valid(other)),
        removed_in integer references action (id)
    ) strict
    """,
    "create index finding_round on finding (round_id, unit_id)",
    "create index finding_parent on finding (parent_id) where parent_id is not null",
    "create index finding_import on finding (import_id) where import_id is not null",
    """
    create table co_unit (
        id integer primary key,
        finding_id integer not null references finding (id),
        unit_id integer not null references unit (id),
        removed_in integer references action (id)
    ) strict
    """,
    "create index co_unit_finding on co_unit (finding_id)",
    """
    create table measure (
        id integer primary key,
        finding_id integer not null references finding (id),
        seq integer not null,
        text text not null check (text <> ''),
        leader text not null default '',
        department text not null default '',
        owner text not null default '',
        due_on text check (due_on glob '????-??-??'),
        due_kind text not null default '' check (due_kind in ('', 'date', 'month_end', 'year_end', 'long_term', 'immediate')),
        standard text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    "create index measure_finding on measure (finding_id)",
    f"""
    create table finding_event (
        id integer primary key,
        finding_id integer not null references finding (id),
        measure_id integer references measure (id),
        kind text not null check (kind in ('give', 'claim', 'verify', 'extend', 'withdraw', 'split', 'merge', 'transfer',
                                           'reopen', 'stage_done', 'carry_over', 'correct', 'note')),
        claim_state text check (claim_state in ({STATES})),
        verdict_state text check (verdict_state in ({STATES})),
        presence text check (presence in ('in', 'out')),
        effective_on text not null check (effective_on glob '????-??-??'),
        recorded_at text not null check (recorded_at glob '????-??-??T??:??:??*'),
        known_on text not null check (known_on glob '????-??-??'),
        due_on text check (due_on glob '????-??-??'),
        review_on text check (review_on glob '????-??-??'),
        text text not null default '',
        reason text not null default '',
        approver text not null default '',
        actor text not null default '',
        refused integer not null default 0 check (refused in (0, 1)),
        opening integer not null default 0 check (opening in (0, 1)),
        paper text not null default '',
        related text not null default '[]' check (json_valid(related)),
        copy_of integer references finding_event (id),
        action_id integer not null references action (id)
    ) strict
    """,
    "create index finding_event_copy on finding_event (copy_of) where copy_of is not null",
    "create index finding_event_standing on finding_event (finding_id, measure_id, effective_on, id)",
    "create index finding_event_action on finding_event (action_id)",
    """
    create table retraction (
        id integer primary key,
        event_id integer not null unique references finding_event (id),
        recorded_at text not null,
        known_on text not null check (known_on glob '????-??-??'),
        reason text not null default '',
        action_id integer not null references action (id)
    ) strict
    """,
    """
    create table pool_file (
        id integer primary key,
        sha256 text not null unique check (length(sha256) = 64),
        size integer not null check (size >= 0)
    ) strict
    """,
    """
    create table evidence (
        id integer primary key,
        finding_id integer not null references finding (id),
        measure_id integer references measure (id),
        title text not null,
        kind text not null default '',
        formed_on text check (formed_on glob '????-??-??'),
        pages integer,
        sha256 text not null default '',
        file_name text not null default '',
        paper text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
    "create index evidence_finding on evidence (finding_id)",
    """
    create table working_paper (
        id integer primary key,
        round_id integer references round (id),
        unit_id integer references unit (id),
        number text not null,
        title text not null default '',
        removed_in integer references action (id)
    ) strict
    """,
)
