"""The keys of 问题台账 (design.md §3.15), written once; F1 and Ctrl+K list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.pages.findings.finding_pane import TABS, FindingPane

if TYPE_CHECKING:
    from desktop.ui.pages.findings.page import FindingsPage


def add_keys(page: FindingsPage) -> None:
    """Give the page its keys."""
    actions, pane, bar = page.deeds, page.pane, page.view_bar
    for key, title, slot in (
        ("Ctrl+N", "新增问题", actions.add),
        ("Ctrl+B", "批量修改", actions.batch),
        ("Ctrl+D", "向下填充", actions.fill_down),
        ("Ctrl+H", "在当前栏替换", actions.replace),
        ("Ctrl+V", "粘贴（先看后入）", page.paste),
        ("Ctrl+E", "导出显示的各条", page.export),
        ("Ctrl+J", "登记进展", page.log_progress),
        ("Ctrl+Return", "保存并到下一条", page.save_and_next),
        ("Ctrl+Enter", "保存并到下一条（小键盘）", page.save_and_next),
        ("F8", "不予认定", actions.refuse),
        ("F9", "认定销号", actions.close_out),
        ("F4", "详情栏：右、下、收起", page.turn_pane),
        ("Ctrl+Del", "移入回收站", actions.remove),
        ("Alt+Up", "上一条", pane.previous),
        ("Alt+Down", "下一条", pane.next),
        ("Ctrl+T", "下一个视图", bar.next_view),
        ("Ctrl+Shift+T", "上一个视图", bar.previous_view),
        ("Ctrl+P", "打印显示的各条", page.print_list),
        ("Ctrl+G", "出督办函", page.open_letter),
    ):
        page.add_shortcut(key, title, slot)
    for name, title, key in TABS:
        page.add_shortcut(key, f"详情：{title}", _ShowTab(pane, name))


class _ShowTab:
    """Alt+1…6: one tab of the pane."""

    def __init__(self, pane: FindingPane, name: str) -> None:
        self._pane, self._name = pane, name

    def __call__(self) -> None:
        self._pane.show_tab(self._name)
