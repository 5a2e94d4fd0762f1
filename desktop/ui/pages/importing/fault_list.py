"""必须改, 请确认 and what was set right: each fault with its place, why, and its remedies at one click."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.normalise.office_words import AMOUNT, DEADLINE, STATE
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.register import Register
from desktop.operations.importing import office_words
from desktop.operations.importing.decisions import fault_key
from desktop.operations.importing.review import is_must, place_of
from desktop.rules.amounts import chinese_amount
from desktop.ui.context import AppContext
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import MarkLabel
from desktop.ui.widgets.unit_picker import UnitPicker
from desktop.ui.widgets.writing_field import WritingLine

MOST_SHOWN = 150
TAUGHT = {"unknown_status": STATE, "not_a_date": DEADLINE, "amount_unit_unknown": AMOUNT}
"""Kinds of fault that a word of the office's own answers, for every row that has it (K17)."""
_UNIT_KINDS = ("unknown_unit", "missing_unit", "multiple_units")


@dataclass(frozen=True)
class FaultGroup:
    """Faults with one remedy: the same spelling of a unit in several rows is one."""

    faults: tuple[ReadingFault, ...]
    written: str
    suggestions: tuple[str, ...]

    @property
    def first(self) -> ReadingFault:
        """The fault that stands for the group."""
        return self.faults[0]

    @property
    def kind(self) -> str:
        """The kind of fault."""
        return self.first.kind


def groups_of(faults: Sequence[ReadingFault], written: Mapping[Any, str]) -> list[FaultGroup]:
    """Faults in the order of the file, units written alike together. `written` is the cell's text by fault key."""
    found: dict[tuple[Any, ...], list[ReadingFault]] = {}
    for fault in sorted(faults, key=lambda one: (one.sheet, one.row)):
        text = written.get(fault_key(fault), "")
        alike = fault.kind in ("unknown_unit", "multiple_units", "unknown_category", *TAUGHT) and text
        found.setdefault((fault.kind, text) if alike else fault_key(fault), []).append(fault)
    return [_group(alike, written.get(fault_key(alike[0]), "")) for alike in found.values()]


def _group(faults: list[ReadingFault], written: str) -> FaultGroup:
    suggestions = faults[0].suggestions
    if faults[0].column == "amount_yuan" and not suggestions:
        amount = chinese_amount(written)
        suggestions = (str(amount),) if amount is not None else ()
    return FaultGroup(tuple(faults), written, suggestions)


