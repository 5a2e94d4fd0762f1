"""What every page shares: the open ledger, the person at work, the three switches, the worker, and one announcement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from db.queries import bases, rounds
from db.reader import Reader
from db.records import Basis
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes
from desktop.operations.clocks import is_demonstration
from desktop.operations.pinyin_readings import own_readings
from desktop.rules.permissions import Action, Actor
from desktop.rules.permissions import why_not as lacks_right
from desktop.settings import Settings
from desktop.ui.jobs import Jobs, alive
from desktop.ui.search_desk import SearchDesk
from desktop.ui.sight import Look, Sight, Switches
from desktop.ui.theme import Theme
from desktop.ui.typed import take_readings

if TYPE_CHECKING:
    from desktop.operations.health.line import Examined
    from desktop.operations.maintenance import Health
    from desktop.ui.aside import Aside

CHECKPOINT_AFTER_MS = 1500
"""The ledger file is made whole within two seconds of the last change (architecture.md §2.2)."""


class AppContext(QObject, Look):
    """One open ledger at one desk."""

    changed = Signal(object)
    switches_changed = Signal()
    notified = Signal(str)
    problem = Signal(object)
    page_asked = Signal(str, object)
    saved = Signal(str)
    file_whole = Signal(bool)
    backups_changed = Signal()
    settings_changed = Signal()
    left = Signal()
    again_asked = Signal(object)
    """The program is to be started again, on a ledger's folder: another version is in use."""
    training_asked = Signal()
    """The cards of the first day, in a demonstration."""
    health_known = Signal()
    closing = Signal()

    def __init__(
        self,
        ledger: Ledger,
        actor: Actor,
        theme: Theme,
        settings: Settings,
        keep: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.ledger, self.actor, self.theme, self.settings = ledger, actor, theme, settings
        self.former_person = ""
        self._keep = keep
        self.jobs = Jobs(self)
        self.switches = Switches(as_of=self.today)
        self.health: Health | None = None
        """The outcome of the last check of the ledger, and `checked_at` its time of day."""
        self.checked_at = ""
        self.examined: Examined | None = None
        """The outcome of the last 台账体检, and `examined_at` its time of day."""
        self.examined_at = ""
        self._checkpoint = QTimer(self, singleShot=True, interval=CHECKPOINT_AFTER_MS)
        self._checkpoint.timeout.connect(self._make_file_whole)
        take_readings(own_readings(self.reader))
        self.search_desk = SearchDesk(self)
        self.beside = Jobs(self)
        """Long questions that only read, each over a connection of its own; what is entered meanwhile does not wait for them."""
        self.beside.unexpected.connect(self.jobs.unexpected)
        self._reading: set[Aside] = set()

    @property
    def reader(self) -> Reader:
        """The window's own read-only connection."""
        return self.ledger.reader

    @property
    def today(self) -> date:  # type: ignore[override]  # a question keeps the day, the window asks the clock
        """The date of the ledger's clock; a demonstration keeps its own."""
        return date.fromisoformat(self.ledger.today())

    @property
    def is_demonstration(self) -> bool:
        """Whether the ledger is marked 演示."""
        return is_demonstration(self.reader)

    @property
    def reads_only(self) -> bool:
        """Whether the ledger was opened for reading, or is closed already."""
        return self.ledger.writer is None or self.ledger.closed

    @property
    def basis(self) -> Basis:
        """The counting basis that is chosen."""
        chosen = self.switches.basis_id
        found = bases.basis_by_id(self.reader, chosen) if chosen else None
        return found or bases.default_basis(self.reader)

    def sight(self) -> Sight:
        """What the window looks at now, for one question."""
        return Sight(self.ledger, self.switches, self.today, self.basis, self.actor)

    @property
    def reading(self) -> bool:
        """Whether some place of the window still waits for what it asked."""
        self._reading = {one for one in self._reading if alive(one) and one.busy}
        return bool(self._reading)

    @property
    def settling(self) -> bool:
        """Whether what the window asks for at its start is still on its way: its pages first, then what they add, then the index."""
        return self.reading or bool(self.beside.running) or self.search_desk.preparing

    def note_reading(self, asked: Aside) -> None:
        """A place of the window has asked, and waits."""
        self._reading.add(asked)

    def set_switches(self, **changes: Any) -> None:
        """Change some of the three switches and tell everyone once; a closed period is left by whatever is chosen otherwise."""
        if "frozen" not in changes:
            changes |= {"frozen": "", "frozen_on": None}
        new = replace(self.switches, **changes)
        if new != self.switches:
            self.switches = new
            self.switches_changed.emit()

    def seat(self, actor: Actor) -> None:
        """Another person goes on at this ledger; the switches stay."""
        self.former_person, self.actor = self.actor.name, actor
        self.keep_settings(user_name=actor.name)

    def keep_settings(self, **changes: Any) -> None:
        """Change and store this PC's preferences."""
        self.settings = replace(self.settings, **changes)
        self._keep(self.settings)
        self.settings_changed.emit()

    def open_page(self, key: str, payload: object = None) -> None:
        """Show another page, with something to open there."""
        self.page_asked.emit(key, payload)

    def notify(self, text: str) -> None:
        """A success, in the status bar for four seconds."""
        self.notified.emit(text)

    def set_backups_changed(self) -> None:
        """A backup was made: the status bar and 系统 read its age again."""
        self.backups_changed.emit()

    def set_health(self, health: Health) -> None:
        """The ledger was checked: the status bar and 系统 show it."""
        self.health, self.checked_at = health, f"{self.ledger.clock():%H:%M}"
        self.health_known.emit()

    def set_examined(self, examined: Examined) -> None:
        """The books were checked against each other: 系统 shows it."""
        self.examined, self.examined_at = examined, f"{self.ledger.clock():%H:%M}"
        self.health_known.emit()

    def show_error(self, error: KnownError) -> None:
        """Show a known problem on the page in sight."""
        self.problem.emit(error)

    def why_not(self, action: Action | None, writes: bool = False) -> str:
        """Why a control is grey, in words for its tooltip; empty where it may be used."""
        if action is not None and not self.actor.may(action):
            return lacks_right(self.actor, action)
        if writes and self.reads_only:
            return "账本以只读方式打开，不能修改"
        if writes and self.is_back:
            return f"正在回看 {self.switches.as_of.isoformat()}，不能修改。按 Esc 回到今天后再登记。"
        return ""

    def write(
        self,
        operation: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
        label: str = "正在保存",
        **named: Any,
    ) -> None:
        """Run `operation(ledger, actor, *arguments)` in the worker; announce its changes once, then answer."""
        if self.is_back or self.reads_only:
            (failed or self.show_error)(KnownError(self.why_not(None, writes=True)))
            return
        self.put_out(operation, *arguments, done=done, failed=failed, label=label, **named)

    def put_out(
        self,
        operation: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
        label: str = "正在导出",
        **named: Any,
    ) -> None:
        """The same for what leaves as a file or a print: it tells of a past day as well, so 回看 does not hinder it."""
        if self.reads_only:
            (failed or self.show_error)(KnownError(self.why_not(None, writes=True)))
            return
        work = partial(operation, self.ledger, self.actor, *arguments, **named)
        _Writing(self, done, failed or self.show_error).start(label, work)

    def announce(self, result: Any) -> None:
        """Tell every page what an action touched; used for results that came by `jobs.start`."""
        found = changes_in(result)
        if found is None:
            return
        self._checkpoint.start()
        self.saved.emit(found.recorded_at[11:16])
        self._drop_dead_ids()
        if found.touches("setting"):
            take_readings(own_readings(self.reader))
        self.changed.emit(found)
        if told := found.late_told():
            QTimer.singleShot(0, partial(self.notify, told))  # after the page has said what was done

    def _drop_dead_ids(self) -> None:
        """Ids that the window holds are checked against the ledger: a round or basis that is gone is no longer chosen."""
        living = set(rounds.living_ids(self.reader))
        chosen = tuple(one for one in self.switches.round_ids if one in living)
        basis = self.switches.basis_id
        kept = basis if basis and bases.basis_by_id(self.reader, basis) else None
        if self.switches.round_ids and not chosen:
            chosen = tuple(rounds.living_ids(self.reader)[:1])
        self.set_switches(round_ids=chosen, basis_id=kept)

    def close(self) -> None:
        """Finish the queued work and close the ledger, its file whole."""
        self._checkpoint.stop()
        self.ledger.end_late()
        self.closing.emit()
        self.search_desk.close()
        self.beside.close()
        self.jobs.close()
        self.ledger.close()

    def let_go(self) -> None:
        """The window's connections let go of the pages they read; not while work is in hand, which may change the key and them with it."""
        if self.ledger.closed or self.jobs.running:
            return
        self.reader.let_go()
        if self.ledger.writer is not None:
            self.ledger.writer.let_go()

    def _make_file_whole(self) -> None:
        if self.ledger.writer is not None:
            self.jobs.start("正在整理账本文件", self.ledger.writer.checkpoint, done=self._checkpointed)

    def _checkpointed(self, whole: bool) -> None:
        self.file_whole.emit(whole)
        if not whole:
            self._checkpoint.start()


class _Writing(QObject):
    """One write on its way: kept by the context until it is answered."""

    def __init__(
        self, context: AppContext, done: Callable[[Any], None] | None, failed: Callable[[KnownError], None]
    ) -> None:
        super().__init__(context)
        self._context, self._done, self._failed = context, done, failed

    def start(self, label: str, work: Callable[[], Any]) -> None:
        self._context.jobs.start(label, work, done=self._finish, failed=self._fail)

    def _finish(self, result: Any) -> None:
        self._context.announce(result)
        if self._done is not None and alive(self._done):
            self._done(result)
        self.deleteLater()

    def _fail(self, error: KnownError) -> None:
        tell = (
            self._failed if alive(self._failed) else self._context.show_error
        )  # never lost: who sits there now reads it
        tell(error)
        self.deleteLater()


def changes_in(result: Any) -> Changes | None:
    """The Changes that an operation returned: itself, its `changes`, or one of a tuple."""
    if isinstance(result, Changes):
        return result
    if isinstance(result, tuple):
        return next((item for item in map(changes_in, result) if item is not None), None)
    inner = getattr(result, "changes", None)
    return inner if isinstance(inner, Changes) else None
