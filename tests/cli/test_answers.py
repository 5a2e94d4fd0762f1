"""An answer whose reader went away ends quietly; one that is read is whole."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("style", [[], ["--json"]])
def test_a_reader_that_goes_away_gets_no_traceback(style):
    with subprocess.Popen(
        [sys.executable, "-m", "desktop", "registers", *style],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        command.stdout.close()
        said = command.stderr.read()
        assert command.wait(60) == 0
    assert said == b""


def test_a_complaint_is_told_to_one_whose_list_nobody_reads():
    """The list is longer than what a pipe holds back, so that the first part of it already meets the closed reader."""
    script = (
        "from desktop.cli.answers import Answer, say\n"
        "from desktop.host.children import utf8_streams\n"
        "utf8_streams()\n"
        "raise SystemExit(say(Answer({}, lines=['甲' * 100] * 2000, complaint='没有入账', code=1), as_json=False))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        command.stdout.close()
        said = command.stderr.read()
        assert command.wait(60) == 1
    assert said.decode("utf-8").strip() == "没有入账"
