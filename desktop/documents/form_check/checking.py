"""All rules over one paper, and a copy in which everything mechanical is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.documents.form_check import (
    foot_rules,
    line_rules,
    mark_rules,
    order_rules,
    page_rules,
    place_rules,
    sheet_rules,
    table_rules,
    type_rules,
    word_rules,
    writing_rules,
)
from desktop.documents.form_check.kinds import recognise
from desktop.documents.form_check.package import Package
from desktop.documents.form_check.rules import FormFault, Found, Rule
from desktop.documents.form_check.view import Paper, view
from desktop.errors import KnownError, reason_of

RULES: tuple[Rule, ...] = (
    page_rules.sheet, page_rules.margins, page_rules.lines, *type_rules.RULES, *place_rules.RULES, *word_rules.RULES, *writing_rules.RULES,
    *mark_rules.RULES, *order_rules.RULES, *foot_rules.RULES, *sheet_rules.RULES, *line_rules.RULES, *table_rules.RULES,
)  # fmt: skip
_MOST_BYTES = 40_000_000
_ROUNDS = 2
"""A mended sign may bring another fault to light; a third round has never found one."""


@dataclass(frozen=True)
class Mended:
    """A mended copy: what was mended, and what is left for a person."""

    data: bytes
    mended: tuple[FormFault, ...]
    left: tuple[FormFault, ...]


def read(path: Path) -> bytes:
    """A file from disk, of a size that a paper can have."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KnownError(f"{path.name}：文件过大，不予检查；请删去大图后另存")
        return path.read_bytes()
    except OSError as error:
        raise KnownError(f"读不了“{path}”（{reason_of(error)}）；请检查文件是否还在、是否被别的程序占用") from error


def check(data: bytes, name: str) -> tuple[FormFault, ...]:
    """Every fault of a paper in the order of the rules; `name` stands before what is wrong with the file itself."""
    return tuple(one.fault for one in _found(Package(data, name)))


def mend(data: bytes, name: str) -> Mended:
    """The paper with every mechanical fault mended; the data given is not changed."""
    package = Package(data, name)
    paper = _paper(package)
    mended: list[FormFault] = []
    for rule in RULES * _ROUNDS:
        for one in [one for one in rule(paper) if one.mend is not None]:
            assert one.mend is not None
            one.mend()
            mended.append(one.fault)
            paper = _paper(package)
    written = package.data()
    return Mended(written, tuple(mended), check(written, name))


def _found(package: Package) -> Iterator[Found]:
    paper = _paper(package)
    for rule in RULES:
        yield from rule(paper)


def _paper(package: Package) -> Paper:
    paper = view(package)
    recognise(paper)
    return paper
