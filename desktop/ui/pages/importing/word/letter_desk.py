"""A feedback letter in hand: its paragraphs, its findings, and what the clerk decides of either, by keys or buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.exchange.feedback_letter.letter import FeedbackLetter
from desktop.operations.importing.letter_lines import (
    ProposalLine,
    SourceLine,
    category_shown,
    law,
    proposal_lines,
    source_lines,
)
from desktop.operations.importing.letter_marks import NOT_A_FINDING, OPEN, SKIPPED, Draft, LetterMarks
from desktop.operations.importing.letter_review import DOUBTS, ORDINARY, Compared, Opened
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.word.editor import LetterEditor
from desktop.ui.pages.importing.word.proposals_card import ProposalsCard
from desktop.ui.pages.importing.word.source_card import SourceCard
from desktop.ui.pages.importing.word.tables import PROPOSALS
from desktop.ui.widgets.card import level

Change = Callable[[LetterMarks], LetterMarks]
_EMPTY = "这份文件里没有认出问题。可以在左边选段落，点“是问题”。"
_READ_ONLY = "原文件只读。"
_REVISED = "修订痕迹按“接受修订”读；原文件只读。"


class LetterDesk(QWidget):
    """`decided` tells the marks after each decision, `failed` why one cannot be, `ready` that the clerk wants to go on."""

    decided = Signal(object)
    failed = Signal(object)
    ready = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.source, self.editor = SourceCard(context), LetterEditor(context)
        self.proposals = ProposalsCard(context, PROPOSALS, self.editor, _EMPTY, "category")
        level(context.theme, self.source, self.proposals)
        self.marks, self.compared, self.opened = LetterMarks(), Compared(), Opened((), FeedbackLetter(), LetterMarks())
        self._name = ""
        self._lines: list[SourceLine] = []
        self._key: int | None = None
        self._para: int | None = None
        self._is_fresh = self._take_all_next = self._filling = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.source, 1)
        row.addWidget(self.proposals, 1)
        self.source.chosen.connect(self._source_chosen)
        self.proposals.chosen.connect(self._proposal_chosen)
        self.proposals.ticked.connect(self._ticked)
        self.proposals.link_clicked.connect(self.take_all)
        self.editor.verb.connect(self.act)
        self.editor.left.connect(self.flush)

    @property
    def is_fresh(self) -> bool:
        """Whether the comparison in sight is one of the marks in sight."""
        return self._is_fresh

    # -- what is shown

    def begin(self, opened: Opened, marks: LetterMarks, name: str, categories: Sequence[str]) -> None:
        """Another letter is in hand."""
        self.opened, self.marks, self._name = opened, marks, name
        self._key = self._para = None
        self._is_fresh = self._take_all_next = False
        self.editor.take_choices(categories, units=bool(opened.letter.units))
        self.source.show_all()
        self.show_marks(marks, Compared(), fresh=False)
        self._hold_first()

    def show_marks(self, marks: LetterMarks, compared: Compared, *, fresh: bool) -> None:
        """The letter as it stands; `fresh` where the comparison is one of these marks."""
        self.marks, self.compared, self._is_fresh = marks, compared, fresh
        count = sum(marks.counts().values())
        revised = self.opened.revisions
        about = f"{self._name} · {count} 段" + (f" · 修订 {revised} 处" if revised else "")
        notes = len(self.opened.letter.footnotes)
        tail = (f"另有脚注 {notes} 条。" if notes else "") + (_REVISED if revised else _READ_ONLY)
        self._lines = source_lines(self.opened, marks)
        self.source.show_lines(self._lines, about, f"{law(marks)}。{tail}")
        self.proposals.show_lines(proposal_lines(marks, compared))
        self._show_in_hand()
        if fresh and self._take_all_next:
            self._take_all_next = False
            self.take_all()

    # -- what the clerk does

    def act(self, verb: str) -> None:
        """A button, or its key."""
        self.flush()
        if verb in ("is_finding", "is_note", "skip"):
            self._say_what_it_is(verb)
        elif verb == "take":
            one = self._draft()
            if one is not None and one.taken:
                self._ticked([one.key], False)
            else:
                self.take_and_next()
        elif self._key is not None:
            {"split": self._split, "whole": self._whole, "join": self._join, "drop": self._drop}[verb](self._key)

    def act_by_number(self, number: int) -> None:
        """Alt+n: the n-th verb of what is in hand."""
        if self._key is not None:
            self.act(("whole", "join", "drop", "split")[number - 1])
        elif self._para is not None and number <= 3:
            verb = ("is_finding", "is_note", "skip")[number - 1]
            if not self.editor.buttons[verb].isHidden():
                self.act(verb)

    def take_and_next(self) -> None:
        """Ctrl+Enter: take the finding in hand and go to the next that waits; with nothing left, go on."""
        self.flush()
        one = self._draft()
        if one is not None and not one.taken:
            self._change(lambda marks: marks.take([one.key]))
        elif not self.marks.waiting() and not self.marks.unrecognised():
            self.ready.emit()
            return
        self.next_waiting()

    def take_all(self) -> None:
        """全部采纳建议: all that give no doubt; asked before the comparison is there, it is done when it comes."""
        self.flush()
        if not self._is_fresh:
            self._take_all_next = True
            return
        if sure := self._sure():
            self._change(lambda marks: marks.take(sure))
        self.next_waiting()

    def next_waiting(self) -> None:
        """F3: the next finding that waits, after those the paragraphs that nobody recognised."""
        self.flush()
        keys = [one.key for one in self.marks.drafts]
        at = keys.index(self._key) + 1 if self._key in keys else 0
        turned = [*self.marks.drafts[at:], *self.marks.drafts[:at]]
        waiting = next((one.key for one in turned if not one.taken), None)
        unknown = self.marks.unrecognised()
        if waiting is not None and not (self._para in unknown and waiting == self._key):
            self._hold_finding(waiting)
        elif unknown:
            after = [para for para in unknown if para > (-1 if self._para is None else self._para)]
            self._hold_paragraph((after or unknown)[0])

    def flush(self) -> None:
        """What was typed counts; an empty text is refused and stands again as it was."""
        one = self._draft()
        if one is None or self._filling:
            return
        text, category, unit, nature = self.editor.said()
        shown = category_shown(one, self.compared.standings.get(one.key))
        several = bool(self.opened.letter.units)
        said = {
            "text": text if text != one.text.strip() else None,
            "category": category if category != shown else None,
            "nature": nature if nature != (one.nature or ORDINARY) else None,
            "unit": unit if several and unit and unit != one.unit else None,
        }
        if any(value is not None for value in said.values()):
            self._change(lambda marks: marks.edit(one.key, **said))

    # -- inside

    def _draft(self) -> Draft | None:
        return next((one for one in self.marks.drafts if one.key == self._key), None)

    def _change(self, how: Change) -> bool:
        try:
            marks = how(self.marks)
        except KnownError as error:
            self._show_in_hand()
            self.failed.emit(error)
            return False
        self.decided.emit(marks)
        return True

    def _sure(self) -> list[int]:
        """What waits and gives no doubt; nothing while the comparison is on its way."""
        return [
            one.key
            for one in self.marks.waiting()
            if self._is_fresh and one.parts_of is None and self.compared.standings[one.key].kind not in DOUBTS
        ]

    def _ticked(self, keys: list[int], on: bool) -> None:
        """A doubt is taken by its own tick, never by that of the head."""
        if on and keys != [self._key]:
            sure = self._sure()
            keys = [key for key in keys if key in sure]
        if keys:
            self._change(lambda marks: marks.take(keys, on))
        else:
            self.show_marks(self.marks, self.compared, fresh=self._is_fresh)

    def _split(self, key: int) -> None:
        one, at = self.marks.draft(key), self.editor.caret()
        words = self.editor.text.toPlainText()
        inside = bool(words[:at].strip() and words[at:].strip())
        if inside:
            done = self._change(lambda marks: marks.split_at(key, words, at))
        else:
            done = self._change(lambda marks: marks.split_points(key))
        if done:
            self._hold_finding(next(new.key for new in self.marks.drafts if new.parts_of == one))

    def _whole(self, key: int) -> None:
        whole = self.marks.draft(key).parts_of
        if self._change(lambda marks: marks.keep_whole(key)):
            self._hold_finding(whole.key if whole is not None else key)
            self.next_waiting()

    def _join(self, key: int) -> None:
        at = next(place for place, one in enumerate(self.marks.drafts) if one.key == key)
        above = self.marks.drafts[at - 1].key
        if self._change(lambda marks: marks.join_up(key)):
            self._hold_finding(above)

    def _drop(self, key: int) -> None:
        keys = [one.key for one in self.marks.drafts]
        at = keys.index(key)
        if self._change(lambda marks: marks.drop(key)):
            rest = [other for other in keys if other != key]
            self._key = None
            if rest:
                self._hold_finding(rest[min(at, len(rest) - 1)])
            else:
                self._show_in_hand()

    def _say_what_it_is(self, verb: str) -> None:
        para = self._para
        line = next((one for one in self._lines if one.id == para), None)
        if para is None or line is None:
            return
        if verb == "is_finding":
            text = line.text
            if self._change(lambda marks: marks.take_in(para, text)):
                self._hold_finding(next(one.key for one in self.marks.drafts if one.paras == (para,)))
            return
        reason = NOT_A_FINDING if verb == "is_note" else SKIPPED
        was_open = line.kind == OPEN
        if self._change(lambda marks: marks.explain(para, reason)) and was_open and self.marks.unrecognised():
            self.next_waiting()

    # -- what is in hand

    def _hold_first(self) -> None:
        if self.marks.drafts:
            self._hold_finding((self.marks.waiting() or self.marks.drafts)[0].key)
        elif unknown := self.marks.unrecognised():
            self._hold_paragraph(unknown[0])

    def _hold_finding(self, key: int) -> None:
        self._key, self._para = key, None
        self.proposals.select(key)
        self.source.list.select(self._line_of(self.marks.draft(key).paras[0]))
        self._show_in_hand()

    def _hold_paragraph(self, para: int) -> None:
        self._key, self._para = None, para
        self.source.list.select(self._line_of(para))
        self._show_in_hand()

    def _line_of(self, para: int) -> int:
        return next((one.numbers[0] for one in self.opened.paragraphs if para in one.numbers), para)

    def _source_chosen(self, line: SourceLine) -> None:
        self.flush()
        if line.keys:
            key = self._key if self._key in line.keys else line.keys[0]
            self._key, self._para = key, None
            self.proposals.select(key)
        else:
            self._key, self._para = None, line.id
        self._show_in_hand()

    def _proposal_chosen(self, line: ProposalLine) -> None:
        self.flush()
        self._hold_finding(line.id)

    def _show_in_hand(self) -> None:
        self._filling = True
        proposal = next((one for one in self.proposals.table.all_records() if one.id == self._key), None)
        source = next((one for one in self._lines if one.id == self._para), None)
        if proposal is not None:
            self.editor.show_finding(proposal, self.marks.draft(proposal.id).unit, proposal.paras)
        elif source is not None:
            self.editor.show_paragraph(source)
        else:
            self.editor.show_nothing("在左边或上面选一条。")
        self._filling = False
