"""导入: 选文件 → 认表头 → 查错 → 看差异 → 入账; nothing reaches the ledger before the last step, then all of it at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.places import page_of
from desktop.operations.importing import keeping
from desktop.operations.importing.decisions import Decisions, from_text
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Options, Picks
from desktop.operations.importing.record_review import review_of
from desktop.operations.importing.review import HeadNotFound, Review, Reviewed, is_must
from desktop.rules.permissions import Action
from desktop.ui.asks import AskImport, AskKeptImport, AskTab
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.diff import DiffStep, DoneStep
from desktop.ui.pages.importing.faults import FaultsStep
from desktop.ui.pages.importing.foot import ImportFoot
from desktop.ui.pages.importing.law import law_of, must_of
from desktop.ui.pages.importing.leaving import Leaving
from desktop.ui.pages.importing.mappings_dialog import MappingsDialog
from desktop.ui.pages.importing.pointing import PointStep
from desktop.ui.pages.importing.record_deeds import RecordDeeds
from desktop.ui.pages.importing.start import StartStep
from desktop.ui.pages.importing.steps import DIFF, DONE, FAULTS, HEADS, POINT, START, STEPS, SteppedPage
from desktop.ui.pages.importing.word_door import WordDoor
from desktop.ui.pages.importing.work import Entering, read
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.place_tabs import IMPORT_TABS, PlaceTabs
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.step_line import StepLine


class ImportPage(SteppedPage):
    """One list on its way into the ledger."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "导入")
        self.step_made.connect(self._connect_step)
        self.step = START
        self.review: Review | None = None
        self.decisions = Decisions()
        self.reviewed: Reviewed | None = None
        self._wanted_step = FAULTS
        self._entered_form = ""
        self.line = StepLine(context.theme, STEPS)
        self.about = ElidedLabel("", "secondary")
        self.deeds, self.leaving, self.word = (
            RecordDeeds(context, self),
            Leaving(context, self),
            WordDoor(context, self),
        )
        self.head_middle.addWidget(PlaceTabs(context, IMPORT_TABS, "import"))
        self.mappings_button = self.add_button("对应方案", self.show_mappings, icon="columns")
        self.records_button = self.add_button("导入记录", self.cancel, icon="history")
        self.add_menu("挂接扫描件文件夹…", self.word.choose_scans, action=Action.ADD_EVIDENCE, writes=True)
        self._lay_out()
        self._connect()
        self.add_shortcut("Ctrl+Return", "下一步", self.next)
        self.add_shortcut("Ctrl+Enter", "下一步（小键盘）", self.next)
        self.add_shortcut("Alt+1", "冲突：取清单", lambda: self.diff.take_list())
        self.add_shortcut("Alt+2", "冲突：留台账", lambda: self.diff.keep_ledger())
        self._show_step(START)

    # -- what the frame asks

    def refresh(self) -> None:
        """Read rounds, units and the imports again; a list under review stays."""
        self.start.refresh()

    def status_texts(self) -> Sequence[str]:
        """What is under review, and that the ledger is untouched until it is entered."""
        if self.reviewed is None or self.step in (START, DONE):
            return ("导入",)
        must = law_of(self.reviewed).must
        asked = sum(not is_must(fault) for fault in self.reviewed.open_faults)
        return (f"导入 {self._name()}（未入账）", f"必须改 {must}", f"请确认 {asked}", "账本未改动")

    def open_with(self, payload: object) -> None:
        """A file that was dropped elsewhere, or an import that waits."""
        if isinstance(payload, AskKeptImport):
            self.take_up(payload.row_id)
        if isinstance(payload, AskImport):
            self.start.choose_book(payload.book)
            payload = payload.file
        if isinstance(payload, (str, Path)):
            self.open_file(Path(payload))

    def zones(self) -> Sequence[QWidget]:
        """The file to choose comes first; later the step in sight."""
        steps: dict[int, Callable[[], QWidget]] = {
            START: lambda: self.start.area.browse_button,
            HEADS: lambda: next(iter(self.heads.boxes.values()), self),
            POINT: lambda: self.point.sheet,
            FAULTS: lambda: self.faults.sheet,
            DIFF: lambda: self.diff.table.grid,
            DONE: lambda: self.done.ledger_button,
        }
        return (steps[self.step](),)

    # -- the way through

    def open_file(self, path: object) -> None:
        """Read a list; a file that is not taken is answered by one sentence."""
        self.clear_error()
        if not self.word.takes(path, self.start.book):
            self.open_list(path)

    def open_list(self, path: object) -> None:
        """Read what is a list for certain."""
        try:
            options = self.start.options()
        except KnownError as error:
            self.show_error(error)
            return
        if isinstance(path, Path):
            review = self._review(path, options, self.start.unit_name(), self.start.book)
            self._leave_list(partial(self._begin, review, Decisions()))

    def _review(self, path: Path, options: Options, unit: str, form: str) -> Review:
        return review_of(self.context.ledger, self.context.actor, path, options, unit, form)

    def _begin(self, review: Review, decisions: Decisions) -> None:
        self.review, self.decisions, self.reviewed = review, decisions, None
        self.leaving.begin(decisions if review.kept_id is not None else None)
        self._wanted_step = FAULTS
        self._read()

    def take_up(self, row_id: int) -> None:
        """Go on with an import that was kept."""
        self.clear_error()
        try:
            taken = keeping.take_up(self.context.ledger, row_id)
        except KnownError as error:
            self.show_error(error)
            self.start.refresh()
            return
        of_book = books.is_declared(taken.form)
        if not of_book and self.word.takes_kept(taken):
            return
        review = self._review(taken.path, taken.options, taken.unit, taken.form)
        review.kept_id, review.folder = row_id, taken.folder
        self._leave_list(partial(self._begin, review, from_text(taken.said) if of_book else taken.decisions))

    def decide(self, decisions: Decisions) -> None:
        """The clerk decided something: the list is read anew under it."""
        self.decisions = decisions
        self._wanted_step = FAULTS
        self._read()

    def next(self) -> None:
        """下一步"""
        if not self.next_button.isEnabled() or not self.next_button.isVisible():
            return
        if self.step == HEADS:
            mapping = {**self.decisions.mapping, **self.heads.mapping()}
            self.decisions = replace(self.decisions, mapping=mapping)
            self._wanted_step = FAULTS
            self._read()
        elif self.step == POINT:
            self.decisions = self.decisions.with_head(self.point.sheet_name, self.point.row, self.point.columns())
            self._wanted_step = FAULTS
            self._read()
        elif self.step == FAULTS and self.reviewed is not None:
            self.diff.show_reviewed(self.reviewed, self.decisions)
            self._show_step(DIFF)
        elif self.step == DIFF:
            self._enter()

    def back(self) -> None:
        """上一步"""
        if self.leaving.entering:
            return
        self.clear_error()
        self._show_step({HEADS: START, FAULTS: HEADS, DIFF: FAULTS, POINT: START}.get(self.step, START))

    def show_start(self) -> None:
        """Back to the beginning; nothing was entered."""
        self.clear_error()
        self.review, self.reviewed, self.decisions = None, None, Decisions()
        self._show_step(START)
        self.start.refresh()

    def cancel(self) -> None:
        """取消: repairs that were made are not thrown away unasked."""
        self._leave_list(self.show_start)

    def keep(self) -> None:
        """暂存: the list waits as it stands and is found again here and on 首页."""
        if self.review is not None:
            self.leaving.keep(self.review, self.decisions, must_of(self.reviewed), self.show_start)

    def leave(self) -> None:
        """What was repaired waits also where the page is only left."""
        if self.step in (HEADS, FAULTS, DIFF, POINT):
            self.leaving.keep_quietly(self.review, self.decisions, must_of(self.reviewed))

    def _leave_list(self, then: Callable[[], Any]) -> None:
        self.leaving.ask(self.review, self.decisions, must_of(self.reviewed), then)

    def show_mappings(self) -> None:
        """对应方案"""
        dialog = MappingsDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

    # -- inside

    def _read(self) -> None:
        if self.review is not None and not self.leaving.entering:
            work = partial(read, self.review, self.decisions)
            self.context.jobs.start(
                "正在读取清单", work, done=self._read_done, failed=self._read_failed, bar=self.job_bar
            )

    def _read_done(self, reviewed: Reviewed) -> None:
        if self.review is None:
            return  # the clerk went back to the beginning meanwhile
        self.reviewed = reviewed
        words = self.review.titles()
        self.faults.show_reviewed(reviewed, self.decisions, words)
        self.heads.show_reviewed(reviewed, words)
        unsure = self.step == START and any(
            not head.field for table in reviewed.layout for head in table.headers if head.header
        )
        wanted = HEADS if unsure and not reviewed.mapping else self._wanted_step
        if wanted == DIFF:
            self.diff.show_reviewed(reviewed, self.decisions)
        self._show_step(wanted)

    def _picked(self, picks: Picks) -> None:
        self.decisions = replace(self.decisions, picks=picks)
        self._guard_next()

    def _rounds_meant(self, rounds: dict[str, str]) -> None:
        self.decisions = replace(self.decisions, rounds=rounds)
        self._wanted_step = DIFF
        self._read()

    def _read_failed(self, error: KnownError) -> None:
        if isinstance(error, HeadNotFound) and self.review is not None:
            review = self.review
            self.point.show_sheets(error.sheets, error.nearest, review.titles(), str(error), review.key_field)
            self._show_step(POINT)
            return
        self.show_error(error)
        if self.reviewed is None:
            self.review = None
            self._show_step(START)

    def _enter(self) -> None:
        if self.review is None or self.reviewed is None or self.leaving.entering:
            return
        self._set_entering(True)
        self.context.write(
            Entering(self.review, self.decisions, self.reviewed),
            label="正在入账",
            done=self._entered,
            failed=self._enter_failed,
        )

    def _set_entering(self, entering: bool) -> None:
        self.leaving.entering = entering
        self.foot.setEnabled(not entering)

    def _entered(self, result: Entered) -> None:
        self._set_entering(False)
        self.done.show_entered(result)
        self._entered_form = self.review.form if self.review is not None else ""
        self.review, self.decisions = None, Decisions()
        self._show_step(DONE)
        changed = f"，更新 {result.changed} 条" if result.changed else ""
        self.say(f"已入账 {result.entered} 条{changed}。")

    def _open_ledger(self) -> None:
        if self._entered_form:
            self.context.open_page(page_of(self._entered_form), AskTab(self._entered_form))
        else:
            self.context.open_page("findings")

    def _enter_failed(self, error: KnownError) -> None:
        self._set_entering(False)
        self.show_error(error)
        self._guard_next()

    def _undone(self, sentence: str) -> None:
        self.done.show_undone(sentence)
        self.start.refresh()

    def _complete_opening(self) -> None:
        self.deeds.complete_opening(self.start.round.currentText().strip())

    def _annotate(self) -> None:
        if self.review is not None and self.reviewed is not None:
            self.deeds.annotate(self.review, self.reviewed)

    def _name(self) -> str:
        return self.review.path.name if self.review is not None else ""

    def _show_step(self, step: int) -> None:
        self.step = step
        self.line.set_current(HEADS if step == POINT else step)
        moved = self.bring_into_sight(step)
        if moved and self.isVisible():
            self.zones()[0].setFocus()  # what had it is out of sight, and Qt would take the first button of the page
        self.foot.setVisible(step in (HEADS, FAULTS, DIFF, POINT))
        rows = f" · {law_of(self.reviewed).rows} 行" if self.reviewed is not None and step != START else ""
        sheets = "、".join(f"“{name}”" for name in self.reviewed.reading.sheets) if self.reviewed is not None else ""
        self.about.set_full_text(f"{self._name()} · 工作表{sheets}{rows}" if rows and self._name() else "")
        self.annotate_button.setVisible(step == FAULTS)
        self.foot.keep_button.setVisible(step in (FAULTS, DIFF))
        self._guard_next()
        self.status_changed.emit()

    def _guard_next(self) -> None:
        if self.step == POINT:
            self.foot.show_law("", holds=True)
            self.foot.show_left(0, 0)
            self.next_button.setText("下一步：查错")
            self.next_button.setEnabled(self.point.is_ready())
            return
        if self.reviewed is None:
            return
        law = law_of(self.reviewed)
        holds = self.diff.holds() if self.step == DIFF else law.holds
        self.foot.show_law(self.diff.law() if self.step == DIFF else law.words(), holds=holds)
        open_count = len(self.reviewed.open_faults)
        new, changed = self.diff.taken() if self.step == DIFF else (0, 0)
        more = f"、更新 {changed} 条" if changed else ""
        texts = {HEADS: "下一步：查错", FAULTS: "下一步：看差异", DIFF: f"入账 {new} 条{more}"}
        self.next_button.setText(texts.get(self.step, "下一步"))
        blocked = self.step == FAULTS and (open_count > 0 or not law.holds)
        nothing = self.step == DIFF and not (new or changed)
        self.next_button.setEnabled(not blocked and not nothing and holds)
        asked = sum(not is_must(fault) for fault in self.reviewed.open_faults)
        self.foot.show_left(law.must if blocked else 0, asked if blocked else 0)

    def _lay_out(self) -> None:
        strip = named(QFrame(), "card")
        inside = QHBoxLayout(strip)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.addWidget(self.line)
        inside.addStretch(1)
        inside.addWidget(self.about)
        self.foot = ImportFoot(self.context)
        self.law_label, self.law_sign = self.foot.law_label, self.foot.law_sign
        self.next_button, self.cancel_button = self.foot.next_button, self.foot.cancel_button
        self.annotate_button = self.foot.annotate_button
        self.body.addWidget(strip)
        self.body.addWidget(self.stack, 1)
        self.below.addWidget(self.foot)

    def _connect(self) -> None:
        for button, slot in (
            (self.cancel_button, self.cancel), (self.foot.keep_button, self.keep), (self.foot.back_button, self.back),
            (self.annotate_button, self._annotate), (self.next_button, self.next),
        ):  # fmt: skip
            button.clicked.connect(slot)
        self.deeds.said.connect(self.say)
        self.deeds.failed.connect(self.show_error)
        self.deeds.undone.connect(self._undone)
        self.leaving.said.connect(self.say)
        self.leaving.failed.connect(self.show_error)
        self.word.failed.connect(self.show_error)
        self.word.is_list.connect(self.open_list)
        self.leaving.dropped.connect(self.start.refresh)
        self.deeds.units_added.connect(self._read)

    def _connect_step(self, made: QWidget) -> None:
        if isinstance(made, StartStep):
            made.file_chosen.connect(self.open_file)
            made.complete_asked.connect(self._complete_opening)
            made.undo_asked.connect(self.deeds.undo_record)
            made.move_asked.connect(self.deeds.move)
            made.waiting.go_on.connect(self.take_up)
            made.waiting.give_up.connect(self.leaving.give_up)
        elif isinstance(made, DiffStep):
            made.picked.connect(self._picked)
            made.rounds_meant.connect(self._rounds_meant)
        elif isinstance(made, PointStep):
            made.changed.connect(self._guard_next)
        elif isinstance(made, FaultsStep):
            made.decided.connect(self.decide)
            made.heads_asked.connect(partial(self._show_step, HEADS))
            made.new_units_asked.connect(self.deeds.add_units)
        elif isinstance(made, DoneStep):
            made.undo_asked.connect(self.deeds.undo_number)
            made.ledger_asked.connect(self._open_ledger)
            made.again_asked.connect(self.show_start)
