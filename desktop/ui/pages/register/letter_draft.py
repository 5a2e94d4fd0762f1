"""起草: the recommendation letter as it reads with the groups and findings that are ticked, live beside them (page 14)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from db.queries.briefs import Told
from db.reader import Reader
from desktop.errors import KnownError
from desktop.host.printing import office_of_this_pc
from desktop.operations.change import Changes
from desktop.operations.papers.catalogue import of_matter
from desktop.operations.papers.gathered import Request
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.paper_desk import Draft, PaperDesk
from desktop.ui.paper_preview import PaperPreview
from desktop.ui.paper_rows import open_rows, write_draft
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.unit_picker import UnitPicker, former_units, unit_choices

MATTER = ("事由", "领域")
"""What a paper of a group is told of it: by these words its kind is known."""
SHOWS, TO, REPLY, ROWS = "问题表现", "主送", "回复期限", "问题编号"
SAYS = {*MATTER, SHOWS, TO, REPLY, ROWS}
"""All that a letter is told here."""
READ_AFTER_MS = 500
READING = "正在起草建议书…"
NOTHING = "没有勾选问题。请在左边勾选一组（空格），再看这里起草的建议书。"


@dataclass(frozen=True)
class Matter:
    """What of one group goes into a letter: its name and the findings that are ticked."""

    name: str
    rows: Sequence[Told]


def words_of(matters: Sequence[Matter]) -> dict[str, Any]:
    """What the ticked groups say in a letter: its subject, and one part for each group with the ledger's own texts."""
    name = "、".join(one.name for one in matters)
    shows = [
        {"标题": one.name, "事实": "；".join(row.text.strip().rstrip("。；") for row in one.rows)}
        for one in matters
        if one.rows
    ]
    return {**dict.fromkeys(MATTER, name), SHOWS: shows}


def kind_of_letter(reader: Reader) -> str:
    """The kind of paper that is made of a matter; '' where the office has none. It reads every recipe: not for the window's thread."""
    return of_matter(reader, MATTER)


