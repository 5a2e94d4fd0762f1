"""The day from which a word of the unit counts: the day it bears, never before the finding was given nor before the word it follows."""

from __future__ import annotations

from db.queries import facts
from db.reader import Reader


def day_of_word(reader: Reader, finding_id: int, day: str, today: str) -> str:
    """The day of a claim or a note that a list or a report of `day` brings; what is not given yet is mended today."""
    given = facts.given_on(reader, finding_id) or ""
    feedback = facts.feedback_of(reader, finding_id) or ""
    return min(today, max(day, given, feedback, facts.lanes(reader, finding_id, today).claim_at[0]))