class FaultCard(QFrame):
    """One group of faults and what can be done."""

    def __init__(self, listing: FaultList, group: FaultGroup, title: str, alike: int = 1) -> None:
        """`alike` is how many faults of this kind stand open: they can be answered together."""
        super().__init__()
        self.setObjectName("card_head")
        self.alike = alike
        self._listing, self.group = listing, group
        self.field: WritingLine | UnitPicker | None = None
        self.word_box: QComboBox | None = None
        head = QLabel(title)
        head.setProperty("role", "strong")
        why = QLabel(short_message(group.first), wordWrap=True)
        why.setProperty("role", "secondary")
        self.remedies = QHBoxLayout()
        self.remedies.setSpacing(10)
        self.further = QHBoxLayout()
        self.further.setSpacing(10)
        self._add_remedies()
        self.remedies.addStretch(1)
        self.further.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(head)
        texts.addWidget(why)
        texts.addLayout(self.remedies)
        texts.addLayout(self.further)
        self._texts = texts
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 7, 10, 7)
        layout.addWidget(
            MarkLabel(listing.context.theme, Mark(Shape.TRIANGLE, "", Tone.RED)), 0, Qt.AlignmentFlag.AlignTop
        )
        layout.addLayout(texts, 1)

    def ask_word(self) -> None:
        """读作…: what the office means by this word; asked once for all rows that have it."""
        if self.word_box is None:
            kind = TAUGHT[self.group.kind]
            self.word_box = QComboBox(editable=kind == DEADLINE)
            self.word_box.addItem("" if kind == DEADLINE else "选它的意思…", "")
            for meaning, word in office_words.meanings(kind, {}).items():
                self.word_box.addItem(word, meaning)
            if kind == DEADLINE:
                line = self.word_box.lineEdit()
                assert line is not None
                line.setPlaceholderText("写日期 2026-06-18，或选一项，按 Enter")
                line.returnPressed.connect(self._word_chosen)
            self.word_box.activated.connect(self._word_chosen)
            self._texts.addWidget(self.word_box)
        self.word_box.setFocus()

    def _word_chosen(self, _place: int = 0) -> None:
        assert self.word_box is not None
        text = self.word_box.currentText().strip()
        place = self.word_box.findText(text)
        meaning = self.word_box.itemData(place) if place >= 0 else text
        if meaning:
            self._listing.remedy.emit(self.group, "word", meaning)

    def ask(self) -> None:
        """填写…: a field in the card; Enter takes it."""
        if self.field is None:
            if self.group.kind in _UNIT_KINDS:
                self.field = UnitPicker(self._listing.units)
                self.field.picked.connect(self._picked)
            else:
                self.field = WritingLine(placeholder="写好按 Enter")
                self.field.returnPressed.connect(self._written)
            self._texts.addWidget(self.field)
        self.field.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click brings the cell into sight."""
        self._listing.show_chosen(self)
        self._listing.chosen.emit(self.group)
        super().mousePressEvent(event)

    def _add_remedies(self) -> None:
        if self._listing.of_book is not None:
            self._add_remedies_of_record(self._listing.of_book)
            return
        kind = self.group.kind
        for suggestion in self.group.suggestions[:1]:
            verb = "改为" if kind in (*_UNIT_KINDS, "unknown_category") else "填入"
            self._add(f"{verb}“{suggestion}”" if verb == "改为" else f"{verb} {suggestion}", "suggest", suggestion)
        if kind in TAUGHT and self.group.written:
            self._add(f"把“{self.group.written}”读作…", "ask_word", "")
        if kind == "unknown_unit":
            self._add("登记为新单位", "new_unit", "")
        self._add("选单位…" if kind in _UNIT_KINDS else "填写…", "ask", "")
        if kind in ("before_feedback", "unknown_category"):
            self._add("照写保留", "seen", "")
        if kind == "missing_text":
            self._add("本行不导入", "seen", "")
        elif kind not in (*_UNIT_KINDS, "unknown_category"):
            self._add("留空", "empty", "")
            if self.alike > 1:
                self._add(f"这类 {self.alike} 处都留空", "empty_kind", "")
        if kind in ("before_feedback", "unknown_category", "missing_text") and self.alike > 1:
            self._add(f"这类 {self.alike} 处都这样", "seen_kind", "")

    def _add_remedies_of_record(self, book: Register) -> None:
        """The row of a book: its cell is written over or emptied, or the row stays out."""
        field, kind, placed = book.field(self.group.first.column or ""), self.group.kind, place_of(self.group.first)
        for suggestion in self.group.suggestions[:1]:
            self._add(f"改为“{suggestion}”", "suggest", suggestion)
        if kind == "unknown_unit":
            self._add("登记为新单位", "new_unit", "")
        if placed is not None:
            self._add("选单位…" if kind == "unknown_unit" else "填写…", "ask", "")
        if placed is not None and field is not None and not field.needed and self.group.written:
            self._add("留空", "empty", "")
        below = self.further if kind == "unknown_unit" else self.remedies
        self._add("本行不导入", "seen", "", below)
        if self.alike > 1:
            self._add(f"这类 {self.alike} 处都不导入", "seen_kind", "", below)

    def _add(self, text: str, verb: str, value: str, line: QHBoxLayout | None = None) -> None:
        button = _RemedyButton(self, text, verb, value)
        (line or self.remedies).addWidget(button)

    def _written(self) -> None:
        if isinstance(self.field, WritingLine) and self.field.text().strip():
            self._listing.remedy.emit(self.group, "write", self.field.text().strip())

    def _picked(self, unit_id: object) -> None:
        name = next((full for one, _short, full in self._listing.units if one == unit_id), "")
        if name:
            self._listing.remedy.emit(self.group, "suggest", name)


class _RemedyButton(QPushButton):
    """One remedy."""

    def __init__(self, card: FaultCard, text: str, verb: str, value: str) -> None:
        super().__init__(text if len(text) <= 16 else text[:15] + "…")
        self.setToolTip(text)
        self.setProperty("link", True)
        self._card, self._verb, self._value = card, verb, value
        self.clicked.connect(self._act)

    def _act(self) -> None:
        if self._verb == "ask":
            self._card.ask()
        elif self._verb == "ask_word":
            self._card.ask_word()
        else:
            self._card._listing.remedy.emit(self._card.group, self._verb, self._value)


class FaultList(QScrollArea):
    """All faults; `remedy` tells group, verb (suggest, write, word, empty, seen, empty_kind, seen_kind, new_unit) and value."""

    remedy = Signal(object, str, str)
    chosen = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.units: list[tuple[int, str, str]] = []
        self.of_book: Register | None = None
        """The book whose list it is; None for findings."""
        self.cards: list[FaultCard] = []
        self.boxes: list[SeenBox] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_chosen(self, card: FaultCard) -> None:
        """Mark the fault in hand, and no other."""
        for one in self.cards:
            if one.property("chosen") != (one is card):
                one.setProperty("chosen", one is card)
                one.style().polish(one)

    def show_groups(self, groups: Sequence[FaultGroup], titles: Mapping[str, str], mended: Sequence[str]) -> None:
        """Show what must be mended, what must be seen, and what the program set right itself."""
        kept = self.verticalScrollBar().value()
        must = [group for group in groups if is_must(group.first)]
        seen = [group for group in groups if not is_must(group.first)]
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        alike = Counter(group.kind for group in must for _fault in group.faults)
        self.cards = [
            FaultCard(self, group, place_title(group, titles), alike[group.kind]) for group in must[:MOST_SHOWN]
        ]
        for card in self.cards:
            layout.addWidget(card)
        if len(must) > MOST_SHOWN:
            layout.addWidget(_line(f"还有 {len(must) - MOST_SHOWN} 处，改完上面的再列出。"))
        self.boxes = [SeenBox(self, group, place_title(group, titles)) for group in seen[:MOST_SHOWN]]
        if self.boxes:
            layout.addWidget(_line(f"◆ 请确认 {len(seen)}（勾选表示已看过）", strong=True))
            for box in self.boxes:
                layout.addWidget(box)
        if mended:
            layout.addWidget(_line(f"已自动规整 {len(mended)}", strong=True))
            for sentence in mended[:30]:
                layout.addWidget(_line(sentence))
        if not groups:
            layout.addWidget(_line("没有要改、要确认的了。"))
        layout.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(kept)


class SeenBox(QFrame):
    """One thing to be seen."""

    def __init__(self, listing: FaultList, group: FaultGroup, title: str) -> None:
        super().__init__()
        self._listing, self.group = listing, group
        self.box = QCheckBox(title)
        self.box.clicked.connect(self._seen)
        words = QLabel(short_message(group.first), wordWrap=True)
        words.setProperty("role", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 2, 10, 2)
        layout.setSpacing(0)
        layout.addWidget(self.box)
        layout.addWidget(words)

    def _seen(self) -> None:
        self._listing.remedy.emit(self.group, "seen", "")


def place_title(group: FaultGroup, titles: Mapping[str, str]) -> str:
    """`第 105 行 完成时限`, for several rows their number."""
    rows = [fault.row for fault in group.faults]
    place = f"第 {rows[0]} 行" if len(rows) == 1 else f"第 {rows[0]} 行等 {len(rows)} 行"
    return f"{place}　{titles.get(group.first.column or '', '')}".strip()


def short_message(fault: ReadingFault) -> str:
    """The sentence without its place, which the title says."""
    message = fault.message
    return message.split("：", 1)[1] if "：" in message else message


def _line(text: str, *, strong: bool = False) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", "strong" if strong else "secondary")
    label.setContentsMargins(14, 8 if strong else 2, 10, 2)
    return label
