"""线索 (ux/pages.md §18): the room of leads behind its own passphrase; locked after three minutes, on leaving, and with the program.

The page holds the open room and nobody else does. What it shows is read in the worker as one sight and forgotten when it locks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QStackedWidget, QWidget

from desktop.errors import KnownError
from desktop.operations.leads import book, checking, work
from desktop.operations.leads import room as rooms
from desktop.operations.leads.room import Room
from desktop.operations.leads.sight import Sight, see
from desktop.rules.permissions import Action, why_not
from desktop.ui.at_work import AtWork
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.leads.give_dialogs import EnableDialog, GrantDialog, PassOnDialog, TakeBackDialog
from desktop.ui.pages.leads.lead_dialogs import LeadDialog, LookDialog, ReferDialog
from desktop.ui.pages.leads.leaving_dialogs import DumpDialog, PrintLeadsDialog, ReadBackDialog
from desktop.ui.pages.leads.locked_panel import LOCKED, NOT_ENABLED, LockedPanel
from desktop.ui.pages.leads.room_view import RoomView
from desktop.ui.widgets.printers import Printers

LOCK_AFTER_S = 180
TITLE, OPEN_TITLE = "线索", "线索 · 严控知悉范围"


@dataclass(frozen=True)
class _Answer:
    """What a deed brought, how the room stands after it, and what is to follow; `generation`: which opening of the room it was for."""

    generation: int
    result: Any
    sight: Sight
    then: Callable[[Any], None] | None = None


class LeadsPage(Page):
    """Locked: a panel. Open: the room, with a red frame and the seconds that are left."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, TITLE)
        self.setObjectName("leads_page")
        self.room: Room | None = None
        self.printers: Printers | None = None
        self._generation, self._seconds = 0, LOCK_AFTER_S
        theme = context.theme
        self.panel, self.view = LockedPanel(theme), RoomView(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.panel)
        self.stack.addWidget(self.view)
        self.body.addWidget(self.stack, 1)
        self.head_middle.addSpacing(8)
        self.head_middle.addWidget(self.view.tabs)
        self.countdown = QLabel()
        self.countdown.setProperty("role", "secondary")
        self.head.insertWidget(self.head.count() - 2, self.countdown)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)
        self._at_work = AtWork(self)
        self._at_work.seen.connect(self._put_off)
        self.buttons = self._make_buttons()
        self._connect()
        self._show_locked()

    # -- what the frame asks

    def refresh(self) -> None:
        """Read the room again, or whether there is one."""
        self.clear_error()
        if self.room is None:
            self._show_locked()
        else:
            self._do(see)

    def on_changed(self, changes: Any) -> None:
        """What happens in the ledger changes nothing here."""

    def status_texts(self) -> Sequence[str]:
        """Nothing but whether it is open."""
        if self.room is not None:
            return ("严控知悉范围",)
        return (LOCKED if rooms.is_enabled(self.context.ledger) else NOT_ENABLED,)

    def zones(self) -> Sequence[QWidget]:
        """The passphrase, or the list."""
        return (self.panel.field.line,) if self.room is None else (self.view.table,)

    def undo_here(self) -> bool:
        """In the open room Ctrl+Z takes back what was done there, never something of the ledger."""
        if self.room is None:
            return False
        self._undo()
        return True

    def keepsake(self) -> object:
        """The next person finds it locked."""
        return None

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, another person, the end of the window: the room locks."""
        self.lock()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Under the lock of the program everything sleeps; the room locks with it."""
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.lock()
        super().changeEvent(event)

    # -- opening and locking

    def enter(self, passphrase: str) -> None:
        """Try a passphrase of the room, as the person at work."""
        self.clear_error()
        self._generation += 1
        context, generation = self.context, self._generation

        def opened() -> tuple[int, Room, Sight]:
            room = rooms.enter(context.ledger, context.actor.name, passphrase)
            try:
                return generation, room, see(room)
            except BaseException:
                room.close()
                raise

        context.jobs.start("正在打开", opened, done=self._opened, failed=self._refused)

    def _refused(self, error: KnownError) -> None:
        self.panel.refuse(str(error))

    def lock(self) -> None:
        """Close the room: what was shown is forgotten, dialogs of the room are turned away, the file is closed after what is under way."""
        self._generation += 1
        if self.room is None:
            return
        self.clear_error()  # it may name leads
        room, self.room = self.room, None
        self._at_work.stop()
        self._second.stop()
        dialog: QDialog
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.view.forget()
        self.context.jobs.start("正在锁定", room.close)
        self._show_locked()
        self.status_changed.emit()

    def _opened(self, answer: tuple[int, Room, Sight]) -> None:
        generation, room, sight = answer
        if generation != self._generation or not self.isVisible():  # locked or left while the passphrase was tried
            self.context.jobs.start("正在锁定", room.close)
            return
        self.room, self._seconds = room, LOCK_AFTER_S
        self._at_work.start(self.window().windowHandle())
        self._second.start()
        self.view.show_sight(sight)
        hold = self.view.next_to_do()
        self.view.show_sight(sight, hold)
        self._show_open(is_open=True)
        self._tick(0)
        self.view.table.setFocus()
        self.status_changed.emit()

    def _put_off(self) -> None:
        """Every key and every movement of the mouse puts the lock off."""
        self._seconds = LOCK_AFTER_S

    def _tick(self, by: int = 1) -> None:
        self._seconds -= by
        if self._seconds <= 0:
            self.lock()
            return
        self.countdown.setText(f"{str(timedelta(seconds=self._seconds))[3:].removeprefix('0')} 后自动锁定")

    def _show_locked(self) -> None:
        context = self.context
        enabled = rooms.is_enabled(context.ledger)
        self.panel.show_state(enabled, context.why_not(None, writes=True) if not enabled or context.reads_only else "")
        self._show_open(is_open=False)

    def _show_open(self, *, is_open: bool) -> None:
        self.stack.setCurrentWidget(self.view if is_open else self.panel)
        for widget in (self.view.tabs, self.countdown, *self.buttons):
            widget.setVisible(is_open)
        self.set_title(OPEN_TITLE if is_open else TITLE)
        self.title_label.setProperty("tone", "red" if is_open else "")
        self.setProperty("room", "open" if is_open else "")
        for widget in (self, self.title_label):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    # -- verbs of the room

    def _do(self, deed: Callable[..., Any], *given: Any, then: Callable[[Any], None] | None = None) -> None:
        """A deed in the worker, and after it the whole sight anew; both are dropped where the room locked meanwhile."""
        room, generation = self.room, self._generation
        if room is None:
            return

        def carried_out() -> _Answer:
            result = deed(room, *given)
            return _Answer(generation, result, result if isinstance(result, Sight) else see(room), then)

        self.context.jobs.start("正在保存", carried_out, done=self._done, failed=self._failed)

    def _done(self, answer: _Answer) -> None:
        if answer.generation != self._generation or self.room is None:
            return
        self.view.show_sight(answer.sight)
        if answer.then is not None:
            answer.then(answer.result)

    def _failed(self, error: KnownError) -> None:
        if self.room is not None:
            self.show_error(error)

    def _save(self, number: str, progress: str, disposition: str) -> None:
        self.clear_error()
        if not progress.strip():
            self.show_error("“进度”是空的。请写明本月办到哪一步。")
            self.view.detail.progress.setFocus()
            return
        self._do(book.go_through, number, progress, disposition, then=partial(self._next, number, progress))

    def _next(self, number: str, progress: str, _made: object) -> None:
        self.view.detail.entered(number, progress)
        if self.view.sight is not None and (number := self.view.next_to_do()):
            self.view.show_sight(self.view.sight, number)
            self.view.detail.progress.setFocus()

    def _look(self, number: str) -> None:
        if self.room is not None:
            names = self._ask(LookDialog(self.context, self.room, number, self))
            record = self.view.detail.record
            if names is not None and self.room is not None and record is not None and record.number == number:
                self.view.detail.show_names(str(names))

    def _form(self, number: str = "", step: Any = None) -> None:
        room, sight = self.room, self.view.sight
        if room is None or sight is None:
            return
        record = next((one for one in sight.records if one.number == number), None)
        if self._ask(LeadDialog(self.context, room, record, step, self)) is not None:
            self._do(see)

    def _new(self) -> None:
        self._form()

    def _remove(self, number: str) -> None:
        self._do(book.remove, number)

    def _undo(self) -> None:
        self.clear_error()
        self._do(book.undo)

    def _finish(self) -> None:
        self._do(work.finish_review)

    def _refer(self) -> None:
        """The letter that hands leads on; who may not issue is told why, with nothing asked."""
        room, sight = self.room, self.view.sight
        if room is None or sight is None:
            return
        self.clear_error()
        if reason := why_not(room.actor, Action.ISSUE):
            self.show_error(f"{reason}，不能出移交函。")
            return
        made = self._ask(ReferDialog(self.context, room, sight, self))
        if made is not None:
            self._do(see)
            if made.unwritten:
                self.show_error(made.unwritten)

    def _print(self) -> None:
        """打印: the leads in sight."""
        if self._is_open() and (room := self.room) is not None and (sight := self.view.sight) is not None:
            dialog = PrintLeadsDialog(self.context, room, self.view.numbers(), sight.members, self, self.printers)
            if self._ask(dialog) is not None:
                self._left("已打印，登记在线索日志里。")

    def _dump(self) -> None:
        """转出 the whole room, closed by a passphrase."""
        if self._is_open() and (room := self.room) is not None and (sight := self.view.sight) is not None:
            made = self._ask(DumpDialog(self.context, room, sight.members, self))
            if made is not None:
                self._left(f"已转出：{made.path.name}")

    def _left(self, said: str) -> None:
        self.say(said)
        self._do(see)

    def _check(self) -> None:
        """体检 of the room's file and its rows."""
        if self._is_open():
            self._do(checking.check, then=self._checked)

    def _checked(self, health: Any) -> None:
        told = checking.told(health)
        if health.ok:
            self.say("　".join(told))
        else:
            self.show_error("；".join(told))

    def _is_open(self) -> bool:
        """What asks for the open room says so where it is locked."""
        self.clear_error()
        if self.room is None:
            self.show_error("线索已锁定。请先输入线索口令。")
        return self.room is not None

    def _give(self, dialog: Callable[[AppContext, QWidget], QDialog]) -> None:
        """Who may enter is changed by two people at the locked door."""
        self.lock()
        self.clear_error()
        if self._ask(dialog(self.context, self)) is not None:
            self.say("已办理，记入线索日志。")
        self._show_locked()

    def _ask(self, dialog: Any) -> Any:
        dialog.exec()
        result = dialog.result_value
        dialog.deleteLater()
        return result

    # -- building

    def _make_buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.add_button("撤销 Ctrl+Z", self._undo, icon="undo", tooltip="撤销线索台账里的上一步；看过的记录不撤销"),
            self.add_button(
                "打印 Ctrl+P", self._print, icon="printer", tooltip="打印页面上的线索：只有编号、件数、人数和日期"
            ),
            self.add_button("登记线索 Ctrl+N", self._new, icon="plus"),
            self.add_button("锁定线索", self.lock, icon="lock"),
        )

    def _connect(self) -> None:
        self.panel.open_asked.connect(self.enter)
        self.panel.enable_asked.connect(partial(self._give, EnableDialog))
        self.panel.forgotten.connect(partial(self._give, GrantDialog))
        detail = self.view.detail
        detail.saved.connect(self._save)
        detail.look_asked.connect(self._look)
        detail.step_asked.connect(self._form)
        detail.edit_asked.connect(self._form)
        detail.remove_asked.connect(self._remove)
        self.view.finish_asked.connect(self._finish)
        self.view.refer_asked.connect(self._refer)
        for text, dialog in (
            ("授予线索权限、重设口令…", GrantDialog), ("收回线索权限…", TakeBackDialog), ("更换授予人…", PassOnDialog),
            ("读入转出的线索台账…", ReadBackDialog),
        ):  # fmt: skip
            self.add_menu(text, partial(self._give, dialog), writes=True)
        self.add_menu("核对线索台账", self._check)
        self.add_menu("转出线索台账（加密）…", self._dump, writes=True)
        for key, title, slot in (
            ("Ctrl+Return", "保存并下一件", detail.save_now),
            ("Ctrl+N", "登记线索", self._new),
            ("Ctrl+P", "打印", self._print),
            ("Alt+Up", "上一件", partial(self.view.step, -1)),
            ("Alt+Down", "下一件", partial(self.view.step, 1)),
            ("Ctrl+T", "下一个页签", partial(self.view.tabs.step, 1)),
        ):
            self.add_shortcut(key, title, slot)
