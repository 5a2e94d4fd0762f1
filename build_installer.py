"""Set up, try, check and pack 巡察整改台账. Standard library only; the same on Debian, Kylin, UOS and Windows.

    python3 build_installer.py demo [DIR]        make the demonstration ledger and its papers in DIR (demo)
    python3 build_installer.py test [ARGUMENTS]  lint, types, contracts, then pytest with these arguments
    python3 build_installer.py check             lint, types and contracts only
    python3 build_installer.py build [--glibc 2.31]   freeze the program, run its selftest, pack it into dist/

Each command first sets up what it needs: system libraries by apt-get where it may (otherwise it prints the one line to run), and
the virtual environment .venv with the exact versions of requirements.lock. The program itself installs and downloads nothing.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
RENDERING = ROOT / ".rendering"
NAME = "inspection-ledger"
LINUX = sys.platform.startswith("linux")
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


class Stop(Exception):
    """A step cannot go on; its text says what the person can do."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is honest."""
    commands = {"demo": demo, "test": test, "check": check, "build": build}
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
    with tempfile.TemporaryDirectory() as home:
        extra["INSPECTION_LEDGER_HOME"] = home
        code = run_python("-m", "pytest", *selection, *arguments, extra=extra)
    if failed:
        print(f"failed before the tests: {', '.join(failed)}", file=sys.stderr, flush=True)
    return code or int(bool(failed))


def check(arguments: Sequence[str]) -> int:
    """Lint, format, types and import contracts."""
    prepare({})
    return int(bool(run_checks()))


def build(arguments: Sequence[str]) -> int:
    """Freeze, start the frozen program on itself, list its sums, pack it."""
    prepare(FREEZERS, {**LIBRARIES, **PYTHON_LIBRARY})
    folder = freeze()
    selftest(folder)
    if LINUX:
        report_glibc(folder, arguments[1] if arguments[:1] == ["--glibc"] else None)
    gather_licences(folder)
    write_sums(folder, [path for path in files_of(folder) if not path.name.endswith("SUMS")])
    package = pack(folder)
    write_sums(package.parent, [package])
    print(f"packed: {package} ({package.stat().st_size / 1e6:.0f} MB)")
    return 0


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


def venv_python() -> Path:
    """The interpreter of the project's own environment."""
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def prepare_venv() -> None:
    """An environment with exactly the locked packages, made anew when the lock, Python or the folder changed."""
    stamp = VENV / "made-from.txt"
    made_from = hashlib.sha256(f"{sys.version}\n{ROOT}\n{LOCK.read_text(encoding='utf-8')}".encode()).hexdigest()
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


