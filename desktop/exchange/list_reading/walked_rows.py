"""Where each row of a page went: to a finding, aside with a reason, or to the errors."""

from dataclasses import dataclass, field

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.headers import HeaderBlock


@dataclass
class Item:
    """The rows of one finding with what stood above them."""

    rows: list[int]
    table: int
    categories: list[str]
    section_unit: str | None
    fallback_unit: str | None


@dataclass
class Walk:
    """The outcome for one page."""

    headers: list[HeaderBlock] = field(default_factory=list)
    columns: list[Columns] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    """Row and table of rows with content but no finding."""
    orphans: list[int] = field(default_factory=list)
    """Numbered rows above the first head: no head says what they are."""
    said: list[tuple[int, str]] = field(default_factory=list)
    """Row and kind of what the answer must say though nothing is wrong: a second head, text below the table."""
    stated: list[str] = field(default_factory=list)
    """The texts above the heads: they may name the day of the list and the unit of its money."""
    money_lines: list[str] = field(default_factory=list)
    """For each table the lines above it, joined: 单位：万元."""
