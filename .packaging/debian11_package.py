"""The packages for Linux, frozen in Debian 11 so that they start on every desktop with glibc 2.31: Kylin V10 SP1, Debian 11 and later.

    python3 build_installer.py build --debian11 [DIR] [--twice] [--trial]

DIR (build/debian11) holds systems, Python and wheels between runs. With `--twice` the program is frozen once more in another folder, and both results must
be the same bytes. With `--trial` what lies in dist/ is tried again, and nothing is built. CPython is Debian 12's own source package with its security patches, compiled
inside Debian 11; the wheels are those of `.packaging/wheels/linux_x86_64.txt`. UOS 20 (glibc 2.28) is older than this floor.
"""

import os
import platform
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import frozen_folder
import licences
import linux_packages
import next_version
import trials
import wheelhouse
from debian_root import MIRROR, Root, copy_checkout
from ground import HERE, NAME, ROOT, VENV, Stop, files_of, run, run_python, sum_of, venv_stamp, version
from next_version import Later

PACKAGES = ("debootstrap", "dpkg-dev", "binutils", "xz-utils", "fakeroot", "xvfb", "xauth", "x11-utils")
FLOOR = "2.31"
LARGEST = 240 * 1024 * 1024
"""Bytes of the frozen folder."""
HOST_LIBRARIES = ("libgl1", "libegl1", "libxcb1", "libdrm2")
"""What a package asks of the system it is installed on: every desktop has them."""
_PYTHON = "/opt/python311"
_ELSEWHERE, _OTHER_PERSON = "/srv/elsewhere/台账", 1234
_COMPILERS = ("build-essential", "ca-certificates", "zlib1g-dev", "libssl-dev", "libffi-dev", "libbz2-dev", "liblzma-dev",
              "libsqlite3-dev", "uuid-dev",
    "libexpat1-dev", "binutils", "xz-utils")  # fmt: skip


def build(arguments: Sequence[str], libraries: Sequence[str]) -> int:
    """Freeze inside Debian 11, hold the result against floor and size, pack, and start what was packed on bare systems."""
    given = [one for one in arguments if not one.startswith("--")]
    folder = Path(given[0] if given else ROOT / "build" / "debian11").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    packages = lying_in(ROOT / "dist") if "--trial" in arguments else make(folder, arguments, libraries)
    later = next_version.lying_in(folder / "next")
    for suite in ("bullseye", "bookworm"):
        bare = Root(folder / f"bare-{suite}", suite)
        bare.set_up((*HOST_LIBRARIES, "xz-utils"))  # every desktop unpacks tar.xz
        with bare.with_processes():
            try_packages(bare, packages, later)
    for one in packages.values():
        print(f"packed: {one} ({one.stat().st_size / 1e6:.0f} MB)")
    return 0


def lying_in(target: Path) -> dict[str, Path]:
    """The packages that an earlier run made."""
    named = {
        "tar": f"{NAME}-{version()}-linux-{platform.machine().lower()}.tar.xz",
        "deb": f"{NAME}_{version()}_amd64.deb",
    }
    found = {kind: target / name for kind, name in named.items()}
    if missing := [path.name for path in found.values() if not path.is_file()]:
        raise Stop(f"{target} does not hold {', '.join(missing)}: run the same command without --trial")
    return found


def make(folder: Path, arguments: Sequence[str], libraries: Sequence[str]) -> dict[str, Path]:
    """Both packages in dist/, and the update to a next version by which they are tried."""
    run_python(str(HERE / "icons.py"), str(ROOT / "build" / "icons"))
    wheels = wheelhouse.fetch("linux_x86_64", folder / "wheels")
    builder = Root(folder / "bullseye", "bullseye")
    builder.set_up([*_COMPILERS, *libraries])
    _put_python(builder, folder)
    _put_program(builder, wheels)
    freeze(builder)
    if "--twice" in arguments:
        freeze_elsewhere(builder)
    frozen = take_out(builder)
    packages = linux_packages.pack(frozen, f"linux-{platform.machine().lower()}", FLOOR, HOST_LIBRARIES)
    make_next(builder, folder / "next")
    return packages


def make_next(builder: Root, kept: Path) -> None:
    """Freeze and sign the next version where this one was frozen."""
    version_next = next_version.write_into(builder.path("/repo"))
    python, release = "/repo/.venv/bin/python", "/repo/.packaging/release.py"
    builder.run([python, release, "key", "/trial.key"], folder="/repo")
    print(f"freezing the next version, {version_next}, for the trial", flush=True)
    freeze(builder)
    builder.run([python, release, "update", f"/repo/dist/{NAME}", "/trial.key"], folder="/repo")
    made = next(builder.path("/repo/dist").glob(f"*-{version_next}-*.xcupd"))
    public = builder.path(f"/repo/resources/{next_version.KEY_FILE}").read_text(encoding="ascii").strip()
    next_version.kept_in(kept, made, version_next, public)
    builder.path("/trial.key").unlink()


