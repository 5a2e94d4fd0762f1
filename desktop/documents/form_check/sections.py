"""The sections of a paper: sheet, margins, grid, and which parts are their heads and feet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from desktop.documents.form_check.package import Package
from desktop.documents.form_check.styles import whole
from desktop.documents.form_check.values import A4
from desktop.documents.package import BODY, W

RELATIONS = "word/_rels/document.xml.rels"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = ("0", "false", "off")


@dataclass(frozen=True)
class Section:
    """A section; lengths in twips, None where the file says nothing. `heads` and `feet` are parts by default, first and even."""

    element: etree._Element
    number: int
    width: int
    height: int
    margins: Mapping[str, int | None]
    grid: str
    pitch: int
    own_first: bool
    heads: Mapping[str, str]
    feet: Mapping[str, str]

    @property
    def landscape(self) -> bool:
        """Whether the sheet lies on its side."""
        return self.width > self.height

    @property
    def gridded(self) -> bool:
        """Whether lines stand on a grid."""
        return self.grid in ("lines", "linesAndChars", "snapToChars") and self.pitch > 0


def sections_of(package: Package) -> tuple[Section, ...]:
    """All sections in order; heads and feet that one does not name are those of the one before."""
    body = package.tree(BODY)
    targets = _targets(package.tree(RELATIONS))
    found: list[Section] = []
    for number, element in enumerate([] if body is None else body.iter(f"{W}sectPr"), 1):
        heads = dict(found[-1].heads) if found else {}
        feet = dict(found[-1].feet) if found else {}
        heads |= _named(element, "headerReference", targets)
        feet |= _named(element, "footerReference", targets)
        found.append(_section(element, number, heads, feet))
    return tuple(found)


def _section(element: etree._Element, number: int, heads: Mapping[str, str], feet: Mapping[str, str]) -> Section:
    sheet, white, grid = (element.find(f"{W}{tag}") for tag in ("pgSz", "pgMar", "docGrid"))
    first = element.find(f"{W}titlePg")
    return Section(
        element, number, _number(sheet, "w") or A4[0], _number(sheet, "h") or A4[1],
        {side: _number(white, side) for side in ("top", "bottom", "left", "right", "gutter")},
        "" if grid is None else grid.get(f"{W}type", ""), _number(grid, "linePitch") or 0,
        first is not None and first.get(f"{W}val", "1") not in _OFF,
        heads, feet,
    )  # fmt: skip


def _number(element: etree._Element | None, name: str) -> int | None:
    return None if element is None else whole(element.get(f"{W}{name}"))


def _targets(relations: etree._Element | None) -> dict[str, str]:
    """Parts by the id of their relation."""
    return {
        one.get("Id", ""): f"word/{one.get('Target', '').removeprefix('/word/')}"
        for one in ([] if relations is None else relations.iter("{*}Relationship"))
        if one.get("TargetMode") != "External"
    }


def _named(element: etree._Element, tag: str, targets: Mapping[str, str]) -> dict[str, str]:
    return {
        one.get(f"{W}type", "default"): targets[one.get(R_ID, "")]
        for one in element.findall(f"{W}{tag}")
        if one.get(R_ID, "") in targets
    }
