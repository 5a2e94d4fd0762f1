"""Tracked changes and comments of a file that was edited: told one by one, and accepted where a person says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from desktop.documents.package import BODY, W, open_parts, parse
from desktop.documents.stamp import packed

_SHOWN = 30
_ADDED, _GONE = ("ins", "moveTo"), ("del", "moveFrom")
_FORMS = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
    "tblGridChange",
    "numberingChange",
)
_RANGES = re.compile(r"^(?:move(?:From|To)Range(?:Start|End)|customXml(?:Ins|Del|MoveFrom|MoveTo)Range(?:Start|End))$")
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_COMMENT_PART = re.compile(r"^word/(?:comments\w*|people)\.xml$")
_TEXT_PART = re.compile(r"^word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$")


def tracked(tree: etree._Element) -> Iterator[str]:
    """Each tracked insertion, deletion, change of form and comment of a part, with its words and its author."""
    forms = 0
    for element in tree.iter():
        word = _local(element)
        if word in _ADDED and _in_text(element):
            yield f"{_who(element)}增“{_words(element)}”"
        elif word in _GONE and _in_text(element):
            yield f"{_who(element)}删“{_words(element)}”"
        elif word in (*_ADDED, *_GONE):
            yield f"{_who(element)}{'增' if word in _ADDED else '删'}一段或一行"
        elif word == "comment":
            yield f"{_who(element)}批注“{_words(element)}”"
        elif word in _FORMS:
            forms += 1
    if forms:
        yield f"格式修订 {forms} 处"


def accepted(data: bytes, name: str) -> bytes:
    """The file with every tracked change accepted and every comment taken out; anything else as it was."""
    parts = open_parts(data, name)
    kept: dict[str, bytes] = {}
    for part, content in parts.items():
        if _COMMENT_PART.match(part):
            continue
        if _TEXT_PART.match(part):
            tree = parse(content, name)
            _accept(tree)
            content = etree.tostring(tree, encoding="UTF-8", standalone=True)
        elif part == "[Content_Types].xml" or part.endswith(".rels"):
            content = _without_comments(parse(content, name))
        kept[part] = content
    assert BODY in kept
    return packed(kept)


def _accept(tree: etree._Element) -> None:
    for mark in list(tree.iter(f"{W}rPr")):  # a paragraph mark that was deleted joins the next paragraph to its own
        if mark.find(f"{W}del") is not None and _local(mark.getparent()) == "pPr":
            _join_next(mark.getparent().getparent())
    for row in list(tree.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            row.getparent().remove(row)
    for element in list(tree.iter()):
        word = _local(element)
        if element.getparent() is None:
            continue
        if word in _GONE or word in _FORMS or word in _COMMENT_MARKS or _RANGES.match(word):
            _drop(element)
        elif word in _ADDED:
            _unwrap(element)


def _join_next(paragraph: etree._Element) -> None:
    following = paragraph.getnext()
    if following is None or _local(following) != "p":
        return
    for child in list(following):
        if _local(child) != "pPr":
            paragraph.append(child)
    following.getparent().remove(following)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    parent.remove(element)
    if _local(parent) == "r" and not [child for child in parent if _local(child) != "rPr"]:
        parent.getparent().remove(parent)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    parent.remove(element)


def _without_comments(tree: etree._Element) -> bytes:
    for line in list(tree):
        named = f"{line.get('PartName', '')}{line.get('Target', '')}"
        if re.search(r"(?:^|/)(?:comments\w*|people)\.xml$", named):
            tree.remove(line)
    return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True))


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _in_text(element: etree._Element) -> bool:
    return any(_local(piece) in ("t", "delText") for piece in element.iter())


def _who(element: etree._Element) -> str:
    author = element.get(f"{W}author", "").strip()
    return f"{author}：" if author else ""


def _words(element: etree._Element) -> str:
    text = "".join(piece.text or "" for piece in element.iter(f"{W}t", f"{W}delText"))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
