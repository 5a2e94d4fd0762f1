"""The frozen program: the folder that PyInstaller makes, its selftest, its licences, its sums, the oldest glibc it runs on."""

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ground import NAME, NO_COMMIT, ROOT, Stop, files_of, run_python, version

SPEC = """
# written by build_installer.py
import re, sys
from pathlib import Path
from PyInstaller.utils.hooks import collect_data_files

root = Path({root!r})
modules = [".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
           for room in ("db", "desktop") for path in sorted((root / room).rglob("*.py")) if path.name != "__main__.py"]
datas = [(str(root / "resources"), "resources"), (str(root / "templates_docx"), "templates_docx"), (str(root / "pyproject.toml"), ".")]
for package in ("pylopdf_fonts_zh_cn", "pypinyin", "chinese_calendar", "docx"):
    datas += collect_data_files(package)
# the plugins that stay import only QtCore, QtGui, QtWidgets, QtPrintSupport, QtSvg, QtDBus and QtOpenGL
unwanted = re.compile(r'''
    (lib)?Qt6(Qml|Quick|Pdf|Network|VirtualKeyboard|WebEngine|Designer|Sql|Test|Help|EglF[sS]|Wayland|WlShell)
  | [\\\\/]plugins[\\\\/](?!platforms|platforminputcontexts|imageformats|printsupport|styles|iconengines|xcbglintegrations)
  | libq(gtk3|eglfs|linuxfb|minimalegl|vkkhrdisplay|vnc|wayland)
  | (virtualkeyboard|qtvirtualkeyboard)plugin | [\\\\/](lib)?q(pdf|gif|icns|tga|tiff|wbmp|webp)\\.(dll|so)
  | [\\\\/]translations[\\\\/](?!qt(base)?_zh_CN\\.qm)
  | lxml[\\\\/](objectify|html) | PIL[\\\\/]_(avif|webp)\\b | pillow\\.libs[\\\\/]lib(avif|webp|sharpyuv) | numpy[\\\\/].*(_tests|_simd)\\b
  | mpl-data[\\\\/](sample_data|plot_directive|fonts[\\\\/](afm|pdfcorefonts|ttf[\\\\/](DejaVuS(erif|ansMono|ans-.*Oblique)|STIX))|images) | [\\\\/]qml[\\\\/]
''', re.VERBOSE)
# charts are drawn as pictures (Agg); of fontTools matplotlib then asks for the names of glyphs alone
no_fonts = ["varLib", "feaLib", "qu2cu", "cu2qu", "pens", "subset", "ttLib", "otlLib", "misc.bezierTools", "designspaceLib", "ufoLib", "merge", "voltLib",
            "mtiLib", "colorLib", "svgLib", "t1Lib", "cffLib"]
no_canvas = ["pdf", "ps", "svg", "pgf", "cairo", "gtk3agg", "gtk4agg", "macosx", "nbagg", "qtagg", "qt5agg", "tkagg", "webagg", "wxagg"]
analysis = Analysis(
    [str(root / "desktop" / "__main__.py")], pathex=[str(root)], datas=datas, hiddenimports=modules,
    hooksconfig={{"matplotlib": {{"backends": ["Agg"]}}}},
    excludes=["tkinter", "_tkinter", "IPython", "pytest", "_pytest", "hypothesis", "mypy", "pip", "setuptools", "pygments", "pandas", "charset_normalizer", "numpy.f2py", "numpy.distutils", "lib2to3", "pydoc_data",
              "matplotlib.tests", "lxml.objectify", "lxml.html", "PIL.ImageCms", "PIL._imagingcms", *("fontTools." + one for one in no_fonts), *("matplotlib.backends.backend_" + one for one in no_canvas),
              "matplotlib.backends._backend_pdf_ps",
              "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest", "PIL.ImageTk"],
)
# On Linux nothing comes along but what is named: dependencies of plugins bring GTK, Kerberos, CUPS and their kin otherwise. What a desktop has in
# the version that its drivers and services need (GL, DRM, CUPS) stays the desktop's own.
named = re.compile(r'''
    lib(python3|ssl|crypto|ffi|expat|sqlite3|bz2|lzma|z|uuid|stdc\\+\\+|gcc_s|atomic)\\b.*
  | lib(X11|X11-xcb|Xau|Xdmcp|xcb-.+|xkbcommon|xkbcommon-x11|dbus-1|fontconfig|freetype|png16|brotlicommon|brotlidec|bsd|md)\\.so.*
  | lib(glib-2\\.0|gthread-2\\.0|pcre|systemd|gcrypt|gpg-error|lz4|zstd|cap)\\.so.*
  | (lib-dynload|python3\\.\\d+/lib-dynload|base_library)\\b.*
  | (numpy|numpy\\.libs|lxml|PIL|pillow\\.libs|cryptography|matplotlib|contourpy|kiwisolver|sqlcipher3|shiboken6|fontTools|pypdfium2_raw
    |chinese_calendar|pypinyin|docx|markupsafe|pylopdf_fonts_zh_cn)/.*
  | (_cffi_backend|[\\w.]*__mypyc)\\..*\\.so | sqlcipher3\\..*
  | PySide6/(Qt(Core|Gui|Widgets|PrintSupport|Svg)\\.abi3\\.so|libpyside6\\..*)
  | PySide6/Qt/lib/lib(Qt6(Core|Gui|Widgets|PrintSupport|Svg|DBus|OpenGL|XcbQpa)|icu(data|i18n|uc))\\.so.*
  | PySide6/Qt/plugins/(platforms/libq(xcb|offscreen|minimal)|platforminputcontexts/lib(ibus|compose)\\w*|imageformats/libq(jpeg|svg|ico)
    |printsupport/\\w+|iconengines/\\w+|xcbglintegrations/libqxcb-glx\\w*)\\.so
''', re.VERBOSE)
def stays(entry):
    if unwanted.search(entry[0]):
        return False
    shared = ".so" in Path(entry[0]).name
    if sys.platform.startswith("linux") and shared and not named.fullmatch(entry[0]):
        print("left out:", entry[0])
        return False
    return True
analysis.binaries = [entry for entry in analysis.binaries if stays(entry)]
analysis.datas = [entry for entry in analysis.datas if stays(entry)]
code = PYZ(analysis.pure)
def program(name, console):
    return EXE(code, analysis.scripts, [], exclude_binaries=True, name=name, console=console, strip=False, upx=False, icon={icon!r})
programs = [program({name!r}, False)]
if sys.platform == "win32":  # a Windows program with a window cannot answer on the command line
    programs.append(program({name!r} + "-cli", True))
COLLECT(*programs, analysis.binaries, analysis.datas, name={name!r}, strip=False, upx=False)
"""


