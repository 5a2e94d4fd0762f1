"""The panels of the three switches: 轮次, 截至 and 口径, each with the values that the choice would give."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from db.queries import bases, book_facts
from db.queries import rounds as round_queries
from db.records import Basis, FindingCriteria
from desktop.later import Later
from desktop.rules import basis as basis_rules
from desktop.rules.rate import Rate
from desktop.ui.asks import AskFindings, AskTab
from desktop.ui.context import AppContext
from desktop.ui.round_figures import chosen_rounds, month_end_before, quarter_end_before, rate_of
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.popup import PopupPanel
from desktop.ui.widgets.properties import ticked
from desktop.ui.widgets.rate_text import RateText
from desktop.ui.widgets.yielding import Yielding

if TYPE_CHECKING:
    from db.queries import findings
    from desktop.operations import carrying, freezing
    from desktop.rules import overdue
else:  # with the first panel that is opened
    findings, overdue = Later("db.queries.findings"), Later("desktop.rules.overdue")
    carrying, freezing = Later("desktop.operations.carrying"), Later("desktop.operations.freezing")

LEAST_PERIODS = 6
"""Closed periods that 截至 offers; the others stand in 冻结与会议包."""
LEAST_ROUNDS = 160
"""Three rounds stay in sight where many do not fit the screen, in px at 100 %."""


class ChoiceRow(QPushButton):
    """A line to choose: words at the left, a rate at the right."""

    def __init__(self, title: str, note: str, *, beside: bool, chosen: bool = False) -> None:
        super().__init__()
        self.setProperty("menu_line", True)
        self.setProperty("chosen", chosen)
        self.setAccessibleName(f"{title} {note}")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 5, 16, 5)
        texts: QHBoxLayout | QVBoxLayout = QHBoxLayout() if beside else QVBoxLayout()
        texts.setSpacing(2)
        head, foot = ElidedLabel(title, "" if beside else "strong"), ElidedLabel(note, "secondary")
        if beside:
            head.setFixedWidth(120)
        texts.addWidget(head)
        texts.addWidget(foot, 1)
        self._layout.addLayout(texts, 1)
        for label in (head, foot):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def add(self, widget: QWidget) -> None:
        """Put something at the right."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout.addWidget(widget)

    def add_picture(self, picture: QPixmap) -> None:
        """A shape beside the words."""
        label = QLabel()
        label.setPixmap(picture)
        self.add(label)

    def sizeHint(self) -> QSize:
        """As high as its lines ask."""
        return self._layout.sizeHint()


def _rate(context: AppContext, basis: Basis, as_of: str) -> RateText:
    text = RateText(context.theme)
    text.show_rate(rate_of(context, basis, as_of), basis_rules.title(basis), basis_rules.formula(basis), as_of)
    return text


