"""A window on a small ledger: no screen, the bundled font, a clock that stands."""

from __future__ import annotations

import gc
import os
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from db.store import Ledger, create_ledger
from desktop.host import fonts, paths
from desktop.rules.permissions import Actor, Right
from desktop.settings import Settings
from desktop.ui.context import AppContext
from desktop.ui.theme import Theme, apply

NOW = datetime(2026, 6, 5, 10, 32)


def standing_clock() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def _collected_here(qapp):
    """As in the program (desktop/ui/collecting.py): garbage is looked for on the window's thread alone, here between the tests."""
    gc.collect()
    gc.freeze()  # what every test shares is not looked through again and again
    yield count()
    gc.unfreeze()


@pytest.fixture(autouse=True)
def nothing_stays(qapp, _collected_here):
    """Windows of a finished test are gone before the next one: those left over make every later style sheet slower."""
    gc.disable()
    yield
    for widget in qapp.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1 if next(_collected_here) % 40 else 2)
    gc.enable()


@pytest.fixture
def qtbot(qtbot):
    """Widgets handed over live as long as the test: pytest-qt holds them weakly, and a page of which a test keeps but a part
    would be collected, and deleted, in the middle of a call."""
    kept, add = [], qtbot.addWidget

    def add_and_keep(widget, **how):
        kept.append(widget)
        add(widget, **how)

    qtbot.addWidget = add_and_keep
    return qtbot


@pytest.fixture(scope="session")
def theme(qapp) -> Theme:
    theme = Theme(paths.resource(""))
    apply(theme, qapp, fonts.bundled_files()[fonts.BUNDLED_SANS])
    return theme


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ledgers") / "云岭县委巡察办.ledger"
    create_ledger(folder, None, standing_clock).close()
    return folder


@pytest.fixture
def ledger(tmp_path, ledger_file) -> Ledger:
    import shutil

    from db.store import open_ledger

    folder = tmp_path / ledger_file.name
    shutil.copytree(ledger_file, folder)
    return open_ledger(folder, None, standing_clock)


@pytest.fixture
def reviewer() -> Actor:
    return Actor("王敏", frozenset(Right))


@pytest.fixture
def kept() -> list[Settings]:
    return []


@pytest.fixture
def context(theme, ledger, reviewer, kept):
    context = AppContext(
        ledger, reviewer, theme, Settings(machine_mark="本机标定：内部（不得录入涉密内容）"), kept.append
    )
    yield context
    context.close()
