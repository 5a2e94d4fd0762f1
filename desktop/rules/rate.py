"""A share of findings: exact, rounded in decimal, printed with as many places as its basis says (samples/RULES.md §11)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

NO_RATE = "—"


@dataclass(frozen=True, slots=True)
class Rate:
    """A numerator over a denominator, in percent. `rounding` is half_up or truncate; nothing is ever a binary float."""

    numerator: int
    denominator: int
    rounding: str = "half_up"
    decimals: int = 1

    @property
    def printed(self) -> Decimal | None:
        """The percentage as printed; None where nothing was to be counted."""
        if self.denominator == 0:
            return None
        return scaled(self.numerator * 100, self.denominator, self.rounding, self.decimals)

    @property
    def text(self) -> str | None:
        """'88.6%', or None over a denominator of 0: the words of the command line."""
        return None if self.printed is None else f"{self.printed}%"

    @property
    def on_screen(self) -> str:
        """'88.6%' or '—'."""
        return self.text or NO_RATE

    @property
    def on_paper(self) -> str:
        """As on screen, but what is not whole never prints as 100%: 1999/2000 prints 99.9% (papers/00-style §3)."""
        if self.is_touched_up:
            return f"{scaled(self.numerator * 100, self.denominator, 'truncate', self.decimals)}%"
        return self.on_screen

    @property
    def is_touched_up(self) -> bool:
        """Whether rounding made 100% of what is not whole, so that a paper prints less and says so."""
        return self.printed == 100 and self.numerator != self.denominator

    @property
    def with_counts(self) -> str:
        """'88.6%（62/70）' as papers print it at first mention."""
        return f"{self.on_paper}（{self.numerator}/{self.denominator}）" if self.denominator else NO_RATE

    @property
    def is_small(self) -> bool:
        """Fewer than ten items: a bar is drawn light and says so."""
        return self.denominator < 10

    def points_above(self, other: Rate) -> Decimal | None:
        """The difference in percentage points, of the two rates as printed."""
        mine, theirs = self._printed_on_paper(), other._printed_on_paper()
        return None if mine is None or theirs is None else mine - theirs

    def _printed_on_paper(self) -> Decimal | None:
        return None if self.printed is None else Decimal(self.on_paper.rstrip("%"))

    def sentence(self, as_of: str, basis_text: str) -> str:
        """复制为一句话: date, rate, counts and basis in one sentence."""
        if self.denominator == 0:
            return f"截至{chinese_date(as_of)}，没有应统计的问题（口径：{basis_text}）。"
        counts = f"{self.numerator}/{self.denominator}"
        return f"截至{chinese_date(as_of)}，整改率{self.on_paper}（{counts}；口径：{basis_text}）。"


def scaled(numerator: int, denominator: int, rounding: str, decimals: int) -> Decimal:
    """numerator ÷ denominator to so many decimals: half_up away from zero at the half, truncate cut, ceil up."""
    shifted = numerator * 10**decimals
    whole, rest = divmod(abs(shifted), denominator)
    if (rounding == "half_up" and rest * 2 >= denominator) or (rounding == "ceil" and rest):
        whole += 1
    return Decimal(whole if shifted >= 0 else -whole).scaleb(-decimals)


def ceil_share(numerator: int, denominator: int) -> int:
    """A share rounded up, as for the number of findings of a follow-up draw."""
    return -(-numerator // denominator)


def chinese_date(day: str) -> str:
    """'2026-06-05' as '2026年6月5日'."""
    year, month, date = day[:10].split("-")
    return f"{int(year)}年{int(month)}月{int(date)}日"


def sums_to_hundred(rates: list[Rate]) -> bool:
    """Whether printed shares of one whole add up to 100; where not, the page says 因取舍，各项之和不等于100%."""
    return sum((rate.printed or Decimal(0) for rate in rates), Decimal(0)) == 100


ROUNDING_NOTE = "因取舍，各项之和不等于100%"
