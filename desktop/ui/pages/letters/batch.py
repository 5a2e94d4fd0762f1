"""批量出文: choose a kind, see who is due one, check, read, issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.documents.recipe import Recipe
from desktop.documents.vocabulary import PICTURE
from desktop.errors import KnownError
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations.papers import catalogue, numbers
from desktop.operations.papers.anonymous import WORD
from desktop.operations.papers.gathered import Gathered, Request
from desktop.rules.permissions import Action
from desktop.ui.asks import AskFindings
from desktop.ui.dialogs.issue_dialog import IssueDialog
from desktop.ui.grid.proposed_ticks import ProposedTicks
from desktop.ui.pages.letters.batch_table import as_sent, counted_titles, number_of_record, titled_counts
from desktop.ui.pages.letters.batch_view import STEPS, BatchView
from desktop.ui.pages.letters.edited_dialog import EditedPaper
from desktop.ui.pages.letters.fill_words_dialog import FillWordsDialog
from desktop.ui.pages.letters.for_whom import ForWhom
from desktop.ui.pages.letters.lacking import ledger_field
from desktop.ui.paper_desk import Draft, Issued, PaperDesk, PaperKey, output_folder, paper_key, taken_text

if TYPE_CHECKING:
    from desktop.ui.pages.letters.page import LettersPage

Given = dict[PaperKey, dict[str, Any]]

CHECKING = "正在核对，核对完列在这里。"


class BatchTab(BatchView):
    """Rows that lack something take no number; nothing goes out without the sentence of the dialog."""

    changed = Signal()
    single_asked = Signal(str)
    office_asked = Signal()

    def __init__(self, page: LettersPage, desk: PaperDesk) -> None:
        super().__init__(page)
        self.page, self.context, self.desk = page, page.context, desk
        self.drafts: tuple[Draft, ...] = ()
        self.issued: Issued | None = None
        self._whom, self._next_whom = ForWhom(), ForWhom()
        self._given: Given = {}
        self._ticks: ProposedTicks[PaperKey] = ProposedTicks()
        self._asked, self._settling, self._checking = 0, False, False
        self._connect()

    # -- what is wanted

    def show_kind(
        self, kind: str, unit_ids: Sequence[int] = (), records: Sequence[str] = (), addressees: Sequence[str] = ()
    ) -> None:
        """Put a kind in hand, for some units, for the records of these numbers, or for everyone who is due one.

        With `addressees` all that are due are shown, and those to others are not ticked.
        """
        self._next_whom = ForWhom(tuple(unit_ids), tuple(records), frozenset(addressees))
        if self.kinds.kind() == kind:
            self._kind_chosen(kind)
        else:
            self.kinds.set_kind(kind)

    def forget_units(self) -> bool:
        """The units and records of a former call are not those of the next; whether there were any."""
        former, self._whom = self._whom, ForWhom()
        return former.some

    def refresh(self) -> None:
        """Gather and check again; a kind that was made meanwhile is offered."""
        self.kinds.show_recipes(catalogue.recipes(self.context.reader))
        if not self.kinds.kind():
            self.kinds.set_first()
        else:
            self.load()

    def recipe(self) -> Recipe:
        """The declaration of the kind in hand."""
        return catalogue.recipe(self.context.reader, self.kinds.kind())

    def load(self, _kind: str = "") -> None:
        """Ask the worker for the papers of the kind in hand."""
        self._asked += 1
        self._checking = True
        self.issued = None
        self.page.clear_error()
        self.table.set_empty_state(CHECKING)
        self._judge() if self.drafts else self._tell(0, ())
        work = partial(self._checked_in_worker, self._asked, self.request(), dict(self._given))
        failed = partial(self._nobody, self._asked)
        self.context.jobs.start("正在核对", work, done=self._checked, failed=failed, bar=self.page.job_bar)

    def request(self) -> Request:
        """What the worker is asked for."""
        switches = self.context.switches
        known_at = self.context.known_day if self.context.is_back else None
        return Request(
            self.kinds.kind(), self.context.today, switches.as_of, switches.round_id, self._whom.units,
            everyone=not self._whom.units, basis_name=self.context.basis.name, known_at=known_at,
            records=self._whom.records, actor=self.context.actor, given={WORD: True} if self.hidden.isChecked() else {},
        )  # fmt: skip

    def chosen(self) -> list[Draft]:
        """The ticked papers that may be issued, in the office's order."""
        ticked = self.table.model.ticked
        return [draft for draft in self.drafts if draft.id in ticked and not draft.blocking]

    def status_texts(self) -> Sequence[str]:
        """How many, how many of them sound, the next number."""
        if not self.drafts:
            return ()
        sound = sum(draft.state == "可签发" for draft in self.drafts)
        following = numbers.next_numbers(self.context.reader, self.kinds.kind(), self.context.today.year, 1)[0]
        return (counted_titles(self.drafts), f"可签发 {sound}", f"待处理 {len(self.drafts) - sound}", f"下一文号 {following.text or '不编'}")  # fmt: skip

    # -- answers of the worker

    def _checked_in_worker(self, asked: int, request: Request, given: Given, report: Any) -> tuple[int, list[Draft]]:
        return asked, self.desk.check(request, report, given)

    def _checked(self, answer: tuple[int, list[Draft]]) -> None:
        asked, drafts = answer
        if asked == self._asked:
            self._checking = False
            if only := self._whom.addressees:
                self._ticks.turn(
                    (paper_key(one.gathered) for one in drafts if one.gathered.addressee not in only), on=False
                )
                self._whom = replace(self._whom, addressees=frozenset())  # once: the clerk's own ticks hold from here
            self.table.set_empty_state("没有应发的单位。")
            self._show(tuple(drafts))

    def _nobody(self, asked: int, error: KnownError) -> None:
        if asked != self._asked:
            return
        self._checking = False
        self._show(())
        composed = not self.recipe().each
        button, slot = ("去单份出文", self._to_single) if composed else ("", None)
        self.table.set_empty_state(str(error), button, slot)
        self.reader.show_sentence("没有可预览的文书。")

    def _to_single(self) -> None:
        self.single_asked.emit(self.kinds.kind())

    def _show(self, drafts: tuple[Draft, ...]) -> None:
        self.drafts = drafts
        able = {draft.id: paper_key(draft.gathered) for draft in drafts if not draft.blocking}
        sound = {able[draft.id] for draft in drafts if draft.state == "可签发"}
        wanted = self._ticks.of(able.values(), sound)
        self.table.model.ticked = {one for one, key in able.items() if key in wanted}
        self._renumber()
        self.table.step_by(-len(drafts) or 0)
        self._show_current(self.table.current_record())

    def _renumber(self) -> None:
        """The numbers that the ticked papers would take, in order; every other row takes none."""
        chosen = self.chosen()
        taken = self._numbers(chosen)
        own = {
            draft.id: f"{number.seq} 号" if number.text else number_of_record(draft)
            for draft, number in zip(chosen, taken, strict=True)
        }
        self.drafts = tuple(replace(draft, number=own.get(draft.id, "")) for draft in self.drafts)
        self.table.show_records(self.drafts)
        self._tell(len(chosen), taken)

    def _numbers(self, chosen: Sequence[Draft]) -> list[numbers.DocumentNumber]:
        """What these papers would take, in their order; those that go along stand behind the others."""
        series = {draft.gathered.kind: draft.gathered.series for draft in reversed(chosen)}
        counts = Counter(draft.gathered.kind for draft in chosen)
        wanted = [(series[kind], count) for kind, count in counts.items()]
        each = numbers.next_of_each(self.context.reader, wanted, self.context.today.year)
        return [number for own in each for number in own]

    def _tell(self, count: int, taken: Sequence[numbers.DocumentNumber]) -> None:
        states = [draft.state for draft in self.drafts]
        for chip, shape, word, tone in (
            (self.sound_chip, Shape.CHECK, "可签发", Tone.GREEN),
            (self.lacking_chip, Shape.TRIANGLE, "缺项", Tone.RED),
            (self.asking_chip, Shape.DIAMOND, "请确认", Tone.AMBER),
        ):
            chip.set_mark(Mark(shape, f"{word} {states.count(word)}", tone))
            chip.setVisible(word in states)
        self.scope.set_full_text(self._scope_text())
        self.whole.setVisible(self._whom.some)
        self.steps.set_steps([f"选对象 {len(self.drafts)}", *STEPS[1:]])
        self.steps.set_current(2 if self.drafts else 0)
        self.sum_label.setText(f"{len(self.drafts)} 份 = 拟签发 {count} + 暂不签发 {len(self.drafts) - count}")
        told = f"签发后{taken_text(taken)}，共 {count} 份" if taken else "没有勾选可以签发的文书，不占号"
        self.number_label.set_full_text(told if self.drafts else "")
        self.issue_button.setText(f"签发可签发的 {count} 份…" if count else "签发…")
        self._judge()
        self.changed.emit()

    def _scope_text(self) -> str:
        codes = "、".join(dict.fromkeys(draft.round_name for draft in self.drafts if draft.round_name))
        return f"对象：{codes} {len(self.drafts)} 份" if self.drafts else "对象：—"

    def _judge(self) -> None:
        reason = self.context.why_not(Action.ISSUE, writes=True) or ("正在核对，核对完再签发" if self._checking else "")
        self.issue_button.setEnabled(bool(self.chosen()) and not reason and self.issued is None)
        self.issue_button.setToolTip(reason or ("" if self.chosen() else "先勾选可以签发的文书"))
        self.draft_button.setEnabled(bool(self.drafts) and not self._checking)
        current = self.table.current_record()
        self.edited_button.setEnabled(current is not None and not reason and self.issued is None)
        self.edited_button.setToolTip(reason or "领导改过的定稿：选中一份，再选文件")

    # -- verbs

    def _show_current(self, draft: Draft | None) -> None:
        self.reader.show_draft(draft, self.drafts)
        self.show_naming(draft)
        self._judge()

    def _jump(self, draft_id: int) -> None:
        self.table.select_id(draft_id)

    def _ticked(self) -> None:
        if self._settling or self.issued is not None:
            return
        self._settling = True
        blocked = [draft.id for draft in self.drafts if draft.blocking and draft.id in self.table.model.ticked]
        if blocked:
            self.table.model.tick(blocked, False)
            self.page.say("缺项的文书不能签发，不占号。请先补齐。")
        able = {draft.id: paper_key(draft.gathered) for draft in self.drafts if not draft.blocking}
        self._ticks.note(able.values(), {key for one, key in able.items() if one in self.table.model.ticked})
        self._renumber()
        self._settling = False

    def issue(self) -> None:
        """Ask once, with the numbers; then all of them or none."""
        chosen = self.chosen()
        if not chosen or self._checking or self.context.why_not(Action.ISSUE, writes=True):
            return
        sentence = f"将签发 {titled_counts(chosen)}，{taken_text(self._numbers(chosen))}。"
        dialog = IssueDialog(
            self.context,
            sentence,
            len(chosen),
            self._notes(chosen),
            self,
            numbered=bool(self.recipe().issuers[0].series),
        )
        if dialog.exec():
            self._issue([draft.gathered for draft in chosen], dialog.typed_number(), dialog.typed_purpose())
        dialog.deleteLater()

    def _notes(self, chosen: Sequence[Draft]) -> tuple[str, ...]:
        left = [draft.addressee for draft in self.drafts if draft.blocking]
        asked = [word for draft in chosen for word in draft.marked]
        notes = (
            [f"{'、'.join(left[:3])}{'等' if len(left) > 3 else ''} {len(left)} 份缺项，不签发、不占号。"]
            if left
            else []
        )
        return (*notes, *([f"有 {len(asked)} 处标红待确认：{'、'.join(asked[:3])}。"] if asked else []))

    def _issue(self, gathered: list[Gathered], number: str, purpose: str) -> None:
        self.issue_button.setEnabled(False)
        folder = output_folder(self.context.settings.output_folder, self.context.ledger, self.recipe().title)
        work = partial(self._issued_in_worker, gathered, folder, number, purpose)
        self.context.jobs.start("正在签发", work, done=self._issued, failed=self._refused, bar=self.page.job_bar)

    def _issued_in_worker(
        self, gathered: list[Gathered], folder: Path, number: str, purpose: str, report: Any
    ) -> Issued:
        report(0, len(gathered))
        return self.desk.issue(self.context.ledger, self.context.actor, gathered, folder, number, purpose)

    def _issued(self, result: Issued) -> None:
        self.issued = result
        self._forget_choices()
        own = {(made.addressee, made.title): made for made in result.made}
        self.drafts = tuple(as_sent(draft, own.get((draft.addressee, draft.shown_title))) for draft in self.drafts)
        self.table.model.ticked = set()
        self.table.show_records(self.drafts)
        self.steps.set_steps([f"选对象 {len(self.drafts)}", *STEPS[1:3], f"已签发 {len(result.made)}", STEPS[4]])
        self.steps.set_current(4)
        self.sum_label.setText(f"已签发 {len(result.made)} 份")
        self.number_label.set_full_text(f"文件在 {result.folder}")
        self.issue_button.setText("签发…")
        for chip in (self.sound_chip, self.lacking_chip, self.asking_chip):
            chip.hide()
        self.context.announce(result)
        self._judge()
        self.page.show_issued(result)

    def _refused(self, error: KnownError) -> None:
        self.page.show_error(error)
        self._judge()

    def save_drafts(self) -> None:
        """另存 Word 草稿: files without numbers, in a folder that the clerk chooses."""
        chosen = QFileDialog.getExistingDirectory(self, "草稿存到哪个文件夹", str(self.context.ledger.folder.parent))
        if chosen:
            wanted = self.chosen() or list(self.drafts)
            work = partial(self.desk.save_drafts, [draft.gathered for draft in wanted], Path(chosen))
            self.context.jobs.start("正在另存草稿", work, done=self._drafts_saved, failed=self.page.show_error)

    def _drafts_saved(self, paths: list[Path]) -> None:
        self.page.say(f"已另存 Word 草稿 {len(paths)} 份，未占文号：{paths[0].parent}")

    def _kind_chosen(self, _kind: str) -> None:
        self._whom, self._next_whom = self._next_whom, ForWhom()
        self._forget_choices()
        self.offer_hiding(any(field.name == WORD for field in self.recipe().fields))
        self._show(())  # the papers of another kind are not issued under this one
        self.load()

    def _forget_choices(self) -> None:
        """Another kind, or issued: what was typed, left out and confirmed is over."""
        self._given = {}
        self._ticks.forget()

    def _filled(self, draft: Draft) -> None:
        """A missing word: one of a row is mended in the ledger, one of the paper is typed for it."""
        lacking = draft.blocking or draft.marked
        if draft.gathered.prepared_id is not None:
            self.single_asked.emit(draft.gathered.kind)
            return
        fields = [item for item in draft.gathered.recipe.fields if item.name in lacking and item.kind != PICTURE]
        if not fields:
            ids = list(draft.gathered.findings)
            field = ledger_field(draft.gathered.recipe, lacking[0])
            ask = AskFindings(tuple(ids), f"{draft.addressee} 待补“{lacking[0]}”", field)
            self.context.open_page("findings", ask)
            return
        of_office = fields[0].source.startswith("机关设置") and not self.context.why_not(
            Action.EDIT_OFFICE, writes=True
        )
        if of_office:
            self.office_asked.emit()
            return
        dialog = FillWordsDialog(self.context, draft, fields, self)
        if dialog.exec():
            key = paper_key(draft.gathered)
            self._given[key] = {**self._given.get(key, {}), **dialog.typed}
            self.load()
        dialog.deleteLater()

    def issue_edited(self) -> None:
        """按改定稿签发: the file that the leader approved, compared with the draft first."""
        draft = self.table.current_record()
        if draft is None:
            return
        chosen, _ = QFileDialog.getOpenFileName(self, f"{draft.addressee} 的改定稿", "", "Word 文档 (*.docx)")
        if chosen:
            self.open_edited(draft, Path(chosen))

    def open_edited(self, draft: Draft, file: Path) -> None:
        """Compare a file with the draft in hand, then ask."""
        self.page.clear_error()
        EditedPaper(self, draft, file).start()

    def edited_issued(self, result: Issued) -> None:
        """The edited file went out: told like any other."""
        self._issued(result)

    def zones(self) -> Sequence[QWidget]:
        """Kinds, papers, preview."""
        return (self.kinds.list, self.table.grid, self.reader.preview.sheet)

    def _show_everyone(self) -> None:
        self.forget_units()
        self.load()

    # -- inside

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._kind_chosen)
        self.table.current_changed.connect(self._show_current)
        self.table.ticks_changed.connect(self._ticked)
        self.reader.asked.connect(self._jump)
        self.reader.filled.connect(self._filled)
        self.whole.clicked.connect(self._show_everyone)
        self.recheck.clicked.connect(self.refresh)
        self.hidden.clicked.connect(self.load)
        self.issue_button.clicked.connect(self.issue)
        self.draft_button.clicked.connect(self.save_drafts)
        self.edited_button.clicked.connect(self.issue_edited)
