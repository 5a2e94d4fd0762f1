"""更新: which version runs, an update from a file or disc installed beside and switched to, the way back, versions cleared by hand.

Reading the update and the new program's selftest run beside everything else; only the backup and the trial take the worker that writes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from desktop.errors import KnownError, Refused
from desktop.operations.updating import going_back, installing, judging
from desktop.operations.updating.going_back import WayBack, WentBack
from desktop.operations.updating.installing import Placed, Switched
from desktop.operations.updating.judging import Judged
from desktop.operations.updating.program import Program, this_program
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs import update_choice
from desktop.ui.pages.system.health_card import HealthCard
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.job_bar import JobBar

_START = (
    "选光盘、文件夹或更新文件。程序先核对签名和每个文件，装在现在的版本旁边，自检，备份账本，在账本的副本上试升级；"
    "样样都对才换用新版本。任何一步不成，程序和账本都和原来一样。"
)
_AGAIN = "重新打开程序，用的就是 {version}。"


class UpdatesPart(SystemPart):
    """What there is above, one thing to do at a time below."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.program: Program = this_program()
        self.job_bar = JobBar(context.theme)
        self.layout_.addWidget(self.job_bar)
        self.layout_.addWidget(self._standing())
        self.layout_.addWidget(self._doing())
        self.layout_.addStretch(1)
        self._going: Callable[[], Any] | None = None
        self._ask(_START)

    def _standing(self) -> Card:
        card = Card("本机的程序").flush()
        self.rows = {
            "version": HealthCard(self.context, "版本", "重新打开", self.open_again),
            "key": HealthCard(self.context, "公钥"),
            "former": HealthCard(self.context, "上一版", "换回…", self.look_back),
            "older": HealthCard(self.context, "更早的", "清除", self.clear),
        }
        for row in self.rows.values():
            card.body.addWidget(row)
        return card

    def _doing(self) -> Card:
        card = Card("更新")
        self.told = QLabel(wordWrap=True)
        card.body.addWidget(self.told)
        row = QHBoxLayout()
        self.file_button, self.disc_button = QPushButton("选更新文件…"), QPushButton("选光盘或文件夹…")
        self.go_button, self.leave_button = QPushButton(), QPushButton("不用了")
        self.go_button.setProperty("primary", True)
        self.file_button.clicked.connect(self._choose_file)
        self.disc_button.clicked.connect(self._choose_disc)
        self.go_button.clicked.connect(self._go)
        self.leave_button.clicked.connect(self._leave)
        for button in (self.file_button, self.disc_button, self.go_button, self.leave_button):
            row.addWidget(button)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def refresh(self) -> None:
        """How the versions of this PC stand."""
        program = self.program
        self._say_version()
        if program.public is None:
            self.rows["key"].say("amber", judging.NO_KEY)
        else:
            self.rows["key"].say("green", f"交付单位 {program.fingerprint()}，请与交接单上的核对")
        former = program.pointer().former
        self.rows["former"].say("green", former.name if former is not None else "没有")
        older = going_back.clearable(program)
        self.rows["older"].say("green", "、".join(older) if older else "没有")
        self.rows["former"].button.setVisible(former is not None)
        self.rows["older"].button.setVisible(bool(older))
        self._judge_buttons()

    def _say_version(self) -> None:
        program, current = self.program, self.program.pointer().current
        other = "" if current is None or current.name == program.version else current.name
        waits = bool(other) and program.has(other)
        came = "由安装程序装的" if program.version == program.base else f"由更新文件装的，安装程序装的是 {program.base}"
        told = f"{program.version}，{came}"
        if waits:
            told = f"重新打开程序后换用 {other}，现在还是 {program.version}"
        elif other:
            told = f"{other} 的文件已经不在本机，现在用的是 {program.version}。请用 {other} 的更新文件重新装上"
        self.rows["version"].say("amber" if other else "green", told)
        self.rows["version"].button.setVisible(waits)

    def count_text(self) -> str:
        """The version that runs."""
        return f"版本 {self.program.version}"

    # -- an update

    def look_at(self, path: Path) -> None:
        """What an update says of itself; nothing is installed yet."""
        self._wait("正在核对更新…")
        work = partial(update_choice.look, self.program, path)
        self.context.beside.start("正在核对更新", work, done=self._looked, failed=self._failed, bar=self.job_bar)

    def _looked(self, judged: Judged) -> None:
        release = judged.release
        self._ask(
            f"{judged.path.name}：版本 {release.version}，签名相符，{len(release.entries)} 个文件、{release.size // 2**20 + 1} MB。"
            f"更新到 {release.version} 吗？约一分钟，其间可以照常登记。",
            "更新",
            partial(self._place, judged.path),
        )

    def _place(self, path: Path) -> None:
        self._wait("正在核对每个文件，装在旁边，由新版本自检…")
        work = partial(installing.place, self.program, path)
        self.context.beside.start("正在安装", work, done=self._placed, failed=self._failed, bar=self.job_bar)

    def _placed(self, placed: Placed) -> None:
        self._wait("新版本已装在旁边，自检通过。正在备份账本并试升级…")
        work = partial(installing.switch, self.program, placed, self.context.ledger, self.context.actor)
        self.context.jobs.start("正在更新", work, done=self._switched, failed=self._failed, bar=self.job_bar)

    def _switched(self, switched: Switched) -> None:
        self.context.set_backups_changed()
        counted = f"{(switched.counts or {}).get('finding', 0):,} 条问题"
        self._ask(
            f"已装好 {switched.version}。账本已备份，在副本上试升级，{counted}的内容、条数、整改率都没有变。"
            f"{_AGAIN.format(version=switched.version)}",
            "重新打开",
            self.open_again,
        )
        self.refresh()

    def open_again(self) -> None:
        """Close the ledger and start the version that is in use now."""
        self.context.again_asked.emit(self.context.ledger.folder)

    # -- the way back, and older versions

    def look_back(self) -> None:
        """What going back means, before it is done."""
        self._wait("正在核对上一版…")
        work = partial(going_back.way_back, self.program)
        self.context.beside.start("正在核对上一版", work, done=self._looked_back, failed=self._failed)

    def _looked_back(self, way: WayBack) -> None:
        means = (
            "现在的账本旧版打不开：更新前的备份会恢复到旁边的新文件夹，换回后用它继续；原账本不动，更新以后登记的只在原账本里。"
            if way.restores
            else "账本两个版本都能打开，接着用。"
        )
        self._ask(f"换回 {way.former.name}？{means}", "换回", self._back)

    def _back(self) -> None:
        self._wait("正在换回…")
        work = partial(_go_back, self.program, self.context)
        self.context.jobs.start("正在换回", work, done=self._went_back, failed=self._failed, bar=self.job_bar)

    def _went_back(self, went: WentBack) -> None:
        folder = self.context.ledger.folder if went.restored is None else went.restored.folder
        told = "" if went.restored is None else f"更新前的账本在 {folder}，用它继续。"
        self._ask(
            f"已换回 {went.version}。{told}{_AGAIN.format(version=went.version)}",
            "重新打开",
            partial(self.context.again_asked.emit, folder),
        )
        self.refresh()

    def clear(self) -> None:
        """Versions that are neither in use nor the one before."""
        try:
            gone = going_back.clear(self.program, self.context.actor)
        except KnownError as error:
            self.failed.emit(error)
        else:
            self.context.notify(f"已清除 {'、'.join(gone)}。")
        self.refresh()

    # -- one thing at a time

    def _ask(self, told: str, verb: str = "", going: Callable[[], Any] | None = None) -> None:
        """Say how it stands, and offer the one next step."""
        self.told.setText(told)
        self.go_button.setText(verb)
        self._going = going
        self._busy = False
        self._judge_buttons()

    def _wait(self, told: str) -> None:
        self._ask(told)
        self._busy = True
        self._judge_buttons()

    def _judge_buttons(self) -> None:
        reason = self.context.why_not(Action.UPDATE_PROGRAM, writes=True)
        without_key = judging.NO_KEY if self.program.public is None else ""
        for button in (self.file_button, self.disc_button):
            button.setEnabled(not (reason or without_key or self._busy))
            button.setToolTip(reason or without_key)
        for row in ("former", "older"):
            self.rows[row].button.setEnabled(not (reason or self._busy))
            self.rows[row].button.setToolTip(reason)
        for button in (self.go_button, self.leave_button):
            button.setVisible(self._going is not None)
        self.go_button.setEnabled(not reason)

    def _go(self) -> None:
        if self._going is not None:
            self._going()

    def _leave(self) -> None:
        self._ask(_START)

    def _failed(self, error: KnownError) -> None:
        self._ask(_START)
        if isinstance(error, Refused) and error.reason == installing.CANCELLED:
            self.context.notify(str(error))
        else:
            self.failed.emit(error)
        self.refresh()

    def _choose_file(self) -> None:
        if (path := update_choice.chosen_file(self)) is not None:
            self.look_at(path)

    def _choose_disc(self) -> None:
        if (path := update_choice.chosen_disc(self)) is not None:
            self.look_at(path)


def _go_back(program: Program, context: AppContext, report: Any) -> WentBack:
    report(0, 0, "")
    with context.ledger.apart() as own:
        return going_back.go_back(program, own, context.actor)
