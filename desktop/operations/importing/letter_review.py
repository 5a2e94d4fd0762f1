"""A feedback letter under review in the window: read once, laid against the ledger as often as the clerk changes a finding, entered whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries.findings import list_findings
from db.records import FindingCriteria, FindingRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.feedback_letter.letter import UNRECOGNISED, Context, FeedbackLetter, Proposal
from desktop.exchange.list_reading.reading import FindingListReading
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations import backups
from desktop.operations.importing import feedback_letters, finding_lists, keeping, list_files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import NO_UNIT, Options, Picks
from desktop.operations.importing.letter_marks import Draft, LetterMarks, as_text, marks_of
from desktop.operations.importing.review import Reviewed
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.exchange.word_reading.paragraphs import Paragraph

SAME, DIFFERS, NEW, NEAR, POINTS, REVISED, NO_SUCH_UNIT = "same", "differs", "new", "near", "points", "revised", "unit"
DOUBTS = frozenset({NEAR, POINTS, REVISED, NO_SUCH_UNIT})
"""What no button for many findings takes: the clerk looks at each."""


@dataclass(frozen=True)
class Standing:
    """How a finding of the letter stands to the ledger: the kind, and the number of the finding that it is or may be."""

    kind: str
    number: str = ""
    amount: int | None = None
    """What the ledger has of its money, in yuan."""
    category: str = ""
    """What the ledger has of its 分类, one level after the other: it stays, whatever the headings of the letter say."""


@dataclass(frozen=True)
class Opened:
    """The letter as it was read: all paragraphs with text, the units and the round it names, how often it was revised."""

    paragraphs: tuple[Paragraph, ...]
    letter: FeedbackLetter
    marks: LetterMarks
    revisions: int = 0


@dataclass(frozen=True)
class Compared:
    """The findings against the ledger: the standing of each by its key, and the findings of the unit that the letter leaves out."""

    standings: Mapping[int, Standing] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


ORDINARY = "ordinary"
"""限期整改: what a finding is of which nobody said anything else."""


class LetterReview:
    """Holds the letter; used in the worker."""

    def __init__(self, ledger: Ledger, actor: Actor, path: Path, options: Options, unit: str = "") -> None:
        self.ledger, self.actor, self.path, self.options, self.unit = ledger, actor, path, options, unit
        self.kept_id: int | None = None
        """The row under which the review waits in the ledger, where it does."""
        self.folder: object = None
        """Holds the copy of a file that was kept, as long as it is under review."""
        self._opened: Opened | None = None

    def told(self, options: Options, unit: str) -> LetterReview:
        """The same letter meant for another round or unit; it is not read again."""
        other = LetterReview(self.ledger, self.actor, self.path, options, unit)
        other.kept_id, other.folder, other._opened = self.kept_id, self.folder, self._opened
        return other

    def open(self) -> Opened:
        """Read the file; raises Refused with its sentence."""
        from desktop.exchange.feedback_letter.reading import letter_of
        from desktop.exchange.word_reading.word_source import read_word

        if self._opened is None:
            word = read_word(self.path)
            letter = letter_of(word)
            self._opened = Opened(tuple(word.paragraphs), letter, marks_of(letter), word.revisions)
        return self._opened

    def round_meant(self) -> str:
        """The round that the letter names, where it is certain."""
        return feedback_letters.round_of(self.ledger, self.open().letter, Options())

    def unit_meant(self) -> str:
        """The unit of the register to which the whole letter is addressed, empty where none is."""
        letter = self.open().letter
        if letter.units:
            return ""
        known = list_files.context_of(self.ledger, Wanted(self.path), self.options, None, None).units
        return next((found for name in (letter.unit, letter.addressee) if name and (found := known.find(name))), "")

    def unit_missing(self, marks: LetterMarks) -> bool:
        """Whether a finding is of no unit of the register."""
        return any(not one.unit_known for one in self._reading(marks).findings)

    def compare(self, marks: LetterMarks) -> Compared:
        """Lay the findings against the ledger."""
        reviewed = self._look(marks)
        pairs = list(zip(marks.drafts, reviewed.reading.findings, strict=True))
        standings = {draft.key: self._standing(draft, finding, reviewed) for draft, finding in pairs}
        matched = {draft.key: found.finding_id for draft, one in pairs if (found := reviewed.comparison.of(one))}
        held = self._held(matched.values())
        standings |= {
            key: replace(standings[key], amount=held[found].amount_yuan, category=_levels(held[found]))
            for key, found in matched.items()
            if found in held
        }
        return Compared(standings, tuple(one.number for one in reviewed.comparison.missing))

    def review(self, marks: LetterMarks) -> Reviewed:
        """The findings as a list before the ledger, for 看差异; raises KnownError while something is undecided."""
        if left := marks.unrecognised():
            raise KnownError(f"还有 {len(left)} 段没有认出。请逐段选：是问题、是说明或略过。", "unrecognised")
        if waiting := marks.waiting():
            raise KnownError(f"还有 {len(waiting)} 条待看。请采纳，或点“不是问题”。", "waiting")
        if not marks.drafts:
            raise KnownError("这份文件里没有问题。请核对是否为反馈意见。", "none")
        reviewed = self._look(marks)
        lacking = [fault for fault in reviewed.faults if fault.kind in NO_UNIT]
        if lacking:
            raise KnownError("有问题的单位不在名册。请选好单位，或先在“轮次与单位”登记。", "unit")
        return reviewed

    def enter(self, marks: LetterMarks, reviewed: Reviewed, picks: Picks) -> finding_lists.Entered:
        """Back up, then enter what was taken in one action, as the command line does."""
        options = replace(self.options, accept_faults=True)
        backups.back_up(self.ledger, self.actor, backups.Occasion.BEFORE_IMPORT)
        entered = finding_lists.enter(self.ledger, self.actor, reviewed.reading, self.path, options, picks=picks)
        if self.kept_id is not None and entered.anything:
            keeping.drop(self.ledger, self.actor, self.kept_id)
        return entered

    def keep(self, marks: LetterMarks, open_ones: int) -> int:
        """Let the review wait as it stands."""
        form = feedback_letters.LETTER.form
        self.kept_id = keeping.keep_said(
            self.ledger, self.actor, self.path, self.options, self.unit, as_text(marks), open_ones, self.kept_id, form
        )
        return self.kept_id

    # -- inside

    def _look(self, marks: LetterMarks) -> Reviewed:
        """A finding that the ledger has keeps its 分类 there: the headings of a letter are not the office's own."""
        reading = self._reading(marks)
        seen = finding_lists.look(self.ledger, reading, self.options, self.actor)
        reading.findings = [
            finding.but(category=None) if seen.comparison.of(finding) and draft.category is None else finding
            for draft, finding in zip(marks.drafts, reading.findings, strict=True)
        ]
        seen = finding_lists.look(self.ledger, reading, self.options, self.actor)
        faults = [*reading.faults, *seen.faults]
        return Reviewed(reading, faults, [], {}, [], "", {}, seen.comparison)

    def _reading(self, marks: LetterMarks) -> FindingListReading:
        """The findings as they are now, in the form of a list."""
        letter = self.open().letter
        told = {number: one.text for one in self.open().paragraphs for number in one.numbers}
        findings = [
            Proposal(place, list(one.path), one.text, list(one.paras), points=list(one.points), unit=one.unit)
            for place, one in enumerate(marks.drafts, 1)
        ]
        context = [
            Context(para, "note" if reason == UNRECOGNISED else reason, told.get(para, ""))
            for para, reason in sorted(marks.context.items())
        ]
        unit = self.unit or letter.unit
        now = replace(letter, unit=unit, findings=findings, context=context)
        if self.unit:
            now = replace(now, addressee=self.unit)
        about = list_files.context_of(self.ledger, Wanted(self.path, unit=self.unit), self.options, None, None)
        reading = feedback_letters.as_list(now, about, "")
        reading.findings = [
            _told(draft, finding) for draft, finding in zip(marks.drafts, reading.findings, strict=True)
        ]
        return reading

    def _held(self, ids: Iterable[int]) -> dict[int, FindingRow]:
        """Findings as the ledger has them."""
        meant = tuple(ids)
        if not meant:
            return {}
        criteria = FindingCriteria(ids=meant, presence="any")
        rows = list_findings(self.ledger.newest, criteria, self.ledger.today())
        return {row.id: row for row in rows}

    def _standing(self, draft: Draft, finding: FindingDraft, reviewed: Reviewed) -> Standing:
        if not finding.unit_known:
            return Standing(NO_SUCH_UNIT)
        matched = reviewed.comparison.of(finding)
        near = reviewed.comparison.near.get((finding.sheet, finding.row))
        doubt = self._doubt(draft)
        if matched is not None:
            same = not matched.fields  # word for word: what made it doubtful was settled when it was entered
            return Standing(SAME if same else doubt or DIFFERS, matched.number)
        if near is not None:
            return Standing(NEAR, near.number)
        return Standing(doubt or NEW)

    def _doubt(self, draft: Draft) -> str:
        """What makes a finding doubtful by itself: points that may be findings, revisions of its paragraphs."""
        if len(draft.points) > 1:
            return POINTS
        mine = set(draft.paras)
        revised = any(one.shown for one in self.open().paragraphs if mine & set(one.numbers))
        return REVISED if revised else ""


def _levels(row: FindingRow) -> str:
    return " / ".join(filter(None, (row.category1, row.category2, row.category3, row.category4)))


def _told(draft: Draft, finding: FindingDraft) -> FindingDraft:
    """The finding with what the clerk said of it; its 性质 is what a list says by 立行立改 or 长期坚持 in place of a date."""
    said: dict[str, str] = {} if draft.category is None else {"category": draft.category}
    if draft.nature not in (None, ORDINARY):
        said["due_kind"] = str(draft.nature)
    return finding.but(**said) if said else finding
