"""What scanning leaves in a text: printed page numbers as paragraphs, a paragraph broken in the midst of a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from desktop.exchange.normalise.plain_text import half_width, squeezed
from desktop.exchange.word_reading.paragraphs import Paragraph

_PAGE_NUMBER = re.compile(r"[—–―\-－─]{1,2}\d{1,3}[—–―\-－─]{1,2}|第\d{1,3}页(?:[，,/]?共\d{1,3}页)?")
_ENDS = re.compile("[。；;！!？?：:]$")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|[①-⑳]")


def is_page_number(text: str) -> bool:
    """— 2 —, 第2页 alone on a line: no words of the paper."""
    return bool(_PAGE_NUMBER.fullmatch(half_width(squeezed(text))))


def with_whole_quotations(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Paragraphs of running text, those together that one quotation holds together; such a paragraph has the numbers of all."""
    found: list[Paragraph] = []
    for one in paragraphs:
        if found and _goes_on(found[-1], one):
            before = found[-1]
            shift = len(before.text)
            bold = (*before.bold, *((start + shift, end + shift) for start, end in one.bold))
            found[-1] = replace(before, numbers=before.numbers + one.numbers, text=before.text + one.text, bold=bold)
        else:
            found.append(one)
    return found


def _goes_on(before: Paragraph, one: Paragraph) -> bool:
    """Whether a quotation that is open at the end of a paragraph is closed in the next, which begins in its midst."""
    opened, closed = before.text.rfind("“"), before.text.rfind("”")
    if opened <= closed or _ENDS.search(squeezed(before.text)) or one.label or one.level:
        return False
    end, anew = one.text.find("”"), one.text.find("“")
    return end >= 0 and not 0 <= anew < end and not _NUMBERED.match(squeezed(one.text))
