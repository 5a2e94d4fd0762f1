"""Updates as whoever delivers makes them, with a small program in the place of the frozen one, and this program as they find it.

The small program answers `selftest` by itself and everything else by this source; with `further` its ledgers have one step more.
"""

import json
import sys
from datetime import date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.migrations import FURTHER, STEP_NAMES
from desktop.exchange import update_file
from desktop.host import children, paths, versions
from desktop.operations.updating import rehearsal
from desktop.operations.updating.program import Program

KEY, OTHER_KEY = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in (7, 8))
PUBLIC = KEY.public_key().public_bytes_raw()
LINKS = sys.platform != "win32"
"""A program frozen for Windows has no links, and nobody there may make one without a right."""
MOMENT = (2026, 1, 1, 0, 0, 0)
LATER_STEP = "m9001_later"
ROOT = Path(__file__).resolve().parents[1]
PASSES = '{"ok": true, "steps": [{"step": "窗口", "ok": true}]}'
FAILS = '{"ok": false, "steps": [{"step": "窗口", "ok": false, "detail": "画不出来"}]}'
_SOURCE = (
    "import sys; sys.path.insert(0, {root!r}); import db.migrations as steps;"
    "{further} from desktop.cli import main; sys.exit(main(sys.argv[1:]))"
)
_FURTHER = f"steps.FURTHER[{LATER_STEP!r}] = lambda db: db.execute('create table later (id integer primary key)');"


def program(folder, **other):
    """What an update finds: version 0.1.0 as installed, versions below a folder, the key of the tests."""
    facts = {
        "version": "0.1.0",
        "schema": STEP_NAMES[-1],
        "platform": "linux-x86_64",
        "base": "0.1.0",
        "public": PUBLIC,
    }
    return Program(**{**facts, **other}, folder=folder / "versions")


def script(says=PASSES, further=False):
    """A program in two lines: its selftest, and everything else by this source."""
    source = _SOURCE.format(root=str(ROOT), further=_FURTHER if further else "")
    return (
        f"#!/bin/sh\nif [ \"$1\" = selftest ]; then echo '{says}'; exit 0; fi\n"
        f'exec {sys.executable} -X utf8 -c "{source}" "$@"\n'
    )


def frozen(folder, says=PASSES, further=False):
    """A frozen program: the file that is started (on Windows a second one for commands), one beside it, and a link."""
    (folder / "_internal").mkdir(parents=True)
    for name in {versions.program_of(folder, "1.0", console=console).name for console in (False, True)}:
        start = folder / name
        start.write_text(script(says, further), encoding="utf-8")
        start.chmod(0o755)
    (folder / "_internal" / "lib.so.1").write_bytes(b"library" * 500)
    if LINKS:
        (folder / "_internal" / "lib.so").symlink_to("lib.so.1")
    return folder


def update(folder, version="0.2.0", *, key=KEY, says=PASSES, further=False, **about):
    """An update file of a version, signed by a key."""
    told = {"version": version, "platform": "linux-x86_64", "min_from": "0.1.0"}
    told["schema"] = LATER_STEP if further else STEP_NAMES[-1]
    made = folder / f"{paths.NAME}-{version}-{about.get('platform', 'linux-x86_64')}{update_file.SUFFIX}"
    app = folder / f"frozen-{version}-{len(list(folder.iterdir()))}"
    update_file.write(made, frozen(app, says, further), {**told, **about}, key.sign, MOMENT)
    return made


def in_this_process(monkeypatch):
    """Have the new version's answers come from here: the selftest of the script is read, the trial is done at once."""

    def answer(start, verb, *rest, given="", **_how):
        if verb == "selftest":
            said = next(line for line in start.read_text("utf-8").splitlines() if "echo" in line).split("'")[1]
            return children.Answer(0, said, "")
        key = bytes.fromhex(given.strip()) if given.strip() else None
        with monkeypatch.context() as patch:
            if LATER_STEP in start.read_text("utf-8"):
                patch.setitem(FURTHER, LATER_STEP, lambda db: db.execute("create table later (id integer primary key)"))
            told = rehearsal.stand_trial(Path(rest[1]), key, date.fromisoformat(rest[3]))
        return children.Answer(0, json.dumps(told), "")

    monkeypatch.setattr(children, "ask_version", answer)


def nothing(_done, _total, _text):
    """A report that nobody reads."""


def clock():
    return datetime(2026, 6, 6, 9)
