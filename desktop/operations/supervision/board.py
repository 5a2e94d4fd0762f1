"""时限看板 read for some rounds on a day: every open finding with the papers and calls about it, in a few set-wise questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from db.packed import by_id
from db.queries import briefs
from db.queries import rounds as round_queries
from db.queries.books import Record
from db.queries.briefs import Told
from db.queries.chasing import ChasingLetter, chasing_letters
from db.queries.county_leaders import rank_of_leader
from db.reader import Reader
from db.records import FindingCriteria
from desktop.ledgers import books
from desktop.ledgers.chases import CHANNELS, CHASES
from desktop.ledgers.extensions import EXTENSIONS
from desktop.ledgers.talks import TALKS
from desktop.operations.papers import catalogue
from desktop.operations.records.questions import Wanted, chosen
from desktop.operations.supervision.ladder import ladder_of
from desktop.rules import chasing
from desktop.rules.chasing import Offsets, Proposal, Rung, Sum
from desktop.rules.deadlines import DEFAULT_RULES, PROGRESS_REPORT
from desktop.rules.overdue import due_date, is_open, is_waiting

CHASING = "整改督办"
"""The group of the papers that are told of a unit: those of the ladder, and those that go by date or about a reply and are no rungs."""


@dataclass(frozen=True)
class Card:
    """A finding on the board: its column, how it was chased, what is proposed; `asked`: an extension waits for 审核."""

    row: Told
    column: str
    due_on: str | None
    sent: tuple[ChasingLetter, ...]
    calls: tuple[Record, ...]
    proposal: Proposal
    said: str
    asked: bool = False

    @property
    def id(self) -> int:
        """The finding."""
        return self.row.id

    @property
    def promised(self) -> str | None:
        """The day that the unit promised last."""
        return chasing.promise([_Call(one) for one in self.calls])

    @property
    def unit(self) -> str:
        """As the office calls it."""
        return self.row.unit_short or self.row.unit_name


@dataclass(frozen=True)
class UnitPapers:
    """What was sent to and said with a unit in the rounds, in order of day."""

    letters: tuple[ChasingLetter, ...] = ()
    calls: tuple[Record, ...] = ()
    talks: tuple[Record, ...] = ()


@dataclass(frozen=True)
class Board:
    """Everything of the page for one moment; cards in the order of their dates."""

    as_of: str
    cards: tuple[Card, ...]
    rows: Mapping[int, Told]
    waiting: tuple[Told, ...]
    sum: Sum
    ladder: tuple[Rung, ...]
    days: Offsets
    papers: Mapping[int, UnitPapers]
    titles: Mapping[str, str]
    """What the kinds of papers are called."""
    leaders: tuple[str, ...] = ()
    """Every leader of the county who has a card, in their order."""
    unit_names: tuple[str, ...] = ()
    """Every unit that has a card, as the office calls it, in the order of the list."""

    def column(self, key: str) -> tuple[Card, ...]:
        """The cards of a column: the longest overdue first, then by date."""
        return self.columns[key]

    @cached_property
    def columns(self) -> dict[str, tuple[Card, ...]]:
        """The cards of every column."""
        found: dict[str, list[Card]] = {key: [] for key in chasing.COLUMNS}
        for card in self.cards:
            found[card.column].append(card)
        return {key: tuple(cards) for key, cards in found.items()}

    @cached_property
    def places(self) -> dict[str, dict[int, int]]:
        """Where the card of each finding stands in its column."""
        return {key: {card.id: place for place, card in enumerate(cards)} for key, cards in self.columns.items()}

    @cached_property
    def due_days(self) -> Counter[str | None]:
        """How many cards are due on each day; None: on no day."""
        return Counter(card.due_on for card in self.cards)

    @cached_property
    def unit_order(self) -> tuple[int, ...]:
        """The units as the columns show them, one column after the other."""
        return tuple(dict.fromkeys(card.row.unit_id for cards in self.columns.values() for card in cards))

    def worked_out(self) -> Board:
        """With all that the page counts of the cards counted already, where they were read."""
        _ = (self.columns, self.leaders, self.unit_names, self.due_days, self.unit_order)
        _ = (self.by_unit, self.by_id, self.places)
        return self

    @cached_property
    def by_id(self) -> dict[int, Card]:
        """The cards by their findings."""
        return {card.id: card for card in self.cards}

    @cached_property
    def by_unit(self) -> dict[int, tuple[Card, ...]]:
        """The cards of each unit."""
        found: dict[int, list[Card]] = defaultdict(list)
        for card in self.cards:
            found[card.row.unit_id].append(card)
        return {unit: tuple(cards) for unit, cards in found.items()}

    def of_unit(self, unit_id: int) -> UnitPapers:
        """What the unit was sent and told."""
        return self.papers.get(unit_id, UnitPapers())

    def why_not(self, finding_id: int) -> str:
        """Why no paper is proposed for a finding, in words; '' where one is."""
        row = self.rows.get(finding_id)
        card = self.by_id.get(finding_id)
        if card is None:
            return "" if row is None else chasing.refusal(_off(row), row.number, row.unit_short or row.unit_name)
        last = next((one for one in reversed(card.sent) if one.kind in {rung.kind for rung in self.ladder}), None)
        day = (last.replied_on or last.reply_by or "") if last else ""
        return chasing.refusal(card.proposal, row.number if row else "", card.unit, letter_name(last), day)


def read_board(
    reader: Reader,
    rounds: Sequence[int],
    as_of: str,
    known_at: str | None = None,
    read: Sequence[Told] | None = None,
) -> Board:
    """The board of some rounds (of all, where none is named); `read` are their findings, where they were read for the same moment."""
    rows = read
    if rows is None:
        rows = briefs.list_briefs(reader, FindingCriteria(rounds=tuple(rounds)), as_of, known_at)
    one = rounds[0] if len(rounds) == 1 else None
    ladder, days = ladder_of(reader, one), offsets_of(reader, one)
    kinds = tuple(dict.fromkeys(rung.kind for rung in ladder if rung.kind))
    recipes = catalogue.recipes(reader)
    told = (one.kind for one in recipes if one.group == CHASING)
    letters = chasing_letters(reader, rounds, tuple(dict.fromkeys((*kinds, *told))), as_of)
    wanted = Wanted(tuple(rounds))
    calls = chosen(reader, books.book(reader, CHASES.name), as_of, known_at, wanted, short=True)
    talks = chosen(reader, books.book(reader, TALKS.name), as_of, known_at, wanted, short=True)
    asked = _asked(reader, as_of, known_at, wanted)
    named = _by_finding(letters, kinds)
    said = _calls_by_finding(calls)
    cards = [
        _card(row, named.get(row.id, ()), said.get(row.id, ()), ladder, days, as_of, row.id in asked)
        for row in rows
        if is_open(row) and not is_waiting(row)
    ]
    units = tuple(dict.fromkeys(card.unit for card in cards))
    rank = rank_of_leader(reader)
    leaders = {card.row.county_leader for card in cards} - {""}
    in_order = tuple(sorted(leaders, key=lambda name: (rank(name), name)))
    cards.sort(key=lambda card: (card.due_on or "9999", card.row.number))
    waiting = tuple(row for row in rows if is_waiting(row))
    papers = _papers(letters, calls, talks)
    called = {one.kind: one.title for one in recipes}
    total = chasing.summed(rows)
    return Board(as_of, tuple(cards), by_id(rows), waiting, total, ladder, days, papers, called, in_order, units)


def offsets_of(reader: Reader, round_id: int | None) -> Offsets:
    """The warnings that the rules of a round give before a date."""
    said = round_queries.deadline_rules(reader, round_id).get(PROGRESS_REPORT)
    return chasing.offsets(said[3] if said else DEFAULT_RULES[PROGRESS_REPORT].warn_before)


def letter_name(letter: ChasingLetter | None) -> str:
    """27 号函, or its title where it has no number of its own."""
    if letter is None:
        return ""
    return f"{letter.seq} 号函" if letter.seq else letter.title


def _off(row: Told) -> Proposal:
    return Proposal(chasing.OFFICE if is_waiting(row) else chasing.SETTLED)


def _card(
    row: Told, sent: tuple[ChasingLetter, ...], calls: tuple[Record, ...], ladder: tuple[Rung, ...], days: Offsets,
    as_of: str, asked: bool,
) -> Card:  # fmt: skip
    told = chasing.standing_words(row, sent, [_Call(one) for one in calls], as_of, letter_name, _channel)
    found = chasing.proposal(ladder, row, sent, as_of, days)
    return Card(row, chasing.column(row, as_of, days), due_date(row), sent, calls, found, told, asked)


@dataclass(frozen=True, slots=True)
class _Call:
    record: Record

    @property
    def on(self) -> str:
        return str(self.record.stored["on"])

    @property
    def promised_on(self) -> str | None:
        return self.record.stored["promised_on"] or None


def _channel(call: _Call) -> str:
    return CHANNELS.get(str(call.record.stored["channel"] or ""), "催办")


def _by_finding(letters: Sequence[ChasingLetter], kinds: Sequence[str]) -> dict[int, tuple[ChasingLetter, ...]]:
    found: dict[int, list[ChasingLetter]] = defaultdict(list)
    for letter in letters:
        if letter.kind in kinds:
            for finding in letter.findings:
                found[finding].append(letter)
    return {finding: tuple(own) for finding, own in found.items()}


def _calls_by_finding(calls: Sequence[Record]) -> dict[int, tuple[Record, ...]]:
    found: dict[int, list[Record]] = defaultdict(list)
    for call in calls:
        for finding in call.stored["findings"] or ():
            found[finding].append(call)
    return {finding: tuple(own) for finding, own in found.items()}


def _asked(reader: Reader, as_of: str, known_at: str | None, wanted: Wanted) -> set[int]:
    """Findings for which an extension waits for 审核."""
    records = chosen(reader, books.book(reader, EXTENSIONS.name), as_of, known_at, wanted, short=True)
    return {record.stored["finding"] for record in records if record.state == EXTENSIONS.first_state}


def _papers(
    letters: Sequence[ChasingLetter], calls: Sequence[Record], talks: Sequence[Record]
) -> dict[int, UnitPapers]:
    sent: dict[int, list[ChasingLetter]] = defaultdict(list)
    said: dict[int, list[Record]] = defaultdict(list)
    talked: dict[int, list[Record]] = defaultdict(list)
    for letter in letters:
        sent[letter.unit_id].append(letter)
    for records, found in ((calls, said), (talks, talked)):
        for one in records:
            found[one.stored["unit"]].append(one)
    units = {*sent, *said, *talked}
    return {unit: UnitPapers(tuple(sent[unit]), tuple(said[unit]), tuple(talked[unit])) for unit in units}
