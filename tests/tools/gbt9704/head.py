"""Mark, document number and red rules at the head, and the title under them."""

from __future__ import annotations

import re
import statistics

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.seen import cells
from tests.tools.gbt9704.standard import CHARS, LEFT, PT_MM, SIZE, TOL, TOP, WIDTH


def _mark_ink(check: Check, upto: float):
    return check.seen.ink(0, (5, 5, 205, upto - 0.4), red=True)


def head(check: Check) -> None:
    if not check.seen or check.form == "internal":
        for i in ("head.mark.top", "head.line"):
            check.add(i, "red-headed forms only", check.form if check.seen else "not rendered", None)
        return
    red = check.seen.rules(0, True)
    if not red:
        check.add("head.line", "a red line on page 1", "none", False)
        return
    (_letter_lines if check.form == "letter" else _red_line)(check, red)


def _red_line(check: Check, red) -> None:
    x0, y0, x1, y1 = red[0]
    check.near("head.line.width", WIDTH, x1 - x0)
    check.near("head.line.left", LEFT, x0)
    check.add(
        "head.line.thickness", "0.2-1.1 mm (not in the standard; practice)", f"{y1 - y0:.2f} mm", 0.2 <= y1 - y0 <= 1.1
    )
    mark = _mark_ink(check, y0)
    check.near("head.mark.top", TOP + 35, mark[1] if mark else None, 1.5, note=" (35 below the type area's top)")
    if mark:
        check.near("head.mark.centre", LEFT + WIDTH / 2, (mark[0] + mark[2]) / 2, 2.0)
        check.add(
            "head.mark.width", "inside the type area", f"{mark[2] - mark[0]:.1f} mm", mark[2] - mark[0] <= WIDTH + TOL
        )
    doc = [ln for p in check.kinds.get("docno", []) for ln in check.seen.find(p.text, {0})]
    if doc:
        ln = doc[0]
        ink = check.seen.ink(0, (ln.x0, ln.base - 5, ln.x1, min(ln.base + 2.5, y0 - 0.2)))
        if ink:
            check.near("head.line.gap", 4.0, y0 - ink[3], note=" below the document number")
            if mark:
                rows = (ink[1] - mark[3]) / (28.95 * PT_MM)
                check.add(
                    "head.docno.gap",
                    "2 blank lines under the mark (gap 1.8-2.7 lines)",
                    f"{rows:.2f} lines",
                    1.8 <= rows <= 2.7,
                )
        signer = bool(check.kinds.get("signer")) or "签发人" in ln.text
        mid = (ln.x0 + ln.x1) / 2
        if signer:
            check.near("head.docno.left", LEFT + 5.6, ln.x0, 1.5, note=" (one character in)")
        else:
            check.near("head.docno.centre", LEFT + WIDTH / 2, mid, 1.5)
    else:
        check.add("head.line.gap", "4±1 mm below the document number", "number not found", None)


