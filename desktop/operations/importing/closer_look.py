"""What only the office can see in a list that was read: dates before the feedback, categories it does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing.judgement import BEFORE_FEEDBACK, own_fault
from desktop.rules.likeness import alike

_DATES = {"due_on": "完成时限", "completed_on": "完成日期"}
_NEAR = 0.6
_SEPARATOR = " / "


def before_feedback(finding: FindingDraft, feedback_on: str | None) -> list[ReadingFault]:
    """Dates of a finding that lie before the feedback of its round (ledger.md §5): the clerk is asked."""
    found = []
    for column, title in _DATES.items():
        day = getattr(finding, column)
        if feedback_on and day and str(day) < feedback_on:
            said = f"“{title}” {day} 早于反馈日 {feedback_on}。请改正、留空，或确认照写。"
            found.append(own_fault(finding, column, BEFORE_FEEDBACK, said))
    return found


def unknown_category(finding: FindingDraft, known: Collection[str]) -> list[ReadingFault]:
    """The finest category, where the office has none of that name but one very like it; a scheme of its own is let be."""
    path = (finding.category or "").split(_SEPARATOR)
    finest = path[-1].strip()
    if not finest or finest in known:
        return []
    near = _nearest(finest, frozenset(known))
    if not near:
        return []
    said = f"“问题分类”：“{finest}”不在分类方案中，最接近“{near[0]}”。请改正，或确认照写。"
    return [own_fault(finding, "category", "unknown_category", said, near)]


def nearest(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Names that look like a word, also with the same characters in another order; the best first."""
    written = alike(word, known, _NEAR)
    shuffled = alike(_sorted(word), (_sorted(name) for name in known), _NEAR)
    scores = {name: max(written.get(name, 0.0), shuffled.get(_sorted(name), 0.0)) for name in known}
    close = [name for name, score in scores.items() if score]
    return tuple(sorted(close, key=lambda name: (-scores[name], name))[:3])


@lru_cache(maxsize=1000)
def _nearest(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The same word stands in many rows of a list."""
    return nearest(word, known)


def usual_dates(findings: Sequence[FindingDraft]) -> dict[tuple[str, str | None], str]:
    """The due date that most rows of a sheet and unit have: proposed for a row whose own date cannot be read."""
    days: dict[tuple[str, str | None], Counter[str]] = {}
    for one in findings:
        if one.due_on:
            days.setdefault((one.sheet, one.unit), Counter())[one.due_on] += 1
    return {key: max(found, key=lambda day: (found[day], day)) for key, found in days.items()}


def _sorted(word: str) -> str:
    return "".join(sorted(word))
