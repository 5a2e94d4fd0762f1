"""The kinds of papers, one of them in hand: first those that ask for work with how many, then the others by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from desktop.documents.recipe import Recipe
from desktop.ui.theme import Theme
from desktop.ui.typed import found_in
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.whole_rows import cover_cut_card

SEARCH_FROM = 25
"""So many kinds need a search box."""
WIDTH = 192
"""In px at 100 %: the longest of the shipped titles with what waits of it."""
KIND = Qt.ItemDataRole.UserRole
TITLE = Qt.ItemDataRole.UserRole + 1
WAITING = "等着办理"
GROUPS = ("整改督办", "反馈移交", "汇报通报")
"""The order in which groups are shown; a group that a declaration names beside them comes after them."""


def _as_wide_as_the_list(theme: Theme) -> QSize:
    """No title makes the list scroll sideways: one that is too long is shortened and told in its tip."""
    return QSize(0, theme.px(30))


class _WholeRows(QListWidget):
    """The kind that is cut at the foot is not shown in part."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._ground = theme.colour("surface")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only."""
        super().paintEvent(event)
        cover_cut_card(self, self._ground)


class KindList(Card):
    """`chosen` tells the kind that was picked by a person or by `set_kind`."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, recipes: Sequence[Recipe]) -> None:
        super().__init__("文种", f"{len(recipes)} 种")
        self._theme = theme
        self.flush()
        self._recipes: tuple[Recipe, ...] = ()
        self._work: dict[str, int] = {}
        self._opening = False
        self.list = _WholeRows(theme)
        self.list.setAccessibleName("文种")
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # kinds differ in their last words
        self.search = QLineEdit(placeholderText="找文种", clearButtonEnabled=True)
        self.search.setAccessibleName("找文种")
        self.search.textChanged.connect(self._narrow)
        self.show_recipes(recipes)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.setFixedWidth(theme.px(WIDTH))
        self.list.currentItemChanged.connect(self._changed)

    def show_recipes(self, recipes: Sequence[Recipe]) -> None:
        """List the kinds by their groups; the one in hand stays in hand."""
        if tuple(recipes) != self._recipes:
            self._recipes = tuple(recipes)
            self._list()

    def show_work(self, work: Mapping[str, int]) -> None:
        """How many papers of a kind wait to be made; those kinds stand first, the most first."""
        own = {one.kind: work[one.kind] for one in self._recipes if work.get(one.kind)}
        if own != self._work:
            self._work, opening = own, self._opening
            self._list()
            if opening:
                self.open_first()

    def _list(self) -> None:
        held, recipes, at = self.kind(), self._recipes, self.list.verticalScrollBar().value()
        waiting = sorted((one for one in recipes if one.kind in self._work), key=lambda one: -self._work[one.kind])
        groups = {WAITING: waiting}
        for recipe in recipes:
            if recipe.kind not in self._work:
                groups.setdefault(recipe.group, []).append(recipe)
        self.list.blockSignals(True)
        self.list.clear()
        for group in dict.fromkeys((WAITING, *GROUPS, *groups)):
            own = groups.get(group)
            if own:
                self._add_group(self._theme, group)
            for recipe in own or ():
                self._add_kind(recipe)
        self.set_kind(held)
        self.list.blockSignals(False)
        self.list.verticalScrollBar().setValue(at)
        self.search.setVisible(len(recipes) >= SEARCH_FROM)
        self.note_label.set_full_text(f"{len(recipes)} 种")
        self._narrow(self.search.text())

    def first(self) -> str:
        """The first kind of the list."""
        return next(
            str(self.list.item(row).data(KIND)) for row in range(self.list.count()) if self.list.item(row).data(KIND)
        )

    def set_first(self) -> None:
        """Put the first kind in hand."""
        self.set_kind(self.first())

    def open_first(self) -> None:
        """Put the first kind in hand, and whichever is first once it is known what asks for work; until a person or a page puts another in hand."""
        self.set_first()
        self._opening = True

    def stay(self) -> None:
        """Keep the kind in hand, whatever asks for work."""
        self._opening = False

    def kind(self) -> str:
        """The kind in hand, empty where none is."""
        item = self.list.currentItem()
        return str(item.data(KIND) or "") if item is not None else ""

    def set_kind(self, kind: str) -> None:
        """Put a kind in hand."""
        self.stay()
        for row in range(self.list.count()):
            if self.list.item(row).data(KIND) == kind:
                self.list.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def item_of(self, kind: str) -> QListWidgetItem:
        """The line of a kind."""
        return next(
            item
            for row in range(self.list.count())
            if (item := self.list.item(row)) is not None and item.data(KIND) == kind
        )

    def _add_group(self, theme: Theme, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.font(12))
        item.setForeground(theme.colour("secondary"))
        item.setSizeHint(_as_wide_as_the_list(theme))
        self.list.addItem(item)

    def _add_kind(self, recipe: Recipe) -> None:
        count = self._work.get(recipe.kind, 0)
        item = QListWidgetItem(f"\u2002{recipe.title}" + (f"　{count}" if count else ""))
        item.setData(KIND, recipe.kind)
        item.setToolTip(
            f"{recipe.title}：{count} 份等着办理（按催办阶梯，每家一份；备好的待发件每件一份）"
            if count
            else recipe.title
        )
        item.setData(TITLE, recipe.title)
        item.setSizeHint(_as_wide_as_the_list(self._theme))
        self.list.addItem(item)

    def _narrow(self, typed: str) -> None:
        """Only kinds whose title or pinyin initials hold what was typed; a group without one goes too."""
        group: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            if not item.data(KIND):
                group = item
                item.setHidden(True)
                continue
            fits = found_in(typed, str(item.data(TITLE)))
            item.setHidden(not fits)
            if fits and group is not None:
                group.setHidden(False)

    def _changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self.stay()
        if item is not None and item.data(KIND):
            self.chosen.emit(item.data(KIND))
