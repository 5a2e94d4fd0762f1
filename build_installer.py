"""Set up, try, check and pack 巡察整改台账. Standard library only; the same on Debian, Kylin, UOS and Windows.

    python3 build_installer.py demo [DIR]        make the demonstration ledger and its papers in DIR (demo)
    python3 build_installer.py test [ARGUMENTS]  lint, types, contracts, then pytest with these arguments
    python3 build_installer.py check             lint, types and contracts only
    python3 build_installer.py build [--glibc 2.31]   freeze the program, run its selftest, pack it into dist/
    python3 build_installer.py build --windows [DIR] [--tests[=ui,…]] [--trial]  the installer for Windows, made and tried under wine on Debian 12
    python3 build_installer.py build --debian11 [DIR] [--twice] [--trial]  .deb and tar.xz for every Linux from glibc 2.31, frozen in a Debian 11
    python3 build_installer.py wheels DIR [--anew]    every package of every platform as a file, by its sum; --anew writes the sums
    python3 build_installer.py release sign DIR KEY   list and sign what goes onto a disc; `release check DIR KEY.pub` says whether it is whole
    python3 build_installer.py release key KEY        before a build: what is built takes updates signed with KEY
    python3 build_installer.py release update FOLDER KEY   dist/….xcupd from a frozen folder: what clerks update from

Each command first sets up what it needs: system libraries by apt-get where it may (otherwise it prints the one line to run), and
the virtual environment .venv with the exact versions of requirements.lock. The program itself installs and downloads nothing.
"""

import ctypes
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / ".packaging"))

import debian11_package
import frozen_folder
import licences
import wheelhouse
import windows_package
from ground import HERE, LINUX, LOCK, NAME, ROOT, VENV, Stop, files_of, run_python, venv_python, venv_stamp

RENDERING = ROOT / ".rendering"
PYTHONS = ((3, 11), (3, 12))

# What the wheels of Qt expect of a Linux system: shared library → Debian package.
# fmt: off
LIBRARIES = {
    "libGL.so.1": "libgl1", "libEGL.so.1": "libegl1", "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1", "libdbus-1.so.3": "libdbus-1-3", "libxkbcommon.so.0": "libxkbcommon0",
    "libX11.so.6": "libx11-6", "libX11-xcb.so.1": "libx11-xcb1", "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0", "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1", "libxcb-randr.so.0": "libxcb-randr0", "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0", "libxcb-sync.so.1": "libxcb-sync1", "libxcb-xkb.so.1": "libxcb-xkb1",
    "libcups.so.2": "libcups2", "libatomic.so.1": "libatomic1", "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
# fmt: on
# What the tests render papers with, and what freezing needs: command → Debian package.
RENDERERS = {
    "lowriter": "libreoffice-writer",
    "localc": "libreoffice-calc",
    "pdftoppm": "poppler-utils",
    "fc-match": "fontconfig",
}
FREEZERS = {"objcopy": "binutils", "readelf": "binutils", "ldd": "libc-bin"}
# Debian's Python carries its library inside; a frozen program needs it as a file.
PYTHON_LIBRARY = {f"libpython3.{sys.version_info.minor}.so.1.0": f"libpython3.{sys.version_info.minor}"}

IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "import contracts": ("-c", IMPORTS),
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is honest. What it says is UTF-8, on a console of code page 936 and in a pipe."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    commands = {
        "demo": demo,
        "test": test,
        "check": check,
        "freeze": freeze_only,
        "build": build,
        "wheels": wheels,
        "release": release,
    }
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if set(arguments) & {"-h", "--help"} else 2
    try:
        if sys.version_info[:2] not in PYTHONS:
            return run_with_fitting_python(arguments)
        return commands[arguments[0]](arguments[1:])
    except Stop as reason:
        print(f"build_installer: {reason}", file=sys.stderr)
        return 1


