"""All rules of a form over one paper."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.tools.gbt9704 import ending, frames, head, listing, page_numbers, page_setup, sheet, type_area, wording
from tests.tools.gbt9704.asked import Asked
from tests.tools.gbt9704.checking import Check, Result
from tests.tools.gbt9704.rendering import render
from tests.tools.gbt9704.seen import Seen

Rule = Callable[[Check], None]
FORMS = ("auto", "red", "letter", "internal", "table", "sheet")
PAPER: tuple[Rule, ...] = (
    page_setup.page_setup, page_setup.fonts, wording.wording, wording.text_hygiene, type_area.type_area, head.head,
    head.title_block, ending.signature, ending.colophon, frames.frames, page_numbers.page_numbers,
)  # fmt: skip
TABLE: tuple[Rule, ...] = (
    listing.table_page, listing.table_rows, listing.table_type, listing.table_numbers, wording.text_hygiene,
)  # fmt: skip
SHEET: tuple[Rule, ...] = (
    page_setup.page_setup, page_setup.fonts, wording.wording, wording.text_hygiene, *sheet.RULES, frames.frames,
    page_numbers.page_numbers,
)  # fmt: skip
RULES = {"table": TABLE, "sheet": SHEET}
"""The forms whose rules are not those of a paper."""


def check(
    path: Path,
    form: str = "auto",
    pdf: Path | None = None,
    do_render: bool = True,
    no_hang: bool = False,
    required: Sequence[str] = (),
) -> tuple[str, list[Result]]:
    """The form that was asked for, and what every rule says; `pdf` is taken in the place of a rendering."""
    asked = Asked(path)
    with tempfile.TemporaryDirectory() as folder:
        seen = Seen(pdf or render(path, Path(folder), no_hang)) if do_render else None
        return form, judged(Check(asked, seen, form, tuple(required)))


def judged(check: Check) -> list[Result]:
    """What every rule of its form says of a paper."""
    if check.form == "auto":
        check.form = _guessed_form(check)
    if check.form == "sheet":
        check.kinds |= sheet.requirable(check.asked)
    for kind in check.required:
        count = len(check.kinds.get(kind, []))
        check.add(f"present.{kind}", "present", f"{count} found", count > 0)
    for rule in RULES.get(check.form, PAPER):
        try:
            rule(check)
        except Exception as error:  # noqa: BLE001  (an odd document must not stop the rest)
            check.add(f"{_name(rule)}.error", "measurable", f"{type(error).__name__}: {error}", None)
    return check.results


def _name(rule: Rule) -> str:
    return f"sheet.{rule.__name__}" if rule in sheet.RULES else rule.__name__


def _guessed_form(check: Check) -> str:
    if check.seen and check.seen.pages:
        red = check.seen.rules(0, True)
        if len(red) >= 3 or any(rule[2] - rule[0] > 163 for rule in red):
            return "letter"
        if red:
            return "red"
    return "red" if check.kinds.get("mark") else "internal"
