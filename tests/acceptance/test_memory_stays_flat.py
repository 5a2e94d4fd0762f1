"""A window that is open all day holds no more in the evening: scripted actions, less than a tenth more memory than after the first fifth of them.
With a hundred thousand rows in sight it holds 400 MB at most.

Every page with its tabs is opened first, so that what grows is no first opening; the table of megabytes by step is printed (`-s` shows it).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.stress_ledger import stress_ledger

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc"),
]
GROWTH, MOST_MB = 1.10, 400
WARM = 5
"""After this part of the actions what is kept on purpose (words, fonts, modules) stands."""


@pytest.mark.timeout(3 * 3600)
@pytest.mark.parametrize(("findings", "actions"), [(300, 5_000), (10_000, 1_000)])
def test_memory_is_flat_over_a_days_actions(tmp_path, findings, actions):
    """With 10,000 findings an action takes a second or more, so there are fewer of them."""
    folder = tmp_path / "office.ledger"
    stress_ledger(folder, findings).close()

    held = steps(folder, actions, tmp_path / "home")

    told = "\n".join(f"{step:>24} {megabytes:8.1f} MB" for step, megabytes in held.items())
    sys.stdout.write(f"{findings} findings\n{told}\n")
    assert held[str(actions)] < held[str(actions // WARM)] * GROWTH, told


@pytest.mark.timeout(2 * 3600)
def test_a_hundred_thousand_rows_are_held_in_400_megabytes(tmp_path):
    folder = tmp_path / "office.ledger"
    stress_ledger(folder, 100_000).close()

    held = steps(folder, 0, tmp_path / "home", "overview", "findings")

    assert 0 < held["findings"] <= MOST_MB, held


def steps(folder: Path, actions: int, home: Path, *pages: str) -> dict[str, float]:
    """Megabytes that the window held: as it opened, after each page (or these), after each tenth of the actions; the last step is there."""
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INSPECTION_LEDGER_HOME": str(home)}
    script = [
        "-m",
        "tests.acceptance.window_actions",
        str(folder),
        str(actions),
        "--every",
        str(max(1, actions // 10)),
        "--pages",
        *pages,
    ]
    done = subprocess.run([sys.executable, *script], env=place, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    said = [one for one in map(json.loads, done.stdout.splitlines()) if "mb" in one]
    return {str(one.get("step", one.get("actions"))): one["mb"] for one in said}
