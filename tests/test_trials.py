"""The next version by which packages are tried is this program, one version and one step of the ledger later."""

import importlib.util
import shutil
import sqlite3
import sys

import pytest

from desktop.errors import Refused
from desktop.exchange import update_file
from tests import updates
from tests.test_portable import ROOT

sys.path.insert(0, str(ROOT / ".packaging"))

import next_version
import trials
import windows_package
from ground import Stop, version


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "db").mkdir()
    for name in ("pyproject.toml", "db/migrations.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_it_is_one_version_later_and_its_ledgers_one_step_further(checkout):
    from db.migrations import STEP_NAMES

    later = next_version.write_into(checkout)
    spec = importlib.util.spec_from_file_location("later_migrations", checkout / "db" / "migrations.py")
    steps = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(steps)

    assert [int(part) for part in later.split(".")] > [int(part) for part in version().split(".")]
    assert f'version = "{later}"' in (checkout / "pyproject.toml").read_text("utf-8")
    assert (*STEP_NAMES, next_version.STEP) == steps.STEP_NAMES and STEP_NAMES[-1] < next_version.STEP
    database = sqlite3.connect(":memory:")
    getattr(steps, next_version.STEP)(database)
    assert database.execute("select count(*) from trial").fetchone() == (0,)
    assert f"steps()({next_version.STEP})" in (checkout / "db" / "migrations.py").read_text("utf-8")


def test_sources_that_are_written_otherwise_are_told_and_not_guessed_at(checkout):
    steps = checkout / "db" / "migrations.py"
    steps.write_text(steps.read_text("utf-8").replace("def schema(", "def shape("), "utf-8")
    with pytest.raises(Stop, match="not written as this trial expects"):
        next_version.write_into(checkout)


def test_an_update_is_laid_by_for_another_trial(tmp_path):
    made = tmp_path / "a-0.2.0.xcupd"
    made.write_bytes(b"update")
    kept = next_version.kept_in(tmp_path / "next", made, "0.2.0", "ab" * 32)
    assert next_version.lying_in(tmp_path / "next") == kept and kept.update.read_bytes() == b"update"
    with pytest.raises(Stop, match="without --trial"):
        next_version.lying_in(tmp_path)


@pytest.mark.parametrize("former", [None, b"their own key\n"])
def test_an_installed_program_has_its_own_key_again_after_the_trial(tmp_path, former):
    key = tmp_path / next_version.KEY_FILE
    if former is not None:
        key.write_bytes(former)
    later = next_version.Later(tmp_path / "u.xcupd", "0.2.0", "ab" * 32)
    with pytest.raises(KeyError), trials.knowing(tmp_path, later):
        assert key.read_text("ascii") == "ab" * 32 + "\n"
        raise KeyError
    assert (key.read_bytes() if key.exists() else None) == former


@pytest.mark.parametrize(
    ("arguments", "rooms"),
    [
        (["--windows"], 0),
        (["--tests"], len(windows_package.ROOMS)),
        (["--tests=ui,host"], ["ui", "host"]),
        (["--tests=ui/test_theme.py", "--trial"], ["ui/test_theme.py"]),
    ],
)
def test_the_tests_under_wine_are_all_rooms_or_those_named(arguments, rooms):
    found = windows_package.rooms_of(arguments)
    assert (found if isinstance(rooms, list) else len(found)) == rooms


@pytest.mark.parametrize("kind", trials.TAMPERED)
def test_what_packages_are_tried_with_is_refused_for_its_own_reason(tmp_path, kind):
    whole, tampered = updates.update(tmp_path), tmp_path / "tampered.xcupd"
    tamper, sentence = trials.TAMPERED[kind]
    tamper(whole, tampered)

    with pytest.raises(Refused, match=sentence) as told, update_file.opened(tampered) as source:
        source.take(source.release(updates.PUBLIC), lambda _entry: len, lambda _entry: None)
    assert "没有改动" in str(told.value)
