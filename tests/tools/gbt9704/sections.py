"""Sections of a file with the elements on their pages, and which of them are ballots."""

from __future__ import annotations

from docx.oxml.ns import qn

A4, A5 = (210.0, 297.0), (148.0, 210.0)


def text_of(element) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def lines_of(element) -> list[str]:
    return [text_of(p) for p in element.iter(qn("w:p"))]


def blocks(docx) -> list[tuple[object, list]]:
    """Each section with the elements of the body that stand on its pages."""
    found: list[tuple[object, list]] = []
    own: list = []
    sections = list(docx.sections)
    for child in docx.root:
        own.append(child)
        if child.tag == qn("w:p") and child.find(qn("w:pPr") + "/" + qn("w:sectPr")) is not None:
            found.append((sections[len(found)], own))
            own = []
    found.append((sections[len(found)], own))
    return found


def size_of(section) -> tuple[float, float]:
    return section.page_width / 36000, section.page_height / 36000


def near_size(size, wanted) -> bool:
    return all(abs(a - b) < 0.8 for a, b in zip(size, wanted, strict=True))


def is_ballot(section) -> bool:
    return near_size(size_of(section), A5) or near_size(size_of(section), A5[::-1])


def framed(table) -> bool:
    """Whether a table shows its lines; others only hold things in their place."""
    borders = table.find(qn("w:tblPr") + "/" + qn("w:tblBorders"))
    return borders is not None and all(
        (side := borders.find(qn("w:" + name))) is not None and side.get(qn("w:val")) not in ("nil", "none")
        for name in ("top", "bottom")
    )
