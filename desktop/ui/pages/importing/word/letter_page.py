"""导入 · Word 反馈意见: 选文件 → 认问题 → 看差异 → 入账; every paragraph is accounted for, all enters as one step (ux/pages.md §22)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from db.queries.dictionaries import categories
from desktop.errors import KnownError
from desktop.operations.importing import keeping
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Options, Picks
from desktop.operations.importing.letter_lines import findings_law, missing_words
from desktop.operations.importing.letter_marks import LetterMarks, from_text
from desktop.operations.importing.letter_review import NO_SUCH_UNIT, Compared, LetterReview
from desktop.operations.importing.review import Reviewed
from desktop.rules.permissions import Action
from desktop.ui.asks import AskKeptImport
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.importing.diff import DiffStep, DoneStep
from desktop.ui.pages.importing.foot import ImportFoot
from desktop.ui.pages.importing.leaving import Leaving
from desktop.ui.pages.importing.record_deeds import RecordDeeds
from desktop.ui.pages.importing.start import DropArea
from desktop.ui.pages.importing.word.letter_desk import LetterDesk
from desktop.ui.pages.importing.word.letter_strip import LetterStrip
from desktop.ui.pages.importing.word.letter_work import Entering, Laid, open_letter
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.place_tabs import IMPORT_TABS, PlaceTabs
from desktop.ui.widgets.writing_field import is_composing

KEY = "feedback_letter"
START, DESK, DIFF, DONE = range(4)
_PLACES = {START: 0, DESK: 2, DIFF: 3, DONE: 4}
"""The step in the line: the structure is recognised by the program."""


class LetterPage(Page):
    """One letter on its way into the ledger."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "导入")
        self.step = START
        self.review: LetterReview | None = None
        self.marks, self.compared = LetterMarks(), Compared()
        self.reviewed: Reviewed | None = None
        self._picks = Picks()
        self._looks = 0
        self._next_after = False
        """Whether the clerk went on while the comparison was still on its way."""
        self._former: list[LetterMarks] = []
        self.head_middle.addWidget(PlaceTabs(context, IMPORT_TABS, KEY))
        self.back_button = self.add_button("退一步", self.step_back, icon="undo", tooltip="收回上一个决定（Alt+退格）")
        self.other_button = self.add_button("换文件", self.cancel, icon="import")
        self.records_button = self.add_button("导入记录", self._open_records, icon="history")
        self.strip, self.area = LetterStrip(context), DropArea(context, "反馈意见", (".docx",))
        self.desk, self.diff, self.done = LetterDesk(context), DiffStep(context, "段"), DoneStep(context)
        self.deeds, self.leaving = RecordDeeds(context, self), Leaving(context, self)
        self.foot = ImportFoot(context)
        self._lay_out()
        self._connect()
        self._show_step(START)

    # -- what the frame asks

    def refresh(self) -> None:
        """The rounds and units to choose from; a letter under review is laid against the ledger anew."""
        self.strip.refresh()
        if self.review is not None and self.step in (DESK, DIFF) and not self.leaving.entering:
            self._compare()

    def status_texts(self) -> Sequence[str]:
        """What is under review, and that the ledger is untouched."""
        if self.review is None or self.step not in (DESK, DIFF):
            return ("导入",)
        counts = self.marks.counts()
        return (
            f"{sum(counts.values())} 段",
            f"问题 {len(self.marks.drafts)}",
            f"没有认出 {counts['没有认出']}",
            "账本未改动",
        )

    def open_with(self, payload: object) -> None:
        """A file that was dropped elsewhere, or a review that waits."""
        if isinstance(payload, AskKeptImport):
            self.take_up(payload.row_id)
        if isinstance(payload, (str, Path)):
            self.open_file(Path(payload))

    def zones(self) -> Sequence[QWidget]:
        """The file to choose; later paragraphs, findings and the words in hand."""
        if self.step == DESK:
            return (self.desk.proposals.table.grid, self.desk.editor.text, self.desk.source.list)
        return ({START: self.area.browse_button, DIFF: self.diff.table.grid}.get(self.step, self.done.ledger_button),)

    def leave(self) -> None:
        """What was decided waits also where the page is only left."""
        self.desk.flush()
        if self.step in (DESK, DIFF):
            self.leaving.keep_quietly(self.review, self.marks, self._open_count())

    # -- the way through

    def open_file(self, path: object) -> None:
        """Read a letter; a file that is not taken is answered by one sentence."""
        self.clear_error()
        if isinstance(path, Path):
            review = LetterReview(self.context.ledger, self.context.actor, path, Options())
            self._leave_letter(partial(self._begin, review, None))

    def take_up(self, row_id: int) -> None:
        """Go on with a review that was kept."""
        self.clear_error()
        if self.review is not None and self.review.kept_id == row_id:
            return
        try:
            taken = keeping.take_up(self.context.ledger, row_id)
        except KnownError as error:
            self.show_error(error)
            return
        review = LetterReview(self.context.ledger, self.context.actor, taken.path, taken.options, taken.unit)
        review.kept_id, review.folder = row_id, taken.folder
        self._leave_letter(partial(self._begin, review, from_text(taken.said)))

    def next(self) -> None:
        """Ctrl+Enter: take and go to the next; with everything decided 看差异, then 入账."""
        if is_composing(self.focusWidget()) or self.leaving.entering:
            return
        if self.step == DESK:
            self.desk.take_and_next()
        elif self.step == DIFF and self.foot.next_button.isEnabled():
            self._enter()

    def look(self) -> None:
        """看差异: the findings as a list before the ledger."""
        self.desk.flush()
        if self.review is None or self.step != DESK:
            return
        if self._looks_open():
            self._next_after = True
            return
        self.clear_error()
        work = partial(self.review.review, self.marks)
        self.context.jobs.start("正在核对", work, done=self._look_done, failed=self.show_error)

    def back(self) -> None:
        """上一步"""
        if not self.leaving.entering:
            self.clear_error()
            self._show_step(DESK if self.step == DIFF else START)

    def step_back(self) -> None:
        """退一步: the last decision of this letter is taken back."""
        self.desk.flush()
        if self.step == DESK and self._former:
            self.marks = self._former.pop()
            self._show_marks(fresh=False)
            self._compare()

    def cancel(self) -> None:
        """换文件: decisions are not thrown away unasked."""
        self.desk.flush()
        self._leave_letter(self.show_start)

    def keep(self) -> None:
        """暂存: the review waits as it stands and is found again on 首页 and under 导入文件."""
        self.desk.flush()
        if self.review is not None:
            self.leaving.keep(self.review, self.marks, self._open_count(), self.show_start)

    def show_start(self) -> None:
        """Back to the beginning; nothing was entered."""
        self.clear_error()
        self.review, self.reviewed, self._former = None, None, []
        self._looks += 1
        self._show_step(START)

    # -- inside

    def _leave_letter(self, then: Callable[[], Any]) -> None:
        review = self.review if self.step in (DESK, DIFF) else None
        self.leaving.ask(review, self.marks, self._open_count(), then)

    def _begin(self, review: LetterReview, marks: LetterMarks | None) -> None:
        self.leaving.begin(marks)
        self._looks += 1
        meant = self.strip.switch_round()
        work = partial(open_letter, review, marks, meant)
        self.context.jobs.start("正在读取反馈意见", work, done=self._opened, failed=self.show_error, bar=self.job_bar)

    def _opened(self, laid: Laid) -> None:
        self.review, self.marks, self.compared = laid.review, laid.marks, laid.compared
        self.reviewed, self._picks, self._former = None, Picks(), []
        named = laid.opened.letter.round
        self.strip.show_letter(laid.review, named, several=laid.opened.letter.units)
        known = [
            " / ".join(part for part in (one.level1, one.level2) if part) for one in categories(self.context.reader)
        ]
        self.desk.begin(laid.opened, laid.marks, laid.review.path.name, list(dict.fromkeys(known)))
        self._show_step(DESK)
        self._show_marks(fresh=True)

    def _decided(self, marks: LetterMarks) -> None:
        self.clear_error()
        self._former.append(self.marks)
        self.marks, self._picks = marks, Picks()
        self._show_marks(fresh=False)
        self._compare()

    def _meant(self, round_name: str, unit: str) -> None:
        if self.review is not None:
            self.review = self.review.told(replace(self.review.options, round_name=round_name), unit)
            self._picks = Picks()
            self._compare()

    def _compare(self) -> None:
        if self.review is None:
            return
        self._looks += 1
        work = partial(self.review.compare, self.marks)
        done, failed = partial(self._compared, self._looks), partial(self._compare_failed, self._looks)
        self.context.jobs.start("正在核对", work, done=done, failed=failed)

    def _compared(self, number: int, compared: Compared) -> None:
        if number != self._looks or self.review is None:
            return
        self.compared = compared
        self._show_marks(fresh=True)
        if self._next_after:
            self._next_after = False
            self.look()

    def _compare_failed(self, number: int, error: KnownError) -> None:
        if number == self._looks:
            self._next_after = False
            self.show_error(error)

    def _looks_open(self) -> bool:
        return not self.desk.is_fresh

    def _show_marks(self, *, fresh: bool) -> None:
        self.desk.show_marks(self.marks, self.compared, fresh=fresh)
        self._guard()
        self.status_changed.emit()

    def _look_done(self, reviewed: Reviewed) -> None:
        if self.review is None:
            return
        self.reviewed = reviewed
        self.diff.show_reviewed(reviewed, replace(Decisions(), picks=self._picks))
        self._show_step(DIFF)

    def _picked(self, picks: Picks) -> None:
        self._picks = picks
        self._guard()

    def _enter(self) -> None:
        if self.review is None or self.reviewed is None or self.leaving.entering:
            return
        self._set_entering(True)
        work = Entering(self.review, self.marks, self.reviewed, self._picks)
        self.context.write(work, label="正在入账", done=self._entered, failed=self._enter_failed)

    def _set_entering(self, entering: bool) -> None:
        self.leaving.entering = entering
        self.foot.setEnabled(not entering)

    def _entered(self, result: Entered) -> None:
        self._set_entering(False)
        self.done.show_entered(result, "段", "各段都有交代，没有遗漏。")
        self.review, self._former = None, []
        self._show_step(DONE)
        changed = f"，更新 {result.changed} 条" if result.changed else ""
        self.say(f"已入账 {result.entered} 条{changed}。")

    def _enter_failed(self, error: KnownError) -> None:
        self._set_entering(False)
        self.show_error(error)
        self._guard()

    def _open_count(self) -> int:
        return len(self.marks.waiting()) + len(self.marks.unrecognised())

    def _open_records(self) -> None:
        self.context.open_page("import")

    def _open_ledger(self) -> None:
        self.context.open_page("findings")

    def _show_step(self, step: int) -> None:
        self.step = step
        self.strip.show_step(_PLACES[step], choosing=step == DESK)
        moved = self.stack.currentIndex() != step
        self.stack.setCurrentIndex(step)
        self.foot.setVisible(step in (DESK, DIFF))
        self.back_button.setVisible(step == DESK)
        self.other_button.setVisible(step in (DESK, DIFF))
        self.foot.back_button.setVisible(step == DIFF)
        if moved and self.isVisible():
            self.zones()[0].setFocus()
        self._guard()
        self.status_changed.emit()

    def _guard(self) -> None:
        super()._guard()
        if not hasattr(self, "foot"):
            return
        button = self.foot.next_button
        if self.step == DESK:
            self.back_button.setEnabled(bool(self._former))
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

    def _why_not(self) -> str:
        """What keeps the letter from 看差异, in a few words."""
        if unknown := len(self.marks.unrecognised()):
            return f"没有认出 {unknown} 段须逐段选"
        if waiting := len(self.marks.waiting()):
            return f"待看 {waiting} 条"
        if any(one.kind == NO_SUCH_UNIT for one in self.compared.standings.values()):
            return "请先选好单位"
        return "" if self.marks.drafts else "没有问题可入账"

    def _undone(self, sentence: str) -> None:
        self.done.show_undone(sentence)

    def _lay_out(self) -> None:
        start = Card("选文件", "读出后逐段核对、与台账比对，不会直接入账")
        start.body.addWidget(self.area)
        self.stack = QStackedWidget()
        for widget in (start, self.desk, self.diff, self.done):
            self.stack.addWidget(widget)
        self.foot.annotate_button.hide()
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.foot)
        self.fold_when_narrow(self.records_button)

    def _connect(self) -> None:
        self.area.dropped.connect(self.open_file)
        self.strip.meant.connect(self._meant)
        self.desk.decided.connect(self._decided)
        self.desk.failed.connect(self.show_error)
        self.desk.ready.connect(self.look)
        self.diff.picked.connect(self._picked)
        for button, slot in (
            (self.foot.cancel_button, self.cancel), (self.foot.keep_button, self.keep), (self.foot.back_button, self.back),
        ):  # fmt: skip
            button.clicked.connect(slot)
        self.foot.next_button.clicked.connect(self._next_clicked)
        self.deeds.said.connect(self.say)
        self.deeds.failed.connect(self.show_error)
        self.deeds.undone.connect(self._undone)
        self.leaving.said.connect(self.say)
        self.leaving.failed.connect(self.show_error)
        self.done.undo_asked.connect(self.deeds.undo_number)
        self.done.ledger_asked.connect(self._open_ledger)
        self.done.again_asked.connect(self.show_start)
        for number, title in enumerate(("不拆／是问题", "并入上一条／是说明", "不是问题／略过", "拆开"), 1):
            self.add_shortcut(f"Alt+{number}", title, partial(self._by_number, number))
        for key, title, act in (
            ("Ctrl+Return", "采纳并下一条；都看过后看差异、入账", self.next),
            ("Ctrl+Enter", "采纳并下一条（小键盘）", self.next),
            ("Ctrl+Shift+Return", "全部采纳建议", self._take_all),
            ("Ctrl+Shift+Enter", "全部采纳建议（小键盘）", self._take_all),
            ("F3", "下一处待看", self._next_waiting),
            ("Alt+Backspace", "退一步", self.step_back),
        ):
            self.add_shortcut(key, title, act)

    def _next_clicked(self) -> None:
        if self.step == DESK:
            self.look()
        else:
            self._enter()

    def _by_number(self, number: int) -> None:
        if self.step == DESK and not is_composing(self.focusWidget()):
            self.desk.act_by_number(number)
        elif self.step == DIFF and number <= 2:
            (self.diff.take_list, self.diff.keep_ledger)[number - 1]()

    def _take_all(self) -> None:
        if self.step == DESK and not is_composing(self.focusWidget()):
            self.desk.take_all()

    def _next_waiting(self) -> None:
        if self.step == DESK:
            self.desk.next_waiting()
