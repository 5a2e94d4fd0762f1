"""导入 · Word 反馈意见: 选文件 → 认问题 → 看差异 → 入账; every paragraph is accounted for, all enters as one step (ux/pages.md §22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from db.queries.dictionaries import categories
from desktop.ledgers.ways_out import LETTER_COMPARISON
from desktop.operations.importing import letter_comparison
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Options, Picks
from desktop.operations.importing.letter_lines import findings_law, missing_words
from desktop.operations.importing.letter_marks import LetterMarks, from_text
from desktop.operations.importing.letter_review import NO_SUCH_UNIT, LetterReview
from desktop.operations.importing.review import Reviewed
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.save_out_dialog import ask_list
from desktop.ui.pages.importing.diff import DiffStep
from desktop.ui.pages.importing.word.letter_desk import LetterDesk
from desktop.ui.pages.importing.word.letter_work import Entering, open_letter
from desktop.ui.pages.importing.word.paper import Desk, Laid
from desktop.ui.pages.importing.word.word_page import DESK, DIFF, DONE, START, WordPage

STEPS = ("选文件", "认结构", "认问题", "看差异", "入账")


class LetterPage(WordPage):
    """One letter on its way into the ledger."""

    KEY, WHAT = "feedback_letter", "反馈意见"
    PLACES = {START: 0, DESK: 2, DIFF: 3, DONE: 4}  # the structure is recognised by the program
    VERBS = ("不拆／是问题", "并入上一条／是说明", "不是问题／略过", "拆开")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, STEPS)
        self.reviewed: Reviewed | None = None
        self._picks = Picks()
        self._picks_of: LetterMarks | None = None
        self.desk, self.diff = LetterDesk(context), DiffStep(context, "段")
        self.comparison_button = self.foot.annotate_button
        self.lay_out({DESK: self.desk, DIFF: self.diff}, "读出后逐段核对、与台账比对，不会直接入账")
        self.diff.picked.connect(self._picked)
        self.comparison_button.setText("导出对照稿")
        self.comparison_button.setToolTip("原文逐段在左，读出的问题在右，另一个人可以照着核对")
        self.comparison_button.clicked.connect(self.export_comparison)

    @property
    def work(self) -> Desk:
        """The desk of the page."""
        return cast(Desk, self.desk)

    def status_texts(self) -> Sequence[str]:
        """What is under review, and that the ledger is untouched."""
        if not self.is_under_review:
            return ("导入",)
        counts = self.marks.counts()
        unknown = f"没有认出 {counts['没有认出']}"
        return (f"{sum(counts.values())} 段", f"问题 {len(self.marks.drafts)}", unknown, "账本未改动")

    def zones(self) -> Sequence[QWidget]:
        """The file to choose; later findings, the words in hand, paragraphs."""
        if self.step == DESK:
            return (self.desk.proposals.table.grid, self.desk.editor.text, self.desk.source.list)
        if self.step == DIFF:
            return (self.diff.table.grid,)
        return (self.area.browse_button if self.step == START else self.done.ledger_button,)

    def make_review(self, path: Path, options: Options, unit: str) -> LetterReview:
        """The review of a file."""
        return LetterReview(self.context.ledger, self.context.actor, path, options, unit)

    def marks_of(self, text: str) -> LetterMarks:
        """The decisions that were kept."""
        return from_text(text)

    def open_paper(self, review: Any, marks: Any, round_name: str) -> Laid:
        """Read the file, in the worker."""
        return open_letter(review, marks, round_name)

    def begin(self, laid: Laid) -> None:
        """Lay the letter on the desk."""
        self.reviewed, self._picks = None, Picks()
        letter = laid.opened.letter
        self.strip.show_meant(laid.review.options.round_name, laid.review.unit, letter.round, several=letter.units)
        known = [
            " / ".join(part for part in (one.level1, one.level2) if part) for one in categories(self.context.reader)
        ]
        self.desk.begin(laid.opened, laid.marks, laid.review.path.name, list(dict.fromkeys(known)))

    def go_on(self) -> None:
        """看差异: the findings as a list before the ledger."""
        work = partial(self.review.review, self.marks)
        self.context.jobs.start("正在核对", work, done=self._look_done, failed=self.show_error)

    def by_number(self, number: int) -> None:
        """Alt+n: on the desk its verbs; before the ledger which side is right."""
        if self.step == DIFF and number <= 2:
            (self.diff.take_list, self.diff.keep_ledger)[number - 1]()
        else:
            super().by_number(number)

    def enter(self) -> None:
        """入账"""
        if self.review is not None and self.reviewed is not None and not self.leaving.entering:
            self.set_entering(True)
            work = Entering(self.review, self.marks, self.reviewed, self._picks)
            self.context.write(work, label="正在入账", done=self._entered, failed=self.enter_failed)

    def open_count(self) -> int:
        """Findings and paragraphs that wait for a decision."""
        return len(self.marks.waiting()) + len(self.marks.unrecognised())

    def guard_foot(self) -> None:
        """The sum, the reason and the button of the step in sight."""
        button = self.foot.next_button
        self.comparison_button.setVisible(self.step == DESK)
        if self.step == DESK:
            why_not = self._why_not()
            self.foot.show_words(findings_law(self.marks, self.compared), missing_words(self.compared), why_not)
            button.setText("看差异")
            button.setEnabled(not why_not)
        elif self.step == DIFF:
            new, changed = self.diff.taken()
            may_not = self.context.why_not(Action.IMPORT, writes=True)
            more = f"、更新 {changed} 条" if changed else ""
            self.foot.show_words(self.diff.law(), "", may_not)
            button.setText(f"入账 {new} 条{more}")
            button.setEnabled(bool(new or changed) and not may_not)

    def export_comparison(self) -> None:
        """导出对照稿: the letter beside what was made of it, as it stands now."""
        if self.review is None:
            return
        self.desk.flush()
        source = self.review.path
        title = f"{source.stem} 对照稿"
        if found := ask_list(self.context, LETTER_COMPARISON, title, self, self.show_error, word=True):
            target, asked = found
            letter = (source, self.desk.opened, self.marks, self.compared)
            self.context.put_out(
                letter_comparison.write, letter, target, asked, done=self._exported, failed=self.show_error
            )

    # -- inside

    def _exported(self, path: Path) -> None:
        self.say(f"已导出 {path.name}")

    def _look_done(self, reviewed: Reviewed) -> None:
        if self.review is None:
            return
        if self._picks_of is not self.marks:
            self._picks, self._picks_of = Picks(), self.marks
        self.reviewed = reviewed
        self.diff.show_reviewed(reviewed, replace(Decisions(), picks=self._picks))
        self.show_step(DIFF)

    def _picked(self, picks: Picks) -> None:
        self._picks = picks
        self._guard()

    def _entered(self, result: Entered) -> None:
        self.done.show_entered(result, "段", "各段都有交代，没有遗漏。")
        self.entered()
        changed = f"，更新 {result.changed} 条" if result.changed else ""
        self.say(f"已入账 {result.entered} 条{changed}。")

    def _why_not(self) -> str:
        """What keeps the letter from 看差异, in a few words."""
        if unknown := len(self.marks.unrecognised()):
            return f"没有认出 {unknown} 段须逐段选"
        if waiting := len(self.marks.waiting()):
            return f"待看 {waiting} 条"
        if any(one.kind == NO_SUCH_UNIT for one in self.compared.standings.values()):
            return "请先选好单位"
        return "" if self.marks.drafts else "没有问题可入账"
