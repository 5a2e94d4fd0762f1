"""Every page of the window at one scale of the screen, in a process of its own: what is cut, lost, painted over or hard to read.

    QT_SCALE_FACTOR=1.5 python -m tests.acceptance.window_at_scale FOLDER [--contrast] [--tabs] [--size 1366x728] [--demo LEDGER] [--pictures DIR] [page …]

FOLDER is scratch for the ledger. The window has 1280×680 px at 100 %: what a screen of 1920×1080 leaves at 150 %, and one of 2560×1440 at 200 %.
Prints one JSON line a page: its name, the scale that Qt took, and its faults by kind. What is hard to read is found by painting: on each
label, button and field that can be used the strongest pixel must stand out from the ground by 4.5 (WCAG 2.1 §1.4.3).
`--tabs` looks at every tab of each page too, and at every tab inside one, a line each: `page › tab › tab`. `--demo` opens a copy of the
demonstration ledger on its day instead of an office of a few findings: long names, long sentences, many rows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from db.store import create_ledger, open_ledger
from desktop.host import fonts, paths
from desktop.rules.permissions import Actor, Right
from desktop.settings import Settings
from desktop.ui.context import AppContext
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.pages import PAGES
from desktop.ui.theme import Theme, contrast, dress, settle
from desktop.ui.widgets.place_tabs import PlaceTabs
from desktop.ui.widgets.segment_tabs import SegmentTabs
from tests.acceptance.run_events import run_events
from tests.ui.conftest import standing_clock
from tests.ui.office import an_office
from tests.ui.test_screens import beyond, cut_labels, lost_controls, painted_over, squeezed, visible

WIDTH, HEIGHT = 1280, 680
LEAST = 4.5
SETTLED = 60
LEAST_WIDTH = 1366
"""The narrowest window in which no page may be wider than it (design.md §4); below, a page scrolls as a whole."""
DEMO_DAY = datetime(2026, 6, 5, 10, 32)


def main(arguments: list[str]) -> None:
    """Walk the pages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--contrast", action="store_true")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--tabs", action="store_true")
    parser.add_argument("--size", default=f"{WIDTH}x{HEIGHT}")
    parser.add_argument("--demo", type=Path)
    asked = parser.parse_args(arguments)
    application = QApplication(["scale"])
    theme = Theme(paths.resource(""), high_contrast=asked.contrast)
    settle(theme, application, fonts.bundled_files()[fonts.BUNDLED_SANS])
    if asked.demo:
        shutil.copytree(asked.demo, asked.folder / "demo.ledger")
        ledger = open_ledger(asked.folder / "demo.ledger", None, lambda: DEMO_DAY)
    else:
        ledger = create_ledger(asked.folder / "office.ledger", None, standing_clock)
        an_office(ledger, count=24, claimed=10, proven=7)
    mark = "本机标定：内部（不得录入涉密内容）"
    settings = Settings(machine_mark=mark)
    context = AppContext(ledger, Actor("王敏", frozenset(Right)), theme, settings, lambda _kept: None)
    window = MainWindow(context, PAGES)
    dress(window)
    window.actions = FrameActions(window)
    window.resize(*map(int, asked.size.split("x")))
    window.show()
    for key in asked.pages or [entry.key for entry in PAGES]:
        window.show_page(key)
        for name in walked(window, (key,)) if asked.tabs else (key,):
            line = {"page": name, "scale": window.devicePixelRatio(), "faults": look(application, window)}
            if asked.pictures:
                picture = f"{name.replace(' › ', '_')}_{round(window.devicePixelRatio() * 100)}.png"
                window.grab().save(str(asked.pictures / picture))
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    window.hide()
    context.close()


def walked(window: Any, path: tuple[str, ...], known: frozenset[int] = frozenset()) -> Iterator[str]:
    """The page in sight, then each of its tabs and the tabs that come into sight with one, each by its way.

    A tab that leads to another page is walked there. `known` are the bars that stood beside the tab already.
    """
    yield " › ".join(path)
    key = window.current_key
    bars = [bar for bar in visible(window.pages[key], SegmentTabs) if id(bar) not in known]
    known |= {id(bar) for bar in bars}
    for bar in bars:
        first = bar.current()
        for tab in () if isinstance(bar, PlaceTabs) else bar.keys():
            if tab == first or tab in window.entries or not bar.isVisible() or tab not in bar.keys():
                continue
            bar.set_current(tab)
            if window.current_key == key:
                yield from walked(window, (*path, tab), known)
            window.show_page(key)
        bar.set_current(first)


def look(application: QApplication, window: Any) -> dict[str, list[str]]:
    """What is wrong with the page in sight when it stands still."""
    context, found = window.context, {}
    for _turn in range(SETTLED):
        run_events(seconds=0.02)
        if context.jobs.running or context.beside.running or context.reading:
            continue
        page = window.pages[window.current_key]
        found = {
            "cut": cut_labels(page),
            "squeezed": squeezed(page),
            "beyond": beyond(page, window) if window.width() >= LEAST_WIDTH else [],
            "lost": [str(one) for one in lost_controls(page, window)],
            "over": [str(one) for one in painted_over(window)],
        }
        if not any(found.values()):
            break
    found["faint"] = faint(window)
    return {kind: faults for kind, faults in found.items() if faults}


def faint(window: QWidget) -> list[str]:
    """Words that do not stand out from their ground, as they are painted."""
    picture, found = window.grab().toImage(), []
    for widget in visible(window, QWidget):
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit) and widget.isEnabled() and words_of(widget):
            seen = widget.visibleRegion().boundingRect()
            if seen == widget.rect():  # a part says nothing
                strongest = stands_out(picture, QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
                if strongest < LEAST:
                    found.append(f"{words_of(widget)[:20]} {strongest:.1f}")
    return found


def words_of(widget: Any) -> str:
    """The words that a control shows."""
    text = widget.text().strip()
    return text or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")


def stands_out(picture: QImage, place: QRect) -> float:
    """The contrast of the strongest pixel of a place with the colour that most of it has."""
    scale = picture.devicePixelRatio()
    points = QRect(
        round(place.x() * scale), round(place.y() * scale), round(place.width() * scale), round(place.height() * scale)
    )
    inside = picture.copy(points.intersected(picture.rect())).convertToFormat(QImage.Format.Format_RGB32)
    colours = Counter(inside.pixel(x, y) & 0xFFFFFF for y in range(inside.height()) for x in range(inside.width()))
    if not colours:
        return 21.0
    ground = f"#{colours.most_common(1)[0][0]:06X}"
    return max(contrast(f"#{colour:06X}", ground) for colour in colours)


if __name__ == "__main__":
    main(sys.argv[1:])
