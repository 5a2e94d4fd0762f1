"""体检: one card per concern, each with ✓, ◆ or ▲ and its remedy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.queries import backups as backup_queries
from db.queries import rounds as round_queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.host import fonts, paths
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations import diagnosis, maintenance
from desktop.operations.maintenance import Health
from desktop.rules.deadlines import WorkCalendar
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.frame.backup_standing import Standing, external_standing, high_water_file, local_standing
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.state_chip import MarkLabel

_MARKS = {
    "green": (Shape.CHECK, Tone.GREEN),
    "amber": (Shape.DIAMOND, Tone.AMBER),
    "red": (Shape.TRIANGLE, Tone.RED),
}


def examine(ledger: Ledger, places: tuple[Path, ...]) -> Health:
    """Check everything over a connection of its own; runs in the worker."""
    own = replace(ledger, reader=ledger.another_reader(), writer=None)
    try:
        return maintenance.check(own, high_water=high_water_file(), backup_places=places)
    finally:
        own.reader.close()


class HealthCard(Card):
    """A concern: mark, what is so, and the one remedy."""

    def __init__(self, context: AppContext, name: str, button: str, slot: Callable[[], Any]) -> None:
        super().__init__()
        self._name = name
        self.mark = MarkLabel(context.theme)
        self.title = QLabel(name)
        self.title.setProperty("role", "strong")
        self.title.setFixedWidth(context.theme.px(92))
        self.text = QLabel(wordWrap=True)
        self.button = QPushButton(button)
        self.button.clicked.connect(slot)
        self.button.setFixedWidth(context.theme.px(108))
        self.body.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(self.head)
        self.head.setContentsMargins(14, 7, 10, 7)
        self.head.setSpacing(10)
        for widget in (self.mark, self.title):
            self.head.addWidget(widget)
        self.head.addWidget(self.text, 1)
        self.head.addWidget(self.button)
        self.body.addWidget(holder)

    def say(self, tone: str, text: str) -> None:
        """How it stands."""
        shape, ink = _MARKS[tone]
        self.mark.set_mark(Mark(shape, "", ink, {"green": "正常", "amber": "请留意", "red": "请处理"}[tone]))
        self.text.setText(text)


class HealthPart(SystemPart):
    """Ledger, backups, log, clock, fonts, calendar, this PC."""

    tables = ("backup_record", "calendar_day", "action")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.job_bar = JobBar(context.theme)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.cards: dict[str, HealthCard] = {}
        for key, name, button, slot in (
            ("ledger", "账本完好", "立即核对", self._check),
            ("local", "本机备份", "去备份", self._to_backups),
            ("external", "外置备份", "去备份", self._to_backups),
            ("log", "操作日志", "查看", self._to_log),
            ("clock", "本机时间", "确认无误", self._confirm_clock),
            ("fonts", "公文字体", "看替代办法", self._tell_fonts),
            ("calendar", "工作日历", "录入", self._to_calendar),
            ("diagnosis", "诊断包", "写出…", self._diagnose),
        ):
            self.cards[key] = HealthCard(context, name, button, slot)
            column.addWidget(self.cards[key])
        self.faults = QLabel(wordWrap=True)
        self.faults.setProperty("tone", "red")
        self.faults.hide()
        column.addWidget(self.faults)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(holder)
        self.layout_.addWidget(self.job_bar)
        self.layout_.addWidget(area, 1)

    def refresh(self) -> None:
        """Show how everything stands now."""
        reader, today = self.context.reader, self.context.today
        self._say("local", local_standing(backup_queries.last_backup(reader, "local"), today))
        self._say("external", external_standing(backup_queries.last_backup(reader, "external"), today))
        self._show_health()
        confirmed = self.context.ledger.clock_confirmed
        self.cards["clock"].say(
            "green", f"{self.context.ledger.clock():%Y-%m-%d %H:%M}{'，已确认无误' if confirmed else ''}"
        )
        self.cards["clock"].button.setEnabled(not confirmed and not self.context.reads_only)
        self._show_fonts()
        self.cards["diagnosis"].say("green", "版本、大小、各表行数、体检结果和程序日志，不含台账内容，交维护人员用")
        year = today.year + (1 if today.month >= 11 else 0)
        known = WorkCalendar(round_queries.calendar_days(reader)).knows(year)
        self.cards["calendar"].say(
            "green" if known else "amber", f"{year} 年调休{'已录入' if known else '未录入，暂按周一至周五推算'}"
        )

    def count_text(self) -> str:
        """When the ledger was last checked."""
        return f"核对于 {self.context.checked_at}" if self.context.checked_at else "本次打开后尚未核对"

    def _say(self, key: str, standing: Standing) -> None:
        self.cards[key].say(standing.tone, standing.text.split(" ", 1)[-1])

    def _show_health(self) -> None:
        health = self.context.health
        card, log = self.cards["ledger"], self.cards["log"]
        if health is None:
            card.say("amber", "本次打开后尚未核对。核对全部数据、操作日志和佐证文件，不影响使用。")
            log.say("amber", "核对账本时一并核对日志链。")
            return
        if health.ok:
            card.say("green", f"{self.context.checked_at} 核对 {health.findings:,} 条问题、{health.events:,} 条进展")
            log.say("green", f"{health.log_entries:,} 条，链完整")
        else:
            card.say("red", f"{self.context.checked_at} 核对出 {len(health.problems)} 处，见下。")
            chain = [problem for problem in health.problems if problem.kind in ("log", "chain", "anchor")]
            log.say("red" if chain else "amber", chain[0].message if chain else "见下。")
        self.faults.setText("\n".join(f"{problem.where}：{problem.message}" for problem in health.problems[:20]))
        self.faults.setVisible(not health.ok)

    def _show_fonts(self) -> None:
        choice = fonts.choose(QFontDatabase.families())
        missing = "、".join(choice.missing)
        self.cards["fonts"].say(
            "amber" if missing else "green",
            f"缺 {missing}，暂用替代字体" if missing else "小标宋、仿宋、楷体、黑体、宋体齐全",
        )
        self.cards["fonts"].button.setEnabled(bool(missing))
        self._fonts_sentence = choice.substitutes()

    # -- remedies

    def _check(self) -> None:
        places = tuple(Path(place) for place in self.context.settings.external_backup_places if Path(place).is_dir())
        work = partial(_examine_reporting, self.context.ledger, places)
        self.cards["ledger"].button.setEnabled(False)
        self.context.jobs.start("正在核对账本", work, done=self._checked, failed=self._not_checked, bar=self.job_bar)

    def _checked(self, health: Health) -> None:
        self.context.set_health(health)
        self.cards["ledger"].button.setEnabled(True)
        self.refresh()
        self.counted.emit()

    def _not_checked(self, error: KnownError) -> None:
        self.cards["ledger"].button.setEnabled(True)
        self.failed.emit(error)

    def _confirm_clock(self) -> None:
        self.context.write(maintenance.confirm_clock, failed=self.failed.emit)

    def _diagnose(self) -> None:
        proposed = f"诊断包-{self.context.ledger.clock():%Y%m%d-%H%M}.zip"
        chosen, _ = QFileDialog.getSaveFileName(self, "诊断包写到哪里", proposed, "诊断包 (*.zip)")
        if chosen:
            self.write_diagnosis(Path(chosen))

    def write_diagnosis(self, target: Path) -> None:
        """What a maintainer needs, without a word of the ledger."""
        logs = sorted(paths.log_folder().glob("*.log*"))
        try:
            diagnosis.write(self.context.ledger, target, self.context.health, logs)
        except KnownError as error:
            self.failed.emit(error)
            return
        self.context.notify(f"诊断包已写到 {target}，其中没有台账内容。")

    def _to_backups(self) -> None:
        self.context.open_page("system", AskTab("backups"))

    def _to_log(self) -> None:
        self.context.open_page("system", AskTab("log"))

    def _to_calendar(self) -> None:
        self.context.open_page("system", AskTab("calendar"))

    def _tell_fonts(self) -> None:
        self.failed.emit(KnownError(self._fonts_sentence))


def _examine_reporting(ledger: Ledger, places: tuple[Path, ...], report: Any) -> Health:
    report(0, 0, "")
    return examine(ledger, places)
