"""All rules of usage over one paper."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.style_check import ending_rules, mark_rules, number_rules, person_rules, term_rules
from desktop.documents.style_check.quotation import Spans, is_quoted, nothing
from desktop.documents.style_check.remark import Remark, Rule
from desktop.documents.style_check.writing import Line, Writing, writing_of

RULES: tuple[Rule, ...] = (
    *person_rules.RULES, *number_rules.RULES, *term_rules.RULES, *ending_rules.RULES, *mark_rules.RULES,
)  # fmt: skip


def check(data: bytes, name: str, quoted: Spans = nothing) -> tuple[Remark, ...]:
    """Every remark on a Word file but on what it only quotes, in the order of its lines; a file that is no paper is a KnownError."""
    return remarks(writing_of(data, name), quoted)


def remarks(writing: Writing, quoted: Spans = nothing) -> tuple[Remark, ...]:
    """Every remark on a paper, in the order of its lines, each once."""
    place: dict[str, int] = {}
    lines: dict[str, list[Line]] = {}
    for at, line in enumerate(writing.lines):
        place[line.where] = at
        lines.setdefault(line.where, []).append(line)
    said: Iterator[Remark] = (remark for rule in RULES for remark in rule(writing))
    found = dict.fromkeys(one for one in said if not is_quoted(one, lines.get(one.where, ()), quoted))
    return tuple(sorted(found, key=lambda one: place.get(one.where, len(place))))
