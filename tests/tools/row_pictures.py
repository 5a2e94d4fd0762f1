"""A picture of every row M1–M25 on the demonstration, at 1440 × 900 and 1366 × 728: the page on which the row is done, as it opens.

python -m tests.tools.row_pictures LEDGER FOLDER [M4 …]

LEDGER is a folder that `demo` made; a copy of it is opened, on the day of the demonstration. The pictures are called M04_carry_1440.png and so on;
where two rows are done on the same page they share its picture. `tests/ui/test_every_matter.py` names the tests of each row.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

SIZES = ((1440, 900), (1366, 728))
PLACES: dict[str, tuple[str, ...]] = {
    "M1": ("recheck", "letters:reconcile"),
    "M2": ("freezing",),
    "M3": ("recheck",),
    "M4": ("carry",),
    "M5": ("talks:survey",),
    "M6": ("advice:copy_report",),
    "M7": ("advice:recommendation",),
    "M8": ("advice:common_group",),
    "M9": ("due", "supervision"),
    "M10": ("follow_up", "follow_up:results"),
    "M11": ("talks:scores",),
    "M12": ("talks:talk",),
    "M13": ("supervision",),
    "M14": ("letters:single",),
    "M15": ("teams",),
    "M16": ("review",),
    "M17": ("books:organisation_duty",),
    "M18": ("statistics",),
    "M19": ("leads",),
    "M20": ("teams", "rounds"),
    "M21": ("letters:batch",),
    "M22": ("advice:copy_report",),
    "M23": ("rounds",),
    "M24": ("stored",),
    "M25": ("talks:scores", "follow_up:results"),
}
"""Row → where it is done: key of the page and, where it is not the first one, its tab."""
LONGEST_S = 120


def rows_by_place(rows: list[str]) -> dict[str, list[str]]:
    """Place → the rows that are done there; all rows where none is named."""
    found: dict[str, list[str]] = {}
    for row, places in PLACES.items():
        for place in places if not rows or row in rows else ():
            found.setdefault(place, []).append(row)
    return found


def main(ledger: Path, folder: Path, rows: list[str]) -> None:
    """Open a copy and take the pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop.host import fonts, paths
    from desktop.operations import ledgers
    from desktop.rules.permissions import Actor, Right
    from desktop.settings import Settings
    from desktop.ui.context import AppContext
    from desktop.ui.frame.actions import FrameActions
    from desktop.ui.frame.main_window import MainWindow
    from desktop.ui.pages import PAGES
    from desktop.ui.theme import Theme, apply

    application = QApplication([])
    theme = Theme(paths.resource(""))
    apply(theme, application, fonts.bundled_files()[fonts.BUNDLED_SANS])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / ledger.name
        shutil.copytree(ledger, copy)
        opened = ledgers.open_as(copy, clock=lambda: datetime(2026, 6, 5, 10, 32))[0]
        context = AppContext(opened, Actor("王敏", frozenset(Right)), theme, Settings(), lambda _settings: None)
        window = MainWindow(context, PAGES)
        window.actions = FrameActions(window)
        window.show()

        def wait() -> None:
            begun = time.monotonic()
            while time.monotonic() - begun < LONGEST_S:
                application.processEvents()
                if time.monotonic() - begun > 0.5 and not (context.jobs.running or context.beside.running):
                    return
                time.sleep(0.01)

        for where, told in rows_by_place(rows).items():
            key, _colon, tab = where.partition(":")
            window.show_page(key)
            wait()
            if tab:
                window.page(key).tabs.set_current(tab)
                wait()
            for width, height in SIZES:
                window.resize(width, height)
                wait()
                name = f"{'_'.join(told)}_{key}{f'_{tab}' if tab else ''}_{width}.png"
                window.grab().save(str(folder / name))
                print(name, flush=True)
        context.jobs.close()
        os._exit(0)  # nothing is to be kept; the copy is removed by whoever removes the folder of scratch files


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
