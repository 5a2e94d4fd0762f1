"""The nouns: frozen records, one per question's answer. Dates are ISO text, money whole yuan, lists JSON text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LAST = 2**63 - 1
"""Behind every entry of a day."""


class Place(NamedTuple):
    """Where a paper stands in the register: its day, then its entry (ledger.md §3: events are ordered by day, then by entry)."""

    on: str
    id: int


@dataclass(frozen=True, slots=True)
class Basis:
    """A counting basis (口径): what is counted, at which level, and how the share is printed."""

    name: str = "本次口径"
    version: int = 1
    level: str = "finding"
    verified_only: bool = True
    numerator: tuple[str, ...] = ("done",)
    exclude: tuple[str, ...] = ()
    include_immediate: bool = True
    include_villages: bool = True
    within_period: bool = False
    rounding: str = "half_up"
    decimals: int = 1
    is_default: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Which findings a figure is about; an empty field does not narrow."""

    rounds: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    findings: tuple[int, ...] = ()
    category: str = ""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A count under a basis for one group; `key_id` is the id of the unit or round, else None."""

    key: str
    key_id: int | None
    numerator: int
    denominator: int


class CountedItem(NamedTuple):
    """One thing that a figure counts: `item` is 'f7', 'p3' (a parent problem) or 'm9' (a measure); `hit` is in the numerator."""

    item: str
    finding_id: int
    key: str
    key_id: int | None
    state: str
    counted: bool
    hit: bool


class EventFact(NamedTuple):
    """What an event sets, and when it was true, known and taken back (`retracted_on` None: it stands)."""

    id: int
    finding_id: int
    measure_id: int | None
    kind: str
    claim_state: str | None
    verdict_state: str | None
    presence: str | None
    effective_on: str
    known_on: str
    due_on: str | None = None
    review_on: str | None = None
    retracted_on: str | None = None
    related: str = "[]"
    place: int = 0
    attribute: str = ""
    value: str = ""


class UnitFact(NamedTuple):
    """What a count must know of a unit, before any event changed kind or leader."""

    kind: str = ""
    leader: str = ""
    named_as_village: bool = False


@dataclass(frozen=True, slots=True)
class FindingFact:
    """What a count must know of a finding beside its events.

    Unit, category, nature and leader are those before any event; `leader` is the finding's own county leader, that of the unit
    counts where it has none. `ends_told` are the later ends of its round, each with the day it was known.
    """

    id: int
    number: str
    parent_id: int | None
    round_id: int
    unit_id: int
    category: str
    leader: str
    nature: str
    units: Mapping[int, UnitFact] = field(default_factory=dict)
    ends_on: str | None = None
    ends_told: tuple[tuple[str, str | None], ...] = ()


class FindingRow(NamedTuple):
    """A row of the finding ledger as it stood: texts of today, standing of the date asked.

    A named tuple, because ten thousand of them are made for every list; truths are 0 and 1. `presence_kind` is the
    kind of the event that took it out of the counts (withdraw, split, merge), empty while it is in them. `measure_texts` are
    the measures by a number that sorts as they stand, `co_units` names, `own` the values of the office's own fields, as JSON.
    """

    id: int
    number: str
    round_id: int
    round_code: str
    round_name: str
    unit_id: int
    unit_name: str
    unit_short: str
    parent_id: int | None
    parent_text: str
    category1: str
    category2: str
    category3: str
    category4: str
    text: str
    characterisation: str
    requirement: str
    nature: str
    claim: str
    claim_on: str | None
    verdict: str
    verdict_on: str | None
    claim_newer: int
    present: int
    presence_kind: str
    presence_on: str
    given_on: str
    first_due_on: str | None
    due_on: str | None
    due_kind: str
    extensions: int
    review_on: str | None
    measures_done: int
    measures_total: int
    evidence_count: int
    amount_yuan: int | None
    people: int | None
    years: str
    responsible_leader: str
    responsible_department: str
    owner: str
    supervising_desk: str
    supervising_person: str
    department_in_charge: str
    county_leader: str
    working_paper: str
    source: str
    in_feedback: int
    is_common: int
    on_organisation: int
    on_ideology: int
    named_by_secretary: int
    responsibility_level: str
    reopened: int
    last_text: str
    last_on: str | None
    remark: str
    serial: str
    opening: int
    import_id: int | None
    source_sheet: str
    source_row: int | None
    other: str
    feedback_on: str | None
    ends_on: str | None
    immediate_days: int = 15
    measure_texts: str = "{}"
    co_units: str = "[]"
    own: str = "{}"
    assigned_to_secretary: int = 0
    livelihood: int = 0


@dataclass(frozen=True, slots=True)
class FindingCriteria:
    """Which rows of the finding ledger are wanted; an empty field does not narrow. `presence`: in, out or any."""

    rounds: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    ids: tuple[int, ...] = ()
    claim: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    category1: str = ""
    category2: str = ""
    nature: str = ""
    owner: str = ""
    leader: str = ""
    import_id: int | None = None
    presence: str = "in"
    waiting: bool = False
    without_evidence: bool = False
    flags: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its standing on the date asked."""

    id: int
    finding_id: int
    seq: int
    text: str
    leader: str
    department: str
    owner: str
    due_on: str | None
    due_kind: str
    standard: str
    claim: str
    claim_on: str | None
    verdict: str
    verdict_on: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of a finding as the 进展 and 历史 tabs show it."""

    id: int
    finding_id: int
    measure_id: int | None
    kind: str
    claim_state: str | None
    verdict_state: str | None
    presence: str | None
    effective_on: str
    recorded_at: str
    known_on: str
    due_on: str | None
    review_on: str | None
    text: str
    reason: str
    approver: str
    actor: str
    refused: int
    opening: int
    paper: str
    related: str
    action_id: int
    retracted_on: str | None
    retraction_reason: str
    attribute: str = ""
    old: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence; `sha256` is empty where only a paper reference is kept."""

    id: int
    finding_id: int
    measure_id: int | None
    title: str
    kind: str
    formed_on: str | None
    pages: int | None
    sha256: str
    file_name: str
    paper: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with the name that was valid on the date asked."""

    id: int
    name: str
    organ: str
    short: str
    party_short: str
    kind: str
    party_form: str
    superior: str
    supervising_leader: str
    department_in_charge: str
    discipline_team: str
    leader: str
    leader_title: str
    contact: str
    phone: str
    sort: int
    note: str


@dataclass(frozen=True, slots=True)
class UnitNameRow:
    """A name of a unit and the time it was valid."""

    id: int
    unit_id: int
    name: str
    from_on: str | None
    to_on: str | None
    paper: str


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with its timetable."""

    id: int
    term_id: int | None
    term_name: str
    code: str
    number: int
    name: str
    kind: str
    scheme: str
    mobilised_on: str | None
    on_site_from: str | None
    on_site_to: str | None
    leading_group_on: str | None
    secretary_meeting_on: str | None
    feedback_on: str | None
    months: int
    plan_due_on: str | None
    reminder_on: str | None
    ends_on: str | None
    review_due_on: str | None
    state: str
    opening_closed: int
    batch: str = ""
    special_topic: str = ""
    parent_round: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """An entry of the register of papers."""

    id: int
    kind: str
    title: str
    round_id: int | None
    unit_id: int | None
    addressee: str
    copies_to: str
    number: str
    pattern: str
    year: int | None
    seq: int | None
    issued_on: str | None
    as_of: str | None
    known_at: str | None
    basis_text: str
    reply_by: str | None
    origin: str
    file_name: str
    sha256: str
    draft_sha256: str
    classification: str
    copy_numbers: str
    state: str
    note: str
    replied_on: str | None
    received_on: str | None
    sent_on: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a search found its word: `field` names the column, `text` is that column whole."""

    finding_id: int
    number: str
    unit_id: int
    field: str
    text: str
