"""体检: the books checked against each other, and one line per concern of the ledger itself, each with ✓, ◆ or ▲ and its remedy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
from desktop.rules.permissions import Action
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.frame.backup_standing import (
    Standing,
    drill_standing,
    external_standing,
    high_water_file,
    local_standing,
)
from desktop.ui.frame.ledger_check import look_at_papers, look_between
from desktop.ui.pages.system.checks_card import ChecksCard, pairs_of
from desktop.ui.pages.system.health_card import HealthCard
from desktop.ui.pages.system.health_sheet_dialog import HealthSheetDialog
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

    tables = ("backup_record", "drill_record", "calendar_day", "action")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.job_bar = JobBar(context.theme)
        self.checks = ChecksCard(context.theme)
        self.pairs = PairCard(context)
        self.pairs.hide()
        self._seen = False
        self._papers: tuple[object, Line | None] | None = None
        """For which state of the ledger issued papers were looked at, and what came of it."""
        self._looking: object = None
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
        self.checks.print_button.clicked.connect(self.print_sheet)
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
        concerns: tuple[tuple[str, str, str, Callable[[], Any] | None], ...] = (
            ("ledger", "账本完好", "立即核对", self._check),
            ("log", "操作日志", "查看", self._to_log),
            ("files", "佐证文件", "", None),
            ("local", "本机备份", "去备份", self._to_backups),
            ("external", "外置备份", "去备份", self._to_backups),
            ("drill", "恢复演练", "做一次", self._to_backups),
            ("clock", "本机时间", "确认无误", self._confirm_clock),
            ("fonts", "公文字体", "看替代办法", self._tell_fonts),
            ("diagnosis", "诊断包", "写出…", self._diagnose),
        )
        own = Card("账本与备份", f"{len(concerns)} 项").flush()
        for key, name, button, slot in concerns:
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
        drill = drill_standing(next(iter(backup_queries.drills(reader, 1)), None), today)
        self.cards["drill"].say(drill.tone, drill.text)
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
        why = self.context.why_not(Action.PRINT)
        self.checks.print_button.setEnabled(not why)
        self.checks.print_button.setToolTip(why or "按现在的轮次和截至日期重新检查，印成表，签字存档")
        self._show_examined()
        self._look_at_papers()

    # -- the checks between the books

    def examine_again(self) -> None:
        """F5: check everything anew in the worker, over a connection of its own; nothing waits for it."""
        context = self.context
        moment = (context.scope.rounds, context.as_of, context.known_at)
        work = partial(look_between, context.ledger, *moment)
        context.beside.start("正在体检台账", work, done=self._examined, failed=self.failed.emit)

    def print_sheet(self) -> None:
        """打印体检表…"""
        dialog = HealthSheetDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

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
        self.context.set_examined(self._with_papers(examined))
        self.counted.emit()
        self._look_at_papers()

    # -- the papers that were issued: made anew one by one, so looked at after the rest and once for each state of the ledger

    def _look_at_papers(self) -> None:
        state = self._state_of_papers()
        if state is None or state in (self._looking, self._papers and self._papers[0]):
            return
        self._looking = state
        work = partial(look_at_papers, self.context.ledger, self.context.scope.rounds)
        self.context.beside.start(
            "正在核对已发文书",
            work,
            done=partial(self._take_papers, state),
            failed=self._papers_failed,
            progress=self._papers_so_far,
        )
        self._show_examined()

    def _state_of_papers(self) -> object:
        """What the line of the check in sight rests on; None where none is to be looked at."""
        examined = self.context.examined
        return self._rests_on(examined) if examined is not None and self._is_of_now(examined) else None

    def _rests_on(self, examined: Examined) -> object:
        """The state of the ledger that a check saw; None where another day is looked at, as papers are held against today."""
        today = self.context.today.isoformat()
        return (examined.last_action, examined.rounds, today) if examined.tells_of(today) else None

    def _take_papers(self, state: object, line: Line | None) -> None:
        self._looking, self._papers = None, (state, line)
        examined = self.context.examined
        if examined is not None and state == self._state_of_papers():
            self.context.set_examined(self._with_papers(examined))
            self.counted.emit()
        else:
            self._look_at_papers()
            self._show_examined()

    def _papers_failed(self, error: KnownError) -> None:
        self._looking = None
        self._show_examined()
        self.failed.emit(error)

    def _papers_so_far(self, _done: int, _total: int, _text: str) -> None:
        """The foot says that they are being looked at; the work asks by it whether the window closes."""

    def _with_papers(self, examined: Examined) -> Examined:
        known = self._papers
        return examined.with_papers(known[1]) if known and known[0] == self._rests_on(examined) else examined

    def _show_examined(self) -> None:
        examined = self.context.examined
        shown = examined if self._is_of_now(examined) else None
        more = "正在核对已发文书，不影响使用。" if shown is not None and self._looking is not None else ""
        self.checks.show_examined(shown, self.context.examined_at, rounds_text(self.context), more)
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
        card, log, files = (self.cards[key] for key in ("ledger", "log", "files"))
        if health is None:
            card.say("amber", "本次打开后尚未核对。核对全部数据、操作日志和佐证文件，不影响使用。")
            log.say("amber", "核对账本时一并核对日志链。")
            files.say("amber", "核对账本时一并核对每个文件的校验值。")
            return
        if health.ok:
            card.say("green", f"{self.context.checked_at} 核对 {health.findings:,} 条问题、{health.events:,} 条进展")
            log.say("green", f"{health.log_entries:,} 条，链完整")
            files.say("green", f"{health.files:,} 个文件，校验值全部相符")
        else:
            card.say("red", f"{self.context.checked_at} 核对出 {len(health.problems)} 处，见下。")
            chain = [problem for problem in health.problems if problem.kind in ("log", "chain", "anchor")]
            log.say("red" if chain else "amber", chain[0].message if chain else "见下。")
            lost = [problem for problem in health.problems if problem.kind == "file"]
            files.say("red" if lost else "amber", f"{len(lost)} 个缺失或已损坏，见下。" if lost else "见下。")
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
