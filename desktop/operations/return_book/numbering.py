"""The number of a workbook that goes out and comes back: whose it is and which version, in the file and in the register of exports."""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass, fields
from typing import ClassVar, Self

_LARGEST = 9
"""Digits of a part: ids have no more, and what comes back is untrusted."""


@dataclass(frozen=True)
class Numbered:
    """Its fields are whole numbers, the version last; version 0 is one that was not sent yet."""

    PREFIX: ClassVar[str]

    @property
    def family(self) -> str:
        """What the numbers of all versions begin with."""
        return f"{self.PREFIX}-{'-'.join(map(str, astuple(self)[:-1]))}-"

    @property
    def number(self) -> str:
        """The number that stands in the file and in the register of exports."""
        return f"{self.family}{astuple(self)[-1]}"

    @classmethod
    def of(cls, number: str) -> Self | None:
        """The workbook with a number, None where it is none of these."""
        found = re.fullmatch(cls.PREFIX + rf"-(\d{{1,{_LARGEST}}})" * len(fields(cls)), number, re.ASCII)
        return cls(*map(int, found.groups())) if found else None
