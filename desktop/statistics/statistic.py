"""A statistic as a declaration: counts of findings by parts, each with the findings behind it and its share.

What stands here is all that one says; the tab of 统计分析, its table and chart, the command `chart` and the rows behind every
number come from it (architecture.md §2.7). Statistics with a shape of their own (rates by group, the heat map) have their own modules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.reader import Reader
from desktop.rules.rate import Rate
from desktop.statistics.question import Question

if TYPE_CHECKING:
    from desktop.statistics.charts import Chart


@dataclass(frozen=True)
class Part:
    """One part: the findings that it counts and, where the statistic has a share, their share."""

    key: str
    word: str
    ids: tuple[int, ...]
    share: Rate | None = None


@dataclass(frozen=True)
class Statistic:
    """What is counted, by which parts, in which words.

    `compute` answers the parts in their order for a question (scope, date, whichever of the two truths); `whole` names what
    shares are of, empty where there are none; `note` says in a sentence how it is counted.
    """

    name: str
    title: str
    part: str
    compute: Callable[[Reader, Question], tuple[Part, ...]]
    note: str
    whole: str = ""

    @property
    def share_title(self) -> str:
        """占反馈问题"""
        return f"占{self.whole}"

    def draw(self, found: Sequence[Part], question: Question, size: tuple[float, float]) -> Chart:
        """One bar a part (mm); where the first part is the whole, its share is not written."""
        from desktop.statistics import charts

        bars = [
            charts.ProcessBar(one.key, one.word, len(one.ids), _told(one.share, first=one is found[0])) for one in found
        ]
        shares = f"，百分比为{self.share_title}" if self.whole else ""
        source = f"按具体问题计{shares} · 截至 {question.as_of}"
        return charts.process_bars(bars, title=self.title, source=source, width=size[0], height=size[1])


def _told(share: Rate | None, *, first: bool) -> str:
    if share is None or (first and share.numerator == share.denominator):
        return ""
    return share.on_screen
