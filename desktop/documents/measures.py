"""What each paragraph style of a template does to its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from desktop.documents.lines import AUTO_SPACE
from desktop.documents.package import W

CLOSED_UP = ("公文正文", "公文正文末段", "公文一级文", "公文二级文")  # where no gap stands beside figures
SQUEEZED = ("公文红头标志",)  # one line whatever it says
_SPACING, _INDENT, _SIZE, _VAL = f"{W}spacing", f"{W}ind", f"{W}sz", f"{W}val"


@dataclass(frozen=True)
class Measure:
    """What a style does to its lines: twips, and half points for the size."""

    height: int = 579
    around: int = 0
    size: int = 32
    tracking: int = -7
    first: int = 0
    left: int = 0
    right: int = 0
    keeps: bool = False
    gap: float = AUTO_SPACE


def style_measures(styles: etree._Element) -> dict[str, Measure]:
    """The measures of every paragraph style, by id, with what it takes from the style it is based on."""
    found = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    return {key: _measure(_chain(key, found)) for key in found}


def _chain(key: str | None, found: Mapping[str, etree._Element]) -> list[etree._Element]:
    chain: list[etree._Element] = []
    while key is not None and key in found and found[key] not in chain:
        chain.insert(0, found[key])
        base = found[key].find(f"{W}basedOn")
        key = base.get(_VAL) if base is not None else None
    return chain


def _measure(chain: list[etree._Element]) -> Measure:
    spacing: dict[str, int] = {}
    indent: dict[str, int] = {}
    size, tracking, keeps = 32, 0, False
    for style in chain:
        spacing |= _numbers(style.find(f"{W}pPr/{_SPACING}"))
        indent |= _numbers(style.find(f"{W}pPr/{_INDENT}"))
        size = _numbers(style.find(f"{W}rPr/{_SIZE}")).get("val", size)
        tracking = _numbers(style.find(f"{W}rPr/{_SPACING}")).get("val", tracking)
        keeps = keeps or style.find(f"{W}pPr/{W}keepNext") is not None
    first = indent.get("firstLine", 0) - indent.get("hanging", 0)
    left, right = indent.get("left", 0), indent.get("right", 0)
    height, around = spacing.get("line", 579), spacing.get("before", 0) + spacing.get("after", 0)
    label = chain[-1].find(f"{W}name")
    name = label.get(_VAL) if label is not None else ""
    gap = 0.0 if name in CLOSED_UP else AUTO_SPACE
    size = 0 if name in SQUEEZED else size
    return Measure(height, around, size, tracking, first, left, right, keeps, gap)


def _numbers(element: etree._Element | None) -> dict[str, int]:
    if element is None:
        return {}
    plain = {etree.QName(key).localname: value for key, value in element.attrib.items()}
    return {key: int(value) for key, value in plain.items() if value.lstrip("-").isdigit()}
