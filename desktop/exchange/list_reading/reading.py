"""What a reading of a list is: findings, what was left aside and why, faults with their place."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any


@dataclass
class MeasureDetail:
    """One measure of a finding that takes several rows, with what its own row says."""

    row: int
    text: str
    due_on: date | None = None
    due_kind: str | None = None
    status: str | None = None
    progress: str | None = None
    owner: str | None = None


@dataclass
class FindingDraft:
    """One finding as the list has it, in the fields of the command-line contract."""

    sheet: str
    row: int
    rows: list[int]
    unit: str | None
    category: str | None
    text: str
    measures: list[str] = field(default_factory=list)
    responsible_leader: str | None = None
    responsible_department: str | None = None
    owner: str | None = None
    due_on: date | None = None
    due_kind: str | None = None
    first_due_on: date | None = None
    """The date before an extension that the list itself tells of."""
    status: str | None = None
    verified_status: str | None = None
    progress: str | None = None
    completed_on: date | None = None
    amount_yuan: int | None = None
    remark: str | None = None
    serial: str | None = None
    parent: str | None = None
    other: dict[str, str] = field(default_factory=dict)
    measure_details: list[MeasureDetail] = field(default_factory=list)
    round: str | None = None
    """The round that the row's own column or its sheet names."""
    unit_known: bool = False
    """Whether `unit` is a name of the register (not part of the JSON)."""


@dataclass(frozen=True)
class IgnoredRow:
    """A row that is no finding; row 0 is the whole sheet."""

    sheet: str
    row: int
    reason: str


@dataclass(frozen=True)
class ReadingFault:
    """Something a person must look at; `error` rows are left out, `warning` rows are in with the field empty."""

    sheet: str
    row: int
    column: str | None
    cell: str | None
    level: str
    kind: str
    message: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeaderGuess:
    """One column as the reader took it; `key` is what a remembered mapping is filed under."""

    column: str
    header: str
    key: str
    field: str | None


@dataclass(frozen=True)
class TableLayout:
    """Where the columns of one table lie."""

    sheet: str
    header_rows: tuple[int, ...]
    columns: dict[str, list[str]]
    unmapped_headers: tuple[str, ...]
    headers: tuple[HeaderGuess, ...]


@dataclass(frozen=True)
class Remark:
    """Something the answer must say though nothing is wrong: a second head on a page, a column kept as it is, the day of the list."""

    kind: str
    sheet: str
    row: int
    text: str
    column: str | None = None


@dataclass(frozen=True)
class UnknownWord:
    """A word that the reader did not know; the office may teach it (`normalise.office_words`)."""

    kind: str
    word: str
    sheet: str
    row: int
    cell: str | None


@dataclass
class FindingListReading:
    """The whole reading of one file."""

    sheets: list[str] = field(default_factory=list)
    findings: list[FindingDraft] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)
    faults: list[ReadingFault] = field(default_factory=list)
    layout: list[TableLayout] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unknown_words: list[UnknownWord] = field(default_factory=list)
    list_date: date | None = None
    """The day that a 截至 line above a table states."""

    def counts(self) -> dict[str, int]:
        """Rows by where they went (the law at the foot of the import page): the values sum to all rows with content."""
        errors = {(fault.sheet, fault.row) for fault in self.faults if fault.level == "error"}
        tally = Counter(ignored.reason for ignored in self.ignored if ignored.row)
        tally["finding_rows"] = sum(len(finding.rows) for finding in self.findings)
        tally["error_rows"] = len(errors)
        return dict(tally)

    def to_json(self) -> dict[str, Any]:
        """The shape of `import --json`, without the keys that entering adds."""
        return {
            "form": "finding_list",
            "sheets": list(self.sheets),
            "findings": [_finding_json(finding) for finding in self.findings],
            "ignored": [{"sheet": row.sheet, "row": row.row, "reason": row.reason} for row in self.ignored],
            "faults": [_fault_json(fault) for fault in self.faults],
            "layout": [_layout_json(table) for table in self.layout],
            "remarks": [asdict(remark) for remark in self.remarks],
            "unknown_words": [asdict(word) for word in self.unknown_words],
            "list_date": _iso(self.list_date),
        }


def refused_json(reason: str, message: str, nearest: dict[str, Any] | None = None) -> dict[str, Any]:
    """The answer for a file that is not taken; `nearest` is the row that looks most like a head."""
    plain = {"form": "refused", "findings": [], "ignored": [], "faults": [], "reason": reason, "message": message}
    return {**plain, "nearest": nearest} if nearest else plain


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _finding_json(finding: FindingDraft) -> dict[str, Any]:
    names = (
        "sheet", "row", "unit", "category", "text", "measures", "responsible_leader", "responsible_department", "owner", "due_on", "due_kind", "first_due_on",
        "status", "verified_status", "progress", "completed_on", "amount_yuan", "remark", "rows", "serial", "parent", "other", "round",
    )  # fmt: skip
    values = {name: getattr(finding, name) for name in names}
    for name in ("due_on", "first_due_on", "completed_on"):
        values[name] = _iso(values[name])
    values["measure_details"] = [
        {
            "row": part.row,
            "text": part.text,
            "due_on": _iso(part.due_on),
            "due_kind": part.due_kind,
            "status": part.status,
            "progress": part.progress,
            "owner": part.owner,
        }
        for part in finding.measure_details
    ]
    return values


def _fault_json(fault: ReadingFault) -> dict[str, Any]:
    plain: dict[str, Any] = {
        name: getattr(fault, name) for name in ("sheet", "row", "column", "cell", "level", "kind", "message")
    }
    if fault.suggestions:
        plain["suggestions"] = list(fault.suggestions)
    return plain


def _layout_json(table: TableLayout) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "columns": table.columns,
        "unmapped_headers": list(table.unmapped_headers),
        "headers": [
            {"column": guess.column, "header": guess.header, "key": guess.key, "field": guess.field}
            for guess in table.headers
        ],
    }
