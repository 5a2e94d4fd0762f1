"""What stands outside the frame of its page, alone on it, or on none."""

from __future__ import annotations

import re

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.edges import foot


def frames(check: Check) -> None:
    """Text and rules stay within the frame of their page; no table is cut; no heading or annex title stands alone."""
    ids = ("frame.bottom", "frame.sides", "frame.alone", "frame.blank")
    if not check.seen:
        for i in ids:
            check.add(i, "rendered", "not rendered", None)
        return
    number = re.compile(r"^\s*[—－\-–―一]?\s*\d+\s*[—－\-–―一]?\s*$")
    below, beside, alone, blank = [], [], [], []
    annex = [re.sub(r"\s", "", p.text) for p in check.kinds.get("annex", [])]
    for n, page in enumerate(check.seen.pages):
        width, height = check.seen.size[n]
        lowest = foot(check, n) if (n or check.form != "letter") else 273.5
        lines = [
            ln for ln in page if not (number.match(ln.text) and (ln.base > lowest or ln.x1 < 28 or ln.x0 > width - 28))
        ]
        below += [f"p{n + 1} {ln.text.strip()[:12]} {ln.base:.1f}" for ln in lines if ln.base > lowest + 1.5]
        edge = 14.0
        beside += [f"p{n + 1} {ln.text.strip()[:12]}" for ln in lines if ln.x0 < edge or ln.x1 > width - edge]
        texts = [re.sub(r"\s", "", ln.text) for ln in lines]
        if texts and all(t in annex or re.match(r"^附件\d*$", t) for t in texts):
            alone.append(n + 1)
        if not lines:
            blank.append(n + 1)
        rules = check.seen.rules(n, False, 60.0)
        low = [r for r in rules if r[3] > lowest + 2.5]
        below += [f"p{n + 1} rule {r[3]:.1f}" for r in low]
    check.add("frame.bottom", "nothing below the type area", "; ".join(below[:4]) or "none", not below)
    check.add("frame.sides", "nothing in the side margins", "; ".join(beside[:4]) or "none", not beside)
    check.add("frame.alone", "附件 not alone on a page", f"pages {alone}" if alone else "none", not alone)
    check.add("frame.blank", "no empty page", f"pages {blank}" if blank else "none", not blank)
