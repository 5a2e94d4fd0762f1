"""What is asked of an import and what it answers, whatever the form of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.errors import Refused
from desktop.exchange.feedback_letter.letter import FeedbackLetter
from desktop.exchange.list_reading.reading import FindingListReading, ReadingFault
from desktop.operations.dumping import Dumped
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.report_proposals import UnitReport
from desktop.operations.records.importing import RecordList
from desktop.operations.units import UnitDraft

if TYPE_CHECKING:
    from desktop.operations.importing.scan_folder import Scans


@dataclass(frozen=True)
class Wanted:
    """Which file, read as which form (empty: by its content), for which unit where it names none.

    `content` is what a JSON file says, where it was opened to see its form. `findings` is a list beside a unit's report, whose
    findings it answers in the place of the ledger's.
    """

    file: Path
    form: str = ""
    unit: str = ""
    dry_run: bool = False
    content: Any = None
    findings: Path | None = None


@dataclass
class Taken:
    """The answer: what was read, what became of it, lines for a person, whether it is done, and what stood against it.

    Of `reading`, `records`, `units`, `dump`, `report`, `refused` the one of the form is set; `count` is what was read where it is none of them.
    `letter` is what a Word file says that the `reading` was made of.
    """

    form: str
    lines: list[str] = field(default_factory=list)
    done: bool = True
    complaint: str = ""
    dry_run: bool = False
    reading: FindingListReading | None = None
    letter: FeedbackLetter | None = None
    entered: Entered = field(default_factory=Entered)
    records: RecordList | None = None
    units: list[UnitDraft] = field(default_factory=list)
    count: int = 0
    dump: Dumped | None = None
    report: UnitReport | None = None
    refused: Refused | None = None
    scans: Scans | None = None

    @property
    def faults(self) -> list[ReadingFault]:
        """Every fault of a list of findings, or of a unit's report."""
        return self.report.faults if self.report is not None else self.entered.faults
