"""The page numbers: on which pages, how written, where."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.edges import ballot_of
from tests.tools.gbt9704.seen import Line
from tests.tools.gbt9704.standard import HEIGHT, LEFT, PT_MM, TOP, WIDTH, family

DASH = r"—–―─－一\-"
NUMBER = re.compile(rf"^\s*([{DASH}])?\s*(\d+)\s*([{DASH}])?\s*$")
CHARACTER = 5.3  # mm: 14 pt = 4.94, 16 pt = 5.64
Found = Mapping[int, tuple[Line, re.Match[str]]]
"""By page (from 0) the line that is its number."""


def page_numbers(check: Check) -> None:
    if not check.seen:
        check.add("pageno", "rendered", "not rendered", None)
        return
    found = _found(check)
    if check.form == "letter":
        check.add("pageno.first", "none on page 1 of a letter", "shown" if 0 in found else "none", 0 not in found)
    _of_annexes(check)
    first = 1 if check.form == "letter" else 0
    upright = [n for n in range(first, len(check.seen.pages)) if n not in check.seen.landscape]
    pages = [n for n in upright if ballot_of(check, n) is None]
    of_text = {n: one for n, one in found.items() if n not in check.seen.landscape}
    missing = [n + 1 for n in pages if n not in of_text]
    said = f"missing on {missing}" if missing else f"{len(of_text)} found"
    check.add("pageno.present", "every page", said, not missing if pages else None)
    numbers = {n: one for n, one in of_text.items() if n in pages}
    if numbers:
        _writing(check, numbers)
        _places(check, numbers)


def _found(check: Check) -> Found:
    hits = {}
    for n, page in enumerate(check.seen.pages):
        for line in page:
            said = NUMBER.match(line.text)
            if said and line.base > TOP + HEIGHT:
                hits[n] = (line, said)
    return hits


def _of_annexes(check: Check) -> None:
    """A landscape annex bears its number somewhere on the sheet."""
    if not check.seen.landscape:
        return
    said = {n: [NUMBER.match(line.text) for line in check.seen.pages[n]] for n in check.seen.landscape}
    lacking = sorted(n + 1 for n, ones in said.items() if not any(one and int(one[2]) == n + 1 for one in ones))
    told = f"missing on {lacking}" if lacking else "all there"
    check.add("pageno.annex", "its number on every landscape page", told, not lacking)


def _writing(check: Check, numbers: Found) -> None:
    wrong = [n + 1 for n, (_line, said) in numbers.items() if int(said[2]) != n + 1]
    check.add("pageno.value", "page index", f"wrong on {wrong}" if wrong else "1..n", not wrong)
    bad = [n + 1 for n, (_line, said) in numbers.items() if said[1] != "—" or said[3] != "—"]
    check.add("pageno.dash", "— n — (U+2014)", f"differs on {bad}" if bad else "— n —", not bad)
    sizes = sorted({line.size for line, _said in numbers.values()})
    check.add("pageno.size", "14 pt", "/".join(f"{size:g}" for size in sizes), sizes == [14.0])
    digits = [c for line, _said in numbers.values() for c in line.chars if c["text"].isdigit()]
    families = _footer_fonts(check) or {family(c["fontname"].split("+")[-1]) for c in digits}
    check.add("pageno.font", "宋体", "/".join(sorted(families)), families <= {"宋体"})


def _places(check: Check, numbers: Found) -> None:
    odd = [LEFT + WIDTH - line.x1 for n, (line, _said) in numbers.items() if n % 2 == 0]
    even = [line.x0 - LEFT for n, (line, _said) in numbers.items() if n % 2 == 1]
    for rule, gaps, side in (("pageno.odd", odd, "right"), ("pageno.even", even, "left")):
        if gaps:
            worst = max(gaps, key=lambda gap: abs(gap - CHARACTER))
            check.near(rule, CHARACTER, worst, 1.5, note=f" from the {side} edge (one character)")
        else:
            check.add(rule, f"one character from the {side}", "no such page", None)
    drops = []
    for n, (line, said) in numbers.items():
        dash = next((c for c in line.chars if c["text"] == said[1]), None) if said[1] else None
        if dash and (ink := check.seen.ink(n, (dash["x0"] * PT_MM, line.base - 4, dash["x1"] * PT_MM, line.base + 1))):
            drops.append((ink[1] + ink[3]) / 2 - TOP - HEIGHT)
    check.near("pageno.drop", 7.0, statistics.median(drops) if drops else None, note=" dash below the type area")


def _footer_fonts(check: Check) -> set[str]:
    return {
        family(span.ascii)
        for section in check.asked.sections
        for footer in (section.footer, section.even_page_footer)
        for para in footer.paragraphs
        for span in check.asked.para(0, para._p).spans
        if re.search(r"\d", span.text)
    }
