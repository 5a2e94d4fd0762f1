"""导出 (Ctrl+E): what is shown as a workbook or a Word table, with its own title, chosen columns, groups with subtotals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.ledgers.field import Field
from desktop.ledgers.findings import BOTH_LANES, chosen_fields, table_of
from desktop.ledgers.leaving import kept_inside, leaving
from desktop.ledgers.ways_out import FINDING_BOOK
from desktop.operations.lists.exporting import USUAL, Exported
from desktop.operations.lists.sending import Wish, export_shown
from desktop.operations.lists.view import View
from desktop.operations.own_fields import own_fields
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.dialogs.list_target import ask_list_target
from desktop.ui.widgets.writing_field import WritingLine

GROUPS = (
    ("", "不分组"),
    ("unit", "按单位，加小计"),
    ("category1", "按一级分类，加小计"),
    ("responsible_leader", "按责任领导，加小计"),
)


class ExportDialog(FormDialog):
    """Title, columns, groups, kind of file, purpose; then the file."""

    def __init__(
        self, context: AppContext, shown: View, title: str, fields: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, "导出", "选位置并导出…", parent)
        self._shown = shown
        self._fields = tuple(fields)
        self.head(f"导出当前显示的 {len(shown.rows)} 条（共 {shown.total} 条）")
        self.note(shown.scope or "未筛选")
        self.inside = self.note("")
        self.title = WritingLine(title)
        self.row("标题", self.title)
        self.columns = QComboBox()
        self.columns.addItem("当前显示的列", "shown")
        self.columns.addItem("常用各列", "usual")
        self.columns.addItem("全部各列", "every")
        self.row("列", self.columns)
        self.group = QComboBox()
        for key, word in GROUPS:
            self.group.addItem(word, key)
        self.row("分组", self.group)
        self.kind = QComboBox()
        self.kind.addItem("Excel 工作簿", False)
        self.kind.addItem("Word 表格", True)
        self.row("文件", self.kind)
        self.leaving = LeavingFields(self, FINDING_BOOK)
        self.columns.currentIndexChanged.connect(self._tell_inside)
        self._tell_inside()

    def carry_out(self) -> None:
        """Ask where, then write in the worker."""
        title = needed(self.title.text(), "标题")
        path = ask_list_target(self, title, word=self.kind.currentData())
        if path is None:
            return
        wish = Wish(path, title, self.keys(), self.group.currentData(), self.leaving.asked())
        work = partial(export_shown, self.context.ledger, self.context.actor, self._shown, wish)
        self.verb.setEnabled(False)
        self.context.jobs.start("正在导出", work, done=self._exported, failed=self.fail)

    def keys(self) -> tuple[str, ...]:
        """The workbook's columns."""
        chosen = self.columns.currentData()
        if chosen == "usual":
            return USUAL
        keys = [field.name for field in leaving(self._asked())]
        if chosen == "shown" and "state_word" in keys and not set(BOTH_LANES) & set(keys):
            at = keys.index("state_word") + 1
            keys[at:at] = BOTH_LANES  # a chip is two lanes; files print both in words
        return tuple(keys)

    def _asked(self) -> tuple[Field, ...]:
        """The fields of the chosen columns, also those that stay inside."""
        own = own_fields(self.context.reader)
        every = tuple(column.field for column in table_of(own).columns)
        names = {"usual": USUAL, "every": every, "shown": self._fields}[self.columns.currentData()]
        return tuple(chosen_fields(names, own))

    def _tell_inside(self) -> None:
        told = kept_inside(self._asked())
        self.inside.setText(told)
        self.inside.setVisible(bool(told))

    def _exported(self, made: Exported) -> None:
        self.context.notify(f"已导出 {made.rows} 条：{made.path.name}")
        self.succeed(made)
