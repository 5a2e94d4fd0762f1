"""The type area of one page: that of the standard, of a landscape annex, or of a ballot."""

from __future__ import annotations

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.sections import is_ballot, near_size, size_of
from tests.tools.gbt9704.standard import HEIGHT, LEFT, TOP, WIDTH


def ballot_of(check: Check, page: int):
    """The section of a page that is a ballot; None for every other page."""
    return next(
        (s for s in check.asked.sections if is_ballot(s) and near_size(check.seen.size[page], size_of(s))), None
    )


def sides(check: Check, page: int) -> tuple[float, float]:
    """Left edge and width of the type area of a page, mm."""
    if (own := ballot_of(check, page)) is not None:
        return own.left_margin / 36000, (own.page_width - own.left_margin - own.right_margin) / 36000
    if page not in check.seen.landscape:
        return LEFT, WIDTH
    s = [s for s in check.asked.sections if s.page_width > s.page_height][-1]
    return s.left_margin / 36000, (s.page_width - s.left_margin - s.right_margin) / 36000


def foot(check: Check, page: int) -> float:
    """The lower edge of the type area of a page, mm from its top."""
    if (own := ballot_of(check, page)) is not None:
        return (own.page_height - own.bottom_margin) / 36000
    if page not in check.seen.landscape:
        return TOP + HEIGHT
    margins = [s.bottom_margin / 36000 for s in check.asked.sections if s.page_width > s.page_height]
    return check.seen.size[page][1] - (margins[-1] if margins else 26)
