"""请认定: two findings of a unit side by side, what both say marked, and the one answer that is remembered of them (page 26, S5)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from db.queries.findings import list_findings
from db.records import FindingCriteria, FindingRow
from desktop.errors import KnownError
from desktop.ledgers.recurrences import ANSWERS, RECURRENCES, RECURRING, SIMILAR, TWICE
from desktop.operations.health.answering import answer
from desktop.rules.common_findings import pairs_of, plain
from desktop.rules.likeness import shared_runs
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.rules.state_words import verdict_word
from desktop.ui.asks import AskFindings
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card

_WORDS = {
    RECURRING: "是屡改屡犯（两条问题都留下这次认定）",
    SIMILAR: "相近，但不是同一件事",
    TWICE: "同一件事重复登记（到问题台账合并）",
}


class PairCard(Card):
    """Asks about one pair after the other; `decided` once an answer is kept, `failed` a refusal."""

    decided = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("请认定", " ")
        self._context = context
        self._pairs: Sequence[tuple[int, int]] = ()
        self._place = 0
        self.shown: tuple[FindingRow, FindingRow] | None = None
        self.unit, self.place_text = QLabel(), QLabel()
        self.unit.setProperty("role", "strong")
        self.place_text.setProperty("role", "secondary")
        self.texts = (QLabel(wordWrap=True), QLabel(wordWrap=True))
        self.choices = {code: QRadioButton(_WORDS[code]) for code in ANSWERS}
        self.note = QLineEdit()
        self.note.setPlaceholderText("如：销号后新购设备又未入账")
        self.later, self.keep = QPushButton("以后再定"), QPushButton("记下并下一对")
        self.both = QPushButton("看这两条")
        self.both.setProperty("link", True)
        self._lay_out()
        for choice in self.choices.values():
            choice.toggled.connect(self._judge)
        self.later.clicked.connect(partial(self._step, 1))
        self.keep.clicked.connect(self.keep_answer)
        self.both.clicked.connect(self._open_both)

    def show_pairs(self, title: str, pairs: Sequence[tuple[int, int]]) -> None:
        """Ask about these pairs, beginning with the one in hand where it is among them."""
        self.title_label.setText(f"{title}：请认定")
        before = (self.shown[0].id, self.shown[1].id) if self.shown else None
        self._pairs = tuple(pairs)
        self._place = self._pairs.index(before) if before in self._pairs else 0
        self._show()

    def keep_answer(self) -> None:
        """记下并下一对: the answer goes to the ledger, with who gave it."""
        code = self._chosen()
        if self.shown is None or not code or self._reason():
            return
        first, again = self.shown
        self._context.write(
            answer, first.id, again.id, code, self.note.text(), done=self._kept, failed=self.failed.emit
        )

    def _kept(self, _changes: object) -> None:
        if self._chosen() == TWICE:
            self._open_both()
        self.note.clear()
        self.decided.emit()

    def _step(self, by: int) -> None:
        if self._pairs:
            self._place = (self._place + by) % len(self._pairs)
            self._show()

    def _show(self) -> None:
        self.shown = None
        if self._pairs:
            criteria = FindingCriteria(ids=self._pairs[self._place], presence="any")
            context = self._context
            rows = {row.id: row for row in list_findings(context.reader, criteria, context.as_of, context.known_at)}
            if len(rows) == len(set(self._pairs[self._place])):
                self.shown = (rows[self._pairs[self._place][0]], rows[self._pairs[self._place][1]])
        self._show_shown()

    def _show_shown(self) -> None:
        for choice in self.choices.values():
            choice.setAutoExclusive(False)
            choice.setChecked(False)
            choice.setAutoExclusive(True)
        self.place_text.setText(f"第 {self._place + 1} 对，共 {len(self._pairs)} 对" if self._pairs else "")
        if self.shown is not None:
            first, again = self.shown
            one, two = pairs_of(plain(first.text)), pairs_of(plain(again.text))
            share = len(one & two) / max(len(one | two), 1)
            self.unit.setText(f"{again.unit_short or again.unit_name}　相似 {share:.0%}")
            for label, row, other in zip(self.texts, (again, first), (first, again), strict=True):
                label.setText(_told(row, other, self._context.theme.colour("selection").name()))
        self._judge()

    def _judge(self, _on: bool = False) -> None:
        reason = self._reason()
        for control in (*self.choices.values(), self.note):
            control.setEnabled(not reason)
        why = reason or ("" if self._chosen() else "先选一项认定")
        self.keep.setEnabled(not why)
        self.keep.setToolTip(why)
        self.later.setEnabled(len(self._pairs) > 1)
        self.later.setToolTip("" if len(self._pairs) > 1 else "只有这一对")

    def _reason(self) -> str:
        return self._context.why_not(RECORD_ACTIONS[RECURRENCES.add_right], writes=True)

    def _chosen(self) -> str:
        return next((code for code, choice in self.choices.items() if choice.isChecked()), "")

    def _open_both(self) -> None:
        if self.shown is None:
            self.failed.emit(KnownError("没有选定一对问题。请先在左边选一行。"))
            return
        ids = (self.shown[0].id, self.shown[1].id)
        self._context.open_page("findings", AskFindings(ids, "说得相近的两条"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.unit)
        top.addStretch(1)
        top.addWidget(self.both)
        top.addWidget(self.place_text)
        self.body.addLayout(top)
        beside = QHBoxLayout()
        beside.setSpacing(14)
        for label in self.texts:
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setTextFormat(Qt.TextFormat.RichText)
            beside.addWidget(label, 1)
        self.body.addLayout(beside)
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 4, 0, 0)
        rows.setSpacing(4)
        for choice in self.choices.values():
            rows.addWidget(choice)
        self.body.addWidget(holder)
        said = QHBoxLayout()
        said.addWidget(QLabel("说明"))
        said.addWidget(self.note, 1)
        self.body.addLayout(said)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.keep)
        self.keep.setProperty("primary", True)
        self.body.addLayout(foot)


def _told(row: FindingRow, other: FindingRow, ground: str) -> str:
    """Number, round and state, then the text with what the other says as well on a ground."""
    parts, end = [], 0
    for start, stop in shared_runs(row.text, other.text):
        parts.append(escape(row.text[end:start]))
        parts.append(f'<span style="background-color:{ground}">{escape(row.text[start:stop])}</span>')
        end = stop
    parts.append(escape(row.text[end:]))
    head = f"<b>{escape(row.number)}</b>　{escape(row.round_name)} · {escape(verdict_word(row.verdict))}"
    return f"{head}<br>{''.join(parts)}"
