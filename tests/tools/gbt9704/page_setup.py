"""Page and margins, and the type of every kind of paragraph."""

from __future__ import annotations

import re

from docx.oxml.ns import qn

from tests.tools.gbt9704.asked import Para
from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.sections import is_ballot
from tests.tools.gbt9704.standard import BOTTOM, HEIGHT, LEFT, LINES, RIGHT, SIZE, TOL, TOP, TWIP_MM, family


def page_setup(check: Check) -> None:
    s = next((s for s in check.asked.sections if check.form == "sheet" and not is_ballot(s)), check.asked.sections[0])
    w, h = (v / 36000 if v else 0 for v in (s.page_width, s.page_height))
    check.add("page.size", "210x297 mm", f"{w:.1f}x{h:.1f} mm", abs(w - 210) < 0.6 and abs(h - 297) < 0.6)
    for rule, exp, v in (
        ("page.margin.top", TOP, s.top_margin),
        ("page.margin.left", LEFT, s.left_margin),
        ("page.margin.right", RIGHT, s.right_margin),
    ):
        check.near(rule, exp, v / 36000 if v is not None else None)
    b = s.bottom_margin / 36000 if s.bottom_margin is not None else None
    if check.form == "letter" and b is not None and b < BOTTOM - TOL:
        check.add(
            "page.margin.bottom",
            "35 mm, or about 25 mm on a letter whose footers refill it",
            f"{b:.2f} mm",
            23 <= b <= 28,
        )
    else:
        check.near("page.margin.bottom", BOTTOM, b)
    g = s._sectPr.find(qn("w:docGrid"))
    if g is None:
        check.add("page.docgrid", "22 lines", "no docGrid", None)
    else:
        pitch = int(g.get(qn("w:linePitch"), "0") or 0)
        n = int(HEIGHT / TWIP_MM / pitch) if pitch else 0
        typ = g.get(qn("w:type"), "default")
        check.add(
            "page.docgrid",
            "type lines/linesAndChars, pitch 579 (22 lines)",
            f"{typ} {pitch} ({n} lines)",
            n == LINES if typ != "default" else None,
        )


FONTS = (
    ("copyno", None, "3"), ("secret", "黑体", "3"), ("urgent", "黑体", "3"), ("mark", "小标宋", None), ("docno", "仿宋", "3"),
    ("title", "小标宋", "2"), ("to", "仿宋", "3"), ("body", "仿宋", "3"), ("h1", "黑体", "3"), ("h2", "楷体", "3"),
    ("h3", "仿宋", "3"), ("h4", "仿宋", "3"), ("attach", "仿宋", "3"), ("sign", "仿宋", "3"), ("date", "仿宋", "3"),
    ("note", "仿宋", "3"), ("annex", "黑体", "3"), ("cc", "仿宋", "4"), ("printed", "仿宋", "4"),
)  # fmt: skip
"""The family and the size (号) of each kind of paragraph; None: any."""
HEADINGS = ("h1", "h2", "h3", "h4")
BLACK = ("body", "to", "h1", "h2", "h3", "sign", "date")


def fonts(check: Check) -> None:
    for kind, wanted, size in FONTS:
        _font(check, kind, wanted, size)
    spans = [span for kind in BLACK for para in check.kinds.get(kind, []) for span in para.spans if span.text.strip()]
    off = [span for span in spans if span.color and span.color.lower() not in ("auto", "000000")]
    said = f"{off[0].color} «{off[0].text[:8]}»" if off else "black"
    check.add("font.colour", "body black", said, not off if spans else None)
    mark = check.kinds.get("mark")
    needless = None if check.form in ("internal", "sheet") else False
    check.add("font.mark.colour", "red", "red" if mark else "absent", True if mark else needless)
    if check.seen:
        top = ", ".join(f"{name}({family(name)})" for name, _count in check.seen.fonts.most_common(6))
        check.add("font.rendered", "information: fonts in the PDF", top, None)


def _font(check: Check, kind: str, wanted: str | None, size: str | None) -> None:
    paras = check.kinds.get(kind, [])
    expected = " ".join(word for word in (wanted or "any font", f"{SIZE[size]:g} pt" if size else "") if word)
    if not paras:
        check.add(f"font.{kind}", expected, "absent", None)
        return
    bad = [said for para in paras if (said := _other_font(para, kind, wanted, size))]
    more = f" (+{len(bad) - 1})" if len(bad) > 1 else ""
    first = paras[0].lead
    said = bad[0] + more if bad else f"{first.east} {first.size:g}pt x{len(paras)}"
    check.add(f"font.{kind}", expected, said, not bad)


def _other_font(para: Para, kind: str, wanted: str | None, size: str | None) -> str:
    """The first words of a paragraph in another font or size; of a heading its beginning is looked at, for text may run in behind it."""
    spans = [span for span in para.spans if re.search(r"[一-鿿]", span.text)]
    spans = spans[:1] if kind in HEADINGS else spans
    for span in spans or ([para.lead] if para.lead else []):
        if (wanted and family(span.east) != wanted) or (size and span.size != SIZE[size]):
            return f"{span.east} {span.size:g}pt «{span.text.strip()[:8]}»"
    return ""
