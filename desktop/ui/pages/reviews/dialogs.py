"""What the page of joint review asks: a reason, a return with its day, where the sheets go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from desktop.errors import KnownError
from desktop.ledgers.ways_out import OPINION_SHEET
from desktop.operations.joint_review import deciding, sending
from desktop.operations.joint_review.gates import Gate, Party
from desktop.rules.overdue import month_day
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed, side_by_side
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.pages.reviews.items import UnitFacts
from desktop.ui.paper_desk import output_folder
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField

DAYS_TO_ANSWER = 14
"""What the day of the next report is proposed as, in calendar days from today."""
FOLDER = "联审意见表"


class RejectDialog(FormDialog):
    """不采纳 asks for its reason."""

    def __init__(self, context: AppContext, opinions: Sequence[int], told: str, parent: QWidget) -> None:
        super().__init__(context, "不采纳", "不采纳", parent)
        self._opinions = list(opinions)
        self.note(told)
        self.reason = self.row("理由 *", WritingField("如：与文件规定不符", lines=2))

    def carry_out(self) -> None:
        """Settle them."""
        reason = needed(self.reason.text(), "理由")
        self.run(deciding.settle, self._opinions, deciding.NO, reason)


class AdoptAllDialog(FormDialog):
    """采纳全部没有冲突的意见: of the whole gate in one step; what parties disagree on waits for a person."""

    def __init__(self, context: AppContext, gate: Gate, parent: QWidget) -> None:
        super().__init__(context, "采纳没有冲突的意见", "全部采纳", parent)
        chosen = {one.id for one in gate.undisputed}
        self._opinions = sorted(chosen)
        self.head(f"{gate.title}　{len(chosen)} 条")
        parts = [(line.unit, sum(one.id in chosen for one in line.opinions)) for line in gate.reported]
        self.note("、".join(f"{unit} {count} 条" for unit, count in parts if count) + "。")
        if gate.conflicts:
            self.note(f"另有冲突 {gate.conflicts} 条，仍须逐条定以哪一方为准。")

    def carry_out(self) -> None:
        """Take them up as one step, which one undo opens again."""
        self.run(deciding.settle, self._opinions, deciding.YES)


class ReturnDialog(FormDialog):
    """退回（第 n 次）: the day of the next report, and the reasons, taken from the open opinions."""

    def __init__(self, context: AppContext, facts: UnitFacts, parent: QWidget) -> None:
        place = len(facts.line.returned) + 1
        super().__init__(context, f"退回（第 {place} 次）", "退回", parent, width=560)
        self._submission = facts.line.submission
        self.head(f"{facts.line.unit}　{facts.gate.title}　{facts.line.number}")
        self.note("退回后单位另报一版，这一版的意见留在账上。")
        self.due = DateEdit(context.today, optional=False)
        self.due.set_date(context.today + timedelta(days=DAYS_TO_ANSWER))
        self.row("重新报送期限", self.due)
        self.reason = WritingField("逐条写明要改什么", lines=6)
        self.reason.set_text("\n".join(return_reasons(facts)))
        self.row("理由 *", self.reason)

    def carry_out(self) -> None:
        """Give it back."""
        if self.due.is_faulty():
            raise KnownError(f"“重新报送期限”：{self.due.fault()}")
        day, reason = self.due.date(), needed(self.reason.text(), "理由")
        told = f"{reason}\n请于 {day.isoformat()} 前重新报送。" if day else reason
        self.run(deciding.give_back, self._submission, told)


class SheetsDialog(FormDialog):
    """导出意见表: how many, and into which folder."""

    def __init__(self, context: AppContext, gate: Gate, parent: QWidget) -> None:
        super().__init__(context, "导出意见表", "导出", parent, width=520)
        self._round, self._kind = gate.units[0].round_id, gate.kind
        due = [one for one in gate.reported if not one.is_over]
        self.head(f"{gate.title}　{len(due)} 家，{sum(len(one.parties) for one in due)} 份")
        self.note("每家每方一份锁定的工作簿，只能填自己的意见；收回时按表中的标记各归各的单位。")
        self._folder = output_folder(context.settings.output_folder, context.ledger, FOLDER)
        self.folder, self.choose = ElidedLabel(str(self._folder)), QPushButton("更改…")
        self.choose.clicked.connect(self._choose)
        self.row("存到", side_by_side(self.folder, self.choose))
        self.leaving = LeavingFields(self, OPINION_SHEET)

    def carry_out(self) -> None:
        """Write the workbooks."""
        asked = self.leaving.asked()
        self.run(sending.send, (self._round,), self._kind, self._folder, asked, label="正在写意见表")

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "意见表存到哪个文件夹", str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self.folder.set_full_text(chosen)


class OwedDialog(SheetsDialog):
    """催未交: who owes how many opinions about whom; the words for the telephone, and the sheets that are owed once more."""

    def __init__(self, context: AppContext, gate: Gate, parent: QWidget) -> None:
        super().__init__(context, gate, parent)
        self.setWindowTitle("催未交")
        self.verb.setText("导出未交的意见表")
        names = {one.id: one for one in gate.parties}
        owed = [(names[party], lines) for party, lines in gate.owed.items()]
        count = sum(len(lines) for _party, lines in owed)
        self.words = "\n".join(_owed_words(gate, party, [one.unit for one in lines]) for party, lines in owed)
        self.note(f"{count} 份 = {' + '.join(f'{party.short} {len(lines)}' for party, lines in owed)}")
        self.text = QLabel(self.words, wordWrap=True)
        self.body.addWidget(self.text)
        self.copy = QPushButton("复制催办的话")
        self.copy.setProperty("link", True)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.body.addWidget(self.copy)

    def carry_out(self) -> None:
        """Write the workbooks that are owed, and no others."""
        asked = self.leaving.asked()
        self.run(sending.send, (self._round,), self._kind, self._folder, asked, owed=True, label="正在写意见表")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words)
        self.context.notify("已复制，可粘贴到短信或政务微信。")


def _owed_words(gate: Gate, party: Party, units: Sequence[str]) -> str:
    """县委组织部：还有 2 家的整改方案联审意见没有收到（县民政局、县教育局），请于6月25日前交回。"""
    until = f"请于{month_day(party.due_on)}前交回" if party.due_on else "请尽快交回"
    return f"{party.name}：还有 {len(units)} 家的{gate.title}联审意见没有收到（{'、'.join(units)}），{until}。"


def return_reasons(facts: UnitFacts) -> list[str]:
    """A line for each opinion that is open or was taken up, under the number of its finding."""
    told: list[str] = []
    for item in facts.items:
        wanted = [one.text for one in item.opinions if not one.said.settled or one.said.adopted != deciding.NO]
        if wanted:
            told.append(f"{item.name}：{item.merged or '；'.join(wanted)}")
    return told
