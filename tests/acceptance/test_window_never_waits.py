"""The window is never blocked by the size of the ledger: every page and the main actions, each in the window's own CPU time.

`ABOVE` names what does not hold yet, with what it may take today: it must not get worse, and leaves the list when it is cured.
The bounds are those of the PC for which they were said. Times of one PC are worth nothing on another, nor on the same one beside other work,
so a bare window is started before and after each walk, and where it takes longer than there, all bounds grow by as much.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.bench.bench_start import timed
from tests.bench.stress_ledger import stress_ledger

WALK_S = {10_000: 2_400, 100_000: 4 * 3_600}
"""By how many findings there are the seconds that a walk through all of it may take."""
pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(2 * max(WALK_S.values()) + 1_200)]
BLOCK_MS, FIRST_MS = 50, 100
BARE_S, BARE_STARTS = 0.173, 5
"""What a bare PySide6 window takes from its start to its first paint on the PC of the bounds (two cores of an AMD EPYC); how often it is asked here."""
FIRST, TAB = "first opening", "tab "
Place = tuple[str, str]
"""A page (or the window) and an action."""
ABOVE: dict[Place, int] = {
    ("window", "open"): 125,
}
"""By page and action the milliseconds that it takes at most: the window whole."""


@pytest.fixture(scope="module", params=WALK_S)
def office(request, tmp_path_factory) -> Iterator[tuple[Path, int]]:
    """A ledger of some size, and how long a walk through it may take; the large one is gone afterwards."""
    folder = tmp_path_factory.mktemp("stress") / "office.ledger"
    stress_ledger(folder, request.param).close()
    yield folder, WALK_S[request.param]
    shutil.rmtree(folder)


def pace(home: Path) -> float:
    """How many times as long as on the PC of the bounds a bare window takes here and now; 1 at least."""
    return max(1.0, statistics.median(timed(home, "bare") for _ in range(BARE_STARTS)) / BARE_S)


def walked(office: tuple[Path, int], home: Path, *pages: str) -> Iterator[tuple[Place, float]]:
    """The longest block of each action, at the pace of the PC of the bounds, over a copy of the ledger.

    A walk that is cut tells what it measured until then, and that it was cut. Of the paces before and after the lower counts.
    """
    home.mkdir()
    copy = home / "copy.ledger"
    shutil.copytree(office[0], copy)
    place = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "INSPECTION_LEDGER_HOME": str(home / "home"),
        "PYTHONDONTWRITEBYTECODE": "",  # as on a PC: compiled once
    }
    told, failed, was_cut, slower = home / "walk.jsonl", home / "faults.txt", False, pace(home)
    with told.open("wb") as out, failed.open("wb") as faults:
        try:
            walk = [sys.executable, "-m", "tests.acceptance.window_walk", str(copy), *pages]
            subprocess.run(walk, env=place, stdout=out, stderr=faults, timeout=office[1], check=True)
        except subprocess.TimeoutExpired:
            was_cut = True
    slower = min(slower, pace(home))
    shutil.rmtree(copy)
    assert "Traceback" not in failed.read_text(encoding="utf-8"), failed.read_text(encoding="utf-8")
    for line in told.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        yield (said["page"], said["action"]), round(said["ms"] / slower, 1)
    sys.stdout.write(f"{home.name} walk: a bare window takes {slower:.2f} times as long as on the PC of the bounds\n")
    if was_cut:
        yield ("window", f"cut after {office[1]} s"), math.inf


def allowed(place: Place) -> int:
    """What an action may take; the first sight of a tab is an opening too."""
    return ABOVE.get(place, FIRST_MS if place[1] == FIRST or place[1].startswith(TAB) else BLOCK_MS)


def test_no_action_blocks_the_window(office, tmp_path):
    took = _longest(walked(office, tmp_path / "first"))
    slow = {place for place, ms in took.items() if ms > allowed(place)}
    if slow:  # once more: a busy PC may double the time of a thread
        pages = sorted({page for page, _action in slow if page in _pages(took)}) or ["overview"]
        again = _longest(walked(office, tmp_path / "second", *pages))
        took |= {place: min(took.get(place, ms), ms) for place, ms in again.items()}
    assert {place: ms for place, ms in took.items() if ms > allowed(place)} == {}
    assert _pages(took) >= {"overview", "findings", "statistics", "system"} and ("window", "close") in took


def _longest(lines: Iterable[tuple[Place, float]]) -> dict[Place, float]:
    took: dict[Place, float] = {}
    for place, ms in lines:
        took[place] = max(ms, took.get(place, 0))
    return took


def _pages(took: dict[Place, float]) -> set[str]:
    return {page for page, action in took if action == FIRST}
