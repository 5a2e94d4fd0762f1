"""The parts of an .xlsx package: found by their relations whatever their dress, and refused where they cheat (S-8)."""

import io
import zipfile

import pytest

from desktop.exchange import xlsx_package
from desktop.exchange.xlsx_package import BrokenPackage, OverfullPackage, Package, local

RELATIONS = (
    '<r:Relationships xmlns:r="x"><r:Relationship Id="a" Type="http://x/worksheet" Target="sheets/a.xml"/>'
    '<r:Relationship Id="b" Type="http://x/styles" Target="/XL/styles.xml"/><r:Relationship Id="c" Type="t" Target="..\\docProps\\c.xml"/>'
    '<r:Relationship Id="d" Type="t" Target="http://x" TargetMode="External"/></r:Relationships>'
)


def package(**parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return Package(data.getvalue())


def parsed(content):
    seen = []
    package(a=content).parse(
        "a", lambda tag, attributes: seen.append((local(tag), attributes)), lambda tag: seen.append(tag), seen.append
    )
    return seen


def test_names_are_known_without_case_and_tags_without_prefix():
    one = package(**{"XL__Workbook.xml": "<a/>"})
    assert one.has("xl/workbook.XML") and not one.has("xl/other.xml")
    assert [local(tag) for tag in ("x:row", "row", "a:b:c")] == ["row", "row", "c"]


def test_a_part_is_streamed_through_the_handlers():
    assert parsed('<x:a n="1">t</x:a>') == [("a", {"n": "1"}), "t", "x:a"]


def test_relations_lead_to_parts_beside_above_and_from_the_root():
    one = package(**{"xl___rels__workbook.xml.rels": RELATIONS})
    assert one.relations("xl/workbook.xml") == {
        "a": ("worksheet", "xl/sheets/a.xml"),
        "b": ("styles", "XL/styles.xml"),
        "c": ("t", "docProps/c.xml"),
    }
    assert one.relations("xl/other.xml") == {}


@pytest.mark.parametrize("content", ["<a>", "no xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<a/><b/>"])
def test_what_is_no_xml_of_a_workbook_is_broken(content):
    with pytest.raises(BrokenPackage):
        parsed(content)


def test_a_part_that_is_missing_is_broken():
    with pytest.raises(BrokenPackage):
        package().parse("a", lambda *_a: None)


def test_more_elements_than_a_part_can_hold_are_refused_s8(monkeypatch):
    """S-8"""
    monkeypatch.setattr(xlsx_package, "_FREE_ELEMENTS", 0)
    most = 20
    content = "<a>" + "<b/>" * most + "</a>"
    with pytest.raises(OverfullPackage):
        parsed("<a>" + "<b/>" * 5000 + "</a>")
    monkeypatch.setattr(xlsx_package, "_FREE_ELEMENTS", most + 1)
    assert len([one for one in parsed(content) if isinstance(one, tuple)]) == most + 1
