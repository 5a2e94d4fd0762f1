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
