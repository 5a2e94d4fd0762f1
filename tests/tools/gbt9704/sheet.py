"""Rules for form sheets (A4 portrait 表单), their signature blocks, and ballots.

A sheet has the page, title and page number of the standard (A1, A3, A5 of its measurable rules); below the title stand framed
tables of 156 mm, labels in 黑体, contents in 仿宋, and places to sign that stay blank. A ballot (空白票) is one A5 page without
a number, whose boxes nobody has ticked. `requirable` are the parts that `--require` may ask of a sheet beside the others.
"""

from __future__ import annotations

import re

from docx.oxml.ns import qn

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.edges import sides
from tests.tools.gbt9704.sections import A4, A5, blocks, framed, is_ballot, lines_of, near_size, size_of, text_of
from tests.tools.gbt9704.standard import TWIP_MM, family

SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
SIGN_CELL_MM, TALL = 26.0, 900  # least height of a field to sign in; a row of so many characters may break
SIGN_LABEL = re.compile(r"(?:签名|签字|签章)：")
BLANK_DAY = re.compile(r"[\s　＿]*年[\s　＿]*月[\s　＿]*日")
TICKED = "☑☒✓✔√■"


def is_sign_line(text: str) -> bool:
    """A line that people sign: labels with a rule to write on, or a label that ends with 签名：."""
    return "＿＿" in text or SIGN_LABEL.search(text) is not None


def requirable(docx) -> dict[str, list]:
    """What a sheet may be asked for by name: table, label, signature, box, ballot."""
    tables = [t for t in docx.root.iter(qn("w:tbl")) if framed(t)]
    lines = lines_of(docx.root)
    return {
        "table": tables,
        "signature": [t for t in lines if is_sign_line(t)],
        "box": [t for t in lines if "□" in t],
        "ballot": [s for s, _own in blocks(docx) if is_ballot(s)],
    }


def pages(check: Check) -> None:
    sizes = [size_of(s) for s, _own in blocks(check.asked)]
    odd = [
        f"{w:.0f}x{h:.0f}"
        for w, h in sizes
        if not (near_size((w, h), A4) or near_size((w, h), A5) or near_size((w, h), A5[::-1]))
    ]
    check.add(
        "sheet.page", "A4 portrait, ballots A5", "; ".join(odd) or "A4" + ("+A5" if len(sizes) > 1 else ""), not odd
    )


def tables(check: Check) -> None:
    wide, open_side, loose, count = [], [], 0, 0
    for section, own in blocks(check.asked):
        room = (section.page_width - section.left_margin - section.right_margin) / 36000
        for table in [t for child in own for t in child.iter(qn("w:tbl")) if framed(t)]:
            count += 1
            borders = table.find(qn("w:tblPr") + "/" + qn("w:tblBorders"))
            for name in SIDES:
                side = borders.find(qn("w:" + name))
                size = int(side.get(qn("w:sz"), "0")) if side is not None and side.get(qn("w:val")) == "single" else 0
                if not 2 <= size <= 12:
                    open_side.append(f"table {count} {name}")
            grid = (
                sum(int(g.get(qn("w:w"), "0")) for g in table.findall(qn("w:tblGrid") + "/" + qn("w:gridCol")))
                * TWIP_MM
            )
            if not room * 0.9 <= grid <= room + 1:
                wide.append(f"table {count} {grid:.1f} of {room:.1f}")
            for row in table.findall(qn("w:tr")):
                properties = row.find(qn("w:trPr"))
                whole = properties is not None and properties.find(qn("w:cantSplit")) is not None
                loose += not whole and len(text_of(row)) < TALL
    check.add("sheet.table", "a table with lines", f"{count} found", count > 0)
    check.add(
        "sheet.frame",
        "single lines on all sides and between, 0.25-1.5 pt",
        "; ".join(open_side[:3]) or "all there",
        not open_side if count else None,
    )
    check.add(
        "sheet.width",
        "as wide as the type area (at least nine tenths)",
        "; ".join(wide[:3]) or "fits",
        not wide if count else None,
    )
    check.add(
        "sheet.rows",
        "no row of less than two thirds of a page breaks (w:cantSplit)",
        f"{loose} may break",
        loose == 0 if count else None,
    )


def types(check: Check) -> None:
    cells = [p for p in check.asked.paras if p.in_table and p.lead is not None]
    small = [p.text.strip()[:8] for p in cells for s in p.spans if s.text.strip() and (s.size or 0) < 9]
    check.add("sheet.type", "at least 9 pt", f"«{small[0]}»" if small else "all", not small if cells else None)
    odd = [
        f"{s.east} «{s.text.strip()[:8]}»"
        for p in cells
        for s in p.spans
        if re.search(r"[一-鿿]", s.text) and family(s.east) not in ("黑体", "仿宋", "楷体", "小标宋")
    ]
    check.add("sheet.font", "labels 黑体, contents 仿宋", odd[0] if odd else "so", not odd if cells else None)


