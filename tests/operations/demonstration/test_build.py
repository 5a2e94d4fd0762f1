"""The data of the demonstration lie where the program looks for them; what is built of them is tried in acceptance."""

from __future__ import annotations

import tomllib

from desktop.operations.demonstration import build, extract, records, returns
from desktop.rules.permissions import Right


def test_everything_that_is_built_from_is_there():
    assert all((build.FOLDER / name).is_file() for name in (extract.NAME, records.NAME, returns.NAME, build.PREPARED))
    prepared = tomllib.loads((build.FOLDER / build.PREPARED).read_text("utf-8"))
    assert {"recommendation_letter", "rectification_summary_report"} <= set(prepared)
    assert build.CHIEF.rights == frozenset(Right)
