"""A recorded moment is told in one way everywhere."""

import re
from pathlib import Path

from desktop.rules.moments import to_minute, to_second

MOMENT = "2026-06-05T09:12:34.567+08:00"
ROOMS = Path(__file__).parents[2] / "desktop"


def test_a_moment_is_told_to_the_minute_or_to_the_second():
    assert to_minute(MOMENT) == "2026-06-05 09:12"
    assert to_second(MOMENT) == "2026-06-05 09:12:34"


def test_what_has_no_moment_yet_stays_empty():
    assert to_minute("") == to_second("") == ""


def test_no_module_cuts_a_moment_by_hand():
    by_hand = re.compile(r"""\[:1[69]\]\.replace\(["']T""")
    found = [path.name for path in ROOMS.rglob("*.py") if by_hand.search(path.read_text("utf-8"))]

    assert found == ["moments.py"]
