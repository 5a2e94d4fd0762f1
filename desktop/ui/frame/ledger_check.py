"""The check at start: beside the clerk's work, told in the status bar where something is wrong (faults S-6)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import KnownError
from desktop.ui.context import AppContext
from desktop.ui.frame.backup_standing import high_water_file
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.jobs import Jobs, Report

if TYPE_CHECKING:
    from db.store import Ledger
    from desktop.operations.health.line import Examined, Line
    from desktop.operations.maintenance import Health


def look_through(ledger: Ledger, report: Report) -> Health:
    """Everything but the files that were read whole before; ends early where the window closes."""
    from desktop.operations import maintenance

    with ledger.apart() as own:
        return maintenance.check(own, high_water=high_water_file(), thorough=False, stop=lambda: report.cancelled)


def look_between(ledger: Ledger, rounds: tuple[int, ...], as_of: str, known_at: str | None) -> Examined:
    """The books checked against each other, over a connection of its own."""
    from desktop.operations.health import examining

    with ledger.apart() as own:
        return examining.examine(own.reader, rounds, as_of, known_at, ledger.today())


def look_at_papers(ledger: Ledger, rounds: tuple[int, ...], report: Report) -> Line | None:
    """Issued papers held against the ledger of today, over a connection of its own; None where it was told to stop."""
    from desktop.operations.health.papers import papers

    with ledger.apart() as own:
        return papers(own, rounds, report)


def start_between(jobs: Jobs, context: AppContext) -> None:
    """The check between the books at start; where it fails the page asks again, and tells it."""
    moment = (context.scope.rounds, context.as_of, context.known_at)
    work = partial(look_between, replace(context.ledger, writer=None), *moment)
    jobs.start("正在体检台账", work, done=context.set_examined, failed=_told_by_the_page)


def _told_by_the_page(_error: KnownError) -> None:
    """系统—体检 checks anew when it is opened."""


def show_health(window: MainWindow, health: Health) -> None:
    """Red in the status bar and under the bell where something was found; nothing where all is well."""
    window.context.set_health(health)
    button = window.status.health
    button.setVisible(not health.ok)
    if not health.ok:
        window.status.set_backup(button, f"体检发现 {len(health.problems)} 处", "red")
        window.context_bar.add_news(f"账本体检发现 {len(health.problems)} 处问题：{health.problems[0].message}")
