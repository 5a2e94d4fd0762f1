"""口径: every counting basis with its formula and its value now; a change is a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QWidget

from db.queries import bases
from db.records import Basis
from desktop.errors import KnownError
from desktop.ledgers.bases import BASIS_BOOK
from desktop.ledgers.book_table import table_from
from desktop.ledgers.terms import STATE_WORDS
from desktop.operations import dictionaries
from desktop.operations.records.office_rows import standing_word
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.round_figures import rate_of
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.properties import ticked
from desktop.ui.widgets.rate_text import RateText


@dataclass(frozen=True)
class _Line:
    id: int
    title: str
    formula: str
    counts: str
    standing: str
    basis: Basis


BASES = table_from(BASIS_BOOK, name="bases")


class BasesPart(SystemPart):
    """The bases, the default first, older versions below."""

    tables = ("basis", "finding_event", "retraction")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        table = self.add_table(BASES, "还没有口径。", stretched="formula")
        table.current_changed.connect(self._show_definition)
        self.add_verb("新建口径…", self._new, action=Action.EDIT_BASIS)
        self.add_verb("改成新版本…", self._edit, action=Action.EDIT_BASIS, needs_row=True)
        self.add_verb("设为默认", self._set_default, action=Action.EDIT_BASIS, needs_row=True)
        self.card_below = Card()
        self.definition = QLabel(wordWrap=True)
        self.rate = RateText(context.theme, 30)
        self.when = QLabel()
        self.when.setProperty("role", "secondary")
        for widget in (self.rate, self.definition, self.when):
            self.card_below.body.addWidget(widget)
        self.layout_.addWidget(self.card_below)

    def refresh(self) -> None:
        """Read the bases and their values."""
        current = {basis.id for basis in bases.current_bases(self.context.reader)}
        every = bases.bases(self.context.reader)
        lines = [self._line(basis, basis.id in current) for basis in every]
        self.show_records(sorted(lines, key=lambda line: (line.basis.id not in current, not line.basis.is_default)))
        assert self.table is not None
        if self.table.current_record() is None:
            self.table.step_by(0)
        self._show_definition(self.table.current_record())

    def _line(self, basis: Basis, current: bool) -> _Line:
        rate = rate_of(self.context, basis, self.context.as_of)
        standing = standing_word(current, basis.is_default)
        counts = f"{rate.numerator}/{rate.denominator}"
        return _Line(basis.id, basis_rules.title(basis), basis_rules.formula(basis), counts, standing, basis)

    def _show_definition(self, line: _Line | None) -> None:
        self.card_below.setVisible(line is not None)
        if line is not None:
            basis, as_of = line.basis, self.context.as_of
            self.definition.setText(basis_rules.definition(basis))
            self.rate.show_rate(rate_of(self.context, basis, as_of), line.title, line.formula, as_of)
            self.when.setText(f"{line.title} · 截至 {as_of}")

    def _new(self) -> None:
        BasisDialog(self.context, self, Basis(name="")).exec()

    def _edit(self) -> None:
        BasisDialog(self.context, self, self.row_in_hand().basis).exec()

    def _set_default(self) -> None:
        self.context.write(dictionaries.set_default_basis, self.row_in_hand().id, failed=self.failed.emit)


class BasisDialog(FormDialog):
    """What is divided by what; entering it makes a version."""

    def __init__(self, context: AppContext, parent: QWidget, start: Basis) -> None:
        super().__init__(context, "新建口径" if not start.id else "口径新版本", "存为新版本", parent, width=560)
        self._start = start
        self.note("已发出的文书仍用当时的版本。")
        self.name = QLineEdit(start.name)
        self.name.setReadOnly(bool(start.id))
        self.lane = _choice({True: "巡察办认定", False: "单位自报"}, start.verified_only)
        self.level = _choice(basis_rules.LEVELS, start.level)
        self.rounding = _choice(basis_rules.ROUNDINGS, start.rounding)
        self.decimals = QSpinBox(minimum=0, maximum=4, value=start.decimals)
        self.numerator, numerator = _states(start.numerator)
        self.exclude, exclude = _states(start.exclude)
        self.immediate = ticked(QCheckBox("计入立行立改"), start.include_immediate)
        self.villages = ticked(QCheckBox("计入村（社区）"), start.include_villages)
        self.period = ticked(QCheckBox("只计到集中整改期满"), start.within_period)
        for label, widget in (
            ("名称", self.name), ("以谁为准", self.lane), ("按什么计数", self.level), ("计入分子", numerator),
            ("不计入总数", exclude), ("", self.immediate), ("", self.villages), ("", self.period), ("取舍", self.rounding),
            ("小数位数", self.decimals),
        ):  # fmt: skip
            self.row(label, widget)

    def carry_out(self) -> None:
        """Store the version."""
        basis = replace(
            self._start,
            id=0,
            name=needed(self.name.text(), "名称"),
            verified_only=self.lane.currentData(),
            level=self.level.currentData(),
            rounding=self.rounding.currentData(),
            decimals=self.decimals.value(),
            numerator=tuple(code for code, box in self.numerator.items() if box.isChecked()),
            exclude=tuple(code for code, box in self.exclude.items() if box.isChecked()),
            include_immediate=self.immediate.isChecked(),
            include_villages=self.villages.isChecked(),
            within_period=self.period.isChecked(),
        )
        if not basis.numerator:
            raise KnownError("“计入分子”一项也没有勾选。至少勾选“完成”。")
        self.run(dictionaries.put_basis, basis)


def _choice(words: Mapping[Any, str], chosen: object) -> QComboBox:
    box = QComboBox()
    for code, word in words.items():
        box.addItem(word, code)
    box.setCurrentIndex(list(words).index(chosen))
    return box


def _states(chosen: tuple[str, ...]) -> tuple[dict[str, QCheckBox], QWidget]:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    boxes = {}
    for place, (code, word) in enumerate(STATE_WORDS.items()):
        boxes[code] = ticked(QCheckBox(word), code in chosen)
        grid.addWidget(boxes[code], place // 4, place % 4)
    return boxes, holder
