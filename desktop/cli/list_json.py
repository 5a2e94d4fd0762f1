"""The answer of `import --json` (interfaces.md): the only place where readings and comparisons become JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from desktop.errors import Refused
from desktop.exchange.feedback_letter.letter import FeedbackLetter, Proposal
from desktop.exchange.list_reading.reading import FindingListReading, ReadingFault, TableLayout
from desktop.ledgers.field import LINKS
from desktop.ledgers.finding_draft import FindingDraft, MeasureDraft
from desktop.ledgers.register import Register
from desktop.operations.dumping import Dumped
from desktop.operations.importing.answers import Taken
from desktop.operations.importing.field_change import FieldChange
from desktop.operations.importing.report_proposals import UnitReport
from desktop.operations.importing.scan_folder import Scan, Scans
from desktop.operations.importing.second_list import Comparison, Matched
from desktop.operations.importing.way import Way
from desktop.operations.records.importing import ListedRecord, RecordList

_FINDING = (
    "sheet", "row", "unit", "category", "text", "measures", "responsible_leader", "responsible_department", "owner", "due_on", "due_kind",
    "first_due_on", "status", "verified_status", "progress", "completed_on", "amount_yuan", "remark", "rows", "serial", "parent", "other", "round",
)  # fmt: skip
"""The keys of a finding in the contract, in its order."""
_FAULT = ("sheet", "row", "column", "cell", "level", "kind", "message")


def answer(taken: Taken) -> dict[str, Any]:
    """The whole document of one import, by its form."""
    if taken.refused is not None:
        return refused(taken.refused)
    if taken.records is not None:
        return _records(taken.records, dry_run=taken.dry_run)
    if taken.letter is not None:
        return _letter(taken.letter, taken)
    if taken.reading is not None:
        return _findings(taken)
    if taken.dump is not None:
        return _dump(taken.dump, dry_run=taken.dry_run)
    if taken.report is not None:
        return unit_report(taken.report, dry_run=taken.dry_run)
    if taken.scans is not None:
        return _scans(taken.scans, dry_run=taken.dry_run)
    shared = {"form": taken.form, "dry_run": taken.dry_run, "faults": []}
    if taken.form == "units":
        listed = [{"name": one.name, "aliases": list(one.aliases), "kind": one.kind} for one in taken.units]
        return {**shared, "units": listed, "entered": 0 if taken.dry_run else len(listed)}
    return {**shared, "findings": [], "ignored": [], "entered": 0 if taken.dry_run else taken.count}


def _scans(found: Scans, *, dry_run: bool) -> dict[str, Any]:
    """A folder of scans: what hangs where, and the files that hang nowhere."""
    return {
        "form": "scans",
        "dry_run": dry_run,
        "attached": [_scan(found, one) for one in found.new],
        "known": [_scan(found, one) for one in found.placed if one.known],
        "unmatched": [
            {"file": one.path.relative_to(found.folder).as_posix(), "reason": one.reason} for one in found.unplaced
        ],
        "faults": [],
        "entered": 0 if dry_run else len(found.new),
    }


def _scan(found: Scans, one: Scan) -> dict[str, Any]:
    return {"file": one.path.relative_to(found.folder).as_posix(), "number": one.number}


def _dump(found: Dumped, *, dry_run: bool) -> dict[str, Any]:
    """A dump of everything."""
    return {
        "form": "dump", "dry_run": dry_run, "contents": found.contents, "digest": found.digest, "findings": [], "ignored": [],
        "faults": [], "held": [], "entered": 0 if dry_run else found.contents.get("finding", 0), "import_number": None,
    }  # fmt: skip


def unit_report(found: UnitReport, *, dry_run: bool) -> dict[str, Any]:
    """A unit's report: its answers and the rest of its paragraphs, what each answer would enter, what was entered."""
    read = found.reading
    keys = ("no", "finding", "claimed_status", "empty_talk")
    return {
        "file": found.file, "form": "rectification_report", "unit": found.unit, "finding_list": found.finding_list or None,
        "items": [{**{key: getattr(item, key) for key in keys}, "paras": list(item.paras)} for item in read.items],
        "context": [{"para": para, "reason": reason} for para, reason in read.context],
        "matches": read.matches(), "unanswered_findings": read.unanswered(), "answered_twice": read.answered_twice(),
        "unmatched_items": read.unmatched(), "claimed_per_finding": {number: _claimed(read.claims_of(number)) for number in read.matches()},
        "dry_run": dry_run, "faults": [fault(one) for one in found.faults], "held": [one.item.no for one in found.proposals if not one.deed],
        "proposals": [
            {"no": one.item.no, "deed": one.deed or None, "state": one.state or None, "on": one.on or None, "near": list(one.item.near)}
            for one in found.proposals
        ],
        "entered": found.entered, "import_number": found.import_number,
    }  # fmt: skip


def _claimed(states: Sequence[str]) -> Any:
    """The one state that the answers of a finding claim; several are a conflict for a person."""
    return {"conflict": list(states)} if len(states) > 1 else next(iter(states), None)


def form(one: Way) -> dict[str, Any]:
    """A line of `forms`."""
    return {"form": one.form, "title": one.title, "extensions": list(one.extensions)}


def reading(found: FindingListReading) -> dict[str, Any]:
    """A list as it was read, without the keys that entering adds."""
    return {
        "form": found.form,
        "sheets": list(found.sheets),
        "findings": [_finding(one) for one in found.findings],
        "ignored": [asdict(row) for row in found.ignored],
        "faults": [fault(one) for one in found.faults],
        "layout": [_layout(table) for table in found.layout],
        "remarks": [asdict(remark) for remark in found.remarks],
        "unknown_words": [asdict(word) for word in found.unknown_words],
        "list_date": found.list_date.isoformat() if found.list_date else None,
    }


