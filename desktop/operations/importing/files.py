"""Taking a file in by its form: finding lists, unit registers, rate cases (interfaces.md, `import`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.digest import content_digest
from db.queries import imports as queries
from db.queries import register
from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.exchange.list_reading.reading import FindingListReading, ReadingFault
from desktop.ledgers import books
from desktop.operations import backups, dumping, units
from desktop.operations.dumping import Dumped
from desktop.operations.importing import finding_lists, office_words, pointing
from desktop.operations.importing.field_change import FieldChange
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Options, hinder
from desktop.operations.importing.second_list import Comparison
from desktop.operations.records import importing
from desktop.operations.records.importing import RecordList
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import COMMAND_LINE, Actor

if TYPE_CHECKING:
    from desktop.exchange.list_reading.context import ReadingContext


@dataclass(frozen=True)
class Wanted:
    """Which file, read as which form (empty: by its content), for which unit where it names none."""

    file: Path
    form: str = ""
    unit: str = ""
    dry_run: bool = False


@dataclass
class Taken:
    """The answer: what was read, what became of it, lines for a person, whether it is done, and what stood against it.

    Of `reading`, `records`, `units`, `dump`, `refused` the one of the form is set; `trial` counts the findings of rate cases.
    """

    form: str
    lines: list[str] = field(default_factory=list)
    done: bool = True
    complaint: str = ""
    dry_run: bool = False
    reading: FindingListReading | None = None
    entered: Entered = field(default_factory=Entered)
    records: RecordList | None = None
    units: list[UnitDraft] = field(default_factory=list)
    trial: int = 0
    dump: Dumped | None = None
    refused: Refused | None = None

    @property
    def faults(self) -> list[ReadingFault]:
        """Every fault of a list of findings."""
        return self.entered.faults


@dataclass(frozen=True)
class FormTitle:
    """A form that can be imported: its name, its title, the endings of its files."""

    form: str
    title: str
    extensions: tuple[str, ...]


_SHEETS = (".xlsx", ".xlsm", ".xls", ".csv")
EVENTS = FormTitle("events", "整改率算例", (".json",))
DUMP = FormTitle("dump", "全部内容（公开格式）", (".json",))


def forms() -> list[FormTitle]:
    """The accepted forms."""
    from desktop.exchange.formats import FORMS

    known = [FormTitle(one.form, one.title, tuple(one.extensions)) for one in FORMS]
    return [*known, *(FormTitle(one.name, one.title, _SHEETS) for one in books.declared()), EVENTS, DUMP]


def look(ledger: Ledger, wanted: Wanted, options: Options, actor: Actor = COMMAND_LINE) -> Taken:
    """Read a file and enter nothing; what could be taken follows from the rights of the actor."""
    form, content = _form_of(wanted)
    if form == "units":
        return _units_answer(_unit_drafts(wanted.file), dry_run=True)
    if form == "events":
        return _events(ledger, None, wanted)
    if form == "dump":
        reader = ledger.writer or ledger.reader
        read = dumping.told(reader, wanted.file, content)
        dumping.require_empty(reader)
        return _dump_answer(read, dry_run=True)
    if books.is_declared(form):
        return _records(ledger, None, wanted, options)
    _check_form(form)
    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        return reading
    finding_lists.check_options(options, ledger.today())
    seen = finding_lists.look(ledger, reading, options, actor)
    found = Entered(faults=[*reading.faults, *seen.faults], comparison=seen.comparison)
    return Taken(form, _list_lines(reading, found), dry_run=True, reading=reading, entered=found)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Read a file and enter it, all of its sound rows or none."""
    form, content = _form_of(wanted)
    if form == "units":
        drafts = _unit_drafts(wanted.file)
        units.add(ledger, actor, drafts, f"导入单位名册 {wanted.file.name}", options.reason)
        return _units_answer(drafts, dry_run=False)
    if form == "events":
        return _events(ledger, actor, wanted)
    if form == "dump":
        contents, _changes = dumping.read_back(ledger, actor, wanted.file, content)
        read = dumping.Dumped(wanted.file, contents, content_digest(ledger.writing()))
        return _dump_answer(read, dry_run=False)
    if books.is_declared(form):
        return _records(ledger, actor, wanted, options)
    _check_form(form)
    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        return reading
    if not hinder(reading.faults) or options.accept_faults:
        backups.back_up_if_changed(ledger, actor, backups.Occasion.BEFORE_IMPORT)
    try:
        entered = finding_lists.enter(ledger, actor, reading, wanted.file, options)
    except finding_lists.NothingEntered as error:
        entered, complaint = error.result, str(error)
    else:
        complaint = "" if entered.anything else _nothing_sentence(entered.faults)
    lines = _list_lines(reading, entered)
    if entered.anything:
        changed = f"，更新 {entered.changed} 条" if entered.changed else ""
        lines.append(
            f"已入账 {entered.entered} 条{changed}（{entered.round_name}，第 {entered.import_number} 次导入）。"
        )
    return Taken(form, lines, entered.anything, complaint, reading=reading, entered=entered)


