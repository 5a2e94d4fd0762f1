"""Signature with its date, and the colophon."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn

from tests.tools.gbt9704.asked import Para
from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.edges import foot, sides
from tests.tools.gbt9704.seen import Box, Line
from tests.tools.gbt9704.standard import CHARS, LEFT, PT_MM, WIDTH


def signature(check: Check) -> None:
    date = check.kinds.get("date")
    if not date or not check.seen:
        check.add(
            "date.right",
            "4 characters (seal) or >= 2 (no seal) from the right",
            "no date line" if not date else "not rendered",
            None,
        )
        return
    hit = [ln for ln in check.seen.find(date[0].text) if ln.text.strip() == date[0].text.strip()]
    if not hit:
        check.add("date.right", "4 or >= 2 characters from the right", "not found in PDF", None)
        return
    d = hit[-1]
    ch = WIDTH / CHARS
    gap = (LEFT + WIDTH - d.x1) / ch
    sign = check.kinds.get("sign", [])
    s = next(
        (ln for p in sign[-1:] for ln in check.seen.find(p.text) if ln.page == d.page and 0 < d.base - ln.base < 25),
        None,
    )
    if s is None:
        check.add(
            "date.right",
            "4 characters (seal) or >= 2 (no seal)",
            f"{gap:.2f} characters; no signature line",
            3.5 <= gap <= 4.5,
        )
        return
    sgap = (LEFT + WIDTH - s.x1) / ch
    centred = abs((s.x0 + s.x1) / 2 - (d.x0 + d.x1) / 2)
    sealed = (abs(gap - 4) <= 0.6 and centred <= 3) or (s.x1 > LEFT + WIDTH - 2 and centred <= 12 and gap > 3)
    plain = (abs(sgap - 2) <= 0.6 and abs((d.x0 - s.x0) / ch - 2) <= 0.6) or (abs(gap - 2) <= 0.6 and s.x0 < d.x0)
    check.add(
        "date.right",
        "seal: date 4 in, name centred on it; no seal: name 2 in, date starts 2 further right",
        f"date {gap:.2f}, name {sgap:.2f} characters from the right, centres {centred:.1f} mm apart",
        sealed or plain,
    )
    check.near("date.below", 1.0, (d.base - s.base) / (28.95 * PT_MM), 0.35, "lines", " under the name")
    above = [ln for ln in check.seen.pages[d.page] if ln.base < s.base - 5 and ln.base > 30 and ln.size < 20]
    check.add("sign.company", "body text on the page of the signature", f"{len(above)} lines above", bool(above))


def _last_of_letter(check: Check) -> int:
    """The last page, or the one before a form page (a record to be filled in) that follows the copies."""
    after = False
    for element in check.asked.doc.element.body:
        text = "".join(one.text or "" for one in element.iter(qn("w:t"))).strip()
        if text.startswith("抄送："):
            after = True
        elif (
            after
            and text
            and element.getprevious() is not None
            and element.getprevious().find(".//" + qn("w:pageBreakBefore")) is not None
        ):
            found = [ln.page for ln in check.seen.find(text)]
            return found[-1] - 1 if found else len(check.seen.pages) - 1
    return len(check.seen.pages) - 1


def colophon(check: Check) -> None:
    copies, printed = check.kinds.get("cc", []), check.kinds.get("printed", [])
    if not (copies or printed):
        check.add("colophon", "present (forms with a head)", "absent", None)
        return
    if not check.seen:
        check.add("colophon", "rendered", "not rendered", None)
        return
    last = _last_of_letter(check)
    hits = [line for para in copies + printed for line in check.seen.find(para.text)[-1:]]
    if not hits:
        check.add("colophon.page", "last page", "not found in PDF", None)
        return
    page = hits[-1].page
    alone = page == last and all(hit.page == page for hit in hits)
    check.add("colophon.page", f"last page ({last + 1})", f"page {page + 1}", alone)
    check.add("colophon.company", "not alone on its page", *_company(check, page, hits))
    if check.form == "red":
        check.add("colophon.even", "even page", f"page {page + 1}", (page + 1) % 2 == 0)
    rules = [rule for rule in check.seen.rules(page, False) if rule[1] > 120]
    top = min(hit.base for hit in hits if hit.page == page)
    if check.form == "letter":
        _copies_of_a_letter(check, hits[-1], [rule for rule in rules if rule[1] > top - 5], len(printed))
    elif len(rules) < 2:
        check.add("colophon.rules", "thick first and last rule", f"{len(rules)} rule(s)", False)
    else:
        _rules(check, page, [rule for rule in rules if rule[1] > top - 9])
        _inset(check, page, printed)


def _copies_of_a_letter(check: Check, last: Line, rules: Sequence[Box], printed: int) -> None:
    """A letter has no rules and no 印发 below; `rules` are those that are not of an annex."""
    check.add("colophon.letter.rules", "no rules", f"{len(rules)} rule(s)", not rules)
    check.add("colophon.letter.printed", "no 印发机关/印发日期", f"{printed} line(s)", not printed)
    lowest = foot(check, last.page)  # of a landscape annex: its own lower edge
    wanted = f"at the bottom of the type area (last line {lowest - 10:.0f}-{lowest:.0f} mm)"
    check.add("colophon.bottom", wanted, f"{last.base:.1f} mm", lowest - 10 <= last.base <= lowest + 1)


def _rules(check: Check, page: int, rules: Sequence[Box]) -> None:
    first, last = rules[0], rules[-1]
    left, width = sides(check, page)
    on_edge = " (last rule on the type area's lower edge)"
    check.near("colophon.bottom", foot(check, page), (last[1] + last[3]) / 2, note=on_edge)
    check.near("colophon.width", width, last[2] - last[0])
    check.near("colophon.left", left, last[0])
    thick = first[3] - first[1], last[3] - last[1]
    said = f"{thick[0]:.2f} / {thick[1]:.2f} mm"
    check.add("colophon.thick", "first and last 0.35±0.15 mm", said, all(0.2 <= one <= 0.5 for one in thick))
    if len(rules) > 2:
        thin = rules[1][3] - rules[1][1]
        fits = thin <= min(thick) + 0.02 and 0.1 <= thin <= 0.37
        check.add("colophon.thin", "middle 0.25±0.12 mm, thinner than the others", f"{thin:.2f} mm", fits)


def _inset(check: Check, page: int, printed: Sequence[Para]) -> None:
    """印发机关 and 印发日期 stand one character of size 4 inside the rules."""
    lines = [line for para in printed for line in check.seen.find(para.text, {page})[-1:]]
    if lines:
        left, width = sides(check, page)
        insets = [gap / (14 * PT_MM) for gap in (lines[0].x0 - left, left + width - lines[0].x1)]
        said = f"{insets[0]:.2f} / {insets[1]:.2f} characters"
        wanted = "1 character in on both sides"
        check.add("colophon.printed.inset", wanted, said, all(abs(inset - 1) < 0.4 for inset in insets))


def _company(check: Check, page: int, hits: list[Line]) -> tuple[str, bool]:
    first = min(h.base for h in hits if h.page == page)
    others = [ln for ln in check.seen.pages[page] if ln.base < first - 1 and ln.base > 25]
    return (f"{len(others)} lines above it", bool(others))