def _put_python(builder: Root, folder: Path) -> None:
    """CPython 3.11 from Debian 12's source package, compiled where glibc is 2.31."""
    if builder.path(f"{_PYTHON}/bin/python3.11").exists():
        return
    state = folder / "apt"
    for part in ("lists/partial", "cache/archives/partial"):
        (state / part).mkdir(parents=True, exist_ok=True)
    listed = state / "bookworm.sources"
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    listed.write_text(
        f"Types: deb-src\nURIs: {MIRROR}\nSuites: bookworm\nComponents: main\nSigned-By: {keys}\n", encoding="utf-8"
    )
    options = {"Dir::Etc::sourcelist": listed, "Dir::Etc::sourceparts": "/nonexistent", "Dir::State::lists": state / "lists",
               "Dir::Cache": state / "cache", "APT::Sandbox::User": "root"}  # fmt: skip
    apt = ["apt-get", "-q", *(part for name, value in options.items() for part in ("-o", f"{name}={value}"))]
    run([*apt, "update"], folder=state)
    run([*apt, "source", "--download-only", "python3.11"], folder=state)
    described = sorted(state.glob("python3.11_*.dsc"))[-1]
    source = builder.path("/src")
    shutil.rmtree(source, ignore_errors=True)
    run(["dpkg-source", "-x", str(described), str(source)], folder=state)
    expat = (
        source / "Modules" / "pyexpat.c"
    )  # Debian links it into Python; outside it asks for this name to see Python's inner headers
    expat.write_text("#define Py_BUILD_CORE_MODULE 1\n" + expat.read_text(encoding="utf-8"), encoding="utf-8")
    print(f"compiling {described.stem} in {builder.suite}", flush=True)
    configure = f"./configure --prefix={_PYTHON} --enable-shared --with-system-expat --without-static-libpython LDFLAGS=-Wl,-rpath,{_PYTHON}/lib"
    builder.run(
        ["sh", "-ec", f"{configure} && make -j{os.cpu_count() or 1} && make install ENSUREPIP=no"], folder="/src"
    )
    builder.run([f"{_PYTHON}/bin/python3.11", "-c", "import bz2, ctypes, lzma, pyexpat, sqlite3, ssl, uuid, zlib"])


def _put_program(builder: Root, wheels: Path) -> None:
    """This checkout, and an environment from the wheelhouse alone."""
    copy_checkout(builder.path("/repo"))
    shutil.copytree(wheels, builder.path("/wheels"), dirs_exist_ok=True)
    python = f"{_PYTHON}/bin/python3.11"
    stamp = builder.path("/repo/.venv/made-from.txt")
    made_from = venv_stamp(builder.run([python, "-c", "import sys; print(sys.version)"]).strip(), "/repo")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == made_from:
        return
    builder.run(
        [python, "-m", "venv", "--clear", "--without-pip", "/repo/.venv"]
    )  # Debian's source keeps ensurepip to itself
    shutil.copytree(next(VENV.glob("lib/python3*/site-packages/pip")), builder.path("/pip/pip"), dirs_exist_ok=True)
    listed = f"/repo/.packaging/wheels/{wheelhouse.sums_file('linux_x86_64').name}"
    offline = ["--no-index", "--find-links", "/wheels", "--no-deps", "--require-hashes", "-r", listed]
    builder.run(["/repo/.venv/bin/python", "-m", "pip", "install", "-q", *offline], PYTHONPATH="/pip")
    stamp.write_text(made_from, encoding="utf-8")


def freeze(builder: Root) -> None:
    """Freeze inside Debian 11; the program has passed its selftest there."""
    moment = str(frozen_folder.commit_time())
    print("freezing in Debian 11", flush=True)
    said = builder.run(
        [f"{_PYTHON}/bin/python3.11", "build_installer.py", "freeze"], folder="/repo", SOURCE_DATE_EPOCH=moment
    )
    print(said[-1500:], flush=True)


