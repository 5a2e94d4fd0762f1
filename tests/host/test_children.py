"""The one door for other programs: their environment is the session's, ours is our own, and every pipe speaks UTF-8."""

import subprocess
import sys

import pytest

from desktop.host import children


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        (
            {"LD_LIBRARY_PATH": "/opt/app", "LD_LIBRARY_PATH_ORIG": "/usr/x", "HOME": "/h"},
            {"LD_LIBRARY_PATH": "/usr/x", "HOME": "/h"},
        ),
        ({"LD_LIBRARY_PATH": "/usr/x"}, {"LD_LIBRARY_PATH": "/usr/x"}),
    ],
)
def test_other_programs_get_the_library_path_of_the_session(environ, expected):
    assert children.environment(environ) == expected


def test_the_frozen_programs_own_library_path_is_not_handed_on(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)

    assert children.environment({"LD_LIBRARY_PATH": "/opt/app"}) == {}


def test_caches_lie_in_our_folder_and_other_programs_keep_theirs(tmp_path):
    environ = {"XDG_CACHE_HOME": "/home/li/.cache", "HOME": "/home/li"}
    before = dict(environ)

    children.settle_caches(tmp_path / "cache", environ)
    children.settle_caches(tmp_path / "cache", environ)

    assert environ["XDG_CACHE_HOME"] == str(tmp_path / "cache") and environ["MPLCONFIGDIR"].startswith(str(tmp_path))
    assert children.environment(environ) == before


def test_what_a_program_says_is_read_as_utf8_whatever_the_code_page(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")

    answer = children.ask([sys.executable, "-c", "print('𠮷县局')"], seconds=30)

    assert answer == children.Answer(0, answer.said, "") and answer.said.strip() == "𠮷县局"


def test_a_program_that_is_not_there_or_hangs_answers_nothing():
    assert children.ask(["no-such-program-anywhere"], seconds=5) is None
    assert children.ask([sys.executable, "-c", "import time; time.sleep(30)"], seconds=0.2) is None


def test_our_own_streams_speak_utf8_from_a_code_page_that_cannot():
    code = "from desktop.host.children import utf8_streams; utf8_streams(); print('𠮷县局')"

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env=children.environment() | {"PYTHONIOENCODING": "gbk"},
        check=False,
    )

    assert done.stdout.decode("utf-8").strip() == "𠮷县局", done.stderr


@pytest.mark.parametrize("code", [0, 1])
def test_our_own_child_is_this_program(monkeypatch, code):
    seen = {}

    def run(command, **given):
        seen.update(given, command=command)
        return subprocess.CompletedProcess(command, code, "好", "")

    monkeypatch.setattr(subprocess, "run", run)

    assert children.ask_ourselves("window-check", seconds=9) == children.Answer(code, "好", "")
    assert seen["command"] == [sys.executable, "-m", "desktop", "window-check"]
    assert (seen["encoding"], seen["env"]["PYTHONUTF8"], seen["timeout"]) == ("utf-8", "1", 9)
