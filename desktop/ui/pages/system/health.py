"""体检: the books checked against each other, and one line per concern of the ledger itself, each with ✓, ◆ or ▲ and its remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.queries import backups as backup_queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.host import fonts, paths
from desktop.operations import diagnosis, maintenance
from desktop.operations.health.line import WORDS, Examined, Line, Opens
from desktop.operations.maintenance import Health
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.frame.backup_standing import Standing, external_standing, high_water_file, local_standing
from desktop.ui.frame.ledger_check import look_between
from desktop.ui.pages.system.checks_card import ChecksCard, pairs_of
from desktop.ui.pages.system.health_card import HealthCard
from desktop.ui.pages.system.pair_card import PairCard
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.pages.system.this_pc_card import ThisPcCard
from desktop.ui.round_figures import rounds_text
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.check_rows import door_of
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.split import Split

_PAIR_TITLES = {"came_back": "屡改屡犯", "duplicates": "近似重复"}


def examine(ledger: Ledger, places: tuple[Path, ...]) -> Health:
    """Check everything over a connection of its own; runs in the worker."""
    own = replace(ledger, reader=ledger.another_reader(), writer=None)
    try:
        return maintenance.check(own, high_water=high_water_file(), backup_places=places)
    finally:
        own.reader.close()


class HealthPart(SystemPart):
    """Left the checks between the books; right the pair to be decided, then ledger, backups, log, clock, fonts, this PC."""

    tables = ("backup_record", "calendar_day", "action")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.job_bar = JobBar(context.theme)
        self.checks = ChecksCard(context.theme)
        self.pairs = PairCard(context)
        self.pairs.hide()
        self._seen = False
        self.cards: dict[str, HealthCard] = {}
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        split.addWidget(self.checks)
        split.addWidget(self._right())
        split.setStretchFactor(0, 1)
        split.share_out([context.theme.px(840), context.theme.px(388)])
        self.layout_.addWidget(self.job_bar)
        self.layout_.addWidget(split, 1)
        self.checks.again.clicked.connect(self.examine_again)
        self.checks.table.asked.connect(self.open_rows)
        self.checks.table.chosen.connect(self._show_line)
        self.pairs.decided.connect(self.examine_again)
        self.pairs.failed.connect(self.failed)
        context.health_known.connect(self._show_examined)

    def _right(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.pairs)
        own = Card("账本与备份").flush()
        for key, name, button, slot in (
            ("ledger", "账本完好", "立即核对", self._check),
            ("local", "本机备份", "去备份", self._to_backups),
            ("external", "外置备份", "去备份", self._to_backups),
            ("log", "操作日志", "查看", self._to_log),
            ("clock", "本机时间", "确认无误", self._confirm_clock),
            ("fonts", "公文字体", "看替代办法", self._tell_fonts),
            ("diagnosis", "诊断包", "写出…", self._diagnose),
        ):
            self.cards[key] = HealthCard(self.context, name, button, slot)
            own.body.addWidget(self.cards[key])
        column.addWidget(own)
        self.this_pc = ThisPcCard(context=self.context)
        column.addWidget(self.this_pc)
        self.faults = QLabel(wordWrap=True)
        self.faults.setProperty("tone", "red")
        self.faults.hide()
        column.addWidget(self.faults)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        return area

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
        if self._seen or not self._is_of_now(self.context.examined):
            self.examine_again()
        self._seen = True
        self.this_pc.look()
        self._show_examined()

    # -- the checks between the books

    def examine_again(self) -> None:
        """F5: check everything anew in the worker, over a connection of its own; nothing waits for it."""
        context = self.context
        moment = (context.scope.rounds, context.as_of, context.known_at)
        work = partial(look_between, context.ledger, *moment)
        context.beside.start("正在体检台账", work, done=self._examined, failed=self.failed.emit)

    def open_rows(self, opens: Opens) -> None:
        """The remedy of a line: the page that shows its rows, or the pairs beside the list."""
        door = door_of(opens)
        if door is None:
            self.pairs.setFocus()
        else:
            self.context.open_page(*door)

    def status_texts(self) -> Sequence[str]:
        """相符 12 · 必须改 2 · 请确认 4, then when the ledger was checked."""
        examined = self.context.examined
        counts = [f"{word} {examined.count(stands)}" for stands, word in WORDS.items()] if examined else []
        return [*counts, self.count_text()]

    def _is_of_now(self, examined: Examined | None) -> bool:
        context = self.context
        now = (context.scope.rounds, context.as_of, context.known_at)
        return examined is not None and (examined.rounds, examined.as_of, examined.known_at) == now

    def _examined(self, examined: Examined) -> None:
        self.context.set_examined(examined)
        self.counted.emit()

    def _show_examined(self) -> None:
        examined = self.context.examined
        shown = examined if self._is_of_now(examined) else None
        self.checks.show_examined(shown, self.context.examined_at, rounds_text(self.context))
        self._show_line(self.checks.table.line())

    def _show_line(self, line: Line | None) -> None:
        """Pairs are decided beside the list; the first line that asks for it is shown where none is in hand."""
        examined = self.checks.table.examined
        pairs = pairs_of(examined, line)
        self.pairs.setVisible(bool(pairs))
        if pairs and line is not None:
            self.pairs.show_pairs(_PAIR_TITLES[line.key], pairs)

    # -- the ledger itself

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

    def _tell_fonts(self) -> None:
        self.failed.emit(KnownError(self._fonts_sentence))


def _examine_reporting(ledger: Ledger, places: tuple[Path, ...], report: Any) -> Health:
    report(0, 0, "")
    return examine(ledger, places)
