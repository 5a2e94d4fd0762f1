"""备份: the list, a new one here or on another disk, a look inside, restoring aside, the drill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QVBoxLayout, QWidget

from db import backup
from db.queries import backups as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.backups import BACKUP_BOOK
from desktop.ledgers.book_table import table_from
from desktop.operations import backups, restoring
from desktop.operations.backups import COUNT_WORDS, Occasion
from desktop.operations.drill_record import record_html, record_of, record_text
from desktop.operations.records.office_rows import backup_row
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action, Actor
from desktop.ui.context import AppContext
from desktop.ui.dialogs.drill_sheet import DrillSheet
from desktop.ui.pages.system.open_set_dialog import OpenSetDialog
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.pages.system.replace_dialog import ReplaceDialog
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.closing_row import ClosingRow
from desktop.ui.widgets.job_bar import JobBar


@dataclass(frozen=True)
class _Line:
    id: int
    time: str
    occasion: str
    place: str
    size: str
    findings: int
    verified: str
    path: str


BACKUPS = table_from(BACKUP_BOOK)


class BackupsPart(SystemPart):
    """Every backup that the ledger registered."""

    tables = ("backup_record", "drill_record")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.job_bar = JobBar(context.theme)
        self.layout_.addWidget(self.job_bar)
        self.add_table(BACKUPS, "还没有备份。请先在本机备份一次，再备份到外置盘。", stretched="path")
        self.add_verb("本机备份", self._local, action=Action.BACK_UP)
        self.add_verb("备份到外置盘…", self._external, action=Action.BACK_UP)
        self.add_verb("先看内容", self._look, writes=False, needs_row=True, tooltip="条数和最近的操作，与现账本对照")
        self.add_verb("恢复到旁边…", self._restore, writes=False, needs_row=True, tooltip="另存一个账本，现账本不动")
        self.add_verb(
            "替换现账本…",
            self._replace,
            action=Action.MANAGE_USERS,
            needs_row=True,
            tooltip="先备份现账本，再换成所选的备份，并写明原因",
        )
        self.add_verb(
            "恢复演练", self._drill, action=Action.BACK_UP, needs_row=True, tooltip="恢复到临时文件夹，逐项核对后清除"
        )
        self.add_verb("打开备份文件…", self._look_elsewhere, writes=False)
        self.add_verb(
            "公开成套…",
            self._open_set,
            tooltip="全部内容另写成一套公开格式的文件（数据、表格、Word），随时可以离开本程序",
        )

    def refresh(self) -> None:
        """Read the register."""
        self.show_records([_line(row) for row in queries.backups(self.context.reader)])

    # -- making

    def _local(self) -> None:
        self._start("正在备份", partial(_back_up, None), self._made)

    def _external(self) -> None:
        known = [place for place in self.context.settings.external_backup_places if Path(place).is_dir()]
        chosen = QFileDialog.getExistingDirectory(self, "备份到哪个文件夹（另一块磁盘）", known[0] if known else "")
        if chosen:
            places = (chosen, *(p for p in self.context.settings.external_backup_places if p != chosen))
            self.context.keep_settings(external_backup_places=places[:4])
            self._start("正在备份到外置盘", partial(_back_up, Path(chosen)), self._made)

    def _made(self, answer: backups.BackupAnswer) -> None:
        counts = f"{answer.counts['finding']:,} 条问题、{answer.counts['finding_event']:,} 条进展"
        late = "" if answer.registered or answer.told else "本机时间早于上次登记，未记入备份登记。"
        self.context.notify(f"备份已写入 {answer.path.name}（{counts}）。{answer.verified_sentence()}{late}")
        if answer.told:
            self.failed.emit(KnownError("".join(answer.told)))
        self.context.set_backups_changed()
        self.refresh()

    def _open_set(self) -> None:
        dialog = OpenSetDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

    # -- looking, restoring, drilling

    def _look(self) -> None:
        self._look_into(Path(self.row_in_hand().path))

    def _look_elsewhere(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "备份文件", "", "备份 (*.bak)")
        if chosen:
            self._look_into(Path(chosen))

    def _look_into(self, path: Path) -> None:
        self._start("正在打开备份", partial(_look_into, path), self._show_look)

    def _show_look(self, look: restoring.Look) -> None:
        LookSheet(self.context, self, look).exec()

    def _restore(self) -> None:
        path = Path(self.row_in_hand().path)
        chosen = QFileDialog.getExistingDirectory(
            self, "恢复到哪个文件夹（现账本不动）", str(self.context.ledger.folder.parent)
        )
        if chosen:
            mark = f"{self.context.ledger.clock():%Y%m%d-%H%M}"
            target = Path(chosen) / f"{self.context.ledger.folder.stem}-恢复{mark}.ledger"
            self._start("正在恢复", partial(_restore_aside, path, target), self._restored)

    def _restored(self, restored: backup.Restored) -> None:
        self.context.notify(f"已恢复到 {restored.folder}。退出后可用“打开账本”打开它。")
        if told := restoring.missing_sentence(restored):
            self.failed.emit(KnownError(told))

    def _replace(self) -> None:
        path = Path(self.row_in_hand().path)
        self._start("正在打开备份", partial(_look_into, path), self._ask_to_replace)

    def _ask_to_replace(self, look: restoring.Look) -> None:
        self.dialog = ReplaceDialog(self.context, self, look)
        self.dialog.open()

    def _drill(self) -> None:
        self._start("正在演练恢复", partial(_drill, Path(self.row_in_hand().path)), self._drilled)

    def _drilled(self, drilled: tuple[restoring.DrillAnswer, int]) -> None:
        answer, number = drilled
        self.sheet = DrillSheet(
            self.context, self, record_text(answer, number), html=record_html(record_of(answer, number))
        )
        self.sheet.open()
        if answer.passed:
            self.context.notify(f"演练合格：{answer.file} 恢复用时 {answer.seconds} 秒，各项条数一致。")
        else:
            self.failed.emit(KnownError(f"演练不合格：{answer.file}：{'；'.join(answer.faults)}。请另做备份后再演练。"))
        self.refresh()

    def _start(self, label: str, work: Any, done: Any) -> None:
        bound = partial(work, self.context.ledger, self.context.actor)
        self.context.jobs.start(label, bound, done=done, failed=self.failed.emit, bar=self.job_bar)


def _line(row: queries.BackupRow) -> _Line:
    return _Line(**backup_row(row))


def _back_up(place: Path | None, ledger: Ledger, actor: Actor, report: Any) -> backups.BackupAnswer:
    report(0, 0, "")
    return backups.back_up(ledger, actor, Occasion.MANUAL, to=place, external=place is not None)


def _look_into(path: Path, ledger: Ledger, actor: Actor, report: Any) -> restoring.Look:
    own = _with_own_reader(ledger)
    try:
        return restoring.look_into(path, restoring.keys_in_hand(ledger), own)
    finally:
        own.reader.close()


def _restore_aside(path: Path, target: Path, ledger: Ledger, actor: Actor, report: Any) -> backup.Restored:
    report(0, 0, "")
    own = _with_own_reader(ledger)
    try:
        more = restoring.files_at_hand(own)
    finally:
        own.reader.close()
    keys = restoring.keys_in_hand(ledger)
    restored = restoring.restore_aside(path, target, keys, more_files=more, clock=ledger.clock)
    if not restored.sound:
        raise KnownError(f"备份 {path.name} 恢复后与备份时的摘要不一致。恢复出的 {target.name} 请勿使用，换一个备份。")
    return restored


def _drill(path: Path, ledger: Ledger, actor: Actor, report: Any) -> tuple[restoring.DrillAnswer, int]:
    report(0, 0, "")
    answer = restoring.drill(path, restoring.keys_in_hand(ledger), ledger.clock)
    return answer, restoring.register_drill(ledger, actor, answer)


def _with_own_reader(ledger: Ledger) -> Ledger:
    from dataclasses import replace

    return replace(ledger, reader=ledger.another_reader(), writer=None)


class LookSheet(QDialog):
    """先看内容: counts beside today's, and the last five actions."""

    def __init__(self, context: AppContext, parent: QWidget, look: restoring.Look) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"备份内容：{look.path.name}")
        self.setMinimumWidth(context.theme.px(560))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        sentence = QLabel(look.sentence(), wordWrap=True)
        sentence.setProperty("role", "formula")
        layout.addWidget(sentence)
        rows = "".join(
            f"<tr><td width='150'>{word}</td><td width='110' align='right'>{look.counts.get(name, 0):,}</td>"
            f"<td width='110' align='right'>{look.present.get(name, 0):,}</td></tr>"
            for name, word in COUNT_WORDS.items()
        )
        head = "<tr><td></td><td align='right'><b>此备份</b></td><td align='right'><b>现账本</b></td></tr>"
        actions = "<br>".join(
            f"{to_minute(row.recorded_at)}　{row.user_name}　{row.title}" for row in look.last_actions
        )
        card = Card()
        card.body.addWidget(QLabel(f"<table cellpadding='3'>{head}{rows}</table>"))
        last = QLabel(f"<b>备份前最后的操作</b><br>{actions}", wordWrap=True)
        card.body.addWidget(last)
        layout.addWidget(card)
        layout.addLayout(ClosingRow(self.accept))
