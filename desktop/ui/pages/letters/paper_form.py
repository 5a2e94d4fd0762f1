"""The form of a paper that a clerk composes: one editor for each word that is typed, in the order of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.queries import units as unit_queries
from desktop.documents import labels
from desktop.documents.phrase_kinds import kinds_for
from desktop.documents.recipe import Recipe
from desktop.documents.section_order import ORDER
from desktop.documents.sections import LEFT_OUT
from desktop.documents.vocabulary import BLOCKS, FLAG, PICTURE, Field
from desktop.ui.context import AppContext
from desktop.ui.pages.letters.choose_findings_dialog import ChooseFindingsDialog
from desktop.ui.pages.letters.paper_fields import FieldEditor, LineEditor, RowsEditor, editor_for
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.unit_picker import UnitPicker, former_units
from desktop.ui.widgets.writing_field import WritingField

NUMBERS, ADDRESSEE, UNIT, OPEN_LIST = "问题编号", "主送", "单位", "未销清单"
_ALSO = ("密级",)
_NOT_TYPED = ("发文字号", "份号")


class NumbersEditor(FieldEditor):
    """The findings of a letter, by their permanent numbers; chosen from the ledger or typed."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.text = WritingField("如 15-06-0077、15-06-0078", 2)
        self.text.textChanged.connect(self.changed)
        choose = QPushButton("从台账选问题…")
        choose.setProperty("link", True)
        choose.clicked.connect(self._choose)
        self.inside.addWidget(self.text)
        self.inside.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.text)

    def value(self) -> Any:
        """The numbers."""
        typed = self.text.text().replace("，", "、").replace(",", "、").replace("\n", "、").replace("；", "、")
        return [part.strip() for part in typed.split("、") if part.strip()]

    def set_value(self, value: Any) -> None:
        """Show numbers."""
        listed = value if isinstance(value, (list, tuple)) else [value] if value else []
        self.text.set_text("、".join(map(str, listed)))

    def _choose(self) -> None:
        dialog = ChooseFindingsDialog(self._context, self.value(), self)
        if dialog.exec():
            self.set_value(dialog.numbers)
        dialog.deleteLater()


