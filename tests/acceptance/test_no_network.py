"""A7: no network at all, shown by a recorded run; that nothing of the network is imported is a law of test_architecture."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

RECORDED_RUN = """
import json, runpy, sys
sockets = []
sys.addaudithook(lambda event, arguments: sockets.append(event) if event.startswith("socket.") else None)
folder, report = sys.argv[1:]
sys.argv = ["desktop", "demo", folder]
try:
    runpy.run_module("desktop", run_name="__main__")
except SystemExit as end:
    code = end.code
with open(report, "w") as file:
    json.dump({"code": code, "sockets": sockets}, file)
"""


@pytest.mark.acceptance
@pytest.mark.timeout(300)
def test_the_whole_demonstration_opens_no_socket(tmp_path):
    """Ledger, import, papers, list, charts and export in one run with every socket call of the interpreter recorded."""
    report = tmp_path / "report.json"

    subprocess.run([sys.executable, "-c", RECORDED_RUN, str(tmp_path / "demo"), str(report)], cwd=ROOT, check=True)

    assert json.loads(report.read_text(encoding="utf-8")) == {"code": 0, "sockets": []}
