"""What the page of feedback letters hands to the worker: reading, laying against the ledger, entering."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.errors import KnownError, Refused
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Picks
from desktop.operations.importing.letter_marks import LetterMarks
from desktop.operations.importing.letter_review import LetterReview
from desktop.operations.importing.review import Reviewed
from desktop.ui.pages.importing.word.paper import Laid


def open_letter(review: LetterReview, marks: LetterMarks | None, round_name: str) -> Laid:
    """Read the file; `marks` are those that were kept, `round_name` the round that is meant where the letter names none."""
    try:
        opened = review.open()
    except Refused as error:
        raise KnownError(str(error)) from error
    options = review.options
    if not options.round_name:
        options = replace(options, round_name=review.round_meant() or round_name)
    review = review.told(options, review.unit or review.unit_meant())
    found = opened.marks if marks is None else marks
    return Laid(review, opened, found, review.compare(found))


class Entering:
    """The whole entry as one piece of work."""

    def __init__(self, review: LetterReview, marks: LetterMarks, reviewed: Reviewed, picks: Picks) -> None:
        self._review, self._marks, self._reviewed, self._picks = review, marks, reviewed, picks

    def __call__(self, _ledger: Any, _actor: Any) -> Entered:
        """Back up and enter."""
        return self._review.enter(self._marks, self._reviewed, self._picks)
