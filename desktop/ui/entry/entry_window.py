"""The window before a ledger is open: first choice, login, and the way to a new ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.errors import NEWER_LEDGER, KnownError
from desktop.operations import doorway
from desktop.settings import Settings
from desktop.ui.entry.choice_page import choice_page, is_there
from desktop.ui.entry.login_page import LoginPage
from desktop.ui.jobs import Jobs
from desktop.ui.theme import Theme
from desktop.ui.widgets.error_bar import ErrorBar
from desktop.ui.widgets.job_bar import JobBar

if TYPE_CHECKING:  # loaded once the page is painted, or when a ledger is opened
    from db.store import Ledger
    from desktop.operations.ledgers import LedgerInUse
    from desktop.rules.permissions import Actor

WARM_AFTER_MS = 300


class EntryWindow(QWidget):
    """Ends by telling an open ledger and the person at work."""

    opened = Signal(object, object)
    settings_kept = Signal(object)
    again_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        clock: Callable[[], datetime],
        note: str = "",
        folder: Path | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.theme, self.settings, self.clock = theme, settings, clock
        self.jobs = Jobs(self)
        self.setWindowTitle("巡察整改台账")
        self.setWindowIcon(theme.icon("program"))
        self.setMinimumSize(theme.px(860), theme.px(600))
        self.error_bar, self.job_bar = ErrorBar(theme), JobBar(theme)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.addWidget(self.error_bar)
        layout.addWidget(self.job_bar)
        layout.addWidget(self.stack, 1)
        self._folder = folder or (Path(settings.last_ledger) if settings.last_ledger else None)
        self._handed_over = False
        self._warming = QTimer(self, singleShot=True, interval=WARM_AFTER_MS)
        self._warming.timeout.connect(self._warm)
        self._tried = ("", "")
        if note:
            self.error_bar.show_text(note)
        if self._folder is not None and (folder is not None or is_there(self._folder)):
            self.show_login(self._folder)
        else:
            self.show_choice()

    # -- the four ways in

    def show_choice(self) -> None:
        """新建账本, 打开账本, 从备份恢复, 用演示数据试用."""
        self._show(
            choice_page(
                self.theme,
                self.settings.recent_ledgers,
                (self._new, self._open, self.show_restore, self._demo),
                self.show_login,
            )
        )

    def show_login(self, folder: Path) -> None:
        """Who is at work, and the passphrase."""
        self._folder = Path(folder)
        try:
            people = doorway.user_names(self._folder)
            asks = partial(doorway.asks_passphrase, self._folder)
            page = LoginPage(self.theme, self._folder, people, self.settings.user_name, asks)
        except KnownError as error:
            self.show_choice()
            if not self._offered_update(error):
                self.error_bar.show_text(str(error))
            return
        page.login_asked.connect(self.login)
        page.recovery_asked.connect(self.login_by_recovery)
        page.other_ledger_asked.connect(self.show_choice)
        self._show(page)
        (page.field if page.field.line.isEnabled() else page.button).setFocus()

    def show_restore(self) -> None:
        """从备份恢复: this PC has no ledger yet, only the outside disk."""
        from desktop.ui.entry.restore_page import RestorePage  # used when a PC has died

        page = RestorePage(self.theme)
        page.restore_asked.connect(self.restore)
        page.left.connect(self.show_choice)
        self._show(page)

    def restore(self, path: Path, target: Path, passphrase: str) -> None:
        """Restore in the worker, then ask who is at work."""
        work = partial(_restore_here, path, target, passphrase)
        self.jobs.start("正在恢复", work, done=self._restored, failed=self._failed, bar=self.job_bar)

    def login(self, name: str, passphrase: str, take_over: bool = False) -> None:
        """Open the ledger in the worker: deriving the key takes about a second."""
        from desktop.operations import ledgers

        self._tried = (name, passphrase)
        work = partial(
            ledgers.login,
            self._asked_folder(),
            name,
            passphrase,
            clock=self.clock,
            take_over=take_over,
            place_check=place_fault,
        )
        self.jobs.start("正在打开账本", partial(_with_window, work), done=self._opened, failed=self._failed)

    def login_by_recovery(self, code: str) -> None:
        """Open by the recovery sheet, to give somebody a new passphrase."""
        from desktop.operations import ledgers

        work = partial(ledgers.login_with_recovery, self._asked_folder(), code, clock=self.clock)
        self.jobs.start("正在核对恢复码", partial(_with_window, work), done=self._opened, failed=self._failed)

    def show_problem(self, error: KnownError) -> None:
        """A known problem, in words."""
        self._say(str(error))

    def showEvent(self, event: QShowEvent) -> None:
        """What opens a ledger is loaded once the page stands."""
        super().showEvent(event)
        self._warming.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing stays running behind."""
        self._warming.stop()
        self.jobs.close()
        super().closeEvent(event)

    # -- inside

    def _warm(self) -> None:
        """While a person reads the page and types: what opens a ledger is loaded in the worker."""
        self.jobs.start("正在准备打开账本", _load_what_opens)

    def _new(self) -> None:
        from desktop.ui.entry.new_ledger_pages import NewLedgerPages  # used once in the life of an office

        pages = NewLedgerPages(self.theme, self.clock, self.jobs, self.job_bar)
        pages.made.connect(self._made)
        pages.left.connect(self.show_choice)
        pages.problem.connect(self._say)
        self._show(pages)

    def _open(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选择账本文件夹（名称以 .ledger 结尾）", str(self._nearby()))
        if chosen:
            self.error_bar.hide()
            self.show_login(Path(chosen))

    def _demo(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "演示账本放在哪个文件夹", str(self._nearby()))
        if chosen:
            self.make_demo(Path(chosen) / "演示县委巡察办.ledger")

    def make_demo(self, folder: Path) -> None:
        """Play the demonstration into a ledger of its own, or open the one that is there."""
        if folder.exists():
            self.show_login(folder)
        else:
            work = partial(_build_demo, folder)
            self.jobs.start("正在准备演示账本", work, done=self._demo_made, failed=self._failed, bar=self.job_bar)

    def make_demo_again(self, folder: Path) -> None:
        """Build the demonstration anew; the former one is kept beside it under another name."""
        self.show_choice()
        work = partial(_build_demo_again, folder)
        self.jobs.start("正在重新准备演示账本", work, done=self._demo_made, failed=self._failed, bar=self.job_bar)

    def _demo_made(self, folder: Path) -> None:
        self.show_login(folder)

    def _restored(self, told: tuple[Path, str]) -> None:
        folder, missing = told
        self.show_login(folder)
        if missing:
            self._say(missing)

    def _nearby(self) -> Path:
        return self._folder.parent if self._folder is not None and self._folder.parent.is_dir() else Path.home()

    def _made(self, made: Any) -> None:
        self._keep(made.ledger.folder, made.actor.name, made.backup_places)
        self._hand_over(made.ledger, made.actor)

    def _opened(self, result: tuple[Ledger, Actor]) -> None:
        from desktop.operations import clocks

        ledger, actor = result
        clocks.keep_own_today(ledger)
        self._keep(ledger.folder, actor.name, ())
        self._hand_over(ledger, actor)

    def _hand_over(self, ledger: Ledger, actor: Actor) -> None:
        self._handed_over = True
        self.opened.emit(ledger, actor)

    def _keep(self, folder: Path, person: str, places: tuple[str, ...]) -> None:
        from dataclasses import replace

        self.settings = replace(
            self.settings.with_ledger(folder),
            last_ledger=str(folder),
            user_name=person,
            external_backup_places=places or self.settings.external_backup_places,
        )
        self.settings_kept.emit(self.settings)

    def _failed(self, error: KnownError) -> None:
        from desktop.operations.ledgers import LedgerInUse

        page = self.stack.currentWidget()
        if isinstance(error, LedgerInUse):
            self._ask_what_then(error)
        elif self._offered_update(error):
            return
        elif hasattr(page, "refuse"):
            page.refuse(str(error))
        else:
            self._say(str(error))

    def _ask_what_then(self, error: LedgerInUse) -> None:
        """The ledger is open elsewhere: read it, take it over where nobody is known to hold it, or go back."""
        page = self.stack.currentWidget()
        if isinstance(page, LoginPage):
            page.refuse("")
        asking = QMessageBox(self)
        asking.setWindowTitle("账本在别处使用")
        asking.setText(str(error))
        read = asking.addButton("只读打开", QMessageBox.ButtonRole.AcceptRole)
        take = asking.addButton("接管并打开", QMessageBox.ButtonRole.DestructiveRole) if error.can_take_over else None
        asking.setDefaultButton(asking.addButton("返回", QMessageBox.ButtonRole.RejectRole))
        asking.exec()
        if asking.clickedButton() is read:
            self.read_only()
        elif take is not None and asking.clickedButton() is take:
            self.login(*self._tried, take_over=True)

    def _offered_update(self, error: KnownError) -> bool:
        """Where a later version brought the ledger up to date: the page that takes its update, if this PC knows the key of such."""
        if error.kind != NEWER_LEDGER:
            return False
        from desktop.operations.updating.program import this_program
        from desktop.ui.entry.update_page import UpdatePage  # seen when one PC of the office is behind the others

        if (program := this_program()).public is None:
            return False
        page = UpdatePage(self.theme, program, str(error), self._start_for_page)
        page.again_asked.connect(partial(self.again_asked.emit, self._asked_folder()))
        page.left.connect(self.show_choice)
        self.error_bar.hide()
        self._show(page)
        return True

    def _start_for_page(self, label: str, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        self.jobs.start(label, work, done=done, failed=self._failed, bar=self.job_bar)

    def read_only(self) -> None:
        """Open without a lock and without any right: nothing can be written."""
        name, passphrase = self._tried
        work = partial(_read_only, self._asked_folder(), name, passphrase, self.clock)
        self.jobs.start("正在打开账本", partial(_with_window, work), done=self._opened, failed=self._failed)

    def _asked_folder(self) -> Path:
        assert self._folder is not None, "the page of a login is shown for a folder only"
        return self._folder

    def _say(self, text: str) -> None:
        self.error_bar.show_text(text)

    def _show(self, page: QWidget) -> None:
        old = self.stack.currentWidget()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None:
            self.stack.removeWidget(old)
            old.deleteLater()


def _load_what_opens() -> None:
    import_module("desktop.operations.ledgers")
    import_module("desktop.ui.preload").load_window()


def _with_window(work: Callable[[], Any]) -> Any:
    """What opens the ledger, and in the same worker what its window consists of: the window's own thread has only to build it."""
    opened = work()
    import_module("desktop.ui.preload").load_window()
    return opened


def place_fault(path: Path) -> str:
    """Why a ledger may not lie here, in words; empty where it may."""
    from desktop.host.network_share import look_at

    return look_at(path).reason


def _read_only(folder: Path, name: str, passphrase: str, clock: Callable[[], datetime]) -> tuple[Ledger, Actor]:
    from desktop.operations import ledgers
    from desktop.rules.permissions import Actor

    return ledgers.read_as(folder, name, passphrase, clock=clock), Actor(name, frozenset())


def _restore_here(path: Path, target: Path, passphrase: str, report: Any) -> tuple[Path, str]:
    from desktop.operations import restoring

    report(0, 0, "")
    restored = restoring.restore_here(path, target, passphrase)
    return restored.folder, restoring.missing_sentence(restored)


def _build_demo(folder: Path, report: Any) -> Path:
    from desktop.operations.demonstration import build

    report(0, 0, "")
    build.build(folder).close()
    return folder


def _build_demo_again(folder: Path, report: Any) -> Path:
    from desktop.operations.demonstration import again

    report(0, 0, "")
    again.begin_again(folder)
    return folder