class RoundPanel(PopupPanel):
    """One round by a click, several by ticks, or all of a term."""

    def __init__(self, owner: QWidget, context: AppContext) -> None:
        super().__init__(owner, context.theme.px(360))
        self._context = context
        self._boxes: list[tuple[QCheckBox, int]] = []
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        chosen = {one.id for one in chosen_rounds(context)}
        every = round_queries.rounds(context.reader)
        for one in every:
            line = QHBoxLayout()
            line.setContentsMargins(14, 0, 0, 0)
            box = ticked(QCheckBox(), one.id in chosen)
            box.setToolTip("勾选多个轮次一并统计")
            box.setAccessibleName(f"勾选 {one.name}")
            note = f"反馈 {one.feedback_on}" if one.feedback_on else "尚未反馈"
            row = ChoiceRow(one.name, note, beside=False, chosen=one.id in chosen)
            row.clicked.connect(partial(self._choose, (one.id,)))
            line.addWidget(box)
            line.addWidget(row, 1)
            column.addLayout(line)
            self._boxes.append((box, one.id))
        self.body.addWidget(Yielding(lines, context.theme.px(LEAST_ROUNDS)))
        self._add_foot({one.term_id: one.term_name for one in every if one.term_id is not None})

    def _add_foot(self, terms: dict[int, str]) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 10)
        row.setSpacing(8)
        for term_id, name in list(terms.items())[:2]:
            button = QPushButton(f"{name}累计")
            button.clicked.connect(partial(self._choose_term, term_id))
            row.addWidget(button)
        self._add_open("结转未销号", "以前各轮到截至日还没有销号的问题，列在台账中", self._carried())
        chosen = self._context.switches.round_ids
        moment = (self._context.as_of, self._context.known_at)
        into = carrying.carried_into(self._context.reader, chosen, *moment) if chosen else ()
        law = "已登记结转到所选轮次、还没有销号的问题，不进所选轮次的整改率"
        self._add_open("上轮结转", law, tuple(row.id for row in into))
        row.addStretch(1)
        confirm = QPushButton("确定")
        confirm.setProperty("primary", True)
        confirm.clicked.connect(self._confirm)
        row.addWidget(confirm)
        self.body.addLayout(row)

    def _add_open(self, word: str, law: str, ids: tuple[int, ...]) -> None:
        """A button with a count that shows the findings; nothing where there are none."""
        if ids:
            button = QPushButton(f"{word} {len(ids)} 条")
            button.setToolTip(law)
            button.clicked.connect(partial(self._open_carried, ids, word))
            above = QHBoxLayout()
            above.setContentsMargins(14, 8, 14, 0)
            above.addWidget(button)
            self.body.addLayout(above)

    def _carried(self) -> tuple[int, ...]:
        """What earlier rounds than the latest chosen one left open on the day looked at."""
        context, every = self._context, round_queries.rounds(self._context.reader)
        latest = next((place for place, one in enumerate(every) if one.id in context.switches.round_ids), 0)
        earlier = tuple(one.id for one in every[latest + 1 :])
        if not earlier:
            return ()
        rows = findings.list_findings(context.reader, FindingCriteria(rounds=earlier), context.as_of, context.known_at)
        return tuple(row.id for row in rows if overdue.is_open(row))

    def _open_carried(self, ids: tuple[int, ...], word: str, _checked: bool = False) -> None:
        self.close()
        self._context.open_page("findings", AskFindings(ids, word))

    def _choose_term(self, term_id: int) -> None:
        every = round_queries.rounds(self._context.reader)
        self._choose(tuple(one.id for one in every if one.term_id == term_id))

    def _confirm(self) -> None:
        self._choose(tuple(round_id for box, round_id in self._boxes if box.isChecked()))

    def _choose(self, ids: tuple[int, ...], _checked: bool = False) -> None:
        self.close()
        if ids:
            self._context.set_switches(round_ids=ids)


