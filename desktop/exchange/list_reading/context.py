"""What a reader must be told besides the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.exchange.normalise.unit_names import UnitRegister


@dataclass(frozen=True)
class ReadingContext:
    """The office's side of a reading: register, day of feedback, and what the clerk has decided before."""

    units: UnitRegister = field(default_factory=UnitRegister)
    feedback_on: date | None = None
    unit: str | None = None
    """The unit the clerk named for the whole file; it stands in only where the file names none."""
    mapping: Mapping[str, str] = field(default_factory=dict)
    """Head (`HeaderGuess.key`) → field of `FIELD_TITLES`, or "" for a column to be kept as it is."""
    before_month_is_its_end: bool = True
    """2025年3月前 is 31 March; False reads 1 March."""
