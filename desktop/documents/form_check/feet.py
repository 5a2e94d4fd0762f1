"""Page numbers in the feet of a paper: where they stand, and how they are written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from desktop.documents.form_check.forms import child, form_of
from desktop.documents.form_check.sections import R_ID, RELATIONS, Section
from desktop.documents.form_check.styles import VAL
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.package import WORD, W

DASH = "—"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FOOT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_BEFORE = [
    "writeProtection",
    "view",
    "zoom",
    "removePersonalInformation",
    "removeDateAndTime",
    "doNotDisplayPageBoundaries",
    "displayBackgroundShape",
    "printPostScriptOverText",
    "printFractionalCharacterWidth",
    "printFormsData",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "saveFormsData",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "hideSpellingErrors",
    "hideGrammaticalErrors",
    "activeWritingStyle",
    "proofState",
    "formsDesign",
    "attachedTemplate",
    "linkStyles",
    "stylePaneFormatFilter",
    "stylePaneSortMethod",
    "documentType",
    "mailMerge",
    "revisionView",
    "trackRevisions",
    "doNotTrackMoves",
    "doNotTrackFormatting",
    "documentProtection",
    "autoFormatOverride",
    "styleLockTheme",
    "styleLockQFSet",
    "defaultTabStop",
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "showEnvelope",
    "summaryLength",
    "clickAndTypeStyle",
    "defaultTableStyle",
]
"""What stands before evenAndOddHeaders in the settings of a file."""
_INSET = 280
"""One character of size 4, which is also the height of its line."""
_FOOT_EDGE = 1451
"""From the edge of the sheet to the foot's lower edge, which puts the dash 7 mm under the text (7.5)."""


def numbers(paper: Paper, part: str) -> list[Para]:
    """The paragraphs of a part with a page number."""
    tree = paper.tree(part)
    return [] if tree is None else [paper.para(one) for one in tree.iter(f"{W}p") if _has_number(one)]


def shown(para: Para) -> str:
    """What prints, with # for the number itself."""
    pieces: list[str] = []
    depth = 0
    for one in para.element.iter():
        if one.tag == f"{W}fldChar":
            kind = one.get(f"{W}fldCharType")
            depth += (kind == "begin") - (kind == "end")
            pieces += ["#"] if kind == "begin" else []
        elif one.tag == f"{W}fldSimple":
            pieces.append("#")
        elif one.tag == f"{W}t" and not depth and not any(up.tag == f"{W}fldSimple" for up in one.iterancestors()):
            pieces.append(one.text or "")
    return "".join(pieces)


def is_odd_and_even(paper: Paper) -> bool:
    """Whether even pages have feet of their own."""
    settings = paper.tree("word/settings.xml")
    mark = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
    return mark is not None and mark.get(VAL, "1") not in ("0", "false", "off")


def rewrite(para: Para) -> None:
    """— 1 — in size 4 宋体 in the place of what stands there."""
    for one in [one for one in para.element if one.tag != f"{W}pPr"]:
        para.element.remove(one)
    para.element.extend(_runs())


def place(element: etree._Element, side: str) -> None:
    """One character in from a side."""
    form = form_of(element, "pPr")
    frame = form.find(f"{W}framePr")
    if frame is not None:
        form.remove(frame)
    indent = child(form, "ind")
    indent.attrib.clear()
    for name in ("firstLineChars", "firstLine", "leftChars", "rightChars", "left", "right"):
        indent.set(f"{W}{name}", str(_INSET) if name == side else "0")
    child(form, "jc").set(VAL, side)


def set_sides(paper: Paper, section: Section) -> None:
    """Odd numbers right, even ones left; the even foot is a copy of the odd one where there is none."""
    odd = section.feet["default"]
    for para in numbers(paper, odd):
        place(para.element, "right")
    even = section.feet.get("even")
    if even is None or not numbers(paper, even):
        even = _add_foot(paper, section, "even", deepcopy(paper.tree(odd)))
    for para in numbers(paper, even):
        place(para.element, "left")
    _turn_on_even(paper, section)


