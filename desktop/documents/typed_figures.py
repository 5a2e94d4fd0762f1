"""Figures that a clerk's template types where the shipped one prints a word: told place by place, whether or not the word stands elsewhere.

The paragraphs of both are laid side by side, then the pieces of each pair (tags, numbers, signs). Where a figure word stood, a number
that is nothing but a number in its place was typed; a clause, a title or a citation that the clerk put there instead is own wording.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from lxml import etree

from desktop.documents.package import BODY
from desktop.documents.template_faults import Fault, paragraphs
from desktop.documents.vocabulary import COUNT, MONEY, RATE, Field

_DIGITS = r"\d+(?:[.．,，]\d+)*|[零〇一二两三四五六七八九十百千]+"
_PIECE = re.compile(rf"\{{\{{.*?\}}\}}|\{{%.*?%\}}|{_DIGITS}|.", re.DOTALL)
_NUMBER = re.compile(_DIGITS)
_MEASURE = re.compile(r"[%％‰约近共余多个条件项份次人家户名元万亿分页天日]")
_NAME = re.compile(r"(?<![\w\"'“‘])[^\W\d]\w*(?:\.[^\W\d]\w*)?")
_COUNTED = re.compile(r"\|\s*length\b")
_ALIKE = 0.5
"""What two paragraphs have in common that are one, changed."""


def typed_figures(
    template: str, trees: Mapping[str, etree._Element], shipped: Mapping[str, etree._Element], fields: tuple[Field, ...]
) -> Iterator[Fault]:
    """Every place where the shipped template prints a figure and the clerk's has a number, with the word that belongs there."""
    own = [(at, text) for at, text, _standing in paragraphs(trees[BODY])]
    there = [text for _at, text, _standing in paragraphs(shipped[BODY])]
    prints = partial(_prints_figure, _figure_names(fields))
    for old, new in _pairs(there, [text for _at, text in own]):
        at, text = own[new]
        for tag, number in _typed(there[old], text, prints):
            yield Fault(template, at, tag, f"没有印出来，写死的“{number}”会与台账不符", f"改回 {tag}")


def _figure_names(fields: tuple[Field, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that are figures, and the parts of lists that are."""
    kinds = (COUNT, RATE, MONEY)
    inner = {part.name for item in fields for part in item.items if part.kind in kinds}
    return frozenset(item.name for item in fields if item.kind in kinds), frozenset(inner)


def _prints_figure(names: tuple[frozenset[str], frozenset[str]], piece: str) -> bool:
    if not piece.startswith("{{"):
        return False
    said = _NAME.findall(piece[2:-2].split("|")[0])
    return bool(_COUNTED.search(piece)) or any(
        word in names[0] or ("." in word and word.rpartition(".")[2] in names[1]) for word in said
    )


def _pairs(there: Sequence[str], own: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Changed paragraphs beside what they were; paragraphs that are the same have nothing to tell."""
    for word, a, b, c, d in difflib.SequenceMatcher(None, there, own, autojunk=False).get_opcodes():
        if word != "replace":
            continue
        if b - a == d - c:
            yield from zip(range(a, b), range(c, d), strict=True)
            continue
        for new in range(c, d):
            alike = [
                (difflib.SequenceMatcher(None, there[old], own[new], autojunk=False).ratio(), -old)
                for old in range(a, b)
            ]
            best, old = max(alike)
            if best > _ALIKE:
                yield -old, new


def _typed(there: str, own: str, prints: partial[bool]) -> Iterator[tuple[str, str]]:
    """Of a pair of paragraphs the figure words that became a number, each with it."""
    old, new = _PIECE.findall(there), _PIECE.findall(own)
    for word, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lost = [piece for piece in old[a:b] if prints(piece)]
        if word != "replace" or not lost:
            continue
        said = new[c:d]
        numbers = [piece for piece in said if _NUMBER.fullmatch(piece)]
        if numbers and all(_NUMBER.fullmatch(piece) or _MEASURE.fullmatch(piece) for piece in said):
            yield from zip(lost, numbers, strict=False)
