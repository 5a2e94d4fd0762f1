"""I2: a ledger of a former release killed on its way to this version is one of the former version or of this one, never between."""

import json
import os
import random
import shutil
import signal
import sys
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from db import digest, integrity, triggers
from db.connections import reading
from db.migrations import STEP_NAMES
from db.reader import Reader
from db.store import DATABASE, open_ledger

RELEASES = sorted((Path(__file__).parents[1] / "samples" / "ledgers").glob("*.zip"))
KILLS = int(os.environ.get("KILLS", "200"))

pytestmark = [pytest.mark.acceptance, pytest.mark.skipif(sys.platform == "win32", reason="kills a forked process")]


def clock():
    return datetime(2026, 6, 6, 9)


def steps_of(folder):
    reader = Reader(reading(folder / DATABASE, None))
    try:
        return {name for (name,) in reader.tuples("select name from _sqlite_migrations")}
    finally:
        reader.close()


def killed_after(seconds, folder):
    """Open the ledger in a process of its own and kill it; whether it came to its end before."""
    child = os.fork()
    if child == 0:  # pragma: no cover - the killed one
        try:
            open_ledger(folder, None, clock).close()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.WIFEXITED(os.waitpid(child, 0)[1])


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("release", RELEASES, ids=[path.stem for path in RELEASES])
def test_a_migration_that_is_killed_leaves_the_former_version_or_this_one(release, tmp_path):
    with zipfile.ZipFile(release) as archive:
        archive.extractall(tmp_path / "former")
    former, says = tmp_path / "former" / "office.ledger", json.loads(release.with_suffix(".json").read_text("utf-8"))
    before, now, chance = steps_of(former), set(STEP_NAMES), random.Random(9)
    shutil.copytree(former, tmp_path / "whole")
    started = time.monotonic()
    open_ledger(tmp_path / "whole", None, clock).close()
    whole, seen = time.monotonic() - started, set()
    for _kill in range(KILLS):
        folder = tmp_path / "office.ledger"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(former, folder)
        killed_after(chance.uniform(0, whole * 1.5), folder)
        steps = frozenset(steps_of(folder))
        assert steps in (before, now), sorted(steps ^ now)
        seen.add(steps)
        ledger = open_ledger(folder, None, clock)
        assert digest.content_digest(ledger.reader) == says["content_digest"]
        assert triggers.missing(ledger.writer._connection) == ()
        assert integrity.broken_references(ledger.reader) == ()
        ledger.close()
    assert seen == {frozenset(before), frozenset(now)}, "no kill fell into the migration"
