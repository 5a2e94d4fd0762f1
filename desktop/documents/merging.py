"""Several issued papers as one file for the printer: each with its own head and feet, from page 1, on the front of a sheet (D11).

Nothing of a paper changes: bodies stand one after the other, each ends with its own page set-up, and what differs between them
(heads, feet, pictures) comes along under names of its own. The hidden marks of figures stay with the papers in the register.

The back of a last sheet is a page of its own without a number (GB/T 9704, 7.5), by the program's own count of pages: a section
that asks for an odd page loses its heads in LibreOffice, which repeats the first page's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from desktop.documents.layout import ANCHOR
from desktop.documents.measures import style_measures
from desktop.documents.package import BODY, WORD, W, open_parts, parse
from desktop.documents.pages import PageCounter
from desktop.documents.properties import of_the_office
from desktop.documents.stamp import packed
from desktop.documents.template import style_ids
from desktop.errors import KnownError

_RELATIONS, _TYPES, _CORE = "word/_rels/document.xml.rels", "[Content_Types].xml", "docProps/core.xml"
_LOOK = ("word/styles.xml", "word/settings.xml", "word/numbering.xml")
_OF_A_LOOK = ("/styles", "/settings", "/numbering", "/theme", "/fontTable", "/webSettings", "/customXml")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_R = f"{{{_OFFICE}}}"
_ALONG = ("/header", "/footer", "/image", "/hyperlink")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_BEFORE_TYPE = ("headerReference", "footerReference", "footnotePr", "endnotePr")
_BEFORE_NUMBER = (*_BEFORE_TYPE, "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
_TITLE = re.compile(rb"(<dc:title>).*?(</dc:title>)", re.DOTALL)
_SUBJECT = re.compile(rb"<dc:subject>.*?</dc:subject>", re.DOTALL)


def merged(papers: Sequence[tuple[str, bytes]], title: str, office: str = "") -> bytes:
    """The papers, each as (file name, file), in their order; KnownError where two have other styles, so another look, or notes of their own."""
    first, *others = [open_parts(data, name) for name, data in papers]
    for (name, _data), parts in zip(papers[1:], others, strict=True):
        if _words_beside(parts, name) != _words_beside(first, papers[0][0]):
            raise KnownError(
                f"“{name}”与“{papers[0][0]}”的脚注、批注或图表不同，合并后会串到别的文书里。请分别打印。", "other_look"
            )
        if any(parts.get(part) != first.get(part) for part in _LOOK):
            raise KnownError(
                f"“{name}”与“{papers[0][0]}”的版式不同，不能合并成一个文件。请把同一文种、同一模板的文书分别合并。",
                "other_look",
            )
    styles = style_ids(first[_LOOK[0]], papers[0][0])
    counter = PageCounter(style_measures(parse(first[_LOOK[0]], papers[0][0])), styles.get(ANCHOR, ""))
    whole = _Whole(first, papers[0][0], counter)
    for (name, _data), parts in zip(papers, (first, *others), strict=True):
        whole.add(parts, name)
    return whole.packed(title, office)


class _Whole:
    """The file that grows."""

    def __init__(self, parts: dict[str, bytes], name: str, counter: PageCounter) -> None:
        self._counter, self._pages = counter, 0
        self._parts = {part: data for part, data in parts.items() if not _comes_along(part)}
        self._root = parse(parts[BODY], name)
        self._body: list[etree._Element] = []
        self._relations = parse(parts[_RELATIONS], name)
        self._types = parse(parts[_TYPES], name)
        for relation in [one for one in self._relations if one.get("Type", "").endswith(_ALONG)]:
            self._relations.remove(relation)
        for kind in [one for one in self._types if _comes_along(one.get("PartName", "").lstrip("/"))]:
            self._types.remove(kind)
        self._known: dict[tuple[str, bytes, bytes], str] = {}
        self._names, self._marks, self._drawings = count(1), count(1), count(1)

    def add(self, parts: dict[str, bytes], name: str) -> None:
        """One more paper, behind the others."""
        root = parse(parts[BODY], name)
        renamed = dict(self._brought(parts, name))
        for element in root.iter():
            for attribute in ("id", "embed", "link"):
                if element.get(f"{_R}{attribute}") in renamed:
                    element.set(f"{_R}{attribute}", renamed[element.get(f"{_R}{attribute}")])
        self._number_marks(root)
        if self._body:
            self._close()
            if self._pages % 2:
                self._body.append(self._empty_back())
        children = list(root[0])
        begin = next(root.iter(f"{W}sectPr"))
        _set_after(begin, "type", _BEFORE_TYPE, {"val": "nextPage"})
        _set_after(begin, "pgNumType", _BEFORE_NUMBER, {"start": "1"})
        self._body += children
        self._pages = self._counter.count(parts[BODY].decode("utf-8")).pages

    def packed(self, title: str, office: str) -> bytes:
        """The whole file, which says of itself what it is and names none of the addressees."""
        body = self._root[0]
        for child in list(body):
            body.remove(child)
        body.extend(self._body)
        parts = {**self._parts, BODY: _written(self._root), _RELATIONS: _written(self._relations)}
        parts[_TYPES] = _written(self._types)
        if _CORE in parts:
            said = title.replace("&", "&amp;").replace("<", "&lt;").encode()
            parts[_CORE] = _TITLE.sub(lambda found: found[1] + said + found[2], _SUBJECT.sub(b"", parts[_CORE]))
        return packed(of_the_office(parts, title, office))

    def _close(self) -> None:
        """The paper before ends with its own page set-up: in its last paragraph, so that no empty one is pushed to another page.

        The empty paragraph that holds 抄送 at the foot of the page keeps to that; one more of its kind, a point high, ends the paper.
        """
        last = self._body.pop()
        end = self._body[-1] if self._body else None
        if end is None or end.tag != f"{W}p" or next(end.iter(f"{W}sectPr"), None) is not None:
            end = etree.Element(f"{W}p")
            self._body.append(end)
        elif next(end.iter(f"{W}t"), None) is None:
            end = deepcopy(end)
            self._body.append(end)
        properties = end.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            end.insert(0, properties)
        change = properties.find(f"{W}pPrChange")
        properties.insert(len(properties) if change is None else properties.index(change), last)

    def _empty_back(self) -> etree._Element:
        """A page without head, foot and number."""
        page = etree.Element(f"{W}p")
        section = etree.SubElement(etree.SubElement(page, f"{W}pPr"), f"{W}sectPr")
        for place, tag in (("header", "hdr"), ("footer", "ftr")):
            key = self._blank(place, tag)
            for kind in ("default", "even"):
                etree.SubElement(section, f"{W}{place}Reference", {f"{W}type": kind, f"{_R}id": key})
        etree.SubElement(section, f"{W}type", {f"{W}val": "nextPage"})
        begin = next(one for child in self._body for one in child.iter(f"{W}sectPr"))
        section.extend(deepcopy(one) for one in begin if one.tag in (f"{W}pgSz", f"{W}pgMar"))
        return page

    def _blank(self, place: str, tag: str) -> str:
        """An empty head or foot, made once."""
        key, part = f"rIdBlank{tag}", f"{place}_blank.xml"
        if f"word/{part}" not in self._parts:
            root = etree.Element(f"{W}{tag}", nsmap={"w": WORD})
            etree.SubElement(root, f"{W}p")
            self._parts[f"word/{part}"] = _written(root)
            kind = {"Id": key, "Type": f"{_OFFICE}/{place}", "Target": part}
            etree.SubElement(self._relations, f"{_PACKAGE}Relationship", kind)
            content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{place}+xml"
            etree.SubElement(self._types, f"{_CONTENT}Override", {"PartName": f"/word/{part}", "ContentType": content})
        return key

    def _brought(self, parts: dict[str, bytes], name: str) -> Iterator[tuple[str, str]]:
        """The old and new ids of what a paper brings; what an earlier one brought alike is shared."""
        for relation in parse(parts[_RELATIONS], name):
            kind, target = relation.get("Type", ""), relation.get("Target", "")
            if not kind.endswith(_ALONG):
                continue
            part = posixpath.join("word", target)
            own = f"word/_rels/{posixpath.basename(target)}.rels"
            outside = relation.get("TargetMode") == "External"
            key = (f"{kind} {target if outside else ''}", parts.get(part, b""), parts.get(own, b""))
            if key not in self._known:
                number = next(self._names)
                self._known[key] = f"rIdM{number}"
                if not outside:
                    stem, dot, ending = target.rpartition(".")
                    target = f"{stem}_m{number}{dot}{ending}"
                    self._bring(parts, part, own, target)
                line = etree.SubElement(self._relations, relation.tag, dict(relation.attrib))
                line.set("Id", self._known[key])
                line.set("Target", target)
            yield relation.get("Id", ""), self._known[key]

    def _bring(self, parts: dict[str, bytes], part: str, own: str, target: str) -> None:
        self._parts[posixpath.join("word", target)] = parts[part]
        if own in parts:  # a picture in a head: it lies under its old name, the same for all papers of a template
            self._parts[f"word/_rels/{posixpath.basename(target)}.rels"] = parts[own]
            self._parts |= {one: data for one, data in parts.items() if one.startswith("word/media/")}
        for kind in parse(parts[_TYPES], part):
            if kind.get("PartName") == f"/{part}":
                line = etree.SubElement(self._types, kind.tag, dict(kind.attrib))
                line.set("PartName", f"/{posixpath.join('word', target)}")

    def _number_marks(self, root: etree._Element) -> None:
        """Figures lose their hidden marks, other bookmarks and pictures get numbers of which the whole file has no second."""
        ids: dict[str, str] = {}
        for mark in list(root.iter(f"{W}bookmarkStart")):
            if mark.get(f"{W}name", "").startswith("_fig"):
                mark.getparent().remove(mark)
            else:
                ids[mark.get(f"{W}id")] = number = str(next(self._marks))
                mark.set(f"{W}id", number)
        for mark in list(root.iter(f"{W}bookmarkEnd")):
            if mark.get(f"{W}id") in ids:
                mark.set(f"{W}id", ids[mark.get(f"{W}id")])
            else:
                mark.getparent().remove(mark)
        for drawing in root.iter(_DRAWING):
            drawing.set("id", str(next(self._drawings)))


def _words_beside(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    """What a body names and the merged file holds once: notes, comments, charts of a paper that a hand edited."""
    return {
        relation.get("Id", ""): parts.get(posixpath.join("word", relation.get("Target", "")), b"")
        for relation in parse(parts[_RELATIONS], name)
        if not relation.get("Type", "").endswith((*_ALONG, *_OF_A_LOOK))
    }


def _comes_along(part: str) -> bool:
    """Whether a part belongs to one paper: a head, a foot, a picture, or what these name."""
    return bool(re.match(r"word/(?:header|footer)\d*\.xml$|word/media/|word/_rels/(?:header|footer)", part))


def _set_after(section: etree._Element, tag: str, before: tuple[str, ...], values: dict[str, str]) -> None:
    """One property of a page set-up, at its place in the order of the schema."""
    found = section.find(f"{W}{tag}")
    if found is None:
        found = etree.Element(f"{W}{tag}")
        names = {f"{W}{name}" for name in before}
        section.insert(sum(child.tag in names for child in section), found)
    for name, value in values.items():
        found.set(f"{W}{name}", value)


def _written(tree: etree._Element) -> bytes:
    data: bytes = etree.tostring(tree, encoding="UTF-8", standalone=True)
    return data
