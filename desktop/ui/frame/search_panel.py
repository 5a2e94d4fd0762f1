"""The results of the global search: units, findings and commands in groups, the first one chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.records import FindingCriteria
from desktop.later import Later
from desktop.ledgers.places import page_of
from desktop.ui.asks import AskFinding, AskFindings, AskRecord, AskUnit
from desktop.ui.context import AppContext
from desktop.ui.frame.keys import key_words
from desktop.ui.jobs import SHOWN_AFTER_MS
from desktop.ui.search_desk import Sight
from desktop.ui.typed import found_in
from desktop.ui.widgets.card import ElidedLabel

if TYPE_CHECKING:
    from db.queries import books as queries
    from db.queries import findings as finding_queries
    from db.queries import units as unit_queries
    from desktop.ledgers import books
    from desktop.operations import search
    from desktop.operations.records import questions
    from desktop.ui.frame import asked_figures
else:  # for the first question, not for the first sight
    queries, finding_queries = Later("db.queries.books"), Later("db.queries.findings")
    unit_queries, asked_figures = Later("db.queries.units"), Later("desktop.ui.frame.asked_figures")
    books, search = Later("desktop.ledgers.books"), Later("desktop.operations.search")
    questions = Later("desktop.operations.records.questions")

PER_GROUP = 8
AT_ONCE = 50
"""So many findings are told at once; where there are more, the whole count follows."""
EVERYWHERE = "在全部轮次中找"
FIGURE = "数字（回车复制，Ctrl+回车看各条）"


@dataclass(frozen=True)
class Hit:
    """One line of the results; `page` and `ask` open it, or `run` does a command."""

    group: str
    title: str
    note: str = ""
    page: str = ""
    ask: object = None
    run: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Found:
    """What a typed text found; `findings` are all of them, or None where only the first were looked for."""

    typed: str
    hits: list[Hit]
    findings: tuple[int, ...] | None


def found(
    sight: Sight, typed: str, commands: Sequence[tuple[str, str, Callable[[], Any]]], most: int | None = None
) -> Found:
    """Everything a typed text finds, in the chosen rounds; `>` finds commands only. With `most`, no more findings than that."""
    text = typed.strip()
    if text.startswith(">"):
        return Found(typed, _commands(text[1:], commands), ())
    if not text:
        return Found(typed, [], ())
    if figure := _figure(sight, text):
        return Found(typed, [figure], ())
    looked = partial(search.find, sight.reader, text, index=sight.index, most=most)
    every = looked(rounds=sight.switches.round_ids)
    whole = looked()
    all_found = most is None or len(whole) < most
    hits = _units(sight, text) + _findings(sight, every, "" if all_found else "以上") + _records(sight, text)
    if not hits:
        hits = _commands(text, commands) if text.isascii() else []
    if all_found and set(whole) - set(every):
        ids = tuple(sorted({*whole, *every}))
        hits.append(
            Hit("", f"{EVERYWHERE}（{len(ids)}）", page="findings", ask=AskFindings(ids, f"查找“{text}”，全部轮次"))
        )
    return Found(typed, hits, every if all_found else None)


def _figure(sight: Sight, text: str) -> Hit | None:
    """The figure that the text asks for, in words: Enter copies it, Ctrl+Enter opens its rows."""
    wanted = asked_figures.asked(sight.reader, text, sight.today)
    if wanted is None:
        return None
    answer = asked_figures.told(sight, wanted)
    ask = AskFindings(answer.findings, answer.title) if answer.findings else None
    return Hit(FIGURE, answer.sentence, page="findings", ask=ask)


def _units(sight: Sight, text: str) -> list[Hit]:
    ids = search.find_units(sight.reader, text)
    rows = unit_queries.units_by_id(sight.reader, ids, sight.as_of)
    title = f"单位 {len(rows)}"
    return [Hit(title, row.short or row.name, row.name, "findings", AskUnit(row.id)) for row in rows[:PER_GROUP]]


def _findings(sight: Sight, ids: tuple[int, ...], more: str) -> list[Hit]:
    if not ids:
        return []
    criteria = FindingCriteria(ids=tuple(ids[:PER_GROUP]), presence="any")
    rows = finding_queries.list_findings(sight.reader, criteria, sight.as_of, sight.known_at)
    title = f"问题 {len(ids)}{more}"
    return [Hit(title, f"{row.number} {row.unit_short}", row.text, "findings", AskFinding(row.id)) for row in rows]


def _records(sight: Sight, text: str) -> list[Hit]:
    """The records of every declared book in which every word stands, book by book."""
    hits: list[Hit] = []
    for declared in books.declared():
        register = books.book(sight.reader, declared.name)
        ids = sorted(questions.search(sight.reader, register, text))
        rows = (
            queries.records(sight.reader, register.shape, sight.as_of, sight.known_at, ids=ids, short=True)
            if ids
            else ()
        )
        title = f"{register.title} {len(rows)}"
        for row in rows[:PER_GROUP]:
            told = " ".join(field.text(row.fields.get(field.name)) for field in register.fields[:5])
            hits.append(Hit(title, row.number, told, page_of(register.name), AskRecord(register.name, row.id)))
    return hits


def _commands(text: str, commands: Sequence[tuple[str, str, Callable[[], Any]]]) -> list[Hit]:
    wanted = [(key, title, run) for key, title, run in commands if found_in(text, title)]
    return [Hit(f"命令 {len(wanted)}", title, key_words(key), run=run) for key, title, run in wanted[:PER_GROUP]]


class _Line(QFrame):
    """One result."""

    pressed = Signal(int)

    def __init__(self, place: int, hit: Hit) -> None:
        super().__init__()
        self.setObjectName("search_line")
        self._place = place
        head: QLabel = ElidedLabel(hit.title, "strong")
        note = ElidedLabel(hit.note, "secondary")
        if hit.group == FIGURE:  # a sentence is read whole
            head = QLabel(hit.title, wordWrap=True)
            head.setProperty("role", "strong")
            head.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 14, 5)
        layout.setSpacing(10)
        layout.addWidget(head, int(hit.group == FIGURE))
        layout.addWidget(note, int(hit.group != FIGURE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        self.pressed.emit(self._place)


class SearchPanel(QFrame):
    """Lies below the search box without taking the focus from it."""

    opened = Signal(str, object)
    used = Signal()

    def __init__(self, context: AppContext, window: QWidget, commands: Callable[[], Sequence[Any]]) -> None:
        super().__init__(window)
        self.setObjectName("search_panel")
        self._context, self._commands = context, commands
        self._hits: list[Hit] = []
        self._answer: Found | None = None
        self._wanted: bool | None = None
        """What was pressed before the answer was there: Enter, or with True Ctrl+Enter."""
        self._lines: list[_Line] = []
        self._current = 0
        self._typed = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(1, 6, 1, 6)
        self._layout.setSpacing(0)
        self.setFixedWidth(context.theme.px(470))
        context.search_desk.answered.connect(self._take)
        self._waiting = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._waiting.timeout.connect(self._say_searching)
        self.hide()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is listed."""
        return tuple(self._hits)

    def search(self, typed: str) -> None:
        """Ask what a text finds; what is listed stays until the answer comes, and an earlier text is given up."""
        if typed != self._typed:  # the box asks again when it gets the focus
            self._wanted = None
        self._answer = None
        if not typed.strip():
            self._context.search_desk.ask()
            self._hits, self._lines, self._typed = [], [], ""
            self.hide()
            return
        self._typed = typed
        commands = self._commands()
        told: list[Found] = []

        def few(sight: Sight) -> Found:
            told.append(found(sight, typed, commands, AT_ONCE))
            return told[0]

        def whole(sight: Sight) -> Found | None:
            return found(sight, typed, commands) if told and told[0].findings is None else None

        self._context.search_desk.ask(few, whole)
        self._waiting.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """What is closed does not come back by a late answer."""
        self._typed, self._wanted = "", None
        super().hideEvent(event)

    def _take(self, answer: object) -> None:
        if not isinstance(answer, Found) or answer.typed != self._typed:
            return
        kept = self._current if self._answer is not None else 0
        self._answer, self._hits = answer, answer.hits
        self._list(kept)
        if self._wanted is not None:
            self.open_choice(self._wanted)

    def _say_searching(self) -> None:
        """What takes longer than a moment says so; the lines of the text before are no answer to this one."""
        if self._answer is None and self._typed:
            self._hits = []
            self._list(0)

    def _list(self, chosen: int) -> None:
        self._clear()
        group = ""
        for place, hit in enumerate(self._hits):
            if hit.group and hit.group != group:
                group = hit.group
                self._add_label(group)
            line = _Line(place, hit)
            line.pressed.connect(self._open)
            self._lines.append(line)
            self._layout.addWidget(line)
        if self._answer is None:
            self._add_label(f"正在查找“{self._typed.strip()}”…")
        elif not self._hits:
            self._add_label(f"没有找到“{self._typed.strip()}”。可试单位简称或编号后 4 位。")
        self._choose(min(chosen, max(len(self._lines) - 1, 0)))
        for place in range(self._layout.count()):
            self._layout.itemAt(place).widget().show()  # else new lines have no height while the panel is in sight
        self.adjustSize()
        self.raise_()
        self.show()

    def place_below(self, box: QWidget) -> None:
        """Right edges aligned, below the search box."""
        over = self.parentWidget()
        assert over is not None, "the panel lies on its window"
        corner = box.mapTo(over, QPoint(box.width() - self.width(), box.height() + 4))
        self.move(max(corner.x(), 0), corner.y())

    def move_choice(self, step: int) -> None:
        """The next or previous line."""
        if self._lines:
            self._choose(min(max(self._current + step, 0), len(self._lines) - 1))

    def open_choice(self, as_list: bool) -> None:
        """Open the chosen line; `as_list` opens all findings found as a filtered ledger. Pressed too early it is done with the answer."""
        if self._answer is None or (as_list and self._answer.findings is None):
            self._wanted = as_list if self._typed else None
            return
        self._wanted = None
        hit = self._hits[self._current] if self._lines else None
        if as_list and hit is not None and hit.group == FIGURE:
            if hit.ask is not None:
                self.hide()
                self.opened.emit(hit.page, hit.ask)
        elif as_list:
            ids, typed = self._answer.findings, self._typed.strip()
            if ids:
                self.hide()
                self.opened.emit("findings", AskFindings(ids, f"查找“{typed}”"))
        elif self._lines:
            self._open(self._current)

    def _open(self, place: int) -> None:
        hit = self._hits[place]
        self.hide()
        self.used.emit()
        if hit.group == FIGURE:
            QGuiApplication.clipboard().setText(hit.title)
            self._context.notify("已复制这句话")
        elif hit.run is not None:
            hit.run()
        else:
            self.opened.emit(hit.page, hit.ask)

    def _choose(self, place: int) -> None:
        self._current = place
        for number, line in enumerate(self._lines):
            line.setProperty("chosen", number == place)
            line.style().unpolish(line)
            line.style().polish(line)

    def _add_label(self, text: str) -> None:
        label = QLabel(text, alignment=Qt.AlignmentFlag.AlignLeft)
        label.setProperty("role", "secondary")
        label.setContentsMargins(14, 6, 14, 2)
        self._layout.addWidget(label)

    def _clear(self) -> None:
        self._lines = []
        while self._layout.count():
            gone = self._layout.takeAt(0).widget()
            gone.hide()
            gone.deleteLater()
