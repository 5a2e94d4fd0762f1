"""The properties of a Word file that leaves: title and subject of the paper, the office as author, and no trace of an editor (A6).

Whoever edits a file in Word or WPS leaves a name, a company, times, a picture of the first page and a list of people in it.
A paper of the office names the office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from lxml import etree

from desktop.documents.package import open_parts, parse
from desktop.documents.stamp import packed

PROGRAM = "巡察整改台账"
_CORE, _APP, _TYPES = "docProps/core.xml", "docProps/app.xml", "[Content_Types].xml"
_PERSONAL = re.compile(
    r"docProps/custom\.xml|docProps/thumbnail\.\w+|docMetadata/LabelInfo\.xml|word/people\.xml", re.IGNORECASE
)
_KEPT = ("title", "subject")
_DC = "{http://purl.org/dc/elements/1.1/}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_SPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_APP_SPACE = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'


def of_the_office(parts: Mapping[str, bytes], name: str, office: str) -> dict[str, bytes]:
    """The parts with the properties of the office; a title and a subject stay, tags of a template in them too."""
    gone = {part for part in parts if _PERSONAL.fullmatch(part)}
    kept = {part: content for part, content in parts.items() if part not in gone}
    if _CORE in kept:
        kept[_CORE] = _core(kept[_CORE], name, office)
    if _APP in kept:
        kept[_APP] = _app(office)
    return _unlinked(kept, gone, name) if gone else kept


def cleaned(data: bytes, name: str, office: str) -> bytes:
    """A finished file with the properties of the office; its text stays as it is."""
    return packed(of_the_office(open_parts(data, name), name, office))


def _core(content: bytes, name: str, office: str) -> bytes:
    tree = parse(content, name)
    told = [
        (f"dc:{tag}", "".join(found.itertext())) for tag in _KEPT if (found := tree.find(f"{_DC}{tag}")) is not None
    ]
    told += [("dc:creator", office), ("cp:lastModifiedBy", office)] if office else []
    lines = "".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for tag, text in told)
    return f"{_HEAD}<cp:coreProperties {_CORE_SPACES}>{lines}</cp:coreProperties>".encode()


def _app(office: str) -> bytes:
    company = f"<Company>{escape(office, quote=False)}</Company>" if office else ""
    return f"{_HEAD}<Properties {_APP_SPACE}><Application>{PROGRAM}</Application>{company}</Properties>".encode()


def _unlinked(parts: dict[str, bytes], gone: set[str], name: str) -> dict[str, bytes]:
    """Without the relations and content types of what was taken out."""
    for part in [one for one in parts if one.endswith(".rels") or one == _TYPES]:
        tree = parse(parts[part], name)
        folder = part.removesuffix(part.rsplit("/", 1)[-1]).removesuffix("_rels/") if part != _TYPES else ""
        dead = [one for one in tree if _meant(one, folder) in gone]
        for one in dead:
            tree.remove(one)
        if dead:
            parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return parts


def _meant(element: etree._Element, folder: str) -> str:
    """The part that a relation or a content type is about."""
    target = element.get("PartName") or element.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else f"{folder}{target}"
