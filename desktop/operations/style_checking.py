"""用语提示: a paper is read against the office's usage (papers/00-style.md); nothing is changed, a person decides."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from desktop.documents.form_check.checking import read
from desktop.documents.style_check import checking
from desktop.documents.style_check.quotation import between_marks, taken_over
from desktop.documents.style_check.remark import Remark

_SAID_BY_FORM = ("mark.half_width", "number.day_zero")
"""What the layout check says of the same place, with a mended copy; beside it it is not said twice."""


def of_draft(data: bytes, name: str, quoted: Collection[str] = ()) -> tuple[Remark, ...]:
    """Every remark on a draft but on the words that it took over from the ledger (`Paper.quoted`)."""
    return checking.check(data, name, taken_over(quoted))


def of_file(path: Path) -> tuple[Remark, ...]:
    """Every remark on a file of any program but on what it quotes, beside the layout check; one that is no Word paper is a KnownError."""
    said = checking.check(read(path), path.name, between_marks)
    return tuple(one for one in said if one.rule not in _SAID_BY_FORM)
