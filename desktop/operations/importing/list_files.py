"""A file with a list of findings: read with what the ledger knows, looked at, entered, copied with its faults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries import imports as queries
from db.queries import register
from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.exchange.list_reading.reading import FindingListReading, ReadingFault
from desktop.operations import backups
from desktop.operations.importing import finding_lists, office_words, pointing
from desktop.operations.importing.annotating import annotate
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.field_change import FieldChange
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Options, hinder
from desktop.operations.importing.second_list import Comparison
from desktop.operations.importing.way import SHEETS, WORD, Way
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.exchange.list_reading.context import ReadingContext


def look(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """What the list says, and what a later list of the same findings would change."""
    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        return reading
    finding_lists.check_options(options, ledger.today())
    seen = finding_lists.look(ledger, reading, options, actor)
    found = Entered(faults=[*reading.faults, *seen.faults], comparison=seen.comparison)
    return Taken(LIST.form, _list_lines(reading, found), dry_run=True, reading=reading, entered=found)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Enter the list; what kept it out is the complaint."""
    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        return reading
    entered, complaint = enter_reading(ledger, actor, reading, wanted.file, options)
    lines = [*_list_lines(reading, entered), *entered_lines(entered)]
    return Taken(LIST.form, lines, entered.anything, complaint, reading=reading, entered=entered)


def enter_reading(
    ledger: Ledger, actor: Actor, reading: FindingListReading, file: Path, options: Options
) -> tuple[Entered, str]:
    """Enter what was read, behind a backup; the second is the complaint where nothing was entered."""
    if not hinder(reading.faults) or options.accept_faults:
        backups.back_up_if_changed(ledger, actor, backups.Occasion.BEFORE_IMPORT)
    try:
        entered = finding_lists.enter(ledger, actor, reading, file, options)
    except finding_lists.NothingEntered as error:
        return error.result, str(error)
    return entered, "" if entered.anything else _nothing_sentence(entered.faults)


def entered_lines(entered: Entered) -> list[str]:
    """What became of it, for a person."""
    if not entered.anything:
        return []
    changed = f"，更新 {entered.changed} 条" if entered.changed else ""
    return [f"已入账 {entered.entered} 条{changed}（{entered.round_name}，第 {entered.import_number} 次导入）。"]


def read_list(
    ledger: Ledger,
    wanted: Wanted,
    options: Options,
    mapping: dict[str, str] | None = None,
    answers: dict[str, str] | None = None,
) -> FindingListReading | Taken:
    """The reading of a finding list with the ledger's register and feedback date; a refused file answers `Taken`."""
    from desktop.exchange.formats.finding_list import read_opened
    from desktop.exchange.workbook_source import open_workbook

    try:
        workbook = open_workbook(wanted.file)
        pointed = pointing.for_reader(pointing.remembered(ledger.newest, workbook))
        context = replace(context_of(ledger, wanted, options, mapping, answers), pointed=pointed)
        return read_opened(workbook, wanted.file, context)
    except Refused as error:
        return Taken("refused", done=False, complaint=str(error), refused=error)


def context_of(
    ledger: Ledger, wanted: Wanted, options: Options, mapping: dict[str, str] | None, answers: dict[str, str] | None
) -> ReadingContext:
    """What the reader is told besides the file."""
    from desktop.exchange.list_reading.context import ReadingContext
    from desktop.exchange.normalise.unit_names import RegisteredUnit, UnitRegister

    reader = ledger.newest
    known: dict[int, tuple[str, list[str]]] = {}
    for unit_id, name, alias in register.names_and_aliases(reader):
        kept = known.setdefault(unit_id, (name, []))[1]
        kept += [other for other in (alias, name) if other and other != known[unit_id][0]]
    listed = tuple(RegisteredUnit(name, tuple(dict.fromkeys(aliases))) for name, aliases in known.values())
    feedback = options.feedback_on or _feedback_of(ledger, options)
    return ReadingContext(
        units=UnitRegister(listed, answers or {}),
        feedback_on=date.fromisoformat(feedback) if feedback else None,
        unit=wanted.unit or None,
        mapping=mapping or {},
        office=office_words.known_words(reader),
        before_month_is_its_end=setting(reader, "before_month") != "first_day",
    )


def annotated_copy(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options, target: Path) -> Path:
    """导出批注原表: a copy of the clerk's workbook with coloured cells and notes; the file itself is untouched."""
    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        raise KnownError(reading.complaint)
    return annotate(ledger, actor, wanted.file, reading.faults, target)


def _feedback_of(ledger: Ledger, options: Options) -> str | None:
    rounds = queries.rounds(ledger.newest)
    if options.round_name:
        return next((row.feedback_on for row in rounds if options.round_name in (row.name, row.code)), None)
    return rounds[0].feedback_on if len(rounds) == 1 else None


def _list_lines(reading: FindingListReading, found: Entered) -> list[str]:
    lines = [
        f"读出问题 {len(reading.findings)} 条，略过 {len(reading.ignored)} 行，需看 {len(found.faults)} 处。",
        *(remark.text for remark in reading.remarks),
        *second_lines(found.comparison),
    ]
    return lines + [fault.message for fault in found.faults]


def second_lines(comparison: Comparison) -> list[str]:
    """What a later list of the same findings brings, row by row; and what the list does not name."""
    lines, rows = [], list(comparison.matched.values())
    for word, parts in (
        ("改动", [(one, one.changes) for one in rows]),
        ("冲突", [(one, one.conflicts) for one in rows]),
    ):
        lines += [f"{word} {one.number}（第 {one.row} 行）：{_told(fields)}" for one, fields in parts if fields]
    same = sum(1 for one in rows if one.kind == "same")
    if same:
        lines.append(f"与台账相同 {same} 条。")
    lines += [
        f"第 {row} 行与台账 {one.number} 文字相近，可能是同一条改了写法。"
        for (_sheet, row), one in comparison.near.items()
    ]
    lines += [f"台账有而表中无 {one.number} {one.unit}：{one.text[:20]}" for one in comparison.missing]
    if comparison.new_rounds:
        lines.append(f"新的轮次：{'、'.join(comparison.new_rounds)}。")
    return lines


def _told(fields: Iterable[FieldChange]) -> str:
    return "；".join(
        f"{one.title} {one.ledger or '空'} → {one.listed}" + (f"（{one.conflict}）" if one.conflict else "")
        for one in fields
    )


def _nothing_sentence(faults: Sequence[ReadingFault]) -> str:
    count = len(hinder(faults))
    if not count:
        return "没有入账：清单各条与台账相同，或要先定冲突，账本未改动。"
    return f"没有入账：清单中有 {count} 处要改或要定。请按所列改正后再导入；或加 --accept-faults 先收其余各条，这些处留空待补。"


LIST = Way("finding_list", "问题清单、整改台账", (*SHEETS, WORD), look, take)
