"""One start of `bench_start`, in a process of its own: bare, login, or ledger FOLDER; imports nothing beyond what the kind needs."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

KEY = bytes(range(32))


def end_when_painted(is_whole):
    """Leave the process as soon as a widget of interest has been painted; the watcher must be kept."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    class Watcher(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and is_whole(watched):
                QTimer.singleShot(0, lambda: os._exit(0))
            return False

    watcher = Watcher()
    QCoreApplication.instance().installEventFilter(watcher)
    return watcher


def bare():
    """What PySide6 itself takes for a window with one line of text."""
    from PySide6.QtWidgets import QApplication, QLabel

    application = QApplication([])
    label = QLabel("巡察整改台账")
    label.resize(960, 640)
    watcher = end_when_painted(lambda painted: painted is label)
    label.show()
    application.exec()
    del watcher


def login():
    """The program as it starts: this PC's last ledger is known, its people are asked for."""
    from datetime import datetime

    from PySide6.QtWidgets import QApplication

    from desktop.ui.app import Program
    from desktop.ui.entry.login_page import LoginPage

    application = QApplication([])
    program = Program(application, datetime.now)
    watcher = end_when_painted(lambda painted: isinstance(painted, LoginPage))
    program.enter()
    application.exec()
    del watcher


def ledger(folder):
    """The window on a ledger whose key is in hand, its findings painted."""
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from db.store import open_ledger
    from desktop.rules.permissions import Actor, Right
    from desktop.ui.app import Program
    from desktop.ui.context import AppContext
    from desktop.ui.frame.actions import FrameActions
    from desktop.ui.frame.main_window import MainWindow
    from desktop.ui.pages import PAGES

    application = QApplication([])
    program = Program(application, datetime.now)
    opened = open_ledger(Path(folder), KEY, datetime.now)
    context = AppContext(
        opened, Actor("试验员", frozenset(Right)), program.theme, program.settings, program.keep, program
    )
    window = MainWindow(context, PAGES)
    actions = FrameActions(window)
    window.resize(1440, 900)
    window.show_page("findings")
    window.show_counts()
    table = window.pages["findings"].table
    watcher = end_when_painted(lambda painted: painted is table.grid.viewport() and table.model.rowCount() > 0)
    window.show()
    application.exec()
    del watcher, actions


if __name__ == "__main__":
    {"bare": bare, "login": login, "ledger": ledger}[sys.argv[1]](*sys.argv[2:])
