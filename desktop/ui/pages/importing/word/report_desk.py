"""A unit's report in hand: its paragraphs, the findings of the unit with their answers, and what the clerk makes of each answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.operations.importing.letter_lines import SourceLine
from desktop.operations.importing.report_lines import AnswerLine, answer_lines, law, source_lines, sure_ones
from desktop.operations.importing.report_review import Judged, OpenedReport, ReportMarks
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.word.answer_editor import AnswerEditor
from desktop.ui.pages.importing.word.proposals_card import ProposalsCard
from desktop.ui.pages.importing.word.source_card import SourceCard
from desktop.ui.pages.importing.word.tables import ANSWERS
from desktop.ui.widgets.card import level


class ReportDesk(QWidget):
    """`decided` tells the marks after each decision, `ready` that the clerk wants to go on."""

    decided = Signal(object)
    failed = Signal(object)
    ready = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.source, self.editor = SourceCard(context), AnswerEditor(context)
        self.answers = ProposalsCard(context, ANSWERS, self.editor, "这个单位没有可答复的问题。", "now")
        level(context.theme, self.source, self.answers)
        self.opened: OpenedReport | None = None
        self.marks = ReportMarks()
        self.judged: Judged | None = None
        self._name = ""
        self._row: int | None = None
        self._para: int | None = None
        self._is_fresh = self._take_all_next = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.source, 1)
        row.addWidget(self.answers, 1)
        self.source.chosen.connect(self._source_chosen)
        self.answers.chosen.connect(self._answer_chosen)
        self.answers.ticked.connect(self._ticked)
        self.answers.link_clicked.connect(self.take_all)
        self.editor.verb.connect(self.act)
        self.editor.meant.connect(self._meant)

    @property
    def is_fresh(self) -> bool:
        """Whether the comparison in sight is one of the marks in sight."""
        return self._is_fresh

    def begin(self, opened: OpenedReport, marks: ReportMarks, judged: Judged, name: str) -> None:
        """Another report is in hand."""
        self.opened, self._name = opened, name
        self._row = self._para = None
        self._take_all_next = False
        self.editor.take_findings(opened.texts)
        self.show_marks(marks, judged, fresh=True)
        waiting = marks.waiting()
        lines = self.answers.table.all_records()
        if waiting or lines:
            self._hold(next((line.id for line in lines if line.id in waiting), lines[0].id if lines else 0))

    def show_marks(self, marks: ReportMarks, compared: Judged | None, *, fresh: bool) -> None:
        """The report as it stands; `fresh` where the comparison is one of these marks."""
        if self.opened is None:
            return
        self.marks, self.judged, self._is_fresh = marks, compared, fresh
        lines = source_lines(self.opened, marks)
        revised = f" · 修订 {self.opened.revisions} 处" if self.opened.revisions else ""
        tail = "修订痕迹按“接受修订”读；原文件只读。" if revised else "原文件只读。"
        about = f"{self._name} · {len(lines)} 段{revised}"
        self.source.show_lines(lines, about, f"{law(lines)}。自报进单位自报一栏，认定不动；{tail}")
        self.answers.show_lines(answer_lines(self.opened, marks, compared if fresh else None))
        self._show_in_hand()
        if fresh and self._take_all_next:
            self._take_all_next = False
            self.take_all()

    # -- what the clerk does

    def flush(self) -> None:
        """Nothing is typed here: every choice counts at once."""

    def act(self, verb: str) -> None:
        """A button, or its key."""
        choice = self.marks.choices.get(self._row or 0)
        if choice is None or self._row is None:
            return
        no = self._row
        if verb == "take" and choice.taken and not choice.skipped:
            self._change(lambda marks: marks.take([no], False))
        elif verb == "take":
            self.take_and_next()
        elif verb == "note":
            self._decide(lambda marks: marks.mean(no, choice.finding, "").take([no]))
        else:
            self._decide(lambda marks: marks.skip(no))

    def act_by_number(self, number: int) -> None:
        """Alt+n: the n-th verb."""
        if number <= 3:
            self.act(("take", "note", "skip")[number - 1])

    def take_and_next(self) -> None:
        """Ctrl+Enter: take the answer in hand and go to the next that waits; with nothing left, go on."""
        no = self._row
        choice = self.marks.choices.get(no or 0)
        if no is not None and choice is not None and (not choice.taken or choice.skipped) and self.marks.waiting():
            self._decide(lambda marks: marks.take([no]))
        elif self.marks.waiting():
            self.next_waiting()
        else:
            self.ready.emit()

    def take_all(self) -> None:
        """全部采纳建议: all that give no doubt; asked before the comparison is there, it is done when it comes."""
        if self.opened is None or self.judged is None:
            return
        if not self._is_fresh:
            self._take_all_next = True
            return
        if sure := sure_ones(self.opened, self.marks, self.judged):
            self._decide(lambda marks: marks.take(sure))
        else:
            self.next_waiting()

    def next_waiting(self) -> None:
        """F3: the next answer that waits."""
        rows = [line.id for line in self.answers.table.all_records()]
        at = rows.index(self._row) + 1 if self._row in rows else 0
        waiting = set(self.marks.waiting())
        found = next((row for row in [*rows[at:], *rows[:at]] if row in waiting), None)
        if found is not None:
            self._hold(found)

    # -- inside

    def _decide(self, how: Callable[[ReportMarks], ReportMarks]) -> None:
        if self._change(how):
            self.next_waiting()

    def _change(self, how: Callable[[ReportMarks], ReportMarks]) -> bool:
        try:
            marks = how(self.marks)
        except KnownError as error:
            self.show_marks(self.marks, self.judged, fresh=self._is_fresh)
            self.failed.emit(error)
            return False
        self.decided.emit(marks)
        return True

    def _ticked(self, numbers: list[int], on: bool) -> None:
        """A doubt is taken by its own tick, never by that of the head."""
        if on and numbers != [self._row] and self.opened is not None and self.judged is not None:
            sure = sure_ones(self.opened, self.marks, self.judged) if self._is_fresh else []
            numbers = [no for no in numbers if no in sure]
        if numbers:
            self._change(lambda marks: marks.take(numbers, on))
        else:
            self.show_marks(self.marks, self.judged, fresh=self._is_fresh)

    def _meant(self, number: str, state: str) -> None:
        no = self._row
        if no is not None and no in self.marks.choices:
            self._change(lambda marks: marks.mean(no, number or None, state))

    def _hold(self, row: int) -> None:
        self._row, self._para = row, None
        self.answers.select(row)
        first = next((line.id for line in self.source.list.lines() if row in line.keys), None)
        if first is not None:
            self.source.list.select(first)
        self._show_in_hand()

    def _source_chosen(self, line: SourceLine) -> None:
        if line.keys:
            self._row, self._para = self._row if self._row in line.keys else line.keys[0], None
            self.answers.select(self._row or 0)
        else:
            self._row, self._para = None, line.id
        self._show_in_hand()

    def _answer_chosen(self, line: AnswerLine) -> None:
        self._hold(line.id)

    def _show_in_hand(self) -> None:
        line = next((one for one in self.answers.table.all_records() if one.id == self._row), None)
        source = next((one for one in self.source.list.lines() if one.id == self._para), None)
        if line is not None and line.is_answer and self.opened is not None:
            item = next(one for one in self.opened.read.reading.items if one.no == line.id)
            words = "\n".join(part for part in (item.quote, item.text) if part.strip())
            self.editor.show_answer(line, words, self.marks.choices[line.id])
        elif line is not None:
            self.editor.show_finding(line)
        elif source is not None:
            self.editor.show_words(f"第 {source.place} 段", source.text)
        else:
            self.editor.show_words("", "")