class LetterDraft(Card):
    """Reads the paper anew after each tick, beside what is entered; `failed` tells a refusal."""

    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("起草", "领导小组审议后签发，现在只能存草稿")
        self._context, self._desk = context, PaperDesk(context.ledger)
        self._asked, self._chosen = 0, False
        self._matters: tuple[Matter, ...] = ()
        self.draft: Draft | None = None
        self.kind = ""
        """The kind of paper that is made of a matter, as `kind_of_letter` last read it; '' where the office has none."""
        self.flush()
        self.addressee = UnitPicker()
        self.refresh()
        self.reply_by = DateEdit(context.today, placeholder="按时限规则")
        self.preview = PaperPreview(context.theme)
        self.told = ElidedLabel()
        self.word_button, self.issue_button = QPushButton("用 WPS 打开草稿"), QPushButton("到文书写完…")
        self.keep_button = QPushButton("存为草稿")
        self.keep_button.setProperty("primary", True)
        self._later = QTimer(self, singleShot=True, interval=READ_AFTER_MS)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the units again that can be written to; the one that is chosen stays."""
        chosen = self.addressee.unit_id()
        units = unit_choices(self._context)
        self._names = {unit: name for unit, _short, name in units}
        self.addressee.set_units(units, former_units(self._context))
        if not self.addressee.hasFocus():  # else somebody types there
            self.addressee.set_unit(chosen)

    def show_matters(self, matters: Sequence[Matter], addressee: int | None) -> None:
        """Draft with other groups or findings; `addressee` is proposed until one is chosen."""
        self._matters = tuple(one for one in matters if one.rows)
        if not self._chosen and not self.addressee.hasFocus():
            self.addressee.set_unit(addressee)
        if self.draft is None:  # a sheet is never blank without a sentence
            self.preview.show_sentence(READING if self._matters else NOTHING)
        self._later.start()

    def words(self) -> dict[str, Any]:
        """What the letter is told, as 文书 keeps it."""
        unit, reply = self.addressee.unit_id(), self.reply_by.date()
        return {
            **words_of(self._matters),
            **({TO: self._names[unit]} if unit in self._names else {}),
            **({REPLY: reply.isoformat()} if reply is not None else {}),
        }

    def numbers(self) -> list[str]:
        """The findings of the letter by their permanent numbers."""
        return list(dict.fromkeys(row.number for one in self._matters for row in one.rows))

    def findings(self) -> tuple[int, ...]:
        """The same by id."""
        return tuple(dict.fromkeys(row.id for one in self._matters for row in one.rows))

    def read(self) -> None:
        """Gather and draft, beside the window and the writer."""
        self._later.stop()
        self._asked += 1
        if not self._matters or not self.kind:
            self._show_nothing(NOTHING if not self._matters else "没有建议书这一文种。请在文书的模板检查里恢复。")
            return
        context, switches = self._context, self._context.switches
        request = Request(
            self.kind, context.today, switches.as_of, switches.round_id, given=self.given(),
            basis_name=context.basis.name, known_at=context.known_day if context.is_back else None, actor=context.actor,
            unaddressed=True,
        )  # fmt: skip
        work = partial(self._in_worker, self._asked, request)
        context.beside.start(READING.rstrip("…"), work, done=self._show, failed=partial(self._lacking, self._asked))

    def given(self) -> Mapping[str, Any]:
        """The words and the findings of the letter."""
        return {**self.words(), ROWS: self.numbers()}

    def keep(self) -> None:
        """存为草稿: put by in 文书 until it is issued; one of the same subject is replaced."""
        from desktop.operations.papers import making

        reason = self._why_not_kept() or self.reply_by.fault()
        if reason:
            self.failed.emit(KnownError(reason))
            return
        name = str(self.words()["事由"])
        kind, round_id = self.kind, self._context.switches.round_id
        self._context.write(
            making.prepare_anew, kind, name, dict(self.given()), round_id, self._before(name),
            done=self._keep_done, failed=self.failed.emit,
        )  # fmt: skip

    def go_on(self) -> None:
        """到文书写完: the form of the kind with all that is known here; the draft that was put by is the one that is written on."""
        if fault := self.reply_by.fault():
            self.failed.emit(KnownError(fault))
        elif self._matters:
            words = self.words()
            payload = {
                "kind": self.kind,
                "finding_ids": self.findings(),
                "words": words,
                "prepared": self._before(str(words["事由"])),
            }
            self._context.open_page("letters", payload)

    # -- inside

    def _in_worker(self, asked: int, request: Request) -> tuple[int, Draft] | None:
        if asked != self._asked:
            return None  # ticked on meanwhile
        return asked, self._desk.check_apart(request)[0]

    def _show(self, answer: tuple[int, Draft] | None) -> None:
        if answer is None or answer[0] != self._asked:
            return
        self.draft = answer[1]
        self.preview.show_paper(self.draft.data, self.draft.entries, self.draft.addressee)
        lacking = self.draft.blocking
        self._say(f"▲ 缺 {len(lacking)} 项：{'、'.join(lacking)}" if lacking else "各项齐全，到文书签发", bool(lacking))
        self._judge()

    def _lacking(self, asked: int, error: KnownError) -> None:
        if asked == self._asked:
            self._show_nothing(str(error))

    def _show_nothing(self, sentence: str) -> None:
        self.draft = None
        self.preview.show_sentence(sentence)
        self._say("", wrong=False)
        self._judge()

    def _say(self, words: str, wrong: bool) -> None:
        self.told.set_full_text(words)
        self.told.setProperty("tone", "red" if wrong else "")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)

    def _why_not_kept(self) -> str:
        return self._context.why_not(Action.PREPARE_PAPER, writes=True) or ("" if self._matters else NOTHING)

    def _judge(self) -> None:
        reason = self._why_not_kept()
        for button, why in (
            (self.keep_button, reason),
            (self.issue_button, "" if self._matters else NOTHING),
            (self.word_button, "" if self.draft is not None else NOTHING),
        ):
            button.setEnabled(not why)
            button.setToolTip(why)
        if not reason:
            self.keep_button.setToolTip("Ctrl+S，存到文书的待发件，不占文号")

    def _keep_done(self, _changes: Changes) -> None:
        self._context.notify("已存为草稿，在文书的待发件里，签发前都可以再改。")

    def _before(self, name: str) -> int | None:
        """The draft of the subject that was put by from here, in this sitting or a former one; one that was written on in 文书 says more and stays."""
        from db.queries import papers

        round_id = self._context.switches.round_id
        of_subject = [
            one.id
            for one in papers.prepared(self._context.reader, self.kind)
            if (one.name, one.round_id) == (name, round_id) and json.loads(one.fields).keys() <= SAYS
        ]
        return of_subject[-1] if of_subject else None

    def _picked(self, unit: object) -> None:
        self._chosen = unit is not None
        self._later.start()

    def _open_word(self) -> None:
        if self.draft is not None:
            work = partial(write_draft, self._context, self.draft)
            self._context.jobs.start("正在打开草稿", work, done=self._opened, failed=self.failed.emit)

    def _opened(self, path: Path) -> None:
        self._context.notify(office_of_this_pc().open_files([path]).message)

    def _open_rows(self, entry: Any) -> None:
        open_rows(self._context, self._context.notify, entry.name, entry.value_text, entry.origin, entry.rows)

    def _connect(self) -> None:
        self._later.timeout.connect(self.read)
        self.addressee.picked.connect(self._picked)
        self.reply_by.changed.connect(self._later.start)
        self.preview.figure_clicked.connect(self._open_rows)
        self.keep_button.clicked.connect(self.keep)
        self.issue_button.clicked.connect(self.go_on)
        self.word_button.clicked.connect(self._open_word)

    def _lay_out(self) -> None:
        px = self._context.theme.px
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(12, 6, 10, 6)
        for layout in (top, foot):
            layout.setSpacing(8)
        for word, editor, width in ((TO, self.addressee, 0), (REPLY, self.reply_by, 104)):
            label = QLabel(word)
            label.setProperty("role", "secondary")
            label.setBuddy(editor)
            editor.setAccessibleName(word)
            top.addWidget(label)
            top.addWidget(editor, 0 if width else 1)
            if width:
                editor.setFixedWidth(px(width))
        foot.setContentsMargins(12, 6, 10, 6)
        foot.addStretch(1)
        for button in (self.word_button, self.issue_button, self.keep_button):
            foot.addWidget(button)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(self.preview, 1)
        self.told.setContentsMargins(px(12), px(6), px(10), 0)
        self.body.addWidget(self.told)
        self.body.addLayout(foot)
        self._show_nothing(NOTHING)
