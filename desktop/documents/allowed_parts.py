"""What a .docx may hold to be taken as a template or an approved paper: parts, relations and fields by lists of the allowed.

Nothing outside the lists passes, whatever it is called: no macros in any spelling, no OLE, no altChunk, no attached template,
nothing fetched from elsewhere, no field that computes, includes or dates itself anew on opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from desktop.documents.package import W, parse
from desktop.errors import KnownError

REFUSED = "forbidden_content"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core|custom)\.xml|docProps/thumbnail\.(?:jpe?g|png|emf|wmf)"
    r"|docMetadata/LabelInfo\.xml|word/_rels/(?:document|header\d*|footer\d*|footnotes|endnotes|comments|numbering|fontTable|settings)\.xml\.rels"
    r"|word/(?:document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|people"
    r"|comments|commentsExtended|commentsIds|commentsExtensible|header\d*|footer\d*)\.xml"
    r"|word/theme/theme\d*\.xml|word/theme/_rels/theme\d*\.xml\.rels|word/media/[^/]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf)"
    r"|word/fonts/[^/]+\.(?:odttf|ttf)|customXml/(?:item|itemProps)\d*\.xml|customXml/_rels/item\d*\.xml\.rels",
    re.IGNORECASE,
)
_RELATIONS = frozenset(
    [
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "metadata/core-properties",
        "metadata/thumbnail",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "numbering",
        "footnotes",
        "endnotes",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "theme",
        "header",
        "footer",
        "image",
        "customXml",
        "customXmlProps",
        "font",
        "classificationlabels",
    ]
)
_FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "SEQ",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "STYLEREF",
        "TOC",
        "EQ",
        "SYMBOL",
        "ADVANCE",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "HYPERLINK",
    ]
)
_ELEMENTS = {
    "altChunk": "嵌入的另一份文档",
    "subDoc": "子文档",
    "object": "嵌入的对象",
    "OLEObject": "嵌入的对象",
    "control": "ActiveX 控件",
    "attachedTemplate": "外接的模板",
    "mailMerge": "邮件合并的数据源",
    "saveThroughXslt": "外接的转换文件",
    "movie": "外接的媒体",
}
_OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)
_LINKING = ("link", "href")
_FORMULA = re.compile(r"^\s*=")
_PLACES = (
    ("word/document", "正文"), ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"),
    ("word/endnotes", "尾注"), ("word/comments", "批注"), ("word/settings", "文档设置"), ("docProps", "文档属性"),
)  # fmt: skip
_CHAR, _BEGIN, _INSTR = f"{W}fldChar", f"{W}fldSimple", f"{W}instrText"


def refuse_foreign(parts: Mapping[str, bytes], name: str) -> None:
    """Raise KnownError, kind `forbidden_content`, with the place of the first thing that is not allowed."""
    fault = next(foreign(parts, name), None)
    if fault is not None:
        raise KnownError(f"{name}：{fault}，不予采用；请在 WPS 里删去后另存为 .docx 再试", REFUSED)


def foreign(parts: Mapping[str, bytes], name: str) -> Iterator[str]:
    """Everything that is not allowed, one Chinese phrase each with its place."""
    for part in parts:
        if not _PARTS.fullmatch(part):
            yield _foreign_part(part)
    for part, content in parts.items():
        if part == "[Content_Types].xml":
            if re.search(rb"macroEnabled|vbaProject|activeX|oleObject", content, re.IGNORECASE):
                yield "带有宏或控件"
        elif part.endswith(".rels"):
            yield from _relations(part, parse(content, name))
        elif part.startswith("word/") and part.endswith(".xml"):
            yield from _elements(part, parse(content, name))


def _foreign_part(part: str) -> str:
    if re.search("vba", part, re.IGNORECASE):
        return "带有宏"
    if re.search("embeddings|activeX|ole", part, re.IGNORECASE):
        return f"嵌入了对象（{part}）"
    return f"有不认识的部件“{part}”"


def _relations(part: str, tree: etree._Element) -> Iterator[str]:
    for relation in tree.iter("{*}Relationship"):
        kind = relation.get("Type", "")
        short = kind.rpartition("/relationships/")[2]
        target = relation.get("Target", "")
        if relation.get("TargetMode", "").lower() == "external" or _OUTSIDE.match(target):
            word = "超链接" if short == "hyperlink" else "图片" if short == "image" else "内容"
            yield f"{_place(part.replace('_rels/', ''))}里有指向外部的{word}“{target[:60]}”"
        elif short not in _RELATIONS and short != "hyperlink":
            yield f"{_place(part.replace('_rels/', ''))}里有不允许的关联“{short}”"


def _elements(part: str, tree: etree._Element) -> Iterator[str]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        word = _ELEMENTS.get(element.tag.rpartition("}")[2])
        if word:
            yield f"{_place(part)}里有{word}"
        for key, value in element.attrib.items():
            if _links(str(key)):
                yield f"{_place(part)}里有链接来的图片“{str(value)[:40]}”"
    yield from _fields(part, tree)


def _links(key: str) -> bool:
    space, _brace, word = key.rpartition("}")
    return word in _LINKING and "officeDocument" in space and "relationships" in space


def _fields(part: str, tree: etree._Element) -> Iterator[str]:
    """The code of every field, its pieces joined however the editor split them."""
    for code in codes(tree):
        word = re.split(r"[\s\\]", code.strip())[0].upper()
        linked = word == "HYPERLINK" and not re.match(r"\s*HYPERLINK\s+\\l\b", code, re.IGNORECASE)
        if (word and word not in _FIELDS) or _FORMULA.match(code) or linked:
            yield f"{_place(part)}里有不允许的域“{code.strip()[:40]}”"


def codes(tree: etree._Element) -> Iterator[str]:
    """Field codes of a part; of nested fields each by itself."""
    open_codes: list[list[str]] = []
    for element in tree.iter(_CHAR, _BEGIN, _INSTR):
        if element.tag == _BEGIN:
            yield element.get(f"{W}instr", "")
        elif element.tag == _INSTR:
            if open_codes:
                open_codes[-1].append(element.text or "")
            else:
                yield element.text or ""
        elif element.get(f"{W}fldCharType") == "begin":
            open_codes.append([])
        elif element.get(f"{W}fldCharType") == "end" and open_codes:
            yield "".join(open_codes.pop())
    for left in open_codes:
        yield "".join(left)


def _place(part: str) -> str:
    return next((word for start, word in _PLACES if part.startswith(start)), "文件")
