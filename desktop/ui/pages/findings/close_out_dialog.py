"""认定销号 (F9): the gate's check list, how it was verified, and a reason where the reviewer overrides."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.store import Ledger
from desktop.errors import Fault, KnownError
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.findings import FindingLine
from desktop.operations import evidence, progress
from desktop.rules.permissions import Action, Actor
from desktop.rules.workflow import ABSOLUTE
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.state_chip import MarkLabel
from desktop.ui.widgets.writing_field import WritingField

WAYS = ("查阅佐证", "现场查看", "访谈群众")


class CloseOutDialog(FormDialog):
    """Enter closes the finding out when nothing is missing."""

    def __init__(self, context: AppContext, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(context, "认定销号", "认定销号", parent)
        self.line = line
        self.faults: list[Fault] | None = None
        self.head(f"{line.number} {line.unit}")
        self.note_of_finding(line.text)
        self.checks = QWidget()
        self.body.addWidget(self.checks)
        self.day = DateEdit(context.today)
        self.day.set_date(context.today)
        self.row("完成认定日", self.day)
        self.ways = [QCheckBox(word) for word in WAYS]
        self.ways[0].setChecked(True)
        ways = QWidget()
        line_of_ways = QHBoxLayout(ways)
        line_of_ways.setContentsMargins(0, 0, 0, 0)
        for box in self.ways:
            line_of_ways.addWidget(box)
        line_of_ways.addStretch(1)
        self.row("核实方式", ways)
        self.reason = WritingField("例外销号的理由（审核填写，计入日志）", lines=2)
        self.row("理由", self.reason)
        self.form.setRowVisible(self.reason, False)
        self.reason.textChanged.connect(self._allow)
        self.day.changed.connect(self.check)
        self.verb.setEnabled(False)
        self.verb.setFocus()
        self.check()

    def check(self) -> None:
        """Ask the gate, in the worker."""
        work = _Gate(self.context.ledger, self.context.actor, self.line.id, self._day())
        self.context.jobs.start("正在核对销号条件", work, done=self.show_faults, failed=self.fail)

    def show_faults(self, faults: list[Fault]) -> None:
        """The gate answered."""
        self.faults = faults
        self._show_checks()
        may = self.context.actor.may(Action.OVERRIDE) and not any(fault.kind in ABSOLUTE for fault in faults)
        self.form.setRowVisible(self.reason, bool(faults) and may)
        self._allow()
        if not faults:
            self.verb.setFocus()

    def carry_out(self) -> None:
        """Close out; the gate is asked again by the operation."""
        how = "、".join(box.text() for box in self.ways if box.isChecked())
        self.run(
            progress.close_out,
            self.line.id,
            self._day(),
            evidence.faults,
            f"核实方式：{how}" if how else "",
            override_reason=self.reason.text(),
        )

    def fail(self, error: KnownError) -> None:
        """Refused after all."""
        super().fail(error)
        self._allow()

    def _allow(self) -> None:
        overridden = self.form.isRowVisible(self.reason) and bool(self.reason.text())
        open_gate = self.faults is not None and (not self.faults or overridden)
        self.verb.setEnabled(open_gate)
        missing = "；".join(fault.text for fault in self.faults or ())
        self.verb.setToolTip("" if open_gate else f"还缺：{missing}")

    def _day(self) -> str:
        return (self.day.date() or self.context.today).isoformat()

    def _show_checks(self) -> None:
        fresh = QWidget()
        layout = QVBoxLayout(fresh)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for words, fault in check_lines(self.line, self.faults or [], self._day()):
            layout.addWidget(_CheckLine(self.context, words, fault))
        if self.faults:
            layout.addWidget(_hint(self.form.isRowVisible(self.reason)))
        self.body.replaceWidget(self.checks, fresh)
        self.checks.deleteLater()
        self.checks = fresh


class _CheckLine(QWidget):
    """✓ or ▲ and what was checked."""

    def __init__(self, context: AppContext, words: str, fault: bool) -> None:
        super().__init__()
        mark = Mark(Shape.TRIANGLE, "", Tone.RED) if fault else Mark(Shape.CHECK, "", Tone.GREEN)
        text = QLabel(words, wordWrap=True)
        if fault:
            text.setProperty("tone", "red")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(MarkLabel(context.theme, mark))
        layout.addWidget(text, 1)


class _Gate:
    """Asks the gate with a reader of its own, in the worker."""

    def __init__(self, ledger: Ledger, actor: Actor, finding_id: int, on: str) -> None:
        self._arguments = (ledger, actor, finding_id, on, evidence.faults)

    def __call__(self) -> list[Fault]:
        return progress.gate(*self._arguments)


def check_lines(line: FindingLine, faults: list[Fault], on: str) -> list[tuple[str, bool]]:
    """The four checks in words, each with whether it fails; faults that fit none come last."""
    subjects = (
        (("measures",), f"措施 {line.measures or '0/0'} 已完成" if line.measures_total else "没有要完成的措施"),
        (
            ("evidence",),
            f"佐证 {line.evidence_count} 份，未被改动" if line.evidence_count else "期初建账，凭据在纸质档案",
        ),
        (("date", "future", "before_feedback"), f"完成认定日 {on} 不早于反馈日，不晚于今天"),
        (("second_person",), "核实人与登记自报的不是同一人"),
    )
    lines = []
    rest = list(faults)
    for kinds, good in subjects:
        mine = [fault for fault in rest if fault.kind in kinds]
        rest = [fault for fault in rest if fault not in mine]
        lines += [(fault.text, True) for fault in mine] or [(good, False)]
    return lines + [(fault.text, True) for fault in rest]


def _hint(may_override: bool) -> QLabel:
    remedy = "请补齐后再认定，或由审核写明理由例外销号。" if may_override else "请先在“措施”“佐证”页补齐。"
    label = QLabel(remedy, wordWrap=True)
    label.setProperty("role", "secondary")
    return label
