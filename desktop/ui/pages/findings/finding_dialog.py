"""新增问题 and 修改: every field of a finding from its declaration; a near-equal finding of the unit is shown and never blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QFormLayout, QGridLayout, QPushButton, QScrollArea, QWidget

from db.queries.findings import co_unit_ids
from db.queries.lists import category_levels
from desktop.errors import KnownError
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.finding_draft import FindingDraft
from desktop.ledgers.findings import FIELDS, FindingLine
from desktop.operations import findings
from desktop.operations.own_fields import own_fields
from desktop.ui.asks import AskFinding
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.pages.findings.near_line import NearLine
from desktop.ui.widgets.draft_keeper import DraftKeeper
from desktop.ui.widgets.field_editor import FieldEditor
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.unit_picker import UnitPicker, former_units
from desktop.ui.widgets.writing_field import WritingField, WritingLine

MAIN = (
    "category1", "category2", "responsible_leader", "responsible_department", "owner", "working_paper", "nature", "first_due_on",
    "amount_yuan", "people",
)  # fmt: skip
"""The fields seen at once beside unit, words, co-units and marks; the others unfold below."""


class FindingDialog(FormDialog):
    """Unit, words and the other plain fields, the office's own ones among them."""

    def __init__(
        self,
        context: AppContext,
        units: list[tuple[int, str, str]],
        round_id: int,
        line: FindingLine | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = "修改问题" if line else "新增问题"
        super().__init__(context, title, "保存", parent, width=560)
        self.line, self.round_id = line, round_id
        if line is not None:
            self.head(f"{line.number} {line.unit}")
        self._units = units
        self.units = UnitPicker(units, former_units(context))
        if line is None:
            self.row("单位", self.units)
            self.units.picked.connect(self._look_for_similar)
            self.drafts = DraftKeeper(context, "new_finding", self)
        self.own = own_fields(context.reader)
        self.editors = self._make_editors()
        self._lay_out()
        self._fill(line)
        self.text.textChanged.connect(self._look_for_similar)
        for editor in self.editors.values():
            self.hold(editor.field, editor.widget)

    def carry_out(self) -> None:
        """Enter the finding, or set the fields that were changed."""
        values = {name: editor.value() for name, editor in self.editors.items() if name not in self.held}
        shared = self._shared_units()
        if self.line is not None:
            changed = {
                name: value
                for name, value in values.items()
                if not _same(self.editors[name].field, getattr(self.line, name), value)
            }
            units = None if shared == self._shared_before else shared
            if not changed and units is None:
                self.reject()
                return
            self.run(
                findings.edit,
                [self.line.id],
                changed,
                title=f"修改 {self.line.number}",
                reason=self.reason.text(),
                co_units=units,
            )
            return
        unit_id = self.units.unit_id()
        if unit_id is None:
            raise KnownError("“单位”没有选定。请输入简称或拼音首字母，从名册中选一个。")
        own = {field.name: value for field in self.own if (value := values.pop(field.name, None)) not in (None, "")}
        self.run(findings.add, FindingDraft(self.round_id, unit_id, **values, own=own), shared)

    def succeed(self, result: Any) -> None:
        """The finding is in the ledger: what was kept of it is not needed any more."""
        if self.line is None:
            self.drafts.keep(self.round_id, None)
            self.drafts.flush()
        super().succeed(result)

    def done(self, result: int) -> None:
        """Closed: nothing is looked up any more."""
        self.similar.stop()
        super().done(result)

    def _make_editors(self) -> dict[str, FieldEditor]:
        levels = dict(zip(("category1", "category2"), category_levels(self.context.reader), strict=True))
        every = [field for field in (*FIELDS, *self.own) if field.plain]
        return {
            field.name: FieldEditor(field, self.context.today, levels.get(field.name, ()), 4 if field.needed else 2)
            for field in every
        }

    def _lay_out(self) -> None:
        text = self.editors["text"].widget
        assert isinstance(text, WritingField)
        self.text = text
        self.text.setPlaceholderText("一条一事：时间、事实、数额、后果")
        self.row("问题", self.text)
        self.similar = NearLine(self.context, jumps=self.line is None)
        self.similar.asked.connect(self._go_and_look)
        self.form.addRow("", self.similar)
        for name in MAIN:
            self.row(self.editors[name].label, self.editors[name].widget)
        self.shared = WritingLine(placeholder="列示、不重复计数；几个单位用顿号分开")
        self.row("配合单位", self.shared)
        self.row("标记", self._flags())
        rest = [
            one for one in self.editors.values() if one.field.name not in (*MAIN, "text") and not _is_mark(one.field)
        ]
        self._add_rest(rest)
        self.reason = WritingLine(placeholder="反馈以后改整改类型、时限的，写明理由")
        if self.line is not None:
            self.row("理由", self.reason)

    def _flags(self) -> QWidget:
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        marks = [editor for editor in self.editors.values() if _is_mark(editor.field)]
        for place, editor in enumerate(marks):
            grid.addWidget(editor.widget, place // 3, place % 3)
        return boxes

    def _add_rest(self, editors: Sequence[FieldEditor]) -> None:
        """The fields that few findings need, behind a button, in an area that scrolls."""
        inside = named(QWidget(), "paper")
        form = QFormLayout(inside)
        form.setVerticalSpacing(7)
        for editor in editors:
            form.addRow(editor.label, editor.widget)
        self.rest = QScrollArea()
        self.rest.setWidgetResizable(True)
        self.rest.setWidget(inside)
        self.rest.setFixedHeight(self.context.theme.px(180))
        self.rest.setVisible(any(editor.field.own for editor in editors))
        self.more = QPushButton(f"其余 {len(editors)} 栏")
        self.more.setProperty("link", True)
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._turn_rest)
        self.form.addRow("", self.more)
        self.form.addRow(self.rest)

    def _turn_rest(self) -> None:
        self.rest.setVisible(self.rest.isHidden())

    def _fill(self, line: FindingLine | None) -> None:
        known: Any = line if line is not None else FindingDraft(self.round_id, 0, "")
        for name, editor in self.editors.items():
            if line is not None or not editor.field.own:
                editor.show(getattr(known, name))
        self._shared_before = co_unit_ids(self.context.reader, line.id) if line is not None else ()
        names = {unit_id: short for unit_id, short, _full in self._units}
        self.shared.setText("、".join(names.get(unit_id, "") for unit_id in self._shared_before))
        if line is None and (kept := self.drafts.content(self.round_id)) is not None:
            self._take_up(kept)
        (self.text if line is not None else self.units).setFocus()

    def _shared_units(self) -> tuple[int, ...]:
        """The co-units as typed; KnownError names one that is not registered."""
        known = {word: unit_id for unit_id, short, full in self._units for word in (short, full)}
        words = [word.strip() for word in self.shared.text().replace("，", "、").replace(",", "、").split("、")]
        strange = [word for word in words if word and word not in known]
        if strange:
            raise KnownError(f"“配合单位”：“{strange[0]}”不在名册中。请写登记过的全称或简称。", "unknown_word")
        return tuple(dict.fromkeys(known[word] for word in words if word))

    def _look_for_similar(self, _unit: object = None) -> None:
        unit_id = self.line.unit_id if self.line else self.units.unit_id()
        self.similar.look(self.text.text(), unit_id, self.line.id if self.line else None)

    def _go_and_look(self, finding_id: int) -> None:
        """Open the finding that says nearly the same; what was typed is there again when 新增问题 is opened next."""
        values = {
            name: value for name, editor in self.editors.items() if isinstance(value := editor.value(), str | int)
        }
        self.drafts.keep(self.round_id, {"unit": self.units.unit_id(), "shared": self.shared.text(), "values": values})
        self.drafts.flush()
        self.reject()
        self.context.open_page("findings", AskFinding(finding_id))

    def _take_up(self, kept: dict[str, Any]) -> None:
        """What was begun before the clerk went to look at another finding."""
        self.units.set_unit(kept["unit"])
        self.shared.setText(kept["shared"])
        for name, value in kept["values"].items():
            if name in self.editors:
                self.editors[name].show(value)


def _is_mark(field: Field) -> bool:
    return field.holds is Holds.FLAG and not field.own


def _same(field: Field, stored: Any, value: Any) -> bool:
    """Whether an editor's value is what is stored; nothing is nothing, however it is kept."""
    if field.holds is Holds.FLAG:
        return bool(stored) == bool(value)
    return stored == value or (stored in (None, "") and value in (None, ""))
