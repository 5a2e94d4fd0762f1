"""第一天: the twelve tasks as cards beside the work; whether one is done the program reads from the ledger (design.md §7)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.queries.settings import setting
from desktop.host import paths
from desktop.operations.first_day.tasks import TASKS, standing
from desktop.operations.first_day.training import Mark, Question, Standing, Task, Training, mark_of
from desktop.ui.aside import Asked
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.sight import Sight
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.properties import named

KEPT = "first_day"
PRACTICE_LIST = "demo/第六轮问题清单（汇总）.xlsx"
_OPENS: Mapping[str, object] = MappingProxyType({"T4": AskTab("waiting"), "T12": AskTab("backups")})
"""What the page of a task shows first."""
_DONE, _OPEN = "✓ 已完成", "○ 未完成"


class TaskCard(Card):
    """One task: what to do, what it takes to pass, what is still missing, and the way to its page."""

    page_asked = Signal(str)
    answered = Signal(str, tuple)

    def __init__(self, theme: Theme, task: Task) -> None:
        super().__init__(f"{task.key.removeprefix('T')}. {task.title}", " ")
        self.task = task
        self.state, self.words = QLabel(), QLabel(task.words, wordWrap=True)
        self.passes, self.missing = QLabel(f"通过标准：{task.passes}", wordWrap=True), QLabel(wordWrap=True)
        self.passes.setProperty("role", "secondary")
        self.state.setProperty("role", "strong")
        self.fields: list[QLineEdit] = []
        self.verb = QPushButton(f"{task.verb} ›")
        self.verb.setAutoDefault(False)
        self.verb.clicked.connect(partial(self.page_asked.emit, task.key))
        self.answer = QPushButton("核对答案")
        self.answer.setAutoDefault(False)
        self.answer.clicked.connect(self._answer)
        self.answer.hide()
        self._asking = QVBoxLayout()
        self._asking.setSpacing(4)
        foot = QHBoxLayout()
        foot.addWidget(self.passes, 1)
        foot.addWidget(self.answer)
        foot.addWidget(self.verb)
        self.head.addWidget(self.state)
        self.body.setContentsMargins(14, 8, 14, 10)
        self.body.setSpacing(theme.px(6))
        self.body.addWidget(self.words)
        self.body.addLayout(self._asking)
        self.body.addWidget(self.missing)
        self.body.addLayout(foot)

    def show_standing(self, one: Standing, answers: tuple[str, ...]) -> None:
        """Show the state; the fields of a question appear once, with what was typed before."""
        self.state.setText(_DONE if one.done else _OPEN)
        self.missing.setText(f"还差：{'；'.join(one.missing)}。")
        self.missing.setVisible(not one.done)
        if one.questions and not self.fields:
            self._ask(one.questions, answers)

    def _ask(self, questions: tuple[Question, ...], answers: tuple[str, ...]) -> None:
        for place, question in enumerate(questions):
            field = QLineEdit(answers[place] if place < len(answers) else "")
            field.setAccessibleName(question.label)
            field.returnPressed.connect(self._answer)
            self._asking.addWidget(QLabel(f"{question.label}：", wordWrap=True))
            self._asking.addWidget(field)
            self.fields.append(field)
        self.answer.show()

    def _answer(self) -> None:
        self.answered.emit(self.task.key, tuple(field.text() for field in self.fields))


class FirstDaySheet(QDialog):
    """Stays open beside the work; read anew after every entry."""

    again_asked = Signal()

    def __init__(self, parent: QWidget | None, context: AppContext, now: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("第一天")
        self.context, theme = context, context.theme
        kept = str(context.settings.window.get(KEPT, ""))
        self.mark = mark_of(kept, setting(context.reader, "ledger_id"), now)
        self.count = QLabel()
        self.count.setProperty("role", "card-title")
        note = QLabel("做完没有，由程序看账本核对。用时和键数供自己对照。", wordWrap=True)
        note.setProperty("role", "secondary")
        self.cards = {task.key: TaskCard(theme, task) for task in TASKS}
        self.again, close = QPushButton("重来…"), QPushButton("关闭")
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self.ask_again)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.count)
        layout.addWidget(note)
        layout.addWidget(self._list(), 1)
        layout.addLayout(foot)
        self._place()
        self._asked = Asked(self, context)
        context.changed.connect(self.read)
        context.backups_changed.connect(self.read)
        self._keep(self.mark)
        self.read()

    def read(self, _changes: object = None) -> None:
        """Ask the ledger how the tasks stand."""
        recent = tuple(map(Path, self.context.settings.recent_ledgers))
        self._asked.ask(partial(_standing, self.context.ledger.folder, self.mark, recent), self._show)

    def ask_again(self) -> None:
        """重来: the demonstration is built anew once the person has agreed."""
        asking = QMessageBox(self)
        asking.setWindowTitle("重来")
        asking.setText("从头再来？程序关闭本账本，重新做一份演示账本，约一分钟。")
        asking.setInformativeText("现在这份移到旁边留着，名称加“旧”字，不删除。")
        again = asking.addButton("重来", QMessageBox.ButtonRole.AcceptRole)
        asking.setDefaultButton(asking.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        asking.exec()
        agreed = asking.clickedButton() is again
        asking.deleteLater()
        if agreed:
            self._keep(Mark())
            self.close()
            self.again_asked.emit()

    def _show(self, found: tuple[Standing, ...]) -> None:
        for one in found:
            self.cards[one.task.key].show_standing(one, self.mark.answers.get(one.task.key, ()))
        self.count.setText(f"已完成 {sum(one.done for one in found)} / {len(found)}")

    def _open(self, key: str) -> None:
        payload = paths.resource(PRACTICE_LIST) if key == "T2" else _OPENS.get(key)
        self.context.open_page(self.cards[key].task.page, payload)

    def _answer(self, key: str, texts: tuple[str, ...]) -> None:
        self._keep(self.mark.answered(key, texts))
        self.read()

    def _keep(self, mark: Mark) -> None:
        self.mark = mark
        window = {**self.context.settings.window, KEPT: mark.as_text()}
        self.context.keep_settings(window=window)

    def _list(self) -> QScrollArea:
        inside = named(QWidget(), "pages")
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        for card in self.cards.values():
            card.page_asked.connect(self._open)
            card.answered.connect(self._answer)
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _place(self) -> None:
        """At the right of the window, so that the work stays in sight."""
        window, theme = self.parentWidget(), self.context.theme
        self.resize(theme.px(440), theme.px(620))
        if window is not None:
            frame = window.window().geometry()
            self.resize(theme.px(440), frame.height() * 9 // 10)
            self.move(frame.right() - self.width() - theme.px(12), frame.top() + frame.height() // 20)


def _standing(folder: Path, mark: Mark, recent: tuple[Path, ...], sight: Sight) -> tuple[Standing, ...]:
    return standing(Training(sight.reader, folder, sight.today.isoformat(), mark, recent))
