"""新文种: a kind of paper made by copying the nearest one; name, series, organ, addressee, findings."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from db.queries import drafts
from desktop.documents.recipe import Recipe, Rows
from desktop.operations.papers import own_kinds
from desktop.operations.papers.own_kinds import Wish
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
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
        self.group = QComboBox(editable=True)
        self._fill()
        for label, field in (
            ("相近文种", self.like), ("名称", self.title), ("文号代字", self.series), ("发文机关", self.organ),
            ("形式", self.form_choice), ("所在分组", self.group), ("发给谁", self.per), ("写哪些问题", self.rows),
        ):  # fmt: skip
            self.row(label, field)

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
        )

    def carry_out(self) -> None:
        """Declare the kind."""
        self.run(own_kinds.begin, self.wish())

    def _fill(self) -> None:
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