def run_python(*arguments: str, extra: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the project folder."""
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", **(extra or {})}
    environment.pop("PYTHONPATH", None)
    return subprocess.call([str(venv_python()), *arguments], cwd=ROOT, env=environment)


def run_checks() -> list[str]:
    """Run every check, also after one failed; returns the names of those that did."""
    failed = []
    for title, command in CHECKS.items():
        print(f"== {title}", flush=True)
        if run_python(*command) != 0:
            failed.append(title)
    return failed


# Packing

SPEC = """
# written by build_installer.py
import re, sys
from pathlib import Path
from PyInstaller.utils.hooks import collect_data_files

root = Path({root!r})
modules = [".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
           for room in ("db", "desktop") for path in sorted((root / room).rglob("*.py")) if path.name != "__main__.py"]
datas = [(str(root / "resources"), "resources"), (str(root / "templates_docx"), "templates_docx")]
for package in ("pylopdf_fonts_zh_cn", "pypinyin", "chinese_calendar", "docx"):
    datas += collect_data_files(package)
# the plugins that stay import only QtCore, QtGui, QtWidgets, QtPrintSupport, QtSvg, QtDBus and QtOpenGL
unwanted = re.compile(r'''
    (lib)?Qt6(Qml|Quick|Pdf|Network|VirtualKeyboard|WebEngine|Designer|Sql|Test|Help|EglF[sS]|Wayland|WlShell)
  | [\\\\/]plugins[\\\\/](?!platforms|platforminputcontexts|imageformats|printsupport|styles|iconengines|xcbglintegrations)
  | libq(gtk3|eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|wayland)
  | (virtualkeyboard|qtvirtualkeyboard)plugin | [\\\\/](lib)?q(pdf|gif|icns|tga|tiff|wbmp|webp)\\.(dll|so)
  | [\\\\/]translations[\\\\/](?!qt(base)?_zh_CN\\.qm)
  | mpl-data[\\\\/](sample_data|plot_directive) | [\\\\/]qml[\\\\/]
''', re.VERBOSE)
analysis = Analysis(
    [str(root / "desktop" / "__main__.py")], pathex=[str(root)], datas=datas, hiddenimports=modules,
    hooksconfig={{"matplotlib": {{"backends": ["Agg"]}}}},
    excludes=["tkinter", "_tkinter", "IPython", "pytest", "_pytest", "hypothesis", "mypy", "pip", "setuptools", "pygments", "pandas",
              "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PIL.ImageTk"],
)
analysis.binaries = [entry for entry in analysis.binaries if not unwanted.search(entry[0])]
analysis.datas = [entry for entry in analysis.datas if not unwanted.search(entry[0])]
code = PYZ(analysis.pure)
def program(name, console):
    return EXE(code, analysis.scripts, [], exclude_binaries=True, name=name, console=console, strip=False, upx=False)
programs = [program({name!r}, False)]
if sys.platform == "win32":  # a Windows program with a window cannot answer on the command line
    programs.append(program({name!r} + "-cli", True))
COLLECT(*programs, analysis.binaries, analysis.datas, name={name!r}, strip=False, upx=False)
"""


def freeze() -> Path:
    """The program with its Python in one folder, the same bytes from the same commit."""
    spec = ROOT / "build" / f"{NAME}.spec"
    spec.parent.mkdir(exist_ok=True)
    spec.write_text(SPEC.format(root=str(ROOT), name=NAME), encoding="utf-8")
    fixed = {"SOURCE_DATE_EPOCH": str(commit_time()), "PYTHONHASHSEED": "1"}
    options = ("--noconfirm", "--clean", "--log-level", "WARN", "--distpath", "dist", "--workpath", "build")
    if run_python("-m", "PyInstaller", *options, str(spec), extra=fixed) != 0:
        raise Stop("PyInstaller could not freeze the program, see above")
    return ROOT / "dist" / NAME


def commit_time() -> int:
    """The time of the commit that is packed, or a fixed day outside a checkout."""
    git = shutil.which("git")
    answer = (
        subprocess.run([git, "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True) if git else None
    )
    return int(answer.stdout) if answer and answer.stdout.strip() else 1767225600


def selftest(folder: Path) -> None:
    """Start the frozen program on itself; a program that does not pass is not packed."""
    program = folder / (f"{NAME}-cli.exe" if sys.platform == "win32" else NAME)
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "INSPECTION_LEDGER_HOME": home}
        answer = subprocess.run(
            [str(program), "selftest", "--json"], env=environment, capture_output=True, encoding="utf-8"
        )
    try:
        report = json.loads(answer.stdout)
    except json.JSONDecodeError:
        raise Stop(f"the frozen program has no selftest or broke in it:\n{answer.stdout}{answer.stderr}") from None
    for step in report.get("steps", []):
        print(f"selftest: {json.dumps(step, ensure_ascii=False)}")
    if answer.returncode != 0 or report.get("ok") is not True:
        raise Stop(f"the frozen program did not pass its selftest, it is not packed\n{answer.stderr}")


def report_glibc(folder: Path, limit: str | None) -> None:
    """The oldest glibc the frozen folder runs on; fails when that is newer than the limit asked for."""
    if not shutil.which("readelf"):
        print("glibc: not examined, readelf is not here")
        return
    needs: dict[tuple[int, ...], str] = {}
    for path in files_of(folder):
        if path.is_symlink() or path.open("rb").read(4) != b"\x7fELF":
            continue
        versions = subprocess.run(["readelf", "-V", str(path)], capture_output=True, text=True, errors="replace").stdout
        for found in re.findall(r"GLIBC_(\d+(?:\.\d+)+)", versions):
            needs[tuple(map(int, found.split(".")))] = str(path.relative_to(folder))
    floor = max(needs)
    print(f"glibc: needs {'.'.join(map(str, floor))} (for example {needs[floor]})")
    if limit and floor > tuple(map(int, limit.split("."))):
        raise Stop(f"the frozen program needs a newer glibc than {limit}: pack it on an older system")


def gather_licences(folder: Path) -> None:
    """What each package in the program says of its licence, beside the program."""
    shipped = LOCK.read_text(encoding="utf-8").split("# --- tests")[0].lower().replace("-", "_")
    for text in sorted(VENV.rglob("*.dist-info/**/*")):
        package = next(part for part in text.parts if part.endswith(".dist-info")).split("-")[0]
        wanted = re.match(r"(METADATA|LICEN[CS]E|COPYING|NOTICE|OFL)", text.name, re.IGNORECASE)
        if wanted and text.is_file() and f"\n{package.lower()}==" in shipped:
            target = folder / "licences" / package
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, target / text.name)


def files_of(folder: Path) -> list[Path]:
    """Every file and link below a folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())


def write_sums(folder: Path, files: Iterable[Path]) -> None:
    """SHA256SUMS and, where Python's OpenSSL has it, SM3SUMS, in the form that sha256sum -c reads."""
    kept = [path for path in files if not path.is_symlink()]
    for algorithm in ("sha256", "sm3"):
        if algorithm not in hashlib.algorithms_available:
            print(f"{algorithm}: not known to this Python, no sums written")
            continue
        lines = []
        for path in kept:
            with path.open("rb") as file:
                lines.append(
                    f"{hashlib.file_digest(file, algorithm).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
                )
        (folder / f"{algorithm.upper()}SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def pack(folder: Path) -> Path:
    """One zip file with the folder: fixed order and times, links kept as links, programs executable."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    package = folder.parent / f"{NAME}-{version}-{platform.system().lower()}-{platform.machine().lower()}.zip"
    day = time.gmtime(commit_time())[:6]
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files_of(folder):
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder).as_posix()}", day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix: the mode counts
            if path.is_symlink():
                entry.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(entry, str(path.readlink()))
            else:
                mode = 0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644
                entry.external_attr = (stat.S_IFREG | mode) << 16
                archive.writestr(entry, path.read_bytes())
    return package


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