def freeze_elsewhere(builder: Root) -> None:
    """Freeze the same commit in another folder, as another person with an own umask, in another time zone and locale; Stop where a byte differs."""
    shutil.rmtree(builder.path(_ELSEWHERE), ignore_errors=True)
    copy_checkout(builder.path(_ELSEWHERE))
    shutil.copytree(builder.path("/repo/.venv"), builder.path(f"{_ELSEWHERE}/.venv"), symlinks=True)
    python = f"{_PYTHON}/bin/python3.11"
    stamp = venv_stamp(builder.run([python, "-c", "import sys; print(sys.version)"]).strip(), _ELSEWHERE)
    builder.path(f"{_ELSEWHERE}/.venv/made-from.txt").write_text(stamp, encoding="utf-8")
    moment = str(frozen_folder.commit_time())
    print("freezing once more in another folder", flush=True)
    other = {
        "SOURCE_DATE_EPOCH": moment,
        "HOME": f"{_ELSEWHERE}/家",
        "TZ": "Asia/Shanghai",
        "USER": "li",
        "LC_ALL": "POSIX",
    }
    builder.path(other["HOME"]).mkdir()
    builder.run(["chown", "-R", f"{_OTHER_PERSON}:{_OTHER_PERSON}", _ELSEWHERE])
    builder.run([python, "build_installer.py", "freeze"], folder=_ELSEWHERE, person=_OTHER_PERSON, umask=0o077, **other)
    if differing := unlike(builder.path(f"/repo/dist/{NAME}"), builder.path(f"{_ELSEWHERE}/dist/{NAME}")):
        raise Stop(f"two freezes of one commit differ in {len(differing)} files, such as {', '.join(differing[:5])}")
    print("both freezes are the same bytes", flush=True)
    shutil.rmtree(builder.path(_ELSEWHERE))


def unlike(one: Path, other: Path) -> list[str]:
    """The files of two folders that are not the same: missing on one side, another content, another right to run."""
    told = [{path.relative_to(side).as_posix(): _told(path) for path in files_of(side)} for side in (one, other)]
    return sorted(name for name in {*told[0], *told[1]} if told[0].get(name) != told[1].get(name))


def _told(path: Path) -> tuple[str, bool]:
    if path.is_symlink():
        return str(path.readlink()), False
    return sum_of(path), os.access(path, os.X_OK)


def take_out(builder: Root) -> Path:
    """The frozen folder with its licences and sums: no file needs a newer glibc than the floor, and it is no larger than allowed."""
    folder = ROOT / "build" / f"{NAME}-linux" / NAME
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(builder.path(f"/repo/dist/{NAME}"), folder, symlinks=True)
    print(f"symbols taken out: {frozen_folder.strip_symbols(folder) / 1e6:.0f} MB", flush=True)
    frozen_folder.report_glibc(folder, FLOOR)
    licences.gather(folder, licences.debian_owner(builder.folder))
    frozen_folder.write_sums(folder, [path for path in files_of(folder) if not path.name.endswith("SUMS")])
    size = sum(path.stat().st_size for path in files_of(folder) if not path.is_symlink())
    print(f"folder: {size / 2**20:.0f} MB, sum of its sums {sum_of(folder / 'SHA256SUMS')}", flush=True)
    if size > LARGEST:
        raise Stop(
            f"the frozen folder has {size / 2**20:.0f} MB, more than {LARGEST / 2**20:.0f}: look for what came in"
        )
    return folder


def try_packages(bare: Root, packages: dict[str, Path], later: Later) -> None:
    """On a bare system: both packages installed, selftest, former ledgers, the window on a screen, an update and back, removed.

    What is left is the ledger. The .deb is tried with settings in a folder of their own, the archive with those of a person's home and a
    version by update file in use when it is removed.
    """
    shutil.rmtree(bare.path("/trial"), ignore_errors=True)
    home = bare.path("/trial/家")
    home.mkdir(parents=True)
    for one in packages.values():
        shutil.copyfile(one, bare.path(f"/trial/{one.name}"))
    deb, archive = packages["deb"].name, packages["tar"].name
    home_of = {"HOME": "/trial/家"}
    own = {**home_of, "INSPECTION_LEDGER_HOME": "/trial/家/设置"}
    disc = bare.path("/trial/光盘")
    disc.mkdir()
    here = replace(later, update=Path(shutil.copyfile(later.update, disc / later.update.name)))
    bare.run(["tar", "-xJf", f"/trial/{archive}", "-C", "/trial"])
    before = trials.files_below(bare.folder, _CHANGING)
    bare.run(["dpkg", "-i", f"/trial/{deb}"])
    _try_program(bare, f"/opt/{NAME}", own, here, "装给全机", ["dpkg", "-P", NAME])
    bare.run(["dpkg", "-P", NAME])
    _tell_left(bare, before)
    bare.run(["sh", f"/trial/{archive.removesuffix('.tar.xz')}/install.sh"], **home_of)
    installed = f"/trial/家/.local/opt/{NAME}"
    bare.run(["sh", f"/trial/{archive.removesuffix('.tar.xz')}/install.sh"], **home_of)  # over itself
    _try_program(bare, installed, home_of, here, "装给自己", ["sh", f"{installed}/uninstall.sh"])
    with trials.knowing(bare.path(f"{installed}/_internal/resources"), here):
        bare.run([f"{installed}/{NAME}", "update", "install", f"/trial/光盘/{here.update.name}"], **home_of)
    bare.run(["sh", f"{installed}/uninstall.sh"], **home_of)
    _tell_left(bare, before)
    if bare.path(f"/{_SETTINGS}/versions").exists():
        raise Stop(f"{bare.suite}: removing left the version that came by an update file")
    shutil.rmtree(bare.path("/trial"))
    print(
        f"{bare.suite}: .deb and tar.xz installed, tried and removed; the ledger and this PC's settings are left",
        flush=True,
    )


