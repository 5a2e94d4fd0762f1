"""单份出文: a paper that a clerk composes, read while it is typed, prepared for later or issued."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from db.queries import papers
from desktop.documents.recipe import OF_ROUNDS, Recipe
from desktop.errors import KnownError
from desktop.operations.change import Changes
from desktop.operations.papers import catalogue, numbers
from desktop.operations.papers.gathered import Gathered, Request
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action
from desktop.ui.dialogs.issue_dialog import IssueDialog
from desktop.ui.pages.letters.edited_dialog import EditedPaper
from desktop.ui.pages.letters.fetched_band import HELD
from desktop.ui.pages.letters.paper_form import NUMBERS, OPEN_LIST, PaperForm
from desktop.ui.pages.letters.single_view import SingleView
from desktop.ui.pages.letters.typed_mentions import TypedMentions
from desktop.ui.paper_desk import Draft, Issued, PaperDesk, output_folder, taken_text, why_not_put_out
from desktop.ui.widgets.draft_keeper import DraftKeeper

if TYPE_CHECKING:
    from desktop.operations.papers.fetched import Fetched, TypedFigure
    from desktop.ui.pages.letters.page import LettersPage

READ_AFTER_MS = 700


@dataclass(frozen=True)
class Reading:
    """An answer of the worker: the draft, what it was compared with, and the figures that changed."""

    asked: int
    request: Request
    draft: Draft
    seen: Draft | None
    fetched: Fetched | None


class SingleTab(SingleView):
    """The kinds that are composed singly; every figure of the ledger is gathered, every other one is typed."""

    changed = Signal()

    def __init__(self, page: LettersPage, desk: PaperDesk) -> None:
        super().__init__(page, [one for one in catalogue.recipes(page.context.reader) if not one.each])
        self.page, self.context, self.desk = page, page.context, desk
        self.draft: Draft | None = None
        self.forms: dict[str, PaperForm] = {}
        self._loaded: dict[str, int] = {}
        self._opened, self._asked = set[str](), 0
        self._mentions = TypedMentions(page)
        self._drafts = DraftKeeper(self.context, "paper", self)
        self._later = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._later.timeout.connect(self.read)
        self._connect()

    # -- what is wanted

    def show_kind(
        self, kind: str, chosen: Sequence[str] = (), words: Mapping[str, Any] | None = None, prepared: int | None = None
    ) -> None:
        """Put a kind in hand, with findings that another page chose, or what it knows of the words, of a paper put by or a new one."""
        self.kinds.set_kind(kind)
        form = self.form()
        if words:
            form.set_fields({**self._take_up(kind, prepared), **words})
            self._show_prepared()
        if chosen and NUMBERS in form.editors:
            form.editors[NUMBERS].set_value(list(chosen))
            form.changed.emit()

    def show_record(self, kind: str, number: str) -> None:
        """Put a kind in hand with what a record of a book says; the clerk reads it over and adds the rest."""
        from desktop.operations.papers import making

        self.kinds.set_kind(kind)
        try:
            self.form().set_fields(making.words_of_record(self.context.reader, number, self.recipe(kind)))
        except KnownError as error:
            self.page.show_error(error)

    def refresh(self) -> None:
        """Read prepared papers and the paper again; a kind that was made meanwhile is offered."""
        self.kinds.show_recipes(self._composed())
        self._show_prepared()
        self.read()

    def form(self) -> PaperForm:
        """The form of the kind in hand; what was begun before stands in it."""
        kind = self.kinds.kind()
        if kind not in self.forms:
            form = PaperForm(self.context, self.recipe(kind))
            form.set_fields(self._drafts.content(kind) or {})
            form.changed.connect(self._typed)
            self.forms[kind] = form
            self.stack.addWidget(form)
        return self.forms[kind]

    def recipe(self, kind: str) -> Recipe:
        """The declaration of a kind."""
        return catalogue.recipe(self.context.reader, kind)

    def _composed(self) -> list[Recipe]:
        return [one for one in catalogue.recipes(self.context.reader) if not one.each]

    def request(self) -> Request:
        """What the worker is asked for."""
        switches = self.context.switches
        known_at = self.context.known_day if self.context.is_back else None
        return Request(
            self.kinds.kind(), self.context.today, switches.as_of, switches.round_id, given=self.form().words(),
            basis_name=self.context.basis.name, known_at=known_at, actor=self.context.actor,
        )  # fmt: skip

    def status_texts(self) -> Sequence[str]:
        """The kind and what it lacks."""
        if self.draft is None:
            return (self.recipe(self.kinds.kind()).title,)
        return (self.draft.title.replace("\n", ""), f"{self.draft.pages} 页", self.draft.state)

    def zones(self) -> Sequence[QWidget]:
        """Form, preview."""
        return (self.stack, self.reader.preview.sheet)

    def leave(self) -> None:
        """What is being typed is kept."""
        self._drafts.flush()

    # -- reading, in the worker

    def read(self) -> None:
        """Gather and draft with what is typed so far."""
        self._later.stop()
        if self.context.ledger.closed:
            return
        self._asked += 1
        request = self.request()
        kind = request.kind
        prepared = self._loaded.get(kind) if kind not in self._opened else None
        seen = self.band.seen(request)
        work = partial(self._read_in_worker, self._asked, request, seen, prepared)
        self.context.jobs.start("正在取数", work, done=self._read, failed=self._lacking)

    def _read_in_worker(self, asked: int, request: Request, seen: Draft | None, prepared: int | None) -> Reading | None:
        if asked != self._asked:
            return None  # typed on meanwhile
        [draft] = self.desk.check(request)
        if seen is None and prepared is not None:
            seen = self.desk.as_prepared(request, prepared)
        found = self.desk.fetched(seen, draft, request.given) if seen is not None else None
        return Reading(asked, request, draft, seen, found)

    def _read(self, answer: Reading | None) -> None:
        if answer is None or answer.asked != self._asked:
            return
        request, draft = answer.request, answer.draft
        self._opened.add(request.kind)
        if self._mentions.follow(draft if answer.fetched is None else answer.seen, self.form()):
            self.read()
            return
        if OPEN_LIST in draft.gathered.words:
            self.form().propose_open_list(draft.gathered.words.get(OPEN_LIST) or [])
        if answer.seen is not None and answer.fetched is not None:
            self.band.hold(request, answer.seen, draft, answer.fetched)
            self._show(self._of_prepared(answer.seen))
        else:
            self.band.take(request, draft)
            self._show(self._of_prepared(draft))

    def _of_prepared(self, draft: Draft) -> Draft:
        """A draft that takes the paper put by out of the list when it is issued."""
        return replace(draft, gathered=replace(draft.gathered, prepared_id=self._loaded.get(draft.gathered.kind)))

    def take_new(self, answer: tuple[Draft, tuple[TypedFigure, ...]]) -> None:
        """取新数: the new draft, and in the passages that a person ticked the new figure."""
        from desktop.operations.papers import fetched

        draft, chosen = answer
        request = self.request()
        self.band.take(request, draft)
        self._show(self._of_prepared(draft))
        if chosen:
            self.form().set_fields({**self.form().fields(), **fetched.followed(request.given, chosen)})
        if self._mentions.follow(draft, self.form()):
            self.read()
        self.page.say(f"已取新数{f'，{len(chosen)} 处您写的话随之改了' if chosen else '，您写的话原样保留'}。")

    def _lacking(self, error: KnownError) -> None:
        self.band.let_go()
        self._show(None)
        self.reader.show_sentence(str(error))

    def _show(self, draft: Draft | None) -> None:
        self.draft = draft
        self.reader.show_draft(draft, (draft,) if draft is not None else ())
        self.reader.fill.hide()
        self._show_sections(draft)
        self.scope.set_full_text(
            f"截至 {self.context.as_of} · 口径 {basis_rules.title(self.context.basis)} · 在上方切换"
        )
        if draft is None:
            self.told.set_full_text("填好带 * 的各项后可签发；不填的句子不印。")
        elif draft.blocking:
            self.told.set_full_text(f"缺：{'、'.join(draft.blocking)}。不能签发，不占号。")
        else:
            marked = f"，{len(draft.marked)} 处标红待确认" if draft.marked else ""
            self.told.set_full_text(f"可签发{marked}；签发后{self._next()}")
        self.told.setProperty("tone", "red" if draft is not None and draft.blocking else "")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)
        self._judge()
        self.changed.emit()

    def _show_sections(self, draft: Draft | None) -> None:
        """The outline of the kind; where no paper can be made, what was left out can still be put back."""
        form = self.form()
        self.sections.show_outline(draft.outline if draft is not None else None, form.left_out, form.order)

    def _arrange(self, _titles: list[str]) -> None:
        """What was ticked or moved; mentions in what was typed follow once the paper stands."""
        self.form().arrange(self.sections.titles_left_out(), self.sections.order())

    def _judge(self) -> None:
        past = self.recipe(self.kinds.kind()).per in OF_ROUNDS
        reason = why_not_put_out(self.context, Action.ISSUE) if past else self.context.why_not(Action.ISSUE, True)
        reason = reason or (HELD if self.band.holds(self.kinds.kind()) else "")
        sound = self.draft is not None and not self.draft.blocking
        self.issue_button.setEnabled(sound and not reason)
        self.issue_button.setToolTip(reason or ("" if sound else self.told.full_text()))
        self.edited_button.setEnabled(self.draft is not None and not reason)
        self.draft_button.setEnabled(self.draft is not None and reason != HELD)
        refused = self.context.why_not(Action.PREPARE_PAPER, writes=True)
        for button in (self.keep_button, self.drop_button):
            button.setEnabled(not refused)
            button.setToolTip(refused)
        self.drop_button.setVisible(self.kinds.kind() in self._loaded)

    def _next(self) -> str:
        return taken_text(numbers.next_numbers(self.context.reader, self.kinds.kind(), self.context.today.year, 1))

    # -- prepared papers

    def _typed(self) -> None:
        self.kinds.stay()
        self._drafts.keep(self.kinds.kind(), self.form().fields() or None)
        self._later.start()

    def _show_prepared(self) -> None:
        kind = self.kinds.kind()
        self.stack.setCurrentWidget(self.form())
        self.offer_prepared(papers.prepared(self.context.reader, kind), self._loaded.get(kind, 0))

    def _load_prepared(self, _index: int) -> None:
        self.form().set_fields(self._take_up(self.kinds.kind(), self.prepared.currentData()))
        self.read()

    def _take_up(self, kind: str, prepared: int | None) -> dict[str, Any]:
        """What was typed for a paper that is put by, which leaves the list when this one is issued; nothing for a new one."""
        found = papers.prepared(self.context.reader, kind, prepared) if prepared else ()
        self._loaded.pop(kind, None)
        if found:
            self._loaded[kind] = found[0].id
        self._begin_anew(kind)
        return dict(json.loads(found[0].fields)) if found else {}

    def _begin_anew(self, kind: str) -> None:
        """Another paper of the kind: nothing of the former one is before the eyes."""
        self._opened.discard(kind)
        self._mentions.forget()
        self.band.forget(kind)

    def keep_prepared(self) -> None:
        """备好: kept under its subject until it is issued; one that was loaded is replaced."""
        from desktop.operations.papers import making

        kind, fields = self.kinds.kind(), self.form().fields()
        if not fields:
            self.page.show_error("还没有填任何一项，不用备好。请先填写。")
            return
        self.page.clear_error()
        name = str(fields.get("事由") or fields.get("主送") or self.recipe(kind).title)
        before = self._loaded.get(kind)
        self.context.write(
            making.prepare_anew, kind, name, fields, self.context.switches.round_id, before,
            done=self._kept, failed=self.page.show_error,
        )  # fmt: skip

    def _kept(self, _changes: Changes) -> None:
        kind = self.kinds.kind()
        found = papers.prepared(self.context.reader, kind)
        if found:
            self._loaded[kind] = found[-1].id
        self._drafts.keep(kind, None)
        self._show_prepared()
        self._judge()
        self.page.say("已备好，签发前都可以再改。")

    def drop_prepared(self) -> None:
        """Into the recycle bin."""
        from desktop.operations.papers import making

        loaded = self._loaded.pop(self.kinds.kind(), None)
        if loaded is not None:
            self.context.write(making.drop_prepared, loaded, done=self._dropped, failed=self.page.show_error)

    def _dropped(self, _changes: Changes) -> None:
        self.form().set_fields({})
        self._show_prepared()
        self.page.say("已移入回收站 1 件待发件。按 Ctrl+Z 撤销。")

    # -- putting it out

    def issue(self) -> None:
        """Ask once, with the number."""
        draft = self.draft
        if draft is None or draft.blocking:
            return
        title = draft.gathered.recipe.title
        sentence = f"将签发 1 份{title}，{self._next()}。"
        notes = (f"有 {len(draft.marked)} 处标红待确认：{'、'.join(draft.marked[:3])}。",) if draft.marked else ()
        numbered = bool(draft.gathered.recipe.issuers[0].series)
        dialog = IssueDialog(self.context, sentence, 1, notes, self, numbered=numbered)
        if dialog.exec():
            self._issue(draft.gathered, dialog.typed_number(), dialog.typed_purpose())
        dialog.deleteLater()

    def _issue(self, gathered: Gathered, number: str, purpose: str) -> None:
        folder = self._folder(gathered.kind)
        who = (self.context.ledger, self.context.actor)
        work = partial(self.desk.issue, *who, [gathered], folder, number, purpose)
        self.issue_button.setEnabled(False)
        self.context.jobs.start("正在签发", work, done=self.edited_issued, failed=self._refused)

    def edited_issued(self, result: Issued) -> None:
        """It stands in the register: the form is empty for the next one."""
        kind = self.kinds.kind()
        self._loaded.pop(kind, None)
        self._begin_anew(kind)
        self._drafts.keep(kind, None)
        self._drafts.flush()
        self.form().set_fields({})
        self.context.announce(result)
        self.page.show_issued(result)
        self.refresh()

    def _refused(self, error: KnownError) -> None:
        self.page.show_error(error)
        self._judge()

    def issue_edited(self) -> None:
        """按改定稿签发"""
        chosen, _ = QFileDialog.getOpenFileName(self, "改定稿", "", "Word 文档 (*.docx)")
        if chosen and self.draft is not None:
            EditedPaper(self, self.draft, Path(chosen)).start()

    def save_draft(self) -> None:
        """另存 Word 草稿: a file beside the ledger, which keeps nothing of it; what waits in the ledger is 备好."""
        if self.draft is not None:
            folder = output_folder(self.context.settings.output_folder, self.context.ledger, "草稿")
            work = partial(self.desk.save_drafts, [self.draft.gathered], folder)
            self.context.jobs.start("正在另存草稿", work, done=self._saved, failed=self.page.show_error)

    def _saved(self, paths: list[Path]) -> None:
        self.page.say(f"已另存 Word 草稿，未占文号：{paths[0]}")

    def _folder(self, kind: str) -> Path:
        return output_folder(self.context.settings.output_folder, self.context.ledger, self.recipe(kind).title)

    # -- inside

    def _connect(self) -> None:
        self.band.taken.connect(self.take_new)
        self.sections.left_out.connect(self._arrange)
        self.sections.moved.connect(self._arrange)
        self.kinds.chosen.connect(self._kind_changed)
        self.prepared.currentIndexChanged.connect(self._load_prepared)
        self.keep_button.clicked.connect(self.keep_prepared)
        self.drop_button.clicked.connect(self.drop_prepared)
        self.draft_button.clicked.connect(self.save_draft)
        self.edited_button.clicked.connect(self.issue_edited)
        self.issue_button.clicked.connect(self.issue)

    def _kind_changed(self, _kind: str) -> None:
        self.sections.show_outline(None)
        self._mentions.forget()
        self.band.let_go()
        self.refresh()
