"""The modules of pages not yet opened are loaded beside the window, so that the first opening of a page has only to build it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import partial
from types import ModuleType

from PySide6.QtCore import QTimer

from desktop.ui.aside import Aside
from desktop.ui.context import AppContext

AFTER_MS = 1500
"""The page in sight and its first reading come before."""


WINDOW = (
    "desktop.ui.context", "desktop.ui.frame.actions", "desktop.ui.frame.after_cut", "desktop.ui.frame.backup_standing",
    "desktop.ui.frame.first_and_last", "desktop.ui.frame.lock_cover", "desktop.ui.frame.main_window", "desktop.ui.pages.overview.page",
    "desktop.ui.pages.overview.reading", "desktop.ui.frame.help_sheet", "desktop.ui.dialogs.unit_card", "desktop.operations.undo",
    "desktop.operations.carrying", "desktop.operations.field_rights", "desktop.operations.packages.conflicts", "desktop.operations.papers.numbers",
)  # fmt: skip
"""What the window on a ledger and its first page consist of, and what its first figures, its first entry and its first question ask for."""


def load_window() -> None:
    """Load what the window consists of: in the worker that opens the ledger."""
    for name in WINDOW:
        importlib.import_module(name)


def load_soon(package: ModuleType, context: AppContext) -> Aside:
    """Load every module of the package a moment after the window stands; it ends with the ledger's window."""
    aside = Aside(context)
    context.closing.connect(aside.close)
    QTimer.singleShot(AFTER_MS, aside, partial(_begin, aside, package, context))
    return aside


def load_all(package: ModuleType, stop: Callable[[], bool]) -> int:
    """How many modules of the package stand loaded; one after the other, until `stop` says that nobody needs them."""
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    loaded = 0
    for name in names:
        if stop():
            break
        importlib.import_module(name)
        loaded += 1
    return loaded


def _begin(aside: Aside, package: ModuleType, context: AppContext) -> None:
    if not context.ledger.closed:
        aside.do(partial(load_all, package), _loaded, at_once=False)
        context.note_reading(aside)


def _loaded(_count: int | None) -> None:
    """Nothing is shown of it."""
