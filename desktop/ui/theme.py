"""How the window looks: colours, type sizes, fonts and icons (design.md §4), and the one style sheet made of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from desktop.ledgers.column import Tone

BODY_SIZES = {"standard": 13, "large": 15, "extra": 17}
"""外观: pixels of the body text for 标准, 大 and 特大; every other size keeps its proportion."""

FAMILIES = (
    "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "思源黑体 CN", "Noto Sans SC",
    "WenQuanYi Micro Hei", "文泉驿微米黑",
)  # fmt: skip

_SHEET = "style_sheet_of_windows"


@dataclass(frozen=True)
class Palette:
    """The colours by their role."""

    text: str = "#1B2430"
    secondary: str = "#54606E"
    disabled: str = "#8A94A0"
    page: str = "#F2F4F6"
    surface: str = "#FFFFFF"
    rail: str = "#E6EAEE"
    header: str = "#EDF0F3"
    line: str = "#D5DAE0"
    control: str = "#BCC4CE"
    primary: str = "#1F3F60"
    primary_hover: str = "#2A5078"
    link: str = "#2F5D8A"
    selection: str = "#DFE9F3"
    light_bar: str = "#93AECB"
    red: str = "#B3261E"
    red_ground: str = "#FBECEA"
    amber: str = "#8A5700"
    amber_ground: str = "#FBF2DE"
    green: str = "#2A6844"
    green_ground: str = "#E8F2EB"
    blue_ground: str = "#E7EFF7"
    plain_ground: str = "#EEF0F2"
    on_primary: str = "#FFFFFF"
    night: str = "#21364B"
    night_text: str = "#DCE5EE"


STANDARD = Palette()
HIGH_CONTRAST = Palette(
    text="#000000",
    secondary="#1F2933",
    disabled="#5B6570",
    page="#FFFFFF",
    rail="#FFFFFF",
    header="#FFFFFF",
    line="#000000",
    control="#000000",
    link="#123F73",
    selection="#CFE0F5",
    red="#8F0F08",
    red_ground="#FFFFFF",
    amber="#6B4300",
    amber_ground="#FFFFFF",
    green="#0F4A28",
    green_ground="#FFFFFF",
    blue_ground="#FFFFFF",
    plain_ground="#FFFFFF",
)

READ_PAIRS = (
    ("text", "page"), ("text", "surface"), ("text", "rail"), ("text", "header"), ("text", "selection"), ("secondary", "page"), ("secondary", "surface"),
    ("secondary", "rail"), ("secondary", "header"), ("secondary", "plain_ground"), ("link", "surface"), ("link", "blue_ground"), ("link", "page"),
    ("link", "selection"), ("red", "surface"), ("red", "red_ground"), ("red", "rail"), ("amber", "surface"), ("amber", "amber_ground"),
    ("amber", "rail"), ("green", "surface"), ("green", "green_ground"), ("green", "rail"), ("on_primary", "primary"), ("on_primary", "primary_hover"),
    ("night_text", "night"), ("primary", "surface"), ("primary", "selection"),
)  # fmt: skip
"""Text colour and ground as they meet on screen; each must reach a contrast of 4.5."""


class Theme:
    """The look of one window: made once from the preferences, handed to everything that paints."""

    def __init__(
        self, resources: Path, size: str = "standard", high_contrast: bool = False, compact: bool = False
    ) -> None:
        self.resources = resources
        self.body = BODY_SIZES.get(size, 13)
        self.colours = HIGH_CONTRAST if high_contrast else STANDARD
        self.high_contrast, self.compact = high_contrast, compact
        self.family = ""
        self._icons: dict[tuple[str, str], QIcon] = {}

    def px(self, at_standard: float) -> int:
        """A length or type size of the design in pixels at the chosen text size."""
        return round(at_standard * self.body / 13)

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(getattr(self.colours, role))

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Ink and ground of a mark's tone."""
        ink, ground = {
            Tone.PLAIN: ("secondary", "plain_ground"),
            Tone.BLUE: ("link", "blue_ground"),
            Tone.AMBER: ("amber", "amber_ground"),
            Tone.GREEN: ("green", "green_ground"),
            Tone.RED: ("red", "red_ground"),
        }[tone]
        return self.colour(ink), self.colour(ground)

    def font(self, at_standard: float = 13, weight: int = 400) -> QFont:
        """The window's font in a size of the design."""
        font = QFont(self.family)
        font.setPixelSize(self.px(at_standard))
        font.setWeight(QFont.Weight(self.strong if weight >= 600 else weight))
        return font

    @property
    def strong(self) -> int:
        """The weight of emphasis: 600, or 700 where the face has one weight and is thickened by Qt only from there on."""
        return 700 if self.family == "Noto Sans SC" else 600

    def icon(self, name: str, role: str = "text") -> QIcon:
        """An outline icon of resources/icons in a colour, sharp at 100–200 %."""
        key = (name, role)
        if key not in self._icons:
            path = self.resources / "icons" / f"{name}.svg"
            self._icons[key] = _svg_icon(path, getattr(self.colours, role), self.colours.disabled)
        return self._icons[key]

    def picture(self, name: str, role: str, side: int) -> QPixmap:
        """A drawing of resources/icons larger than an icon, in pixels at 100 %."""
        picture = _drawn(_in_colour(self.resources / "icons" / f"{name}.svg", getattr(self.colours, role)), side * 2)
        picture.setDevicePixelRatio(2)
        return picture

    def style_sheet(self) -> str:
        """theme.qss with the colours and sizes filled in."""
        words = {entry.name: getattr(self.colours, entry.name) for entry in fields(Palette)}
        words |= {f"f{size}": f"{self.px(size)}px" for size in (11, 12, 13, 14, 15, 18, 30)}
        words |= {f"h{height}": f"{self.px(height)}px" for height in (26, 28, 30, 32)}
        words["strong"] = str(self.strong)
        words["icons"] = (self.resources / "icons").as_posix()
        return Template((self.resources / "theme.qss").read_text(encoding="utf-8")).substitute(words)


