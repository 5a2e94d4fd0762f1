"""The packages for Linux, tried with a small program: the same bytes twice, installed without rights, a damaged one refused, removed whole."""

import os
import shutil
import subprocess
import sys
import tarfile

import pytest

from tests.test_portable import ROOT

sys.path.insert(0, str(ROOT / ".packaging"))

import frozen_folder
import licences
import linux_packages
from ground import NAME, Stop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="packed and installed on Linux")


@pytest.fixture
def frozen(tmp_path, monkeypatch):
    """A program that says where it lies, with the sums of its files."""
    monkeypatch.setattr(linux_packages, "ROOT", tmp_path)
    icons = tmp_path / "build" / "icons"
    icons.mkdir(parents=True)
    for name in ("program.svg", *(f"program-{size}.png" for size in linux_packages._SIZES)):
        (icons / name).write_bytes(b"icon")
    folder = tmp_path / "frozen"
    (folder / "_internal").mkdir(parents=True)
    (folder / NAME).write_text("#!/bin/sh\necho $0\n", encoding="utf-8")
    (folder / NAME).chmod(0o755)
    (folder / "_internal" / "lib.so.1").write_bytes(b"library")
    (folder / "_internal" / "lib.so").symlink_to("lib.so.1")
    frozen_folder.write_sums(folder, frozen_folder.files_of(folder))
    return folder


@pytest.fixture
def unpacked(frozen, tmp_path):
    """The archive as a clerk unpacked it."""
    archive = linux_packages.user_archive(frozen, "linux-x86_64", tmp_path)
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path / archive.name.removesuffix(".tar.xz")


def run(script, home):
    home.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run(["sh", str(script)], env=environment, capture_output=True, encoding="utf-8", check=False)


def left_in(home):
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


def test_the_archive_is_the_same_twice(frozen, tmp_path):
    first = linux_packages.user_archive(frozen, "linux-x86_64", tmp_path).read_bytes()

    assert linux_packages.user_archive(frozen, "linux-x86_64", tmp_path).read_bytes() == first


def test_a_clerk_installs_and_removes_without_rights_and_the_ledger_stays(unpacked, tmp_path):
    home = tmp_path / "张 三"
    ledger = home / "文档" / "县办.ledger" / "ledger.db"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"mine")

    for _time in range(2):  # the second is an update
        done = run(unpacked / "install.sh", home)
        assert (done.returncode, done.stderr) == (0, "")
    target = home / ".local" / "opt" / NAME
    entry = (home / ".local" / "share" / "applications" / f"{NAME}.desktop").read_text(encoding="utf-8")
    assert f'Exec="{target}/{NAME}" %f' in entry and (target / "_internal" / "lib.so").is_symlink()
    assert subprocess.run([str(target / NAME)], capture_output=True, check=True).stdout.decode().strip() == str(
        target / NAME
    )
    assert not target.with_name(f"{NAME}.old").exists() and not target.with_name(f"{NAME}.new").exists()

    beside = home / ".local" / "share" / NAME / "versions" / "0.2.0" / "app"
    beside.mkdir(parents=True)
    (beside / NAME).write_bytes(b"program")
    assert run(target / "uninstall.sh", home).returncode == 0
    assert left_in(home) == ["文档/县办.ledger/ledger.db"]


@pytest.mark.parametrize("harm", ["changed", "missing", "sums"])
def test_a_damaged_package_is_refused_and_the_installed_version_stays(unpacked, tmp_path, harm):
    home = tmp_path / "home"
    run(unpacked / "install.sh", home)
    before = {name: (home / name).read_bytes() for name in left_in(home)}
    inside = unpacked / "app" / "_internal" / "lib.so.1"
    if harm == "changed":
        inside.write_bytes(b"libraru")
    elif harm == "missing":
        inside.unlink()
    else:
        (unpacked / "app" / "SHA256SUMS").unlink()

    done = run(unpacked / "install.sh", home)

    assert done.returncode != 0 and "没有安装" in done.stderr
    assert {name: (home / name).read_bytes() for name in left_in(home)} == before


def said_by(unpacked, home, script):
    """What a script says that refuses; the installed version is what it was."""
    before = {name: (home / name).read_bytes() for name in left_in(home)}
    done = run(script, home)
    assert done.returncode == 1
    assert {name: (home / name).read_bytes() for name in left_in(home)} == before
    return done.stderr


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh"])
def test_a_program_that_runs_is_neither_replaced_nor_removed(unpacked, tmp_path, script):
    home = tmp_path / "张 三"
    run(unpacked / "install.sh", home)
    runs = home / ".local" / "opt" / NAME / "_internal" / "sleeper"
    shutil.copyfile(shutil.which("sleep"), runs)
    runs.chmod(0o755)
    child = subprocess.Popen([str(runs), "20"])
    try:
        assert "正在运行" in said_by(unpacked, home, unpacked / script)
    finally:
        child.kill()
        child.wait()
    assert run(unpacked / script, home).returncode == 0


@pytest.mark.parametrize("script", ["install.sh", "uninstall.sh"])
def test_a_ledger_in_the_programs_folder_is_told_and_never_removed_with_it(unpacked, tmp_path, script):
    home = tmp_path / "home"
    run(unpacked / "install.sh", home)
    ledger = home / ".local" / "opt" / NAME / "县办.ledger"
    ledger.mkdir()
    (ledger / "ledger.db").write_bytes(b"mine")

    assert f"程序文件夹里有账本：{ledger}" in said_by(unpacked, home, unpacked / script)


def harm_program(unpacked, text):
    program = unpacked / "app" / NAME
    program.write_text(text, encoding="utf-8")
    frozen_folder.write_sums(
        unpacked / "app", [path for path in frozen_folder.files_of(unpacked / "app") if "SUMS" not in path.name]
    )


