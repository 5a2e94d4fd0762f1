"""新建账本 in six steps; nothing is written before the last one is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db.store import Ledger
from desktop.errors import KnownError
from desktop.host.network_share import look_at
from desktop.operations import ledgers, office, units
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Actor
from desktop.ui.entry.new_ledger_steps import (
    BackupStep,
    OfficeStep,
    PersonStep,
    PlaceStep,
    RecoveryStep,
    Step,
    UnitsStep,
)
from desktop.ui.jobs import Jobs
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.step_line import StepLine

TITLES = ("单位", "位置", "口令", "恢复单", "备份", "名册")
RECOVERY = 3


@dataclass(frozen=True)
class Plan:
    """Everything the steps gathered."""

    folder: Path
    encrypted: bool
    settings: dict[str, str]
    person: str
    passphrase: str
    code: str
    units: tuple[tuple[str, str], ...]
    backup_places: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """The new ledger, open, and who made it."""

    ledger: Ledger
    actor: Actor
    backup_places: tuple[str, ...]


def carry_out(plan: Plan, clock: Callable[[], datetime], report: Any = None) -> Made:
    """Make the ledger as planned; runs in the worker."""
    plan.folder.parent.mkdir(parents=True, exist_ok=True)
    made = ledgers.new_ledger(
        plan.folder,
        clock=clock,
        plain=not plan.encrypted,
        office=plan.settings["office"],
        first_user=plan.person,
        passphrase=plan.passphrase,
        code=plan.code,
        place_check=_place_fault,
    )
    office.set_up(made.ledger, made.actor, plan.settings, "登记单位全称与简称")
    if plan.units:
        drafts = [UnitDraft(name=name, short=short) for name, short in plan.units]
        units.add(made.ledger, made.actor, drafts, f"登记单位 {len(drafts)} 个")
    return Made(made.ledger, made.actor, plan.backup_places)


def _place_fault(path: Path) -> str:
    return look_at(path).reason


class NewLedgerPages(QWidget):
    """The steps with 上一步 and 下一步."""

    made = Signal(object)
    left = Signal()
    problem = Signal(str)

    def __init__(self, theme: Theme, clock: Callable[[], datetime], jobs: Jobs, bar: JobBar) -> None:
        super().__init__()
        self._clock, self._jobs, self._bar = clock, jobs, bar
        self.office, self.place, self.person = OfficeStep(), PlaceStep(), PersonStep()
        self.recovery, self.backup, self.units = RecoveryStep(), BackupStep(), UnitsStep()
        self.steps: tuple[Step, ...] = (
            self.office, self.place, self.person, self.recovery, self.backup, self.units,
        )  # fmt: skip
        self.line = StepLine(theme, TITLES)
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(step)
            step.changed.connect(self._judge)
        self.fault = QLabel(wordWrap=True)
        self.fault.setProperty("role", "secondary")
        self.back_button, self.next_button = QPushButton("上一步"), QPushButton("下一步")
        self.next_button.setProperty("primary", True)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        self._lay_out(theme)
        self._show(0)

    def plan(self) -> Plan:
        """What would be made now."""
        words = {
            "office": self.office.office.text().strip(),
            "office_short": self.office.short.text().strip(),
            "county": self.office.county.text().strip(),
            "number_prefix": self.office.number_prefix.text().strip(),
            "term": self.office.term.text().strip(),
        }
        encrypted = self.place.encrypted.isChecked()
        return Plan(
            self.place.folder(),
            encrypted,
            {name: text for name, text in words.items() if text},
            self.person.person.text().strip(),
            self.person.first.text(),
            self.recovery.code if encrypted else "",
            self.units.pasted(),
            self.backup.places(),
        )

    def next(self) -> None:
        """One step on, or the making."""
        place = self.stack.currentIndex()
        if self.steps[place].fault():
            return
        if place == len(self.steps) - 1:
            self._make()
        else:
            self._show(self._skip(place + 1, 1))

    def back(self) -> None:
        """One step back, or out."""
        place = self.stack.currentIndex()
        if place == 0:
            self.left.emit()
        else:
            self._show(self._skip(place - 1, -1))

    def _skip(self, place: int, step: int) -> int:
        """A ledger without a cipher needs no recovery sheet."""
        return place + step if place == RECOVERY and not self.place.encrypted.isChecked() else place

    def _show(self, place: int) -> None:
        self.place.name = self.office.short.text().strip()
        self.recovery.folder, self.recovery.office = self.place.folder(), self.office.office.text().strip()
        self.recovery.made_on = self._clock().date()
        self.stack.setCurrentIndex(place)
        self.line.set_current(place)
        self.back_button.setText("返回" if place == 0 else "上一步")
        self.next_button.setText("建立账本" if place == len(self.steps) - 1 else "下一步")
        self._judge()

    def _judge(self) -> None:
        fault = self.steps[self.stack.currentIndex()].fault()
        self.next_button.setEnabled(not fault)
        self.next_button.setToolTip(fault)
        self.fault.setText(fault)

    def _make(self) -> None:
        self.next_button.setEnabled(False)
        work = partial(carry_out, self.plan(), self._clock)
        self._jobs.start("正在建立账本", work, done=self._done, failed=self._failed, bar=self._bar)

    def _done(self, made: Made) -> None:
        self.made.emit(made)

    def _failed(self, error: KnownError) -> None:
        self.next_button.setEnabled(True)
        self.problem.emit(str(error))

    def _lay_out(self, theme: Theme) -> None:
        card = Card()
        card.body.setContentsMargins(24, 18, 24, 18)
        card.body.addWidget(self.stack)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.fault, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.line)
        middle.addWidget(card, 1)
        middle.addLayout(foot)
        column = QWidget()
        column.setLayout(middle)
        column.setMaximumWidth(theme.px(760))
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(column, 6)
        layout.addStretch(1)
