"""新增问题 and 修改: one page of twelve fields; a near-equal finding of the unit is shown and never blocks."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QLabel, QWidget

from db.queries.findings import list_findings
from db.queries.lists import category_levels
from db.records import FindingCriteria, FindingRow
from desktop.errors import KnownError
from desktop.ledgers.findings import FindingLine
from desktop.ledgers.terms import FLAG_WORDS, NATURE_WORDS
from desktop.operations import findings
from desktop.operations.findings import FindingDraft
from desktop.rules.amounts import yuan_of
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.unit_picker import UnitPicker
from desktop.ui.widgets.writing_field import WritingField, WritingLine

SIMILAR = 0.75
_PLAIN = (
    ("category1", "一级分类"),
    ("category2", "二级分类"),
    ("responsible_leader", "责任领导"),
    ("responsible_department", "责任科室"),
    ("owner", "责任人"),
    ("working_paper", "底稿编号"),
)


class FindingDialog(FormDialog):
    """Unit, words, categories, persons, date, money, people, marks."""

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
        self.units = UnitPicker(units)
        if line is None:
            self.row("单位", self.units)
            self.units.picked.connect(self._look_for_similar)
        self.text = WritingField("一条一事：时间、事实、数额、后果", lines=4)
        self.row("问题", self.text)
        self.similar = QLabel(wordWrap=True)
        self.similar.setProperty("tone", "amber")
        self.similar.hide()
        self.form.addRow("", self.similar)
        self.plain = {name: WritingLine() for name, _word in _PLAIN}
        for name, word in _PLAIN:
            self.row(word, self.plain[name])
        for name, words in zip(("category1", "category2"), category_levels(context.reader), strict=True):
            self.plain[name].setCompleter(_completer(words, self))
        self.nature = QComboBox()
        for code, word in NATURE_WORDS.items():
            self.nature.addItem(word, code)
        self.row("整改类型", self.nature)
        self.due = DateEdit(context.today)
        self.due.set_date(None)
        self.row("整改时限", self.due)
        self.amount, self.people = WritingLine(placeholder="元；可写 14.28 万元"), WritingLine(placeholder="人")
        self.row("涉及金额", self.amount)
        self.row("涉及人员", self.people)
        self.flags = {name: QCheckBox(word) for name, word in FLAG_WORDS.items()}
        self._add_flags()
        self.reason = WritingLine(placeholder="反馈以后改整改类型、时限的，写明理由")
        if line is not None:
            self.row("理由", self.reason)
        self._timer = QTimer(self, singleShot=True, interval=300)
        self._timer.timeout.connect(self._look_for_similar)
        self.text.textChanged.connect(self._timer.start)
        self._fill(line)

    def carry_out(self) -> None:
        """Enter the finding, or set the fields that were changed."""
        values = self._values()
        if self.line is not None:
            changed = {name: value for name, value in values.items() if getattr(self.line, name) != value}
            if not changed:
                self.reject()
                return
            reason = self.reason.text()
            self.run(findings.edit, [self.line.id], changed, title=f"修改 {self.line.number}", reason=reason)
            return
        unit_id = self.units.unit_id()
        if unit_id is None:
            raise KnownError("“单位”没有选定。请输入简称或拼音首字母，从名册中选一个。")
        self.run(findings.add, FindingDraft(self.round_id, unit_id, **values))

    def done(self, result: int) -> None:
        """Closed: nothing is looked up any more."""
        self._timer.stop()
        super().done(result)

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {name: field.text().strip() for name, field in self.plain.items()}
        values["text"] = needed(self.text.text(), "问题")
        values["nature"] = self.nature.currentData()
        due = self.due.date()
        values["first_due_on"] = due.isoformat() if due else None
        values["amount_yuan"] = yuan_of(self.amount.text())
        values["people"] = _people(self.people.text())
        values |= {name: box.isChecked() for name, box in self.flags.items()}
        return values

    def _add_flags(self) -> None:
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, box in enumerate(self.flags.values()):
            grid.addWidget(box, place // 3, place % 3)
        self.row("标记", boxes)

    def _fill(self, line: FindingLine | None) -> None:
        known = line.row if line is not None else FindingDraft(self.round_id, 0, "")
        self.text.set_text(known.text)
        for name, field in self.plain.items():
            field.setText(getattr(known, name))
        self.nature.setCurrentIndex(max(0, self.nature.findData(known.nature)))
        if known.first_due_on:
            self.due.set_date(date.fromisoformat(known.first_due_on))
        self.amount.setText("" if known.amount_yuan is None else str(known.amount_yuan))
        self.people.setText("" if known.people is None else str(known.people))
        for name, box in self.flags.items():
            box.setChecked(bool(getattr(known, name)))
        (self.text if line is not None else self.units).setFocus()

    def _look_for_similar(self) -> None:
        unit_id = self.line.unit_id if self.line else self.units.unit_id()
        text = self.text.text()
        if unit_id is None or len(text) < 8:
            self.similar.hide()
            return
        rows = list_findings(self.context.reader, FindingCriteria(units=(unit_id,)), self.context.today.isoformat())
        others = [row for row in rows if self.line is None or row.id != self.line.id]
        best = max(((likeness(text, row.text), row) for row in others), key=lambda pair: pair[0], default=None)
        self.similar.setVisible(best is not None and best[0] >= SIMILAR)
        if best is not None:
            self.similar.setText(_similar_words(*best))


def _completer(words: tuple[str, ...], parent: QWidget) -> QCompleter:
    completer = QCompleter(list(words), parent)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer


def likeness(one: str, other: str) -> float:
    """How much two texts share, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _similar_words(share: float, row: FindingRow) -> str:
    return f"与{row.round_name} {row.number} 相近（{int(share * 100)}/100）：{row.text}"


def _people(text: str) -> int | None:
    plain = text.strip().removesuffix("人").strip()
    if not plain:
        return None
    if not plain.isdecimal():
        raise KnownError(f"“涉及人员”：“{text}”不是人数。请写成 36，或留空。")
    return int(plain)
