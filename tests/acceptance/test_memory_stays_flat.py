"""A window that is open all day holds no more in the evening: 5,000 scripted actions, less than a tenth more memory than after the first 1,000."""

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
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc"),
]
FINDINGS, ACTIONS, WARM, GROWTH = 300, 5_000, 1_000, 1.10


def test_memory_is_flat_over_five_thousand_actions(tmp_path):
    folder = tmp_path / "office.ledger"
    stress_ledger(folder, FINDINGS).close()
    place = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INSPECTION_LEDGER_HOME": str(tmp_path / "home")}

    done = subprocess.run(
        [sys.executable, "-m", "tests.acceptance.window_actions", str(folder), str(ACTIONS)],
        env=place, stdout=subprocess.PIPE, encoding="utf-8", timeout=3500, check=True,
    )  # fmt: skip

    held = {said["actions"]: said["mb"] for said in map(json.loads, done.stdout.splitlines()) if "actions" in said}
    assert max(held) == ACTIONS
    assert held[ACTIONS] < held[WARM] * GROWTH, held
