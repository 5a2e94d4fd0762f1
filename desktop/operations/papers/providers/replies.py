"""Words of a reminder of a reply; they come with the paper that was not answered (`unanswered.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.operations.papers.sheet import Sheet


def _of_record(name: str) -> Callable[[Sheet], Any]:
    return lambda sheet: sheet.record.get(name)


WORDS = {name: _of_record(name) for name in ("事项", "次数", "原函文号", "原函日期", "原期限", "超期天数")}
