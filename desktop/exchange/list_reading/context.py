"""What a reader must be told besides the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.unit_names import UnitRegister


@dataclass(frozen=True)
class PointedHead:
    """A head that the clerk pointed at where none was found (X1): its row, and column number → field ("" keeps the column)."""

    row: int
    columns: Mapping[int, str]


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
    office: OfficeWords = field(default_factory=OfficeWords)
    """The office's own words, "read … as …" (K17)."""
    pointed: Mapping[str, PointedHead] = field(default_factory=dict)
    """Sheet name → the head that the clerk pointed at."""

    @property
    def heads(self) -> Mapping[str, str]:
        """Remembered heads and the office's own words for heads together."""
        from desktop.exchange.list_reading.header_words import header_key

        return {**{header_key(word): name for word, name in self.office.heads.items()}, **self.mapping}
