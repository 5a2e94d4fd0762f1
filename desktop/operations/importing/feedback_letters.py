"""A feedback letter in Word: its proposals as findings of the unit, entered by the door of the finding lists (RULES §9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from db.queries import imports as queries
from db.store import Ledger
from desktop.errors import Refused
from desktop.exchange.feedback_letter.letter import UNRECOGNISED, FeedbackLetter
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.reading import FindingListReading, IgnoredRow, ReadingFault
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing import finding_lists, list_files
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.way import WORD, Way
from desktop.rules.permissions import Actor

_TEXT = "正文"
_QUOTED = 20


def look(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """The proposals of the letter, and what the ledger says to them."""
    read = _read(ledger, wanted, options)
    if isinstance(read, Refused):
        return _refused(read)
    letter, reading = read
    finding_lists.check_options(options, ledger.today())
    seen = finding_lists.look(ledger, reading, options, actor)
    found = Entered(faults=[*reading.faults, *seen.faults], comparison=seen.comparison)
    lines = _lines(letter, found)
    return Taken(LETTER.form, lines, dry_run=True, reading=reading, letter=letter, entered=found)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Enter all proposals in one action, or none."""
    read = _read(ledger, wanted, options)
    if isinstance(read, Refused):
        return _refused(read)
    letter, reading = read
    if not reading.findings:
        said = "没有入账：这份文件里没有认出问题。请核对是否为反馈意见。"
        return Taken(LETTER.form, _lines(letter, Entered()), False, said, reading=reading, letter=letter)
    entered, complaint = list_files.enter_reading(ledger, actor, reading, wanted.file, options)
    lines = [*_lines(letter, entered), *list_files.entered_lines(entered)]
    return Taken(LETTER.form, lines, entered.anything, complaint, reading=reading, letter=letter, entered=entered)


def _read(ledger: Ledger, wanted: Wanted, options: Options) -> tuple[FeedbackLetter, FindingListReading] | Refused:
    from desktop.exchange.feedback_letter.reading import read_letter

    try:
        letter = read_letter(wanted.file)
    except Refused as error:
        return error
    context = list_files.context_of(ledger, wanted, options, None, None)
    round_name = round_of(ledger, letter, options)
    letter = replace(letter, unit=letter.unit or wanted.unit, round=options.round_name or round_name or letter.round)
    return letter, as_list(letter, context, "" if options.round_name else round_name)


def _refused(error: Refused) -> Taken:
    return Taken("refused", done=False, complaint=str(error), refused=error)


def round_of(ledger: Ledger, letter: FeedbackLetter, options: Options) -> str:
    """The round that the letter means: one of the ledger that its words name, else a new one where the ledger has none."""
    known = queries.rounds(ledger.newest)
    if options.round_name or not known:
        return options.round_name or letter.round
    named = [row.name for row in known if letter.round and (letter.round in row.name or row.name in letter.round)]
    if len(named) == 1:
        return named[0]
    return known[0].name if len(known) == 1 else ""


def as_list(letter: FeedbackLetter, context: ReadingContext, round_name: str) -> FindingListReading:
    """The letter as a list whose rows are its paragraphs, counted from 1; `round_name` is the round that all of them name."""
    reading = FindingListReading(form=LETTER.form, sheets=[_TEXT])
    reading.ignored = [IgnoredRow(_TEXT, one.para + 1, one.reason) for one in letter.context]
    seen: dict[int, int] = {}
    asked: set[str] = set()
    for one in letter.findings:
        unit, known = _unit(one.unit or letter.unit, letter, context)
        first = one.paras[0]
        seen[first] = seen.get(first, 0) + 1
        sheet = _TEXT if seen[first] == 1 else f"{_TEXT}（{seen[first]}）"
        if not known and unit not in asked:
            asked.add(unit)
            reading.faults.append(_unit_fault(sheet, first + 1, unit, context))
        reading.findings.append(
            FindingDraft(
                text=one.text,
                sheet=sheet,
                row=first + 1,
                rows=[para + 1 for para in one.paras],
                unit=unit or None,
                unit_known=known,
                round=round_name or None,
                category=category_of(one.path),
            )
        )
    reading.sheets = list(dict.fromkeys([_TEXT, *(one.sheet for one in reading.findings)]))
    reading.faults += [
        _unrecognised_fault(one.para + 1, one.text) for one in letter.context if one.reason == UNRECOGNISED
    ]
    return reading


def _unit(written: str, letter: FeedbackLetter, context: ReadingContext) -> tuple[str, bool]:
    """The unit of the register by the words of the letter, by its addressee, by what was told; else as written."""
    alone = (letter.addressee, context.unit) if not letter.units else ()
    for name in (written, *alone):
        if name and (found := context.units.find(name)):
            return found, True
    return written, False


def category_of(headings: Sequence[str]) -> str | None:
    """The headings above a finding below that of the whole part."""
    path = [words.rstrip("。：:；;") for words in headings[1:]]
    return " / ".join(words.replace(" / ", "／") for words in path) or None


def _unit_fault(sheet: str, row: int, unit: str, context: ReadingContext) -> ReadingFault:
    if not unit:
        said = f"第 {row} 段：没有写明是哪个单位的问题。请补上单位（--unit）。"
        return ReadingFault(sheet, row, "unit", None, "warning", "missing_unit", said)
    near = context.units.nearest(unit)
    proposed = f"，最接近“{near[0]}”" if near else ""
    said = f"名册中没有“{unit}”{proposed}。请先在单位名册中添加，或指明单位（--unit）。"
    return ReadingFault(sheet, row, "unit", None, "warning", "unknown_unit", said, near)


def _unrecognised_fault(row: int, text: str) -> ReadingFault:
    quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    said = f"第 {row} 段没有认出：“{quoted}”。请核对它是不是问题；不是问题的，加 --accept-faults 略过。"
    return ReadingFault(_TEXT, row, None, None, "warning", UNRECOGNISED, said)


def _lines(letter: FeedbackLetter, found: Entered) -> list[str]:
    counts = letter.counts()
    parts = " + ".join(f"{word} {count}" for word, count in counts.items())
    return [
        f"读出问题 {len(letter.findings)} 条。{sum(counts.values())} 段 = {parts}。",
        *list_files.second_lines(found.comparison),
        *(fault.message for fault in found.faults),
    ]


LETTER = Way(
    "feedback_letter", "巡察反馈意见", (WORD,), look, take, told="拖进来逐段认出问题，核对后入账，原文每段都有着落。"
)