def _letter_lines(check: Check, red) -> None:
    upper = [r for r in red if r[1] < 120]
    lower = [r for r in red if r[1] > 200]
    if upper:
        mark = _mark_ink(check, upper[0][1])
        check.near("letter.mark.top", 30.0, mark[1] if mark else None)
        if mark:
            check.near("letter.line1.gap", 4.0, upper[0][1] - mark[3], note=" below the mark")
            check.near("letter.mark.centre", 105.0, (mark[0] + mark[2]) / 2, 2.0)
    for name, grp, thick_first in (("letter.line1", upper, True), ("letter.line2", lower, False)):
        if len(grp) < 2:
            check.add(f"{name}.double", "two red rules", f"{len(grp)} rule(s)", False)
            continue
        a, b = grp[0], grp[-1]
        ta, tb = a[3] - a[1], b[3] - b[1]
        check.add(
            f"{name}.double",
            "thick above thin" if thick_first else "thin above thick",
            f"{ta:.2f} / {tb:.2f} mm",
            ta > tb if thick_first else tb > ta,
        )
        r = max((a, b), key=lambda r: abs(r[2] - r[0] - 170))
        check.near(f"{name}.width", 170.0, r[2] - r[0])
        check.near(f"{name}.centre", 105.0, (r[0] + r[2]) / 2)
    if lower:
        d = [297 - r[3] for r in lower] + [297 - r[1] for r in lower]
        best = min(d, key=lambda v: abs(v - 20))
        check.near("letter.line2.bottom", 20.0, best, note=" from the page's lower edge")
        text = [ln for ln in check.seen.pages[0] if ln.base < lower[0][1]]
        if text:
            ink = check.seen.ink(0, (LEFT - 5, text[-1].base - 6, LEFT + WIDTH + 5, lower[0][1] - 0.3))
            gap = lower[0][1] - ink[3] if ink else None
            check.add(
                "letter.line2.clear",
                "text above it >= 7/8 char (4.9 mm) away",
                f"{gap:.2f} mm" if gap else "no text",
                gap >= 4.0 if gap else None,
            )
    doc = [ln for p in check.kinds.get("docno", []) for ln in check.seen.find(p.text, {0})]
    if doc and upper:
        ln = doc[0]
        check.near("letter.docno.right", LEFT + WIDTH, ln.x1, 1.5)
        ink = check.seen.ink(0, (ln.x0, upper[-1][3] + 0.3, ln.x1, ln.base + 2.5))
        if ink:
            check.near("letter.docno.gap", 4.94, ink[1] - upper[-1][3], 1.0, note=" (7/8 of a size-3 character)")
    else:
        check.add("letter.docno.right", "flush right under line 1", "number not found", None)


def title_block(check: Check) -> None:
    ps = check.kinds.get("title")
    if not ps or not check.seen:
        check.add(
            "title.centre",
            "centred",
            "no title found" if not ps else "not rendered",
            False if not ps and check.form != "internal" else None,
        )
        return
    check.add("title.jc", "centred", ps[0].jc, ps[0].jc == "center")
    lines = [
        ln
        for ln in check.seen.pages[0]
        if abs(ln.size - SIZE["2"]) < 0.8
        and re.sub(r"\s", "", ln.text)[:6] in re.sub(r"\s", "", "".join(p.text for p in ps))
    ]
    if not lines:
        check.add("title.centre", "centred", "not found at 22 pt on page 1", False)
        return
    worst = max(abs((ln.x0 + ln.x1) / 2 - LEFT - WIDTH / 2) for ln in lines)
    check.near("title.centre", 0.0, worst, 1.5, note=" off centre")
    if len(lines) > 1:
        w = [round(cells(ln.text)) for ln in lines]
        check.add("title.shape", "no line of fewer than 4 characters", "/".join(map(str, w)), min(w) >= 4)
    red = check.seen.rules(0, True)
    top = check.seen.ink(0, (LEFT - 5, lines[0].base - 9, LEFT + WIDTH + 5, lines[0].base + 3))
    row = 28.95 * PT_MM
    if red and top and check.form == "red":
        rows = (top[1] - red[0][3]) / row
        check.add(
            "title.gap", "2 blank lines under the red line (gap 1.5-2.6 lines)", f"{rows:.2f} lines", 1.5 <= rows <= 2.6
        )
    # a title may hold the addressee's name too, so only what stands under it is looked at
    to = [ln for p in check.kinds.get("to", [])[:1] for ln in check.seen.find(p.text, {0}) if ln.base > lines[-1].base]
    if to:
        check.near("to.gap", 2.0, (to[0].base - lines[-1].base) / row, 0.35, "lines", " (one blank line)")
        check.near("to.left", LEFT, to[0].x0)
    firsts = [
        ln
        for p in check.kinds.get("body", [])[:6]
        if len(p.text.strip()) > 20
        for ln in [one for one in check.seen.find(p.text) if one.page or one.base > lines[-1].base + 1][:1]
        if ln.page not in check.seen.landscape
    ]  # what the text shares with the title stands below it
    if firsts:
        ind = statistics.median([ln.x0 - LEFT for ln in firsts])
        check.near("body.indent", round(2 * WIDTH / CHARS, 1), ind, 1.0, note=" (two characters)")
    if check.form != "internal":
        on1 = any(
            ln.page == 0
            for p in check.kinds.get("body", []) + check.kinds.get("h1", [])
            for ln in check.seen.find(p.text)[:1]
        )
        check.add("body.onfirst", "page 1 shows body text", str(on1).lower(), on1)
