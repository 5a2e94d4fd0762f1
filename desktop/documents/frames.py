"""Shared frames: head, signature, colophon, page set-up, styles, headers and footers of a form, put round a kind's own file.

A kind's Word file holds title, body and table columns. Paragraphs 〔版头〕 〔落款〕 〔版记〕 say where the shared blocks go;
where a mark is missing its block goes to its usual place. A file that brings its own number line is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path

from lxml import etree

from desktop.documents.package import BODY, WORD, W, open_parts, parse
from desktop.errors import KnownError

FOLDER = Path(__file__).resolve().parents[2] / "templates_docx" / "frames"
HEAD, SIGNATURE, COLOPHON = "〔版头〕", "〔落款〕", "〔版记〕"
MARKS = (HEAD, SIGNATURE, COLOPHON)
LANDSCAPE, BALLOT = "〔横页〕", "〔票页〕"
_RELATIONS = "word/_rels/document.xml.rels"
_STYLES = "word/styles.xml"
_TYPES = "[Content_Types].xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BROUGHT = ("/image", "/hyperlink", "/numbering")
_NARROW = 9_000
"""Twips: a page that is narrower is no A4."""
_SAME_FRAME = {"record": "sheet"}
_OWN_HEAD = re.compile(r"\{\{\s*发文字号|\{\{\s*份号")


def has_frame(form: str) -> bool:
    """Whether the program brings the frame of a form."""
    return frame_path(form).is_file()


def frame_path(form: str) -> Path:
    """The file of a form's frame; two forms may share one."""
    return FOLDER / f"{_SAME_FRAME.get(form, form)}.docx"


@cache
def _frame(form: str) -> tuple[Mapping[str, bytes], Mapping[str, tuple[etree._Element, ...]]]:
    """The parts of a form's frame, and its blocks by their marks."""
    path = frame_path(form)
    if not path.is_file():
        raise KnownError(f"找不到“{form}”的版式框架 {path.name}；请重新安装程序")
    parts = open_parts(path.read_bytes(), path.name)
    body = parse(parts[BODY], path.name)[0]
    blocks: dict[str, list[etree._Element]] = {}
    mark = ""
    for child in body:
        text = _text(child).strip()
        if text in (*MARKS, LANDSCAPE, BALLOT):
            mark = text
            blocks[mark] = []
        elif child.tag != f"{W}sectPr":
            blocks.setdefault(mark, []).append(child)
    return parts, {key: tuple(found) for key, found in blocks.items()}


def is_whole(parts: Mapping[str, bytes]) -> bool:
    """Whether a template brings head and page set-up itself, as those of the first release did.

    One that says where the shared head goes does not, even if its text names the number once more (a receipt).
    """
    plain = re.sub(r"<[^>]+>", "", parts[BODY].decode("utf-8", "replace"))
    return HEAD not in plain and bool(_OWN_HEAD.search(plain))


def assembled(parts: Mapping[str, bytes], name: str, form: str) -> dict[str, bytes]:
    """The parts of a kind's file inside the frame of its form; a whole template, or one without a form, as it is."""
    if not form or is_whole(parts):
        return dict(parts)
    frame, blocks = _frame(form)
    own = parse(parts[BODY], name)
    relations, renamed = _relations(parts, frame, name)
    _rename(own, _style_names(parts, frame, name), renamed)
    body = _placed(own[0], blocks, parse(frame[BODY], name)[0])
    kept = {part: data for part, data in parts.items() if part.startswith(("word/media/", "word/numbering"))}
    return {
        **frame,
        **kept,
        "docProps/core.xml": parts.get("docProps/core.xml", frame["docProps/core.xml"]),
        _TYPES: _types(parts, frame, name),
        _STYLES: _styles(parts, frame, name),
        _RELATIONS: relations,
        BODY: _document(own, parse(frame[BODY], name), body),
    }


def _placed(
    own: etree._Element, blocks: Mapping[str, tuple[etree._Element, ...]], frame: etree._Element
) -> list[etree._Element]:
    """The children of the new body: the kind's, with blocks at their marks and the frame's page set-up."""
    children = [child for child in own if child.tag != f"{W}sectPr"]
    present = {text for child in children if (text := _text(child).strip()) in MARKS}
    if HEAD not in present:
        children = [HEAD, *children]
    if SIGNATURE not in present:
        at = next((place for place, child in enumerate(children) if _breaks(child)), len(children))
        children = [*children[:at], SIGNATURE, *children[at:]]
    if COLOPHON not in present:
        children = [*children, COLOPHON]
    final = frame.find(f"{W}sectPr")
    turned, small = (
        next((child for child in blocks.get(mark, ()) if _breaks(child)), None) for mark in (LANDSCAPE, BALLOT)
    )
    body: list[etree._Element] = []
    for child in children:
        mark = child if isinstance(child, str) else _text(child).strip()
        if mark in MARKS:
            body += [deepcopy(one) for one in blocks.get(mark, ())]
        elif _breaks(child):
            body += _with_set_up(child, final, turned, small)
        else:
            body.append(child)
    return [*body, deepcopy(final)]


