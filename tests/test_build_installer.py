"""Set-up and packing, as far as they can be tried without installing anything."""

import hashlib
import importlib.util
import re
import stat
import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("build_installer", ROOT / "build_installer.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(requirement: str) -> str:
    return requirement.replace(" ", "").lower().replace("_", "-")


def test_the_lock_pins_everything_exactly():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    requirements = [line for line in lines if line and not line.startswith("#")]

    assert [line for line in requirements if not re.match(r"^[\w.-]+==[\w.]+(; .+)?$", line)] == []


def test_the_lock_agrees_with_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    locked = {plain(line) for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()}
    names = {line.split("==")[0] for line in locked}

    assert [ask for ask in asked if (plain(ask) not in locked if "==" in ask else plain(ask) not in names)] == []


def test_the_demonstration_ends_with_the_line_that_opens_its_window(builder, monkeypatch, capsys, tmp_path):
    """W-9"""
    monkeypatch.setattr(builder, "prepare", lambda _needed: None)
    monkeypatch.setattr(builder, "run_python", lambda *_arguments, **_named: 0)

    assert builder.demo([str(tmp_path)]) == 0
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last.endswith(f"-m desktop {tmp_path / 'demo.ledger'}")


def test_missing_libraries_and_commands_are_named_by_their_packages(builder):
    libraries = {"libc.so.6": "libc6", "libnothere.so.9": "libnothere9"}
    tools = {"sh": "dash", "no-such-command": "its-package", "nor-this-one": "its-package"}

    missing = builder.missing_packages(tools, libraries)

    assert missing == ["libnothere9", "its-package"]


def test_without_the_right_to_install_the_one_line_is_said(builder, monkeypatch):
    monkeypatch.setattr(builder, "apt_prefix", lambda: None)

    with pytest.raises(builder.Stop, match="sudo apt-get update && sudo apt-get install -y .* libgl1 poppler-utils"):
        builder.install_packages(["libgl1", "poppler-utils"])


@pytest.fixture
def folder(tmp_path):
    """A small frozen program: an executable, a library, a link."""
    folder = tmp_path / "inspection-ledger"
    (folder / "_internal").mkdir(parents=True)
    (folder / "inspection-ledger").write_bytes(b"program")
    (folder / "inspection-ledger").chmod(0o755)
    (folder / "_internal" / "lib.so.1").write_bytes(b"library")
    (folder / "_internal" / "lib.so").symlink_to("lib.so.1")
    return folder


def test_the_package_keeps_links_and_executables_and_is_the_same_twice(builder, folder):
    first = builder.pack(folder).read_bytes()
    package = builder.pack(folder)

    assert package.read_bytes() == first
    with zipfile.ZipFile(package) as archive:
        modes = {entry.filename: entry.external_attr >> 16 for entry in archive.infolist()}
        assert archive.read("inspection-ledger/_internal/lib.so") == b"lib.so.1"
    assert modes["inspection-ledger/inspection-ledger"] & stat.S_IXUSR
    assert stat.S_ISLNK(modes["inspection-ledger/_internal/lib.so"])


def test_the_sums_are_those_of_the_files(builder, folder):
    builder.write_sums(folder, builder.files_of(folder))

    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert sums == [
        f"{hashlib.sha256(b'library').hexdigest()}  _internal/lib.so.1",
        f"{hashlib.sha256(b'program').hexdigest()}  inspection-ledger",
    ]


def test_a_program_that_does_not_pass_its_selftest_is_not_packed(builder, folder):
    program = folder / "inspection-ledger"
    program.write_text('#!/bin/sh\necho \'{"ok": false, "steps": []}\'\nexit 1\n')

    with pytest.raises(builder.Stop, match="did not pass"):
        builder.selftest(folder)


def test_a_program_without_a_selftest_is_reported_as_such(builder, folder):
    (folder / "inspection-ledger").write_text("#!/bin/sh\necho wrong usage >&2\nexit 2\n")

    with pytest.raises(builder.Stop, match="wrong usage"):
        builder.selftest(folder)


def test_the_gate_runs_exactly_the_readmes_test_command():
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "python3 build_installer.py test" in gate
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")]).returncode == 0