def add_numbers(paper: Paper, section: Section) -> None:
    """A foot with the number where there is none at all."""
    odd = etree.Element(f"{W}ftr", nsmap={"w": WORD})
    paragraph = etree.SubElement(odd, f"{W}p")
    lines = {"before": "0", "after": "0", "line": str(_INSET), "lineRule": "exact"}
    child(form_of(paragraph, "pPr"), "spacing").attrib.update({f"{W}{name}": value for name, value in lines.items()})
    paragraph.extend(_runs())
    part = _add_foot(paper, section, "default", odd)
    child(section.element, "pgMar").set(f"{W}footer", str(_FOOT_EDGE))
    set_sides(paper, replace(section, feet={"default": part}))


def set_first(section: Section) -> None:
    """The first page has its own foot, which is empty, and the head that it had."""
    child(section.element, "titlePg")
    _same_head(section, "first")


def _has_number(paragraph: etree._Element) -> bool:
    own = [
        one for one in paragraph.iter(f"{W}instrText", f"{W}fldSimple") if next(one.iterancestors(f"{W}p")) is paragraph
    ]
    codes = "".join(one.text or "" if one.tag == f"{W}instrText" else f" {one.get(f'{W}instr', '')} " for one in own)
    return re.search(r"\bPAGE\b", codes, re.IGNORECASE) is not None


def _runs() -> Iterator[etree._Element]:
    yield _run(_text(f"{DASH} "))
    for kind in ("begin", "", "separate"):
        if kind:
            yield _run(etree.Element(f"{W}fldChar", {f"{W}fldCharType": kind}))
        else:
            code = etree.Element(f"{W}instrText", {_SPACE: "preserve"})
            code.text = " PAGE "
            yield _run(code)
    yield _run(_text("1"))
    yield _run(etree.Element(f"{W}fldChar", {f"{W}fldCharType": "end"}))
    yield _run(_text(f" {DASH}"))


def _text(words: str) -> etree._Element:
    element = etree.Element(f"{W}t", {_SPACE: "preserve"})
    element.text = words
    return element


def _run(content: etree._Element) -> etree._Element:
    run = etree.Element(f"{W}r", nsmap={"w": WORD})
    form = etree.SubElement(run, f"{W}rPr")
    fonts = {f"{W}{name}": "宋体" for name in ("ascii", "hAnsi", "eastAsia", "cs")}
    etree.SubElement(form, f"{W}rFonts", {**fonts, f"{W}hint": "eastAsia"})
    for tag in ("sz", "szCs"):
        etree.SubElement(form, f"{W}{tag}", {VAL: "28"})
    run.append(content)
    return run


def _add_foot(paper: Paper, section: Section, kind: str, tree: etree._Element) -> str:
    """A new part with its relation and its type, named by the section."""
    package = paper.package
    number = next(n for n in range(1, 999) if f"word/footer{n}.xml" not in package.parts)
    part = f"word/footer{number}.xml"
    package.add(part, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
    relations, types = package.tree(RELATIONS), package.tree("[Content_Types].xml")
    name = f"rIdFormFoot{number}"
    target = {"Id": name, "Type": _FOOT, "Target": f"footer{number}.xml"}
    etree.SubElement(relations, f"{{{etree.QName(relations).namespace}}}Relationship", target)
    content = {"PartName": f"/{part}", "ContentType": _TYPE}
    etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", content)
    for former in section.element.findall(f"{W}footerReference"):
        if former.get(f"{W}type", "default") == kind:
            section.element.remove(former)
    section.element.insert(_heads(section), etree.Element(f"{W}footerReference", {f"{W}type": kind, R_ID: name}))
    return part


def _heads(section: Section) -> int:
    return len(section.element.findall(f"{W}headerReference"))


def _turn_on_even(paper: Paper, section: Section) -> None:
    settings = paper.tree("word/settings.xml")
    if settings is None or is_odd_and_even(paper):
        return
    found = settings.find(f"{W}evenAndOddHeaders")
    if found is None:
        at = max((at for at, one in enumerate(settings, 1) if etree.QName(one).localname in _BEFORE), default=0)
        found = etree.Element(f"{W}evenAndOddHeaders")
        settings.insert(at, found)
    found.attrib.clear()
    _same_head(section, "even")


def _same_head(section: Section, kind: str) -> None:
    """Other pages keep the head of the usual ones."""
    heads = {one.get(f"{W}type", "default"): one for one in section.element.findall(f"{W}headerReference")}
    if "default" in heads and kind not in heads:
        same = {f"{W}type": kind, R_ID: heads["default"].get(R_ID, "")}
        section.element.insert(0, etree.Element(f"{W}headerReference", same))