def _with_set_up(
    paragraph: etree._Element, upright: etree._Element, turned: etree._Element | None, small: etree._Element | None
) -> list[etree._Element]:
    """A section's end with the frame's page set-up; only the orientation, and that it is the small page of a ballot, are the kind's own.

    An editor may move the end into the paragraph before, which a {%p …%} would take away with it: it gets its own again.
    """
    old = next(paragraph.iter(f"{W}sectPr"))
    size = old.find(f"{W}pgSz")
    wide = size is not None and size.get(f"{W}orient") == "landscape"
    narrow = size is not None and int(size.get(f"{W}w", _NARROW)) < _NARROW
    other = small if narrow else turned if wide else None
    new = next(other.iter(f"{W}sectPr")) if other is not None else upright
    old.getparent().replace(old, deepcopy(new))
    if not _text(paragraph).strip():
        return [paragraph]
    end = etree.Element(f"{W}p")
    properties = etree.SubElement(end, f"{W}pPr")
    style = new.getparent().find(f"{W}pStyle") if new.getparent() is not None else None
    if style is not None:
        properties.append(deepcopy(style))
    properties.append(next(paragraph.iter(f"{W}sectPr")))
    return [paragraph, end]


def _breaks(child: etree._Element | str) -> bool:
    return not isinstance(child, str) and child.tag == f"{W}p" and next(child.iter(f"{W}sectPr"), None) is not None


def _text(child: etree._Element) -> str:
    return "".join(node.text or "" for node in child.iter(f"{W}t")) if child.tag == f"{W}p" else ""


def _style_tree(parts: Mapping[str, bytes], name: str) -> etree._Element:
    if _STYLES not in parts:
        raise KnownError(f"{name}：缺少样式表；请在 WPS 里打开后另存为 .docx 再试")
    return parse(parts[_STYLES], name)


def _by_name(tree: etree._Element) -> dict[str, etree._Element]:
    """Styles by kind and name; the ids change when WPS saves, names stay."""
    found = {}
    for style in tree.iter(f"{W}style"):
        label = style.find(f"{W}name")
        if label is not None:
            found[f"{style.get(f'{W}type')}:{label.get(f'{W}val')}"] = style
    return found


def _style_names(parts: Mapping[str, bytes], frame: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Style ids of the kind's file and what the frame calls the same styles; the others get a prefix of their own."""
    shared = _by_name(_style_tree(frame, name))
    found = {}
    for key, style in _by_name(_style_tree(parts, name)).items():
        own = style.get(f"{W}styleId")
        found[own] = shared[key].get(f"{W}styleId") if key in shared else f"K{own}"
    return found


def _rename(tree: etree._Element, styles: Mapping[str, str], relations: Mapping[str, str]) -> None:
    for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "link", "next"):
        for element in tree.iter(f"{W}{tag}"):
            value = element.get(f"{W}val")
            element.set(f"{W}val", styles.get(value, value))
    if tree.tag == f"{W}document":
        for element in tree.iter():
            for attribute in ("id", "embed", "link"):
                value = element.get(f"{_R}{attribute}")
                if value in relations and element.tag != f"{W}headerReference" and element.tag != f"{W}footerReference":
                    element.set(f"{_R}{attribute}", relations[value])


def _styles(parts: Mapping[str, bytes], frame: Mapping[str, bytes], name: str) -> bytes:
    """The frame's styles, and those of the kind's file that the frame does not know."""
    tree, names = _style_tree(frame, name), _style_names(parts, frame, name)
    shared = _by_name(tree)
    for key, style in _by_name(_style_tree(parts, name)).items():
        if key not in shared:
            added = deepcopy(style)
            added.attrib.pop(f"{W}default", None)
            added.set(f"{W}styleId", names[style.get(f"{W}styleId")])
            _rename(added, names, {})
            tree.append(added)
    return _written(tree)


def _relations(parts: Mapping[str, bytes], frame: Mapping[str, bytes], name: str) -> tuple[bytes, dict[str, str]]:
    """The frame's relations with those that the kind's file brings: pictures, links, numbering."""
    tree, renamed = parse(frame[_RELATIONS], name), {}
    for relation in parse(parts[_RELATIONS], name) if _RELATIONS in parts else ():
        if relation.get("Type", "").endswith(_BROUGHT):
            added = deepcopy(relation)
            renamed[relation.get("Id")] = f"k{relation.get('Id')}"
            added.set("Id", renamed[relation.get("Id")])
            tree.append(added)
    return _written(tree), renamed


def _types(parts: Mapping[str, bytes], frame: Mapping[str, bytes], name: str) -> bytes:
    tree = parse(frame[_TYPES], name)
    known = {child.get("Extension") for child in tree} | {child.get("PartName") for child in tree}
    for child in parse(parts[_TYPES], name):
        if child.get("Extension") and child.get("Extension") not in known:
            tree.insert(0, deepcopy(child))
        elif child.get("PartName") == "/word/numbering.xml":
            tree.append(deepcopy(child))
    return _written(tree)


def _document(own: etree._Element, frame: etree._Element, children: list[etree._Element]) -> bytes:
    """A root that knows the prefixes of both, so that nothing is declared again inside."""
    root = etree.Element(f"{W}document", nsmap={**own.nsmap, **frame.nsmap, "w": WORD})
    ignorable = own.get(f"{_MC}Ignorable")
    if ignorable:
        root.set(f"{_MC}Ignorable", ignorable)
    body = etree.SubElement(root, f"{W}body")
    body.extend(children)
    etree.cleanup_namespaces(root, keep_ns_prefixes=[prefix for prefix in root.nsmap if prefix])
    return _written(root)


def _written(tree: etree._Element) -> bytes:
    data: bytes = etree.tostring(tree, encoding="UTF-8", standalone=True)
    return data