def test_a_program_that_does_not_start_here_is_not_put_in_the_place_of_one_that_does(unpacked, tmp_path):
    home = tmp_path / "home"
    run(unpacked / "install.sh", home)
    harm_program(unpacked, "#!/bin/sh\necho libGL.so.1: cannot open >&2\nexit 127\n")

    said = said_by(unpacked, home, unpacked / "install.sh")

    assert "libGL.so.1" in said and "没有通过自检" in said and "glibc 不低于 2.31" in said


def test_the_new_program_tests_itself_and_not_the_one_an_update_brought(unpacked, tmp_path):
    home, told = tmp_path / "home", tmp_path / "told"
    harm_program(unpacked, f'#!/bin/sh\necho "$1 $INSPECTION_LEDGER_BASE $INSPECTION_LEDGER_HOME" > {told}\n')
    target = f"{home}/.local/opt/{NAME}.new"

    assert run(unpacked / "install.sh", home).returncode == 0
    assert told.read_text("utf-8").split() == ["selftest", f"{target}/{NAME}", f"{target}/selftest"]
    assert not (home / ".local" / "opt" / NAME / "selftest").exists()


def test_a_full_disk_is_told_before_anything_is_written(unpacked, tmp_path):
    home, tools = tmp_path / "home", tmp_path / "tools"
    run(unpacked / "install.sh", home)
    tools.mkdir()
    (tools / "df").write_text("#!/bin/sh\necho Filesystem\necho d 100 99 2048 99% /\n", encoding="utf-8")
    (tools / "df").chmod(0o755)
    before = left_in(home)
    environment = {"HOME": str(home), "PATH": f"{tools}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

    done = subprocess.run(["sh", str(unpacked / "install.sh")], env=environment, capture_output=True, encoding="utf-8")

    assert (done.returncode, left_in(home)) == (1, before)
    assert "只剩 2 MB" in done.stderr and "请清理磁盘" in done.stderr


def test_where_nothing_can_be_written_the_clerk_is_told_and_nothing_is_left(unpacked, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / ".local").write_bytes(b"a file where a folder should be")

    assert "里写文件" in said_by(unpacked, home, unpacked / "install.sh")


def test_an_install_that_lost_power_between_the_two_is_put_back_by_the_next(unpacked, tmp_path):
    home = tmp_path / "home"
    run(unpacked / "install.sh", home)
    target = home / ".local" / "opt" / NAME
    target.rename(target.with_name(f"{NAME}.old"))
    (unpacked / "app" / "SHA256SUMS").unlink()

    assert run(unpacked / "install.sh", home).returncode == 1
    assert (target / NAME).is_file() and os.listdir(target.parent) == [NAME]


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="packs as Debian does")
def test_the_deb_is_the_same_twice_and_asks_only_for_what_a_desktop_has(frozen, tmp_path):
    package = linux_packages.debian_package(frozen, tmp_path, "2.31", ["libgl1", "libxcb1"])
    first = package.read_bytes()
    told = subprocess.run(
        ["dpkg-deb", "-f", str(package), "Depends"], capture_output=True, encoding="utf-8", check=True
    ).stdout

    assert linux_packages.debian_package(frozen, tmp_path, "2.31", ["libgl1", "libxcb1"]).read_bytes() == first
    assert told.strip() == "libc6 (>= 2.31), libgl1, libxcb1"
    subprocess.run(["dpkg-deb", "-e", str(package), str(tmp_path / "control")], check=True)
    for name in ("preinst", "prerm"):  # before anything is put in the place of what runs, or taken away
        assert "正在运行" in (tmp_path / "control" / name).read_text("utf-8") and os.access(
            tmp_path / "control" / name, os.X_OK
        )


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not here")
def test_the_entry_of_the_menu_is_valid(tmp_path):
    entry = tmp_path / f"{NAME}.desktop"
    entry.write_text(linux_packages.desktop_entry(f"/opt/{NAME}/{NAME}"), encoding="utf-8")

    assert subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, check=False).stdout == b""


def test_every_library_has_an_owner_or_nothing_is_packed(frozen):
    (frozen / "_internal" / "lib.so").unlink()
    (frozen / "_internal" / "lib.so.1").rename(frozen / "_internal" / "libstranger-1.so.1")

    with pytest.raises(Stop, match="libstranger"):
        licences.gather(frozen)


def test_the_owner_of_a_system_library_is_told_by_its_debian(frozen, tmp_path):
    (frozen / "_internal" / "lib.so").unlink()
    (frozen / "_internal" / "lib.so.1").rename(frozen / "_internal" / "libxcb-shape.so.0")
    terms = tmp_path / "copyright"
    terms.write_text("MIT", encoding="utf-8")

    listed = licences.gather(frozen, lambda name: ("libxcb-shape0", "1.14-3", terms) if "xcb" in name else None)

    assert (frozen / "licences" / "debian" / "libxcb-shape0.txt").read_text(encoding="utf-8") == "MIT"
    assert [(one.version, one.libraries) for one in listed if one.name == "libxcb-shape0"] == [("1.14-3", 1)]
    assert {"LGPL-3.0.txt", "CPython.txt", "ICU.txt", "Apache-2.0.txt"} <= {
        path.name for path in (frozen / "licences").iterdir()
    }


@pytest.mark.parametrize(
    ("told", "terms"),
    [
        ({"License-Expression": "MIT", "License": "x"}, "MIT"),
        ({"License": "BSD"}, "BSD"),
        ({"License": "A long text " * 9, "Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({}, "see its text"),
    ],
)
def test_terms_are_those_that_a_package_names(told, terms):
    import email.message

    message = email.message.Message()
    for name, value in told.items():
        message[name] = value

    assert licences.terms_of(message) == terms
