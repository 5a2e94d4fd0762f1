"""The typefaces of a printed list: every character's glyph and advance, looked up once, and the application painting needs.

Characters are set one glyph each, without kerning or ligatures, so a line is exactly as wide as its advances add up to.
"""

import os
import sys
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QRawFont, QTextLayout

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
    roles = (fonts.SMALL_SONG, fonts.HEI, fonts.SONG, fonts.KAI)
    return Families(*(choice.family(role) for role in roles))


def ensure_painting() -> QGuiApplication:
    """The running application, or a new one without a screen where there is none; the bundled fonts are loaded once."""
    running = QCoreApplication.instance()
    if running is None:
        if _has_no_display():
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        running = QGuiApplication(["desktop"])
        _kept.append(running)
    if not isinstance(running, QGuiApplication):
        raise KnownError("打印需要图形环境，当前进程没有。请从主窗口或命令行的 print 命令打印。")
    if not _loaded:
        _loaded.extend(QFontDatabase.addApplicationFont(str(path)) for path in fonts.bundled_files().values())
    if -1 in _loaded:
        raise KnownError("程序自带的中文字体打不开，无法打印。请用安装盘重新安装程序。")
    return running


def families_of_this_pc() -> Families:
    """The best that this PC has: official faces where they are installed, the bundled fonts otherwise."""
    ensure_painting()
    return families_of(fonts.choose(QFontDatabase.families()))


def _has_no_display() -> bool:
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Glyph(NamedTuple):
    """A character in a font: which of the face's raw fonts, which glyph (its code there), how wide in layout units."""

    font: int
    code: int
    advance: float


class _Glyphs(dict[str, Glyph]):
    """Glyph of every character met so far."""

    def __init__(self, face: "Face") -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> Glyph:
        glyph = self[char] = self._face.find(char)
        return glyph


class _Advances(dict[str, float]):
    """Advance of every character met so far, in layout units."""

    def __init__(self, glyphs: _Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def __missing__(self, char: str) -> float:
        width = self[char] = self._glyphs[char].advance
        return width


class Face:
    """One family at one size. Sizes are whole layout units (0.03 pt), so that screen, printer and PDF agree."""

    def __init__(self, family: str, points: float, *, bold: bool = False) -> None:
        self.em = -int(-points * POINT // 1)
        self.bold = bold
        self._font = QFont()
        self._font.setFamilies([family, fonts.BUNDLED_SERIF, fonts.BUNDLED_SANS])
        self._font.setPixelSize(self.em)
        self._font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        self._font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self.raw = [self._raw(name) for name in dict.fromkeys((family, fonts.BUNDLED_SERIF, fonts.BUNDLED_SANS))]
        self.unprintable: set[str] = set()
        self.glyphs = _Glyphs(self)
        self.advances = _Advances(self.glyphs)
        self.pitch = round(self.em * LEADING)

    def _raw(self, family: str) -> QRawFont:
        font = QFont(self._font)
        font.setFamilies([family])
        return QRawFont.fromFont(font)

    def find(self, char: str) -> Glyph:
        """The glyph of a character: from the family, the bundled fonts, or any font of the system that has it."""
        for number, raw in enumerate(self.raw):
            indexes = raw.glyphIndexesForString(char)
            if indexes and indexes[0]:
                return self._glyph(number, indexes[0])
        if unicodedata.category(char) in ("Mn", "Cf", "Cc"):
            return Glyph(0, 0, 0.0)  # selectors and joiners that no font draws leave no box behind
        return self._from_system(char)

    def _from_system(self, char: str) -> Glyph:
        setting = QTextLayout(char, self._font)
        setting.beginLayout()
        setting.createLine()
        setting.endLayout()
        for run in setting.glyphRuns():
            raw, indexes = run.rawFont(), run.glyphIndexes()
            if len(indexes) == 1 and indexes[0]:
                raw.setPixelSize(self.em)
                if raw not in self.raw:
                    self.raw.append(raw)
                return self._glyph(self.raw.index(raw), indexes[0])
        self.unprintable.add(char)
        return Glyph(0, 0, float(self.em))

    def _glyph(self, number: int, index: int) -> Glyph:
        return Glyph(number, index, self.raw[number].advancesForGlyphIndexes([index])[0].x())

    @property
    def rise(self) -> float:
        """From the top of a line to its baseline: ideographs reach about 0.87 em above it."""
        return (self.pitch - self.em) / 2 + self.em * 0.87

    def width(self, text: str) -> float:
        """Width of a text set on one line."""
        return sum(map(self.advances.__getitem__, text))


def _strong(family: str, points: float) -> Face:
    """小标宋 and 黑体 are heavy by themselves; the bundled fonts, of one weight only, are thickened in their place."""
    return Face(family, points, bold=family in (fonts.BUNDLED_SANS, fonts.BUNDLED_SERIF))


class Faces:
    """The faces of one list at one body size."""

    def __init__(self, families: Families, body_pt: float, title_pt: float) -> None:
        self.families, self.body_pt = families, body_pt
        self.title = _strong(families.title, title_pt)
        self.subtitle = Face(families.note, 12)
        self.head = _strong(families.head, body_pt)
        self.body = Face(families.body, body_pt)
        self.note = Face(families.note, 10)
        self.mark = _strong(families.head, 10.5)
        self.foot = Face(families.body, 9)

    def all(self) -> tuple[Face, ...]:
        """Every face once."""
        return (self.title, self.subtitle, self.head, self.body, self.note, self.mark, self.foot)