def refused(error: Refused) -> dict[str, Any]:
    """The answer for a file that is not taken; `nearest` is the row that looks most like a head."""
    nearest = getattr(error, "nearest", None)
    empty: dict[str, Any] = {"form": "refused", "findings": [], "records": [], "ignored": [], "faults": []}
    told = {**empty, "reason": error.reason, "message": str(error)}
    return {**told, "nearest": asdict(nearest)} if nearest else told


def fault(one: ReadingFault) -> dict[str, Any]:
    """A fault with its place."""
    told = {name: getattr(one, name) for name in _FAULT}
    return {**told, "suggestions": list(one.suggestions)} if one.suggestions else told


def _findings(taken: Taken) -> dict[str, Any]:
    assert taken.reading is not None
    entered = taken.entered
    return {
        **reading(taken.reading),
        "dry_run": taken.dry_run,
        "faults": [fault(one) for one in entered.faults],
        "held": [{**asdict(one), "rows": list(one.rows)} for one in entered.held],
        "entered": entered.entered,
        "import_number": entered.import_number,
        **_compared(entered.comparison),
    }


def _letter(letter: FeedbackLetter, taken: Taken) -> dict[str, Any]:
    """A feedback letter: its proposals with their paragraphs, and every other paragraph with what it is."""
    entered = taken.entered
    return {
        "form": taken.form,
        "unit": letter.unit or None,
        **({"units": letter.units} if letter.units else {}),
        "round": letter.round or None,
        "findings": [_proposal(one) for one in letter.findings],
        "context": [{"para": one.para, "reason": one.reason} for one in letter.context],
        "footnotes": list(letter.footnotes),
        "dry_run": taken.dry_run,
        "faults": [fault(one) for one in entered.faults],
        "held": [{**asdict(one), "rows": list(one.rows)} for one in entered.held],
        "entered": entered.entered,
        "import_number": entered.import_number,
        **_compared(entered.comparison),
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    """What the letter says of a finding; what it does not say is left out."""
    told = asdict(one)
    return {name: value for name, value in told.items() if value or name in ("no", "path", "text", "paras")}


def _finding(finding: FindingDraft) -> dict[str, Any]:
    parts = vars(finding)
    told = {name: parts[name] if name in parts else finding.said(name) for name in _FINDING}
    return {**told, "measure_details": [_detail(one) for one in finding.measure_details]}


def _detail(one: MeasureDraft) -> dict[str, Any]:
    names = ("due_on", "due_kind", "status", "progress", "owner")
    return {"row": one.row, "text": one.text, **{name: getattr(one, name) or None for name in names}}


def _layout(table: TableLayout) -> dict[str, Any]:
    return {**asdict(table), "header_rows": list(table.header_rows), "unmapped_headers": list(table.unmapped_headers)}


def _compared(found: Comparison) -> dict[str, Any]:
    """The list against the ledger: what is new, what is in dispute, what is the same, what the list does not name."""
    rows = list(found.matched.values())
    return {
        "changed": [_changed(one, one.changes) for one in rows if one.changes],
        "conflicts": [_changed(one, one.conflicts) for one in rows if one.conflicts],
        "same": [_place(one) for one in rows if one.kind == "same"],
        "missing": [{"number": one.number, "unit": one.unit, "text": one.text} for one in found.missing],
        "new_rounds": list(found.new_rounds),
    }


def _place(one: Matched) -> dict[str, Any]:
    return {"sheet": one.sheet, "row": one.row, "number": one.number}


def _changed(one: Matched, fields: Iterable[FieldChange]) -> dict[str, Any]:
    return {**_place(one), "unit": one.unit, "text": one.text, "fields": _both_sides(fields)}


def _disputed(one: ListedRecord) -> dict[str, Any]:
    place = {"sheet": one.place.sheet, "row": one.place.row, "number": one.number}
    return {**place, "fields": _both_sides(one.conflicts)}


def _both_sides(fields: Iterable[FieldChange]) -> list[dict[str, Any]]:
    return [
        {"field": each.name, "title": each.title, "ledger": each.ledger, "list": each.listed, "reason": each.conflict}
        for each in fields
    ]


def _records(found: RecordList, *, dry_run: bool) -> dict[str, Any]:
    """A list of a declared book."""
    held = [
        {"sheet": one.place.sheet, "row": one.place.row, "reason": one.faults[0].kind}
        for one in found.records
        if one.faults
    ]
    return {
        "form": found.register.name,
        "sheets": found.reading.sheets,
        "dry_run": dry_run,
        "records": [_record(found.register, one) for one in found.records],
        "ignored": [{"sheet": sheet, "row": row, "reason": reason} for sheet, row, reason in found.reading.ignored],
        "unmapped_headers": [
            {"sheet": sheet, "cell": cell, "header": words} for sheet, cell, words in found.reading.unread
        ],
        "faults": [fault(one) for one in found.faults],
        "held": held if found.entered else [],
        "changed": [one.place.row for one in found.records if one.known and one.changed],
        "conflicts": [_disputed(one) for one in found.records if one.conflicts],
        "same": sum(1 for one in found.records if one.fate == "same"),
        "entered": found.entered,
        "import_number": found.number,
    }


def _record(register: Register, one: ListedRecord) -> dict[str, Any]:
    """What the row says in words; of links the words of the list, never the ids of the ledger."""
    links = {field.name for field in register.all_fields if field.holds in LINKS}
    texts = {field.name: one.place.texts.get(field.name, "") for field in register.all_fields}
    kept = {name: value for name, value in one.values.items() if name not in links}
    return {"sheet": one.place.sheet, "row": one.place.row, **texts, **kept}
