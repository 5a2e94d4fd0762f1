"""Which round a page of a single round shows: the one that is chosen where the page has something of it, else the newest that it has.

What a page has of a round is said here once for every such page; a page that shows another round than the chosen one says which.
"""

from __future__ import annotations

from collections.abc import Callable

from db.queries import rounds as round_queries
from db.reader import Reader
from desktop.operations.follow_up.results import locked_draw
from desktop.operations.joint_review.gates import has_submissions
from desktop.rules.round_names import short_round_name
from desktop.ui.context import AppContext
from desktop.ui.round_figures import current_round
from desktop.ui.sight import Sight

HasRows = Callable[[Reader, int, str, str | None], bool]
Look = AppContext | Sight


def _has_findings(reader: Reader, round_id: int, as_of: str, _known_at: str | None) -> bool:
    return round_queries.has_findings(reader, round_id, as_of)


def _has_results(reader: Reader, round_id: int, as_of: str, known_at: str | None) -> bool:
    return locked_draw(reader, round_id, as_of, known_at) is not None


def _begins_there(_reader: Reader, _round: int, _as_of: str, _known_at: str | None) -> bool:
    """Work on a new round begins on this page: what is imported there must go to the round that was chosen."""
    return True


DUE, DRAW, RESULTS, SCORES, RECHECK, REVIEWS = "due", "draw", "results", "scores", "recheck", "reviews"
HAS_ROWS: dict[str, HasRows] = {
    DUE: _has_findings,
    DRAW: _has_findings,
    RESULTS: _has_results,
    SCORES: _has_findings,
    RECHECK: _begins_there,
    REVIEWS: has_submissions,
}
"""The pages of a single round, each with what it has of one."""


def shown_round(look: Look, page: str) -> int | None:
    """The round that a page shows; None where there is no round at all."""
    wanted = current_round(look)
    if wanted is None or _has(look, page, wanted):
        return wanted
    every = sorted(round_queries.rounds(look.reader), key=lambda one: (one.feedback_on or "", one.id), reverse=True)
    return next((one.id for one in every if one.id != wanted and _has(look, page, one.id)), wanted)


def which(look: Look, shown: int | None) -> str:
    """What the page says of the round that it shows; '' where it is the chosen one."""
    wanted = current_round(look)
    if shown is None or shown == wanted or wanted is None:
        return ""
    names = {one.id: one.name for one in round_queries.rounds(look.reader)}
    short = {key: short_round_name(name) for key, name in names.items()}
    told = short if short[wanted] != short[shown] else names  # rounds of two terms may be named alike
    return f"显示{told[shown]}：{told[wanted]}还没有这一页的内容"  # what is shown first: the rest gives way to the tabs


def round_name(look: Look, round_id: int) -> str:
    """The whole name of the round that a page shows."""
    return next(one.name for one in round_queries.rounds(look.reader) if one.id == round_id)


def choose(context: AppContext, shown: int | None) -> None:
    """The round that the page shows becomes the chosen one, so that what is made from the page is of it."""
    if shown is not None and which(context, shown):
        context.set_switches(round_ids=(shown,))


def _has(look: Look, page: str, round_id: int) -> bool:
    return HAS_ROWS[page](look.reader, round_id, look.as_of, look.known_at)
