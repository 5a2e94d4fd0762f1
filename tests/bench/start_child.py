"""One start of `bench_start`, in a process of its own: bare, login, or ledger FOLDER; imports nothing beyond what the kind needs."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

KEY = bytes(range(32))


def end_when_painted(widget, is_whole):
    """Leave the process as soon as the widget has been painted whole; the watcher must be kept.

    It stands on that widget alone: on the application it would be asked, in Python, about each of the thousand events of a start, and
    measure itself.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and is_whole():
                QTimer.singleShot(0, lambda: os._exit(0))
            return False

    watcher = Watcher()
    widget.installEventFilter(watcher)
    return watcher


def bare():
    """What PySide6 itself takes for a window of an own class with one line of text.

    It touches what every window touches (a signal, a layout, the enums of Qt, a font, a timer), and nothing of the program.
    """
    from PySide6.QtCore import Qt, QTimer, Signal
    from PySide6.QtGui import QFont, QPalette
    from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

    class Window(QWidget):
        asked = Signal(str)

        def __init__(self):
            super().__init__()
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            layout = QVBoxLayout(self)
            layout.addWidget(QLabel("巡察整改台账"), alignment=Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(QFrame())
            layout.addWidget(QLineEdit())
            button = QPushButton("登录")
            button.clicked.connect(lambda: self.asked.emit(""))
            layout.addWidget(button)
            QTimer(self, interval=1000, singleShot=True).start()

    application = QApplication([])
    application.setFont(QFont(application.font().family(), 10))
    application.palette().color(QPalette.ColorRole.Window)
    window = Window()
    window.resize(960, 640)
    watcher = end_when_painted(window, lambda: True)
    window.show()
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
    program.enter()
    page = program.entry.stack.currentWidget()
    assert isinstance(page, LoginPage)
    watcher = end_when_painted(page, lambda: True)
    application.exec()
    del watcher


def ledger(folder):
    """The window on a ledger whose key is in hand, its findings painted."""
    opened(folder, "findings", lambda page: page.table.grid.viewport(), lambda page: page.table.model.rowCount() > 0)


def home(folder):
    """The same with the first page, its figures painted."""
    opened(folder, "overview", lambda page: page, lambda page: True)


def opened(folder, key, part, is_filled):
    """Open the window at a page and end when the part of it is painted with something in it."""
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop.ui.app import Program
    from desktop.ui.giving_back import keep_house

    application = QApplication([])
    program = Program(application, datetime.now)
    keep_house(
        program, program.quiet, lambda: program.context
    )  # as the program does, before the window's modules are loaded
    from db.store import open_ledger
    from desktop.rules.permissions import Actor, Right
    from desktop.ui.context import AppContext
    from desktop.ui.frame.actions import FrameActions
    from desktop.ui.frame.main_window import MainWindow
    from desktop.ui.pages import PAGES
    from desktop.ui.theme import dress

    ledger = open_ledger(Path(folder), KEY, datetime.now)
    context = AppContext(
        ledger, Actor("试验员", frozenset(Right)), program.theme, program.settings, program.keep, program
    )
    window = MainWindow(context, PAGES)
    dress(window)
    actions = FrameActions(window)
    window.resize(1440, 900)
    window.show_page(key)
    window.show_counts()
    page = window.pages[key]
    watcher = end_when_painted(part(page), lambda: is_filled(page))
    window.show()
    application.exec()
    del watcher, actions


if __name__ == "__main__":
    {"bare": bare, "login": login, "home": home, "ledger": ledger}[sys.argv[1]](*sys.argv[2:])
