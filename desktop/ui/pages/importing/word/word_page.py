"""What the pages of Word files share: a file is read in the worker, decided on by keys, waits or enters as one step (ux/pages.md §22)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.errors import KnownError
from desktop.operations.importing import keeping
from desktop.operations.importing.files import form_of_paper
from desktop.operations.importing.judgement import Options
from desktop.ui.asks import AskKeptImport
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.importing.diff import DoneStep
from desktop.ui.pages.importing.foot import ImportFoot
from desktop.ui.pages.importing.leaving import Leaving
from desktop.ui.pages.importing.record_deeds import RecordDeeds
from desktop.ui.pages.importing.start import DropArea
from desktop.ui.pages.importing.word.keys import add_keys
from desktop.ui.pages.importing.word.paper import Desk, Laid
from desktop.ui.pages.importing.word.word_strip import WordStrip
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.place_tabs import IMPORT_TABS, PlaceTabs
from desktop.ui.widgets.writing_field import is_composing

START, DESK, DIFF, DONE = "start", "desk", "diff", "done"
_ASKS_FOR_UNIT = frozenset({"unit", "round", "no_findings"})


class WordPage(Page):
    """One paper on its way into the ledger."""

    KEY: ClassVar[str]
    WHAT: ClassVar[str]
    PLACES: ClassVar[Mapping[str, int]]
    """Step of the page → step in the line; below, what Alt+1 … do."""
    VERBS: ClassVar[Sequence[str]]

    def __init__(self, context: AppContext, steps: Sequence[str]) -> None:
        super().__init__(context, "导入")
        self.step = START
        self.review: Any = None
        self.marks: Any = None
        self.compared: Any = None
        self._looks = 0
        self._next_after = False  # whether the clerk went on while the comparison was still on its way
        self._asked: Callable[[str, str], None] | None = None  # reads again for a unit that the paper does not name
        self._former: list[Any] = []
        self.head_middle.addWidget(PlaceTabs(context, IMPORT_TABS, self.KEY))
        self.back_button = self.add_button("退一步", self.step_back, icon="undo", tooltip="收回上一个决定（Alt+退格）")
        self.other_button = self.add_button("换文件", self.cancel, icon="import")
        self.records_button = self.add_button("导入记录", self._open_records, icon="history")
        self.strip, self.area = WordStrip(context, steps), DropArea(context, self.WHAT, (".docx",))
        self.done = DoneStep(context)
        self.deeds, self.leaving = RecordDeeds(context, self), Leaving(context, self)
        self.foot, self.stack = ImportFoot(context), QStackedWidget()
        self._steps: dict[str, QWidget] = {}

    # -- what each page is

    @property
    @abstractmethod
    def work(self) -> Desk:
        """The desk of the page."""

    @abstractmethod
    def make_review(self, path: Path, options: Options, unit: str) -> Any:
        """The review of a file."""

    @abstractmethod
    def marks_of(self, text: str) -> Any:
        """The decisions that were kept."""

    @abstractmethod
    def open_paper(self, review: Any, marks: Any, round_name: str) -> Laid:
        """Read the file, in the worker."""

    @abstractmethod
    def begin(self, laid: Laid) -> None:
        """Lay the paper on the desk."""

    @abstractmethod
    def go_on(self) -> None:
        """Everything is decided and compared: the next step."""

    @abstractmethod
    def open_count(self) -> int:
        """How much waits for a decision."""

    @abstractmethod
    def guard_foot(self) -> None:
        """The sum, the reason and the button of the step in sight."""

    # -- what the frame asks

    def refresh(self) -> None:
        """The rounds and units to choose from; a paper under review is laid against the ledger anew."""
        self.strip.refresh()
        if self.is_under_review and not self.leaving.entering:
            self.compare()

    def open_with(self, payload: object) -> None:
        """A file that was dropped elsewhere, or a review that waits."""
        if isinstance(payload, AskKeptImport):
            self.take_up(payload.row_id)
        if isinstance(payload, (str, Path)):
            self.open_file(Path(payload))

    def leave(self) -> None:
        """What was decided waits also where the page is only left."""
        if self.is_under_review:
            self.work.flush()
            self.leaving.keep_quietly(self.review, self.marks, self.open_count())

    @property
    def is_under_review(self) -> bool:
        """Whether a paper is in hand."""
        return self.review is not None and self.step in (DESK, DIFF)

    # -- the way through

    def open_file(self, path: object) -> None:
        """Read a paper; a file that is not taken is answered by one sentence."""
        self.clear_error()
        if isinstance(path, Path):
            self._leave_paper(partial(self._begin, self.make_review(path, Options(), ""), None))

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
        review = self.make_review(taken.path, taken.options, taken.unit)
        review.kept_id, review.folder = row_id, taken.folder
        self._leave_paper(partial(self._begin, review, self.marks_of(taken.said)))

    def next(self) -> None:
        """Ctrl+Enter: take and go to the next; with everything decided the next step."""
        if is_composing(self.focusWidget()) or self.leaving.entering:
            return
        if self.step == DESK:
            self.work.take_and_next()
        elif self.step == DIFF and self.foot.next_button.isEnabled():
            self.enter()

    def enter(self) -> None:
        """入账, where that is a step of its own."""

    def look(self) -> None:
        """The button of the desk; a comparison still on its way is waited for."""
        self.work.flush()
        if self.review is None or self.step != DESK:
            return
        if not self.work.is_fresh:
            self._next_after = True
            return
        self.clear_error()
        self.go_on()

    def step_back(self) -> None:
        """退一步: the last decision of this paper is taken back."""
        if self.step == DESK:
            self.work.flush()
            if self._former:
                self.marks = self._former.pop()
                self.show_marks(fresh=False)
                self.compare()

    def back(self) -> None:
        """上一步"""
        if not self.leaving.entering and self.step == DIFF:
            self.clear_error()
            self.show_step(DESK)

    def cancel(self) -> None:
        """换文件: decisions are not thrown away unasked."""
        self._leave_paper(self.show_start)

    def keep(self) -> None:
        """暂存: the review waits as it stands and is found again on 首页 and under 导入文件."""
        if self.is_under_review:
            self.work.flush()
            self.leaving.keep(self.review, self.marks, self.open_count(), self.show_start)

    def show_start(self) -> None:
        """Back to the beginning; nothing was entered."""
        self.clear_error()
        self.review, self._former, self._asked = None, [], None
        self._looks += 1
        self.show_step(START)

    # -- for the pages

    def lay_out(self, steps: Mapping[str, QWidget], note: str) -> None:
        """Build the page around its own steps."""
        start = Card("选文件", note)
        start.body.addWidget(self.area)
        self._steps = {START: start, **steps, DONE: self.done}
        for widget in self._steps.values():
            self.stack.addWidget(widget)
        self.foot.annotate_button.hide()
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)
        self.below.addWidget(self.foot)
        self.fold_when_narrow(self.records_button)
        self._connect()
        self.show_step(START)

    def compare(self) -> None:
        """Lay the paper against the ledger, in the worker; an answer to an older question is dropped."""
        if self.review is None:
            return
        self._looks += 1
        work = partial(self.review.compare, self.marks)
        done, failed = partial(self._compared, self._looks), partial(self._compare_failed, self._looks)
        self.context.jobs.start("正在核对", work, done=done, failed=failed)

    def show_marks(self, *, fresh: bool) -> None:
        """Show what stands."""
        self.work.show_marks(self.marks, self.compared, fresh=fresh)
        self._guard()
        self.status_changed.emit()

    def set_entering(self, entering: bool) -> None:
        """The paper is on its way into the ledger."""
        self.leaving.entering = entering
        self.foot.setEnabled(not entering)

    def enter_failed(self, error: KnownError) -> None:
        """Nothing was entered."""
        self.set_entering(False)
        self.show_error(error)
        self._guard()

    def entered(self) -> None:
        """The paper stands in the ledger."""
        self.set_entering(False)
        self.review, self._former = None, []
        self.show_step(DONE)

    def show_step(self, step: str) -> None:
        """Another step is in sight."""
        self.step = step
        self.strip.show_step(self.PLACES[step], choosing=step == DESK or self._asked is not None)
        moved = self.stack.currentWidget() is not self._steps[step]
        self.stack.setCurrentWidget(self._steps[step])
        self.foot.setVisible(step in (DESK, DIFF))
        self.back_button.setVisible(step == DESK)
        self.other_button.setVisible(step in (DESK, DIFF))
        self.foot.back_button.setVisible(step == DIFF)
        if moved and self.isVisible():
            self.zones()[0].setFocus()
        self._guard()
        self.status_changed.emit()

    # -- inside

    def _leave_paper(self, then: Callable[[], Any]) -> None:
        if self.is_under_review:
            self.work.flush()
        review = self.review if self.is_under_review else None
        self.leaving.ask(review, self.marks, self.open_count() if review else 0, then)

    def _begin(self, review: Any, marks: Any) -> None:
        self.leaving.begin(marks)
        self._looks += 1
        work = partial(self._read, review, marks, self.strip.switch_round())
        failed = partial(self._open_failed, review, marks)
        label = f"正在读取{self.WHAT}"
        self.context.jobs.start(label, work, done=self._opened, failed=failed, bar=self.job_bar)

    def _read(self, review: Any, marks: Any, round_name: str, _report: Any) -> tuple[str, Laid]:
        laid = self.open_paper(review, marks, round_name)
        return form_of_paper(review.path), laid

    def _opened(self, read: tuple[str, Laid]) -> None:
        form, laid = read
        self.review, self.marks, self.compared = laid.review, laid.marks, laid.compared
        self._former, self._asked, self._next_after = [], None, False
        self.clear_error()
        self.begin(laid)
        self.show_step(DESK)
        self.show_marks(fresh=True)
        if form != self.KEY and laid.review.kept_id is None:
            word = dict(IMPORT_TABS).get(form, IMPORT_TABS[0][1])
            elsewhere = partial(self._open_elsewhere, form, laid.review.path)
            self.error_bar.show_text(
                f"看标题和表格，这份文件像是要在“{word}”里导入。", "", f"到“{word}”打开", elsewhere
            )

    def _open_elsewhere(self, form: str, path: Path) -> None:
        self.show_start()
        self.context.open_page(form if form in dict(IMPORT_TABS) else "import", path)

    def _open_failed(self, review: Any, marks: Any, error: KnownError) -> None:
        self.show_error(error)
        if error.kind in _ASKS_FOR_UNIT:
            self._asked = partial(self._ask_again, review, marks)
            self.strip.show_meant(review.options.round_name, review.unit)
        if not self.is_under_review:
            self.show_step(START)

    def _ask_again(self, review: Any, marks: Any, round_name: str, unit: str) -> None:
        self._begin(review.told(replace(review.options, round_name=round_name), unit), marks)

    def _meant(self, round_name: str, unit: str) -> None:
        self.clear_error()
        if self._asked is not None:
            self._asked(round_name, unit)
        elif self.review is not None:
            self.meant_otherwise(round_name, unit)

    def meant_otherwise(self, round_name: str, unit: str) -> None:
        """Round or unit were chosen anew."""
        self.review = self.review.told(replace(self.review.options, round_name=round_name), unit)
        self.compare()

    def _decided(self, marks: Any) -> None:
        self.clear_error()
        self._former.append(self.marks)
        self.marks = marks
        self.show_marks(fresh=False)
        self.compare()

    def _compared(self, number: int, compared: Any) -> None:
        if number != self._looks or self.review is None:
            return
        self.compared = compared
        self.show_marks(fresh=True)
        if self._next_after:
            self._next_after = False
            self.look()

    def _compare_failed(self, number: int, error: KnownError) -> None:
        if number == self._looks:
            self._next_after = False
            self.show_error(error)

    def _guard(self) -> None:
        super()._guard()
        if getattr(self, "_steps", None):
            self.back_button.setEnabled(bool(self._former))
            self.guard_foot()

    def _open_records(self) -> None:
        self.context.open_page("import")

    def _connect(self) -> None:
        self.area.dropped.connect(self.open_file)
        self.strip.meant.connect(self._meant)
        self.work.decided.connect(self._decided)
        self.work.failed.connect(self.show_error)
        self.work.ready.connect(self.look)
        for button, slot in (
            (self.foot.cancel_button, self.cancel), (self.foot.keep_button, self.keep), (self.foot.back_button, self.back),
            (self.foot.next_button, self._next_clicked),
        ):  # fmt: skip
            button.clicked.connect(slot)
        self.deeds.said.connect(self.say)
        self.deeds.failed.connect(self.show_error)
        self.deeds.undone.connect(self.done.show_undone)
        self.leaving.said.connect(self.say)
        self.leaving.failed.connect(self.show_error)
        self.done.undo_asked.connect(self.deeds.undo_number)
        self.done.ledger_asked.connect(partial(self.context.open_page, "findings"))
        self.done.again_asked.connect(self.show_start)
        add_keys(self)

    def _next_clicked(self) -> None:
        if self.step == DESK:
            self.look()
        else:
            self.enter()

    def take_all(self) -> None:
        """全部采纳建议"""
        if self.step == DESK and not is_composing(self.focusWidget()):
            self.work.take_all()

    def next_waiting(self) -> None:
        """The next that waits for a decision."""
        if self.step == DESK:
            self.work.next_waiting()

    def by_number(self, number: int) -> None:
        """Alt+n on the desk."""
        if self.step == DESK and not is_composing(self.focusWidget()):
            self.work.act_by_number(number)
