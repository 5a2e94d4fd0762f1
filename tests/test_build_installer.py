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


@pytest.fixture
def frozen(builder):
    """The packing of a frozen folder."""
    return builder.frozen_folder


@pytest.fixture
def wheelhouse(builder):
    """The packages of each platform by their sums."""
    return builder.wheelhouse


@pytest.mark.parametrize("platform", ["linux_x86_64", "linux_aarch64", "win_amd64"])
def test_every_package_of_every_platform_is_named_by_its_sum(wheelhouse, platform):
    named = [wheelhouse.plain(one) for one in wheelhouse.sums(platform).values()]

    assert sorted(named) == sorted(wheelhouse.plain(one) for one in wheelhouse.requirements(platform))


def test_markers_are_judged_for_the_platform_that_is_packed(wheelhouse):
    facts = {"platform_machine": "aarch64", "sys_platform": "linux"}

    assert wheelhouse.holds("", facts)
    assert wheelhouse.holds("platform_machine == 'aarch64' and sys_platform == 'linux'", facts)
    assert not wheelhouse.holds("platform_machine != 'aarch64' or sys_platform != 'linux'", facts)
    with pytest.raises(wheelhouse.Stop, match="python_version"):
        wheelhouse.holds("python_version == '3.11'", facts)


def test_a_wheel_with_another_sum_is_wanting(wheelhouse, tmp_path):
    (tmp_path / "numpy-2.4.6-cp311-cp311-win_amd64.whl").write_bytes(b"not it")

    assert "numpy==2.4.6" in wheelhouse.missing("win_amd64", tmp_path)


def test_numpy_is_put_back_byte_for_byte(builder, tmp_path):
    house = builder.windows_package.wine_house
    inside = tmp_path / "numpy" / "_core" / "_multiarray_umath.cp311-win_amd64.pyd"
    inside.parent.mkdir(parents=True)
    inside.write_bytes(b"MZ..api-ms-win-crt-math-l1-1-0.dll..end")

    house.use_stand_in(tmp_path)
    changed = inside.read_bytes()
    house.put_original_back(tmp_path)

    assert changed != inside.read_bytes() == b"MZ..api-ms-win-crt-math-l1-1-0.dll..end"
    assert len(changed) == len(inside.read_bytes())


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


def test_the_package_keeps_links_and_executables_and_is_the_same_twice(frozen, folder):
    first = frozen.pack(folder, "linux-x86_64").read_bytes()
    package = frozen.pack(folder, "linux-x86_64")

    assert package.read_bytes() == first
    with zipfile.ZipFile(package) as archive:
        modes = {entry.filename: entry.external_attr >> 16 for entry in archive.infolist()}
        assert archive.read("inspection-ledger/_internal/lib.so") == b"lib.so.1"
    assert modes["inspection-ledger/inspection-ledger"] & stat.S_IXUSR
    assert stat.S_ISLNK(modes["inspection-ledger/_internal/lib.so"])


def test_the_sums_are_those_of_the_files(frozen, folder):
    frozen.write_sums(folder, frozen.files_of(folder))

    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert sums == [
        f"{hashlib.sha256(b'library').hexdigest()}  _internal/lib.so.1",
        f"{hashlib.sha256(b'program').hexdigest()}  inspection-ledger",
    ]


def test_a_program_that_does_not_pass_its_selftest_is_not_packed(frozen, folder):
    program = folder / "inspection-ledger"
    program.write_text('#!/bin/sh\necho \'{"ok": false, "steps": []}\'\nexit 1\n', encoding="utf-8")

    with pytest.raises(frozen.Stop, match="did not pass"):
        frozen.selftest(folder)


def test_a_program_without_a_selftest_is_reported_as_such(frozen, folder):
    (folder / "inspection-ledger").write_text("#!/bin/sh\necho wrong usage >&2\nexit 2\n", encoding="utf-8")

    with pytest.raises(frozen.Stop, match="wrong usage"):
        frozen.selftest(folder)


def test_the_gate_runs_exactly_the_readmes_test_command():
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "python3 build_installer.py test" in gate
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")]).returncode == 0


def test_two_frozen_folders_are_alike_only_byte_for_byte(builder, tmp_path):
    for side in ("one", "other"):
        (tmp_path / side / "lib").mkdir(parents=True)
        for name in ("a", "lib/b", "lib/c"):
            (tmp_path / side / name).write_text(name, encoding="utf-8")
    assert builder.debian11_package.unlike(tmp_path / "one", tmp_path / "other") == []

    (tmp_path / "other" / "a").write_text("A", encoding="utf-8")
    (tmp_path / "other" / "lib" / "b").unlink()
    (tmp_path / "one" / "d").write_text("d", encoding="utf-8")
    assert builder.debian11_package.unlike(tmp_path / "one", tmp_path / "other") == ["a", "d", "lib/b"]


def test_what_was_left_behind_is_told_by_its_path_except_where_it_may_stay(builder, tmp_path):
    for name in ("opt/x/y", "home/ledger/z", "proc/1"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    found = builder.windows_package.trials.files_below(tmp_path, ("proc", "home/ledger"))
    assert found == {"opt", "opt/x", "opt/x/y", "home"}
