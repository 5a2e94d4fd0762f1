"""All rules of usage over one paper."""

from __future__ import annotations

from desktop.documents.style_check import ending_rules, mark_rules, number_rules, person_rules, term_rules
from desktop.documents.style_check.remark import Remark, Rule
from desktop.documents.style_check.writing import Writing, writing_of

RULES: tuple[Rule, ...] = (
    *person_rules.RULES, *number_rules.RULES, *term_rules.RULES, *ending_rules.RULES, *mark_rules.RULES,
)  # fmt: skip


def check(data: bytes, name: str) -> tuple[Remark, ...]:
    """Every remark on a Word file, in the order of its lines; a file that is no paper is a KnownError."""
    return remarks(writing_of(data, name))


def remarks(writing: Writing) -> tuple[Remark, ...]:
    """Every remark on a paper, in the order of its lines, each once."""
    place = {line.where: at for at, line in enumerate(writing.lines)}
    found = dict.fromkeys(remark for rule in RULES for remark in rule(writing))
    return tuple(sorted(found, key=lambda one: place.get(one.where, len(place))))
