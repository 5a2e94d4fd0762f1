"""单份出文: a paper that a clerk composes, read while it is typed, prepared for later or issued."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

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
from desktop.ui.pages.letters.kind_list import KindList
from desktop.ui.pages.letters.paper_form import NUMBERS, OPEN_LIST, PaperForm
from desktop.ui.pages.letters.paper_reader import PaperReader
from desktop.ui.paper_desk import Draft, Issued, PaperDesk, output_folder, taken_text, why_not_put_out
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.draft_keeper import DraftKeeper
from desktop.ui.widgets.properties import named

if TYPE_CHECKING:
    from desktop.ui.pages.letters.page import LettersPage

READ_AFTER_MS = 700


class SingleTab(QWidget):
    """The kinds that are composed singly; every figure of the ledger is gathered, every other one is typed."""

    changed = Signal()

    def __init__(self, page: LettersPage, desk: PaperDesk) -> None:
        super().__init__()
        self.page, self.context, self.desk = page, page.context, desk
        self.draft: Draft | None = None
        self.forms: dict[str, PaperForm] = {}
        self._loaded: dict[str, int] = {}
        self._asked = 0
        self._drafts = DraftKeeper(self.context, "paper", self)
        self._later = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._later.timeout.connect(self.read)
        self.kinds = KindList(self.context.theme, self._composed())
        self.kinds.set_first()
        self.prepared = QComboBox()
        self.stack = QStackedWidget()
        self.reader = PaperReader(page)
        self.reader.hide_jumps()
        self._build()
        self._connect()

    # -- what is wanted

    def show_kind(self, kind: str, numbers_chosen: Sequence[str] = (), words: Mapping[str, Any] | None = None) -> None:
        """Put a kind in hand, with findings that another page chose, or what it knows of the words."""
        self.kinds.set_kind(kind)
        form = self.form()
        if words:
            form.set_fields(words)
        if numbers_chosen and NUMBERS in form.editors:
            form.editors[NUMBERS].set_value(list(numbers_chosen))
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
            self.kinds.kind(), self.context.today, switches.as_of, switches.round_id, given=self.form().fields(),
            basis_name=self.context.basis.name, known_at=known_at,
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
        work = partial(self._read_in_worker, self._asked, self.request())
        self.context.jobs.start("正在取数", work, done=self._read, failed=self._lacking)

    def _read_in_worker(self, asked: int, request: Request) -> tuple[int, Draft | None]:
        if asked != self._asked:
            return asked, None  # typed on meanwhile
        [draft] = self.desk.check(request)
        return asked, draft

    def _read(self, answer: tuple[int, Draft | None]) -> None:
        asked, draft = answer
        if asked != self._asked or draft is None:
            return
        if OPEN_LIST in draft.gathered.words:
            self.form().propose_open_list(draft.gathered.words.get(OPEN_LIST) or [])
        prepared = self._loaded.get(self.kinds.kind())
        self._show(replace(draft, gathered=replace(draft.gathered, prepared_id=prepared)))

    def _lacking(self, error: KnownError) -> None:
        self._show(None)
        self.reader.show_sentence(str(error))

    def _show(self, draft: Draft | None) -> None:
        self.draft = draft
        self.reader.show_draft(draft, (draft,) if draft is not None else ())
        self.reader.fill.hide()
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

    def _judge(self) -> None:
        past = self.recipe(self.kinds.kind()).per in OF_ROUNDS
        reason = why_not_put_out(self.context, Action.ISSUE) if past else self.context.why_not(Action.ISSUE, True)
        sound = self.draft is not None and not self.draft.blocking
        self.issue_button.setEnabled(sound and not reason)
        self.issue_button.setToolTip(reason or ("" if sound else self.told.full_text()))
        self.edited_button.setEnabled(self.draft is not None and not reason)
        self.draft_button.setEnabled(self.draft is not None)
        refused = self.context.why_not(Action.PREPARE_PAPER, writes=True)
        for button in (self.keep_button, self.drop_button):
            button.setEnabled(not refused)
            button.setToolTip(refused)
        self.drop_button.setVisible(self.kinds.kind() in self._loaded)

    def _next(self) -> str:
        return taken_text(numbers.next_numbers(self.context.reader, self.kinds.kind(), self.context.today.year, 1))

    # -- prepared papers

    def _typed(self) -> None:
        self._drafts.keep(self.kinds.kind(), self.form().fields() or None)
        self._later.start()

    def _show_prepared(self) -> None:
        kind = self.kinds.kind()
        self.stack.setCurrentWidget(self.form())
        self.prepared.blockSignals(True)
        self.prepared.clear()
        self.prepared.addItem("新写", 0)
        for one in papers.prepared(self.context.reader, kind):
            self.prepared.addItem(one.name, one.id)
        self.prepared.setCurrentIndex(max(self.prepared.findData(self._loaded.get(kind, 0)), 0))
        self.prepared.blockSignals(False)

    def _load_prepared(self, _index: int) -> None:
        kind, chosen = self.kinds.kind(), int(self.prepared.currentData() or 0)
        found = papers.prepared(self.context.reader, kind, chosen) if chosen else ()
        if found:
            self._loaded[kind] = chosen
        else:
            self._loaded.pop(kind, None)
        self.form().set_fields(json.loads(found[0].fields) if found else {})
        self.read()

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
            making.prepare_anew,
            kind,
            name,
            fields,
            self.context.switches.round_id,
            before,
            done=self._kept,
            failed=self.page.show_error,
        )

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
        sentence = f"将签发 1 份{title}，{self._next()}。签发后不能撤销，只能更正或作废。"
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
        """存为草稿"""
        if self.draft is not None:
            folder = output_folder(self.context.settings.output_folder, self.context.ledger, "草稿")
            work = partial(self.desk.save_drafts, [self.draft.gathered], folder)
            self.context.jobs.start("正在存草稿", work, done=self._saved, failed=self.page.show_error)

    def _saved(self, paths: list[Path]) -> None:
        self.page.say(f"已存草稿，未占文号：{paths[0]}")

    def _folder(self, kind: str) -> Path:
        return output_folder(self.context.settings.output_folder, self.context.ledger, self.recipe(kind).title)

    # -- building

    def _build(self) -> None:
        theme = self.context.theme
        self.scope, self.told = ElidedLabel("", "secondary"), ElidedLabel()
        self.keep_button, self.drop_button = QPushButton("备好"), QPushButton("移除待发件")
        self.draft_button, self.edited_button = QPushButton("存为草稿"), QPushButton("按改定稿签发…")
        self.issue_button = QPushButton("签发…")
        self.issue_button.setProperty("primary", True)
        self.drop_button.setProperty("link", True)
        self.drop_button.hide()
        left = Card().flush()
        left.body.setSpacing(0)
        head = named(QWidget(), "card_head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(head)
        rows.setContentsMargins(12, 8, 12, 8)
        line = QHBoxLayout()
        line.addWidget(QLabel("待发件"))
        line.addWidget(self.prepared, 1)
        line.addWidget(self.drop_button)
        rows.addLayout(line)
        rows.addWidget(self.scope)
        left.body.addWidget(head)
        left.body.addWidget(self.stack, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.addWidget(left)
        split.addWidget(self.reader)
        split.setSizes([theme.px(500), theme.px(560)])
        split.setChildrenCollapsible(False)
        foot = Card()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.told, 1)
        for button in (self.keep_button, self.draft_button, self.edited_button, self.issue_button):
            row.addWidget(button)
        foot.body.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.kinds)
        middle.addWidget(split, 1)
        layout.addLayout(middle, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._kind_changed)
        self.prepared.currentIndexChanged.connect(self._load_prepared)
        self.keep_button.clicked.connect(self.keep_prepared)
        self.drop_button.clicked.connect(self.drop_prepared)
        self.draft_button.clicked.connect(self.save_draft)
        self.edited_button.clicked.connect(self.issue_edited)
        self.issue_button.clicked.connect(self.issue)

    def _kind_changed(self, _kind: str) -> None:
        self.refresh()
