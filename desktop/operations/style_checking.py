"""用语提示: a paper is read against the office's usage (papers/00-style.md); nothing is changed, a person decides."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.form_check.checking import read
from desktop.documents.style_check import checking
from desktop.documents.style_check.remark import Remark

_SAID_BY_FORM = ("mark.half_width", "number.day_zero")
"""What the layout check says of the same place, with a mended copy; beside it it is not said twice."""


def of_draft(data: bytes, name: str) -> tuple[Remark, ...]:
    """Every remark on a draft."""
    return checking.check(data, name)


def of_file(path: Path) -> tuple[Remark, ...]:
    """Every remark on a file of any program, beside the layout check; one that is no Word paper is a KnownError."""
    return tuple(one for one in checking.check(read(path), path.name) if one.rule not in _SAID_BY_FORM)
