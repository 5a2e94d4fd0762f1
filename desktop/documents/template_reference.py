"""A clerk's template against the one that the program ships for the kind: a lost 否则, deciding words that are gone, figures that were typed.

What the shipped template prints of the deciding counts, a clerk's must print too, else a number in its place was typed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from desktop.documents.package import BODY
from desktop.documents.template_faults import Fault, paragraphs
from desktop.documents.typed_figures import typed_figures
from desktop.documents.vocabulary import BLOCKS, COUNT, RATE, Field

_TAG = re.compile(r"(\{%.*?%\})", re.DOTALL)
_WORD = re.compile(r"\{%[-+]?\s*(?:tr|tc|p|r)?\s*(\w+)\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_PRINTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_NAME = re.compile(r"(?<![.\w\"'“‘])[^\W\d]\w*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’")
_DIGITS = re.compile(r"\d+")
_ALIKE = 0.86
_LEFT = 0.5
"""What is left of a paragraph in which a word was typed over; with less in common it is another one."""
HEAD = ("发文字号", "成文日期", "署名", "发文机关标志")


@dataclass
class _Choice:
    """An if with its branches, each the text that stands in it (inner choices with their tags)."""

    test: str
    tag: str
    paragraph: int
    branches: list[str] = field(default_factory=lambda: [""])


def reference_faults(
    template: str,
    trees: Mapping[str, etree._Element],
    shipped: Mapping[str, etree._Element],
    fields: tuple[Field, ...],
) -> list[Fault]:
    """What was lost against the shipped template of the kind; a place is told once."""
    typed = list(typed_figures(template, trees, shipped, fields))
    told = {_bare(fault.tag) for fault in typed}
    lost = [fault for fault in _lost_words(template, trees, shipped, fields) if _bare(fault.tag) not in told]
    return [*_lost_branches(template, trees[BODY], shipped[BODY]), *lost, *typed]


def _bare(tag: str) -> str:
    """The word of a tag without its filters."""
    return tag.strip("{} ").split("|")[0].strip()


def printed_words(trees: Mapping[str, etree._Element]) -> frozenset[str]:
    """Every name that stands in a printing tag of any part but the properties."""
    found: set[str] = set()
    for part, tree in trees.items():
        if part.startswith("docProps"):
            continue
        for _at, text, _table in paragraphs(tree):
            for tag in _PRINTED.findall(text):
                found.update(_NAME.findall(_QUOTED.sub("", tag)))
    return frozenset(found)


def _lost_words(
    template: str, trees: Mapping[str, etree._Element], shipped: Mapping[str, etree._Element], fields: tuple[Field, ...]
) -> Iterator[Fault]:
    counts = [item for item in fields if item.kind in (COUNT, RATE)]
    deciding = {*HEAD, *(item.name for item in counts if item.missing == BLOCKS and not item.when)}
    here, there = printed_words(trees), printed_words(shipped)
    for name in dict.fromkeys((*HEAD, *(item.name for item in counts))):
        if name not in there or name in here:
            continue
        at = _stood_at(name, trees[BODY], shipped[BODY])
        if name in deciding or _has_typed_number(at, trees[BODY], shipped[BODY]):
            yield Fault(
                template, at, f"{{{{{name}}}}}", "没有印出来，写死的字会与台账不符", f"在原来的位置补上 {{{{{name}}}}}"
            )


def _has_typed_number(at: int, own: etree._Element, shipped: etree._Element) -> bool:
    """Whether a paragraph has a number that stands in none of the shipped ones: what may be left out was typed there instead."""
    known = {number for _at, text, _table in paragraphs(shipped) for number in _DIGITS.findall(_untagged(text))}
    typed = {
        number for place, text, _table in paragraphs(own) if place == at for number in _DIGITS.findall(_untagged(text))
    }
    return bool(typed - known)


def _untagged(text: str) -> str:
    return _PRINTED.sub("", _TAG.sub("", text))


def _stood_at(name: str, own: etree._Element, shipped: etree._Element) -> int:
    """The paragraph in which the shipped template prints a word, by what is left of it in the clerk's; 0 where none is like it."""
    wanted = [text for _at, text, _table in paragraphs(shipped) if any(name in tag for tag in _PRINTED.findall(text))]
    best, found = _LEFT, 0
    for at, text, _table in paragraphs(own):
        for other in wanted:
            alike = difflib.SequenceMatcher(None, text, other, autojunk=False).ratio()
            if alike > best:
                best, found = alike, at
    return found


def _lost_branches(template: str, own: etree._Element, shipped: etree._Element) -> Iterator[Fault]:
    """An if that holds what the shipped one has before and after its 否则, without the 否则 between them."""
    wanted: dict[str, list[_Choice]] = {}
    for choice in _choices(shipped):
        wanted.setdefault(choice.test, []).append(choice)
    for choice in _choices(own):
        for other in wanted.get(choice.test, ()):
            if len(choice.branches) < len(other.branches) and _holds_all(choice, other):
                yield Fault(
                    template, choice.paragraph, choice.tag, "原来有“否则”，现在没有，两种情形的话会一起印出或都不印",
                    "在两种说法之间补上 {% else %}（独占一段的写 {%p else %}）",
                )  # fmt: skip
                break


def _holds_all(choice: _Choice, other: _Choice) -> bool:
    """Whether the texts of both branches stand in fewer branches than before."""
    whole = "".join(choice.branches)
    with_else = difflib.SequenceMatcher(None, whole, "".join(other.branches), autojunk=False).ratio()
    first_only = difflib.SequenceMatcher(None, whole, other.branches[0], autojunk=False).ratio()
    return with_else >= _ALIKE and with_else > first_only


def _choices(tree: etree._Element) -> list[_Choice]:
    found: list[_Choice] = []
    stack: list[_Choice | None] = []
    for at, text, _table in paragraphs(tree):
        for piece in _TAG.split(text):
            said = _WORD.fullmatch(piece)
            word = said[1] if said else ""
            if word in ("else", "elif") and stack and stack[-1] is not None:
                stack[-1].branches.append("")
                continue
            if word in ("endif", "endfor") and stack:
                stack.pop()
            for choice in stack:
                if choice is not None:
                    choice.branches[-1] += piece if said is None else re.sub(r"\s+", "", piece)
            if word == "if" and said:
                stack.append(_Choice(re.sub(r"\s+", "", said[2]), piece, at))
                found.append(stack[-1])  # type: ignore[arg-type]
            elif word == "for":
                stack.append(None)
    return found
