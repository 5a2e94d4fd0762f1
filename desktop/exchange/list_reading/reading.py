"""What a reading of a list is: findings, what was left aside and why, faults with their place."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from desktop.ledgers.finding_draft import FindingDraft


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


@dataclass(frozen=True)
class Correction:
    """A cell that the clerk had read otherwise than the file has it."""

    sheet: str
    cell: str
    text: str


@dataclass
class FindingListReading:
    """The whole reading of one file; `form` names what kind of file it is."""

    form: str = "finding_list"
    sheets: list[str] = field(default_factory=list)
    findings: list[FindingDraft] = field(default_factory=list)
    ignored: list[IgnoredRow] = field(default_factory=list)
    faults: list[ReadingFault] = field(default_factory=list)
    layout: list[TableLayout] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unknown_words: list[UnknownWord] = field(default_factory=list)
    list_date: date | None = None
    """The day that a 截至 line above a table states."""
    corrections: list[Correction] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Rows by where they went (the law at the foot of the import page): the values sum to all rows with content."""
        errors = {(fault.sheet, fault.row) for fault in self.faults if fault.level == "error"}
        tally = Counter(ignored.reason for ignored in self.ignored if ignored.row)
        tally["finding_rows"] = sum(len(finding.rows) for finding in self.findings)
        tally["error_rows"] = len(errors)
        return dict(tally)
