"""Where pictures of a worksheet begin: the cell under the corner of each, and of nothing else that is drawn (RULES §0)."""

import io
import zipfile

import pytest

from desktop.exchange import xlsx_pictures
from desktop.exchange.xlsx_package import OverfullPackage, Package
from desktop.exchange.xlsx_pictures import picture_places

SHEET = "xl/worksheets/a.xml"
DRAWN = '<r><Relationship Id="d" Type="x/drawing" Target="/xl/d.xml"/><Relationship Id="p" Type="x/image" Target="/xl/e.xml"/></r>'


def anchor(row, column, content="<pic/>", kind="twoCellAnchor"):
    return f"<{kind}><from><col>{column}</col><row> {row} </row></from><to><col>90</col><row>91</row></to>{content}</{kind}>"


def places(*anchors, drawing=None, other="<a/>"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/worksheets/_rels/a.xml.rels", DRAWN)
        archive.writestr("xl/d.xml", drawing or f"<wsDr>{''.join(anchors)}</wsDr>")
        archive.writestr("xl/e.xml", other)
    return picture_places(Package(data.getvalue()), SHEET)


@pytest.mark.parametrize("kind", ["twoCellAnchor", "oneCellAnchor", "absoluteAnchor"])
def test_a_picture_begins_in_the_cell_that_its_anchor_names_counted_from_one(kind):
    assert places(anchor(0, 2, kind=kind), anchor(4, 0, kind=kind)) == {(1, 3), (5, 1)}


def test_only_pictures_count_and_each_anchor_has_its_own_place():
    shape = anchor(7, 7, "<sp/>")
    placeless = "<twoCellAnchor><pic/></twoCellAnchor>"
    outside = "<twoCellAnchor><pic><col>8</col><row>8</row></pic></twoCellAnchor>"
    assert places(shape) == places(placeless) == places(outside) == set()
    assert places(anchor(1, 1), shape, placeless, anchor(2, 2)) == {(2, 2), (3, 3)}
    assert places(other=f"<wsDr>{anchor(1, 1)}</wsDr>") == set(), "only a drawing is looked into"


@pytest.mark.parametrize("row", ["", "x", "-1", "1.5", "１", "1" * 8])
def test_what_is_no_place_is_none(row):
    assert places(anchor(row, 1), anchor(1, 1)) == {(2, 2)}
    assert places(anchor(1, row), anchor(1, 1)) == {(2, 2)}
    assert places(anchor("9999999", 1)) == {(10_000_000, 2)}


def test_a_broken_drawing_has_no_picture_and_too_many_are_refused(monkeypatch):
    assert places(drawing="<wsDr>") == set()
    monkeypatch.setattr(xlsx_pictures, "_MOST_PICTURES", 2)
    assert len(places(anchor(1, 1), anchor(2, 1))) == 2
    with pytest.raises(OverfullPackage):
        places(*(anchor(row, 1) for row in range(3)))