def freeze() -> Path:
    """The program with its Python in one folder, the same bytes from the same commit."""
    spec = ROOT / "build" / f"{NAME}.spec"
    spec.parent.mkdir(exist_ok=True)
    icon = ROOT / "build" / "icons" / "program.ico"
    shown = str(icon) if sys.platform == "win32" and icon.is_file() else None
    spec.write_text(SPEC.format(root=str(ROOT), name=NAME, icon=shown), encoding="utf-8")
    fixed = {"SOURCE_DATE_EPOCH": str(commit_time()), "PYTHONHASHSEED": "1"}
    options = ("--noconfirm", "--clean", "--log-level", "WARN", "--distpath", "dist", "--workpath", "build")
    if run_python("-m", "PyInstaller", *options, str(spec), extra=fixed) != 0:
        raise Stop("PyInstaller could not freeze the program, see above")
    return ROOT / "dist" / NAME


def commit_time() -> int:
    """The time of the commit that is packed; what SOURCE_DATE_EPOCH says, or a fixed day, outside a checkout."""
    if told := os.environ.get("SOURCE_DATE_EPOCH", ""):
        return int(told)
    git = shutil.which("git")
    if git is None:
        return NO_COMMIT
    answer = subprocess.run(
        [git, "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    return int(answer.stdout) if answer.stdout.strip() else NO_COMMIT


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
        versions = subprocess.run(
            ["readelf", "-V", str(path)], capture_output=True, encoding="utf-8", errors="replace", check=False
        ).stdout
        for found in re.findall(r"GLIBC_(\d+(?:\.\d+)+)", versions):
            needs[tuple(map(int, found.split(".")))] = str(path.relative_to(folder))
    floor = max(needs)
    print(f"glibc: needs {'.'.join(map(str, floor))} (for example {needs[floor]})")
    if limit and floor > tuple(map(int, limit.split("."))):
        raise Stop(f"the frozen program needs a newer glibc than {limit}: pack it on an older system")


def strip_symbols(folder: Path) -> int:
    """Take from each library of a Linux folder what only a debugger reads; returns the bytes saved.

    A library that was given other paths by the makers of wheels can come out of `strip` with segments that no loader takes (numpy's openblas
    does): those in `*.libs` are left alone, and any whose segments do not lie as before is put back.
    """
    saved = 0
    for path in files_of(folder):
        whole = path.parent.name.endswith(".libs") or path.is_symlink() or path.open("rb").read(4) != b"\x7fELF"
        if whole or ".so" not in path.name:
            continue
        size, slim = path.stat().st_size, path.with_name(f"{path.name}.slim")
        done = subprocess.run(
            ["strip", "--strip-unneeded", "-o", str(slim), str(path)], capture_output=True, check=False
        )
        if done.returncode == 0 and slim.stat().st_size < size and is_loadable(slim):
            shutil.copymode(path, slim)
            slim.replace(path)
            saved += size - path.stat().st_size
        slim.unlink(missing_ok=True)
    return saved


def is_loadable(library: Path) -> bool:
    """Whether every segment of a library lies in the file where its address says, page by page."""
    told = subprocess.run(
        ["readelf", "-lW", str(library)], capture_output=True, encoding="utf-8", errors="replace", check=False
    ).stdout
    loads = [line.split() for line in told.splitlines() if line.split()[:1] == ["LOAD"]]
    return bool(loads) and all((int(one[1], 16) - int(one[2], 16)) % int(one[-1], 16) == 0 for one in loads)


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


def sum_packages(target: Path) -> None:
    """The sums of every package in a folder, of whatever system: a disc takes all of them."""
    write_sums(target, sorted(path for path in target.iterdir() if path.is_file() and not path.name.endswith("SUMS")))


def pack(folder: Path, platform: str) -> Path:
    """One zip file with the folder: fixed order and times, links kept as links, programs executable."""
    package = folder.parent / f"{NAME}-{version()}-{platform}.zip"
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
