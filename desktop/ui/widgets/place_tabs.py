"""Tabs in the title row that lead to other pages of one place in the rail (ux/pages.md §0)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.ui.context import AppContext
from desktop.ui.widgets.segment_tabs import SegmentTabs

IMPORT_TABS = (
    ("import", "导入文件"),
    ("returns", "回收表"),
    ("feedback_letter", "Word 反馈意见"),
    ("rectification_report", "单位整改报告"),
)
"""The pages under 导入: page key and word."""
TEAM_TABS = (
    ("teams", "全覆盖与编组"),
    ("inspector", "人才库"),
    ("load", "参巡负荷"),
    ("unit_class", "单位分类"),
    ("team", "巡察组"),
    ("avoidance", "回避情形"),
)
"""What 人才编组 holds: two tabs of its own page (`teams`, `load`) and four books."""
POOL_PAGE = "pool"
"""The page of those books."""


class PlaceTabs(SegmentTabs):
    """The tab of the page itself stays chosen; another one opens its page."""

    def __init__(self, context: AppContext, tabs: Sequence[tuple[str, str]], own: str) -> None:
        super().__init__([(key, title, None) for key, title in tabs])
        self._context, self._own = context, own
        self.set_current(own)
        self.changed.connect(self._asked)

    def show_count(self, counts: Mapping[str, int | None]) -> None:
        """How much of each asks for work; nothing where it is 0."""
        self.set_counts({key: count or None for key, count in counts.items()})

    def _asked(self, key: str) -> None:
        if key != self._own:
            self.set_current(self._own)
            self._context.open_page(key)
