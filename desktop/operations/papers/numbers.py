"""Document numbers (发文字号): the next free one of a series, reserved ranges, numbers typed from another desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from db.driver import IntegrityError
from db.queries import book_facts
from db.queries import papers as queries
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.papers import catalogue
from desktop.rules.document_numbers import NumberParts, plain, read_number, word_of
from desktop.rules.paper_dates import PaperDates, faults
from desktop.rules.permissions import Action, Actor

TAKEN = "number_taken"
_LINE = "paper_number"


@dataclass(frozen=True)
class DocumentNumber:
    """A number with its parts; a typed one that fits no pattern has no parts."""

    text: str
    pattern: str = ""
    year: int | None = None
    seq: int | None = None


def pattern_for(reader: Reader, kind: str) -> str:
    """The pattern of a kind with the county's character in front: 云巡督〔{年}〕{号}号; empty where its papers bear no number."""
    issuer = catalogue.issuer_of(reader, kind)
    if not issuer.series:
        return ""
    own = queries.pattern_of(reader, kind)[0] or issuer.series
    return own if issuer.plain else setting(reader, "number_prefix") + own


def used(reader: Reader, pattern: str, year: int) -> frozenset[int]:
    """Sequence numbers of a series and year that papers of any kind bear, however they were written, void ones too."""
    word = word_of(pattern)
    found = (read_number(text) for _id, text in queries.numbers_borne(reader))
    return frozenset(parts.seq for parts in found if parts and parts.word == word and parts.year == year)


def taken_by(reader: Reader, text: str) -> int | None:
    """The paper that bears a number, whatever the dress of either; None where it is free."""
    wanted = read_number(text) or plain(text)
    return next(
        (one for one, borne in queries.numbers_borne(reader) if (read_number(borne) or plain(borne)) == wanted), None
    )


def paper_named(reader: Reader, text: str) -> int | None:
    """The paper that a number names, in whatever dress it is typed; None where no paper bears it."""
    return book_facts.letter_named(reader, text) or taken_by(reader, text)


def twice_given(reader: Reader) -> list[str]:
    """Numbers that more than one paper bears, as they are written on the later one: left over from the former version."""
    seen: set[object] = set()
    found = []
    for _id, text in queries.numbers_borne(reader):
        key = read_number(text) or plain(text)
        if key in seen:
            found.append(text)
        seen.add(key)
    return found


def enter(changes: Changes, letter_id: int, text: str) -> None:
    """Give a paper its number in the database, which lets no other paper have it; before the first of an action former papers get their lines."""
    if _LINE not in changes.writer.touched:
        for former_id, former in queries.letters_without_line(changes.writer):
            if former_id != letter_id:
                with suppress(IntegrityError):  # given twice before this rule: told by check
                    _enter_line(changes, former_id, former)
    try:
        _enter_line(changes, letter_id, text)
    except IntegrityError as error:
        raise KnownError(f"文号“{text}”已在发文登记中。请核对，或另给一个号。", TAKEN) from error


def _enter_line(changes: Changes, letter_id: int, text: str) -> None:
    parts = read_number(text) or NumberParts(plain(text), 0, 0)
    fields = {"letter_id": letter_id, "word": parts.word, "year": parts.year, "seq": parts.seq}
    changes.writer.insert(_LINE, fields)


def next_numbers(reader: Reader, kind: str, year: int, count: int) -> list[DocumentNumber]:
    """The next free numbers of a kind's series, after the last one used; reserved ranges are left alone. Empty where it has none."""
    pattern = pattern_for(reader, kind)
    if not pattern:
        return [DocumentNumber("")] * count
    first = queries.pattern_of(reader, kind)[1]
    kept = queries.reserved(reader, pattern, year)
    seq = max((first - 1, *used(reader, pattern, year)))
    found: list[DocumentNumber] = []
    while len(found) < count:
        seq += 1
        if not any(low <= seq <= high for low, high in kept):
            found.append(DocumentNumber(fill(pattern, year, seq), pattern, year, seq))
    return found


