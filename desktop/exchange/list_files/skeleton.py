"""The look of a workbook: a small sheet that a clerk may style in WPS, one row for each kind of line that a list has.

Row 1 is the title, row 2 what stands under it, row 3 the head, row 4 the body and row 5 the subtotals, each with its word in column A.
In B to F stand the five kinds of cells: words, whole numbers, money, days, percentages. Only looks are taken from it: its styles
and its theme; never a formula, a link, a macro or a text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import get_args

from desktop.errors import Refused
from desktop.exchange.list_files.table import ColumnKind
from desktop.exchange.number_formats import is_date_format
from desktop.exchange.untrusted_file import kind_by_content, read_bytes
from desktop.exchange.xlsx_package import BrokenPackage, Package, local
from desktop.exchange.xlsx_source import read_formats, read_xlsx
from desktop.host.paths import resource

WORDS = ("标题", "说明", "表头", "正文", "小计")
KINDS: tuple[ColumnKind, ...] = get_args(ColumnKind)
_BOOK = "xl/workbook.xml"
_MOST_STYLES = 2_000_000  # bytes
_COLUMNS = "BCDEF"
_LOWEST, _HIGHEST = 15.0, 405.0
_SMALLEST, _USUAL_SIZE, _LARGEST = 6.0, 10.5, 48.0


@dataclass(frozen=True)
class Skeleton:
    """The styles part as it is, the numbers of the styles in it, and the heights of the rows in points."""

    styles: bytes
    theme: bytes | None
    title: int
    subtitle: int
    head: int
    body: Mapping[ColumnKind, int]
    sums: Mapping[ColumnKind, int]
    heights: tuple[float, ...]
    """Of the five rows."""
    size: float
    """Of the letters of the body, in points."""


@cache
def shipped() -> Skeleton:
    """The look that the program brings along."""
    return read_skeleton(resource("list_sheet.xlsx"))


def read_skeleton(path: Path) -> Skeleton:
    """The look that a file holds; Refused where it is none."""
    return skeleton_of(read_bytes(path), path.name)


@lru_cache(maxsize=8)
def skeleton_of(data: bytes, name: str) -> Skeleton:
    """The look that the bytes of a file hold; Refused where it is none."""
    if kind_by_content(data, name) != "xlsx":
        raise _no_skeleton(name, "不是 .xlsx")
    sheets = read_xlsx(data, name).sheets
    if len(sheets) != 1:
        raise _no_skeleton(name, "只能有一张表")
    for row, word in enumerate(WORDS, 1):
        cell = sheets[0].rows.get(row, {}).get(1)
        if cell is None or cell.text.strip() != word:
            raise _no_skeleton(name, f"A{row} 应为“{word}”")
    try:
        return _looks(Package(data), name)
    except (KeyError, IndexError, ValueError, BrokenPackage):
        raise _no_skeleton(name, "B1 至 F5 要各有格式") from None


def _no_skeleton(name: str, what: str) -> Refused:
    return Refused(
        "not_a_list_look",
        f"“{name}”不能作清单样表：{what}。请从程序自带的样表改起，只改字体、颜色、边框和行高。",
    )


def _looks(package: Package, name: str) -> Skeleton:
    parts = dict(package.relations(_BOOK).values())
    styles = package.plain(parts["styles"], _MOST_STYLES)
    if styles is None:
        raise _no_skeleton(name, "样式太多")
    theme = package.plain(parts["theme"], _MOST_STYLES) if "theme" in parts else None
    if theme is not None:
        package.parse(parts["theme"], lambda _tag, _attributes: None)
    cells, heights = _cells(package, parts["worksheet"])
    body, sums = (
        {kind: cells[f"{letter}{row}"] for kind, letter in zip(KINDS, _COLUMNS, strict=True)} for row in (4, 5)
    )
    formats, sizes = read_formats(package, parts["styles"]), _sizes(package, parts["styles"])
    if not is_date_format(formats[body["date"]]):
        raise _no_skeleton(name, "E4 应是日期格式")
    title, subtitle, head = (cells[f"B{row}"] for row in (1, 2, 3))
    return Skeleton(styles, theme, title, subtitle, head, body, sums, heights, sizes[body["text"]])


def _cells(package: Package, part: str) -> tuple[dict[str, int], tuple[float, ...]]:
    """Style by cell, and the heights of the five rows."""
    cells: dict[str, int] = {}
    heights: dict[int, float] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            cells[attributes["r"]] = int(attributes.get("s", 0))
        elif name == "row" and "ht" in attributes:
            heights[int(attributes["r"])] = min(_HIGHEST, max(_LOWEST, float(attributes["ht"])))

    package.parse(part, start)
    return cells, tuple(heights.get(row, _LOWEST) for row in range(1, len(WORDS) + 1))


def _sizes(package: Package, part: str) -> list[float]:
    """The size of the letters of each cell style."""
    fonts: list[float] = []
    sizes: list[float] = []
    inside: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name in ("fonts", "cellXfs"):
            inside.append(name)
        elif name == "font" and inside[-1:] == ["fonts"]:
            fonts.append(_USUAL_SIZE)
        elif name == "sz" and inside[-1:] == ["fonts"]:
            fonts[-1] = min(_LARGEST, max(_SMALLEST, float(attributes["val"])))
        elif name == "xf" and inside[-1:] == ["cellXfs"]:
            sizes.append(fonts[int(attributes.get("fontId", 0))])

    def end(tag: str) -> None:
        if inside[-1:] == [local(tag)]:
            inside.pop()

    package.parse(part, start, end)
    return sizes
