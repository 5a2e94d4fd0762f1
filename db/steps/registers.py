"""Step 5: the first declared books (talk, chase, regulation, meeting, extension, round_node), units that went into others and what all books share: links, files, dated states, own fields."""

_HEAD = """
        id integer primary key,
        number text not null unique check (number <> ''),"""
_TAIL = """
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)"""


def _day(name: str, *, needed: bool = False) -> str:
    return f"{name} text {'not null ' if needed else ''}check ({name} glob '????-??-??')"


SHARED = (
    """
    create table record_link (
        id integer primary key,
        register text not null,
        record_id integer not null,
        field text not null,
        finding_id integer not null references finding (id),
        place integer not null default 0,
        action_id integer not null references action (id),
        removed_in integer references action (id)
    ) strict
    """,
    "create index record_link_record on record_link (register, record_id)",
    "create index record_link_finding on record_link (finding_id)",
    """
    create table record_file (
        id integer primary key,
        register text not null,
        record_id integer not null,
        field text not null default '',
        title text not null,
        file_name text not null,
        sha256 text not null check (length(sha256) = 64),
        removed_in integer references action (id)
    ) strict
    """,
    "create index record_file_record on record_file (register, record_id)",
    """
    create table record_event (
        id integer primary key,
        register text not null,
        record_id integer not null,
        step text not null,
        state text not null default '',
        effective_on text not null check (effective_on glob '????-??-??'),
        recorded_at text not null check (recorded_at glob '????-??-??T??:??:??*'),
        known_on text not null check (known_on glob '????-??-??'),
        reason text not null default '',
        actor text not null default '',
        copy_of integer references record_event (id),
        action_id integer not null references action (id)
    ) strict
    """,
    "create index record_event_record on record_event (register, record_id, effective_on)",
    "create index record_event_copy on record_event (copy_of) where copy_of is not null",
    """
    create table record_retraction (
        id integer primary key,
        event_id integer not null unique references record_event (id),
        recorded_at text not null,
        known_on text not null check (known_on glob '????-??-??'),
        reason text not null default '',
        action_id integer not null references action (id)
    ) strict
    """,
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

BOOKS = (
    f"""
    create table talk ({_HEAD}
        kind text not null check (kind in ('secretary', 'leading_group', 'reminder', 'admonition')),
        unit_id integer references unit (id),
        round_id integer references round (id),
        {_day("held_on")},
        place text not null default '',
        talker text not null default '',
        talker_post text not null default '',
        talked_to text not null default '',
        post text not null default '',
        reason text not null check (reason in ('low_rate', 'low_satisfaction', 'low_grade', 'overdue', 'false_close_out', 'prominent', 'other')),
        matter text not null default '',
        content text not null default '',
        attitude text not null default '',
        demands text not null default '',
        recorder text not null default '',
        {_day("follow_up_due")},{_TAIL}
    ) strict
    """,
    f"""
    create table chase ({_HEAD}
        unit_id integer not null references unit (id),
        round_id integer references round (id),
        channel text not null default '' check (channel in ('', 'phone', 'letter', 'visit', 'meeting')),
        {_day("on_", needed=True)},
        person text not null default '',
        answered text not null default '',
        {_day("promised_on")},{_TAIL}
    ) strict
    """,
    f"""
    create table regulation ({_HEAD}
        name text not null check (name <> ''),
        document_number text not null default '',
        {_day("adopted_on", needed=True)},
        kind text not null default '' check (kind in ('', 'new', 'revised', 'repealed')),
        field text not null default '',
        unit_id integer not null references unit (id),
        round_id integer references round (id),
        group_ text not null default '',{_TAIL}
    ) strict
    """,
    f"""
    create table meeting ({_HEAD}
        kind text not null default '' check (kind in ('', 'secretary', 'leading_group', 'standing', 'joint', 'other')),
        {_day("held_on", needed=True)},
        round_id integer references round (id),
        topic text not null default '',
        resolution text not null default '',{_TAIL}
    ) strict
    """,
    f"""
    create table extension ({_HEAD}
        finding_id integer not null references finding (id),
        {_day("first_due")},
        {_day("due_on", needed=True)},
        reason text not null check (reason <> ''),
        applied_by text not null default '',
        source text not null default 'window' check (source in ('window', 'list', 'return_book')),
        approver text not null default '',{_TAIL}
    ) strict
    """,
    "create index extension_finding on extension (finding_id)",
    f"""
    create table round_node ({_HEAD}
        name text not null check (name <> ''),
        round_id integer not null references round (id),
        {_day("due_on")},
        {_day("done_on")},
        {_day("first_due_on")},
        rule text not null default '',{_TAIL}
    ) strict
    """,
    "create index round_node_round on round_node (round_id)",
)

UNIT_MERGES = (
    """
    create table unit_merge (
        id integer primary key,
        unit_id integer not null references unit (id),
        successor_id integer not null references unit (id) check (successor_id <> unit_id),
        merged_on text not null check (merged_on glob '????-??-??'),
        paper text not null default '',
        action_id integer not null references action (id),
        removed_in integer references action (id)
    ) strict
    """,
    "create unique index unit_merge_unit on unit_merge (unit_id) where removed_in is null",
)

STATEMENTS = (*SHARED, *BOOKS, *UNIT_MERGES)
