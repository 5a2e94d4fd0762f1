"""导入 · 单位整改报告: answers are matched to the findings of the unit; claims are proposed, never verdicts; all enters as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from db.queries.rounds import round_by_id
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.report_lines import findings_law
from desktop.operations.importing.report_review import CONFLICT, EnteredReport, ReportMarks, ReportReview, from_text
from desktop.rules.permissions import Action, Actor
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.word.paper import Desk, Laid
from desktop.ui.pages.importing.word.report_desk import ReportDesk
from desktop.ui.pages.importing.word.word_page import DESK, DONE, START, WordPage

STEPS = ("选文件", "对问题", "认答复", "入账")


class ReportPage(WordPage):
    """One report on its way into the ledger."""

    KEY, WHAT = "rectification_report", "单位整改报告"
    PLACES = {START: 0, DESK: 2, DONE: 3}  # the answers are matched by the program
    VERBS = ("按自报采纳", "只记情况", "略过")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, STEPS)
        self.desk = ReportDesk(context)
        self.lay_out({DESK: self.desk}, "读出后逐处核对，只提自报，不动认定")

    @property
    def work(self) -> Desk:
        """The desk of the page."""
        return cast(Desk, self.desk)

    def status_texts(self) -> Sequence[str]:
        """What is under review, and that the ledger is untouched."""
        if not self.is_under_review:
            return ("导入",)
        reading = self.compared.report.reading
        return (f"答复 {len(reading.items)} 处", f"没有答复 {len(reading.unanswered())}", "账本未改动")

    def zones(self) -> Sequence[QWidget]:
        """The file to choose; later answers, then paragraphs."""
        if self.step == DESK:
            return (self.desk.answers.table.grid, self.desk.source.list)
        return (self.area.browse_button if self.step == START else self.done.ledger_button,)

    def make_review(self, path: Path, options: Options, unit: str) -> ReportReview:
        """The review of a file."""
        return ReportReview(self.context.ledger, self.context.actor, path, options, unit)

    def marks_of(self, text: str) -> ReportMarks:
        """The decisions that were kept."""
        return from_text(text)

    def open_paper(self, review: Any, marks: Any, round_name: str) -> Laid:
        """Read the file, in the worker; kept choices count where the answers are still the same."""
        try:
            opened = review.open(round_name)
        except Refused as error:
            raise KnownError(str(error)) from error
        same = marks is not None and marks.choices.keys() == opened.marks.choices.keys()
        found = marks if same else opened.marks
        return Laid(review, opened, found, review.compare(found))

    def begin(self, laid: Laid) -> None:
        """Lay the report on the desk."""
        answerable = laid.opened.read.answerable
        named = round_by_id(self.context.reader, answerable.round_id or 0)
        self.strip.show_meant(named.name if named else "", answerable.unit)
        self.desk.begin(laid.opened, laid.marks, laid.compared, laid.review.path.name)
        if other := [one.message for one in laid.compared.report.faults if one.kind == "other_unit"]:
            self.show_error(other[0])

    def meant_otherwise(self, round_name: str, unit: str) -> None:
        """Another round or unit has other findings: the report is read against them, and decided anew."""
        self._ask_again(self.review, None, round_name, unit)

    def go_on(self) -> None:
        """入账: as one step."""
        if not self.leaving.entering and self.foot.next_button.isEnabled():
            self.set_entering(True)
            work = _Entering(self.review, self.marks)
            self.context.write(work, label="正在入账", done=self._entered, failed=self.enter_failed)

    def open_count(self) -> int:
        """Answers that wait for a decision."""
        return len(self.marks.waiting())

    def guard_foot(self) -> None:
        """The sum, the reason and the button."""
        if self.step != DESK:
            return
        reading = self.compared.report.reading
        count = sum(one.deed != "" for one in self.compared.report.proposals)
        waiting = len(self.marks.waiting())
        differ = sum(one.kind == CONFLICT for one in self.compared.report.faults)
        left = f"待看 {waiting} 处" if waiting else f"自报不一 {differ} 条，请只留一处的状态" if differ else ""
        why_not = left or self.context.why_not(Action.IMPORT, writes=True)
        self.foot.show_words(findings_law(reading, self.marks), "", why_not)
        self.foot.next_button.setText(f"入账 {count} 处")
        self.foot.next_button.setEnabled(bool(count) and not why_not)

    def _entered(self, result: EnteredReport) -> None:
        more = f"{result.unit}，第 {result.number} 次导入。只记自报和情况，认定不动；没有答复的问题照旧。"
        self.done.show_told(f"已入账 {result.entered} 处答复。", more, result.number)
        self.entered()
        self.say(f"已入账 {result.entered} 处答复。")


class _Entering:
    """The whole entry as one piece of work."""

    def __init__(self, review: ReportReview, marks: ReportMarks) -> None:
        self._review, self._marks = review, marks

    def __call__(self, _ledger: Ledger, _actor: Actor) -> EnteredReport:
        """Back up and enter."""
        return self._review.enter(self._marks)
