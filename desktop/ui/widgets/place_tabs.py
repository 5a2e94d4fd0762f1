"""Tabs in the title row that lead to other pages of one place in the rail (ux/pages.md §0)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.later import Later
from desktop.ledgers.places import books_of
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.widgets.segment_tabs import SegmentTabs

if TYPE_CHECKING:
    from desktop.ledgers import books
else:  # for the words of tabs that are books
    books = Later("desktop.ledgers.books")

IMPORT_TABS = (
    ("import", "导入文件"),
    ("returns", "回收表"),
    ("feedback_letter", "Word 反馈意见"),
    ("rectification_report", "单位整改报告"),
)
"""The pages under 导入: page key and word."""
FINDING_TABS = (
    ("findings", "问题"),
    ("working_paper", "底稿"),
    ("recheck", "复盘核对"),
    ("secretary_item", "点人点事"),
    ("petition", "信访"),
)
"""The list of findings, the comparison of the three texts, and the books that have a tab beside them."""
FINDING_PAGES = ("findings", "recheck")
"""Those of them that are pages of their own."""
TEAM_TABS = (
    ("teams", "全覆盖与编组"),
    ("inspector", "人才库"),
    ("load", "参巡负荷"),
    ("unit_class", "单位分类"),
    ("team", "巡察组"),
    ("avoidance", "回避情形"),
)
"""What 人才编组 holds: two tabs of its own page (`teams`, `load`) and four books."""
STATISTICS_TABS = (("statistics", "数字和图表"), ("freezing", "冻结与会议包"), ("stored", "存档数字"))
"""The pages under 统计分析."""
ROUND_TABS = (("rounds", "轮次、单位"), ("carry", "归档与结转"))
"""The pages under 轮次与单位."""
POOL_PAGE = "pool"
"""The page of those books."""
BOARD_TAB, CHASING_PAGE = "board", "chasing"
"""时限看板 among the tabs of 整改督办, and the page on which the books of that place stand."""
BOARD_TITLE = "时限看板"
DUE_PAGE = "due"
"""The page of the tabs beside the board that are no books."""
DUE_TABS = {"due_list": "列表", "due_month": "月历", "due_package": "月度督办", "due_rules": "时限规则"}
_BEFORE_CHASES = ("due_list", "due_month")


def supervision_tabs() -> tuple[tuple[str, str], ...]:
    """时限看板 · 列表 · 月历 · 督办记录 · 月度督办 · 时限规则, then the other books of the place (ux/pages.md §0)."""
    first, *others = books_of(CHASING_PAGE)
    keys = (BOARD_TAB, *_BEFORE_CHASES, first, *(key for key in DUE_TABS if key not in _BEFORE_CHASES), *others)
    words = {BOARD_TAB: BOARD_TITLE, **DUE_TABS}
    return tuple((key, words.get(key) or books.as_declared(key).title) for key in keys)


def supervision_page(tab: str) -> str:
    """The page on which a tab of 整改督办 stands."""
    return "supervision" if tab == BOARD_TAB else DUE_PAGE if tab in DUE_TABS else CHASING_PAGE


class PlaceTabs(SegmentTabs):
    """The tab of the page itself stays chosen; another one opens its page."""

    def __init__(
        self,
        context: AppContext,
        tabs: Sequence[tuple[str, str]],
        own: str,
        books_on: str = "",
        pages: Collection[str] = (),
        leads: Callable[[str], str] | None = None,
    ) -> None:
        """`books_on`: the page on which the tabs that are books stand; `pages` are those of the tabs that are none.

        `leads`: where each tab stands, where there is more than one such page.
        """
        super().__init__([(key, title, None) for key, title in tabs])
        self._context, self._own, self._books_on, self._pages = context, own, books_on, frozenset(pages)
        self._leads = leads
        self.set_current(own)
        self.changed.connect(self._asked)

    def show_count(self, counts: Mapping[str, int | None]) -> None:
        """How much of each asks for work; nothing where it is 0."""
        self.set_counts({key: count or None for key, count in counts.items()})

    def _asked(self, key: str) -> None:
        if key != self._own:
            self.set_current(self._own)
            if self._leads is not None:
                self._context.open_page(self._leads(key), AskTab(key))
            elif self._books_on and key not in self._pages:
                self._context.open_page(self._books_on, AskTab(key))
            else:
                self._context.open_page(key)
