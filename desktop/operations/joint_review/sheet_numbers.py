"""The number of an opinion sheet: which submission, which party, which stage of review, and which version of the sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"YJ-(\d{1,9})-(\d{1,9})-(\d)-(\d{1,9})")


@dataclass(frozen=True)
class Package:
    """`stage` counts from 1; `version` 0 is one that was not sent yet."""

    submission: int
    party: int
    stage: int
    version: int

    @property
    def family(self) -> str:
        """What the numbers of all versions begin with."""
        return f"YJ-{self.submission}-{self.party}-{self.stage}-"

    @property
    def number(self) -> str:
        """The number that stands in the file and in the register of exports."""
        return f"{self.family}{self.version}"


def package_of(number: str) -> Package | None:
    """The sheet with a number, None where it is none of these."""
    found = _NUMBER.fullmatch(number)
    return Package(*(int(part) for part in found.groups())) if found else None
