"""The office's own words, "read … as …": data that a caller hands to the reader; the reader never invents one (RULES §6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.exchange.normalise.plain_text import squeezed

STATE, DEADLINE, HEAD, UNIT, AMOUNT = "state", "deadline", "head", "unit", "amount"
WORD_KINDS = (STATE, DEADLINE, HEAD, UNIT, AMOUNT)


@dataclass(frozen=True)
class OfficeWords:
    """Written words → what they mean, by kind.

    `states`: word → state code; `deadlines`: word → ISO date, `long_term` or `immediate`;
    `heads`: head of a column → field; `units`: word → registered name; `amounts`: head of a column → 元, 万元 or 亿元.
    Words are compared without white space.
    """

    states: Mapping[str, str] = field(default_factory=dict)
    deadlines: Mapping[str, str] = field(default_factory=dict)
    heads: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)

    def state(self, written: str) -> str | None:
        """The state that the office reads a word as."""
        return _found(self.states, written)

    def deadline(self, written: str) -> str | None:
        """The deadline that the office reads a word as."""
        return _found(self.deadlines, written)

    def amount_unit(self, head: str) -> str | None:
        """The money unit that the office gave to a column."""
        return _found(self.amounts, head)


def _found(words: Mapping[str, str], written: str) -> str | None:
    if not words:
        return None
    bare = squeezed(written)
    return next((meaning for word, meaning in words.items() if squeezed(word) == bare), None)
