"""Papers that a unit did not answer by their day, and what a reminder says of each (papers/27)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from db.queries import papers as queries
from desktop.operations.papers import catalogue
from desktop.operations.papers.sheet import Occasion
from desktop.rules.deadlines import days_between

MATTER = "办理情况"
"""What is asked for where the kind of the paper does not say what its reply brings."""


def of_round(occasion: Occasion) -> Sequence[queries.Unanswered]:
    """Those of the round, without reminders of replies themselves, in the order of their days."""
    found = queries.unanswered(occasion.reader, occasion.round.id, occasion.request.as_of.isoformat())
    return [one for one in found if one.kind != occasion.recipe.kind]


def words(occasion: Occasion, letter: queries.Unanswered) -> dict[str, Any]:
    """The words of a reminder: which paper, what it asked for and by when, and how often that was said before."""
    matter = occasion.once("matters", lambda: _matters(occasion)).get(letter.kind) or MATTER
    figure = occasion.shot.moment.figure
    late = days_between(letter.reply_by, occasion.request.as_of.isoformat())
    return {
        "事项": matter,
        "次数": figure("次数", len(_before(occasion, letter, matter)) + 1),
        "原函文号": letter.number or None,
        "原函日期": date.fromisoformat(letter.issued_on),
        "原期限": date.fromisoformat(letter.reply_by),
        "超期天数": figure("超期天数", late),
    }


def _matters(occasion: Occasion) -> dict[str, str]:
    return {one.kind: one.reply_matter for one in catalogue.recipes(occasion.reader)}


def _before(occasion: Occasion, letter: queries.Unanswered, matter: str) -> list[queries.SentBefore]:
    """Reminders of the same matter since the paper went out."""
    until, kinds = occasion.request.issued_on.isoformat(), (occasion.recipe.kind,)
    sent = queries.sent_before(occasion.reader, letter.unit_id, occasion.round.id, until, kinds)
    return [one for one in sent if one.issued_on >= letter.issued_on and one.title.endswith(f"催报{matter}的函")]
