"""What the window consists of is loaded by the worker that opens the ledger."""

import sys

from desktop.ui.entry.entry_window import _with_window
from desktop.ui.preload import WINDOW


def test_the_worker_that_opens_the_ledger_loads_its_window(monkeypatch):
    asked = []
    monkeypatch.setattr("importlib.import_module", asked.append)

    assert _with_window(lambda: "opened") == "opened"

    assert asked == list(WINDOW)


def test_what_the_window_consists_of_stands_where_it_is_said():
    import importlib

    for name in WINDOW:
        importlib.import_module(name)
    assert set(WINDOW) <= set(sys.modules)
