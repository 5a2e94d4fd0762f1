"""The composition root: log, preferences, look, the way into a ledger, the window, the lock, and what happens on a fault."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop import settings as preferences
from desktop.errors import KnownError
from desktop.host import children, fonts, input_method, logs, memory, paths, versions
from desktop.settings import Settings
from desktop.ui.at_work import AtWork
from desktop.ui.entry.entry_window import EntryWindow
from desktop.ui.frame.chinese import speak_chinese
from desktop.ui.frame.fault_box import report_fault
from desktop.ui.giving_back import keep_house
from desktop.ui.jobs import Jobs
from desktop.ui.theme import Theme, dress, settle
from desktop.ui.widgets.warned import warn

if TYPE_CHECKING:  # loaded when the window opens: the login is painted before
    from db.store import Ledger
    from desktop.operations.backups import BackupAnswer
    from desktop.operations.maintenance import Health
    from desktop.rules.permissions import Actor
    from desktop.ui.context import AppContext
    from desktop.ui.frame.lock_cover import Lock
    from desktop.ui.frame.main_window import MainWindow

LOCK_AFTER_MS = 10 * 60 * 1000
QUIET_AFTER_MS = 2000
CHECK_AFTER_MS = 4000  # the clerk's first page comes first
LARGE, EXTRA = 12, 14


class Program(QObject):
    """Goes from the entry to the window and back; owns what lives as long as the program."""

    def __init__(self, application: QApplication, clock: Callable[[], datetime], note: str = "") -> None:
        super().__init__(application)
        self.application, self.clock, self._note = application, clock, note
        self.settings_file = paths.settings_file()
        self.settings = preferences.load(self.settings_file)
        self.theme = self._dress()
        self.entry: EntryWindow | None = None
        self.window: MainWindow | None = None
        self.context: AppContext | None = None
        self.lock: Lock | None = None
        self._idle = QTimer(self, interval=LOCK_AFTER_MS, singleShot=True)
        self._idle.timeout.connect(self.lock_now)
        self._at_work = AtWork(self)
        self._at_work.seen.connect(self._idle.start)
        self._check_soon = QTimer(self, interval=CHECK_AFTER_MS, singleShot=True)
        self._check_soon.timeout.connect(self._check_last)
        self._checking: Jobs | None = None

    # -- entry

    def enter(self, folder: Path | None = None) -> None:
        """Show the window before a ledger is open; with a folder, the login of that ledger."""
        self.entry = EntryWindow(self.theme, self.settings, self.clock, self._note, folder)
        dress(self.entry)
        self.entry.opened.connect(self.open)
        self.entry.settings_kept.connect(self.keep)
        self.entry.again_asked.connect(self.start_again)
        self.entry.resize(self.theme.px(960), self.theme.px(640))
        self.entry.show()

    def keep(self, settings: Settings) -> None:
        """Store this PC's preferences."""
        self.settings = settings
        preferences.save(settings, self.settings_file)

    # -- the window

    def open(self, ledger: Ledger, actor: Actor) -> MainWindow:
        """Open the window on a ledger."""
        from desktop.ui.context import AppContext
        from desktop.ui.frame.actions import FrameActions
        from desktop.ui.frame.lock_cover import Lock
        from desktop.ui.frame.main_window import MainWindow
        from desktop.ui.pages import PAGES

        self.context = AppContext(ledger, actor, self.theme, self.settings, self.keep, self)
        self.context.jobs.unexpected.connect(report_fault)
        self.context.left.connect(self.leave_ledger)
        self.context.again_asked.connect(self.start_again)
        window = self.window = MainWindow(self.context, PAGES, demo=self.context.is_demonstration)
        dress(window)
        self.actions = FrameActions(window)
        self.actions.lock_asked.connect(self.lock_now)
        self.actions.other_user_asked.connect(self.change_user)
        self.actions.again_asked.connect(self.begin_demo_again)
        self.lock = Lock(self.theme, actor.name, self._check, self.clock, self._running, self)
        self.lock.other_user_asked.connect(self.change_user)
        self.context.jobs.ended.connect(self._tell_lock)
        window.closed.connect(self._close_ledger)
        window.resize(self.theme.px(1440), self.theme.px(900))
        if PAGES:
            window.show_page(PAGES[0].key)
        window.show_counts()
        window.showMaximized() if self.settings.window.get("maximized", True) else window.show()
        if self.entry is not None:
            self.entry.close()
            self.entry.deleteLater()
            self.entry = None
        self._at_work.start(window.windowHandle())
        self._idle.start()
        QTimer.singleShot(0, self, self._begin_work)
        return window

    def change_user(self) -> None:
        """换用户 (Ctrl+U): another person goes on at the open ledger; a ledger open for reading is opened anew."""
        from desktop.ui.frame.seat_dialog import SeatDialog

        context, window = self.context, self.window
        if context is None or window is None:
            return
        if context.reads_only:
            self.leave_ledger()
            return
        if self._running():
            context.show_error(KnownError(f"{self._running()}，完成后再换用户。"))
            return
        dialog = SeatDialog(context, window)
        dialog.exec()
        actor, leaves = dialog.actor, dialog.leaves
        dialog.deleteLater()
        if leaves:
            self.leave_ledger()
        elif actor is not None:
            self._close_dialogs()
            QTimer.singleShot(0, self, partial(self._seat, actor))

    def _close_dialogs(self) -> None:
        """What the person before had open under the lock."""
        while (dialog := self.application.activeModalWidget()) is not None:
            dialog.close()

    def _seat(self, actor: Actor) -> None:
        if self.window is None or self.lock is None:
            return
        if self.lock.is_locked:
            self.lock.open()
        self.lock.set_person(actor.name)
        self.window.seat(actor)
        self._idle.start()

    def leave_ledger(self) -> None:
        """Close the ledger and ask who is at work."""
        if self.window is not None:
            window, self.window = self.window, None
            self.enter()  # before the window goes: with the last window the program would end
            window.close()
            window.deleteLater()

    def start_again(self, folder: Path) -> None:
        """Close the ledger, start the version that is in use now on a ledger, and end."""
        window, self.window = self.window or self.entry, None
        if window is not None:
            window.close()
            versions.start_again([str(folder)])
            self.application.quit()

    def begin_demo_again(self) -> None:
        """重来: close the demonstration, build it anew in its place, and ask who is at work."""
        if self.window is not None:
            folder = self.window.context.ledger.folder
            self.leave_ledger()
            if self.entry is not None:
                self.entry.make_demo_again(folder)

    # -- lock

    def lock_now(self) -> None:
        """Cover every window; what is being typed is kept first."""
        if self.lock is None or self.lock.is_locked or self.window is None:
            return
        page = self.window.current_page()
        if page is not None:
            page.leave()
        popup = self.application.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = self.application.activePopupWidget()
        windows = [widget for widget in self.application.topLevelWidgets() if widget.isVisible() and widget.isWindow()]
        self.lock.lock([widget for widget in windows if isinstance(widget, QWidget)])

    def quiet(self) -> bool:
        """Whether nobody has typed or clicked for a moment."""
        return not self._idle.isActive() or LOCK_AFTER_MS - self._idle.remainingTime() >= QUIET_AFTER_MS

    def _check(self, passphrase: str) -> None:
        from desktop.operations import users

        assert self.context is not None
        ledger, name = self.context.ledger, self.context.actor.name
        if self.context.reads_only:
            work = partial(_prove_by_reading, ledger, name, passphrase)
        else:
            work = partial(users.check_passphrase, ledger, name, passphrase)
        self.context.jobs.start("正在核对口令", work, done=self._unlock, failed=self._refuse)

    def _unlock(self, _nothing: None) -> None:
        if self.lock is not None:
            self.lock.open()
        self._idle.start()

    def _refuse(self, error: KnownError) -> None:
        if self.lock is not None:
            self.lock.refuse(str(error))

    def _running(self) -> str:
        jobs = self.context.jobs.running if self.context is not None else ()
        shown = next((job for job in jobs if job.bar is not None), None)
        if shown is None:
            return ""
        done, total, _what = shown.last
        return f"{shown.label} {done} / {total}" if total else shown.label

    def _tell_lock(self, label: str) -> None:
        if self.lock is not None and self.lock.is_locked:
            self.lock.show_running()

    # -- faults

    def catch_faults(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The excepthook: a known problem stands on the page in sight, anything else is a fault of the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, KnownError):
            from desktop.operations import disk_words

            error = disk_words.known(error, disk_words.UNSURE) or error
        if not isinstance(error, KnownError):
            report_fault(error)
        elif self.window is not None:
            self.window.show_problem(error)
        elif self.entry is not None:
            self.entry.show_problem(error)

    # -- inside

    def _dress(self) -> Theme:
        size = {LARGE: "large", EXTRA: "extra"}.get(self.settings.font_points, "standard")
        contrast = bool(self.settings.window.get("high_contrast", False))
        theme = Theme(paths.resource(""), size, contrast, self.settings.density == "compact")
        settle(theme, self.application, fonts.bundled_files()[fonts.BUNDLED_SANS])
        return theme

    def _begin_work(self) -> None:
        """After the first paint: the age of the backups, the backup of this day, the reminder of the other disk."""
        from desktop.operations import backups, evidence_copies
        from desktop.ui import pages
        from desktop.ui.frame import first_and_last
        from desktop.ui.frame.after_cut import AfterCut
        from desktop.ui.frame.backup_standing import show_backups
        from desktop.ui.preload import load_soon

        evidence_copies.sweep(paths.opened_copies_folder())  # what a power cut left
        window, context = self.window, self.context
        if window is None or context is None:
            return
        AfterCut(window, context).tell()
        show_backups(window)
        context.backups_changed.connect(self._show_backups)
        for sentence in context.ledger.told:
            window.context_bar.add_news(sentence)
            window.show_problem(KnownError(sentence))
        for sentence in first_and_last.news(context.ledger, context.actor, context.today):
            window.context_bar.add_news(sentence)
        if not context.reads_only:
            context.jobs.start(
                "正在自动备份",
                partial(first_and_last.back_up, context.ledger, context.actor, backups.Occasion.START),
                done=self._backed_up,
                failed=self._not_backed_up,
            )
        self._check_soon.start()
        load_soon(pages, context)

    def _check_last(self) -> None:
        """The check comes after all else that is read at a start: of a large ledger each takes hundreds of megabytes while it is read."""
        if self.context is not None and self.context.settling:
            self._check_soon.start()
        else:
            self.check_ledger()

    def check_ledger(self) -> None:
        """Look through the ledger beside the clerk's work: in a thread of its own, so that no entry waits for it (S-6)."""
        from desktop.ui.frame.ledger_check import look_through, start_between

        if self.context is not None and self.window is not None:
            self._checking = Jobs(self)
            self._checking.unexpected.connect(report_fault)
            label = "正在核对账本"
            work = partial(look_through, replace(self.context.ledger, writer=None))
            self._checking.start(label, work, done=self._ledger_checked, progress=_nothing_to_show)
            start_between(self._checking, self.context)

    def _ledger_checked(self, health: Health) -> None:
        from desktop.ui.frame.ledger_check import show_health

        if self.window is not None:
            show_health(self.window, health)

    def _backed_up(self, answer: BackupAnswer | None) -> None:
        if answer is not None and self.context is not None:
            self.context.set_backups_changed()
            for told in answer.told:
                if self.window is not None:
                    self.window.context_bar.add_news(told)

    def _not_backed_up(self, error: KnownError) -> None:
        if self.window is not None:
            self.window.context_bar.add_news(str(error))

    def _show_backups(self) -> None:
        from desktop.ui.frame.backup_standing import show_backups

        if self.window is not None:
            show_backups(self.window)

    def _wait_for(self, context: AppContext) -> None:
        """What still runs is shown by its name, with the backup that follows; the window does not freeze unseen."""
        from desktop.ui.frame.closing_sheet import ClosingSheet

        sheet = ClosingSheet(self.theme, context.jobs)
        dress(sheet)
        sheet.wait()
        sheet.deleteLater()

    def _close_ledger(self) -> None:
        from desktop.operations import evidence_copies
        from desktop.ui.frame.after_cut import note_closed
        from desktop.ui.frame.first_and_last import last_steps

        self._at_work.stop()
        self._idle.stop()
        self._check_soon.stop()
        if self._checking is not None:
            self._checking.close()
            self._checking = None
        self.lock = None
        if self.context is not None:
            context, self.context = self.context, None
            if not context.reads_only:
                note_closed(context)
                context.jobs.start("正在退出前备份", partial(last_steps, context.ledger, context.actor))
            self._wait_for(context)
            context.close()
        evidence_copies.sweep(paths.opened_copies_folder())


def _nothing_to_show(_done: int, _total: int, _text: str) -> None:
    """The check at start tells only its outcome."""


def _prove_by_reading(ledger: Ledger, name: str, passphrase: str) -> None:
    """Whether a passphrase opens the ledger: where it is open for reading only, nobody can be asked inside."""
    from desktop.operations import ledgers

    ledgers.read_as(ledger.folder, name, passphrase, clock=ledger.clock).close()


def main(argv: Sequence[str] | None = None, folder: Path | None = None) -> int:
    """Open the window, with a folder on that ledger; returns when it is closed."""
    memory.bound()
    note = input_method.prepare(os.environ, input_method.running_programs()) or ""
    logs.start(paths.log_folder())
    children.settle_caches(paths.cache_folder())
    # where the file dialog remembers its last folders
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(paths.data_folder() / "qt"))
    application = QApplication([str(Path(sys.argv[0]).name), *(argv or ())])
    application.setApplicationName("巡察整改台账")
    speak_chinese(application)
    try:
        program = Program(application, datetime.now, note)
    except KnownError as error:
        warn("巡察整改台账", str(error))
        return 1
    sys.excepthook = program.catch_faults
    keep_house(program, program.quiet, lambda: program.context)
    program.enter(folder)
    return application.exec()
