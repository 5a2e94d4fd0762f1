"""Taking a file in by its form: finding lists, unit registers, rate cases (interfaces.md, `import`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from db.digest import content_digest
from db.queries import imports as queries
from db.queries import register
from db.queries.settings import setting
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.ledgers import books
from desktop.operations import backups, dumping, units
from desktop.operations.importing import finding_lists, office_words, pointing
from desktop.operations.importing.judgement import Options, hinder
from desktop.operations.records import importing
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Actor

EVENTS = {"form": "events", "title": "整改率算例", "extensions": [".json"]}


@dataclass(frozen=True)
class Wanted:
    """Which file, read as which form (empty: by its content), for which unit where it names none."""

    file: Path
    form: str = ""
    unit: str = ""
    dry_run: bool = False


@dataclass
class Taken:
    """The answer: the document of the command line, lines for a person, whether it is done, and what stood against it."""

    document: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    done: bool = True
    complaint: str = ""


def forms() -> list[dict[str, Any]]:
    """The accepted forms with titles and extensions."""
    from desktop.exchange.formats import FORMS

    known = [{"form": one.form, "title": one.title, "extensions": list(one.extensions)} for one in FORMS]
    listed = [
        {"form": one.name, "title": one.title, "extensions": [".xlsx", ".xlsm", ".xls", ".csv"]}
        for one in books.declared()
    ]
    return [*known, *listed, EVENTS, dumping.FORM]


def look(ledger: Ledger, wanted: Wanted, options: Options) -> Taken:
    """Read a file and enter nothing."""
    form = wanted.form or _form_of(wanted.file)
    if form == "units":
        return _units_answer(_unit_drafts(wanted.file), entered=0, dry_run=True)
    if form == "events":
        return _events(ledger, None, wanted)
    if form == "dump":
        content = dumping.look(ledger.writer or ledger.reader, wanted.file)
        return _dump_answer(
            {table: len(rows) for table, rows in content["tables"].items() if rows}, content, dry_run=True
        )
    if books.is_declared(form):
        return _records(ledger, None, wanted, options)
    _check_form(form)
    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        return reading
    document = _document(reading, wanted, dry_run=True)
    finding_lists.check_options(options, ledger.today())
    seen = finding_lists.look(ledger, document, options)
    document["faults"] += seen.faults
    document |= seen.comparison.as_json()
    return Taken(document, _list_lines(document))


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Read a file and enter it, all of its sound rows or none."""
    form = wanted.form or _form_of(wanted.file)
    if form == "units":
        drafts = _unit_drafts(wanted.file)
        units.add(ledger, actor, drafts, f"导入单位名册 {wanted.file.name}")
        return _units_answer(drafts, entered=len(drafts), dry_run=False)
    if form == "events":
        return _events(ledger, actor, wanted)
    if form == "dump":
        contents, _changes = dumping.read_back(ledger, actor, wanted.file)
        return _dump_answer(contents, {"digest": content_digest(ledger.writing())}, dry_run=False)
    if books.is_declared(form):
        return _records(ledger, actor, wanted, options)
    _check_form(form)
    reading = read_list(ledger, wanted, options)
    if isinstance(reading, Taken):
        return reading
    document = _document(reading, wanted, dry_run=False)
    if not hinder(document["faults"]) or options.accept_faults:
        backups.back_up_if_changed(ledger, actor, backups.Occasion.BEFORE_IMPORT)
    try:
        entered = finding_lists.enter(ledger, actor, document, wanted.file, options)
    except finding_lists.NothingEntered as error:
        entered, complaint = error.result, str(error)
    else:
        complaint = "" if entered.anything else _nothing_sentence(entered.faults)
    document |= {
        "faults": entered.faults,
        "held": entered.held,
        "entered": entered.entered,
        "import_number": entered.import_number,
        **entered.comparison.as_json(),
    }
    lines = _list_lines(document)
    if entered.anything:
        changed = f"，更新 {entered.changed} 条" if entered.changed else ""
        lines.append(
            f"已入账 {entered.entered} 条{changed}（{entered.round_name}，第 {entered.import_number} 次导入）。"
        )
    return Taken(document, lines, entered.anything, complaint)


def _dump_answer(contents: dict[str, int], content: dict[str, Any], *, dry_run: bool) -> Taken:
    count = contents.get("finding", 0)
    document = {
        "form": "dump", "dry_run": dry_run, "contents": contents, "digest": content["digest"], "findings": [], "ignored": [], "faults": [],
        "held": [], "entered": 0 if dry_run else count, "import_number": None,
    }  # fmt: skip
    return Taken(document, [f"{'可读入' if dry_run else '已读入'}全部内容：问题 {count} 条。"])