def _dump_answer(found: Dumped, *, dry_run: bool) -> Taken:
    count = found.contents.get("finding", 0)
    lines = [f"{'可读入' if dry_run else '已读入'}全部内容：问题 {count} 条。", dumping.NOT_CARRIED]
    return Taken("dump", lines, dry_run=dry_run, dump=found)


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
        pointed = pointing.for_reader(pointing.remembered(ledger.writer or ledger.reader, workbook))
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

    reader = ledger.writer or ledger.reader
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


def annotated_copy(ledger: Ledger, wanted: Wanted, options: Options, target: Path) -> Path:
    """导出批注原表: a copy of the clerk's workbook with coloured cells and notes; the file itself is untouched."""
    from desktop.exchange.annotated_copy import write_annotated_copy

    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        raise KnownError(reading.complaint)
    return write_annotated_copy(wanted.file, target, reading.faults)


def _feedback_of(ledger: Ledger, options: Options) -> str | None:
    rounds = queries.rounds(ledger.writer or ledger.reader)
    if options.round_name:
        return next((row.feedback_on for row in rounds if options.round_name in (row.name, row.code)), None)
    return rounds[0].feedback_on if len(rounds) == 1 else None


def _form_of(wanted: Wanted) -> tuple[str, Any]:
    """The form, and what the file says where it was opened to see: a JSON file is a unit register, rate cases or a dump.

    Every other file is read as a finding list.
    """
    if wanted.form or wanted.file.suffix.lower() != ".json":
        return wanted.form or "finding_list", None
    content = dumping.opened(wanted.file)
    said = content if isinstance(content, dict) else {}
    return "dump" if said.get("form") == "dump" else "events" if "events" in said else "units", content


def _check_form(form: str) -> None:
    if form != "finding_list":
        known = "、".join(one.form for one in forms())
        raise KnownError(f"没有“{form}”这种导入。可用的有：{known}。")


def _unit_drafts(path: Path) -> list[UnitDraft]:
    from desktop.exchange.formats.units import read

    reading = read(path)
    if reading.faults:
        raise KnownError(
            f"单位名册 {path.name} 有 {len(reading.faults)} 处要改，未登记：{'；'.join(fault.rstrip('。') for fault in reading.faults[:20])}。"
        )
    drafts = []
    for unit in reading.units:
        fields = {name: getattr(unit, name) for name in UnitDraft.__dataclass_fields__ if getattr(unit, name, None)}
        if getattr(unit, "order", None):
            fields["sort"] = unit.order
        drafts.append(UnitDraft(**fields))
    return drafts


def _units_answer(drafts: list[UnitDraft], *, dry_run: bool) -> Taken:
    lines = [f"单位名册 {len(drafts)} 个" + ("" if dry_run else "，已登记")]
    return Taken("units", lines, dry_run=dry_run, units=drafts)


def _events(ledger: Ledger, actor: Actor | None, wanted: Wanted) -> Taken:
    from desktop.exchange.formats.events import read_file
    from desktop.operations import trial

    drafts = read_file(wanted.file)
    count = len(drafts.findings)
    if actor is not None:
        trial.enter_events(ledger, actor, drafts)
    lines = [f"算例问题 {count} 个" + ("，已读入" if actor else "")]
    return Taken("events", lines, dry_run=actor is None, trial=count)


def _records(ledger: Ledger, actor: Actor | None, wanted: Wanted, options: Options) -> Taken:
    """A list of a declared book, read or entered."""
    book = books.book(ledger.writer or ledger.reader, wanted.form)
    try:
        if actor is None:
            found = importing.look(ledger, book, wanted.file, options.round_name, wanted.unit)
        else:
            found = importing.take(
                ledger,
                actor,
                book,
                wanted.file,
                round_name=options.round_name,
                unit_name=wanted.unit,
                accept_faults=options.accept_faults,
            )
    except Refused as error:
        return Taken("refused", done=False, complaint=str(error), refused=error)
    lines = [
        f"读出{book.title} {len(found.records)} {book.unit_word}，略过 {len(found.reading.ignored)} 行，需看 {len(found.faults)} 处。"
    ]
    lines += [fault.message for fault in found.faults]
    if found.number is not None:
        lines.append(f"已登记 {found.entered} {book.unit_word}（第 {found.number} 次导入）。")
    done = actor is None or found.number is not None
    complaint = (
        ""
        if done
        else f"没有登记：清单中有 {len(found.faults)} 处要改。请改正后再导入；或加 --accept-faults 先收其余各行。"
    )
    return Taken(book.name, lines, done, complaint, dry_run=actor is None, records=found)


def _list_lines(reading: FindingListReading, found: Entered) -> list[str]:
    lines = [
        f"读出问题 {len(reading.findings)} 条，略过 {len(reading.ignored)} 行，需看 {len(found.faults)} 处。",
        *(remark.text for remark in reading.remarks),
        *_second_lines(found.comparison),
    ]
    return lines + [fault.message for fault in found.faults]


def _second_lines(comparison: Comparison) -> list[str]:
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
