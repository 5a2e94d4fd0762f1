"""The ground that charts are drawn on: a figure measured in millimetres, the bundled Chinese font, colours that print in grey."""

import io
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D

from desktop.host import fonts

WORD_WIDTH_MM = 160.0
REPORT_MM = (156.0, 70.0)
PRINT_DPI = 300
MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72

TEXT_PT, TITLE_PT = 9.0, 10.5
INK, SECOND, RULE, WHITE = "#1B2430", "#54606E", "#C9D0D8", "#FFFFFF"
DARK, BAR, LIGHT, PALE, FAINT = "#1F3F60", "#2F5D8A", "#8FADCB", "#AFC5DB", "#E3E8EF"
RED, AMBER = "#B3261E", "#8A5700"
"""RED only for overdue, AMBER only for the end of the term (design.md §4)."""

HATCH = "////"
HATCH_PT = 0.5
GETA = "〓"


@dataclass(frozen=True)
class Area:
    """A rectangle of the figure (fractions, from the lower left) and what stands there: a row's key and maybe its part."""

    key: str
    left: float
    bottom: float
    width: float
    height: float
    part: str = ""

    def contains(self, x: float, y: float) -> bool:
        """Whether a point of the figure, in fractions from the lower left, lies in it."""
        return self.left <= x <= self.left + self.width and self.bottom <= y <= self.bottom + self.height


@dataclass(frozen=True)
class Chart:
    """A finished figure, with its areas for drill-through."""

    figure: Figure
    areas: tuple[Area, ...]

    def key_at(self, x: float, y: float) -> Area | None:
        """The area under a point of the figure (fractions from the lower left); the last drawn wins."""
        return next((area for area in reversed(self.areas) if area.contains(x, y)), None)


@cache
def _bundled_font() -> tuple[str, FT2Font]:
    path = str(fonts.bundled_files()[fonts.BUNDLED_SANS])
    fontManager.addfont(path)
    return path, FT2Font(path)


def font(points: float = TEXT_PT) -> FontProperties:
    """The bundled Chinese font by its file, so that charts look the same on every PC."""
    return FontProperties(fname=_bundled_font()[0], size=points)


def printable(text: str) -> str:
    """The text with 〓 for characters that the chart's font lacks, as printers have always shown them."""
    face = _bundled_font()[1]
    return "".join(char if char == "\n" or face.get_char_index(ord(char)) else GETA for char in text)


def width_mm(text: str, points: float = TEXT_PT) -> float:
    """About how wide a text is: ideographs one em, the rest 0.58 em."""
    ems = sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.58 for char in text)
    return ems * points * MM_PER_POINT


def shortened(text: str, room: float, points: float = TEXT_PT) -> str:
    """The text, or as much of it as has room with an ellipsis."""
    if width_mm(text, points) <= room:
        return text
    while text and width_mm(text + "…", points) > room:
        text = text[:-1]
    return text + "…"


def wrapped(text: str, room: float, points: float = TEXT_PT) -> list[str]:
    """A line of words around the picture in as many lines as it needs."""
    lines = [""]
    for char in text:
        if width_mm(lines[-1] + char, points) > room and char not in "，。；、）”：%":
            lines.append("")
        lines[-1] += char
    return [line.strip() for line in lines]


class Ground:
    """A figure whose places are given in millimetres from the lower left corner."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH), dpi=PRINT_DPI, facecolor=WHITE)
        FigureCanvasAgg(self.figure)
        self.areas: list[Area] = []

    def axes(self, left: float, bottom: float, width: float, height: float) -> Axes:
        """Bare axes in a rectangle: no frame, no ticks."""
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(place)
        axes.set_axis_off()
        return axes

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        points: float = TEXT_PT,
        colour: str = INK,
        ha: str = "left",
        va: str = "center",
        clear: bool = False,
    ) -> None:
        """A text on the figure; a `clear` one keeps lines that cross its place away."""
        ground = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.6} if clear else None
        self.figure.text(
            x / self.width,
            y / self.height,
            printable(text),
            fontproperties=font(points),
            color=colour,
            bbox=ground,
            zorder=6,
            ha=ha,
            va=va,
        )

    def line(self, xs: tuple[float, float], ys: tuple[float, float], **style: Any) -> None:
        """A straight line on the figure."""
        points = [x / self.width for x in xs], [y / self.height for y in ys]
        self.figure.add_artist(Line2D(*points, transform=self.figure.transFigure, **style))

    def area(self, key: str, left: float, bottom: float, width: float, height: float, part: str = "") -> None:
        """Remember what stands in a rectangle."""
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        self.areas.append(Area(key, *place, part))

    def words(self, title: str, subtitle: str, source: str) -> tuple[float, float]:
        """Title and marks above, the source line below; returns the lower and upper edge of what remains."""
        self.text(0, self.height - 2.5, title, points=TITLE_PT)
        room = self.width - width_mm(title, TITLE_PT) - 4
        upper = self.height - 6
        if width_mm(subtitle) <= room:
            self.text(width_mm(title, TITLE_PT) + 4, self.height - 2.6, subtitle, colour=SECOND)
        else:
            for line in wrapped(subtitle, self.width):
                self.text(0, upper - 1.5, line, colour=SECOND)
                upper -= 4.2
        lines = wrapped(source, self.width)
        for number, line in enumerate(reversed(lines)):
            self.text(0, 2 + number * 4.2, line, colour=SECOND)
        return 4.5 + 4.2 * (len(lines) - 1) + 0.5, upper

    def chart(self) -> Chart:
        """The finished chart."""
        return Chart(self.figure, tuple(self.areas))


def png(figure: Figure, dpi: float = PRINT_DPI, author: str = "") -> bytes:
    """The picture, the same bytes for the same figure; `author` stands in its properties."""
    sink = io.BytesIO()
    figure.savefig(sink, format="png", dpi=dpi, metadata={"Software": None, **({"Author": author} if author else {})})
    return sink.getvalue()
