"""Step 13: the books of working papers, petitions, results, copies, submissions and reminders (registers.md §§2, 3, 4, 6, 8, 10)."""

_HEAD = """
        id integer primary key,
        number text not null unique check (number <> ''),"""
_TAIL = """
        remark text not null default '',
        classification text not null default '',
        own text not null default '{}' check (json_valid(own)),
        removed_in integer references action (id)"""
_WORDS = "{0} text not null default ''"


def _day(name: str, *, needed: bool = False) -> str:
    return f"{name} text {'not null ' if needed else ''}check ({name} glob '????-??-??')"


def _choice(name: str, *codes: str, needed: bool = False) -> str:
    known = ", ".join(f"'{code}'" for code in (codes if needed else ("", *codes)))
    default = "" if needed else "default '' "
    return f"{name} text not null {default}check ({name} in ({known}))"


def _link(name: str, *, needed: bool = False) -> str:
    return f"{name}_id integer {'not null ' if needed else ''}references {name} (id)"


def _count(name: str) -> str:
    return f"{name} integer check ({name} >= 0)"


def _book(name: str, *columns: str) -> str:
    """The table of a declared book; a bare word is a column of words."""
    told = ",\n        ".join(_WORDS.format(one) if one.isidentifier() else one for one in columns)
    return f"create table {name} ({_HEAD}\n        {told},{_TAIL}\n    ) strict"


_UNIT, _ROUND = _link("unit", needed=True), _link("round")
_FINDING = "finding_id integer references finding (id)"

BOOKS = (
    _book(
        "working_paper", "title text not null check (title <> '')", _UNIT,
        _choice("source", "talk", "petition", "files", "visit", "survey", "spot_check", "last_round", "other"),
        _day("made_on"), "summary", "amount integer", "handler", "reviewer", "approver", "materials", _link("round", needed=True),
        _link("team"), "process", "basis", "responsible", "code",
    ),
    "create index working_paper_unit on working_paper (unit_id)",
    _book(
        "report_item", _UNIT, "seq integer not null check (seq >= 0)", _choice("level", "part", "aspect", "problem", "item"), "path",
        "text text not null check (text <> '')", _ROUND,
    ),
    "create index report_item_unit on report_item (unit_id)",
    _book(
        "petition", _day("on_", needed=True), _choice("way", "letter", "phone", "visit", "net", "code", needed=True), "from_", "about",
        _link("unit"), "summary text not null check (summary <> '')", _choice("scope", "accepted", "forwarded"), "to_", _day("due_on"),
        "result", _day("answered_on"), _ROUND,
    ),
    _book(
        "outcome", _day("on_", needed=True), _UNIT,
        _choice(
            "kind", "money_recovered", "money_repaid", "refunded", "sanction_party", "sanction_gov", "organisational", "admonished",
            "criticised", "inspected", "reminder", "institution", needed=True,
        ),
        _count("persons"), "person_times integer check (person_times >= 0 and person_times >= persons)", "amount integer", _FINDING,
        "person_key", _ROUND,
    ),
    "create index outcome_finding on outcome (finding_id)",
    _book(
        "public_notice", _UNIT, _choice("channel", "inner", "society"), _day("due_on"), _day("published_on"), "place",
        _choice("exempt_ground", "secret", "case", "media", "incident", "other"), "approved_by", _link("round", needed=True),
    ),
    _book("exposure", _day("on_", needed=True), "channel", _link("unit"), _ROUND),
    _book(
        "special_report", "title text not null check (title <> '')", "to_ text not null check (to_ <> '')", _day("on_", needed=True),
        _link("letter"), _count("items_adopted"), _ROUND,
    ),
    _book(
        "copy_report", _choice("level", "leader", "department", "unit", "organisation", "publicity", "superior"),
        "addressee text not null check (addressee <> '')", _link("round", needed=True), _link("letter"), _day("sent_on"), "receipt_by",
        _day("receipt_on"), "instruction", _day("instruction_on"), _day("answer_due"), _day("answered_on"),
        "watch integer not null default 0 check (watch in (0, 1))",
    ),
    _book(
        "submission", _day("received_on", needed=True), _UNIT,
        _choice("kind", "plan", "report", "leader_report", "meeting_material", "public", needed=True), _count("version"), _day("due_on"),
        "signed_by", _link("round", needed=True),
    ),
    "create index submission_unit on submission (unit_id)",
    _book(
        "unit_meeting", _day("held_on", needed=True), _UNIT, _choice("kind", "democratic_life", "study", "mobilise", "feedback"), "host",
        "attended", _count("people"), _count("criticisms"), _link("round", needed=True),
    ),
    _book("review_party", "name text not null check (name <> '')", _count("order_"), "desk", "person", _day("due_on"), _ROUND),
    _book(
        "opinion", _link("submission", needed=True), _link("unit"), "party_id integer not null references review_party (id)",
        _choice("stage", "first", "second", "third", "fourth", "fifth", needed=True), _FINDING, "text text not null check (text <> '')",
        _choice("grade", "good", "fair", "poor"), "returns integer not null default 0 check (returns in (0, 1))",
        _choice("adopted", "yes", "no", "part"), "answer", "verdict", _ROUND,
    ),
    "create index opinion_submission on opinion (submission_id)",
    "create index opinion_finding on opinion (finding_id)",
    _book(
        "secretary_item", _link("meeting", needed=True), "matter text not null check (matter <> '')", "persons", "units",
        "responsible_unit_id integer references unit (id)", "supervisor", _day("due_on", needed=True), "text", _ROUND,
    ),
    _book("common_group", "name text not null check (name <> '')", "matter", _choice("level", "round", "term"), "wording", "rule", _ROUND),
    _book(
        "recommendation", _link("letter"), _link("unit"), "title", _day("issued_on"), _count("items"), _day("reply_due"),
        _day("replied_on"), "items_adopted integer check (items_adopted >= 0 and items_adopted <= items)", "measures", "campaign", "groups",
        _ROUND,
    ),
    _book("reminder", _day("on_", needed=True), "finding_id integer not null references finding (id)", "text", "person", _ROUND),
    "create index reminder_finding on reminder (finding_id)",
    _book(
        "stored_figure", "name text not null check (name <> '')", "value text not null check (value <> '')", "unit",
        _day("as_of", needed=True), "source text not null check (source <> '')",
    ),
)  # fmt: skip

FLAGS = tuple(
    f"alter table finding add column {name} integer not null default 0 check ({name} in (0, 1))"
    for name in ("assigned_to_secretary", "livelihood")
)
STATEMENTS = ("drop table working_paper", *BOOKS, *FLAGS)
"""The first release had a table of that name that nothing ever filled."""
