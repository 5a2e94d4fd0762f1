"""The declared statistics, in the order of their tabs."""

from desktop.statistics.process import PROCESS
from desktop.statistics.statistic import Statistic

STATISTICS: tuple[Statistic, ...] = (PROCESS,)
"""A statistic that is declared stands here in one line and nowhere else."""


def statistics() -> tuple[Statistic, ...]:
    """All of them."""
    return STATISTICS
