"""A copy of a template with each fault as a Chinese comment at its tag, to be mended in WPS (D5)."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from desktop.documents.package import BODY, WORD, W, open_parts, parse
from desktop.documents.template_faults import Fault, seen_paragraphs

_COMMENTS = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_AUTHOR = "巡察整改台账"


def marked_copy(data: bytes, name: str, faults: Sequence[Fault]) -> bytes:
    """The file with one comment a fault; what has no place of its own stands at the first paragraph."""
    parts = dict(open_parts(data, name))
    tree = parse(parts[BODY], name)
    paragraphs = [paragraph for paragraph, _text in seen_paragraphs(tree)] or list(tree.iter(f"{W}p"))
    comments = etree.Element(f"{W}comments", nsmap={"w": WORD})
    for number, fault in enumerate(faults):
        comments.append(_comment(number, fault))
        _anchor(paragraphs[min(max(fault.paragraph, 1), len(paragraphs)) - 1], number)
    parts[BODY], parts[_COMMENTS] = _written(tree), _written(comments)
    parts[_RELATIONS] = _related(parts.get(_RELATIONS), name)
    parts[_TYPES] = _typed(parts[_TYPES], name)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def _comment(number: int, fault: Fault) -> etree._Element:
    comment = etree.Element(f"{W}comment", {f"{W}id": str(number), f"{W}author": _AUTHOR})
    said = f"{fault.tag}{fault.message}" + (f"。{fault.suggestion}" if fault.suggestion else "")
    run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
    etree.SubElement(run, f"{W}t").text = said
    return comment


def _anchor(paragraph: etree._Element, number: int) -> None:
    """The comment covers its paragraph: an editor may have split the tag over many runs."""
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
    paragraph.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)}))
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})


def _related(present: bytes | None, name: str) -> bytes:
    tree = parse(present, name) if present else etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
    if not any(one.get("Type") == _KIND for one in tree):
        etree.SubElement(
            tree, f"{{{_PACKAGE}}}Relationship", {"Id": "rIdFaults", "Type": _KIND, "Target": "comments.xml"}
        )
    return _written(tree)


def _typed(present: bytes, name: str) -> bytes:
    tree = parse(present, name)
    if not any(one.get("PartName") == f"/{_COMMENTS}" for one in tree):
        namespace = etree.QName(tree).namespace
        etree.SubElement(tree, f"{{{namespace}}}Override", {"PartName": f"/{_COMMENTS}", "ContentType": _CONTENT})
    return _written(tree)


def _written(tree: etree._Element) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
