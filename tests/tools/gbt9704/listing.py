"""Landscape tables (clause 8): lists for meetings, registers, approval sheets."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.standard import TWIP_MM, family


def table_page(check: Check) -> None:
    s = check.asked.sections[0]
    w, h = (v / 36000 if v else 0 for v in (s.page_width, s.page_height))
    sizes = {"A4": (297, 210), "A3": (420, 297)}
    check.add(
        "table.page",
        "A4 297x210 or A3 420x297, landscape",
        f"{w:.1f}x{h:.1f} mm",
        any(abs(w - x) < 0.6 and abs(h - y) < 0.6 for x, y in sizes.values()),
    )
    margins = [
        v / 36000 if v is not None else 0 for v in (s.top_margin, s.bottom_margin, s.left_margin, s.right_margin)
    ]
    check.add(
        "table.margins",
        "15 to 40 mm on each side",
        " ".join(f"{m:.1f}" for m in margins) + " mm",
        all(15 <= m <= 40 for m in margins),
    )


def table_rows(check: Check) -> None:
    tables = list(check.asked.doc.element.body.iter(qn("w:tbl")))
    if not tables:
        check.add("table.present", "a table", "none", False)
        return
    main = max(tables, key=lambda e: len(e.findall(qn("w:tr"))))
    rows = main.findall(qn("w:tr"))
    first = rows[0].find(qn("w:trPr"))
    check.add(
        "table.header",
        "first row repeats on every page (w:tblHeader)",
        "set" if first is not None and first.find(qn("w:tblHeader")) is not None else "not set",
        first is not None and first.find(qn("w:tblHeader")) is not None,
    )
    loose = sum(1 for r in rows if r.find(qn("w:trPr")) is None or r.find(qn("w:trPr")).find(qn("w:cantSplit")) is None)
    check.add(
        "table.rows", "no row breaks across pages (w:cantSplit)", f"{loose} of {len(rows)} rows may break", loose == 0
    )
    s = check.asked.sections[0]
    room = (s.page_width - s.left_margin - s.right_margin) / 36000
    grid = sum(int(g.get(qn("w:w"), "0")) for g in main.findall(qn("w:tblGrid") + "/" + qn("w:gridCol"))) * TWIP_MM
    check.add("table.width", f"at most {room:.1f} mm", f"{grid:.1f} mm", grid <= room + 1 if grid else None)


def table_type(check: Check) -> None:
    sizes = [s.size for p in check.asked.paras for s in p.spans if s.size and s.text.strip()]
    check.add(
        "table.type",
        "at least 9 pt",
        f"smallest {min(sizes):g} pt" if sizes else "no text",
        min(sizes) >= 9 if sizes else None,
    )
    above = [p for p in check.asked.paras if not p.in_table and p.lead is not None]
    title = max(above, key=lambda p: p.size or 0, default=None)
    got = f"{family(title.lead.east)} {title.size:g} pt {title.jc}" if title and title.size else "none"
    check.add(
        "table.title",
        "小标宋, 16 to 22 pt, centred",
        got,
        title is not None
        and family(title.lead.east) == "小标宋"
        and 16 <= (title.size or 0) <= 22
        and title.jc == "center",
    )


def table_numbers(check: Check) -> None:
    xml = "".join(
        etree.tostring(f._element, encoding="unicode")
        for s in check.asked.sections
        for f in (s.footer, s.even_page_footer, s.first_page_footer)
    )
    check.add("table.pageno", "a page number field in the footer", "PAGE" if "PAGE" in xml else "none", "PAGE" in xml)
    if check.seen and len(check.seen.pages) > 1:
        head = [ln.text.strip() for ln in check.seen.pages[0] if ln.text.strip()]
        seen = sum(
            any("序号" in ln.text or ln.text.strip() in head[:8] for ln in page[:12]) for page in check.seen.pages[1:]
        )
        check.add(
            "table.header.seen",
            f"column heads on all {len(check.seen.pages)} pages",
            f"{seen + 1} pages",
            seen + 1 == len(check.seen.pages),
        )