_SETTINGS = f"trial/家/.local/share/{NAME}"
_CHANGING = (
    "proc",
    "sys",
    "dev",
    "run",
    "tmp",
    "var/lib/dpkg",
    "var/log",
    "var/cache",
    "trial/家/设置",
    "trial/家/账本",
    _SETTINGS,
)
"""What a running system changes by itself, and what is to stay: settings, ledgers with their backups."""


def _tell_left(bare: Root, before: set[str]) -> None:
    left = trials.files_below(bare.folder, _CHANGING) - before
    empty = {name for name in left if bare.path(name).is_dir() and not bare.path(name).is_symlink()}
    if strange := sorted(left - {name for name in empty if name.startswith("trial/家/.local")}):
        raise Stop(f"{bare.suite}: removing left {len(strange)} files, such as {strange[0]}")


def _try_program(
    bare: Root, installed: str, home: dict[str, str], later: Later, word: str, remove: Sequence[str]
) -> None:
    program = f"{installed}/{NAME}"
    bare.run([program, "selftest"], seconds=900, QT_QPA_PLATFORM="offscreen", **home)

    def asked(*words: str, **more: str) -> str:
        return bare.run([program, *words], seconds=900, **home, **more)

    def inside(path: Path) -> str:
        return f"/{path.relative_to(bare.folder).as_posix()}"

    ledgers = bare.path("/trial/家/账本")
    former = trials.try_former_ledgers(asked, ledgers, inside)
    shown = [_on_a_screen(bare, program, home, lambda: _refuse_running(bare, remove, home))]
    with trials.knowing(bare.path(f"{installed}/_internal/resources"), later):
        back = trials.try_update(
            lambda *words: asked(*words, LEDGER_PASSPHRASE=trials.SECRET), ledgers / word, inside, later,
            lambda: shown.append(_on_a_screen(bare, program, home)),
        )  # fmt: skip
    print(
        f"{bare.suite}: {program}: selftest passed, {former} former ledgers opened, window on a screen: {shown[0]}; "
        f"six kinds of tampered updates refused, {later.version} installed, its window on a screen: {shown[1]}, and back to {back}",
        flush=True,
    )


def _refuse_running(bare: Root, remove: Sequence[str], home: dict[str, str]) -> None:
    """While its window is open the program is not removed, and the person is told why."""
    try:
        bare.run(remove, **home)
    except Stop as reason:
        if "正在运行" not in str(reason):
            raise
    else:
        raise Stop(f"{bare.suite}: {' '.join(remove)} removed a program whose window was open")


_PATIENCE = 600
"""Seconds until a window must be there: a busy machine takes minutes. A program that ends before is told at once."""


def _on_a_screen(bare: Root, program: str, home: dict[str, str], meanwhile: Callable[[], None] = lambda: None) -> str:
    """The title of the window that the program opens on a screen of ours; it is ended after that, and after `meanwhile`."""
    display = ":64"
    screen = subprocess.Popen(
        ["Xvfb", display, "-screen", "0", "1366x768x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    entered = [
        "chroot",
        str(bare.folder),
        "env",
        "-i",
        "LC_ALL=C.UTF-8",
        f"DISPLAY={display}",
        *(f"{name}={value}" for name, value in home.items()),
    ]
    time.sleep(1)
    child = subprocess.Popen([*entered, program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _moment in range(_PATIENCE):
            time.sleep(1)
            seen = subprocess.run(
                ["xwininfo", "-root", "-tree", "-display", display],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            ).stdout
            titles = [line.strip() for line in seen.splitlines() if NAME in line and "巡察" in line]
            if titles:
                meanwhile()
                return titles[0].split('"')[1]
            if child.poll() is not None:
                break
        raise Stop(f"{bare.suite}: no window came up on the screen (ended with {child.poll()})")
    finally:
        child.kill()
        child.wait()
        screen.terminate()
        screen.wait()