class DatePanel(PopupPanel):
    """A typed day or one of the usual ones, and whether as was known or as was true."""

    def __init__(self, owner: QWidget, context: AppContext) -> None:
        super().__init__(owner, context.theme.px(430))
        self._context = context
        self.field = DateEdit(context.today, placeholder="如 531、5-31 或 20260531")
        self.field.setFixedWidth(context.theme.px(190))
        self.echo = QLabel()
        self.echo.setProperty("role", "secondary")
        self.field.textEdited.connect(self._show_echo)
        self.field.returnPressed.connect(self._take_typed)
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 14, 8)
        head.setSpacing(10)
        head.addWidget(self.field)
        head.addWidget(self.echo, 1)
        self.body.addLayout(head)
        for title, day in self._usual_days():
            self._add_day(title, day)
        self._add_periods()
        self._add_way()
        self.field.setFocus()

    def _usual_days(self) -> list[tuple[str, date]]:
        today = self._context.today
        days = [("今天", today), ("上月末", month_end_before(today)), ("上季末", quarter_end_before(today))]
        last = book_facts.previous_meeting_on(self._context.reader, (today - timedelta(days=1)).isoformat())
        if last is not None:
            days.append(("上次汇报日", date.fromisoformat(last)))
        ends = {one.ends_on for one in chosen_rounds(self._context) if one.ends_on}
        return days + [("集中整改期满", date.fromisoformat(day)) for day in sorted(ends)[:1]]

    def _add_day(self, title: str, day: date) -> None:
        future = day > self._context.today
        row = ChoiceRow(
            title,
            day.isoformat() + (" 未到" if future else ""),
            beside=True,
            chosen=day == self._context.switches.as_of,
        )
        row.setEnabled(not future)
        if not future:
            row.add(_rate(self._context, self._context.basis, day.isoformat()))
        row.clicked.connect(partial(self._choose, day))
        self.body.addWidget(row)

    def _add_periods(self) -> None:
        """Every closed period of the chosen rounds, the latest first, with its rate as it was frozen (R5)."""
        chosen = self._context.switches.round_ids
        every = freezing.frozen_periods(self._context.reader)
        lines = [one for one in reversed(every) if not one.round_id or not chosen or one.round_id in chosen]
        for one in lines[:LEAST_PERIODS]:
            row = ChoiceRow(
                one.name, f"{one.as_of} 已冻结", beside=True, chosen=one.name == self._context.switches.frozen
            )
            row.add_picture(self._context.theme.icon("lock").pixmap(QSize(15, 15)))
            row.setToolTip(
                f"{one.frozen_at} {one.by} 冻结，口径 {basis_rules.title(one.basis)}；以后的补登、更正列为“调整”"
            )
            if kept := one.figure("rectification_rate"):
                text = RateText(self._context.theme)
                rate = Rate(kept.numerator or 0, kept.denominator or 0)
                text.show_rate(rate, basis_rules.title(one.basis), basis_rules.formula(one.basis), one.as_of)
                row.add(text)
            row.clicked.connect(partial(self._choose_period, one))
            self.body.addWidget(row)

    def _choose_period(self, one: freezing.Frozen, _checked: bool = False) -> None:
        self.close()
        named = bases.basis_by_name(self._context.reader, one.basis.name, one.basis.version)
        self._context.set_switches(
            as_of=date.fromisoformat(one.as_of), known=True, frozen=one.name, frozen_on=date.fromisoformat(one.frozen_at[:10]),
            basis_id=named.id if named is not None else self._context.switches.basis_id,
            round_ids=(one.round_id,) if one.round_id else self._context.switches.round_ids,
        )  # fmt: skip

    def _add_way(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 12)
        self.known = ticked(QRadioButton("按当时所知（报告用）"), self._context.switches.known)
        self.true = ticked(QRadioButton("按当时实际（补登计入）"), not self._context.switches.known)
        self.known.setToolTip("只算到那一天为止已经登记的事")
        self.true.setToolTip("后来补登的那一天以前的事也算")
        self.known.toggled.connect(self._show_echo)
        self.known.clicked.connect(self._take_way)
        self.true.clicked.connect(self._take_way)
        row.addWidget(self.known)
        row.addWidget(self.true)
        self.body.addLayout(row)

    def _show_echo(self) -> None:
        day = self.field.date()
        way = "按当时所知" if self.known.isChecked() else "按当时实际"
        typed = self.field.text().strip()
        self.echo.setText(f"→ {day.isoformat()}（{way}）" if day else self.field.fault() if typed else "")

    def _take_way(self) -> None:
        self._context.set_switches(known=self.known.isChecked())

    def _take_typed(self) -> None:
        day = self.field.date()
        if day is None:
            self.echo.setText(self.field.fault())
        elif day > self._context.today:
            self.echo.setText(f"{day.isoformat()} 还没有到，请填今天或以前的日期。")
        else:
            self._choose(day)

    def _choose(self, day: date, _checked: bool = False) -> None:
        self.close()
        self._context.set_switches(as_of=day, known=self.known.isChecked())


class BasisPanel(PopupPanel):
    """Every basis with its formula and its value now."""

    def __init__(self, owner: QWidget, context: AppContext, open_bases: Callable[[], None]) -> None:
        super().__init__(owner, context.theme.px(460))
        self._context, self._open_bases = context, open_bases
        for basis in bases.current_bases(context.reader):
            row = ChoiceRow(
                basis_rules.title(basis), basis_rules.formula(basis), beside=False, chosen=basis.id == context.basis.id
            )
            row.add(_rate(context, basis, context.as_of))
            row.clicked.connect(partial(self._choose, basis.id))
            self.body.addWidget(row)
        manage = QPushButton("口径的定义与新版本…")
        manage.setProperty("link", True)
        manage.clicked.connect(self._manage)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        beside = QPushButton("逐条对照差别 ›")
        beside.setProperty("link", True)
        beside.clicked.connect(self._compare)
        foot.addWidget(beside)
        foot.addStretch(1)
        foot.addWidget(manage)
        self.body.addLayout(foot)

    def _compare(self) -> None:
        self.close()
        self._context.open_page("statistics", AskTab("bases"))

    def _manage(self) -> None:
        self.close()
        self._open_bases()

    def _choose(self, basis_id: int, _checked: bool = False) -> None:
        self.close()
        self._context.set_switches(basis_id=basis_id)