def choose_family(installed: Collection[str], bundled: Path) -> str:
    """The first face of the design that this PC has; the bundled Noto Sans SC where it has none."""
    for family in FAMILIES:
        if family in installed:
            return family
    number = QFontDatabase.addApplicationFont(str(bundled))
    families = QFontDatabase.applicationFontFamilies(number)
    return families[0] if families else QFont().defaultFamily()


def settle(theme: Theme, application: QGuiApplication, bundled: Path) -> None:
    """Font and palette of the application, and the style sheet laid by for its windows (`dress`)."""
    theme.family = choose_family(QFontDatabase.families(), bundled)
    application.setFont(theme.font())
    palette = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, "page"),
        (QPalette.ColorRole.Base, "surface"),
        (QPalette.ColorRole.AlternateBase, "header"),
        (QPalette.ColorRole.Text, "text"),
        (QPalette.ColorRole.WindowText, "text"),
        (QPalette.ColorRole.ButtonText, "text"),
        (QPalette.ColorRole.Button, "surface"),
        (QPalette.ColorRole.Highlight, "selection"),
        (QPalette.ColorRole.HighlightedText, "text"),
        (QPalette.ColorRole.PlaceholderText, "secondary"),
        (QPalette.ColorRole.ToolTipBase, "surface"),
        (QPalette.ColorRole.ToolTipText, "text"),
    ):
        palette.setColor(role, theme.colour(name))
    application.setPalette(palette)
    application.setProperty(_SHEET, theme.style_sheet())


def dress(window: QWidget) -> None:
    """The style sheet on a window without a parent: whatever stands in it or opens from it has the same.

    The application itself has none: with one, Qt styles every piece of a page anew each time that a larger piece takes it up, and
    building a page takes three times as long.
    """
    application = QCoreApplication.instance()
    sheet = application.property(_SHEET) if application is not None else None
    if sheet:
        window.setStyleSheet(str(sheet))


def apply(theme: Theme, application: QGuiApplication, bundled: Path) -> None:
    """Font, palette and the style sheet of everything: where single pieces stand free of a window, as in tests."""
    settle(theme, application, bundled)
    application.setStyleSheet(theme.style_sheet())  # type: ignore[attr-defined]  # QApplication has it


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours after WCAG 2.1 §1.4.3."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _in_colour(path: Path, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(path.read_bytes().replace(b"currentColor", colour.encode())))


def _drawn(renderer: QSvgRenderer, side: int) -> QPixmap:
    """A drawing as a square picture."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def _svg_icon(path: Path, colour: str, disabled: str) -> QIcon:
    icon = QIcon()
    usual, grey = _in_colour(path, colour), _in_colour(path, disabled)
    for side in (18, 27, 36):  # 100, 150 and 200 %
        icon.addPixmap(_drawn(usual, side))
        icon.addPixmap(_drawn(grey, side), QIcon.Mode.Disabled)
    return icon
