"""I2: a whole update that is killed at a random moment, its children with it or not, leaves the former or the new version and the ledger as it was."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import datetime

import pytest

from db import digest, integrity
from db.migrations import FURTHER
from db.store import open_ledger
from desktop.exchange import update_file
from desktop.host import versions
from desktop.operations.updating import installing
from desktop.rules.permissions import Actor, Right
from tests import updates
from tests.acceptance.test_killed_updates import KILLS, RELEASES, steps_of

MANAGER = Actor("管理员", frozenset(Right))
STARTED = 10
"""So many of the outcomes are also started for real: a program of this source, a second each."""

pytestmark = [pytest.mark.acceptance, pytest.mark.skipif(sys.platform == "win32", reason="kills a forked process")]


def clock():
    return datetime(2026, 6, 6, 9)


def update_all(program, path, folder):
    """What `update install --ledger` does."""
    ledger = open_ledger(folder, None, clock)
    try:
        placed = installing.place(program, path, updates.nothing)
        installing.switch(program, placed, ledger, MANAGER, updates.nothing)
    finally:
        ledger.close()


def killed_after(seconds, with_children, *work):
    """Update in a process of its own and kill it."""
    child = os.fork()
    if child == 0:  # pragma: no cover - the killed one
        try:
            os.setsid()
            update_all(*work)
        finally:
            os._exit(0)
    time.sleep(seconds)
    (os.killpg if with_children and os.getpgid(child) == child else os.kill)(child, signal.SIGKILL)
    os.waitpid(child, 0)


def whole(program, name):
    with update_file.opened(program.place_of(name)) as source:
        release = source.release(updates.PUBLIC)
        source.take(release, lambda _entry: len, lambda _entry: None)
    return True


@pytest.mark.timeout(3600)
def test_an_update_that_is_killed_leaves_the_former_or_the_new_version_and_the_ledger(tmp_path, monkeypatch):
    with zipfile.ZipFile(RELEASES[-1]) as archive:
        archive.extractall(tmp_path / "kept")
    kept, says = tmp_path / "kept" / "office.ledger", json.loads(RELEASES[-1].with_suffix(".json").read_text("utf-8"))
    open_ledger(kept, None, clock).close()
    former, chance, seen, tried = steps_of(kept), random.Random(4), {"0.1.0": 0, "0.2.0": 0}, 0
    path, home = updates.update(tmp_path, further=True), tmp_path / "pc"
    shutil.copytree(kept, home / "office.ledger")
    begun = time.monotonic()
    update_all(updates.program(home), path, home / "office.ledger")
    lasts = time.monotonic() - begun
    for _kill in range(KILLS):
        shutil.rmtree(home)
        shutil.copytree(kept, home / "office.ledger")
        program, folder = updates.program(home), home / "office.ledger"
        killed_after(chance.uniform(0, lasts * 1.1), chance.random() < 0.8, program, path, folder)
        assert steps_of(folder) == former  # only the version that is in use brings it up to date
        found = versions.chosen("0.1.0", program.folder)
        name = "0.1.0" if found is None else "0.2.0"
        assert found is None or whole(program, name)
        seen[name] += 1
        if found is not None and tried < STARTED:
            tried += 1
            said = subprocess.run(
                [found, "check", folder, "--json"], capture_output=True, encoding="utf-8", check=False
            )
            assert said.returncode in (0, 1) and "problems" in said.stdout or "升级" in said.stdout, said.stderr
            monkeypatch.setitem(FURTHER, updates.LATER_STEP, lambda db: db.execute("create table later (id integer)"))
        ledger = open_ledger(folder, None, clock)
        assert digest.content_digest(ledger.reader) == says["content_digest"]
        assert integrity.broken_references(ledger.reader) == () and ledger.lost is None
        ledger.close()
        monkeypatch.undo()
    assert min(seen.values()) > 0, f"no kill fell before or after the switch: {seen}"
