"""The register of recommendation letters as page 14 shows it: each letter with how much it is about, and what all come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from db.queries import books as queries
from db.queries import cross_checks, papers
from db.queries import letters as sent
from db.queries.book_facts import places_of
from db.queries.books import Record
from db.queries.cross_checks import RecommendationLetter
from db.reader import Reader
from db.records import Basis
from desktop.ledgers import books
from desktop.ledgers.recommendations import RECOMMENDATIONS
from desktop.ledgers.regulations import REGULATIONS
from desktop.operations.papers.happenings import advised
from desktop.rules import adoption as adoption_rules
from desktop.rules import basis as basis_rules
from desktop.rules.rate import Rate

PENDING = RECOMMENDATIONS.states[0].code
RECOMMENDED, TAKEN = "items", "items_adopted"


@dataclass(frozen=True)
class LetterLine:
    """A letter with the units and findings that it is about, the day on which it was signed for ('' before), and what rules came of it."""

    record: Record
    units: int
    findings: int
    signed_on: str = ""
    regulations: tuple[int, ...] = ()
    """Records of 建章立制 of the one who was written to, since the letter, about one of its findings."""


@dataclass(frozen=True)
class Letters:
    """The letters, those that wait for a reply first by the day on which it is due, then the latest first."""

    lines: tuple[LetterLine, ...]
    basis: Basis
    """How a share is rounded and printed."""
    lacking: tuple[RecommendationLetter, ...] = ()
    """Issued letters that stand in no line."""

    @property
    def words(self) -> str:
        """21 份 = 待回复 2 + 已办结 19；采纳率 92.2%（47/51，已回复的 19 份）；按期回复 19/19"""
        if not self.lines:
            return "还没有登记建议书"
        records = [one.record for one in self.lines]
        counts = [(state.word, sum(one.state == state.code for one in records)) for state in RECOMMENDATIONS.states]
        told = [f"{len(records)} 份 = " + " + ".join(f"{word} {count}" for word, count in counts if count)]
        replied, rate = adoption(records, self.basis)
        if replied:
            told.append(f"采纳率 {rate.on_screen}（{rate.numerator}/{rate.denominator}，已回复的 {len(replied)} 份）")
        due = [one for one in records if one.stored["replied_on"] and one.stored["reply_due"]]
        if due:
            kept = sum(one.stored["replied_on"] <= one.stored["reply_due"] for one in due)
            told.append(f"按期回复 {kept}/{len(due)}")
        return "；".join(told)


def adoption(records: Iterable[Record], basis: Basis) -> tuple[tuple[Record, ...], Rate]:
    """采纳率: the letters that count, and what was taken up of what they recommend; window, figures and papers ask here."""
    advised = [(one, as_advice(one)) for one in records]
    found = adoption_rules.adoption(advice for _one, advice in advised)
    return tuple(one for one, advice in advised if advice.counts), basis_rules.rate(basis, found.taken, found.items)


def as_advice(record: Record) -> adoption_rules.Advice:
    """What a letter of the register recommends, and what came of it."""
    items, taken = (int(record.stored[field] or 0) for field in (RECOMMENDED, TAKEN))
    return adoption_rules.Advice(record.state != PENDING, items, taken)


def letters(reader: Reader, basis: Basis, as_of: str, known_at: str | None = None) -> Letters:
    """Every letter of the book on a day, of whatever round; a share is printed as the basis says."""
    records = queries.records(reader, books.book(reader, RECOMMENDATIONS.name).shape, as_of, known_at)
    named = {one.id: tuple(one.stored["findings"] or ()) for one in records}
    places = places_of(reader, [finding for some in named.values() for finding in some])
    signed = {one.id: day for one in sent.letters(reader, until=as_of) if (day := one.received_on or "") <= as_of}
    adopted = queries.records(reader, books.book(reader, REGULATIONS.name).shape, as_of, known_at)
    lines = [
        LetterLine(
            one, len({places[each][1] for each in named[one.id] if each in places}), len(named[one.id]),
            signed.get(one.stored["letter"], ""), tuple(rule.id for rule in adopted if _came_of(rule, one)),
        )
        for one in records
    ]  # fmt: skip
    lines.sort(key=lambda one: one.record.stored["issued_on"] or "", reverse=True)
    lines.sort(key=lambda one: (one.record.state != PENDING, _due(one.record)))
    return Letters(tuple(lines), basis, unregistered(reader, (), as_of, records))


def _came_of(rule: Record, letter: Record) -> bool:
    """Who was written to adopted it since, and it names a finding of the letter."""
    own, since = rule.stored, letter.stored["issued_on"] or ""
    about = set(own["findings"] or ()) & set(letter.stored["findings"] or ())
    return own["unit"] == letter.stored["unit"] and (own["adopted_on"] or "") >= since and bool(about)


def unregistered(
    reader: Reader, rounds: Sequence[int], as_of: str, records: Sequence[Record]
) -> tuple[RecommendationLetter, ...]:
    """The valid letters of the rounds (all where none is named) that went out by a day and that none of the records is, the oldest first.

    A record that names no letter stands for one letter of its day to its unit.
    """
    named = {one.stored["letter"] for one in records}
    unnamed = [one for one in records if not one.stored["letter"]]
    found = []
    letters = cross_checks.recommendation_letters(reader, rounds, as_of)
    for letter in sorted(letters, key=lambda one: (one.issued_on, one.id)):
        if letter.id in named:
            continue
        same = next((one for one in unnamed if _may_be(one, letter)), None)
        if same is None:
            found.append(letter)
        else:
            unnamed.remove(same)
    return tuple(found)


def as_record(reader: Reader, letter_id: int) -> dict[str, Any]:
    """What the register takes over of an issued letter, by the names of its fields; what the letter does not say is left out."""
    letter = sent.letter(reader, letter_id)
    if letter is None:
        return {}
    *_rest, words = papers.letter_dates(reader, letter_id)
    said = {
        "letter": letter.id, "unit": letter.unit_id, "title": letter.title, "issued_on": letter.issued_on,
        "items": advised(words), "reply_due": letter.reply_by, "findings": list(sent.findings_of_letter(reader, letter_id)),
        "round": letter.round_id,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def _may_be(record: Record, letter: RecommendationLetter) -> bool:
    stored = record.stored
    return stored["issued_on"] in (None, letter.issued_on) and letter.unit_id in (None, stored["unit"])


def _due(record: Record) -> str:
    return str(record.stored["reply_due"] or "9999") if record.state == PENDING else ""
