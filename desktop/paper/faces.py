"""The typefaces of a printed list with their cached advances, and the Qt application that painting needs."""

import os
import sys
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from desktop.errors import KnownError
from desktop.host import fonts
from desktop.paper.table import POINT

LEADING = 1.3
"""Line pitch in ems, as in the office's lists."""

_kept: list[QGuiApplication] = []
_loaded: list[int] = []


@dataclass(frozen=True)
class Families:
    """Family names for the four voices of a list."""

    title: str = fonts.BUNDLED_SERIF
    head: str = fonts.BUNDLED_SANS
    body: str = fonts.BUNDLED_SERIF
    note: str = fonts.BUNDLED_SERIF


def families_of(choice: fonts.FontChoice) -> Families:
    """小标宋 for the title, 黑体 for heads, 宋体 for the body, 楷体 for the lines around the table."""
    return Families(
        choice.family(fonts.SMALL_SONG), choice.family(fonts.HEI), choice.family(fonts.SONG), choice.family(fonts.KAI)
    )


def ensure_painting() -> QGuiApplication:
    """The running application, or a new one without a screen where there is none; the bundled fonts are loaded once."""
    running = QCoreApplication.instance()
    if running is None:
        if _has_no_display() and "QT_QPA_PLATFORM" not in os.environ:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        running = QGuiApplication(["desktop"])
        _kept.append(running)
    if not isinstance(running, QGuiApplication):
        raise KnownError("打印需要图形环境，当前进程没有。请从主窗口或命令行的 print 命令打印。")
    if not _loaded:
        _loaded.extend(QFontDatabase.addApplicationFont(str(path)) for path in fonts.bundled_files().values())
        if -1 in _loaded:
            raise KnownError("程序自带的中文字体打不开，无法打印。请用安装盘重新安装程序。")
    return running


def _has_no_display() -> bool:
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Advances(dict[str, float]):
    """Advance of every character met so far, in layout units."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, char: str) -> float:
        width = self[char] = self._metrics.horizontalAdvance(char)
        return width


class Face:
    """One family at one size. Sizes are whole layout units (0.03 pt), so that screen, printer and PDF agree."""

    def __init__(self, family: str, points: float) -> None:
        self.em = -int(-points * POINT // 1)
        self.font = QFont()
        self.font.setFamilies([family, fonts.BUNDLED_SERIF, fonts.BUNDLED_SANS])
        self.font.setPixelSize(self.em)
        self.font.setKerning(False)
        self.font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.advances = Advances(QFontMetricsF(self.font))
        self.pitch = round(self.em * LEADING)

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline: ideographs reach about 0.88 em above it."""
        return (self.pitch - self.em) / 2 + self.em * 0.87

    def width(self, text: str) -> float:
        """Width of a text set on one line."""
        return sum(map(self.advances.__getitem__, text))


class Faces:
    """The faces of one list at one body size."""

    def __init__(self, families: Families, body_pt: float, title_pt: float) -> None:
        self.families, self.body_pt = families, body_pt
        self.title = Face(families.title, title_pt)
        self.subtitle = Face(families.note, 12)
        self.head = Face(families.head, body_pt)
        self.body = Face(families.body, body_pt)
        self.note = Face(families.note, 10)
        self.mark = Face(families.head, 10.5)
        self.foot = Face(families.body, 9)
