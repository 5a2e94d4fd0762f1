"""Signs put in the place of others: found by pattern in the text of a paragraph, made from the last to the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from desktop.documents.form_check.forms import replace
from desktop.documents.form_check.rules import Found, Rule, told_once
from desktop.documents.form_check.view import Paper, Para

TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
"""A tag of a template."""


@dataclass(frozen=True)
class Edit:
    """The signs from `start` to `end` of a paragraph become `new`."""

    start: int
    end: int
    new: str

    def make(self, one: Para) -> None:
        """Write it."""
        replace(one, self.start, self.end, self.new)


def spelled(one: Para, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> list[Edit]:
    """What a pattern finds in a paragraph and what should stand there."""
    return outside_tags(one, [Edit(found.start(), found.end(), new(found)) for found in pattern.finditer(one.text)])


def outside_tags(one: Para, edits: list[Edit]) -> list[Edit]:
    """What is not inside a tag of a template, where a half-width mark is right."""
    tags = [found.span() for found in TAG.finditer(one.text)]
    return [edit for edit in edits if not any(edit.start < end and start < edit.end for start, end in tags)]


def made(rule: str, paras: Iterable[Para], edits: Callable[[Para], list[Edit]], message: str) -> Iterator[Found]:
    """A fault for all paragraphs in which something is to be written otherwise."""

    def mend(one: Para) -> None:
        for edit in sorted(edits(one), key=lambda edit: -edit.start):
            edit.make(one)

    yield from told_once(rule, [one for one in paras if edits(one)], message, mend)


def pattern_rule(
    rule: str, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], message: str, kinds: tuple[str, ...] = ()
) -> Rule:
    """A rule that is a pattern: in paragraphs of some kinds, or in all."""

    def check(paper: Paper) -> Iterator[Found]:
        paras = paper.of(*kinds) if kinds else paper.paras
        return made(rule, paras, lambda one: spelled(one, pattern, new), message)

    return check
