"""The formula as it stands: rate = numerator ÷ denominator, the other lane beside it, and the earlier date."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.rules import basis as basis_rules
from desktop.rules.rate import Rate
from desktop.statistics.question import Question, month_day
from desktop.statistics.rectification_rate import Figure
from desktop.ui.context import AppContext
from desktop.ui.pages.statistics.behind import Behind, denominator_behind, numerator_behind, remaining_behind
from desktop.ui.pages.statistics.rate_tab import numerator_word
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.rate_text import RateText


class NumberDoor(QPushButton):
    """Words with a number that opens its rows."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("link", True)
        self._behind: Behind | None = None
        self.clicked.connect(self._open)

    def show_number(self, text: str, behind: Behind) -> None:
        """Say a number; nothing can be opened behind 0."""
        self._behind = behind
        self.setText(text)
        self.setToolTip(f"{behind.title}，点击看明细")
        self.setEnabled(behind.number > 0)

    def _open(self) -> None:
        if self._behind is not None:
            self.opened.emit(self._behind)


@dataclass(frozen=True)
class BannerFigures:
    """The rate, that of the other lane, that of the earlier date, and the rows behind each number, picked where they were read."""

    question: Question
    figure: Figure
    other: Figure
    earlier: Figure | None
    numerator: Behind
    denominator: Behind
    remaining: Behind
    behind_other: Behind
    behind_earlier: Behind | None


def other_lane(question: Question) -> str:
    """What the lane is called by which the question does not count."""
    return "自报" if question.basis.verified_only else "核实"


def banner_figures(question: Question, figure: Figure, other: Figure, earlier: Figure | None) -> BannerFigures:
    """Pick the rows behind every number of the banner; of a large ledger not for the window's thread."""
    word, everything = numerator_word(question), "合计"
    return BannerFigures(
        question,
        figure.without_items(),
        other.without_items(),
        None if earlier is None else earlier.without_items(),
        numerator_behind(figure, everything, word),
        denominator_behind(figure, everything, word),
        remaining_behind(figure, everything, word),
        numerator_behind(other, everything, f"{other_lane(question)}完成"),
        None if earlier is None else numerator_behind(earlier, month_day(earlier.as_of), word),
    )


class FormulaBanner(Card):
    """The rate of everything that is chosen; every number opens its rows."""

    asked = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        self.rate, self.other, self.earlier = RateText(theme, 30), RateText(theme), RateText(theme)
        self.numerator, self.denominator, self.remaining = NumberDoor(), NumberDoor(), NumberDoor()
        self.basis_label, self.other_label = ElidedLabel("", "secondary"), ElidedLabel("", "secondary")
        self.earlier_label = ElidedLabel("", "secondary")
        self._behind: dict[RateText, Behind] = {}
        for rate in (self.rate, self.other, self.earlier):
            rate.clicked.connect(self._open_rate)
            rate.copied.connect(self._copied)
        for door in (self.numerator, self.denominator, self.remaining):
            door.opened.connect(self.asked)
        self._lay_out()

    def show_figures(self, told: BannerFigures) -> None:
        """Show the rate, that of the other lane, and that of the earlier date."""
        question, figure, other, earlier = told.question, told.figure, told.other, told.earlier
        word, rate = numerator_word(question), figure.rate
        self._show(self.rate, figure, told.numerator)
        self.numerator.show_number(f"{word} {rate.numerator}", told.numerator)
        base = basis_rules.denominator_words(question.basis)
        self.denominator.show_number(f"{base} {rate.denominator}", told.denominator)
        left = rate.denominator - rate.numerator
        self.remaining.show_number(f"{question.remaining_word} {left}", told.remaining)
        rounding = f"{basis_rules.ROUNDINGS[question.basis.rounding]}保留 {question.basis.decimals} 位"
        way = f"截至 {question.as_of}（{'按当时所知' if question.known_at else '按当时实际'}）"
        self.basis_label.set_full_text(f"{basis_rules.title(question.basis)} · {way} · {rounding}")
        self.basis_label.set_explanation(basis_rules.definition(question.basis))
        lane = other_lane(question)
        self._show(self.other, other, told.behind_other)
        self.other_label.set_full_text(_beside(figure.rate, other.rate, lane))
        self.earlier.setVisible(earlier is not None)
        self.earlier_label.set_full_text("" if earlier is None else _since(figure, earlier))
        if earlier is not None and told.behind_earlier is not None:
            self._show(self.earlier, earlier, told.behind_earlier)

    def _show(self, text: RateText, figure: Figure, behind: Behind) -> None:
        basis = figure.basis
        text.show_rate(figure.rate, basis_rules.title(basis), basis_rules.formula(basis), figure.as_of)
        self._behind[text] = behind

    def _open_rate(self, _ids: object) -> None:
        sender = self.sender()
        if isinstance(sender, RateText) and sender in self._behind:
            self.asked.emit(self._behind[sender])

    def _copied(self, sentence: str) -> None:
        self._context.notify(f"已复制：{sentence}")

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.rate)
        formula = QHBoxLayout()
        formula.setSpacing(6)
        for widget in (_sign("="), self.numerator, _sign("÷"), self.denominator, _sign("，还有"), self.remaining):
            formula.addWidget(widget)
        formula.addStretch(1)
        row.addLayout(_column(formula, self.basis_label), 8)
        for rate, label in ((self.other, self.other_label), (self.earlier, self.earlier_label)):
            row.addWidget(_bar())
            line = QHBoxLayout()
            line.addWidget(rate)
            line.addStretch(1)
            row.addLayout(_column(line, label), 4)
        self.body.setContentsMargins(18, 8, 18, 8)
        self.body.addLayout(row)


def _beside(rate: Rate, other: Rate, lane: str) -> str:
    more = other.numerator - rate.numerator
    if other.denominator == rate.denominator and more:
        return f"{lane}口径，比所选{'多' if more > 0 else '少'} {abs(more)} 条"
    return f"{lane}口径"


def _since(figure: Figure, earlier: Figure) -> str:
    points = figure.rate.points_above(earlier.rate)
    if points is None:
        return f"{month_day(earlier.as_of)}"
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{month_day(earlier.as_of)}；至今 {sign}{abs(points)} 个百分点"


def _sign(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "formula")
    return label


def _bar() -> QWidget:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setProperty("role", "divider")
    return line


def _column(first: QHBoxLayout, second: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    column.addLayout(first)
    column.addWidget(second)
    return column