def run_with_fitting_python(arguments: Sequence[str]) -> int:
    """Start again with a Python the lock file has wheels for."""
    for major, minor in PYTHONS:
        if found := shutil.which(f"python{major}.{minor}"):
            return subprocess.call([found, str(Path(__file__).resolve()), *arguments])
    raise Stop(f"needs Python 3.11 or 3.12, this is {platform.python_version()}")


def demo(arguments: Sequence[str]) -> int:
    """Make the demonstration ledger and say where it is and how to open the window."""
    prepare({})
    folder = Path(arguments[0] if arguments else ROOT / "demo").resolve()
    code = run_python("-m", "desktop", "demo", str(folder), extra={"QT_QPA_PLATFORM": "offscreen"})
    if code == 0:
        opener = Path(os.path.relpath(venv_python(), ROOT))
        print(f"\nThe demonstration is in {folder}.\nTo open its window:  {opener} -m desktop {folder / 'demo.ledger'}")
    return code


def test(arguments: Sequence[str]) -> int:
    """All the checks, then pytest; its summary is the last line unless a check before it failed."""
    prepare(RENDERERS)
    extra = {"QT_QPA_PLATFORM": "offscreen"}
    if LINUX:
        extra["FONTCONFIG_FILE"] = str(rendering_fonts())
    failed = run_checks()
    selection = [] if LINUX or "-m" in arguments else ["-m", "not acceptance and not rendering"]
    selection += [] if "-n" in arguments else ["-n", "auto"]  # one run of pytest for each processor
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory(dir=in_memory()) as scratch:
        extra |= {"INSPECTION_LEDGER_HOME": home, "PYTEST_DEBUG_TEMPROOT": scratch}
        code = run_python("-m", "pytest", *selection, *arguments, extra=extra)
    if failed:
        print(f"failed before the tests: {', '.join(failed)}", file=sys.stderr, flush=True)
    return code or int(bool(failed))


def in_memory() -> str | None:
    """Where the tests' small ledgers need no disk, if there is room; None for the usual place."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free >= 8 * 2**30 else None


def check(arguments: Sequence[str]) -> int:
    """Lint, format, types and import contracts."""
    prepare({})
    return int(bool(run_checks()))


def freeze_only(arguments: Sequence[str]) -> int:
    """The frozen folder in dist/, after its selftest: what the packing of other systems runs inside them."""
    prepare(FREEZERS, {**LIBRARIES, **PYTHON_LIBRARY})
    frozen_folder.selftest(frozen_folder.freeze())
    return 0


def build(arguments: Sequence[str]) -> int:
    """Packages for this system, or made on Debian 12 for others."""
    if "--windows" in arguments:
        prepare({}, {})
        ensure_packages(windows_package.PACKAGES)
        return windows_package.build(arguments)
    if "--debian11" in arguments:
        prepare({}, {})
        ensure_packages(debian11_package.PACKAGES)
        return debian11_package.build(arguments, list(LIBRARIES.values()))
    freeze_only([])
    folder = ROOT / "dist" / NAME
    if LINUX:
        frozen_folder.report_glibc(folder, arguments[1] if arguments[:1] == ["--glibc"] else None)
    licences.gather(folder, licences.debian_owner(Path("/")) if LINUX else lambda _name: None)
    frozen_folder.write_sums(folder, [path for path in files_of(folder) if not path.name.endswith("SUMS")])
    package = frozen_folder.pack(folder, f"{platform.system().lower()}-{platform.machine().lower()}")
    frozen_folder.sum_packages(package.parent)
    print(f"packed: {package} ({package.stat().st_size / 1e6:.0f} MB)")
    return 0


def wheels(arguments: Sequence[str]) -> int:
    """The wheelhouse: with it a build needs no registry."""
    prepare_venv()
    given = [one for one in arguments if not one.startswith("--")]
    for one in wheelhouse.PLATFORMS:
        folder = Path(given[0] if given else ROOT / "build" / "wheels").resolve() / one
        (wheelhouse.fetch_anew if "--anew" in arguments else wheelhouse.fetch)(one, folder)
        print(f"{one}: {len(list(folder.glob('*.whl')))} wheels in {folder}")
    return 0


def release(arguments: Sequence[str]) -> int:
    """What is signed: a disc, its check, the key of the program, an update; `.packaging/release.py` in the environment's Python."""
    wanted = {"sign": 3, "check": 3, "key": 2, "update": 3}
    if not arguments or len(arguments) != wanted.get(arguments[0]):
        print(__doc__)
        return 2
    prepare_venv()
    return run_python(str(HERE / "release.py"), arguments[0], *(str(Path(one).resolve()) for one in arguments[1:]))


