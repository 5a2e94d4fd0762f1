"""Whether a paragraph begins a page: by its own form, by a break, by a section that ends before it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from desktop.documents.form_check.styles import VAL, switched_on
from desktop.documents.form_check.view import Paper, Para
from desktop.documents.package import W


def starts_page(paper: Paper, para: Para) -> bool:
    """True also where what stands before it is not plain, so that nobody is told of a break that is there."""
    if switched_on("pageBreakBefore", paper.styles.paragraph_forms(para.element)) or _breaks(para.element):
        return True
    for before in _before(para.element):
        if _ends_page(paper, before):
            return True
        if before.tag == f"{W}tbl" or any((one.text or "").strip() for one in before.iter(f"{W}t")):
            return False
    return True


def _before(element: etree._Element) -> Iterator[etree._Element]:
    """What stands before it in the body, the nearest first."""
    while (parent := element.getparent()) is not None and parent.tag != f"{W}body":
        element = parent
    yield from element.itersiblings(preceding=True)


def _ends_page(paper: Paper, element: etree._Element) -> bool:
    """A section or a break; an empty paragraph that itself begins a page counts too."""
    section = element.find(f"{W}pPr/{W}sectPr")
    kind = None if section is None else section.find(f"{W}type")
    if section is not None:
        return kind is None or kind.get(VAL) != "continuous"
    empty = element.tag == f"{W}p" and not any((one.text or "").strip() for one in element.iter(f"{W}t"))
    begins = empty and switched_on("pageBreakBefore", paper.styles.paragraph_forms(element))
    return begins or _breaks(element)


def _breaks(element: etree._Element) -> bool:
    return any(one.get(f"{W}type") == "page" for one in element.iter(f"{W}br"))
