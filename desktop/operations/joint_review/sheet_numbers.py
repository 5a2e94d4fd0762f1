"""The number of an opinion sheet: which submission, which party, which stage of review, and which version of the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.operations.return_book.numbering import Numbered


@dataclass(frozen=True)
class Package(Numbered):
    """`stage` counts from 1."""

    PREFIX: ClassVar[str] = "YJ"

    submission: int
    party: int
    stage: int
    version: int
