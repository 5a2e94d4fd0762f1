"""A7, seen by the kernel: no internet socket, no name look-up, nothing written but in the folders that the person and the settings named."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.window_actions import WEIGHTS
from tests.bench.stress_ledger import stress_ledger

ROOT = Path(__file__).resolve().parents[2]
_OPENED = re.compile(r'^\d+\s+(?:open|openat|creat)\((?:\w+<[^>]*>, )?"[^"]*"(?:, ([A-Z_|0-9]+))?')
_CHANGED = re.compile(r"^\d+\s+(?:mkdir|rename|unlink|link|symlink|truncate)\w*\(")
_NAMES = re.compile(r'(?:\w+<([^>]*)>, )?"([^"]*)"')
_WRITES = {"O_WRONLY", "O_RDWR", "O_CREAT"}
_OF_THE_SYSTEM = ("/dev/", "/proc/", "/sys/")
ACTIONS = 5000

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(
        shutil.which("strace") is None, reason="the kernel's record needs strace: apt-get install strace (Linux only)"
    ),
    pytest.mark.timeout(7200),
]


def traced(module, command, folder):
    """The kernel's record of a run whose home, settings and scratch lie in one folder, and what the program said."""
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
        "-y",  # which folder a number stands for
        "--seccomp-bpf",  # stop at the watched calls only
        "-qq",
        "-z",
        "-s",
        "4096",
        "-e",
        "trace=socket,connect,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,truncate",
        "-o",
        str(record),
    ]
    done = subprocess.run(
        [*watch, sys.executable, "-m", module, *command], cwd=ROOT, env=kept | own, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return record.read_text(encoding="utf-8", errors="replace").splitlines(), done.stdout.decode("utf-8")


_OUTWARD = (
    "AF_INET", "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "libnss_dns", "libnss_resolve", "libnss_mdns", "libnss_myhostname",
    "io.systemd.Resolve", "avahi-daemon/socket",
)  # fmt: skip
"""What asks for the internet or for the address behind a name, also by way of a service of this PC."""


def internet(lines):
    return [line for line in lines if any(sign in line for sign in _OUTWARD)]


def spelt(told):
    """A name as strace prints it: what is not ASCII as octal numbers of its bytes."""
    written = told.encode("latin-1", "replace").decode("unicode_escape")
    return written.encode("latin-1", "replace").decode("utf-8", "replace")


def written_outside(lines, *folders):
    """Files that were opened for writing, made, moved or taken away anywhere else; what the system's own folders give is no file."""
    found = []
    for line in lines:
        opened = _OPENED.match(line)
        if not (_WRITES & set((opened[1] or "O_CREAT").split("|")) if opened else _CHANGED.match(line)):
            continue
        for inside, name in _NAMES.findall(line):
            path = os.path.normpath(os.path.join(ROOT, spelt(inside), spelt(name)))
            if not path.startswith((*map(str, folders), *_OF_THE_SYSTEM)):
                found.append(path)
    return found


def test_the_record_is_read_rightly(tmp_path):
    lines = [
        '7 openat(AT_FDCWD</srv/p>, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3',
        f'7 openat(AT_FDCWD</srv/p>, "{tmp_path}/a.db", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 4',
        '7 openat(AT_FDCWD</srv/p>, "/home/li/.cache/\\344\\270\\200", O_WRONLY|O_CREAT, 0644) = 4',
        "7 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 5",
        "7 socket(AF_UNIX, SOCK_STREAM, 0) = 5",
        '7 connect(5<socket:[9]>, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 43) = 0',
        f'7 rename("{tmp_path}/a.db", "/srv/a.db") = 0',
        f'7 unlink("{tmp_path}/a.db") = 0',
        '7 mkdir("/var/tmp/x", 0700) = 0',
        f'7 unlinkat(5<{tmp_path}/old>, "a.db", 0) = 0',
        '7 unlinkat(5</srv/old>, "a.db", 0) = 0',
    ]
    assert written_outside(lines, tmp_path) == ["/home/li/.cache/一", "/srv/a.db", "/var/tmp/x", "/srv/old/a.db"]
    assert internet(lines) == [lines[3], lines[5]]


@pytest.mark.parametrize("command", ["selftest", "demo"])
def test_a_run_reaches_no_network_and_writes_only_where_it_was_told(command, tmp_path):
    """The self-test opens the window too; the demonstration makes ledger, papers, lists and charts."""
    lines, _said = traced("desktop", [command, *([str(tmp_path / "demo")] if command == "demo" else [])], tmp_path)

    assert len(lines) > 100
    assert internet(lines) == []
    assert written_outside(lines, tmp_path) == []


def test_five_thousand_actions_in_the_window_reach_no_network_and_write_only_ledger_settings_and_what_left(tmp_path):
    """Ledger and its backups, the settings' folder, and the folder of the lists that left; nothing else in the home or in /tmp."""
    stress_ledger(tmp_path / "ledger" / "office.ledger", 400).close()
    (tmp_path / "left").mkdir()

    asked = [str(tmp_path / "ledger" / "office.ledger"), str(ACTIONS), "7", "--out", str(tmp_path / "left")]
    lines, said = traced("tests.acceptance.window_actions", asked, tmp_path)

    told = json.loads(said.splitlines()[-1])
    assert sum(told["done"].values()) == ACTIONS and set(told["done"]) == set(WEIGHTS)
    assert told["left"] and len(list((tmp_path / "left").iterdir())) == told["left"]
    assert internet(lines) == []
    assert written_outside(lines, tmp_path / "ledger", tmp_path / "settings", tmp_path / "left") == []
