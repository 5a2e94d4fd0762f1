"""存为打印方案: a name; and the plan in hand taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop.operations.lists import plans
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingLine

if TYPE_CHECKING:
    from desktop.ui.pages.printing.page import PrintPage


class PlanDialog(FormDialog):
    """Keeps paper, columns, widths, order, groups and marking for the whole office."""

    def __init__(self, context: AppContext, words: Mapping[str, Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(context, "存为打印方案", "保存", parent, width=380)
        self.words = words
        self.note("存纸张、字号、列与次序、列宽、排序、分组和标识；范围、标题和份数每次另定。同名的方案会被替换。")
        self.name = WritingLine(name, "如：书记专题会 少一列")
        self.row("名称", self.name)

    def carry_out(self) -> None:
        """Save it."""
        self.run(plans.save_plan, needed(self.name.text(), "名称"), dict(self.words))


def keep_plan(page: PrintPage) -> None:
    """存为打印方案…"""
    name = str(page.settings.plan.currentData() or "")
    dialog = PlanDialog(page.context, page.settings.as_words(), "" if name in plans.BUILT_IN else name, page)
    if dialog.exec():
        page.say("已存打印方案，在“方案”中选用。")
    dialog.deleteLater()


def drop_plan(page: PrintPage) -> None:
    """删除当前打印方案"""
    name = str(page.settings.plan.currentData() or "")
    if name:
        page.context.write(plans.remove_plan, name, failed=page.show_error)
    else:
        page.show_error("没有选定方案。请先在“方案”中选一个自己存的方案。")
