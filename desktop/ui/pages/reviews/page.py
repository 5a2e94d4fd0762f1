"""联审: a tab for each gate, then the books of what was handed in, what was said of it, and who says it (M16, M17, W7; ux/pages.md §12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ledgers.opinions import OPINIONS, REVIEW_PARTIES
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations.joint_review import entering
from desktop.operations.joint_review.entering import TakenBack
from desktop.operations.joint_review.gates import GATES, Gate, UnitLine, gates
from desktop.operations.papers import catalogue
from desktop.rules.permissions import Action
from desktop.ui import page_rounds
from desktop.ui.aside import Asked
from desktop.ui.context import AppContext
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.reviews.desk import ReviewDesk
from desktop.ui.pages.reviews.dialogs import AdoptAllDialog, OwedDialog, SheetsDialog
from desktop.ui.sight import Sight

BOOKS = (SUBMISSIONS.name, OPINIONS.name, REVIEW_PARTIES.name)
_TABLES = (
    *BOOKS,
    "record_event",
    "record_retraction",
    "import_batch",
    "finding",
    "finding_event",
    "round",
    "round_unit",
    "unit",
)
KINDS = "意见表 (*.xlsx *.xls)"
_SIDES = 7
_TOLD = 3
"""So many units are named with what they lack."""


@dataclass(frozen=True)
class _Read:
    """The round in sight, what is said of it, and its gates; without gates nothing has been read yet."""

    round_id: int | None = None
    which: str = ""
    gates: Mapping[str, Gate] = field(default_factory=dict)


def _read(sight: Sight) -> _Read:
    round_id = page_rounds.shown_round(sight, page_rounds.REVIEWS)
    rounds = () if round_id is None else (round_id,)
    found = gates(sight.reader, rounds, sight.as_of, sight.known_at)
    return _Read(round_id, page_rounds.which(sight, round_id), found)


class ReviewPage(RegisterPage):
    """The desk stands for every gate; list verbs on it are about what was handed in."""

    def __init__(self, context: AppContext) -> None:
        self.desk = ReviewDesk(context)
        self._shown = _Read()
        super().__init__(context, "联审", lambda: (*GATES, *BOOKS), dict(GATES), folded=lambda: BOOKS)
        self._asked = Asked(self, context)
        self.stack.addWidget(self.desk)
        self.sheets_button = self.add_button(
            "导出意见表…", self.send_sheets, icon="download", action=Action.EXPORT, writes=True, tooltip="Ctrl+E"
        )
        self.letter_button = self.add_button("汇总出函", self.write_letters, icon="mail_forward", tooltip="Ctrl+G")
        self.back_button = self.add_button(
            "收回意见表…", self.browse, icon="import", primary=True, action=Action.IMPORT, writes=True
        )
        self.guard(self.desk.owed_button, action=Action.EXPORT, writes=True)
        self.add_menu("登记报送 Ctrl+N", self._add, action=Action.EDIT_RECORD, writes=True)
        self._adopt_all = self.add_menu(
            "采纳没有冲突的意见…", partial(self._with_gate, self.adopt_all), action=Action.SETTLE_RECORD, writes=True
        )
        self._connect()
        self.setAcceptDrops(True)
        self._begun = False

    # -- what the frame asks

    def refresh(self) -> None:
        """Read the gates again, the books when they are shown. First sight is the first gate with something under review (page 12)."""
        self._asked.ask(_read, self._take)

    def _take(self, read: _Read) -> None:
        self._keep(read)
        opened = next((kind for kind, gate in self._gates.items() if gate.is_open), None)
        if not self._begun and opened is not None and opened != self.tabs.current():
            self._begun = True
            self.tabs.set_current(opened)  # which shows it
            return
        self._begun = True
        super().refresh()

    def on_changed(self, changes: Any) -> None:
        """The desk reads again what touched a gate."""
        if self._on_gate():
            self.clear_error()
        if changes.touches(*_TABLES):
            self._asked.ask(_read, self._take_anew)
        elif self._on_gate() and self._gates:  # else they are still being read, and shown with that
            self._show_gate()
        if changes.touches("own_field"):
            self._forget()
        elif self._on_gate():
            self._stale = set(self.views)
        else:
            super().on_changed(changes)

    def status_texts(self) -> Sequence[str]:
        """Of the gate, else of the book in sight."""
        return self.desk.status_texts() if self._on_gate() else super().status_texts()

    def zones(self) -> Sequence[QWidget]:
        """The matrix and the opinions, else those of the book in sight."""
        return (self.desk.table, self.desk.opinions.table) if self._on_gate() else super().zones()

    def book_of(self, tab: str) -> str:
        """What was handed in stands behind the gates."""
        return SUBMISSIONS.name if tab in GATES else tab

    # -- sheets out and back

    def send_sheets(self) -> None:
        """导出意见表…"""
        gate = self._gates.get(self.tabs.current())
        if gate is None or not [one for one in gate.reported if not one.is_over and one.parties]:
            self.show_error(f"还没有在审的{gate.title if gate else '材料'}，不能导出意见表。请先登记报送和联审方。")
            return
        dialog = SheetsDialog(self.context, gate, self)
        if dialog.exec():
            files = dialog.result_value.files
            self.say(f"已导出意见表 {len(files)} 份，存在 {files[0].parent}")
        dialog.deleteLater()

    def browse(self) -> None:
        """收回意见表…: one or several."""
        names, _kind = QFileDialog.getOpenFileNames(self, "选择交回的意见表", "", KINDS)
        if names:
            self.take_back([Path(name) for name in names])

    def take_back(self, paths: Sequence[Path]) -> None:
        """Take returned sheets of the gate in sight, all as one step."""
        self.clear_error()
        round_id, kind = self._shown.round_id, self.tabs.current()
        if round_id is not None and kind in GATES:
            self.context.write(
                entering.take_back,
                list(paths),
                (round_id,),
                kind,
                done=self._taken,
                failed=self.show_error,
                label="正在收回意见表",
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Sheets may be dropped anywhere on a gate."""
        if self._on_gate() and event.mimeData().hasUrls() and self.back_button.isEnabled():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """All files dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.take_back(files)

    # -- inside

    def _taken(self, result: TakenBack) -> None:
        if result.refusals or result.unmatched:
            title = "\n".join(result.refusals) or f"没对上 {len(result.unmatched)} 行"
            self.error_bar.show_text(title, "\n".join(result.unmatched))
        if result.taken:
            left = f"，没对上 {len(result.unmatched)} 行" if result.unmatched else ""
            self.say(f"收回意见表 {result.taken} 份，意见 {result.entered} 条入账{left}。可整次撤销。")

    def chase_parties(self) -> None:
        """催未交 n 方: who owes what, the words for it, and the sheets once more."""
        gate = self._gates.get(self.tabs.current())
        if gate is None or not gate.owed:
            self.show_error(f"{gate.title if gate else '材料'}的意见都交齐了，没有要催的。")
            return
        dialog = OwedDialog(self.context, gate, self)
        if dialog.exec():
            files = dialog.result_value.files
            self.say(f"已导出未交的意见表 {len(files)} 份，存在 {files[0].parent}")
        dialog.deleteLater()

    def write_early(self) -> None:
        """先发已收意见: the letter of the unit in hand before every party was heard; it names those that were."""
        line = self.desk.line()
        if line is None or not line.sum.may_go_early:
            self.show_error(_not_early(line))
            return
        self._open_letters([line.unit_id])

    def _open_letters(self, units: Sequence[int]) -> None:
        kinds = [one.kind for one in catalogue.recipes(self.context.reader) if one.book == SUBMISSIONS.name]
        self.context.open_page("letters", {"kind": kinds[0], "unit_ids": list(units)})

    def write_letters(self) -> None:
        """汇总出函: the letters of the ticked units that wait for nothing, in 文书; by its key it tells what they lack."""
        gate = self._gates.get(self.tabs.current())
        if gate is None:
            return
        if reason := self._why_no_letters(gate):
            self.show_error(reason)
            return
        self._open_letters(self.desk.ticked_units(gate))

    def _why_no_letters(self, gate: Gate) -> str:
        """Why no letter of a gate can go out now; '' where one can."""
        if not gate.ready:
            told = "；".join(f"{one.unit}还差：{one.lacks}" for one in gate.reported[:_TOLD])
            return f"{gate.title}还没有可以出函的单位。{told or '还没有单位报送'}。"
        if not self.desk.ticked_units(gate):
            return "没有勾选要出函的单位。请在左表用空格勾选“可出函”的单位。"
        reason = self.context.why_not(Action.ISSUE, writes=True)
        return f"{reason}。" if reason else ""

    def _offer_letters(self) -> None:
        """汇总出函 n 份 while there is one to go out, else grey with the reason."""
        gate = self.desk.gate
        reason = self._why_no_letters(gate) if gate is not None else ""
        ticked = len(self.desk.ticked_units(gate)) if gate is not None else 0
        self.letter_button.setText(f"汇总出函 {ticked} 份" if ticked else "汇总出函")
        self.letter_button.setEnabled(gate is not None and not reason)
        self.letter_button.setToolTip(reason or "Ctrl+G")

    def adopt_all(self) -> None:
        """采纳没有冲突的意见…: all of the gate, after a look at how many of which units."""
        gate = self._gates.get(self.tabs.current())
        if gate is None:
            return
        if not gate.undisputed:
            self.show_error(f"{gate.title}没有待定而又没有冲突的意见。有冲突的请逐条定以哪一方为准。")
            return
        dialog = AdoptAllDialog(self.context, gate, self)
        dialog.exec()
        dialog.deleteLater()

    def _on_gate(self) -> bool:
        return self.tabs.current() in GATES

    @property
    def _gates(self) -> Mapping[str, Gate]:
        return self._shown.gates

    def _keep(self, read: _Read) -> None:
        self._shown = read
        self.tabs.set_counts({key: _count(gate) for key, gate in read.gates.items()})

    def _take_anew(self, read: _Read) -> None:
        self._begun = True
        self._keep(read)
        if self._on_gate():
            self._show_gate()

    def _show_gate(self) -> None:
        kind = self.tabs.current()
        kinds = list(GATES)
        before = self._gates[kinds[kinds.index(kind) - 1]] if kinds.index(kind) else None
        self.desk.show_gate(self._gates[kind], self._shown.round_id, before)
        self.set_subtitle(self._shown.which)
        self.add_record_button.setText(f"{SUBMISSIONS.add_title} Ctrl+N")
        self._show_buttons()
        self.status_changed.emit()

    def _show_tab(self, name: str) -> None:
        if name in GATES:
            self.stack.setCurrentWidget(self.desk)
            if self._gates:
                self._show_gate()
            else:
                self._asked.ask(_read, self._take_anew)
        else:
            self.set_subtitle("")
            super()._show_tab(name)
            self._show_buttons()

    def _show_buttons(self) -> None:
        on_gate = self._on_gate()
        for button in (self.columns_button, self.export_button, self.print_button, self.add_record_button):
            button.setVisible(not on_gate)
        for button in (self.sheets_button, self.back_button, self.letter_button):
            button.setVisible(on_gate)
        gate = self._gates.get(self.tabs.current())
        count = sum(len(one.parties) for one in gate.reported if not one.is_over) if gate is not None else 0
        self.sheets_button.setText(f"导出意见表 {count} 份…" if count else "导出意见表…")

    def _export(self) -> None:
        if self._on_gate():
            self.send_sheets()
        else:
            super()._export()

    def _previous(self) -> None:
        if self._on_gate():
            self.desk.step(-1)
        else:
            super()._previous()

    def _next(self) -> None:
        if self._on_gate():
            self.desk.step(1)
        else:
            super()._next()

    def _add(self) -> None:
        """登记报送: on a gate for the unit in hand."""
        line = self.desk.line() if self._on_gate() else None
        if line is None:
            super()._add()
            return
        preset = {"unit": line.unit_id, "round": line.round_id, "kind": self.tabs.current()}
        dialog = RecordDialog(self.context, self.view.register, None, None, self, preset=preset)
        dialog.exec()
        dialog.deleteLater()

    def _with_gate(self, slot: Any) -> None:
        if self._on_gate():
            slot()

    def _connect(self) -> None:
        opinions = self.desk.opinions
        self.desk.failed.connect(self.show_error)
        self.desk.offered.connect(self._offer_letters)
        self.context.switches_changed.connect(self._offer_letters)
        self.desk.gate_asked.connect(self.tabs.set_current)
        self.desk.owed_button.clicked.connect(self.chase_parties)
        self.desk.early_asked.connect(self.write_early)
        opinions.failed.connect(self.show_error)
        opinions.sheets_asked.connect(self.send_sheets)
        opinions.submission_asked.connect(self._add)
        for key, title, slot in (
            ("F9", "采纳", opinions.adopt),
            ("F8", "不采纳", opinions.reject),
            ("Shift+F9", "采纳没有冲突的意见…", self._adopt_all.trigger),
            ("Ctrl+G", "汇总出函", self.write_letters),
            ("Ctrl+Return", "下一条未定的意见", opinions.next_open),
            *((f"Alt+{n}", f"冲突：取第 {n} 方", partial(opinions.take_side, n)) for n in range(1, _SIDES + 1)),
        ):
            self.add_shortcut(key, title, partial(self._with_gate, slot))


def _not_early(line: UnitLine | None) -> str:
    """Why the letter of a unit does not go out before every party was heard."""
    if line is None or not line.submission:
        return "还没有报来材料，没有意见可以先发。"
    if not line.sum.missing:
        return f"{line.unit}的意见已经交齐，请用“汇总出函”。"
    if not line.sum.total:
        return f"{line.unit}还没有收到一条意见，不能先发。请先催未交的联审方。"
    return f"{line.unit}还有待定 {line.sum.open} 条、冲突 {line.sum.conflicts} 条。请先定下来，再先发已收意见。"


def _count(gate: Gate) -> str | None:
    """7/12: how many units reported of how many; nothing while nobody did."""
    return f"{len(gate.reported)}/{len(gate.units)}" if gate.reported else None
