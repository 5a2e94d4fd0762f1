"""The steps of a list on its way in, one in sight; each is made when it is first needed: who opens the page sees only the first."""

from __future__ import annotations

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.importing.diff import DiffStep, DoneStep
from desktop.ui.pages.importing.faults import FaultsStep
from desktop.ui.pages.importing.heads import HeadsStep
from desktop.ui.pages.importing.pointing import PointStep
from desktop.ui.pages.importing.start import StartStep

STEPS = ("选文件", "认表头", "查错", "看差异", "入账")
START, HEADS, FAULTS, DIFF, DONE, POINT = range(6)
_NAMES = ("start", "heads", "faults", "diff", "done", "point")
Step = TypeVar("Step", bound=QWidget)


class SteppedPage(Page):
    """A page whose middle is one of the steps; `step_made` hands over each one, once, before anything is asked of it."""

    step_made = Signal(object)

    def __init__(self, context: AppContext, title: str) -> None:
        super().__init__(context, title)
        self.stack = QStackedWidget()

    @cached_property
    def start(self) -> StartStep:
        """选文件"""
        return self._made(StartStep(self.context))

    @cached_property
    def heads(self) -> HeadsStep:
        """认表头"""
        return self._made(HeadsStep(self.context))

    @cached_property
    def point(self) -> PointStep:
        """认表头 of a list whose row of heads the clerk must point at."""
        return self._made(PointStep(self.context))

    @cached_property
    def faults(self) -> FaultsStep:
        """查错"""
        return self._made(FaultsStep(self.context))

    @cached_property
    def diff(self) -> DiffStep:
        """看差异"""
        return self._made(DiffStep(self.context))

    @cached_property
    def done(self) -> DoneStep:
        """入账"""
        return self._made(DoneStep(self.context))

    def bring_into_sight(self, step: int) -> bool:
        """Show a step; whether another one stood there."""
        wanted: QWidget = getattr(self, _NAMES[step])
        moved = self.stack.currentWidget() is not wanted
        self.stack.setCurrentWidget(wanted)
        return moved

    def _made(self, step: Step) -> Step:
        self.stack.addWidget(step)
        self.step_made.emit(step)
        return step
