"""A list of a declared book: every book is a form of its own name."""

from __future__ import annotations

from db.store import Ledger
from desktop.errors import Refused
from desktop.ledgers import books
from desktop.ledgers.register import Register
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.way import SHEETS, WORD, Way
from desktop.operations.records import importing
from desktop.operations.records.importing import Looking, RecordList, unread_words
from desktop.rules.permissions import Actor


def of_book(book: Register) -> Way:
    """The form of a book."""
    return Way(book.name, book.title, (*SHEETS, WORD), look, take)


def look(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Its records with their faults."""
    book = books.book(ledger.newest, wanted.form)
    try:
        how = Looking(options.round_name, wanted.unit, actor)
        found = importing.look(ledger, book, wanted.file, how=how)
    except Refused as error:
        return Taken("refused", done=False, complaint=str(error), refused=error)
    return Taken(book.name, _lines(book, found), dry_run=True, records=found)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Enter the sound ones, or none where one is faulty and that was not accepted."""
    book = books.book(ledger.newest, wanted.form)
    unit, accept = wanted.unit, options.accept_faults
    try:
        found = importing.take(
            ledger, actor, book, wanted.file, round_name=options.round_name, unit_name=unit, accept_faults=accept
        )
    except Refused as error:
        return Taken("refused", done=False, complaint=str(error), refused=error)
    lines = _lines(book, found)
    if found.number is not None:
        lines.append(f"已登记 {found.entered} {book.unit_word}（第 {found.number} 次导入）。")
        return Taken(book.name, lines, records=found)
    complaint = f"没有登记：清单中有 {len(found.faults)} 处要改。请改正后再导入；或加 --accept-faults 先收其余各行。"
    return Taken(book.name, lines, done=False, complaint=complaint, records=found)


def _lines(book: Register, found: RecordList) -> list[str]:
    read, ignored, faults = len(found.records), len(found.reading.ignored), len(found.faults)
    said = f"读出{book.title} {read} {book.unit_word}，略过 {ignored} 行，需看 {faults} 处。{unread_words(found)}"
    return [said, *(fault.message for fault in found.faults), *_conflict_lines(found)]


def _conflict_lines(found: RecordList) -> list[str]:
    """What the ledger says otherwise than the list and only a person decides: both sides."""
    return [
        f"第 {one.place.row} 行（{one.number}）“{each.title}”：台账“{each.ledger}”，本表“{each.listed}”。{each.conflict}，台账照旧。"
        for one in found.records
        for each in one.conflicts
        if each.name not in one.changed
    ]
