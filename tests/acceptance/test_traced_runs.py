"""A7, seen by the kernel: no internet socket, no name look-up, nothing written but in the folders that the person and the settings named."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_CALL = re.compile(r'^\d+\s+(?:open|openat|creat)\((?:AT_FDCWD, )?"([^"]+)"(?:, ([A-Z_|0-9]+))?')
_WRITES = {"O_WRONLY", "O_RDWR", "O_CREAT"}
_OF_THE_SYSTEM = ("/dev/", "/proc/", "/sys/")

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here"),
    pytest.mark.timeout(1800),
]


def traced(command, folder):
    """The kernel's record of a run whose home, settings and scratch lie in one folder."""
    record = folder / "record.txt"
    places = {name: folder / name for name in ("home", "settings", "scratch")}
    for place in places.values():
        place.mkdir()
    own = {
        "HOME": str(places["home"]), "INSPECTION_LEDGER_HOME": str(places["settings"]), "TMPDIR": str(places["scratch"]),
        "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
    }  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    watch = [
        "strace",
        "-f",
        "-qq",
        "-z",
        "-s",
        "4096",
        "-e",
        "trace=socket,connect,open,openat,creat",
        "-o",
        str(record),
    ]
    done = subprocess.run(
        [*watch, sys.executable, "-m", "desktop", *command], cwd=ROOT, env=kept | own, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return record.read_text(encoding="utf-8", errors="replace").splitlines()


def internet(lines):
    return [
        line
        for line in lines
        if "AF_INET" in line or "/etc/resolv.conf" in line or "/etc/hosts" in line or "nss_dns" in line
    ]


def written_outside(lines, folder):
    """Files that were opened for writing anywhere else; another program's own state is what the system gives it."""
    found = []
    for line in lines:
        call = _CALL.match(line)
        if call and _WRITES & set((call[2] or "O_CREAT").split("|")):
            path = os.path.normpath(
                os.path.join(ROOT, call[1].encode("latin-1", "replace").decode("unicode_escape", "replace"))
            )
            if not path.startswith((str(folder), *_OF_THE_SYSTEM)):
                found.append(path)
    return found


def test_the_record_is_read_rightly(tmp_path):
    lines = [
        '7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3',
        f'7 openat(AT_FDCWD, "{tmp_path}/a.db", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 4',
        '7 openat(AT_FDCWD, "/home/li/.cache/x", O_WRONLY|O_CREAT, 0644) = 4',
        "7 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 5",
        "7 socket(AF_UNIX, SOCK_STREAM, 0) = 5",
    ]
    assert written_outside(lines, tmp_path) == ["/home/li/.cache/x"]
    assert internet(lines) == [lines[3]]


@pytest.mark.parametrize("command", ["selftest", "demo"])
def test_a_run_reaches_no_network_and_writes_only_where_it_was_told(command, tmp_path):
    """The self-test opens the window too; the demonstration makes ledger, papers, lists and charts."""
    lines = traced([command, *([str(tmp_path / "demo")] if command == "demo" else [])], tmp_path)

    assert len(lines) > 100
    assert internet(lines) == []
    assert written_outside(lines, tmp_path) == []