def next_of_each(reader: Reader, wanted: Sequence[tuple[str, int]], year: int) -> list[list[DocumentNumber]]:
    """The next free numbers for several batches (kind, how many), in this order: batches of one pattern take theirs one after the other."""
    before: Counter[str] = Counter()
    found = []
    for kind, count in wanted:
        pattern = pattern_for(reader, kind)
        found.append(next_numbers(reader, kind, year, before[pattern] + count)[before[pattern] :])
        before[pattern] += count
    return found


def typed_number(reader: Reader, kind: str, text: str, year: int | None = None) -> DocumentNumber:
    """A number from another desk, in the dress that the standard gives it; it takes its place in its series.

    A bare 12 is the 12th of the kind's own series in that year. Raises KnownError, kind `number_taken`, where a paper bears it.
    """
    text = text.strip()
    if not pattern_for(reader, kind):
        raise KnownError("这种文书不编文号，只印台账中的编号。请把文号留空。")
    if year is not None and plain(text).isascii() and plain(text).isdigit():
        text = fill(pattern_for(reader, kind), year, int(plain(text)))
    if not any(character.isdigit() for character in text):
        raise KnownError(
            f"“{text}”不是文号。请写成 {fill(pattern_for(reader, kind), year or 2026, 1)} 这样，或只写号数。"
        )
    if taken_by(reader, text) is not None:
        raise KnownError(f"文号“{text}”已在发文登记中。请核对，或另给一个号。", TAKEN)
    parts = read_number(text)
    if parts is None:
        return DocumentNumber(text)
    pattern = pattern_for(reader, kind)
    if word_of(pattern) == parts.word:
        return DocumentNumber(fill(pattern, parts.year, parts.seq), pattern, parts.year, parts.seq)
    return DocumentNumber(parts.text, parts.pattern, parts.year, parts.seq)


def blank(reader: Reader, kind: str, year: int) -> str:
    """The number line of a draft: 云巡督〔2026〕　号."""
    return pattern_for(reader, kind).replace("{年}", str(year)).replace("{号}", "　")


def fill(pattern: str, year: int, seq: int) -> str:
    """A pattern with year and number."""
    return pattern.replace("{年}", str(year)).replace("{号}", str(seq))


def gaps(reader: Reader, kind: str, year: int) -> list[int]:
    """Numbers below the last one that no paper bears and no range reserves: they are told, never filled by themselves."""
    pattern = pattern_for(reader, kind)
    if not pattern:
        return []
    borne = used(reader, pattern, year)
    kept = queries.reserved(reader, pattern, year)
    first = queries.pattern_of(reader, kind)[1]
    span = range(min(first, *borne), max(borne)) if borne else range(0)
    return [seq for seq in span if seq not in borne and not any(low <= seq <= high for low, high in kept)]


def reserve(ledger: Ledger, actor: Actor, kind: str, year: int, first: int, last: int, note: str = "") -> Changes:
    """Keep a range of numbers for papers that another desk makes."""
    reader = ledger.writing()
    pattern = pattern_for(reader, kind)
    if not pattern:
        raise KnownError("这种文书不编文号，没有号段可留。请另选文种。")
    kept = queries.reserved(reader, pattern, year)
    refuse(PaperDates(ledger.today(), number_year=year, reserved=(first, last), kept=kept))
    clash = sorted(seq for seq in used(reader, pattern, year) if first <= seq <= last)
    if clash:
        raise KnownError(f"号段中的 {'、'.join(map(str, clash))} 号已经用过。请另选号段。")
    with change(ledger, actor, Action.ISSUE, f"预留文号 {fill(pattern, year, first)} 至 {last} 号") as changes:
        fields = {"pattern": pattern, "year": year, "first": first, "last": last, "note": note}
        changes.writer.insert("number_reservation", fields)
    return changes


def refuse(paper: PaperDates) -> None:
    """Raise KnownError, kind `paper_dates`, with every link of the date chain that does not hold."""
    found = faults(paper)
    if found:
        raise KnownError(f"{'；'.join(found)}。", "paper_dates")