def read_list(
    ledger: Ledger,
    wanted: Wanted,
    options: Options,
    mapping: dict[str, str] | None = None,
    answers: dict[str, str] | None = None,
) -> Any:
    """The reading of a finding list with the ledger's register and feedback date; a refused file answers `Taken`."""
    from desktop.exchange.formats.finding_list import read_opened
    from desktop.exchange.workbook_source import open_workbook

    try:
        workbook = open_workbook(wanted.file)
        pointed = pointing.for_reader(pointing.remembered(ledger.writer or ledger.reader, workbook))
        context = replace(context_of(ledger, wanted, options, mapping, answers), pointed=pointed)
        return read_opened(workbook, wanted.file, context)
    except Refused as error:
        from desktop.exchange.list_reading.reading import refused_json

        return Taken(
            refused_json(error.reason, str(error), getattr(error, "nearest", None)),
            [],
            done=False,
            complaint=str(error),
        )


def context_of(
    ledger: Ledger, wanted: Wanted, options: Options, mapping: dict[str, str] | None, answers: dict[str, str] | None
) -> Any:
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


def _form_of(path: Path) -> str:
    """A JSON file is a unit register, rate cases or a dump, by its content; everything else is read as a finding list."""
    if path.suffix.lower() != ".json":
        return "finding_list"
    import json

    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise KnownError(f"{path.name} 不是能读的 JSON 文件。请核对文件，或用 --form 指明种类。") from error
    said = content if isinstance(content, dict) else {}
    return "dump" if said.get("form") == "dump" else "events" if "events" in said else "units"


def _check_form(form: str) -> None:
    if form != "finding_list":
        known = "、".join(one["form"] for one in forms())
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


def _units_answer(drafts: Sequence[UnitDraft], *, entered: int, dry_run: bool) -> Taken:
    listed = [{"name": draft.name, "aliases": list(draft.aliases), "kind": draft.kind} for draft in drafts]
    document = {"form": "units", "dry_run": dry_run, "units": listed, "entered": entered, "faults": []}
    return Taken(document, [f"单位名册 {len(drafts)} 个" + ("" if dry_run else "，已登记")])


def _events(ledger: Ledger, actor: Actor | None, wanted: Wanted) -> Taken:
    from desktop.exchange.formats.events import read_file
    from desktop.operations import trial

    drafts = read_file(wanted.file)
    count = len(drafts.findings)
    if actor is not None:
        trial.enter_events(ledger, actor, drafts)
    document = {
        "form": "events",
        "dry_run": actor is None,
        "findings": [],
        "ignored": [],
        "faults": [],
        "entered": count if actor else 0,
    }
    return Taken(document, [f"算例问题 {count} 个" + ("，已读入" if actor else "")])


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
        refused = {
            "form": "refused",
            "records": [],
            "ignored": [],
            "faults": [],
            "reason": error.reason,
            "message": str(error),
        }
        return Taken(refused, [], done=False, complaint=str(error))
    document = found.as_json(dry_run=actor is None)
    lines = [
        f"读出{book.title} {len(found.records)} {book.unit_word}，略过 {len(found.reading.ignored)} 行，需看 {len(found.faults)} 处。"
    ]
    lines += [fault["message"] for fault in found.faults]
    if found.number is not None:
        lines.append(f"已登记 {found.entered} {book.unit_word}（第 {found.number} 次导入）。")
    done = actor is None or found.number is not None
    complaint = (
        ""
        if done
        else f"没有登记：清单中有 {len(found.faults)} 处要改。请改正后再导入；或加 --accept-faults 先收其余各行。"
    )
    return Taken(document, lines, done, complaint)


def _document(reading: Any, wanted: Wanted, *, dry_run: bool) -> dict[str, Any]:
    return {**reading.to_json(), "dry_run": dry_run, "held": [], "entered": 0, "import_number": None}


def _list_lines(document: dict[str, Any]) -> list[str]:
    lines = [
        f"读出问题 {len(document['findings'])} 条，略过 {len(document['ignored'])} 行，需看 {len(document['faults'])} 处。"
    ]
    lines += [remark["text"] for remark in document.get("remarks", ())]
    lines += _second_lines(document)
    return lines + [fault["message"] for fault in document["faults"]]


def _second_lines(document: dict[str, Any]) -> list[str]:
    """What a later list of the same findings brings, row by row; and what the list does not name."""
    lines = []
    for key, word in (("changed", "改动"), ("conflicts", "冲突")):
        for row in document.get(key, ()):
            told = "；".join(
                f"{one['title']} {one['ledger'] or '空'} → {one['list']}"
                + (f"（{one['reason']}）" if one["reason"] else "")
                for one in row["fields"]
            )
            lines.append(f"{word} {row['number']}（第 {row['row']} 行）：{told}")
    if document.get("same"):
        lines.append(f"与台账相同 {len(document['same'])} 条。")
    lines += [
        f"台账有而表中无 {row['number']} {row['unit']}：{row['text'][:20]}" for row in document.get("missing", ())
    ]
    if document.get("new_rounds"):
        lines.append(f"新的轮次：{'、'.join(document['new_rounds'])}。")
    return lines


def _nothing_sentence(faults: Sequence[dict[str, Any]]) -> str:
    count = len(hinder(faults))
    if not count:
        return "没有入账：清单各条与台账相同，或要先定冲突，账本未改动。"
    return f"没有入账：清单中有 {count} 处要改或要定。请按所列改正后再导入；或加 --accept-faults 先收其余各条，这些处留空待补。"
