"""Every write of an update and of the way back may be the last one, and may find the disk full: the former or the new version, never between."""

import shutil

import pytest

from desktop.errors import KnownError
from desktop.exchange import update_file
from desktop.host import versions
from desktop.operations.updating import going_back, installing
from tests import updates
from tests.crash_points import failing, points, snapshots

STRIDE = 5
"""Of the writes that meet a full disk; a kill is tried before every one."""


def started(program):
    """The version that would be started, held against its list; what lies there under another name is nobody's."""
    found = versions.chosen(program.base, program.folder)
    if found is None:
        return program.base
    name = found.parents[1].name
    with update_file.opened(program.place_of(name)) as source:
        release = source.release(updates.PUBLIC)
        source.take(release, lambda _entry: len, lambda _entry: None)
    return name


@pytest.fixture
def update(tmp_path, monkeypatch):
    updates.in_this_process(monkeypatch)
    (tmp_path / "home" / "versions").mkdir(parents=True)
    return updates.program(tmp_path / "home"), updates.update(tmp_path)


def installs(program, path):
    placed = installing.place(program, path, updates.nothing)
    installing.switch(program, placed, None, None, updates.nothing)


def test_a_kill_before_any_write_leaves_the_former_or_the_new_version_and_no_hindrance(update, tmp_path):
    program, path = update
    seen = []
    for folder in snapshots(program.folder, tmp_path / "kills", lambda: installs(program, path)):
        shutil.rmtree(program.folder)
        shutil.copytree(folder, program.folder, symlinks=True)
        seen.append(started(program))
        if seen[-1] == "0.1.0" and len(seen) % STRIDE == 0:
            installs(program, path)  # what the kill left stands in nobody's way
            assert started(program) == "0.2.0"

    assert seen == sorted(seen) and set(seen) == {"0.1.0", "0.2.0"}


def test_a_full_disk_at_any_write_leaves_the_former_version_or_did_not_matter(update):
    program, path = update

    def again():
        shutil.rmtree(program.folder, ignore_errors=True)
        program.folder.mkdir()

    for number in list(points(program.folder, lambda: installs(program, path)))[::STRIDE]:
        again()
        fault = failing(number, program.folder, lambda: installs(program, path))
        assert started(program) == ("0.1.0" if fault else "0.2.0"), number
        assert fault is None or isinstance(fault, KnownError), number


def test_a_kill_on_the_way_back_leaves_one_of_the_two(update, tmp_path):
    program, path = update
    installs(program, path)
    for folder in snapshots(program.folder, tmp_path / "kills", lambda: going_back.go_back(program, None, None)):
        shutil.rmtree(program.folder)
        shutil.copytree(folder, program.folder, symlinks=True)
        assert started(program) in ("0.1.0", "0.2.0")
    assert started(program) == "0.1.0"