class DepartmentEditor(FieldEditor):
    """The department that a letter goes to, from the register of units."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._units = unit_queries.units(context.reader, context.today.isoformat())
        names = [(unit.id, unit.party_short or unit.name, unit.name) for unit in self._units]
        self.picker = UnitPicker(names, former_units(context))
        self.picker.picked.connect(self._picked)
        self.inside.addWidget(self.picker)
        self.setFocusProxy(self.picker)

    def value(self) -> Any:
        """The full name."""
        return next((unit.name for unit in self._units if unit.id == self.picker.unit_id()), "")

    def set_value(self, value: Any) -> None:
        """Show the unit with this name."""
        found = next(
            (unit.id for unit in self._units if value and value in (unit.name, unit.party_short, unit.short)), None
        )
        self.picker.set_unit(found)

    def _picked(self, _unit_id: object) -> None:
        self.changed.emit()


class PaperForm(QScrollArea):
    """`changed` after every key; `fields` gives what was typed as plain JSON."""

    changed = Signal()

    def __init__(self, context: AppContext, recipe: Recipe) -> None:
        super().__init__()
        self.recipe = recipe
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.editors: dict[str, FieldEditor] = {}
        self.left_out: tuple[str, ...] = ()
        """The sections that the paper goes without."""
        self.order: tuple[str, ...] = ()
        """The sections in the order in which they are to stand; () for that of the Word file."""
        self.labels: dict[str, str] = {}
        """What the things that the typed words mention were called on the paper in sight."""
        self.put: tuple[str, ...] = ()
        """The names among them that stand in the place of a number."""
        self._quiet = False
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 12)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(10)
        self._form.setVerticalSpacing(6)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._form)
        layout.addStretch(1)
        self._fill(context)
        self.setWidget(inside)

    def fields(self) -> dict[str, Any]:
        """What is kept of a paper: its words, and what the things that they mention were called on the paper in sight."""
        beside = {labels.LABELS: dict(self.labels), labels.NAMED: list(self.put)}
        return self.words() | {name: value for name, value in beside.items() if value}

    def words(self) -> dict[str, Any]:
        """What was typed and chosen; empty words are left out."""
        found = {name: editor.value() for name, editor in self.editors.items()}
        if OPEN_LIST in found:
            found[OPEN_LIST] = [row for row in found[OPEN_LIST] if row.get("下步")]
        found |= {LEFT_OUT: list(self.left_out), ORDER: list(self.order)}
        return {name: value for name, value in found.items() if value not in ("", [], None)}

    def arrange(self, left_out: Sequence[str], order: Sequence[str]) -> None:
        """Take the sections that the paper goes without, and the order of all."""
        self.left_out, self.order = tuple(left_out), tuple(order)
        self.changed.emit()

    def set_fields(self, fields: Mapping[str, Any]) -> None:
        """Show what was prepared; every other word is emptied."""
        by_identifier = {item.identifier: item.name for item in self.recipe.fields}
        own = {by_identifier.get(name, name): value for name, value in fields.items()}
        self._quiet = True
        self.left_out, self.order = tuple(fields.get(LEFT_OUT) or ()), tuple(fields.get(ORDER) or ())
        self.labels, self.put = dict(fields.get(labels.LABELS) or {}), tuple(fields.get(labels.NAMED) or ())
        for name, editor in self.editors.items():
            editor.set_value(own.get(name, ""))
        self._quiet = False
        self.changed.emit()

    def propose_open_list(self, rows: list[dict[str, Any]]) -> None:
        """The rows of what is not closed out, each with room for what comes next; what was typed stays."""
        editor = self.editors.get(OPEN_LIST)
        if not isinstance(editor, RowsEditor) or len(rows) == len(editor.value()):
            return
        typed = {row.get("编号"): row.get("下步", "") for row in editor.value()}
        self._quiet = True
        editor.set_value([{"编号": row["编号"], "下步": typed.get(row["编号"], "")} for row in rows])
        self._quiet = False

    def _fill(self, context: AppContext) -> None:
        recipe = self.recipe
        if recipe.rows.chosen:
            self._add(NUMBERS, "问题编号 *", NumbersEditor(context), "涉及的问题，由经办人选定")
        if recipe.addressee == "unit":
            self._add(UNIT, "单位 *", DepartmentEditor(context), "名册中的单位")
        elif recipe.addressee == "department":
            self._add(ADDRESSEE, "主送 *", DepartmentEditor(context), "名册中的主管部门")
        else:
            self._add(ADDRESSEE, "主送", LineEditor(placeholder=recipe.addressed_to), "收件机关、会议")
        for item in self.recipe.fields:
            if item.name == OPEN_LIST:
                inner = tuple(part for part in item.items if part.name in ("编号", "下步"))
                rows = RowsEditor(inner)
                rows.offer_phrases(context, kinds_for(item))
                self._add(OPEN_LIST, "未销问题·下步", rows, "逐条写下步打算；列出的是未销号问题")
            elif self._is_typed(item):
                star = " *" if item.missing == BLOCKS and not item.when else ""
                self._add(item.name, f"{item.name}{star}", editor_for(context, item), item.source)

    def _is_typed(self, item: Field) -> bool:
        if item.kind == PICTURE or item.name in (*_NOT_TYPED, *self.editors):
            return False
        told = item.kind == FLAG and item.source.startswith(("经办人", "签发人", "是否"))
        return item.typed or told or item.name in _ALSO

    def _add(self, name: str, label: str, editor: FieldEditor, source: str) -> None:
        editor.setToolTip(source)
        editor.setAccessibleName(name)
        editor.changed.connect(self._edited)
        self.editors[name] = editor
        words = QLabel(label, wordWrap=True)
        words.setToolTip(source)
        words.setFixedWidth(96)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._form.addRow(words, editor)

    def _edited(self) -> None:
        if not self._quiet:
            self.changed.emit()
