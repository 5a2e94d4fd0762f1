"""Writes into the form of paragraphs and runs: elements in the order of the schema, values that leave nothing else standing."""

from __future__ import annotations

from lxml import etree

from desktop.documents.form_check.styles import VAL
from desktop.documents.form_check.view import Para, Run
from desktop.documents.package import W

_PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
_RUN = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
]
_SECTION = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]
_ORDERS = {"pPr": _PARAGRAPH, "rPr": _RUN, "sectPr": _SECTION}


def child(parent: etree._Element, tag: str) -> etree._Element:
    """The child of that name, made in its place where there is none."""
    found = parent.find(f"{W}{tag}")
    if found is not None:
        return found
    made = etree.Element(f"{W}{tag}")
    order = _ORDERS[etree.QName(parent).localname]
    after = set(order[order.index(tag) + 1 :])
    at = next((at for at, one in enumerate(parent) if etree.QName(one).localname in after), len(parent))
    parent.insert(at, made)
    return made


def form_of(element: etree._Element, tag: str) -> etree._Element:
    """The pPr of a paragraph or the rPr of a run, which come first."""
    found = element.find(f"{W}{tag}")
    if found is None:
        found = etree.Element(f"{W}{tag}")
        element.insert(0, found)
    return found


def set_type(run: Run, font: str | None, size: float | None) -> None:
    """Font of the Chinese letters, and size in points; None leaves it."""
    form = form_of(run.element, "rPr")
    if font is not None:
        fonts = child(form, "rFonts")
        fonts.attrib.pop(f"{W}eastAsiaTheme", None)
        fonts.set(f"{W}eastAsia", font)
        fonts.set(f"{W}hint", "eastAsia")
    if size is not None:
        for tag in ("sz", "szCs"):
            child(form, tag).set(VAL, str(round(size * 2)))


def set_switch(run: Run, tag: str, on: bool) -> None:
    """Bold and the like."""
    child(form_of(run.element, "rPr"), tag).set(VAL, "1" if on else "0")


def set_color(run: Run, color: str) -> None:
    """Six digits, or auto."""
    element = child(form_of(run.element, "rPr"), "color")
    element.attrib.clear()
    element.set(VAL, color)


def set_align(para: Para, word: str) -> None:
    """left, center, right, both."""
    child(form_of(para.element, "pPr"), "jc").set(VAL, word)


def set_indent(para: Para, **lengths: int) -> None:
    """Indents in twips; the others of the paragraph are put to nothing, in characters too, so that no style shines through."""
    element = child(form_of(para.element, "pPr"), "ind")
    element.attrib.clear()
    for name in ("left", "right"):
        element.set(f"{W}{name}Chars", "0")
        element.set(f"{W}{name}", str(lengths.get(name, 0)))
    if "hanging" in lengths:
        element.set(f"{W}hanging", str(lengths["hanging"]))
    else:
        first = lengths.get("first", 0)
        element.set(f"{W}firstLineChars", "200" if first else "0")
        element.set(f"{W}firstLine", str(first))


def set_lines(para: Para, pitch: int) -> None:
    """An exact distance of lines without white before and after."""
    form = form_of(para.element, "pPr")
    element = child(form, "spacing")
    element.attrib.clear()
    for name, value in (("before", "0"), ("after", "0"), ("line", str(pitch)), ("lineRule", "exact")):
        element.set(f"{W}{name}", value)
    for name in ("beforeAutospacing", "afterAutospacing", "beforeLines", "afterLines"):
        element.set(f"{W}{name}", "0")


def break_before(para: Para) -> None:
    """A new page begins with it."""
    child(form_of(para.element, "pPr"), "pageBreakBefore").attrib.clear()


def replace(para: Para, start: int, end: int, new: str) -> None:
    """Put other signs in the place of some; the first takes the new ones. Later places of the paragraph are then to be done before."""
    kept = [sign for sign in para.signs[start:end] if sign[1] is not None]
    for number, (_sign, node, at) in reversed(list(enumerate(kept))):
        assert node is not None
        text = node.text or ""
        node.text = text[:at] + (new if number == 0 else "") + text[at + 1 :]
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
