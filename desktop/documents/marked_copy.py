"""A copy of a template with each fault as a Chinese comment at its tag, to be mended in WPS (D5)."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
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
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_AUTHOR = "巡察整改台账"


def marked_copy(data: bytes, name: str, faults: Sequence[Fault]) -> bytes:
    """The file with one comment a fault, beside the comments that it had; what has no place in the body stands at its beginning."""
    parts = dict(open_parts(data, name))
    tree = parse(parts[BODY], name)
    seen = list(seen_paragraphs(tree)) or [(paragraph, "") for paragraph in tree.iter(f"{W}p")]
    comments = parse(parts[_COMMENTS], name) if _COMMENTS in parts else etree.Element(f"{W}comments", nsmap={"w": WORD})
    for number, fault in enumerate(faults, _first_free(comments, tree)):
        comments.append(_comment(number, fault))
        place = 1 if fault.elsewhere else fault.paragraph
        _anchor(seen[min(max(place, 1), len(seen)) - 1][0], number, "" if fault.elsewhere else fault.tag)
    parts[BODY], parts[_COMMENTS] = _written(tree), _written(comments)
    parts[_RELATIONS] = _related(parts.get(_RELATIONS), name)
    parts[_TYPES] = _typed(parts[_TYPES], name)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def _first_free(*trees: etree._Element) -> int:
    """The first number that no comment of the file bears."""
    names = (f"{W}comment", f"{W}commentRangeStart", f"{W}commentReference")
    borne = [one.get(f"{W}id", "") for tree in trees for one in tree.iter(*names)]
    return max((int(number) for number in borne if number.isdigit()), default=-1) + 1


def _comment(number: int, fault: Fault) -> etree._Element:
    comment = etree.Element(f"{W}comment", {f"{W}id": str(number), f"{W}author": _AUTHOR})
    said = f"{fault.tag}{fault.message}" + (f"。{fault.suggestion}" if fault.suggestion else "")
    run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
    etree.SubElement(run, f"{W}t").text = said
    return comment


def _anchor(paragraph: etree._Element, number: int, tag: str) -> None:
    """The comment covers the runs of its tag, however an editor split it; without one its whole paragraph."""
    first, last = _covered(paragraph, tag)
    start = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})
    if first is None or last is None:
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, start)
        paragraph.extend([end, run])
        return
    first.addprevious(start)
    last.addnext(run)
    last.addnext(end)


def _covered(paragraph: etree._Element, tag: str) -> tuple[etree._Element | None, etree._Element | None]:
    """The children of a paragraph in which a tag begins and ends; None where it does not stand there."""
    at = "".join(text for _child, text in _pieces(paragraph)).find(tag) if tag else -1
    if at < 0:
        return None, None
    _cut(paragraph, at)
    _cut(paragraph, at + len(tag))
    first, passed = None, 0
    for child, text in _pieces(paragraph):
        passed += len(text)
        if first is None and passed > at:
            first = child
        if passed >= at + len(tag):
            return first, child
    return None, None


def _pieces(paragraph: etree._Element) -> list[tuple[etree._Element, str]]:
    return [(child, "".join(child.itertext(f"{W}t"))) for child in paragraph if isinstance(child.tag, str)]


def _cut(paragraph: etree._Element, at: int) -> None:
    """Make a run that holds one text begin or end at a place; a run of several texts stays whole."""
    passed = 0
    for child, text in _pieces(paragraph):
        inside = at - passed
        passed += len(text)
        texts = child.findall(f"{W}t")
        plain = child.tag == f"{W}r" and len(texts) == 1 and all(one.tag in (f"{W}t", f"{W}rPr") for one in child)
        if not 0 < inside < len(text) or not plain:
            continue
        rest = deepcopy(child)
        child.addnext(rest)
        for run, words in ((child, text[:inside]), (rest, text[inside:])):
            run.find(f"{W}t").text = words
            run.find(f"{W}t").set(_SPACE, "preserve")
        return


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
    data: bytes = etree.tostring(tree, encoding="UTF-8", standalone=True)
    return data
