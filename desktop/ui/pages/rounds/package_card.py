"""归档包和移交目录: the volumes of the round, where its archive stands, and the deeds that lead on (page 25)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.store import Ledger
from desktop.ledgers.archives import CHECKED, HANDED, PACKED
from desktop.ledgers.column import Align
from desktop.ledgers.ways_out import ARCHIVE_PACKAGE
from desktop.operations.archive import clearing, packing, reading
from desktop.operations.archive.clearing import Clearable
from desktop.operations.archive.reading import Archive
from desktop.operations.archive.standing import STEPS, Standing, standing
from desktop.operations.archive.volumes import sum_text
from desktop.operations.health.line import Line
from desktop.operations.papers import catalogue
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.dialogs.save_out_dialog import ask_where
from desktop.ui.pages.rounds.archive_dialogs import KINDS, BeginDialog, HandOverDialog, ReadDialog, WipeDialog
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.figure_cells import Cell, Head, Shown
from desktop.ui.widgets.figure_cells import Line as Row
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.step_line import StepLine

_RIGHT = Align.RIGHT
HEADS = (
    Head("卷号", 44), Head("类别", 56), Head("案卷题名"), Head("起止", 128), Head("件", 58, _RIGHT), Head("页", 58, _RIGHT), Head("保管期限", 76),
)  # fmt: skip
_VOLUMES = "案卷"
"""The word by which the paper of the volumes is known among the kinds."""


class PackageCard(Card):
    """Reads beside the window; each deed is asked in a dialog. `failed` hears what was refused, `said` what was done."""

    failed = Signal(object)
    said = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__("归档包和移交目录", " ")
        self.flush()
        self.context = context
        self.standing: Standing | None = None
        self.lines: Sequence[Line] = ()
        """The eight checks as the card beside read them."""
        self._round: int | None = None
        self._looks = 0
        self.steps = StepLine(context.theme, STEPS)
        """Where the round stands; the page shows it above both cards."""
        self.table = FigureTable(context.theme, 27, whole_rows=True)
        self.foot = QLabel(wordWrap=True)
        self.foot.setMinimumHeight(context.theme.px(36))  # two lines: a splitter gives a wrapped label one
        self.foot.setProperty("role", "secondary")
        self.begin = self._button("登记归档…", self._begin)
        self.pack = self._button("生成归档包…", self._pack)
        self.read = self._button("核对归档包…", self._read)
        self.paper = self._button("出移交目录…", self._paper)
        self.hand = self._button("登记移交…", self._hand_over)
        self.wipe = self._button("清除本轮…", self._wipe)
        self.verbs = (self.begin, self.pack, self.read, self.paper, self.hand, self.wipe)
        self._lay_out()
        self._judge()

    def show_round(self, round_id: int | None) -> None:
        """Read a round; nothing where not exactly one is chosen."""
        self._round, self.standing, self.lines = round_id, None, ()
        self._looks += 1
        self._show()
        if round_id is not None:
            work = partial(_read_round, self.context.ledger, round_id, self._looks)
            self.context.beside.start("正在读归档", work, done=self._take, failed=self.failed.emit)

    def show_checks(self, lines: Sequence[Line]) -> None:
        """What the card of the checks found: what is open decides what is asked."""
        self.lines = lines
        self._judge()

    def _take(self, answer: tuple[int, Standing]) -> None:
        if answer[0] == self._looks:
            self.standing = answer[1]
            self._show()

    # -- the deeds

    def _begin(self) -> None:
        if self._round is not None:
            self._ask(BeginDialog(self.context, self._round, self.lines, self))

    def _pack(self) -> None:
        name = packing.file_name(self.context.reader, self._round) if self._round is not None else ""
        note = "写完后重新打开，逐个文件核对相符才登记。包内是全部内容，请按标识保管。"
        asked = ask_where(self.context, ARCHIVE_PACKAGE, name, KINDS, self, self.failed.emit, note)
        if asked is not None:
            self.context.put_out(
                packing.pack, self._round, *asked, done=self._packed, failed=self.failed.emit, label="正在生成归档包"
            )

    def _packed(self, made: packing.Packed) -> None:
        self.said.emit(f"已生成 {made.path.name}：{made.archive.law}，重新打开核对相符。")

    def _read(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "打开归档包（只读）", "", KINDS)
        if chosen:
            work = partial(reading.read, Path(chosen))
            self.context.beside.start("正在核对归档包", work, done=self._show_package, failed=self.failed.emit)

    def _show_package(self, archive: Archive) -> None:
        record = self.standing.record if self.standing is not None else None
        known = str(record.stored["package_sha256"]) if record is not None else ""
        self._ask(ReadDialog(self.context, archive, known, self))

    def _paper(self) -> None:
        words = self.standing.words() if self.standing is not None else {}
        kinds = catalogue.recipes(self.context.reader)
        paper = next(one.kind for one in kinds if any(field.name == _VOLUMES for field in one.fields))
        self.context.open_page("letters", {"kind": paper, "words": words})

    def _hand_over(self) -> None:
        if self.standing is not None and self.standing.record is not None:
            self._ask(HandOverDialog(self.context, self.standing.record.id, self))

    def _wipe(self) -> None:
        if self._round is not None:
            work = partial(_clearable, self.context.ledger, self._round)
            self.context.beside.start("正在读要清除的内容", work, done=self._ask_wipe, failed=self.failed.emit)

    def _ask_wipe(self, answer: tuple[int, Clearable]) -> None:
        if answer[0] == self._round:
            self._ask(WipeDialog(self.context, *answer, self))

    def _ask(self, dialog: FormDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    # -- what is shown

    def _show(self) -> None:
        found = self.standing.volumes if self.standing is not None else ()
        rows = [
            Row(
                (
                    Cell(str(place)), Cell(one.kind), Cell(one.title, tip=one.title), Cell(one.span), Cell(f"{one.items:,}"),
                    Cell("手点", light=True) if one.pages is None else Cell(f"{one.pages:,}"), Cell(one.retention),
                )
            )
            for place, one in enumerate(found, 1)
        ]  # fmt: skip
        self.table.show_table(Shown(HEADS, tuple(rows)))
        told = self.standing.told() if self.standing is not None else ""
        self.foot.setText(f"{sum_text(found)}。{told}" if found else told)
        self.steps.set_current(self.standing.step if self.standing is not None else 0)
        self._judge()

    def _judge(self) -> None:
        """What may be done now; the reason stands beside a grey button."""
        state = self.standing.state if self.standing is not None else ""
        wrong = packing.open_checks(self.lines)
        self.begin.setText("强行归档（写理由）…" if wrong else "登记归档…")
        read = "正在读" if self._round is not None else "请在上面的“轮次”中只选一个轮次"
        unread = "" if self.standing is not None else read
        reasons = {
            self.begin: unread or ("" if self.lines else read) or self._begun_already(bool(wrong)),
            self.pack: unread or ("" if self.standing and self.standing.may_pack else self._not_packable(state)),
            self.read: "",
            self.paper: unread,
            self.hand: unread or ("" if state == PACKED else "先生成归档包" if state != HANDED else "已登记移交"),
            self.wipe: unread or ("" if state == HANDED else "移交登记以后才能清除；清除可不做"),
        }
        rights = {
            self.begin: Action.SETTLE_RECORD, self.pack: ARCHIVE_PACKAGE.action, self.hand: Action.SEAL_RECORD, self.wipe: Action.PURGE,
        }  # fmt: skip
        for button, reason in reasons.items():
            right = rights.get(button)
            why = (self.context.why_not(right, writes=True) if right is not None else "") or reason
            button.setEnabled(not why)
            button.setToolTip(why)

    def _begun_already(self, wrong: bool) -> str:
        record = self.standing.record if self.standing is not None else None
        if record is None or (record.state == CHECKED and wrong):
            return ""
        return f"已登记（{record.number}）"

    def _not_packable(self, state: str) -> str:
        return "先登记归档" if not state else "已清除，不再生成"

    def _button(self, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        foot = named(QWidget(), "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 6, 12, 8)
        column.addWidget(self.foot)
        row = QHBoxLayout()
        for button in self.verbs:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(foot)


def _clearable(ledger: Ledger, round_id: int) -> tuple[int, Clearable]:
    with ledger.apart() as own:
        return round_id, clearing.clearable(own, round_id)


def _read_round(ledger: Ledger, round_id: int, number: int) -> tuple[int, Standing]:
    with ledger.apart() as own:
        return number, standing(own, round_id)