def signatures(check: Check) -> None:
    lines = [text for text in lines_of(check.asked.root) if is_sign_line(text)]
    filled = []
    for text in lines:
        for mark in re.finditer("：", text):
            rest = text[mark.end() :]
            label = text[max(0, mark.start() - 2) : mark.end()]
            if (
                ("＿＿" in text or SIGN_LABEL.fullmatch(label))
                and not re.match(r"[\s　＿]|$", rest)
                and not rest.startswith("年")
                and (SIGN_LABEL.fullmatch(label) or "（手写" not in text)
            ):
                filled.append(text[max(0, mark.start() - 4) : mark.end() + 6])
        if re.search(r"\d+\s*年\s*\d+\s*月", text):
            filled.append(text[:20])
    check.add(
        "sheet.sign.blank",
        "nobody's name and no day where one signs",
        f"«{filled[0]}»" if filled else f"{len(lines)} blank",
        not filled if lines else None,
    )
    undated = not any(BLANK_DAY.search(text) for text in lines_of(check.asked.root))
    check.add(
        "sheet.sign.day",
        "年 月 日 left blank by the signatures",
        "missing" if undated else "there",
        not undated if lines else None,
    )
    low = []
    for row in check.asked.root.iter(qn("w:tr")):
        if SIGN_LABEL.search(text_of(row)) and len(row.findall(qn("w:tc"))) > 1:
            height = row.find(qn("w:trPr") + "/" + qn("w:trHeight"))
            mm = int(height.get(qn("w:val"), "0")) * TWIP_MM if height is not None else 0.0
            if mm < SIGN_CELL_MM - 0.5:
                low.append(f"{mm:.1f} mm «{text_of(row)[:8]}»")
    check.add(
        "sheet.sign.height",
        f"fields to sign in at least {SIGN_CELL_MM:g} mm high",
        low[0] if low else "so",
        not low if lines else None,
    )


def boxes(check: Check) -> None:
    texts = [p.text for p in check.asked.paras]
    ticked = [t.strip()[:16] for t in texts if any(mark in t for mark in TICKED) and "“√”" not in t]
    check.add("sheet.boxes", "no box is ticked by the program", f"«{ticked[0]}»" if ticked else "none", not ticked)
    rows = [t for t in texts if "□" in t]
    bare = [t.strip()[:16] for t in rows if t.strip() != "□" and (re.search(r"□(?![一-鿿])", t) or t.count("□") < 2)]
    check.add(
        "sheet.boxes.words",
        "every box before its word or alone in its field, two or more to choose from",
        f"«{bare[0]}»" if bare else f"{len(rows)} rows",
        not bare if rows else None,
    )


def ballots(check: Check) -> None:
    own = [(section, elements) for section, elements in blocks(check.asked) if is_ballot(section)]
    if not own:
        check.add("ballot", "A5, one page, nothing that tells who filled it in", "no ballot", None)
        return
    text = "".join(text_of(e) for _s, elements in own for e in elements)
    check.add(
        "ballot.nameless",
        "says 不记名, bears no number and nobody's name to sign",
        text[:16],
        "不记名" in text and not re.search(r"\d{4}|签名|签字|编号", text),
    )
    feet = "".join(
        text_of(f._element)
        + ("PAGE" if "PAGE" in "".join(e.text or "" for e in f._element.iter(qn("w:instrText"))) else "")
        for s, _e in own
        for f in (s.footer, s.even_page_footer, s.first_page_footer)
    )
    check.add("ballot.pageno", "no page number", feet or "none", not feet)
    if check.seen:
        got = [n + 1 for n, size in enumerate(check.seen.size) if near_size(size, A5) or near_size(size, A5[::-1])]
        check.add("ballot.one", "one page a ballot", f"pages {got}", len(got) == len(own))


def seen(check: Check) -> None:
    """Frames as they came out: two rules at least on every page that has a table, closed at their corners, inside the type area."""
    if not check.seen:
        check.add("sheet.seen", "frames closed on every page", "not rendered", None)
        return
    bad, count = [], 0
    for n in range(len(check.seen.pages)):
        rules = check.seen.rules(n, False, 90.0)
        left, width = sides(check, n)
        if not rules:
            continue
        count += 1
        first, last = rules[0], rules[-1]
        if len(rules) < 2:
            bad.append(f"p{n + 1} one rule")
            continue
        if abs(first[0] - left) > 1.5 or abs(first[2] - left - width) > 1.5:
            bad.append(f"p{n + 1} from {first[0]:.1f} to {first[2]:.1f}")
        for x in (first[0], first[2]):
            if not check.seen.ink(n, (x - 0.8, first[3] + 0.4, x + 0.8, first[3] + 3)):
                bad.append(f"p{n + 1} open at the top, {x:.0f} mm")
        for x in (last[0], last[2]):
            if not check.seen.ink(n, (x - 0.8, last[1] - 3, x + 0.8, last[1] - 0.4)):
                bad.append(f"p{n + 1} open at the foot, {x:.0f} mm")
    check.add(
        "sheet.seen",
        "frames closed on every page, at the edges of the type area",
        "; ".join(bad[:3]) or f"{count} pages",
        not bad and count > 0,
    )


def titles(check: Check) -> None:
    """Every sheet begins with its title, in the middle of its page."""
    found = check.kinds.get("title", [])
    heads = [
        lines
        for _s, own in blocks(check.asked)
        for lines in [[t for e in own if e.tag == qn("w:p") for t in lines_of(e) if t.strip()]]
    ]
    check.add(
        "sheet.title", "a title on the first page of every section", f"{len(found)} lines", bool(found) and all(heads)
    )
    if not check.seen:
        return
    off = []
    for p in found:
        for line in [ln for ln in check.seen.find(p.text) if abs(ln.size - (p.size or 22)) < 0.8][:1]:
            left, width = sides(check, line.page)
            if abs((line.x0 + line.x1) / 2 - left - width / 2) > 1.5:
                off.append(f"«{p.text[:8]}» {(line.x0 + line.x1) / 2:.1f}")
    check.add("sheet.title.centre", "in the middle of the type area", off[0] if off else "so", not off)


RULES = (pages, tables, types, signatures, boxes, ballots, seen, titles)
