"""What a clerk installs on Linux: a .deb for the administrator, and an archive with install and uninstall scripts for one user without rights.

Both hold the same frozen folder, a desktop entry, the icon and the file type; written twice from the same folder they are the same bytes.
"""

import io
import lzma
import os
import shutil
import stat
import tarfile
from collections.abc import Sequence
from pathlib import Path

import frozen_folder
from ground import HERE, NAME, ROOT, files_of, run, version

_TITLE = "巡察整改台账"
_SIZES = (16, 24, 32, 48, 64, 128, 256)
_MIME = f"application/x-{NAME}"
_PRESET = 2
"""Of xz: a disc has room for a tenth more, and packing takes a minute instead of five."""
MAINTAINER = "inspection-ledger <maintainer@localhost>"


def pack(frozen: Path, platform: str, floor: str, depends: Sequence[str]) -> dict[str, Path]:
    """Both packages in dist/ with their sums; `floor` is the oldest glibc, `depends` what Debian packages the .deb asks for."""
    target = ROOT / "dist"
    target.mkdir(exist_ok=True)
    made = {"tar": user_archive(frozen, platform, target), "deb": debian_package(frozen, target, floor, depends)}
    frozen_folder.sum_packages(target)
    return made


def desktop_entry(program: str) -> str:
    """The entry of the menu; a ledger or an update is opened by its path."""
    return (
        "[Desktop Entry]\nType=Application\nVersion=1.0\n"
        f"Name={_TITLE}\nGenericName=巡察整改台账\nComment=一个巡察办的离线桌面台账\n"
        f'Exec="{program}" %f\nIcon={NAME}\nTerminal=false\nCategories=Office;\nMimeType={_MIME};\nStartupWMClass={NAME}\n'
    )


def file_type() -> str:
    """A ledger is a folder; what is double-clicked is the file of its keys inside, by its whole name."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f'  <mime-type type="{_MIME}">\n    <comment>{_TITLE}账本</comment>\n    <icon name="{NAME}"/>\n'
        '    <glob pattern="ledger.keys" weight="80"/>\n  </mime-type>\n</mime-info>\n'
    )


def user_archive(frozen: Path, platform: str, target: Path) -> Path:
    """tar.xz: the program's folder, the two scripts, entry, file type and icons beside it."""
    name = f"{NAME}-{version()}-{platform}"
    path = target / f"{name}.tar.xz"
    extras = {
        "install.sh": ((HERE / "install.sh").read_bytes(), 0o755),
        "uninstall.sh": ((HERE / "uninstall.sh").read_bytes(), 0o755),
        f"share/{NAME}.desktop": (desktop_entry("@PROGRAM@").encode(), 0o644),
        f"share/{NAME}.xml": (file_type().encode(), 0o644),
        "安装说明.txt": ((HERE / "安装说明.txt").read_bytes(), 0o644),
        **{f"share/{icon}": (data, 0o644) for icon, data in _icons().items()},
    }
    _write_tar_xz(path, name, frozen, "app", extras)
    return path


def _icons() -> dict[str, bytes]:
    drawn = ROOT / "build" / "icons"
    found = {
        f"icons/hicolor/{size}x{size}/apps/{NAME}.png": (drawn / f"program-{size}.png").read_bytes() for size in _SIZES
    }
    return {**found, f"icons/hicolor/scalable/apps/{NAME}.svg": (drawn / "program.svg").read_bytes()}


def _write_tar_xz(path: Path, top: str, frozen: Path, inside: str, extras: dict[str, tuple[bytes, int]]) -> None:
    """Fixed order, owner and times."""
    moment = frozen_folder.commit_time()
    with (
        lzma.open(path, "wb", preset=_PRESET) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for name, (data, mode) in sorted(extras.items()):
            entry = _entry(f"{top}/{name}", moment, mode)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for file in files_of(frozen):
            entry = _entry(
                f"{top}/{inside}/{file.relative_to(frozen).as_posix()}",
                moment,
                0o755 if os.access(file, os.X_OK) else 0o644,
            )
            if file.is_symlink():
                entry.type, entry.linkname = tarfile.SYMTYPE, str(file.readlink())
                archive.addfile(entry)
            else:
                entry.size = file.stat().st_size
                with file.open("rb") as data_of:
                    archive.addfile(entry, data_of)


def _entry(name: str, moment: int, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.mtime, entry.mode, entry.uname, entry.gname = moment, mode, "root", "root"
    return entry


def debian_package(frozen: Path, target: Path, floor: str, depends: Sequence[str]) -> Path:
    """A .deb packed with xz: dpkg of Debian 11 refuses zstd. It asks for nothing that the folder brings along."""
    build = ROOT / "build" / "deb"
    shutil.rmtree(build, ignore_errors=True)
    program = build / "opt" / NAME
    shutil.copytree(frozen, program, symlinks=True)
    share = build / "usr" / "share"
    for name, data in {
        f"applications/{NAME}.desktop": desktop_entry(f"/opt/{NAME}/{NAME}").encode(),
        f"mime/packages/{NAME}.xml": file_type().encode(),
        **_icons(),
    }.items():
        (share / name).parent.mkdir(parents=True, exist_ok=True)
        (share / name).write_bytes(data)
    size = sum(path.stat().st_size for path in files_of(build) if not path.is_symlink()) // 1024
    control = build / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        f"Package: {NAME}\nVersion: {version()}\nArchitecture: amd64\nMaintainer: {MAINTAINER}\nInstalled-Size: {size}\n"
        f"Depends: libc6 (>= {floor}), {', '.join(depends)}\nSection: misc\nPriority: optional\n"
        f"Description: {_TITLE}\n 一个巡察办的离线桌面台账，不联网。\n",
        encoding="utf-8",
    )
    scripts = {"preinst": _refuse_running(), "prerm": _refuse_running(), "postinst": _refresh(), "postrm": _refresh()}
    for name, script in scripts.items():
        (control / name).write_text(script, encoding="utf-8", newline="\n")
    for path in (build, *build.rglob("*")):
        if not path.is_symlink():
            runs = (
                path.is_dir()
                or path.parent == control
                and path.name in scripts
                or bool(path.stat().st_mode & stat.S_IXUSR)
            )
            path.chmod(0o755 if runs else 0o644)
    package = target / f"{NAME}_{version()}_amd64.deb"
    moment = {"SOURCE_DATE_EPOCH": str(frozen_folder.commit_time())}
    run(["dpkg-deb", "-Zxz", f"-z{_PRESET}", "--root-owner-group", "--build", str(build), str(package)], extra=moment)
    shutil.rmtree(build)
    return package


def _refuse_running() -> str:
    """A program that runs reads its own files as it needs them: dpkg neither replaces nor removes them below it, and says so."""
    return (
        "#!/bin/sh\nset -e\n"
        f'if ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -e "-> /opt/{NAME}/"; then\n'
        f'  echo "{_TITLE}正在运行，没有改动。请先退出程序，再重做这一步。" >&2\n  exit 1\nfi\n'
    )


def _refresh() -> str:
    """Menus and file types are read anew, where the desktop has the programs for it."""
    lines = ["#!/bin/sh", "set -e"]
    for tool, place in (
        ("update-mime-database", "/usr/share/mime"),
        ("update-desktop-database", "-q /usr/share/applications"),
    ):
        lines.append(f"if command -v {tool} >/dev/null 2>&1; then {tool} {place} || true; fi")
    return "\n".join([*lines, ""])
