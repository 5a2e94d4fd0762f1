"""新文种: a kind of paper made by copying the nearest one; name, series, organ, addressee, findings, copies, what must be ticked."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QListWidgetItem, QWidget

from db.queries import drafts
from desktop.documents.recipe import Copies, Recipe, Rows
from desktop.operations.papers import own_kinds
from desktop.operations.papers.own_kinds import Wish
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed, side_by_side
from desktop.ui.widgets.eliding_choice import typed_choice
from desktop.ui.widgets.writing_field import WritingLine

SAME = "同相近文种"
ROWS: tuple[tuple[str, Rows | None], ...] = (
    (SAME, None),
    ("该对象的全部问题", Rows()),
    ("未销号的问题", Rows(open=True)),
    ("已逾期的问题", Rows(overdue=True, order="overdue")),
    ("10日内到期的问题", Rows(due_within=10)),
)


class NewKindDialog(FormDialog):
    """`made` is the fixed name of the kind once it is declared; its Word file comes next."""

    def __init__(self, context: AppContext, recipes: tuple[Recipe, ...], parent: QWidget | None = None) -> None:
        super().__init__(context, "新文种", "建立", parent, width=520)
        self.note("从相近的文种复制。建立后在 WPS 里改模板，检查、启用后即可出文，不必写程序。")
        self._recipes = recipes
        self.like = QComboBox()
        for recipe in recipes:
            self.like.addItem(recipe.title, recipe.kind)
        self.title = WritingLine("", "如 整改提示函")
        self.series = WritingLine("", "如 巡办函；县的代字由机关设置加在前面")
        self.organ, self.per, self.rows, self.form_choice = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.group = typed_choice()
        self.copies = WritingLine("", "如 县纪委监委、县委组织部；没有的不填")
        self.to_leader, self.to_team = QCheckBox("分管县领导"), QCheckBox("派驻机构")
        self.ticks = QListWidget()
        self.ticks.setFixedHeight(context.theme.px(92))
        self._fill()
        for label, field in (
            ("相近文种", self.like), ("名称", self.title), ("文号代字", self.series), ("发文机关", self.organ),
            ("形式", self.form_choice), ("所在分组", self.group), ("发给谁", self.per), ("写哪些问题", self.rows),
            ("抄送机关", self.copies), ("并抄送", side_by_side(self.to_leader, self.to_team)), ("签发前须勾选", self.ticks),
        ):  # fmt: skip
            self.row(label, field)
        self.like.currentIndexChanged.connect(self._show_like)
        self._show_like()

    def wish(self) -> Wish:
        """What the fields say."""
        return Wish(
            like=str(self.like.currentData()),
            title=needed(self.title.text().strip(), "名称"),
            series=needed(self.series.text().strip(), "文号代字"),
            organ=str(self.organ.currentData()),
            group=self.group.currentText(),
            form=str(self.form_choice.currentData() or ""),
            per=str(self.per.currentData() or ""),
            rows=self.rows.currentData(),
            ticks=self._ticked(),
            copies=Copies(_organs(self.copies.text()), self.to_leader.isChecked(), self.to_team.isChecked()),
        )

    def carry_out(self) -> None:
        """Declare the kind."""
        self.run(own_kinds.begin, self.wish())

    def _show_like(self) -> None:
        """Copies and ticks of the nearest kind, to begin with."""
        like = next(one for one in self._recipes if one.kind == self.like.currentData())
        copies = like.copies or Copies(leader=False, team=False)
        self.copies.setText("、".join(copies.organs))
        self.to_leader.setChecked(copies.leader)
        self.to_team.setChecked(copies.team)
        for at in range(self.ticks.count()):
            item = self.ticks.item(at)
            own = item.data(Qt.ItemDataRole.UserRole) in like.ticks
            item.setCheckState(Qt.CheckState.Checked if own else Qt.CheckState.Unchecked)

    def _ticked(self) -> tuple[str, ...]:
        items = [self.ticks.item(at) for at in range(self.ticks.count())]
        return tuple(one.data(Qt.ItemDataRole.UserRole) for one in items if one.checkState() == Qt.CheckState.Checked)

    def _fill(self) -> None:
        for field in own_kinds.tickable():
            item = QListWidgetItem(field.source.partition("：")[2] or field.name)
            item.setData(Qt.ItemDataRole.UserRole, field.name)
            self.ticks.addItem(item)
        for name, title in own_kinds.ORGANS.items():
            self.organ.addItem(title, name)
        self.per.addItem(SAME, "")
        for name, title in own_kinds.PER.items():
            self.per.addItem(title, name)
        self.form_choice.addItem(SAME, "")
        for name, title in own_kinds.FORMS.items():
            self.form_choice.addItem(title, name)
        for title, rows in ROWS:
            self.rows.addItem(title, rows)
        for view in drafts.views(self.context.reader, ""):
            self.rows.addItem(f"视图：{view.name}", Rows(view=view.name))
        self.group.addItems(list(dict.fromkeys(recipe.group for recipe in self._recipes)))


def _organs(text: str) -> tuple[str, ...]:
    """县纪委监委、县委组织部 as the clerk writes them, with any of the usual marks between."""
    return tuple(one.strip() for one in re.split("[、，,；;]", text) if one.strip())