def ensure_packages(packages: Sequence[str]) -> None:
    """Debian packages that only packing for other systems needs."""
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\\n"], capture_output=True, encoding="utf-8"
    )
    there = {line.split()[0] for line in listed.stdout.splitlines() if line.endswith(" installed")}
    if wanting := [package for package in packages if package not in there]:
        install_packages(wanting)


def prepare(tools: dict[str, str], libraries: dict[str, str] = LIBRARIES) -> None:
    """System packages, then the virtual environment; quick when nothing is missing."""
    if LINUX and (packages := missing_packages(tools, libraries)):
        install_packages(packages)
    prepare_venv()


def missing_packages(tools: dict[str, str], libraries: dict[str, str]) -> list[str]:
    """Debian packages whose library does not load or whose command is not there."""
    packages = [package for library, package in libraries.items() if not loads(library)]
    packages += {package: None for command, package in tools.items() if not shutil.which(command)}
    if not importlib.util.find_spec("ensurepip"):  # Debian keeps it apart from Python
        packages.append(f"python3.{sys.version_info.minor}-venv")
    return packages


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(packages: list[str]) -> None:
    """Install by apt-get as root or by sudo without a question; where neither may, say the one line."""
    by_hand = "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(packages)
    prefix = apt_prefix()
    if prefix is None:
        raise Stop(f"system packages are missing; run this line, then the same command again:\n  {by_hand}")
    print(f"installing {len(packages)} system packages: {' '.join(packages)}", flush=True)
    apt = [*prefix, "apt-get", "-q", "-o", "Acquire::Retries=3", "-o", "DPkg::Lock::Timeout=300"]
    try_three_times([*apt, "update"], "apt-get update")
    try_three_times([*apt, "install", "-y", "--no-install-recommends", *packages], "apt-get install")


def apt_prefix() -> list[str] | None:
    """How this user may run apt-get without being asked, or None."""
    if not shutil.which("apt-get"):
        return None
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return environment
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", *environment]
    return None


def try_three_times(command: list[str], title: str) -> None:
    """Mirrors and indexes fail for a moment now and then."""
    for pause in (5, 20, None):
        if subprocess.call(command, cwd=ROOT) == 0:
            return
        if pause is None:
            raise Stop(f"{title} failed three times, see above")
        time.sleep(pause)


def prepare_venv() -> None:
    """An environment with exactly the locked packages, made anew when the lock, Python or the folder changed."""
    stamp = VENV / "made-from.txt"
    made_from = venv_stamp(sys.version, str(ROOT))
    if stamp.exists() and stamp.read_text(encoding="utf-8") == made_from:
        return
    print("setting up .venv (a few minutes the first time)", flush=True)
    venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    pip = [str(venv_python()), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--retries", "5"]
    try_three_times([*pip, "-r", str(LOCK)], "pip install")
    stamp.write_text(made_from, encoding="utf-8")


def rendering_fonts() -> Path:
    """The fontconfig file with stand-ins for the fonts that official papers name."""
    if run_python(str(ROOT / "tests" / "tools" / "install_rendering.py"), str(RENDERING)) != 0:
        raise Stop("the fonts for rendering could not be fetched, see above")
    return RENDERING / "fonts.conf"


def run_checks() -> list[str]:
    """Run every check, also after one failed; returns the names of those that did."""
    failed = []
    for title, command in CHECKS.items():
        print(f"== {title}", flush=True)
        if run_python(*command) != 0:
            failed.append(title)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
