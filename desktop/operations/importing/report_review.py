"""A unit's report under review in the window: read once, judged anew under what the clerk corrects, entered whole (page 22, RULES §10)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from db.queries import facts
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.unit_reports.reading import Item, ReportReading
from desktop.exchange.word_reading.paragraphs import Paragraph
from desktop.exchange.word_reading.word_source import read_word
from desktop.operations.change import Changes
from desktop.operations.importing import keeping, report_findings, unit_reports
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.report_proposals import NOTHING, UnitReport
from desktop.operations.importing.unit_reports import Read
from desktop.rules.permissions import Actor
from desktop.rules.state_words import STATE_WORDS

CONFLICT = "conflicting_claims"
_IN_THE_WINDOW = {
    "unit": "看不出是哪个单位的报告，请在右上选单位。",
    "round": "这个单位在几个轮次都有问题，请在右上选轮次。",
    "no_findings": "这个单位在所选轮次没有问题，报告没有可对的。请核对右上的轮次和单位。",
}
"""What the command line answers with its own options, told for the page."""


@dataclass(frozen=True)
class Choice:
    """What is taken of an answer: its finding by number (None: of none), the state claimed ('' : only noted), or nothing at all."""

    finding: str | None
    state: str = ""
    skipped: bool = False
    taken: bool = False


@dataclass(frozen=True)
class ReportMarks:
    """The choice for each answer by its number; nothing is changed in place."""

    choices: Mapping[int, Choice] = field(default_factory=dict)
    touched: int = 0

    @property
    def repairs(self) -> int:
        """How much would be lost if the report were dropped now."""
        return self.touched

    def waiting(self) -> list[int]:
        """The answers that nobody took or left."""
        return [no for no, one in self.choices.items() if not one.taken]

    def take(self, numbers: Iterable[int], on: bool = True) -> ReportMarks:
        """采纳, or not yet; KnownError for an answer of no finding."""
        changed = {no: replace(self.choices[no], taken=on, skipped=False) for no in numbers}
        if on and any(one.finding is None for one in changed.values()):
            raise KnownError("这一处对不上清单里的问题。请先指定是哪一条，或点“略过”。", "unmatched")
        return self._with(changed)

    def mean(self, no: int, finding: str | None, state: str) -> ReportMarks:
        """It is about another finding, or claims another state; it waits to be taken."""
        return self._with({no: Choice(finding, state)})

    def skip(self, no: int) -> ReportMarks:
        """略过: nothing of it is entered."""
        return self._with({no: replace(self.choices[no], skipped=True, taken=True)})

    def _with(self, changed: Mapping[int, Choice]) -> ReportMarks:
        return ReportMarks({**self.choices, **changed}, self.touched + 1)


def as_text(marks: ReportMarks) -> str:
    """The choices as JSON while the report waits."""
    said = {str(no): asdict(one) for no, one in marks.choices.items()}
    return json.dumps({"choices": said, "touched": marks.touched}, ensure_ascii=False)


def from_text(text: str) -> ReportMarks:
    """What was kept."""
    content = json.loads(text)
    choices = {int(no): Choice(**one) for no, one in content["choices"].items()}
    return ReportMarks(choices, content["touched"])


@dataclass(frozen=True)
class OpenedReport:
    """The report as it was read: its paragraphs and the findings of its unit, with their texts."""

    paragraphs: tuple[Paragraph, ...]
    read: Read
    marks: ReportMarks
    revisions: int = 0

    @property
    def texts(self) -> dict[str, str]:
        """Number and text of each finding that may be answered."""
        return dict(self.read.answerable.listed)


@dataclass(frozen=True)
class Judged:
    """The report under the choices: what would be entered, and what the ledger has of each finding now, in a word."""

    report: UnitReport
    now: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EnteredReport:
    """What became of it."""

    entered: int
    number: int
    unit: str
    changes: Changes


class ReportReview:
    """Holds the report; used in the worker."""

    def __init__(self, ledger: Ledger, actor: Actor, path: Path, options: Options, unit: str = "") -> None:
        self.ledger, self.actor, self.path, self.options, self.unit = ledger, actor, path, options, unit
        self.kept_id: int | None = None
        self.folder: object = None
        self._opened: OpenedReport | None = None

    def told(self, options: Options, unit: str) -> ReportReview:
        """The same file meant for another round or unit: its findings are others, so that it is read anew."""
        other = ReportReview(self.ledger, self.actor, self.path, options, unit)
        other.kept_id, other.folder = self.kept_id, self.folder
        return other

    def open(self, round_name: str = "") -> OpenedReport:
        """Read the file; `round_name` is meant where the unit has findings in several rounds. Raises Refused and KnownError."""
        if self._opened is None:
            word = read_word(self.path)
            wanted = Wanted(self.path, unit=self.unit)
            try:
                answerable = report_findings.of_ledger(self.ledger, wanted, self.options, word.paragraphs)
            except KnownError as error:
                if error.kind == "round" and round_name and not self.options.round_name:
                    self.options = replace(self.options, round_name=round_name)
                    return self.open()
                raise KnownError(_IN_THE_WINDOW.get(error.kind, str(error)), error.kind) from error
            read = unit_reports.against(self.ledger, wanted, self.options, word, answerable)
            choices = {one.no: Choice(one.finding, one.claimed_status or "") for one in read.reading.items}
            self._opened = OpenedReport(tuple(word.paragraphs), read, ReportMarks(choices), word.revisions)
        return self._opened

    def compare(self, marks: ReportMarks) -> Judged:
        """What the report would enter under the choices."""
        read = self.open().read
        report = unit_reports.judged(self.ledger, self.path.name, read, corrected(read.reading, marks))
        reader, today = self.ledger.newest, self.ledger.today()
        now = {
            number: STATE_WORDS[facts.lanes(reader, one, today).claim] for number, one in read.answerable.ids.items()
        }
        return Judged(report, now)

    def enter(self, marks: ReportMarks) -> EnteredReport:
        """Enter what was taken in one action, through the door of the command line."""
        if waiting := marks.waiting():
            raise KnownError(f"还有 {len(waiting)} 处待看。请采纳，或点“略过”。", "waiting")
        report = self.compare(marks).report
        if left := [one for one in report.faults if one.kind == CONFLICT]:
            raise KnownError(left[0].message, CONFLICT)
        if all(one.deed == NOTHING for one in report.proposals):
            raise KnownError("没有可入账的答复。", "none")
        changes = unit_reports.enter(self.ledger, self.actor, self.path, report, self.open().read.answerable)
        if self.kept_id is not None:
            keeping.drop(self.ledger, self.actor, self.kept_id)
        return EnteredReport(report.entered, report.import_number or 0, report.unit, changes)

    def keep(self, marks: ReportMarks, open_ones: int) -> int:
        """Let the review wait as it stands."""
        self.kept_id = keeping.keep_said(
            self.ledger, self.actor, self.path, self.options, self.unit, as_text(marks), open_ones, self.kept_id, unit_reports.FORM
        )  # fmt: skip
        return self.kept_id


def corrected(reading: ReportReading, marks: ReportMarks) -> ReportReading:
    """The reading with the clerk's choices in the place of the program's; what is skipped is a word of the paper."""
    items, context = [], list(reading.context)
    for item in reading.items:
        choice = marks.choices.get(item.no, Choice(item.finding, item.claimed_status or ""))
        if choice.skipped:
            context += [(para, "skipped") for para in item.paras]
        else:
            items.append(_meant(item, choice))
    kept = {para for item in items for para in item.paras}
    left = sorted({(para, why) for para, why in context if para not in kept})
    return ReportReading(items, left, reading.findings)


def _meant(item: Item, choice: Choice) -> Item:
    near = item.near if choice.finding is None else ()
    return replace(item, finding=choice.finding, claimed_status=choice.state or None, near=near)
